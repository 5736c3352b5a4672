#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>

#include "app/bench.hpp"
#include "app/ceilings.hpp"
#include "app/choosing.hpp"
#include "app/commands.hpp"
#include "app/engines.hpp"
#include "app/estimates.hpp"
#include "app/given_names.hpp"
#include "app/interrupts.hpp"
#include "app/judging.hpp"
#include "app/launched.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/originals.hpp"
#include "app/output.hpp"
#include "app/page_texts.hpp"
#include "app/planning.hpp"
#include "app/progress.hpp"
#include "app/repeat_check.hpp"
#include "app/report_files.hpp"
#include "app/run_faults.hpp"
#include "app/saving.hpp"
#include "kernels/compiled/cache.hpp"
#include "replay/case/case_plan.hpp"
#include "replay/case/random_inputs.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/report/op_texts.hpp"
#include "replay/report/table.hpp"
#include "replay/verdict/work.hpp"

namespace ireplay {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::vector<InputReport> name_inputs(const Plan& plan, const GivenTensors& given,
                                     const std::vector<std::string>& random, const Options& options) {
  std::vector<InputReport> inputs;
  for (const PlanInput& input : plan.inputs) {
    const auto fill = options.fills.find(input.name);
    const bool drawn = std::find(random.begin(), random.end(), input.name) != random.end();
    inputs.push_back({input.name, fill != options.fills.end() ? fill->second
                                  : drawn                     ? "random"
                                  : given.own_inputs          ? "case"
                                                              : "file"});
  }
  return inputs;
}

std::string name_of(const Tf32& tf32) {
  if (tf32.products) return tf32.convolutions ? "all" : "matmul";
  return tf32.convolutions ? "conv" : "none";
}

/// The command that runs one graph again as it ran.
std::string command_of(const std::string& name, const Options& options) {
  std::string text = "ireplay run " + name;
  const auto add = [&](const std::string& option, const std::string& value) {
    if (!value.empty()) text += " " + option + " " + value;
  };
  add("--device", options.device);
  if (options.kernels == "original") add("--kernels", options.kernels);
  add("--triton-cache", options.triton_cache);
  for (const auto& [input, fill] : options.fills) add("--input", input + "=" + fill);
  for (const auto& [symbol, value] : options.symbols) add("--sym", symbol + "=" + std::to_string(value));
  add("--inputs", options.inputs);
  add("--pinned", options.pinned);
  add("--reference", options.reference);
  if (options.tf32) add("--tf32", name_of(*options.tf32));
  if (options.unfused) text += " --unfused";
  if (options.text_only) text += " --text-only";
  return text + " --seed " + std::to_string(options.seed);
}

/// A sentence says what is wrong, and after a semicolon what to do.
std::string hint_of(const std::string& sentence) {
  const std::size_t at = sentence.rfind("; ");
  return at == sentence.npos || sentence.find('\n') != sentence.npos ? "" : sentence.substr(at + 2);
}

ErrorReport to_report(const Error& error) {
  ErrorReport report;
  switch (error.kind()) {
    case Error::Kind::usage:
      report.kind = "usage";
      break;
    case Error::Kind::dump:
      report.kind = "dump";
      break;
    case Error::Kind::unsupported:
      report.kind = "unsupported";
      break;
    default:
      report.kind = "device";
  }
  report.message = error.what();
  report.hint = hint_of(report.message);
  if (!error.has_place()) return report;
  report.file = error.file();
  report.line = static_cast<std::int64_t>(error.position().line);
  report.column = static_cast<std::int64_t>(error.position().column);
  return report;
}

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        engines_(options),
        names_(options),
        ranks_(options),
        saving_(options),
        progress_(options.progress && !(options.launch && options.launch->rank > 0)),
        style_{wants_color(options), options.verbosity > 0, output_width()} {}

