#include "replay/verdict/float_errors.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "replay/plan/parallel.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kWorstElements = 5;
constexpr std::int64_t kBlock = 1024;         // elements converted at once
constexpr std::int64_t kLeastPart = 1 << 16;  // elements that are worth a thread

/// How many elements are so many units off: 0 to 63 one by one, then by powers of two.
struct UlpCounts {
  static constexpr std::size_t kSingle = 64;
  std::array<std::int64_t, kSingle + 64> counts{};

  void add(double units) {
    const auto whole = static_cast<std::uint64_t>(std::min(units, 0x1p63));
    counts[whole < kSingle ? whole : kSingle + static_cast<std::size_t>(std::bit_width(whole)) - 7] += 1;
  }
  /// The least number of units that `share` of all elements are off at most; a power of two from 64 on.
  double quantile(double share, std::int64_t all) const {
    const auto wanted = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(all)));
    std::int64_t seen = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      seen += counts[i];
      if (seen >= wanted)
        return i < kSingle ? static_cast<double>(i) : std::ldexp(64.0, static_cast<int>(i - kSingle));
    }
    return 0;
  }
  /// By powers of two: 0, 1, 2 to 3, 4 to 7 ...
  std::vector<std::int64_t> histogram() const {
    std::vector<std::int64_t> bins(counts.size() - kSingle + 7);
    for (std::size_t i = 0; i < counts.size(); ++i)
      bins[i < kSingle ? static_cast<std::size_t>(std::bit_width(i)) : i - kSingle + 7] += counts[i];
    while (!bins.empty() && bins.back() == 0) bins.pop_back();
    return bins;
  }
};

/// The largest magnitude of each binade among the wanted values: where a limit allows the least for its size.
struct Magnitudes {
  static constexpr std::size_t kBinades = 2048;
  std::array<double, kBinades> largest;

  Magnitudes() { largest.fill(-1); }
  static std::size_t binade_of(double value) {
    return std::bit_cast<std::uint64_t>(value) >> 52 & (kBinades - 1);
  }
  void add(double value) {
    double& known = largest[binade_of(value)];
    known = std::max(known, std::fabs(value));
  }
};

/// Sums over pairs of finite elements, of the error e and the wanted value b.
struct Sums {
  long double e = 0, ee = 0, b = 0, bb = 0, eb = 0, ab = 0, aa = 0;
};

struct Part {
  Census ours, reference;
  std::int64_t finite = 0, mismatched = 0, excused = 0;
  double max_abs = 0, max_rel = 0, max_ulp = 0, over = 0;
  Magnitudes magnitudes;
  Sums sums;
  UlpCounts ulps;
  Worst worst;
};

void count(Census& census, double value) {
  census.nan += std::isnan(value);
  census.inf += std::isinf(value);
}

/// Sums over a run of pairs, in several sums side by side so that they become vector instructions. `Sum`:
/// double, or long double where squares overflow it.
template <class Sum>
class RunningSums {
 public:
  void add(const double* got, const double* want, std::int64_t number) {
    std::int64_t i = 0;
    for (; i + kSide <= number; i += kSide)
      for (std::int64_t k = 0; k < kSide; ++k) add(static_cast<std::size_t>(k), got[i + k], want[i + k]);
    for (; i < number; ++i) add(0, got[i], want[i]);
  }
  void add(std::size_t side, double x, double y) {
    const Sum a = x, b = y, e = x - y;
    e_[side] += e, ee_[side] += e * e, b_[side] += b, bb_[side] += b * b;
    eb_[side] += e * b, ab_[side] += a * b, aa_[side] += a * a;
  }
  void add_to(Sums& sums) const {
    for (std::size_t k = 0; k < kSide; ++k) {
      sums.e += e_[k], sums.ee += ee_[k], sums.b += b_[k], sums.bb += bb_[k];
      sums.eb += eb_[k], sums.ab += ab_[k], sums.aa += aa_[k];
    }
  }

 private:
  static constexpr std::int64_t kSide = 4;
  using Side = std::array<Sum, kSide>;
  Side e_{}, ee_{}, b_{}, bb_{}, eb_{}, ab_{}, aa_{};
};

bool are_finite(const double* values, std::int64_t number) {
  bool all = true;
  for (std::int64_t i = 0; i < number; ++i) all &= std::fabs(values[i]) < kNoLimit;
  return all;
}

/// Errors of one part of the elements.
template <class Sum>
class Errors {
 public:
  Errors(Part& part, const Limits& limits, const Excused& excused)
      : part_(part), limits_(limits), excused_(excused) {
    allowed_.fill(-1);
  }

