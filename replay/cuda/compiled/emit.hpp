#pragma once

#include <optional>
#include <string>
#include <vector>

#include "replay/cuda/compiled/schedule.hpp"

/// Loop program + schedule -> the text of its kernels.
///
/// Every kernel is `extern "C" __global__ void ireplay_kernel(b0, b1, ..., Fault*, int program, unsigned
/// char* partials)`: pointers to element 0 of LoopProgram::buffers in order, where faults go, the program's
/// number in them, and memory for what splits of a reduction hand on.
namespace ireplay {

inline constexpr const char* kKernelEntry = "ireplay_kernel";

struct EmittedKernel {
  std::string text;         // without what stands in front of all kernels (prelude.hpp)
  std::int64_t blocks = 1;  // grid.x
  std::int64_t splits = 1;  // grid.y
  int threads = 256;        // block.x
};

struct EmittedProgram {
  std::vector<EmittedKernel> kernels;  // launched in order
  std::int64_t partial_bytes = 0;      // of `partials`
};

/// `extern "C" __global__ void __launch_bounds__(256) ireplay_kernel(`.
std::string kernel_head(int threads);
/// `const float* __restrict__`: of the parameter of a buffer.
std::string parameter_type(const LoopProgram& program, const ProgramMemory& memory, std::size_t buffer);

/// `program` with its ranges merged and `why_not_compiled` empty. None where a later pass over the reduction
/// would have to read memory again that an earlier one has overwritten.
/// `part`: if given, the kernel is a function of that name on the device, which takes its block's place as
/// its first argument (batch.hpp).
std::optional<EmittedProgram> emit(const LoopProgram& program, const ProgramMemory& memory,
                                   const Schedule& schedule, const std::string& part = {});

}  // namespace ireplay
