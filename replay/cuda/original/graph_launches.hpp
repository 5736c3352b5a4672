#pragma once

#include <span>
#include <string>
#include <vector>

#include "replay/cuda/original/launches.hpp"
#include "replay/lower/make_plan.hpp"

/// The launches of all functions of a wrapper that a plan's steps come from: `call` and its subgraphs'.
namespace ireplay {

struct GraphLaunches {
  std::vector<Launch> launches;               // a function's own ones follow those of its caller
  std::vector<std::vector<std::string>> ops;  // by launch: names of the plan's steps that it computes
};

/// One for each launch of each run of a function. Buffers are named as the plan's are; scratch memory, which
/// the plan has not, with its run. `hints` are those of the plan, for one that has no functions because the
/// graph can't be replayed. The wrapper and `kernels` must outlive the result.
GraphLaunches launches_of_graph(const GraphTexts& texts, const GraphHints& hints,
                                std::span<const OriginalKernel> kernels, const Plan& plan);

}  // namespace ireplay
