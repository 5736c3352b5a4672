#pragma once

#include <unordered_set>
#include <vector>

#include "replay/plan/plan.hpp"

/// One kernel for a fused node: the bodies of its parts in one loop program.
namespace ireplay {

/// Joins neighbouring programs wherever their iteration domains agree (the same rows and reduction lengths;
/// pointwise parts over the rows, or over all elements in the same order, however they split them) and every
/// value that one part stores and a later one loads is at the same index: the load becomes the value itself,
/// unrounded for half-precision buffers as in the fused kernel. Programs that can't be joined stay apart, in
/// order. Equal instructions become one.
///
/// `inner`: Plan buffers that nobody outside of the step sees; such a buffer is not stored if every load of
/// it went away. The result computes what `parts` compute, in as many programs or fewer.
std::vector<LoopProgram> join_programs(const std::vector<LoopProgram>& parts, const Plan& plan,
                                       const std::unordered_set<std::int32_t>& inner);

/// Fills Step::joined of every step whose programs join to fewer. A run of the parts one by one has no need
/// of it.
void join_fused_steps(Plan& plan);

}  // namespace ireplay
