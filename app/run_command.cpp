#include <chrono>
#include <cstdio>
#include <memory>

#include "app/commands.hpp"
#include "app/engines.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
#include "app/progress.hpp"
#include "replay/case/case_plan.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/report/csv.hpp"
#include "replay/report/json.hpp"
#include "replay/report/junit.hpp"
#include "replay/report/table.hpp"
#include "replay/verdict/judge.hpp"
#include "replay/verdict/undetermined.hpp"

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Tensors that the user or the case folder gave for inputs and pinned buffers.
TensorMap read_given(const CaseFiles& files, const Options& options) {
  TensorMap given;
  for (const std::string& file : {options.inputs.empty() ? files.inputs.string() : options.inputs,
                                  options.pinned.empty() ? files.pinned.string() : options.pinned})
    if (!file.empty()) given.merge(read_tensors(file));
  return given;
}

TensorMap read_reference(const CaseFiles& files, const Options& options) {
  const std::string file = options.reference.empty() ? files.outputs.string() : options.reference;
  return options.compare && !file.empty() ? read_tensors(file) : TensorMap();
}

std::vector<Comparison> compare_as_asked(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                                         const ReferenceMatch& match, const CaseFacts& facts,
                                         const Options& options) {
  if (options.atol || options.rtol) {
    const Tolerance given{
        .rtol = options.rtol.value_or(0), .atol = options.atol.value_or(0), .why = "as given"};
    return compare_outputs(plan, outputs, match, std::vector<Tolerance>(plan.outputs.size(), given));
  }
  const bool per_op = options.rounded_per_op.value_or(options.reference.empty() && facts.rounded_per_op);
  return judge_outputs(plan, inputs, outputs, match,
                       per_op ? ReferenceRounding::per_op : ReferenceRounding::fused, options.threads);
}

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        engines_(options),
        progress_(options.progress),
        style_{wants_color(options), options.verbosity > 0} {}

  int run() {
    std::vector<CaseFiles> all;
    for (const std::string& path : options_.paths) {
      const auto found = find_cases(path);
      all.insert(all.end(), found.begin(), found.end());
    }
    several_ = all.size() > 1;
    for (const CaseFiles& files : all) run_case(files, all.size());
    progress_.wipe();
    if (reports_.size() > 1 && prints_tables()) print(to_summary(reports_, style_));
    write_reports();
    return exit_code_of(reports_);
  }

 private:
  void run_case(const CaseFiles& files, std::size_t cases) {
    std::size_t graphs = 1;
    CaseTexts texts;
    try {
      texts = read_texts(files, options_.text_only);
      graphs = texts.graphs;
    } catch (...) {
      return add(failed(files.name, current_error()));
    }
    for (std::size_t graph = 0; graph < graphs; ++graph) {
      const std::string name = graphs == 1 ? files.name : files.name + "#" + std::to_string(graph + 1);
      several_ = several_ || graphs > 1;
      progress_.begin(
          cases == 1 ? name : std::to_string(reports_.size() + 1) + "/" + std::to_string(cases) + " " + name);
      try {
        add(replay(files, texts, graph, name));
      } catch (...) {
        add(failed(name, current_error()));
      }
    }
  }

  /// One graph, text to report.
  GraphReport replay(const CaseFiles& files, const CaseTexts& texts, std::size_t graph,
                     const std::string& name) {
    const CaseFacts facts = read_facts(files.facts);
    const TensorMap given = read_given(files, options_);
    const Clock::time_point start = Clock::now();
    const ParsedCase parsed = load_graph(files, texts, graph);
    const double parse_ms = milliseconds_since(start);
    Plan plan = lower_graph(
        parsed, make_hints(files, facts, given, {options_.symbols, options_.layouts}, options_.text_only));
    const double lower_ms = milliseconds_since(start) - parse_ms;
    Engine& engine = engines_.get();
    throw_unsupported(engine, plan);
    std::vector<std::string> random;
    const TensorMap inputs = make_inputs(plan, given, options_.fills, options_.seed, random);
    const RunOptions run = run_options();
    if (!run.unfused) join_fused_steps(plan);
    const RunResult result = engine.run(plan, inputs, run);

    GraphReport report = make_report(plan, result, engine.device());
    report.dump = name;
    report.engine = engines_.name();
    report.parse_ms = parse_ms;
    report.lower_ms = lower_ms;
    report.random_inputs = random;
    compare(report, plan, result, inputs, read_reference(files, options_), facts, parsed.texts().wrapper);
    save(name, result);
    return report;
  }

  RunOptions run_options() {
    RunOptions run;
    const bool on_cpu =
        engines_.name() == "cpu";  // the slow twin: one more run is enough unless the user wants more
    run.measure = options_.measure;
    run.warmup = options_.warmup.value_or(on_cpu ? 0 : run.warmup);
    run.repeat = options_.repeat.value_or(on_cpu ? 1 : 0);
    run.min_seconds = options_.min_seconds;
    run.cold_l2 = options_.cold_l2;
    run.keep_intermediates = !options_.save_intermediates.empty();
    run.unfused = options_.unfused || on_cpu;
    run.allow_tf32 = options_.allow_tf32;
    run.own_libraries = options_.own_libraries;
    run.threads = options_.threads;
    run.kernels = options_.kernels;
    run.progress = [this](std::int64_t done, std::int64_t total, std::string_view what) {
      progress_.update(done, total, what);
    };
    return run;
  }

  static void throw_unsupported(Engine& engine, const Plan& plan) {
    std::string text;
    for (const std::string& sentence : engine.unsupported(plan))
      text += (text.empty() ? "" : "\n  ") + sentence;
    if (!text.empty()) throw Error(Error::Kind::unsupported, text);
  }

  void compare(GraphReport& report, const Plan& plan, const RunResult& result, const TensorMap& inputs,
               const TensorMap& reference, const CaseFacts& facts, const Wrapper* wrapper) {
    report.status = "done";
    if (reference.empty()) return;
    const Clock::time_point start = Clock::now();
    ReferenceMatch match = match_reference(plan, reference, facts, wrapper);
    report.comparisons = compare_as_asked(plan, inputs, result.outputs, match, facts, options_);
    withdraw_verdicts(plan, report.random_inputs, match, report.comparisons);
    report.compare_ms = milliseconds_since(start);
    for (const auto& [key, why] : match.left_out)
      report.warnings.push_back(std::string("'").append(key).append("' was not compared: ").append(why));
    for (const std::string& key : match.without_reference)
      report.warnings.push_back("the reference has no tensor for '" + key + "'");
    if (report.comparisons.empty()) return;
    report.status = "pass";
    for (const Comparison& c : report.comparisons)
      if (!c.pass) report.status = "fail";
    report.exit_code = report.status == "fail" ? 1 : 0;
    if (options_.oracle) judge(report, plan, result, inputs, match);
  }

  void judge(GraphReport& report, const Plan& plan, const RunResult& result, const TensorMap& inputs,
             const ReferenceMatch& match) {
    RunOptions run = run_options();
    run.measure = false;
    run.keep_intermediates = false;
    run.oracle = true;
    const RunResult exact = make_cpu_engine()->run(plan, inputs, run);
    for (const OutputPair& pair : match.pairs) {
      const std::string& key = plan.outputs[pair.output].key;
      const HostTensor& truth = exact.outputs.at(key);
      report.oracle.push_back({rms_distance(result.outputs.at(key), truth),
                               pair.want.size == truth.size ? rms_distance(pair.want, truth) : 0});
    }
  }

  void save(const std::string& name, const RunResult& result) const {
    if (several_ && !(options_.save_outputs.empty() && options_.save_intermediates.empty()))
      throw Error(Error::Kind::usage, name + ": --save-outputs and --save-intermediates take one graph");
    if (!options_.save_outputs.empty()) write_safetensors(options_.save_outputs, result.outputs);
    if (!options_.save_intermediates.empty())
      write_safetensors(options_.save_intermediates, result.intermediates);
  }

  GraphReport failed(const std::string& name, const Error& error) const {
    GraphReport report;
    report.dump = name;
    report.status = error.kind() == Error::Kind::unsupported ? "unsupported" : "error";
    report.exit_code = static_cast<int>(error.kind());
    report.error = to_text(error);
    return report;
  }

  void add(GraphReport report) {
    progress_.wipe();
    const bool failed = report.exit_code != 0;
    if (!report.error.empty()) {
      std::fflush(stdout);
      std::fputs(report.error.c_str(), stderr);
    } else if (prints_tables() && (options_.verbosity >= 0 || failed)) {
      print((reports_.empty() ? "" : "\n") + to_table(report, style_));
    }
    reports_.push_back(std::move(report));
  }

  bool prints_tables() const { return options_.json != "-" && options_.csv != "-" && options_.junit != "-"; }
  static void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

  void write_reports() const {
    if (!options_.json.empty()) write_output(options_.json, to_json(reports_, IREPLAY_VERSION));
    if (!options_.csv.empty()) write_output(options_.csv, to_csv(reports_));
    if (!options_.junit.empty()) write_output(options_.junit, to_junit(reports_));
  }

  const Options& options_;
  Engines engines_;
  Progress progress_;
  TableStyle style_;
  bool several_ = false;
  std::vector<GraphReport> reports_;
};

}  // namespace

int run_command(const Options& options) {
  set_up_logging(options);
  return Run(options).run();
}

}  // namespace ireplay
