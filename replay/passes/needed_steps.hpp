#pragma once

#include "replay/plan/plan.hpp"

namespace ireplay {

/// The part of a plan that computes one tensor: the steps that it depends on through memory, the inputs that
/// they read, and the tensor as the only output, under the key `value`. Memory keeps its numbers.
Plan cut_to(const Plan& plan, const TensorView& tensor);

}  // namespace ireplay
