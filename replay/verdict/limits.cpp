#include "replay/verdict/limits.hpp"

#include <algorithm>
#include <cmath>

#include "replay/verdict/elements.hpp"

namespace ireplay {
namespace {

constexpr double kLeastLog = 5;        // of 32 elements: up to as many the tolerance stands as it is
constexpr double kLeastSpread = 1e-5;  // of elements about their mean, as a share of their root mean square

}  // namespace

std::string_view name_of(Limits::Kind kind) {
  constexpr std::string_view kNames[] = {"exact", "given", "derived", "measured"};
  return kNames[static_cast<std::size_t>(kind)];
}

double element_limit(const Limits& limits, double magnitude) {
  double limit = limits.atol + limits.rtol * magnitude;
  if (!limits.bands.empty()) {
    const int exponent = magnitude > 0 ? std::ilogb(magnitude) : std::numeric_limits<int>::min();
    const auto above = std::upper_bound(limits.bands.begin(), limits.bands.end(), exponent,
                                        [](int value, const Band& band) { return value < band.exponent; });
    limit = std::max(limit, (above == limits.bands.begin() ? above : above - 1)->largest);
  }
  return limits.units ? std::max(limit, unit_at(limits.dtype, magnitude)) : limit;
}

double element_limit(const Limits& limits, double got, double want) {
  const double limit = element_limit(limits, std::fabs(want));
  if (limits.bands.empty() || !(std::fabs(got) > std::fabs(want))) return limit;
  return std::max(limit, element_limit(limits, std::fabs(got)));
}

Limits limits_of(const Tolerance& tolerance, DType dtype, const Magnitude& reference, std::int64_t elements) {
  Limits limits;
  limits.dtype = part_of(dtype);
  limits.why = tolerance.why;
  if (!is_floating(limits.dtype)) return limits;
  limits.kind = Limits::Kind::derived;
  const auto count = static_cast<double>(std::max<std::int64_t>(elements, 1));
  const double tails = std::max(1.0, std::log2(count) / kLeastLog);
  limits.atol = tolerance.atol + tolerance.scaled * reference.rms * tails;
  limits.rtol = tolerance.rtol * tails;
  // the root mean square of few errors scatters about what is expected of many
  const double few = 1 + 3 / std::sqrt(count);
  if (tolerance.rms > 0) {
    limits.rms = tolerance.rms * reference.rms * few;
    const double systematic = tolerance.deviation * 0.5 + (blunt_factor(dtype) - 1) / 20;
    const double chance = tolerance.deviation * 4 / std::sqrt(count);
    const double nearly_equal = reference.rms / std::max(reference.spread, kLeastSpread * reference.rms);
    limits.slope = systematic + (reference.rms > 0 ? chance * nearly_equal : chance);
    limits.mean = (systematic + chance) * reference.rms;
  }
  return limits;
}

double blunt_factor(DType dtype) {
  switch (part_of(dtype)) {
    case DType::bf16:
      return 1.005;
    case DType::f16:
      return 1.002;
    case DType::f64:
      return 1 + 1e-10;
    case DType::f32:
      return 1.0001;
    default:
      return 1.05;
  }
}

}  // namespace ireplay
