#include "app/bench.hpp"

#include <algorithm>

#include "app/options.hpp"
#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

Timing pooled(const Rounds& rounds) {
  std::vector<double> all;
  for (const auto& round : rounds) all.insert(all.end(), round.begin(), round.end());
  return to_timing(all);
}

void add_round(Rounds& rounds, const Timing& timing) {
  if (timing.samples > 0) rounds.push_back(timing.raw);
}

/// Samples of all rounds as they come in.
struct Samples {
  std::vector<Rounds> warm, cold;  // by op
  Rounds launch, graph, cold_total, warm_yardstick, cold_yardstick;

  explicit Samples(std::size_t ops) : warm(ops), cold(ops) {}

  void add(const RunResult& result, bool is_cold) {
    for (std::size_t k = 0; k < result.steps.size(); ++k)
      add_round((is_cold ? cold : warm)[k], result.steps[k].us);
    add_round(is_cold ? cold_yardstick : warm_yardstick, result.yardstick_us);
    if (is_cold) {
      add_round(cold_total, result.cold_us);
    } else {
      add_round(launch, result.launch_us);
      add_round(graph, result.graph_us);
    }
  }

  void put_into(GraphReport& report) {
    report.kernel_sum_us = 0;
    for (std::size_t k = 0; k < report.ops.size(); ++k) {
      OpReport& op = report.ops[k];
      op.us = pooled(warm[k]);
      op.cold_us = pooled(cold[k]);
      op.warm_rounds = std::move(warm[k]);
      op.cold_rounds = std::move(cold[k]);
      report.kernel_sum_us += op.us.median;
    }
    report.launch_us = pooled(launch);
    report.graph_us = pooled(graph);
    report.cold_us = pooled(cold_total);
    report.launch_rounds = std::move(launch);
    report.graph_rounds = std::move(graph);
    report.cold_rounds = std::move(cold_total);
    report.warm_yardstick = std::move(warm_yardstick);
    report.cold_yardstick = std::move(cold_yardstick);
  }
};

}  // namespace

GraphReport measure_rounds(Engine& engine, const Plan& plan, const TensorMap& inputs, RunOptions run,
                           const Options& options) {
  const bool on_cpu = engine.device().sm == 0;
  run.measure = true;
  run.processor_time = on_cpu;
  if (on_cpu && run.threads == 0) run.threads = 1;  // threads that wait for each other add noise
  run.min_seconds /= options.rounds;
  run.repeat = options.repeat ? std::max(1, *options.repeat / options.rounds) : 0;
  run.warmup = options.warmup.value_or(1);
  const bool is_cold = run.cold_l2;
  std::optional<GraphReport> report;
  Samples samples(plan.steps.size());
  for (int round = 0; round < options.rounds; ++round)
    for (const bool cold : {false, true}) {
      if (is_cold && !cold) continue;  // --l2 cold alone
      run.cold_l2 = cold;
      const RunResult result = engine.run(plan, inputs, run);
      samples.add(result, cold);
      if (!report) report = make_report(plan, result, engine.device(), cold);
    }
  samples.put_into(*report);
  if (on_cpu) report->clock = "processor";
  add_limits(*report);
  return std::move(*report);
}

std::optional<RunRecord> read_baseline(const Options& options) {
  if (options.baseline.empty()) return std::nullopt;
  RunRecord record = read_record(read_file(options.baseline), options.baseline);
  const bool has_rounds = std::any_of(
      record.graphs.begin(), record.graphs.end(),
      [](const GraphReport& graph) { return !graph.launch_rounds.empty() || !graph.cold_rounds.empty(); });
  if (!has_rounds)
    throw Error(Error::Kind::usage,
                "'" + options.baseline +
                    "' holds no samples to compare with; write a baseline with ireplay bench "
                    "--json FILE");
  return record;
}

void judge_by_baseline(GraphReport& report, const RunRecord& baseline, const Options& options) {
  const std::vector<std::string> others = find_other_conditions(report, baseline);
  std::string text;
  for (const std::string& line : others) text += (text.empty() ? "" : ", ") + line;
  if (!others.empty() && !options.force_baseline)
    throw Error(Error::Kind::usage, "'" + options.baseline + "' was measured under other conditions: " +
                                        text + "; --force-baseline compares all the same");
  for (const std::string& line : others) report.warn("baseline", line);
  compare_with_baseline(report, baseline, options.max_slowdown);
}

}  // namespace ireplay
