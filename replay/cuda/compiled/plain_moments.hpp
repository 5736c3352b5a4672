#pragma once

#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// Moments that are combined of single elements (a mean, no deviations, a weight of 1, or of 0 where a mask
/// is false), as Inductor writes variances that it has split, as the moments of those elements.
void use_plain_moments(LoopProgram& program);

}  // namespace ireplay
