#include <algorithm>
#include <cstdio>

#include "app/case_run.hpp"
#include "app/commands.hpp"
#include "app/engines.hpp"
#include "app/judges.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/originals.hpp"
#include "app/output.hpp"
#include "app/progress.hpp"
#include "replay/case/named_things.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/report/bisection.hpp"

namespace ireplay {
namespace {

constexpr std::string_view kOwnKernel = "the graph's own kernel";  // begins the verdict that it is wrong

void refuse_strangers(const BisectJudge& judge, const Bisection& found, const std::string& file) {
  if (judge.kind != BisectJudge::Kind::saved || found.unknown.size() < judge.saved.size()) return;
  throw Error(Error::Kind::usage,
              "the graph has none of the buffers of " + file + ": " + list_names(found.unknown));
}

class Bisect {
 public:
  explicit Bisect(const Options& options)
      : options_(options), engines_(options), progress_(options.progress) {}

  BisectReport bisect(LoadedGraph& graph) {
    Engine& engine = engines_.get();
    BisectReport report;
    report.dump = graph.name;
    report.on = engine.device().name;
    const ChosenJudge chosen = choose_judge(graph, options_);
    const BisectJudge& judge = chosen.judge;
    report.against = chosen.name;
    const bool on_cpu = engines_.name() == "cpu";
    if (judge.kind == BisectJudge::Kind::cpu && on_cpu)
      throw Error(Error::Kind::usage,
                  "--against cpu compares the CPU engine with itself; say --device cuda, or --against f64");
    BisectOptions how = bisect_options(options_, options_.unfused || on_cpu);
    const auto originals = originals_for(graph, on_cpu);
    if (originals != nullptr) how.run.originals = &originals->groups;
    if (chosen.is_of_case) how.chance = graph.random;
    how.progress = [this](std::size_t done, std::size_t total, const std::string& op) {
      progress_.update(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total), op);
    };
    if (!how.by_node) join_fused_steps(graph.plan);
    progress_.begin(graph.name);
    report.found = ireplay::bisect(graph.plan, graph.inputs, engine, judge, how);
    progress_.wipe();
    if (originals != nullptr && report.found.guilt) name_kernel(*originals, report.found);
    refuse_strangers(judge, report.found, report.against);
    if (!report.found.unknown.empty())
      report.warnings.push_back("the graph has no " + list_names(report.found.unknown) + ", which " +
                                report.against + " hold");
    const bool is_ours = options_.kernels != "original" && report.found.guilt &&
                         !report.found.guilt->verdict.starts_with(kOwnKernel);  // those have no parts
    if (!how.by_node && is_ours) look_within(graph, engine, judge, how, report);
    if (!options_.out.empty()) write_smallest(graph, engine, judge, how, report);
    add_origins(graph, report);
    return report;
  }

 private:
  std::unique_ptr<GraphOriginals> originals_for(const LoadedGraph& graph, bool on_cpu) const {
    const bool judges = options_.against == "original";
    if (judges && options_.kernels == "original")
      throw Error(Error::Kind::usage, "--against original contradicts --kernels original");
    if (judges && options_.unfused)
      throw Error(Error::Kind::usage,
                  "--against original contradicts --unfused: the graph's own kernels are fused");
    if (judges && on_cpu)
      throw Error(Error::Kind::usage,
                  "--against original needs a GPU for the graph's own kernels; say --device cuda");
    if (on_cpu) return nullptr;
    auto found =
        load_originals(graph.parsed, graph.files, graph.facts, graph.own.tensors, options_, graph.plan);
    if (judges) require_originals(found.get(), graph.parsed, "--against original");
    if (options_.kernels == "original") require_originals(found.get(), graph.parsed, "--kernels original");
    return found;
  }

