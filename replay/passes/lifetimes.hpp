#pragma once

#include "replay/plan/plan.hpp"

/// From when to when a storage is needed.
namespace ireplay {

/// Storage::first_step, last_step and mutated, from what the steps touch.
void find_lifetimes(Plan& plan);

}  // namespace ireplay
