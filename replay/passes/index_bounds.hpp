#pragma once

#include "replay/plan/plan.hpp"

namespace ireplay {

/// PlanInput::index_bound of integer inputs whose values address other buffers: in loops, or as positions
/// that a library call takes, also after copies and conversions on the way. Arithmetic on the way is not
/// undone. Of a bool input that is a mask (`x[mask] = values`): how many of its elements must be true.
void find_index_bounds(Plan& plan);

}  // namespace ireplay
