#include "replay/judge.hpp"

#include <algorithm>
#include <cmath>

#include "replay/report_numbers.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kLargestWork = 4'000'000'000;  // bytes and operations: about a minute of one core

bool is_only_imprecise(const Comparison& c) {
  return !c.pass && c.problem.empty() && (is_floating(c.dtype) || is_complex(c.dtype));
}

std::int64_t work_of(const Plan& plan) {
  std::int64_t work = 0;
  for (const Step& step : plan.steps)
    work += std::min(kLargestWork, step.bytes) + std::min(kLargestWork, step.flops);
  return work;
}

}  // namespace

Tolerance amplified(const Tolerance& tolerance, double noise, double reference_rms, DType dtype) {
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

std::vector<Comparison> judge_outputs(const Plan& plan, const TensorMap& inputs, const TensorMap& outputs,
                                      const ReferenceMatch& match, ReferenceRounding rounding, int threads) {
  std::vector<Tolerance> tolerances = derive_tolerances(plan, rounding);
  std::vector<Comparison> comparisons = compare_outputs(plan, outputs, match, tolerances);
  if (std::none_of(comparisons.begin(), comparisons.end(), is_only_imprecise) || work_of(plan) > kLargestWork)
    return comparisons;

  RunOptions options;
  options.measure = false;
  options.threads = threads;
  const TensorMap rounded = make_cpu_engine()->run(plan, inputs, options).outputs;
  options.narrow_sums = true;
  const TensorMap narrow = make_cpu_engine()->run(plan, inputs, options).outputs;
  options.narrow_sums = false;
  options.oracle = true;
  const TensorMap exact = make_cpu_engine()->run(plan, inputs, options).outputs;
  for (std::size_t i = 0; i < match.pairs.size(); ++i) {
    if (!is_only_imprecise(comparisons[i])) continue;
    const std::size_t output = match.pairs[i].output;
    const std::string& key = plan.outputs[output].key;
    const double noise =
        std::max(rms_distance(rounded.at(key), exact.at(key)), rms_distance(narrow.at(key), exact.at(key)));
    tolerances[output] =
        amplified(tolerances[output], noise, comparisons[i].reference_rms, comparisons[i].dtype);
    comparisons[i] = compare(match.pairs[i].name, outputs.at(key), match.pairs[i].want, tolerances[output]);
  }
  return comparisons;
}

}  // namespace ireplay
