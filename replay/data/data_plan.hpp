#pragma once

#include <functional>

#include "replay/case/case_plan.hpp"
#include "replay/plan/tensor.hpp"

/// Plans of graphs in which data decides sizes, branches and trips of loops.
namespace ireplay {

/// Where the inputs of a run come from.
struct InputSource {
  const TensorMap& given;
  std::map<std::string, std::string, std::less<>> fills = {};  // as `make_inputs` takes them
  std::uint64_t seed = 0;
  int threads = 0;
  /// Sees each part of a graph before it is run on the CPU; may throw where that would take too much.
  std::function<void(const Plan& part)> before_run = [](const Plan&) {};
};

/// Lowers a graph; what data decides is computed on the CPU engine from the inputs that the run will have.
/// Inputs drawn at random may be drawn within other bounds once the whole graph is known: the graph is then
/// lowered again with those. Throws Error{usage} where that does not settle.
Plan lower_with_data(const ParsedCase& parsed, const GraphHints& hints, const InputSource& inputs);

}  // namespace ireplay
