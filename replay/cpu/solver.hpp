#pragma once

#include "replay/cpu/wide_memory.hpp"
#include "replay/externs/program.hpp"

namespace ireplay {

/// The call in double: what a device's library is compared with.
void run_solver_cpu(const SolverPart& part, const ViewOf& view_of);

}  // namespace ireplay
