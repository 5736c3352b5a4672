#pragma once

#include <functional>

#include "replay/externs/program.hpp"

namespace ireplay {

/// The call in double, plain loops: what a device's library is compared with.
void run_solver_cpu(const SolverPart& part, const std::function<HostView(const TensorView&)>& view_of);

}  // namespace ireplay
