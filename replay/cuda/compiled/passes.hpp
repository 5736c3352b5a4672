#pragma once

#include <vector>

#include "replay/cuda/compiled/emit_body.hpp"

/// A program's instructions in the order in which a thread's text has them: what is computed once for its
/// points, and passes over its vectors whose loads come before what uses them.
namespace ireplay {

/// Reductions of one kind on the same operands share a state: welford's mean and m2, a maximum and its
/// position.
struct ReduceState {
  std::vector<ValueId> values;  // by the state's results they read; the first names the state
  std::int32_t stage = 0;
};
std::vector<ReduceState> find_states(const LoopProgram& program);

/// What one stage does for each of a thread's vectors.
struct Pass {
  std::vector<ValueId> once;                 // does not depend on the vector: before the loop
  std::size_t before_loads = 0;              // so many of `once` are loads, or what the first loads wait for
  std::vector<std::vector<ValueId>> levels;  // loads that wait for nothing, what waits for those loads, ...
  bool reads_overwritten = false;            // computes a load again whose memory an earlier stage stores to
};

/// Of stage `number`. Values of earlier per-element stages are computed again unless `body.schedule.whole`.
Pass make_pass(const Body& body, std::size_t number);

}  // namespace ireplay
