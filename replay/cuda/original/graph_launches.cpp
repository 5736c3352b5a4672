#include "replay/cuda/original/graph_launches.hpp"

#include <map>

#include "parser/node_text.hpp"
#include "replay/cuda/original/launch_ops.hpp"

namespace ireplay {
namespace {

constexpr std::string_view kOutermost = "call";

/// The text that a function's nodes stand in; null where only the wrapper tells of it.
const Dump* text_of(const GraphTexts& texts, std::string_view function) {
  std::vector<const Dump*> all = texts.subgraphs;
  all.push_back(texts.post != nullptr ? texts.post : texts.pre);
  for (const Dump* text : all) {
    if (text == nullptr || text->top.empty()) continue;
    const std::string_view subgraph = subgraph_of(text->nodes[text->top[0]].name);
    if (subgraph == (function == kOutermost ? std::string_view{} : function)) return text;
  }
  return nullptr;
}

/// By what follows their names.
std::map<std::string, std::vector<const Step*>, std::less<>> steps_by_suffix(const Plan& plan) {
  std::map<std::string, std::vector<const Step*>, std::less<>> steps;
  for (const Step& step : plan.steps) {
    const std::size_t suffix = std::min(step.name.find('#'), step.name.size());
    steps[step.name.substr(suffix)].push_back(&step);
  }
  return steps;
}

GraphHints hints_of(const FunctionRun& run) {
  GraphHints hints{.symbols = run.symbols, .reals = run.reals};
  for (const auto& [name, layout] : run.tensors)
    hints.tensors[name] = {layout.dtype, layout.size, layout.stride};
  return hints;
}

bool is_known_alike(const FunctionRun& a, const FunctionRun& b) {
  return a.function == b.function && a.symbols == b.symbols && a.reals == b.reals && a.tensors == b.tensors;
}

void name_as_in_plan(Launch& launch, const FunctionRun& run) {
  const std::string before = run.function == kOutermost ? std::string() : run.function + "/";
  for (std::string& buffer : launch.buffers) buffer += run.suffix;
  for (LaunchArgument& argument : launch.arguments) {
    if (argument.scratch_bytes > 0) argument.buffer.insert(0, before);
    if (!argument.buffer.empty()) argument.buffer += run.suffix;
    if (!argument.contents_of.empty()) argument.contents_of += run.suffix;
  }
  if (!launch.reduction) return;
  launch.reduction->scratch = before + launch.reduction->scratch + run.suffix;
  launch.reduction->result += run.suffix;
}

}  // namespace

GraphLaunches launches_of_graph(const GraphTexts& texts, const GraphHints& hints,
                                std::span<const OriginalKernel> kernels, const Plan& plan) {
  std::vector<FunctionRun> runs = plan.functions;
  if (runs.empty()) runs.push_back({.function = std::string(kOutermost)});
  const auto steps = steps_by_suffix(plan);
  GraphLaunches all;
  std::map<std::string_view, std::pair<const FunctionRun*, std::vector<Launch>>> latest;  // by function
  for (const FunctionRun& run : runs) {
    auto& [known, launches] = latest[run.function];  // the trips of a loop are mostly alike
    if (known == nullptr || !is_known_alike(*known, run))
      launches = launches_of(
          read_wrapper(*texts.wrapper, plan.functions.empty() ? hints : hints_of(run), run.function),
          kernels);
    known = &run;
    const auto own = steps.find(run.suffix);
    const StepsOfRun of_run{own == steps.end() ? std::vector<const Step*>() : own->second, run.suffix};
    const auto ops = ops_of_launches(launches, text_of(texts, run.function), of_run);
    for (std::size_t k = 0; k < launches.size(); ++k) {
      all.launches.push_back(launches[k]);
      name_as_in_plan(all.launches.back(), run);
      all.ops.push_back(ops[k]);
    }
  }
  return all;
}

}  // namespace ireplay
