#pragma once

#include "kernels/interpreter/interpreter.hpp"

/// The interpreter's kernels, compiled for the host and run there: the same templates as on a device, in the
/// same grids. Slow; shows what they compute, not how fast, and nothing of what real threads do at once.
namespace ireplay {

void run_on_host(const InterpreterLaunch& launch);
void run_on_host(const BatchLaunch& launch);

}  // namespace ireplay