  int run() {
    const OnInterrupt on_interrupt([this](int signal) { report_interrupted(signal); });
    try {
      run_all();
    } catch (const Interrupted& interrupted) {
      report_interrupted(interrupted.signal);
      throw;
    }
    const std::lock_guard lock(writing_);
    return worse_exit_code(write_reports(), exit_code_of(reports_));
  }

 private:
  void run_all() {
    const std::vector<ChosenCase> all = choose_cases(options_);
    saving_.expect(all);
    several_ = all.size() > 1;
    for (const ChosenCase& chosen : all) {
      graph_name_ = chosen.name;
      run_case(chosen.files, all.size());
      if (options_.fail_fast && exit_code_of(reports_) != 0) break;
    }
    progress_.wipe();
    if (const auto unknown = names_.unknown_everywhere(); unknown && several_) add_usage_fault(*unknown);
    const bool quiet = options_.verbosity < 0 && exit_code_of(reports_) == 0;
    if (reports_.size() > 1 && prints_tables() && !quiet && !is_one_of_several())
      print(to_summary(reports_, style_));
  }

  void run_case(const CaseFiles& files, std::size_t cases) {
    CaseTexts texts;
    if (const auto error = fault_of([&] { texts = read_texts(files, options_.text_only); }))
      return add(failed(files.name, *error));
    several_ = several_ || texts.graphs > 1;
    const std::string case_name = graph_name_;
    for (std::size_t graph = 0; graph < texts.graphs; ++graph) {
      const std::string name = texts.graphs == 1 ? files.name : files.name + "#" + std::to_string(graph + 1);
      if (texts.graphs > 1) graph_name_ = case_name + "#" + std::to_string(graph + 1);
      progress_.begin(
          cases == 1 ? name : std::to_string(reports_.size() + 1) + "/" + std::to_string(cases) + " " + name);
      GraphReport report;
      const auto error = fault_of([&] {
        ranks_.begin_graph();
        report = replay(files, texts, graph, name);
      });
      if (error) ranks_.fail(error->what());
      add(error ? failed(name, *error) : std::move(report));
    }
  }

  /// A run, with what the text left open.
  struct Attempt {
    GraphReport report;
    RunResult result;
    std::vector<Guess> guesses;
  };

  /// One graph, text to report. Where the text leaves open how products read their operands and the reference
  /// differs, the other readings are tried: one that agrees is the right one; else nothing can be said.
  GraphReport replay(const CaseFiles& files, const CaseTexts& texts, std::size_t graph,
                     const std::string& name) {
    Attempt attempt = try_reading(files, texts, graph, name, {});
    if (attempt.report.exit_code == 1 && !attempt.guesses.empty() && !options_.launch) {
      const std::vector<Readings> others = other_readings(attempt.guesses);
      bool fits = false;
      for (const Readings& readings : others) {
        Attempt other = try_reading(files, texts, graph, name, readings);
        fits = other.report.exit_code == 0;
        if (!fits) continue;
        attempt = std::move(other);
        attempt.report.warn("reading",
                            "of the readings of the text the one that agrees with the reference: " +
                                in_words(attempt.guesses));
        break;
      }
      if (!fits)
        withdraw_guessed(attempt.report,
                         "it rests on a guess of " + in_words(attempt.guesses) + ", and none of " +
                             std::to_string(others.size() + 1) + " readings agrees",
                         options_.allow_unjudged);
    }
    if (options_.command != "bench")
      saving_.save(graph_name_, attempt.result.outputs, attempt.result.intermediates);
    return std::move(attempt.report);
  }

  static std::string in_words(const std::vector<Guess>& guesses) {
    std::string text;
    for (const Guess& guess : guesses)
      (((text += text.empty() ? "" : ", ") += guess.what) += ' ') += guess.readings[guess.taken];
    return text;
  }

