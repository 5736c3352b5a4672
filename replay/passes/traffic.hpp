#pragma once

#include "replay/plan/plan.hpp"

/// What a plan moves and computes at least.
namespace ireplay {

/// Step::bytes and Step::flops: least traffic (every element that a step touches counts once per buffer,
/// buffers that live inside one fused step and a call's own temporaries not at all) and arithmetic. Calls
/// whose parts are written go by them.
void count_traffic(Plan& plan);

}  // namespace ireplay
