#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "replay/cuda/step.hpp"

/// Loop programs on kernels compiled for them.
namespace ireplay {

/// Whether this run may compile kernels.
bool compiles_kernels(const CudaContext& context);

/// Starts compiling and returns at once; the kernels are waited for when the step is `prepare`d, or first
/// launched. Null for a program that has no compiled form. `address`: of element 0 of
/// LoopProgram::buffers[k].
std::unique_ptr<CudaStep> make_compiled_step(const LoopProgram& program,
                                             const std::function<std::byte*(std::int32_t)>& address,
                                             CudaContext& context);

/// Programs that move as much run so long that a launch of their own, by a schedule that is found by time,
/// costs nothing: smaller ones lose some 1.5 us each while the device fills and empties.
inline constexpr std::int64_t kAloneBytes = std::int64_t{128} << 20;

/// Those of independent programs that can be in one launch with others; they leave `programs`. Null where
/// fewer than two can. Large ones are left.
std::unique_ptr<CudaStep> make_compiled_batch(std::vector<const LoopProgram*>& programs,
                                              CudaContext& context);

}  // namespace ireplay
