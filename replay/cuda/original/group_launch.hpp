#pragma once

#include <functional>
#include <vector>

#include "replay/cuda/original/launcher.hpp"
#include "replay/cuda/original/places.hpp"

/// Launches of original kernels on a plan's memory.
namespace ireplay {

/// Runs something in the order of a stream.
using Launcher = std::function<void(void* stream)>;

/// Addresses on the device: of a plan's buffer's element 0, of a storage's first byte, of new memory, and of
/// memory that has a name, the same for all groups of a run.
struct LaunchPlaces {
  std::function<std::uint64_t(std::int32_t buffer)> buffer;
  std::function<std::uint64_t(std::int32_t storage)> storage;
  std::function<std::uint64_t(std::int64_t bytes)> scratch;
  std::function<std::uint64_t(const std::string& name, std::int64_t bytes)> named_scratch;
  /// Makes a loop program ready whose `buffers` lie at the addresses.
  std::function<Launcher(LoopProgram program, const std::vector<std::uint64_t>& addresses)> loops;
};

/// The launches of one group in the wrapper's order, everything found that they need. `places`' launches and
/// the launcher must outlive it.
class GroupLaunch {
 public:
  /// Loads the kernels' code; throws what OriginalLauncher::prepare throws.
  GroupLaunch(const PlacedGroup& group, const OriginalPlaces& places, const Plan& plan,
              const LaunchPlaces& memory, OriginalLauncher& launcher);

  /// `zero` fills memory with zeros in the order of the stream.
  void launch(void* stream, const std::function<void(std::uint64_t address, std::int64_t bytes)>& zero);

 private:
  struct Placed {
    const Launch* launch = nullptr;
    Launcher loops;                        // of a reduction
    std::vector<std::uint64_t> addresses;  // by argument
    std::uint64_t global_scratch = 0, profile_scratch = 0;
    /// To be zero when the kernel begins.
    std::vector<std::pair<std::uint64_t, std::int64_t>> zeroed;
  };
  static Placed place(const Launch& launch, const OriginalPlaces& places, const Plan& plan,
                      const LaunchPlaces& memory);

  std::vector<Placed> launches_;
  OriginalLauncher& launcher_;
};

}  // namespace ireplay
