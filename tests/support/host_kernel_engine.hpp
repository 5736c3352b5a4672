#pragma once

#include <memory>

#include "replay/cpu/loops.hpp"
#include "replay/engine.hpp"

namespace ireplay {

/// Runs one program on the interpreter's kernels (host_kernels.hpp), and returns their name. `items`: of a
/// thread; 0: by the size of the work. Sorts, which are not the interpreter's, run on the CPU engine's loops.
/// Throws Error{device} at a fault.
std::string run_on_kernels(const LoopProgram& program, const std::vector<HostBuffer>& buffers, int items);

/// Runs loop programs on the interpreter's kernels, compiled for the host (host_kernels.hpp), and library
/// calls on the CPU's rows. `items` as above. Measures nothing.
std::unique_ptr<Engine> make_host_kernel_engine(int items);

}  // namespace ireplay
