#pragma once

#include <string>
#include <vector>

#include "replay/cuda/original/launches.hpp"
#include "replay/plan/plan.hpp"

/// Which ops of a graph an original kernel computes.
namespace ireplay {

/// The steps of a plan that one run of a function of the wrapper gave: those whose names end with its suffix.
struct StepsOfRun {
  std::vector<const Step*> steps;
  std::string suffix;
};

/// For each launch of the function the names of the steps that it computes: the parts of one node of the text
/// are one kernel. A node's launch is the first that nobody has and that takes a buffer which the node
/// writes; a reduction of scratch memory belongs to the node that writes its result. `dump` is the function's
/// text; one without nodes, or null, is that of a wrapper alone, whose steps are called as their kernels. Of
/// a run without steps (the graph can't be replayed) the nodes are named.
std::vector<std::vector<std::string>> ops_of_launches(const std::vector<Launch>& launches, const Dump* dump,
                                                      const StepsOfRun& run);

}  // namespace ireplay
