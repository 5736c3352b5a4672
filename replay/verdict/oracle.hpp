#pragma once

#include <vector>

#include "replay/engine.hpp"
#include "replay/verdict/reference.hpp"

/// Which side of a comparison is right, by an evaluation in float64.
namespace ireplay {

/// Evaluates the plan in float64 on the CPU and fills in Comparison::oracle of every row that has figures.
/// `comparisons` begin with one for each pair of `match`.
void judge_by_oracle(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                     const ReferenceMatch& match, int threads, std::vector<Comparison>& comparisons);

/// Tensors of an oracle run in the types that the graph returns.
TensorMap rounded_to_outputs(const Plan& plan, const TensorMap& exact);

}  // namespace ireplay
