#pragma once

#include <string>
#include <vector>

#include "replay/cuda/original/launches.hpp"
#include "replay/plan/plan.hpp"

/// Which ops of a graph an original kernel computes.
namespace ireplay {

/// For each launch the names of the plan's steps that it computes: the parts of one node of the text are one
/// kernel. A node's launch is the first that nobody has and that takes a buffer which the node writes. `dump`
/// is the plan's text; one without nodes is that of a wrapper alone, whose steps are called as their kernels.
/// Of a plan without steps (the graph can't be replayed) the nodes are named. Subgraphs' steps have no launch
/// here.
std::vector<std::vector<std::string>> ops_of_launches(const std::vector<Launch>& launches, const Dump& dump,
                                                      const Plan& plan);

}  // namespace ireplay
