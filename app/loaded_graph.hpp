#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/given_names.hpp"
#include "app/run_faults.hpp"
#include "replay/case/case_plan.hpp"

/// For commands that run graphs or write them anew: everything that a graph's files say, its plan and the
/// values of its inputs.
namespace ireplay {

struct Options;

struct LoadedGraph {
  std::string name;  // as the user would write it
  CaseFiles files;
  CaseTexts texts;
  CaseFacts facts;
  GivenTensors own;
  ParsedCase parsed;  // points into `texts`
  GraphHints hints;
  Plan plan;  // steps unfused
  TensorMap inputs;
  std::vector<std::string> random;  // of these, what was filled at random
};

/// The one graph that the command's PATH names. Throws Error{usage} where there are several, Error{device} as
/// `require_resources` does before its inputs are made.
std::unique_ptr<LoadedGraph> load_one(const Options& options, const std::string& path);

/// What `work` on the graph returns; an engine's fault in it is told with its place, as a run tells it.
template <class Work>
auto with_places(const LoadedGraph& graph, const Options& options, const Work& work) try {
  return work();
} catch (const Error& error) {
  throw explained(error, graph.plan, graph.inputs, graph.parsed, graph.own, options);
}

/// Text of fx_graph_readable.py; empty where there is none.
std::string readable_of(const LoadedGraph& graph);

}  // namespace ireplay
