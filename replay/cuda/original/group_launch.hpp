#pragma once

#include <functional>
#include <vector>

#include "replay/cuda/original/launcher.hpp"
#include "replay/cuda/original/places.hpp"

/// Launches of original kernels on a plan's memory.
namespace ireplay {

/// Addresses on the device: of a plan's buffer's element 0, of a storage's first byte, of new memory.
struct LaunchPlaces {
  std::function<std::uint64_t(std::int32_t buffer)> buffer;
  std::function<std::uint64_t(std::int32_t storage)> storage;
  std::function<std::uint64_t(std::int64_t bytes)> scratch;
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
    std::vector<std::uint64_t> addresses;  // by argument
    std::uint64_t global_scratch = 0, profile_scratch = 0;
    /// To be zero when the kernel begins: nobody but this launch sees them.
    std::vector<std::pair<std::uint64_t, std::int64_t>> zeroed;
  };
  static Placed place(const Launch& launch, const OriginalPlaces& places, const Plan& plan,
                      const LaunchPlaces& memory);

  std::vector<Placed> launches_;
  OriginalLauncher& launcher_;
};

}  // namespace ireplay
