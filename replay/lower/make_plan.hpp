#pragma once

#include <map>
#include <string>
#include <vector>

#include "parser/model.hpp"
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

/// One set of texts of a graph, as found in a debug directory. `post`, `pre` or the wrapper is necessary:
/// without a scheduler text the kernels' listings in the wrapper say what is computed.
struct GraphTexts {
  const Dump* post = nullptr;
  const Dump* pre = nullptr;  // bodies that 2.0 prints nowhere else
  const Wrapper* wrapper = nullptr;
};

/// Dump to plan in one go: check, infer what the text leaves out, lower. Throws Error{dump} with the place of
/// the first inconsistency, or Error{unsupported} that lists everything that cannot be run.
Plan make_plan(const GraphTexts& texts, const GraphHints& hints);

}  // namespace ireplay
