#pragma once

#include <optional>
#include <vector>

#include "replay/engine.hpp"
#include "replay/verdict/reference.hpp"

/// The comparison of a run with its reference at derived tolerances.
namespace ireplay {

/// --atol and --rtol.
struct GivenTolerance {
  std::optional<double> atol, rtol;
};

/// Some graphs amplify rounding beyond what the number of operations tells: a small difference of large sums,
/// an exponential of a large argument. Where an output is out of its tolerance, the graph is evaluated on the
/// CPU as planned and in float64, and the distance of the two, which knows nothing of the reference, replaces
/// the derived deviation if it is larger. Graphs that are too large for that on a CPU keep the derived
/// tolerance.
/// What the command line gives takes the place of what is derived. Rows beyond the pairs' are those of
/// `compare_outputs`.
std::vector<Comparison> judge_outputs(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                                      const ReferenceMatch& match, ReferenceRounding rounding,
                                      int threads = 0, const GivenTolerance& given = {});

/// Whether one evaluation on the CPU takes a few seconds at most.
bool is_quick_on_the_cpu(const Plan& plan);

/// `tolerance` with a deviation of `noise` (absolute, root mean square over the output) for each rounding
/// that accumulates, if that is more than it has. Types narrower than float32 keep theirs: the distance of
/// two evaluations is the rounding of the output there, which does not accumulate.
Tolerance amplified(const Tolerance& tolerance, double noise, double reference_rms, DType dtype);

}  // namespace ireplay
