#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parser/model.hpp"
#include "parser/source.hpp"
#include "replay/plan/plan.hpp"

/// The checked graph: what every name means, operands of externs found, sizes as numbers.
namespace ireplay {

/// Everything the user may say about a dump beside its text.
struct GraphHints {
  std::map<std::string, std::int64_t, std::less<>> symbols;  // --sym s0=13, case.json
  struct TensorHint {
    DType dtype;
    Dims size, stride;  // stride empty: dense
  };
  std::map<std::string, TensorHint, std::less<>> tensors;         // --layout, shapes of --inputs, case.json
  std::string readable = {};                                      // text of fx_graph_readable.py
  std::map<std::string, double, std::less<>> reals = {};          // symbols that are floats: zuf0
  std::map<std::string, std::size_t, std::less<>> readings = {};  // to take, by Guess::what
  /// As fx_graph_readable.py annotates them: where nothing else tells.
  std::map<std::string, TensorHint, std::less<>> annotated = {};
  std::optional<Tf32> tf32 = {};  // --tf32, case.json
};

/// One set of texts of a graph, as found in a debug directory. `post`, `pre` or the wrapper is necessary:
/// without a scheduler text the kernels' listings in the wrapper say what is computed.
struct GraphTexts {
  const Dump* post = nullptr;
  const Dump* pre = nullptr;  // bodies that 2.0 prints nowhere else
  const Wrapper* wrapper = nullptr;
  std::vector<const Dump*> subgraphs = {};  // texts of branches and loops, whose names begin with theirs
  std::string_view function = "call";       // of the wrapper; a subgraph's has its own
};

/// What the data of one run says.
struct Evaluator {
  /// The value of a tensor once the steps of a plan have run, dense. The plan is whole but for the steps to
  /// come; its inputs are those of the graph.
  std::function<HostTensor(const Plan& so_far, const TensorView& tensor)> value;
  /// Whether the user gave the tensor of this input; else it is drawn at random.
  std::function<bool(std::string_view input)> is_given;
};

/// A graph that asks for things that are not supported: all of them, each with its place.
struct UnsupportedGraph : Error {
  UnsupportedGraph(const std::string& sentence, std::vector<Error> all)
      : Error(Kind::unsupported, sentence), faults(std::move(all)) {}
  std::vector<Error> faults;
};

/// Dump to plan in one go: check, infer what the text leaves out, lower. Throws Error{dump} with the place of
/// the first inconsistency, or Error{unsupported} that lists everything that cannot be run.
///
/// Sizes, branches and numbers of trips that data decides come from `evaluator`, which is asked in as many
/// rounds as such values depend on each other; without it such graphs are refused unless `hints` has the
/// values. The plan is that of one run: branches are taken, loops unrolled.
///
/// A library call of which nothing is known, a kernel in Triton that asks for what is not known, and a
/// collective are replayed around: a step of kind `nop`, op_kind "opaque", whose call has the operands; what
/// it returns are inputs of the plan (`--pinned` gives them), and a warning says so.
Plan make_plan(const GraphTexts& texts, const GraphHints& hints, const Evaluator* evaluator = nullptr);

}  // namespace ireplay
