#include "replay/data/data_plan.hpp"

#include "replay/case/random_inputs.hpp"
#include "replay/engine.hpp"
#include "replay/externs/program.hpp"
#include "replay/passes/index_bounds.hpp"
#include "replay/passes/needed_steps.hpp"

namespace ireplay {
namespace {

/// Runs parts of plans, and remembers which inputs they had.
class DataRuns {
 public:
  explicit DataRuns(const InputSource& inputs) : inputs_(inputs), tensors_(inputs.given) {}

  Evaluator evaluator() {
    return {[this](const Plan& plan, const TensorView& tensor) { return value(plan, tensor); },
            [this](std::string_view input) { return inputs_.given.contains(input); }};
  }

  /// Whether the plan's own inputs are those that decided its sizes; else they decide from now on.
  bool agrees_with(const Plan& plan) {
    if (drawn_.empty()) return true;
    std::vector<std::string> random;
    bool same = true;
    for (auto& [name, tensor] : make_inputs(plan, inputs_.given, inputs_.fills, inputs_.seed, random)) {
      const auto drawn = drawn_.find(name);
      if (drawn == drawn_.end() || drawn->second.data == tensor.data) continue;
      same = false;
      tensors_[name] = std::move(tensor);
    }
    drawn_.clear();
    return same;
  }

 private:
  HostTensor value(const Plan& plan, const TensorView& tensor) {
    Plan part = cut_to(plan, tensor);
    write_parts(part);
    inputs_.before_run(part);
    find_index_bounds(part);
    std::vector<std::string> random;
    const TensorMap inputs = make_inputs(part, tensors_, inputs_.fills, inputs_.seed, random);
    for (const std::string& name : random) drawn_[name] = inputs.at(name);
    for (const PlanInput& input : part.inputs)
      if (!inputs_.given.contains(input.name)) drawn_[input.name] = inputs.at(input.name);
    RunOptions options;
    options.measure = false;
    options.threads = inputs_.threads;
    return make_cpu_engine()->run(part, inputs, options).outputs.at("value");
  }

  const InputSource& inputs_;
  TensorMap tensors_;  // given, and drawn for a whole plan
  TensorMap drawn_;
};

}  // namespace

Plan lower_with_data(const ParsedCase& parsed, const GraphHints& hints, const InputSource& inputs) {
  constexpr int kMostRounds = 8;
  DataRuns runs(inputs);
  const Evaluator evaluator = runs.evaluator();
  for (int round = 0; round < kMostRounds; ++round) {
    Plan plan = lower_graph(parsed, hints, &evaluator);
    if (runs.agrees_with(plan)) return plan;
  }
  throw Error(
      Error::Kind::usage,
      "the sizes of this graph depend on its random inputs, which depend on its sizes: give --inputs");
}

}  // namespace ireplay
