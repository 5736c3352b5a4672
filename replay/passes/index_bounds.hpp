#pragma once

#include "replay/plan/plan.hpp"

namespace ireplay {

/// PlanInput::index_bound of integer inputs whose values address other buffers: in loops, or as positions
/// that a library call takes, also after copies and conversions on the way. Arithmetic on the way is not
/// undone.
void find_index_bounds(Plan& plan);

}  // namespace ireplay
