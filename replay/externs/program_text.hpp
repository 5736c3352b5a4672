#pragma once

#include <string>

#include "replay/plan/plan.hpp"

namespace ireplay {

/// What runs a library call: a part after the other, with the names of the plan's buffers, temporaries as t0,
/// t1 and so on, those beyond the first twenty counted; or the words for what has none. Empty for other
/// steps.
std::string describe_parts(const Step& step, const Plan& plan);

}  // namespace ireplay
