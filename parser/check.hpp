#pragma once

#include "parser/model.hpp"

namespace ireplay {

/// What the grammar cannot say about the text alone: every index line, block, variable and indirect index
/// that a body uses exists, values are defined above their use, every block ends in its `return`, a body has
/// as many variables as its node has sizes, the parts of a fused node are all there, known layouts have
/// shapes of one rank. Throws Error{dump} at the first place that is at fault. What ops and names mean is not
/// judged here.
void check(const Dump& dump);

}  // namespace ireplay
