#pragma once

#include "replay/plan/plan.hpp"

/// How far rounding can travel through a plan.
namespace ireplay {

/// PlanOutput::reduction_depth and op_depth: the longest chains of accumulated terms and of operations on the
/// way from any input to each output.
void measure_depths(Plan& plan);

}  // namespace ireplay
