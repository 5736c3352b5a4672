#pragma once

#include "replay/cpu/run_parts.hpp"
#include "replay/passes/split_sorts.hpp"

namespace ireplay {

/// Runs a program as engines do that sort rows in memory: the parts before, between and after its sorts by
/// `run_part`, the sorts on the CPU. A program that cannot be split is one part.
void run_apart(const LoopProgram& program, std::vector<HostBuffer> buffers, const Plan& plan,
               const LoopRunner& run_part);

}  // namespace ireplay
