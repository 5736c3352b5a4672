#include "replay/verdict/judge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "replay/verdict/ties.hpp"
#include "replay/verdict/undetermined.hpp"

namespace ireplay {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::infinity();
constexpr std::int64_t kLargestWork = 4'000'000'000;  // bytes and operations: about a minute of one core

bool is_only_imprecise(const Comparison& c) {
  return c.status == Status::fail && c.has_figures() && (is_floating(c.dtype) || is_complex(c.dtype));
}

std::int64_t work_of(const Plan& plan) {
  std::int64_t work = 0;
  for (const Step& step : plan.steps)
    work += std::min(kLargestWork, step.bytes) + std::min(kLargestWork, step.flops);
  return work;
}

}  // namespace

bool is_quick_on_the_cpu(const Plan& plan) { return work_of(plan) <= kLargestWork / 16; }

Tolerance amplified(const Tolerance& tolerance, double noise, double reference_rms, DType dtype) {
  if (is_floating(dtype) && bytes_of(dtype) < 4) return tolerance;
  const double deviation = reference_rms > 0 ? std::sqrt(tolerance.terms) * noise / reference_rms : 0;
  if (!(deviation > tolerance.deviation)) return tolerance;
  Tolerance wider = tolerance_of(dtype, deviation);
  wider.rtol = tolerance.rtol;
  wider.terms = tolerance.terms;
  wider.jump = tolerance.jump;
  wider.jump_chance = tolerance.jump_chance;
  wider.why = tolerance.why + ", rounding on the way amplified: float32 and float64 evaluations are " +
              print_error(noise) + " apart";
  return wider;
}

namespace {

constexpr double kCoarser = 0x1p-29;  // a rounding to float64 against one to float32

/// The graph evaluated on the CPU in several ways, none of which knows the reference.
struct Evaluations {
  TensorMap rounded, narrow, exact, coarse, per_op;  // per_op: only for references that are
};

Evaluations evaluate(const Plan& plan, const TensorMap& inputs, ReferenceRounding rounding, int threads) {
  const auto run = [&](const RunOptions& options) {
    return make_cpu_engine()->run(plan, inputs, options).outputs;
  };
  RunOptions options;
  options.measure = false;
  options.threads = threads;
  Evaluations found;
  found.rounded = run(options);
  RunOptions other = options;
  other.narrow_sums = true;
  found.narrow = run(other);
  other = options;
  other.oracle = true;
  found.exact = run(other);
  other = options;
  other.value_rounding = ValueRounding::coarse;
  found.coarse = run(other);
  other.value_rounding = ValueRounding::per_op;
  if (rounding == ReferenceRounding::per_op) found.per_op = run(other);
  return found;
}

/// How far the evaluations are from the exact one, element by element, as `Slack`.
Slack spread_of(const Evaluations& evaluations, const std::string& key) {
  constexpr double kSpreads = 4;  // what is seen is one draw of what rounding does
  const std::vector<double> exact = to_doubles(evaluations.exact.at(key));
  Slack slack(exact.size(), 0);
  const auto add = [&](const TensorMap& tensors, double scale, const TensorMap& from) {
    const auto found = tensors.find(key);
    if (found == tensors.end()) return;
    const std::vector<double> other = to_doubles(found->second), base = to_doubles(from.at(key));
    if (other.size() != slack.size() || base.size() != slack.size()) return;
    for (std::size_t i = 0; i < slack.size(); ++i) {
      const double off = std::fabs(other[i] - base[i]) * scale;
      const bool both = other[i] == base[i] || (std::isnan(other[i]) && std::isnan(base[i]));
      slack[i] = std::max(slack[i], both ? 0 : std::isfinite(off) ? off * kSpreads : kUnknown);
    }
  };
  add(evaluations.rounded, 1, evaluations.exact);
  add(evaluations.narrow, 1, evaluations.exact);
  add(evaluations.per_op, 1, evaluations.exact);
  add(evaluations.coarse, kCoarser, evaluations.rounded);
  return slack;
}

/// Integers that a run op by op gives where ours are those of the plan: rounding decides them.
Slack decided_by_rounding(const Evaluations& evaluations, const std::string& key, const HostTensor& got,
                          const HostTensor& want) {
  const auto per_op = evaluations.per_op.find(key);
  if (per_op == evaluations.per_op.end() || per_op->second.size != want.size) return {};
  const std::vector<double> other = to_doubles(per_op->second),
                            planned = to_doubles(evaluations.rounded.at(key));
  const std::vector<double> ours = to_doubles(got), theirs = to_doubles(want);
  Slack slack(ours.size(), 0);
  for (std::size_t i = 0; i < slack.size(); ++i)
    if (other[i] == theirs[i] && planned[i] == ours[i]) slack[i] = kUnknown;
  return slack;
}

double noise_of(const Evaluations& evaluations, const std::string& key) {
  const auto apart = [&](const TensorMap& a, const TensorMap& b) {
    return rms_distance(a.at(key), b.at(key));
  };
  return std::max({apart(evaluations.rounded, evaluations.exact),
                   apart(evaluations.narrow, evaluations.exact),
                   kCoarser * apart(evaluations.coarse, evaluations.rounded)});
}

/// Positions that sorts and selections give are right where they pick equal values; what is computed from
/// them is not determined.
void judge_ties(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                const ReferenceMatch& match, int threads, std::vector<Comparison>& comparisons,
                std::vector<std::string>& chance) {
  const auto fails = [](const Comparison& c) { return c.status == Status::fail && c.has_figures(); };
  std::map<std::int32_t, std::string> sources;
  for (const std::int32_t buffer : buffers_of_positions(plan)) sources[buffer] = "positions";
  const std::vector<std::string> candidates = outputs_depending_on(plan, sources);
  bool any = false;
  for (std::size_t i = 0; i < match.pairs.size(); ++i)
    any = any || (fails(comparisons[i]) && !candidates[match.pairs[i].output].empty());
  if (!any) return;
  sources.clear();
  const std::vector<TiedPositions> tied = find_tied_positions(plan, inputs, threads);
  for (const TiedPositions& positions : tied)
    if (positions.has_ties)
      sources[positions.buffer] = "which of several equal values is taken first by " + positions.by;
  const std::vector<std::string> reasons = outputs_depending_on(plan, sources);
  for (std::size_t i = 0; i < match.pairs.size(); ++i) {
    if (!fails(comparisons[i])) continue;
    const PlanOutput& output = plan.outputs[match.pairs[i].output];
    const HostTensor &got = outputs.at(output.key), &want = match.pairs[i].want;
    chance[i] = reasons[match.pairs[i].output];
    for (const TiedPositions& positions : tied) {
      if (!positions.has_ties || positions.buffer != output.view.buffer) continue;
      chance[i].clear();
      const std::optional<Slack> slack = equal_picks(positions, got, want);
      if (!slack) continue;
      Tolerance tolerance = comparisons[i].tolerance;
      tolerance.why = "the same position, or one of an equal value: " + positions.by + " is not stable";
      comparisons[i] = compare(match.pairs[i].name, got, want, tolerance, *slack);
    }
  }
}

}  // namespace

