#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kernels/interpreter/interpreter.hpp"
#include "replay/plan/loop_program.hpp"

/// Which kernels run a loop program on a device, and in what shape.
namespace ireplay {

/// What shapes depend on.
struct DeviceShape {
  int multiprocessors = 1;
  std::size_t shared_bytes_per_block = std::size_t{48} * 1024;
  int items_per_thread = 0;  // of the main instantiation, 16 or 32; 0: by the size of the work
};

struct LaunchMemory {
  /// Address of element 0 of LoopProgram::buffers[k].
  std::function<std::byte*(std::int32_t buffer)> address;
  /// Device memory that lives as long as the plan.
  std::function<std::byte*(std::int64_t bytes)> scratch;
  /// A copy of `bytes` in such memory.
  std::function<const unsigned char*(const std::vector<std::byte>& bytes)> upload;
};

struct LoopKernels {
  std::vector<InterpreterLaunch> launches;  // none where there is nothing to do
  std::string name;                         // pointwise/32x16, rows/64x4
};

/// `number` and `fault` go into the programs (DeviceProgram). Throws Error{unsupported} where
/// `why_not_on_machine` has a reason.
LoopKernels make_launches(const LoopProgram& program, const DeviceShape& device, const LaunchMemory& memory,
                          std::int32_t number, DeviceFault* fault);

/// The same for a program that is to share a launch with others (BatchLaunch); none for one that cannot.
std::optional<InterpreterLaunch> make_batch_member(const LoopProgram& program, const DeviceShape& device,
                                                   const LaunchMemory& memory, std::int32_t number,
                                                   DeviceFault* fault);

}  // namespace ireplay
