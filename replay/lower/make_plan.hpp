#pragma once

#include <map>
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
  std::map<std::string, TensorHint, std::less<>> tensors;  // --layout, shapes of --inputs, case.json
  std::string readable = {};                               // text of fx_graph_readable.py
};

/// One set of texts of a graph, as found in a debug directory. Only `post` (or `pre`) is necessary.
struct GraphTexts {
  const Dump* post = nullptr;
  const Dump* pre = nullptr;  // bodies that 2.0 prints nowhere else
  const Wrapper* wrapper = nullptr;
};

/// A graph that asks for things that are not supported: all of them, each with its place.
struct UnsupportedGraph : Error {
  UnsupportedGraph(const std::string& sentence, std::vector<Error> all)
      : Error(Kind::unsupported, sentence), faults(std::move(all)) {}
  std::vector<Error> faults;
};

/// Dump to plan in one go: check, infer what the text leaves out, lower. Throws Error{dump} with the place of
/// the first inconsistency, or Error{unsupported} that lists everything that cannot be run.
Plan make_plan(const GraphTexts& texts, const GraphHints& hints);

}  // namespace ireplay
