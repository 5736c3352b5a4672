#include <cstdio>

#include "app/commands.hpp"
#include "app/engines.hpp"
#include "app/loaded_graph.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/progress.hpp"
#include "kernels/compiled/cache.hpp"
#include "replay/case/named_things.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/report/bisection.hpp"

namespace ireplay {
namespace {

/// --against; without it the case's own tensors where it has some and its own inputs, else float64.
BisectJudge choose_judge(const LoadedGraph& graph, const Options& options, std::string& against) {
  BisectJudge judge;
  if (options.against == "cpu") {
    judge.kind = BisectJudge::Kind::cpu;
    against = "the CPU engine";
  } else if (!options.against.empty() && options.against != "f64") {
    judge = {BisectJudge::Kind::saved, read_tensors(options.against), ReferenceRounding::fused};
    against = "'" + options.against + "'";
  } else if (options.against.empty() && !graph.files.outputs.empty() && graph.own.own_inputs &&
             options.fills.empty()) {
    judge = {BisectJudge::Kind::saved, read_own(graph.files.outputs),
             graph.facts.rounded_per_op ? ReferenceRounding::per_op : ReferenceRounding::fused};
    against = "the case's own tensors";
  } else {
    against = "float64";
  }
  return judge;
}

void refuse_strangers(const BisectJudge& judge, const Bisection& found, const std::string& file) {
  if (judge.kind != BisectJudge::Kind::saved || found.unknown.size() < judge.saved.size()) return;
  throw Error(Error::Kind::usage,
              "the graph has none of the buffers of " + file + ": " + list_names(found.unknown));
}

class Bisect {
 public:
  explicit Bisect(const Options& options) : options_(options), engines_(options), progress_(options.progress) {}

  BisectReport bisect(LoadedGraph& graph) {
    Engine& engine = engines_.get();
    BisectReport report;
    report.dump = graph.name;
    report.on = engine.device().name;
    const BisectJudge judge = choose_judge(graph, options_, report.against);
    const bool on_cpu = engines_.name() == "cpu";
    if (judge.kind == BisectJudge::Kind::cpu && on_cpu)
      throw Error(Error::Kind::usage,
                  "--against cpu compares the CPU engine with itself; say --device cuda, or --against f64");
    BisectOptions how = bisect_options(on_cpu);
    if (judge.kind == BisectJudge::Kind::saved && options_.against.empty()) how.chance = graph.random;
    if (!how.by_node) join_fused_steps(graph.plan);
    progress_.begin(graph.name);
    report.found = ireplay::bisect(graph.plan, graph.inputs, engine, judge, how);
    progress_.wipe();
    refuse_strangers(judge, report.found, report.against);
    if (!report.found.unknown.empty())
      report.warnings.push_back("the graph has no " + list_names(report.found.unknown) + ", which " +
                                report.against + " hold");
    add_origins(graph, report);
    return report;
  }

 private:
  BisectOptions bisect_options(bool on_cpu) {
    BisectOptions how;
    how.by_node = options_.unfused || on_cpu;
    how.run.allow_tf32 = options_.allow_tf32;
    how.run.own_libraries = options_.own_libraries;
    how.run.threads = options_.threads;
    how.run.kernels = options_.kernels;
    how.run.cache_dir = options_.cache_dir.value_or(default_cache_dir());
    how.progress = [this](std::size_t done, std::size_t total, const std::string& op) {
      progress_.update(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total), op);
    };
    return how;
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
  const BisectReport report = bisect.bisect(*graph);
  const int code = exit_code_of(report);
  if (options.json != "-" && (options.verbosity >= 0 || code != 0))
    std::fputs(to_text(report, {wants_color(options), options.verbosity > 0, output_width()}).c_str(), stdout);
  if (!options.json.empty()) write_output(options.json, to_json({report}, header_of("bisect")));
  return code;
}

}  // namespace ireplay
