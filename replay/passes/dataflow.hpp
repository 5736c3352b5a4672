#pragma once

#include <functional>
#include <unordered_set>
#include <vector>

#include "replay/plan/plan.hpp"

/// Which step reads and writes what.
namespace ireplay {

/// Calls `visit` for each tensor of an argument or a call, inside lists too, in order.
void for_each_tensor(const ExternValue& value, const std::function<void(const TensorView&)>& visit);
void for_each_tensor(const ExternCall& call, const std::function<void(const TensorView&)>& visit);

/// Whether an op writes its first argument, as far as anything says so: an op without a row that has no
/// results does.
bool writes_first_argument(const ExternCall& call);

/// Plan::buffers that a step writes. An extern call without results writes its first tensor in place.
std::vector<std::int32_t> written_buffers(const Step& step);

/// The call that was replayed around (op_kind "opaque") and that the tensor depends on once all steps of the
/// plan have run; null where there is none. A step is taken to bring all that it touches into all that it
/// writes.
const Step* find_opaque_source(const Plan& plan, const TensorView& tensor);

/// By step: buffers that only this step touches and nobody outside of it sees. A fused kernel keeps them in
/// registers.
std::vector<std::unordered_set<std::int32_t>> inner_buffers(const Plan& plan);

}  // namespace ireplay
