#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "replay/plan/plan.hpp"

/// Products that are fused with a collective (`symm_mem.fused_all_gather_matmul` and its kin, which Inductor
/// writes for asynchronous tensor parallelism), as what they compose of.
namespace ireplay {

bool is_fused_collective(std::string_view function);

/// The steps that do what the call does, in order: a gather and a product for each of its matrices, or a
/// product and what the ranks of the group sum and share out, with copies where the dimension that is
/// gathered or scattered is not the first. The collective among them is one that is replayed around (op_kind
/// "opaque", kind nop), whose result is an input of the plan: `buf0.gathered` for a node that the call names
/// `node`. `call.results` are where the results go: the gathered tensor, then the products; or the scattered
/// one. Throws Error{unsupported}, before anything is added to the plan, where the call is not as PyTorch has
/// it or where no result tells how many ranks there are.
std::vector<Step> split_fused_collective(const std::string& node, const ExternCall& call, Plan& plan);

}  // namespace ireplay
