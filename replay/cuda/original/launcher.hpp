#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kernels/original/module_driver.hpp"
#include "replay/cuda/original/launches.hpp"

/// Launches original kernels through the driver.
namespace ireplay {

/// Loads each cubin once and launches it with what `launches_of` found. Not copyable; the kernels of the
/// launches must outlive it, the driver too.
class OriginalLauncher {
 public:
  explicit OriginalLauncher(ModuleDriver& driver) : driver_(driver) {}
  OriginalLauncher(const OriginalLauncher&) = delete;
  OriginalLauncher& operator=(const OriginalLauncher&) = delete;
  ~OriginalLauncher();

  /// Loads the launch's kernel, if it has one, so that `launch` may be inside of a stream capture. A cubin of
  /// another architecture is replaced by the PTX beside it, with a warning. Throws Error{unsupported} at a
  /// launch with a fault and where there is no code for this device.
  void prepare(const Launch& launch);

  /// `memory.encode` is not asked: the driver encodes. A grid without blocks launches nothing.
  void launch(const Launch& launch, const ArgumentMemory& memory, void* stream);

  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  struct Loaded {
    void* module = nullptr;
    void* function = nullptr;
  };
  Loaded load(const OriginalKernel& kernel);

  ModuleDriver& driver_;
  std::map<const OriginalKernel*, Loaded> loaded_;
  std::vector<std::string> warnings_;
};

}  // namespace ireplay
