#pragma once

#include <string>

#include "replay/externs/program.hpp"

namespace ireplay {

/// A part after the other, with the names of the plan's buffers; temporaries are t0, t1 and so on. The parts
/// beyond the first twenty are counted.
std::string to_text(const ExternProgram& program, const Plan& plan);

/// What runs a library call: its parts, or the words for what has none. Empty for other steps.
std::string describe_parts(const Step& step, const Plan& plan);

}  // namespace ireplay