std::vector<Comparison> judge_outputs(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                                      const ReferenceMatch& match, ReferenceRounding rounding, int threads,
                                      const GivenTolerance& given) {
  std::vector<Tolerance> tolerances = derive_tolerances(plan, rounding);
  if (given.atol || given.rtol) {
    const Tolerance asked{.rtol = given.rtol.value_or(0), .atol = given.atol.value_or(0), .why = "as given"};
    return compare_outputs(plan, outputs, match, std::vector<Tolerance>(plan.outputs.size(), asked));
  }
  std::vector<Comparison> comparisons = compare_outputs(plan, outputs, match, tolerances);
  const auto may_be_rounding = [&](const Comparison& c) {
    return is_only_imprecise(c) ||
           (rounding == ReferenceRounding::per_op && c.status == Status::fail && c.has_figures());
  };
  if (work_of(plan) > kLargestWork) return comparisons;
  std::vector<std::string> chance(match.pairs.size());
  judge_ties(plan, inputs, outputs, match, threads, comparisons, chance);
  const auto finish = [&] {
    for (std::size_t i = 0; i < chance.size(); ++i) {
      if (chance[i].empty() || comparisons[i].status != Status::fail) continue;
      comparisons[i].status = Status::unjudged;
      comparisons[i].reason = "it depends on " + chance[i];
    }
    return comparisons;
  };
  if (std::none_of(comparisons.begin(), comparisons.end(), may_be_rounding)) return finish();

  const Evaluations evaluations = evaluate(plan, inputs, rounding, threads);
  for (std::size_t i = 0; i < match.pairs.size(); ++i) {
    if (!may_be_rounding(comparisons[i])) continue;
    const std::size_t output = match.pairs[i].output;
    const std::string& key = plan.outputs[output].key;
    const HostTensor &got = outputs.at(key), &want = match.pairs[i].want;
    if (!is_only_imprecise(comparisons[i])) {
      comparisons[i] = compare(match.pairs[i].name, got, want, tolerances[output],
                               decided_by_rounding(evaluations, key, got, want));
    } else {
      tolerances[output] = amplified(tolerances[output], noise_of(evaluations, key),
                                     comparisons[i].reference_rms, comparisons[i].dtype);
      comparisons[i] = compare(match.pairs[i].name, got, want, tolerances[output]);
      if (!comparisons[i].passes()) {
        tolerances[output].why += ", elements that rounding moves further by that";
        comparisons[i] =
            compare(match.pairs[i].name, got, want, tolerances[output], spread_of(evaluations, key));
      }
    }
  }
  return finish();
}

}  // namespace ireplay
