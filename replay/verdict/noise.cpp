#include "replay/verdict/noise.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "parser/source.hpp"
#include "replay/verdict/oracle.hpp"
#include "replay/verdict/work.hpp"

namespace ireplay {
namespace {

constexpr int kRuns = 5;
constexpr std::int64_t kLargestWork = 400'000'000;  // of one run: a few seconds for all of them
constexpr std::int64_t kLeastPool = 64;             // deviations that tell what the largest one may be
constexpr double kExtremes = 2;  // both sides have noise, and the largest of what is compared may be larger
constexpr double kRms = 3;
constexpr double kBias = 4;
constexpr double kRareFlips = 5e-4;  // share of elements that may round the other way unseen

/// Deviations of elements of one binade.
struct Pool {
  std::int64_t count = 0;
  double largest = 0;
};

void add_deviation(Pool& pool, double size) {
  pool.count += 1;
  pool.largest = std::max(pool.largest, size);
}

int exponent_of(double x) { return x == 0 ? -1100 : std::ilogb(x); }

struct Moments {
  double e = 0, ee = 0, eb = 0, b = 0, bb = 0;
  std::int64_t finite = 0;

  void add(double error, double base) {
    e += error, ee += error * error, eb += error * base, b += base, bb += base * base;
    finite += 1;
  }
  double spread() const { return std::max(0.0, bb - b * b / static_cast<double>(finite)); }
  double slope() const {
    return spread() > 1e-9 * bb ? (eb - e * b / static_cast<double>(finite)) / spread() : 0;
  }
  double mean() const { return e / static_cast<double>(finite); }
};

/// Each band holds the largest deviation up to its magnitude, and where few were seen up to the next ones'.
std::vector<Band> bands_of(const std::map<int, Pool>& pools) {
  std::vector<std::pair<int, Pool>> list(pools.begin(), pools.end());
  std::vector<Band> bands;
  Pool below;
  for (std::size_t i = 0; i < list.size(); ++i) {
    below.count += list[i].second.count;
    below.largest = std::max(below.largest, list[i].second.largest);
    Pool pool = below;
    for (std::size_t k = i + 1; k < list.size() && pool.count < kLeastPool; ++k) {
      pool.count += list[k].second.count;
      pool.largest = std::max(pool.largest, list[k].second.largest);
    }
    const double unseen = 1 + 4 / std::sqrt(static_cast<double>(std::max<std::int64_t>(1, pool.count)));
    bands.push_back({list[i].first, kExtremes * unseen * pool.largest});
  }
  return bands;
}

/// What the errors of a tensor come to if few of its elements round to the other neighbour unseen; the
/// compute type's own units are too small to matter.
double unseen_rms(const std::vector<double>& base, DType dtype) {
  double largest = 0, sum = 0;
  std::int64_t finite = 0;
  for (const double x : base) {
    if (!std::isfinite(x)) continue;
    const double unit = unit_at(dtype, std::fabs(x));
    largest = std::max(largest, unit);
    sum += unit * unit;
    finite += 1;
  }
  if (finite == 0) return 0;
  const double mean = sum / static_cast<double>(finite);
  const double share = bytes_of(dtype) >= 4 ? 1 : kRareFlips;
  return 1.01 * std::sqrt(largest * largest / static_cast<double>(finite) + share * mean);
}

Limits float_limits(const MeasuredRuns& runs, const std::string& key, DType dtype) {
  Limits limits;
  limits.kind = Limits::Kind::measured;
  limits.dtype = dtype;
  const std::vector<double> base = to_doubles(runs.plain.at(key));
  std::map<int, Pool> pools;
  double ee = 0, slope = 0, mean = 0, spread = 0;
  std::int64_t pooled = 0, finite = 0;
  for (const TensorMap& run : runs.noisy) {
    const std::vector<double> other = to_doubles(run.at(key));
    Moments moments;
    for (std::size_t i = 0; i < base.size(); ++i) {
      if (!std::isfinite(base[i]) || !std::isfinite(other[i])) continue;
      const double error = other[i] - base[i];
      moments.add(error, base[i]);
      const int from = exponent_of(base[i]), to = exponent_of(other[i]);
      add_deviation(pools[from], std::fabs(error));
      if (from != to) add_deviation(pools[to], std::fabs(error));
    }
    if (moments.finite == 0) continue;
    ee += moments.ee;
    pooled += moments.finite;
    finite = std::max(finite, moments.finite);
    slope = std::max(slope, std::fabs(moments.slope()));
    mean = std::max(mean, std::fabs(moments.mean()));
    spread = std::max(spread, moments.spread());
  }
  limits.bands = bands_of(pools);
  if (pooled == 0) return limits;
  const double unseen = unseen_rms(base, dtype);
  const double noise = std::sqrt(ee / static_cast<double>(pooled));
  const double few = 1 + 3 / std::sqrt(static_cast<double>(pooled));
  limits.rms = std::max(kRms * few * noise, unseen);
  const double systematic = (blunt_factor(dtype) - 1) / 20, error = std::max(noise, unseen);
  limits.slope = kBias * std::max(slope, spread > 0 ? error / std::sqrt(spread) : 0) + systematic;
  limits.mean = kBias * std::max(mean, error / std::sqrt(static_cast<double>(finite))) +
                systematic * root_mean_square(runs.plain.at(key));
  return limits;
}

Limits integer_limits(const MeasuredRuns& runs, const std::string& key) {
  Limits limits;
  const std::vector<double> base = to_doubles(runs.plain.at(key));
  for (const TensorMap& run : runs.noisy) {
    const std::vector<double> other = to_doubles(run.at(key));
    std::int64_t changes = 0;
    for (std::size_t i = 0; i < base.size(); ++i) {
      if (other[i] == base[i]) continue;
      changes += 1;
      limits.change = std::max(limits.change, std::fabs(other[i] - base[i]));
    }
    limits.changes = std::max(limits.changes, changes);
  }
  if (limits.changes > 0) limits.kind = Limits::Kind::measured;
  return limits;
}

}  // namespace

std::optional<MeasuredRuns> measure_noise(const Plan& plan, const TensorMap& inputs,
                                          ReferenceRounding rounding, int threads,
                                          const std::function<TensorMap(std::uint64_t noise)>& computed) {
  if (work_of(plan) > kLargestWork) return std::nullopt;
  RunOptions options;
  options.measure = false;
  options.threads = threads;
  try {
    MeasuredRuns runs;
    runs.plain = make_cpu_engine()->run(plan, inputs, options).outputs;
    if (rounding == ReferenceRounding::exact) {
      RunOptions exact = options;
      exact.oracle = true;
      runs.noisy.push_back(rounded_to_outputs(plan, make_cpu_engine()->run(plan, inputs, exact).outputs));
    }
    if (rounding == ReferenceRounding::per_op) {
      options.value_rounding = ValueRounding::per_op;
      runs.noisy.push_back(make_cpu_engine()->run(plan, inputs, options).outputs);
    }
    for (int run = 0; run < kRuns; ++run) {
      options.noise = static_cast<std::uint64_t>(run) + 1;
      TensorMap own = computed ? computed(options.noise) : TensorMap();
      if (computed) own.insert(inputs.begin(), inputs.end());
      runs.noisy.push_back(make_cpu_engine()->run(plan, computed ? own : inputs, options).outputs);
    }
    return runs;
  } catch (const Error&) {
    return std::nullopt;
  }
}

Limits limits_of(const MeasuredRuns& runs, const std::string& key) {
  DType dtype = runs.plain.at(key).dtype;
  if (dtype == DType::c64) dtype = DType::f32;
  if (dtype == DType::c128) dtype = DType::f64;
  Limits limits = is_floating(dtype) ? float_limits(runs, key, dtype) : integer_limits(runs, key);
  limits.why = limits.kind == Limits::Kind::exact ? "exact" : "measured: " + std::to_string(kRuns) + " runs";
  return limits;
}

Excused broken_by_rounding(const MeasuredRuns& runs, const std::string& key) {
  const std::vector<double> base = to_doubles(runs.plain.at(key));
  Excused excused;
  for (const TensorMap& run : runs.noisy) {
    const std::vector<double> other = to_doubles(run.at(key));
    for (std::size_t i = 0; i < base.size(); ++i) {
      const bool alike = std::isnan(base[i]) == std::isnan(other[i]) &&
                         (!std::isinf(base[i]) && !std::isinf(other[i]) ? true : base[i] == other[i]);
      if (alike) continue;
      excused.resize(base.size());
      excused[i] = 1;
    }
  }
  return excused;
}

}  // namespace ireplay