  void add(const double* got, const double* want, std::int64_t begin, std::int64_t number) {
    RunningSums<Sum> sums;
    if (excused_.empty() && are_finite(got, number) && are_finite(want, number)) {
      sums.add(got, want, number);
      part_.finite += number;
      for (std::int64_t i = 0; i < number; ++i) {
        part_.magnitudes.add(want[i]);
        if (got[i] != want[i]) add_error(got[i], want[i], allowed_at(want[i]), begin + i);
      }
    } else {
      for (std::int64_t i = 0; i < number; ++i)
        if (add_any(got[i], want[i], begin + i)) sums.add(0, got[i], want[i]);
    }
    sums.add_to(part_.sums);
  }

 private:
  bool is_excused(std::int64_t at) const {
    return !excused_.empty() && excused_[static_cast<std::size_t>(at)] != 0;
  }

  /// Whether the pair counts among the finite ones.
  bool add_any(double x, double y, std::int64_t at) {
    if (!std::isfinite(x) || !std::isfinite(y)) {
      add_special(x, y, at);
      return false;
    }
    const double allowed = allowed_at(y);
    if (std::fabs(x - y) > allowed && is_excused(at)) {
      part_.excused += 1;
      return false;
    }
    part_.finite += 1;
    part_.magnitudes.add(y);
    if (x != y) add_error(x, y, allowed, at);
    return true;
  }

  void add_special(double x, double y, std::int64_t at) {
    count(part_.ours, x);
    count(part_.reference, y);
    if (x == y || (std::isnan(x) && std::isnan(y))) return;
    if (is_excused(at)) {
      part_.excused += 1;
      return;
    }
    part_.mismatched += 1;
    part_.over = kNoLimit;
    part_.worst.offer(kNoLimit, at);
  }

  /// Elements of one binade share all but the relative part.
  double allowed_at(double y) {
    if (limits_.rtol != 0) return element_limit(limits_, std::fabs(y));
    double& known = allowed_[y == 0 ? Magnitudes::kBinades : Magnitudes::binade_of(y)];
    if (known < 0) known = element_limit(limits_, std::fabs(y));
    return known;
  }

  void add_error(double x, double y, double allowed, std::int64_t at) {
    const double size = std::fabs(x - y);
    if (size > allowed) allowed = element_limit(limits_, x, y);
    part_.mismatched += !(size <= allowed);
    const double over = allowed > 0 ? size / allowed : std::numeric_limits<double>::max();
    part_.over = std::max(part_.over, over);
    part_.worst.offer(over, at);
    part_.max_abs = std::max(part_.max_abs, size);
    if (y != 0) part_.max_rel = std::max(part_.max_rel, size / std::fabs(y));
    const double units = ulp_distance(limits_.dtype, x, y);
    part_.max_ulp = std::max(part_.max_ulp, units);
    part_.ulps.add(units);
  }

  Part& part_;
  const Limits& limits_;
  const Excused& excused_;
  std::array<double, Magnitudes::kBinades + 1>
      allowed_;  // by binade, the last one of zero; -1: not yet known
};

template <class Sum>
void add_all(Part& part, const Limits& limits, const Elements& got, const Elements& want,
             const Excused& excused, std::int64_t begin, std::int64_t end) {
  Errors<Sum> errors(part, limits, excused);
  std::array<double, kBlock> a, b;
  for (std::int64_t at = begin; at < end; at += kBlock) {
    const std::int64_t number = std::min(kBlock, end - at);
    got.read(at, number, a.data());
    want.read(at, number, b.data());
    errors.add(a.data(), b.data(), at, number);
  }
}

void merge(Part& into, const Part& part) {
  into.ours.nan += part.ours.nan, into.ours.inf += part.ours.inf;
  into.reference.nan += part.reference.nan, into.reference.inf += part.reference.inf;
  into.finite += part.finite, into.mismatched += part.mismatched, into.excused += part.excused;
  into.max_abs = std::max(into.max_abs, part.max_abs);
  into.max_rel = std::max(into.max_rel, part.max_rel);
  into.max_ulp = std::max(into.max_ulp, part.max_ulp);
  into.over = std::max(into.over, part.over);
  for (std::size_t i = 0; i < Magnitudes::kBinades; ++i)
    into.magnitudes.largest[i] = std::max(into.magnitudes.largest[i], part.magnitudes.largest[i]);
  Sums& sums = into.sums;
  sums.e += part.sums.e, sums.ee += part.sums.ee, sums.b += part.sums.b, sums.bb += part.sums.bb;
  sums.eb += part.sums.eb, sums.ab += part.sums.ab, sums.aa += part.sums.aa;
  for (std::size_t i = 0; i < part.ulps.counts.size(); ++i) into.ulps.counts[i] += part.ulps.counts[i];
  into.worst.merge(part.worst);
}

