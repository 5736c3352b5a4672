#pragma once

#include <memory>

#include "replay/engine.hpp"

namespace ireplay {

/// Runs loop programs on the interpreter's kernels, compiled for the host (host_kernels.hpp), and library
/// calls on the CPU's rows. Measures nothing.
std::unique_ptr<Engine> make_host_kernel_engine();

}  // namespace ireplay
