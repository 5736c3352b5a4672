#include "replay/verdict/noise.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "parser/source.hpp"
#include "replay/plan/host_memory.hpp"
#include "replay/plan/parallel.hpp"
#include "replay/verdict/elements.hpp"
#include "replay/verdict/noisy_plan.hpp"
#include "replay/verdict/oracle.hpp"
#include "replay/verdict/work.hpp"

namespace ireplay {
namespace {

constexpr int kRuns = 5;
constexpr std::int64_t kLargestWork = 400'000'000;  // of one run: a minute of one core for all of them
constexpr int kDeviceRuns = 4, kRunsOfLarge = 2;    // with more elements fewer runs tell as much
constexpr double kLargeOutputs = 64e6;              // bytes
constexpr std::int64_t kQuickWork = 20'000'000;     // a second of a few cores for all of them
constexpr std::int64_t kLeastPart = 1 << 16;        // elements
constexpr std::int64_t kLeastPool = 64;             // deviations that tell what the largest one may be
constexpr double kExtremes = 2;  // both sides have noise, and the largest of what is compared may be larger
constexpr double kRms = 3;
constexpr double kBias = 4;
constexpr double kRareFlips = 5e-4;  // share of elements that may round the other way unseen

/// As IEEE 754 has it in the bits of a double: 0 for zero and what is too small to be normal.
std::size_t biased_exponent(double x) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits >> 52 & 0x7FF;
}

/// A unit in the last place of numbers with that biased exponent.
std::vector<double> units_by_exponent(DType dtype) {
  std::vector<double> units(2047);
  for (std::size_t k = 0; k < units.size(); ++k)
    units[k] = unit_at(dtype, k == 0 ? 0 : std::ldexp(1.0, static_cast<int>(k) - 1023));
  return units;
}

/// Deviations of elements of one binade.
struct Pool {
  std::int64_t count = 0;
  double largest = 0;

  void add(const Pool& other) {
    count += other.count;
    largest = std::max(largest, other.largest);
  }
};

/// By exponent; zero has the lowest.
class Pools {
 public:
  void add(double base, double other) {
    const int from = exponent_of(base), to = exponent_of(other);
    const Pool one{1, std::fabs(other - base)};
    at(from).add(one);
    if (from != to) at(to).add(one);
  }
  void add(const Pools& others) {
    for (std::size_t k = 0; k < pools_.size(); ++k) pools_[k].add(others.pools_[k]);
  }

  /// Each band holds the largest deviation up to its magnitude, and where few were seen up to the next ones'.
  std::vector<Band> bands() const {
    std::vector<Band> bands;
    Pool below;
    for (std::size_t k = 0; k < pools_.size(); ++k) {
      if (pools_[k].count == 0) continue;
      below.add(pools_[k]);
      Pool pool = below;
      for (std::size_t next = k + 1; next < pools_.size() && pool.count < kLeastPool; ++next)
        pool.add(pools_[next]);
      const double unseen = 1 + 4 / std::sqrt(static_cast<double>(pool.count));
      bands.push_back({static_cast<int>(k) + kLowest, kExtremes * unseen * pool.largest});
    }
    return bands;
  }

 private:
  static constexpr int kLowest = -1100, kHighest = 1024;
  static int exponent_of(double x) {
    const auto exponent = static_cast<int>(biased_exponent(x));
    if (exponent != 0) return exponent - 1023;
    return x == 0 ? kLowest : std::ilogb(x);
  }
  Pool& at(int exponent) { return pools_[static_cast<std::size_t>(exponent - kLowest)]; }

  std::array<Pool, kHighest - kLowest + 1> pools_{};
};

struct Moments {
  double e = 0, ee = 0, eb = 0, b = 0, bb = 0;
  std::int64_t finite = 0;

  void add(double error, double base) {
    e += error, ee += error * error, eb += error * base, b += base, bb += base * base;
    finite += 1;
  }
  void add(const Moments& other) {
    e += other.e, ee += other.ee, eb += other.eb, b += other.b, bb += other.bb;
    finite += other.finite;
  }
  double spread() const { return std::max(0.0, bb - b * b / static_cast<double>(finite)); }
  double slope() const {
    return spread() > 1e-9 * bb ? (eb - e * b / static_cast<double>(finite)) / spread() : 0;
  }
  double mean() const { return e / static_cast<double>(finite); }
};

/// Calls visit(part, elements of the first tensor, of the second, how many, number of the first of them) for
/// runs of elements of two tensors of one size, on several threads.
template <class Visit>
void for_each_run(const HostTensor& first, const HostTensor& second, std::int64_t parts, Visit&& visit) {
  const Elements a(first), b(second);
  in_parts(a.count, parts, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
    constexpr std::int64_t kRun = 1024;
    std::array<double, kRun> x, y;
    for (; begin < end; begin += kRun) {
      const std::int64_t count = std::min(kRun, end - begin);
      a.read(begin, count, x.data());
      b.read(begin, count, y.data());
      visit(static_cast<std::size_t>(part), x.data(), y.data(), count, begin);
    }
  });
}