/// What the limits allow of elements of these magnitudes.
struct Allowance {
  double least_ratio = kNoLimit, most = 0;  // of the limit to the element; of the limits
};
Allowance allowance_of(const Magnitudes& magnitudes, const Limits& limits) {
  Allowance found;
  for (const double magnitude : magnitudes.largest) {
    if (magnitude < 0) continue;
    const double allowed = element_limit(limits, magnitude);
    found.most = std::max(found.most, allowed);
    if (magnitude > 0) found.least_ratio = std::min(found.least_ratio, allowed / magnitude);
  }
  return found;
}

/// Fewer elements than these have no slope.
constexpr std::int64_t kLeastForSlope = 3;

void add_moments(Comparison& result, const Part& all) {
  if (all.finite == 0) return;
  const auto n = static_cast<long double>(all.finite);
  const Sums& sums = all.sums;
  result.rms = static_cast<double>(std::sqrt(sums.ee / n));
  result.mean = static_cast<double>(sums.e / n);
  const long double spread = sums.bb - sums.b * sums.b / n;
  const bool varies = all.finite >= kLeastForSlope && spread > 1e-9L * sums.bb;
  if (varies) result.slope = static_cast<double>((sums.eb - sums.e * sums.b / n) / spread);
  if (sums.aa > 0 && sums.bb > 0)
    result.cosine = static_cast<double>(sums.ab / (std::sqrt(sums.aa) * std::sqrt(sums.bb)));
  result.rms_too_large = !(result.rms <= result.limits.rms);
  result.biased =
      !(std::fabs(result.slope) <= result.limits.slope) || !(std::fabs(result.mean) <= result.limits.mean);
  const double reference = result.reference_rms;
  if (reference <= 0) return;
  const Allowance allowance = allowance_of(all.magnitudes, result.limits);
  double factor = std::min(allowance.least_ratio, result.limits.rms / reference);
  if (varies) factor = std::min(factor, result.limits.slope);
  const double mean = std::fabs(static_cast<double>(sums.b / n));
  if (mean > 0) factor = std::min(factor, result.limits.mean / mean);
  result.teeth.factor = 1 + factor;
  result.teeth.element =
      std::min(allowance.most, result.limits.rms * std::sqrt(static_cast<double>(n))) / reference;
}

}  // namespace

Dims unflatten(std::int64_t flat, const Dims& size) {
  Dims index(size.size());
  for (std::size_t d = size.size(); d-- > 0;) {
    index[d] = flat % size[d];
    flat /= size[d];
  }
  return index;
}

void Worst::offer(double excess, std::int64_t at) {
  if (rows_.size() == kWorstElements && excess <= rows_.back().excess) return;
  const auto place =
      std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.excess < excess; });
  rows_.insert(place, {excess, at});
  if (rows_.size() > kWorstElements) rows_.pop_back();
}

void Worst::merge(const Worst& other) {
  for (const Row& row : other.rows_) offer(row.excess, row.at);
}

std::vector<std::int64_t> Worst::list() const {
  std::vector<std::int64_t> found;
  for (const Row& row : rows_) found.push_back(row.at);
  return found;
}

void find_float_errors(Comparison& result, const Elements& got, const Elements& want,
                       const Excused& excused) {
  const std::int64_t parts = parts_of(got.count, kLeastPart);
  std::vector<Part> all(static_cast<std::size_t>(parts));
  in_parts(got.count, parts, [&](std::int64_t part, std::int64_t begin, std::int64_t end) {
    Part& to = all[static_cast<std::size_t>(part)];
    if (got.dtype == DType::f64)
      add_all<long double>(to, result.limits, got, want, excused, begin, end);
    else
      add_all<double>(to, result.limits, got, want, excused, begin, end);
  });
  Part& sum = all.front();
  for (std::size_t i = 1; i < all.size(); ++i) merge(sum, all[i]);
  result.ours = sum.ours, result.reference = sum.reference;
  result.mismatched = sum.mismatched, result.not_compared = sum.excused;
  result.max_abs = sum.max_abs, result.max_rel = sum.max_rel, result.max_ulp = sum.max_ulp;
  result.max_err_over_allowed = sum.over;
  std::int64_t off = 0;
  for (const std::int64_t number : sum.ulps.counts) off += number;
  sum.ulps.counts[0] += sum.finite - off;
  result.ulp_p50 = std::min(sum.ulps.quantile(0.5, sum.finite), sum.max_ulp);
  result.ulp_p99 = std::min(sum.ulps.quantile(0.99, sum.finite), sum.max_ulp);
  result.ulp_histogram = sum.ulps.histogram();
  add_moments(result, sum);
  const std::int64_t in_each =
      std::max<std::int64_t>(1, result.elements == 0 ? 1 : got.count / result.elements);
  for (const std::int64_t at : sum.worst.list()) {
    const double x = got[at].f, y = want[at].f;
    result.worst.push_back({unflatten(at / in_each, result.size), ElementValue{.f = x}, ElementValue{.f = y},
                            std::fabs(x - y), element_limit(result.limits, x, y)});
  }
}

}  // namespace ireplay
