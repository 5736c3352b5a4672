#include "replay/externs/shared/taps.hpp"

#include <cmath>

namespace ireplay {
namespace {

constexpr std::int64_t kLargestExtent = std::int64_t{1} << 24;

double step_of(const Resize& r) {
  if (r.align_corners)
    return r.output > 1 ? static_cast<double>(r.input - 1) / static_cast<double>(r.output - 1) : 0;
  return r.factor > 0 ? 1 / r.factor : static_cast<double>(r.input) / static_cast<double>(r.output);
}

std::int64_t clamped(std::int64_t index, std::int64_t extent) {
  return std::min(std::max<std::int64_t>(index, 0), extent - 1);
}

/// Positions are computed in float, as PyTorch does in every type: rounding decides which pixel is nearest.
Taps nearest_taps(const Resize& r, bool exact) {
  const float step = r.factor > 0 ? static_cast<float>(1 / r.factor)
                                  : static_cast<float>(r.input) / static_cast<float>(r.output);
  Taps taps;
  for (std::int64_t o = 0; o < r.output; ++o) {
    const float at = exact ? (static_cast<float>(o) + 0.5f) * step : static_cast<float>(o) * step;
    taps.push_back({{clamped(static_cast<std::int64_t>(std::floor(at)), r.input), 1}});
  }
  return taps;
}

double cubic_near(double x, double a) { return ((a + 2) * x - (a + 3)) * x * x + 1; }
double cubic_far(double x, double a) { return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a; }

double triangle(double x) { return std::max(0.0, 1 - std::fabs(x)); }
double smooth_cubic(double x) {
  constexpr double kA = -0.5;
  x = std::fabs(x);
  return x < 1 ? cubic_near(x, kA) : x < 2 ? cubic_far(x, kA) : 0;
}

/// Antialiased: the filter is as wide as the output's pixels.
Taps filtered_taps(const Resize& r, double radius, double (*filter)(double)) {
  const double step = step_of(r);
  const double support = radius * std::max(step, 1.0), inverse = step >= 1 ? 1 / step : 1;
  Taps taps;
  for (std::int64_t o = 0; o < r.output; ++o) {
    const double center = step * (static_cast<double>(o) + 0.5);
    const double first = center - support + 0.5, last = center + support + 0.5;  // truncated, as in PyTorch
    const std::int64_t begin = std::max<std::int64_t>(static_cast<std::int64_t>(first), 0);
    const std::int64_t end = std::min(static_cast<std::int64_t>(last), r.input);
    taps.emplace_back();
    double sum = 0;
    for (std::int64_t i = begin; i < end; ++i) {
      taps.back().push_back({i, filter((static_cast<double>(i) - center + 0.5) * inverse)});
      sum += taps.back().back().weight;
    }
    for (Tap& tap : taps.back()) tap.weight = sum != 0 ? tap.weight / sum : 0;
  }
  return taps;
}

}  // namespace

Taps linear_taps(const Resize& r) {
  const double step = step_of(r);
  Taps taps;
  for (std::int64_t o = 0; o < r.output; ++o) {
    const double at = r.align_corners ? step * static_cast<double>(o)
                                      : std::max(0.0, step * (static_cast<double>(o) + 0.5) - 0.5);
    const std::int64_t low = std::min(static_cast<std::int64_t>(at), r.input - 1);
    const double beyond = std::min(std::max(at - static_cast<double>(low), 0.0), 1.0);
    taps.push_back({{low, 1 - beyond}, {clamped(low + 1, r.input), beyond}});
  }
  return taps;
}

Taps cubic_taps(const Resize& r) {
  constexpr double kA = -0.75;
  const double step = step_of(r);
  Taps taps;
  for (std::int64_t o = 0; o < r.output; ++o) {
    const double at =
        r.align_corners ? step * static_cast<double>(o) : step * (static_cast<double>(o) + 0.5) - 0.5;
    const double low = std::floor(at), t = at - low;
    const double weights[] = {cubic_far(t + 1, kA), cubic_near(t, kA), cubic_near(1 - t, kA),
                              cubic_far(2 - t, kA)};
    taps.emplace_back();
    for (int i = 0; i < 4; ++i)
      taps.back().push_back({clamped(static_cast<std::int64_t>(low) - 1 + i, r.input), weights[i]});
  }
  return taps;
}

Taps smooth_linear_taps(const Resize& r) { return filtered_taps(r, 1, triangle); }
Taps smooth_cubic_taps(const Resize& r) { return filtered_taps(r, 2, smooth_cubic); }
Taps floor_taps(const Resize& r) { return nearest_taps(r, false); }
Taps center_taps(const Resize& r) { return nearest_taps(r, true); }

std::vector<double> factors_of(const ExternFrame& frame, std::size_t rank) {
  std::vector<double> factors;
  if (frame.args().knows("scale_factors")) {
    factors = frame.args().numbers("scale_factors");
  } else if (rank == 1) {
    factors = {frame.args().number_or("scales", 0)};
  } else {
    if (rank == 3) factors.push_back(frame.args().number_or("scales_d", 0));
    factors.push_back(frame.args().number_or("scales_h", 0));
    factors.push_back(frame.args().number_or("scales_w", 0));
  }
  frame.require(factors.empty() || factors.size() == rank, std::to_string(factors.size()) + " scale factors");
  for (const double factor : factors)
    frame.require(factor == 0 || (factor > 1e-6 && factor < 1e6),
                  "a scale factor of " + std::to_string(factor));
  factors.resize(rank, 0);
  return factors;
}

Resize make_resize(const ExternFrame& frame, std::int64_t input, std::int64_t output, double factor) {
  frame.require(input > 0 && output > 0 && input < kLargestExtent && output < kLargestExtent,
                "resizing from " + std::to_string(input) + " to " + std::to_string(output));
  return {input, output, frame.args().knows("align_corners") && frame.args().flag("align_corners"), factor};
}

Taps padding_taps(const ExternFrame& frame, std::int64_t input, std::int64_t before, std::int64_t after,
                  bool reflect) {
  frame.require(input > 0 && before > -kLargestExtent && before < kLargestExtent && after > -kLargestExtent &&
                    after < kLargestExtent && input + before + after >= 0 &&
                    (!reflect || (before < input && after < input)),
                "padding of " + std::to_string(before) + " and " + std::to_string(after) + " for " +
                    std::to_string(input));
  Taps taps;
  for (std::int64_t o = 0; o < input + before + after; ++o) {
    std::int64_t from = o - before;
    if (reflect) from = from < 0 ? -from : from >= input ? 2 * (input - 1) - from : from;
    taps.push_back({{clamped(from, input), 1}});
  }
  return taps;
}

Taps reversed(const Taps& taps, std::int64_t inputs) {
  Taps result(static_cast<std::size_t>(inputs));
  for (std::size_t o = 0; o < taps.size(); ++o)
    for (const Tap& tap : taps[o])
      result[static_cast<std::size_t>(tap.input)].push_back({static_cast<std::int64_t>(o), tap.weight});
  return result;
}

}  // namespace ireplay
