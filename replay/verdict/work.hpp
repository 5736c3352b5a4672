#pragma once

#include "replay/plan/plan.hpp"

namespace ireplay {

/// Bytes and operations of a plan: what one evaluation on the CPU takes, in nanoseconds of one core, roughly.
std::int64_t work_of(const Plan& plan);

/// Whether one evaluation on the CPU takes a few seconds at most.
bool is_quick_on_the_cpu(const Plan& plan);

}  // namespace ireplay
