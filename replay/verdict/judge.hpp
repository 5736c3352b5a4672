#pragma once

#include <optional>
#include <vector>

#include "replay/engine.hpp"
#include "replay/verdict/noise.hpp"
#include "replay/verdict/reference.hpp"

/// The comparison of a run with its reference.
namespace ireplay {

/// --atol and --rtol. One that is not given is derived.
struct GivenTolerance {
  std::optional<double> atol, rtol;
};

/// Compares every pair at limits that are measured (noise.hpp), or derived from the plan where the graph is
/// too large for that (tolerance.hpp). Where several results are right because sorts and selections found
/// equal values, elements that change when ties are broken the other way are excused, and no others; a tensor
/// of which nothing is left then is unjudged. `measured`: the limits, where the graph's noise has been
/// measured already. Rows beyond the pairs' are those of `compare_outputs`.
std::vector<Comparison> judge_outputs(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                                      const ReferenceMatch& match, ReferenceRounding rounding,
                                      int threads = 0, const GivenTolerance& given = {},
                                      const MeasuredLimits* measured = nullptr);

}  // namespace ireplay