struct Deviations {
  Pools pools;
  Moments moments;
};

/// Of elements that are finite in both.
Deviations deviations_of(const HostTensor& base, const HostTensor& other) {
  const std::int64_t parts = parts_of(Elements(base).count, kLeastPart);
  std::vector<Deviations> found(static_cast<std::size_t>(parts));
  for_each_run(base, other, parts,
               [&](std::size_t part, const double* x, const double* y, std::int64_t count, std::int64_t) {
                 Moments moments;  // on the stack: what threads write to side by side is slow
                 for (std::int64_t k = 0; k < count; ++k) {
                   if (!std::isfinite(x[k]) || !std::isfinite(y[k])) continue;
                   moments.add(y[k] - x[k], x[k]);
                   found[part].pools.add(x[k], y[k]);
                 }
                 found[part].moments.add(moments);
               });
  for (std::size_t part = 1; part < found.size(); ++part) {
    found[0].moments.add(found[part].moments);
    found[0].pools.add(found[part].pools);
  }
  return found.empty() ? Deviations() : found[0];
}

/// What the errors of a tensor come to if few of its elements round to the other neighbour unseen; the
/// compute type's own units are too small to matter.
double unseen_rms(const HostTensor& base, DType dtype) {
  struct Units {
    double largest = 0, sum = 0;
    std::int64_t finite = 0;
    void add(const Units& other) {
      largest = std::max(largest, other.largest);
      sum += other.sum;
      finite += other.finite;
    }
  };
  const std::vector<double> unit_of = units_by_exponent(dtype);
  const std::int64_t parts = parts_of(Elements(base).count, kLeastPart);
  std::vector<Units> found(static_cast<std::size_t>(parts) + 1);
  for_each_run(base, base, parts,
               [&](std::size_t part, const double* x, const double*, std::int64_t count, std::int64_t) {
                 Units units;
                 for (std::int64_t k = 0; k < count; ++k) {
                   if (!std::isfinite(x[k])) continue;
                   const double unit = unit_of[biased_exponent(x[k])];
                   units.add({unit, unit * unit, 1});
                 }
                 found[part].add(units);
               });
  Units all;
  for (const Units& units : found) all.add(units);
  if (all.finite == 0) return 0;
  const auto finite = static_cast<double>(all.finite);
  const double share = bytes_of(dtype) >= 4 ? 1 : kRareFlips;
  return 1.01 * std::sqrt(all.largest * all.largest / finite + share * all.sum / finite);
}

Limits float_limits(const MeasuredRuns& runs, const std::string& key, DType dtype) {
  Limits limits;
  limits.kind = Limits::Kind::measured;
  limits.dtype = dtype;
  const HostTensor& base = runs.plain->at(key);
  Pools pools;
  double ee = 0, slope = 0, mean = 0, spread = 0;
  std::int64_t pooled = 0, finite = 0;
  std::vector<const HostTensor*> others;
  for (const TensorMap& run : runs.noisy) others.push_back(&run.at(key));
  if (others.empty()) others.push_back(&base);
  for (const HostTensor* other : others) {
    const Deviations found = deviations_of(base, *other);
    const Moments& moments = found.moments;
    pools.add(found.pools);
    if (moments.finite == 0) continue;
    ee += moments.ee;
    pooled += moments.finite;
    finite = std::max(finite, moments.finite);
    slope = std::max(slope, std::fabs(moments.slope()));
    mean = std::max(mean, std::fabs(moments.mean()));
    spread = std::max(spread, moments.spread());
  }
  limits.bands = pools.bands();
  if (pooled == 0) return limits;
  const double unseen = unseen_rms(base, dtype);
  const double noise = std::sqrt(ee / static_cast<double>(pooled));
  const double few = 1 + 3 / std::sqrt(static_cast<double>(pooled));
  limits.rms = std::max(kRms * few * noise, unseen);
  const double systematic = (blunt_factor(dtype) - 1) / 20, error = std::max(noise, unseen);
  limits.slope = kBias * std::max(slope, spread > 0 ? error / std::sqrt(spread) : 0) + systematic;
  limits.mean = kBias * std::max(mean, error / std::sqrt(static_cast<double>(finite))) +
                systematic * magnitude_of(base).rms;
  return limits;
}

/// Whether one is finite and the other not, or they are infinities of two signs.
bool breaks(double base, double other) {
  if (std::isnan(base) || std::isnan(other)) return std::isnan(base) != std::isnan(other);
  return (std::isinf(base) || std::isinf(other)) && base != other;
}