  /// Up to fifteen combinations of readings beside the first one, those that differ in the first guesses
  /// before others.
  static std::vector<Readings> other_readings(const std::vector<Guess>& guesses) {
    constexpr std::size_t kMost = 15;
    std::vector<Readings> all;
    std::vector<std::size_t> choice(guesses.size(), 0);
    while (all.size() < kMost) {
      std::size_t at = 0;
      while (at < choice.size() && ++choice[at] == guesses[at].readings.size()) choice[at++] = 0;
      if (at == choice.size()) break;
      Readings readings;
      for (std::size_t i = 0; i < choice.size(); ++i) readings[guesses[i].what] = choice[i];
      all.push_back(std::move(readings));
    }
    return all;
  }

  Attempt try_reading(const CaseFiles& files, const CaseTexts& texts, std::size_t graph,
                      const std::string& name, const Readings& readings) {
    const CaseFacts facts = read_facts(files.facts);
    GivenTensors own = read_given(files, options_);
    TensorMap& given = own.tensors;
    if (texts.graphs > 1) saving_.expect_several();
    names_.look_in(texts, several_);
    const Clock::time_point start = Clock::now();
    const ParsedCase parsed = load_graph(files, texts, graph);
    const double parse_ms = milliseconds_since(start);
    PlannedCase planned = plan_case(parsed, files, facts, given, options_, readings);
    Plan& plan = planned.plan;
    const double lower_ms = milliseconds_since(start) - parse_ms;
    names_.look_in(plan, several_);
    refuse_other_inputs(plan, own, files, options_);
    Engine& engine = engines_.get();
    RunOptions run = run_options();
    const NoisyCollectives on_cpu = collectives_on_cpu(planned);
    Together* const together = ranks_.meet(plan, facts, /*keeps_collected=*/!on_cpu);
    run.together = together;
    Plan whole;  // with collectives as steps
    if (together != nullptr) whole = with_collectives(plan), plan.outputs = whole.outputs;
    const Plan& running = together != nullptr ? whole : plan;
    if (const auto error = find_unsupported(engine, running))
      throw explained(*error, plan, {}, parsed, own, options_);
    require_resources(plan, engines_.name() == "cpu", options_);
    if (together == nullptr) fill_collectives(planned, parsed, files, engine, run, given);
    std::vector<std::string> random;
    TensorMap inputs = make_inputs(plan, given, options_.fills, options_.seed, random);
    const auto originals = originals_of(parsed, files, facts, given, running);
    if (originals != nullptr) run.originals = &originals->groups;
    if (!run.unfused) join_fused_steps(plan), join_fused_steps(whole);
    const bool is_bench = options_.command == "bench";
    const bool reads_ahead = !is_bench && engines_.name() == "cuda";  // while the CPU has little to do
    std::future<TensorMap> reference = reads_ahead ? read_ahead(files, options_) : std::future<TensorMap>();
    RunResult result;
    GraphReport report;
    try {
      if (is_bench) {
        if (matmul_tflops_ == 0) matmul_tflops_ = measure_matmul_tflops(engine);
        report = measure_rounds(engine, running, inputs, run, options_);
        report.device.matmul_tflops = matmul_tflops_;
        add_limits(report);
      } else {
        result = engine.run(running, inputs, run);
        report = make_report(running, result, engine.device(), run.cold_l2);
      }
    } catch (const Error& error) {
      throw explained(error, plan, inputs, parsed, own, options_);
    }
    const bool on_gpu = engines_.name() == "cuda";
    std::optional<TensorMap> beside;
    if (!is_bench) beside = run_beside(engine, plan, inputs, run, report);
    if (options_.repeat_check > 0)
      report.repeat = check_repeats(engine, plan, inputs, run, result.outputs, options_.repeat_check);
    if (on_gpu && on_cpu) take_collected(on_cpu(0), inputs, random);  // what they are judged by
    if (together != nullptr) take_collected(to_inputs(plan, result.collected), inputs, random);
    report.dump = printable(name);
    report.torch = facts.torch;
    report.engine = engines_.name();
    report.parse_ms = parse_ms;
    report.lower_ms = lower_ms;
    report.random_inputs = random;
    report.seed = options_.seed;
    report.inputs = name_inputs(plan, own, random, options_);
    report.reproduce = command_of(name, options_);
    add_places(report, parsed.ir);
    if (!options_.html.empty()) add_page_texts(report, plan, parsed.ir);
    if (is_bench) {
      report.name = graph_name_;
      report.status = "ran";
      if (baseline_) judge_by_baseline(report, *baseline_, options_);
      return {std::move(report), {}, {}};
    }
    judge_run(report,
              {plan, inputs, result.outputs, files, facts, parsed.texts().wrapper, on_gpu ? &engine : nullptr,
               &run, on_cpu, beside ? &*beside : nullptr, &reference},
              options_);
    if (together != nullptr && !planned.collectives && report.exit_code == 1)
      withdraw_guessed(report,
                       "what rounding does to the tensors of the other ranks is not known here, where their "
                       "folders are not",
                       options_.allow_unjudged);
    return {std::move(report), std::move(result), std::move(plan.guesses)};
  }

