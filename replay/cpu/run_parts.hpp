#pragma once

#include <functional>
#include <vector>

#include "replay/cpu/loops.hpp"
#include "replay/externs/program.hpp"

/// Library calls written as parts, run on the CPU.
namespace ireplay {

/// Runs a loop program on host memory: `run_loops`, or what stands in for it.
using LoopRunner = std::function<void(const LoopProgram& program, const std::vector<HostBuffer>& buffers)>;

/// Runs all parts in double. Floating temporaries are float64, and so is a result that the call reads again
/// or adds to until its last part has run: what a call gives is rounded once. `view_of` gives the memory of a
/// plan's buffer, whose elements must lie as the tensor's strides say; it may hold float64 where the plan
/// says a narrower type. Of `options` count the threads, whether unstable sorts take the last of equal keys
/// first, and the rounding of products with an addend. Throws Error{device} at a fault, as `run_loops` does.
void run_extern_program(const ExternProgram& program, const Plan& plan,
                        const std::function<HostView(const TensorView&)>& view_of,
                        const LoopOptions& options = {});

/// The same in the types that the parts say, as a device does it, every loop program and every product by
/// `run_program`.
void run_extern_program_as_written(const ExternProgram& program, const Plan& plan,
                                   const std::function<HostView(const TensorView&)>& view_of,
                                   const LoopRunner& run_program);

}  // namespace ireplay