Limits integer_limits(const MeasuredRuns& runs, const std::string& key) {
  Limits limits;
  const HostTensor& base = runs.plain->at(key);
  const std::int64_t parts = parts_of(Elements(base).count, kLeastPart);
  for (const TensorMap& run : runs.noisy) {
    const HostTensor& other = run.at(key);
    if (other.data == base.data) continue;
    std::vector<Pool> found(static_cast<std::size_t>(parts));
    for_each_run(base, other, parts,
                 [&](std::size_t part, const double* x, const double* y, std::int64_t count, std::int64_t) {
                   for (std::int64_t k = 0; k < count; ++k)
                     if (x[k] != y[k]) found[part].add({1, std::fabs(y[k] - x[k])});
                 });
    Pool changes;
    for (const Pool& of_part : found) changes.add(of_part);
    limits.changes = std::max(limits.changes, changes.count);
    limits.change = std::max(limits.change, changes.largest);
  }
  if (limits.changes > 0) limits.kind = Limits::Kind::measured;
  return limits;
}

double bytes_of_outputs(const Plan& plan) {
  double bytes = 0;
  for (const PlanOutput& output : plan.outputs)
    if (output.view.buffer != kNone)
      bytes +=
          static_cast<double>(numel(output.view.size)) * static_cast<double>(bytes_of(output.view.dtype));
  return bytes;
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
    runs.plain = std::make_shared<const TensorMap>(make_cpu_engine()->run(plan, inputs, options).outputs);
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

bool is_quickly_measured(const Plan& plan) { return work_of(plan) <= kQuickWork; }

std::optional<MeasuredRuns> measure_noise_on(Engine& engine, const Plan& plan, const TensorMap& inputs,
                                             const TensorMap& outputs, const RunOptions& options) {
  const double bytes = bytes_of_outputs(plan);
  const int runs = bytes < kLargeOutputs ? kDeviceRuns : kRunsOfLarge;
  if ((runs + 1) * bytes > 0.5 * static_cast<double>(free_host_memory())) return std::nullopt;
  try {
    const std::optional<Plan> noisy = make_noisy_plan(plan);
    if (!noisy) return std::nullopt;
    if (!has_noise(*noisy)) return MeasuredRuns{borrowed(outputs), {}};
    const auto put = [](TensorMap& tensors, std::string_view name, DType dtype, auto value) {
      HostTensor tensor{dtype, {}, HostBytes(sizeof value)};
      std::memcpy(tensor.data.data(), &value, sizeof value);
      tensors.insert_or_assign(std::string(name), std::move(tensor));
    };
    RunOptions how = options;
    put(how.beside, kNoiseSeed, DType::i64, std::int64_t{0});
    put(how.beside, kNoiseAmount, DType::f32, 0.0F);
    how.measure = false;
    how.kernels = "prebuilt";  // nothing is worth being compiled for a few runs
    how.tune = "off";          // nor timed
    how.unfused = true;        // what was joined is joined in the noisy plan too
    how.keep_intermediates = false;
    how.originals = nullptr;
    how.together = nullptr;  // what collectives return is among the inputs
    for (std::int64_t run = 1; run <= runs; ++run) {
      TensorMap& variant = how.variants.emplace_back();
      put(variant, kNoiseSeed, DType::i64, run << 48);
      put(variant, kNoiseAmount, DType::f32, 1.0F);
    }
    RunResult result = engine.run(*noisy, inputs, how);
    return MeasuredRuns{std::make_shared<const TensorMap>(std::move(result.outputs)),
                        std::move(result.variants)};
  } catch (const Error&) {
    return std::nullopt;
  }
}

Limits limits_of(const MeasuredRuns& runs, const std::string& key) {
  const DType dtype = part_of(runs.plain->at(key).dtype);
  Limits limits = is_floating(dtype) ? float_limits(runs, key, dtype) : integer_limits(runs, key);
  if (limits.kind == Limits::Kind::exact)
    limits.why = "exact";
  else if (runs.noisy.empty())
    limits.why = "measured: nothing is rounded on the way but the outputs";
  else
    limits.why = "measured: " + std::to_string(runs.noisy.size()) + " runs";
  return limits;
}

Excused broken_by_rounding(const MeasuredRuns& runs, const std::string& key) {
  const HostTensor& base = runs.plain->at(key);
  const Elements elements(base);
  if (!is_floating(elements.dtype)) return {};
  const std::int64_t parts = parts_of(elements.count, kLeastPart);
  std::vector<std::vector<std::int64_t>> found(static_cast<std::size_t>(parts));
  for (const TensorMap& run : runs.noisy)
    for_each_run(
        base, run.at(key), parts,
        [&](std::size_t part, const double* x, const double* y, std::int64_t count, std::int64_t begin) {
          for (std::int64_t k = 0; k < count; ++k)
            if (breaks(x[k], y[k])) found[part].push_back(begin + k);
        });
  Excused excused;
  for (const auto& of_part : found)
    for (const std::int64_t at : of_part) {
      excused.resize(static_cast<std::size_t>(elements.count));
      excused[static_cast<std::size_t>(at)] = 1;
    }
  return excused;
}

MeasuredLimits limits_of(const MeasuredRuns& runs) {
  MeasuredLimits measured;
  for (const auto& [key, tensor] : *runs.plain) {
    measured.limits.emplace(key, limits_of(runs, key));
    measured.excused.emplace(key, broken_by_rounding(runs, key));
  }
  return measured;
}

}  // namespace ireplay
