#include "app/case_run.hpp"

#include <algorithm>

#include "app/options.hpp"
#include "app/planning.hpp"
#include "replay/case/cut.hpp"
#include "replay/case/named_things.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/verdict/judge.hpp"

namespace ireplay {

std::vector<Unit> units_named(const Plan& plan, const std::vector<std::string>& ops) {
  std::vector<Unit> units;
  for (const std::string& op : ops) {
    const std::size_t before = units.size();
    for (const Unit& unit : units_of(plan, true))
      if (plan.steps[unit.step].name == op || name_of(plan, unit) == op) units.push_back(unit);
    if (units.size() > before) continue;
    std::vector<std::string> names;
    for (const Unit& unit : units_of(plan, true)) names.push_back(name_of(plan, unit));
    throw Error(Error::Kind::usage,
                "the graph has no op '" + op + "' that computes something; it has " + list_names(names));
  }
  return units;
}

void write_case_of(const LoadedGraph& graph, const std::vector<std::string>& ops, Engine& engine,
                   const BisectJudge& judge, const BisectOptions& how, const std::filesystem::path& folder) {
  std::error_code ignored;
  if (graph.files.ir != "-" && std::filesystem::equivalent(folder, graph.files.ir.parent_path(), ignored))
    throw Error(Error::Kind::usage, "--out '" + folder.string() + "' is the folder of the graph itself");
  const std::vector<Unit> units = units_named(graph.plan, ops);
  const CutGraph cut = cut_graph(graph.parsed, graph.hints, graph.plan, ops);
  const OpTensors tensors = tensors_of(graph.plan, graph.inputs, engine, judge, how, units, cut.inputs);
  write_case(folder, cut, graph.plan, tensors.before, tensors.after, graph.files.facts, readable_of(graph));
}

std::vector<std::string> whole_nodes(const Plan& plan, const std::vector<std::string>& ops) {
  std::vector<std::string> nodes;
  for (const Unit& unit : units_named(plan, ops))
    if (std::ranges::find(nodes, plan.steps[unit.step].name) == nodes.end())
      nodes.push_back(plan.steps[unit.step].name);
  return nodes;
}

CaseOutcome run_case(const std::filesystem::path& folder, Engine& engine, const RunOptions& options) try {
  Options of_case;
  of_case.paths = {folder.string()};
  const auto graph = load_one(of_case, folder.string());
  if (!options.unfused) join_fused_steps(graph->plan);
  const TensorMap outputs = engine.run(graph->plan, graph->inputs, options).outputs;
  const TensorMap reference = read_own(graph->files.outputs);
  const ReferenceMatch match =
      match_reference(graph->plan, reference, graph->facts, graph->parsed.texts().wrapper);
  if (!match.missing.empty())
    return {CaseOutcome::Kind::broken, "it does not return " + list_names(match.missing)};
  const ReferenceRounding rounding =
      graph->facts.rounded_per_op ? ReferenceRounding::per_op : ReferenceRounding::fused;
  for (const Comparison& row :
       judge_outputs(graph->plan, graph->inputs, outputs, match, rounding, options.threads))
    if (row.status == Status::fail) return {CaseOutcome::Kind::differs, row.name};
  return {CaseOutcome::Kind::agrees, ""};
} catch (...) {
  return {CaseOutcome::Kind::broken, current_error().what()};
}

}  // namespace ireplay
