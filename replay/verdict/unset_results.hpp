#pragma once

#include <set>
#include <string>

#include "parser/model.hpp"
#include "replay/plan/plan.hpp"

/// Values that PyTorch itself leaves to chance: no replay can match them and nothing may be concluded from
/// them.
namespace ireplay {

/// Plan::storages of results that hold whatever was in memory: the random seed and offset that attention
/// returns where it drops nothing out.
std::set<std::int32_t> unset_storages(const Plan& plan);

/// Inputs whose memory the wrapper takes for buffers of its own once they are read (`buf3 = relu; del relu  #
/// reuse`): what is in them afterwards is no result.
std::set<std::string, std::less<>> reused_inputs(const Wrapper& wrapper);

}  // namespace ireplay