  using NoisyCollectives = std::function<TensorMap(std::uint64_t noise)>;

  /// What collectives return in runs on the CPU, where these take seconds: limits are measured with that.
  NoisyCollectives collectives_on_cpu(const PlannedCase& planned) const {
    if (!planned.collectives || !is_quick_on_the_cpu(planned.plan)) return {};
    return [collectives = planned.collectives, threads = options_.threads](std::uint64_t noise) {
      RunOptions run;
      run.threads = threads;
      run.noise = noise;
      return collectives(*make_cpu_engine(), run);
    };
  }

  /// What collectives returned, as inputs of the plan in which they are inputs.
  static void take_collected(TensorMap&& collected, TensorMap& inputs, std::vector<std::string>& random) {
    for (auto& [name, tensor] : collected) {
      std::erase(random, name);
      inputs[name] = std::move(tensor);
    }
  }

  /// The kernels that Triton compiled for the graph, where a GPU may run them.
  std::unique_ptr<GraphOriginals> originals_of(const ParsedCase& parsed, const CaseFiles& files,
                                               const CaseFacts& facts, const TensorMap& given,
                                               const Plan& plan) {
    if (engines_.name() != "cuda") return nullptr;
    auto found = load_originals(parsed, files, facts, given, options_, plan);
    if (options_.kernels == "original") require_originals(found.get(), parsed, "--kernels original");
    if (options_.beside == "original") require_originals(found.get(), parsed, "--beside original");
    return found;
  }

  /// Another run, on these kernels; its outputs. What fails there is no fault of ours.
  std::optional<TensorMap> run_beside(Engine& engine, const Plan& plan, const TensorMap& inputs,
                                      RunOptions run, GraphReport& report) const {
    if (run.originals == nullptr || run.kernels == "original" || options_.beside == "none" ||
        run.together != nullptr)
      return std::nullopt;
    run.kernels = "original";
    run.keep_intermediates = false;
    try {
      RunResult result = engine.run(plan, inputs, run);
      add_original(report, result);
      return std::move(result.outputs);
    } catch (const Error& error) {
      if (error.kind() == Error::Kind::usage) throw;
      report.warn("original", std::string("the graph's own kernels did not run: ") + error.what());
      return std::nullopt;
    }
  }

