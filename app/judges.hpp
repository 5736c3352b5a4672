#pragma once

#include <string>

#include "app/loaded_graph.hpp"
#include "replay/verdict/bisect.hpp"

/// Who is asked what is right, for commands that look at graphs op by op.
namespace ireplay {

struct ChosenJudge {
  BisectJudge judge;
  std::string name;  // float64, the CPU engine, the graph's own kernels, 'FILE', the case's own tensors
  bool is_of_case = false;  // the last one
};

/// --against; without it the case's own tensors where it has some and its own inputs, else float64.
ChosenJudge choose_judge(const LoadedGraph& graph, const Options& options);

/// For commands that cut graphs into pieces, which the graph's own kernels do not compute. Throws
/// Error{usage} for options that ask for them.
void refuse_originals(const Options& options);

/// How the options want ops to be run.
BisectOptions bisect_options(const Options& options, bool by_node);

}  // namespace ireplay
