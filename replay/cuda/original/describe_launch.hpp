#pragma once

#include <string>
#include <vector>

#include "parser/source.hpp"
#include "replay/cuda/original/launches.hpp"

/// Launches of original kernels as text.
namespace ireplay {

/// One line: `add.cubin: add_kernel, grid 13x1x1, block 128, shared 0 B, 16 registers`, with local memory,
/// clusters and what else is not usual; of a launch with a fault the fault.
std::string to_line(const Launch& launch);

/// A line for each argument: its bytes among the parameters, its name, its type and what it is.
std::vector<std::string> argument_lines(const Launch& launch);

/// That line with the call's place before it, and a line for each argument: its bytes among the parameters,
/// its name, its type and what it is. The form of the golden files.
std::string to_text(const Launch& launch, const Source& wrapper);

}  // namespace ireplay
