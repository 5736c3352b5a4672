#pragma once

#include "replay/plan/plan.hpp"

namespace ireplay {

/// Bytes and operations of a plan: what one evaluation on the CPU takes, in nanoseconds of one core, roughly.
std::int64_t work_of(const Plan& plan);

/// Instructions of loops times the points at which they are evaluated; the largest number where they are
/// more. A loop may touch few bytes at very many points.
std::int64_t evaluations_of(const Plan& plan);

/// Whether one evaluation on the CPU takes a few seconds at most.
bool is_quick_on_the_cpu(const Plan& plan);

}  // namespace ireplay