  RunOptions run_options() {
    RunOptions run;
    const bool on_cpu =
        engines_.name() == "cpu";  // the slow twin: one more run is enough unless the user wants more
    run.measure = options_.measure;
    run.warmup = options_.warmup.value_or(on_cpu ? 0 : run.warmup);
    run.repeat = options_.repeat.value_or(on_cpu ? 1 : 0);
    run.min_seconds = options_.min_seconds.value_or(options_.command == "bench" ? 1 : run.min_seconds);
    run.cold_l2 = options_.cold_l2;
    run.keep_intermediates = saving_.wants_intermediates();
    run.unfused = options_.unfused || on_cpu;
    run.own_libraries = options_.own_libraries;
    run.threads = options_.threads;
    run.kernels = options_.kernels;
    run.tune = options_.tune;
    run.cache_dir = options_.cache_dir.value_or(default_cache_dir());
    run.progress = [this](std::int64_t done, std::int64_t total, std::string_view what) {
      throw_if_interrupted();
      progress_.update(done, total, what);
    };
    return run;
  }

  static std::optional<Error> find_unsupported(Engine& engine, const Plan& plan) {
    std::string text;
    for (const std::string& sentence : engine.unsupported(plan))
      text += (text.empty() ? "" : "\n  ") + sentence;
    return text.empty() ? std::nullopt : std::optional(Error(Error::Kind::unsupported, text));
  }

  GraphReport failed(const std::string& name, const Error& error) const {
    GraphReport report;
    report.dump = printable(name);
    report.status = error.kind() == Error::Kind::unsupported ? "unsupported" : "error";
    report.exit_code = static_cast<int>(error.kind());
    report.error = to_case_error(name, error, several_);
    report.fault = to_report(error);
    return report;
  }

  /// A fault of the command line that only shows after all graphs.
  void add_usage_fault(const Error& error) {
    GraphReport report = failed("command line", error);
    report.error = to_text(error);
    add(std::move(report));
  }

  void add(GraphReport report) {
    throw_if_interrupted();
    progress_.wipe();
    report.name = graph_name_;
    report.started = graph_started_;
    report.wall_s = milliseconds_since(graph_start_) * 1e-3;
    graph_start_ = Clock::now();
    graph_started_ = time_now();
    const bool failed = report.exit_code != 0, first = reports_.empty();
    std::string text = report.error;
    const bool is_error = !text.empty();
    if (!is_error && prints_tables() && (options_.verbosity >= 0 || failed))
      text = is_one_of_several() && !failed ? of_rank(report.dump + ": " + to_verdict_line(report, style_))
                                            : (first ? "" : "\n") + of_rank(to_table(report, style_));
    {
      const std::lock_guard lock(writing_);
      reports_.push_back(std::move(report));
    }
    is_error ? print_error(of_rank(text)) : print(text);
  }

  /// Rank 0 prints tables, the others what has become of their graphs.
  bool is_one_of_several() const { return options_.launch && options_.launch->rank > 0; }
  std::string of_rank(const std::string& text) const {
    return is_one_of_several() ? "rank " + std::to_string(options_.launch->rank) + ": " + text : text;
  }

  bool prints_tables() const { return !reports_on_standard_output(options_); }

  int write_reports() const { return ireplay::write_reports(options_, reports_, header_); }

  /// What is finished; called with the run stopped or never to go on.
  void report_interrupted(int signal) {
    const std::unique_lock lock(writing_, std::chrono::seconds(2));
    if (!lock.owns_lock() || header_.signal != 0) return;
    header_.signal = signal;
    write_reports();
  }

  const Options& options_;
  Engines engines_;
  GivenNames names_;
  LaunchedRanks ranks_;
  Saving saving_;
  Progress progress_;
  TableStyle style_;
  RunHeader header_ = header_of(options_.command);
  std::optional<RunRecord> baseline_ = read_baseline(options_);
  double matmul_tflops_ = 0;
  std::string graph_name_;  // of the graph at hand, relative to PATH
  Clock::time_point graph_start_ = Clock::now();
  std::string graph_started_ = time_now();
  bool several_ = false;
  std::timed_mutex writing_;  // the reports: a signal's thread writes them, too
  std::vector<GraphReport> reports_;
};

}  // namespace

int run_command(const Options& options) {
  set_up_logging(options);
  return Run(options).run();
}

}  // namespace ireplay
