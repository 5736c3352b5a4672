#pragma once

#include <functional>
#include <vector>

#include "replay/cpu/loops.hpp"
#include "replay/externs/program.hpp"

/// Library calls written as parts, run on the CPU.
namespace ireplay {

/// Runs a loop program on host memory: `run_loops`, or what stands in for it.
using LoopRunner = std::function<void(const LoopProgram& program, const std::vector<HostBuffer>& buffers)>;

/// Runs all parts on the CPU. `view_of` gives the memory of a plan's buffer. Without `run_program` the CPU
/// engine's loops run.
void run_extern_program(const ExternProgram& program, const Plan& plan,
                        const std::function<HostView(const TensorView&)>& view_of,
                        const LoopRunner& run_program = {});

}  // namespace ireplay