  /// Which kernel the guilty op's own one is, where that is what is wrong.
  void name_kernel(const GraphOriginals& originals, Bisection& found) const {
    Guilt& guilt = *found.guilt;
    const bool ran = options_.kernels == "original" && guilt.verdict == "ireplay is wrong";
    if (!ran && !guilt.verdict.starts_with(kOwnKernel)) return;
    std::string names;
    for (const OriginalGroup& group : originals.groups)
      if (std::ranges::find(group.steps, found.ops[guilt.shown].name) != group.steps.end())
        for (const Launch* launch : group.launches)
          if (group.fault.empty()) names.append(" ").append(launch->kernel);
    if (!names.empty()) guilt.verdict = std::string(kOwnKernel) + names + " is wrong";
  }

  /// A kernel of several nodes is wrong in one of them, or in how they were fused.
  /// The graph's own kernels have no parts to judge by: float64 does.
  static void look_within(const LoadedGraph& graph, Engine& engine, BisectJudge judge, BisectOptions how,
                          BisectReport& report) {
    if (judge.kind == BisectJudge::Kind::original) judge.kind = BisectJudge::Kind::exact;
    const OpJudgement& op = report.found.ops[report.found.guilt->suspects.front()];
    if (graph.plan.steps[op.unit.step].programs.size() < 2) return;
    how.by_node = true;
    const Bisection nodes = ireplay::bisect(graph.plan, graph.inputs, engine, judge, how);
    const OpJudgement* guilty = nodes.guilt ? &nodes.ops[nodes.guilt->suspects.front()] : nullptr;
    report.within = guilty != nullptr && guilty->unit.step == op.unit.step
                        ? "of its nodes one by one " + guilty->name + " is wrong"
                        : "its nodes one by one are right: it is the fusion";
  }

  /// The ops that may be at fault; where one of a fused node can't stand alone, the whole node. The reference
  /// is not the graph's own kernels', which may be at fault.
  void write_smallest(const LoadedGraph& graph, Engine& engine, BisectJudge judge, const BisectOptions& how,
                      BisectReport& report) const {
    if (judge.kind == BisectJudge::Kind::original) judge.kind = BisectJudge::Kind::exact;
    if (!report.found.guilt) {
      report.warnings.push_back("no op is at fault: no case is written to '" + options_.out + "'");
      return;
    }
    std::vector<std::string> ops;
    for (const std::size_t op : report.found.guilt->suspects) ops.push_back(report.found.ops[op].name);
    for (const std::vector<std::string>& names : {ops, whole_nodes(graph.plan, ops)}) {
      write_case_of(graph, names, engine, judge, how, options_.out);
      const CaseOutcome outcome = run_case(options_.out, engine, how.run);
      report.case_folder = options_.out;
      if (outcome.kind == CaseOutcome::Kind::differs) {
        report.reproduce =
            "ireplay run " + options_.out + (options_.device.empty() ? "" : " --device " + options_.device);
        return;
      }
      if (outcome.kind == CaseOutcome::Kind::broken)
        report.warnings.push_back("'" + options_.out + "' can't be replayed: " + outcome.why);
    }
    report.warnings.push_back("the op alone does not show the difference again");
  }

  static void add_origins(const LoadedGraph& graph, BisectReport& report) {
    const std::string readable = readable_of(graph);
    const auto add = [&](std::size_t op) {
      const std::string& name = report.found.ops[op].name;
      report.origins.emplace(name, find_origin(graph.parsed, readable, name));
    };
    if (report.found.guilt)
      for (const std::size_t op : report.found.guilt->suspects) add(op);
    if (report.found.first_nan) add(*report.found.first_nan);
  }

  const Options& options_;
  Engines engines_;
  Progress progress_;
};

}  // namespace

int bisect_command(const Options& options) {
  set_up_logging(options);
  Bisect bisect(options);
  const auto graph = load_one(options, options.paths[0]);
  const BisectReport report = with_places(*graph, options, [&] { return bisect.bisect(*graph); });
  const int code = exit_code_of(report);
  if (options.json != "-" && (options.verbosity >= 0 || code != 0))
    std::fputs(to_text(report, {wants_color(options), options.verbosity > 0, output_width()}).c_str(),
               stdout);
  if (!options.json.empty()) write_output(options.json, to_json({report}, header_of("bisect")));
  return code;
}

}  // namespace ireplay
