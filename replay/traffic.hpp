#pragma once

#include <unordered_set>
#include <vector>

#include "replay/plan.hpp"

/// What a plan costs at least, and how far rounding can travel through it.
namespace ireplay {

/// The first tensor of an extern's argument, inside lists too; null where there is none.
const TensorView* first_tensor(const ExternValue& value);

/// Plan::buffers that a step writes. An extern call without results writes its first tensor in place.
std::vector<std::int32_t> written_buffers(const Step& step);

/// By step: buffers that only this step touches and nobody outside of it sees. A fused kernel keeps them in
/// registers.
std::vector<std::unordered_set<std::int32_t>> inner_buffers(const Plan& plan);

/// Step::bytes and Step::flops: least traffic (every element that a step touches counts once per buffer,
/// buffers that live inside one fused step not at all) and arithmetic.
void count_traffic(Plan& plan);

/// PlanOutput::reduction_depth and op_depth: the longest chains of accumulated terms and of operations on the
/// way from any input to each output.
void measure_depths(Plan& plan);

/// Storage::first_step, last_step and mutated, from what the steps touch.
void find_lifetimes(Plan& plan);

}  // namespace ireplay
