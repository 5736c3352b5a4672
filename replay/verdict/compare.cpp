#include "replay/verdict/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <vector>

#include "replay/plan/parallel.hpp"
#include "replay/verdict/float_errors.hpp"

namespace ireplay {
namespace {

/// As many elements as rounding may decide the other way: those that were seen to change, twice over, and
/// three; none where nothing was seen to change.
bool are_decided_by_rounding(const Limits& limits, std::int64_t off, double largest) {
  return limits.changes > 0 && off <= 2 * limits.changes + 3 && largest <= limits.change;
}

void find_integer_errors(Comparison& result, const Elements& got, const Elements& want,
                         const Excused& excused) {
  Worst worst;
  std::int64_t off = 0;
  constexpr std::int64_t kBlock = 4096;
  const auto is_same = [&](std::int64_t first) {
    const auto number = static_cast<std::size_t>(std::min(kBlock, got.count - first));
    const std::size_t at = static_cast<std::size_t>(first) * got.step;
    return std::memcmp(got.data + at, want.data + at, number * got.step) == 0;
  };
  for (std::int64_t i = 0; i < got.count; ++i) {
    if (i % kBlock == 0 && is_same(i)) {
      i += kBlock - 1;
      continue;
    }
    const std::int64_t a = got[i].i, b = want[i].i;
    if (a == b) continue;
    if (!excused.empty() && excused[static_cast<std::size_t>(i)] != 0) {
      result.not_compared += 1;
      continue;
    }
    const double error = std::fabs(static_cast<double>(a) - static_cast<double>(b));
    off += 1;
    result.max_abs = std::max(result.max_abs, error);
    if (b != 0) result.max_rel = std::max(result.max_rel, error / std::fabs(static_cast<double>(b)));
    worst.offer(error, i);
  }
  const bool decided = are_decided_by_rounding(result.limits, off, result.max_abs);
  (decided ? result.not_compared : result.mismatched) += off;
  if (off > 0) result.max_err_over_allowed = decided ? 1 : kNoLimit;
  for (const std::int64_t at : worst.list()) {
    const std::int64_t a = got[at].i, b = want[at].i;
    result.worst.push_back({unflatten(at, result.size), ElementValue{.integral = true, .i = a},
                            ElementValue{.integral = true, .i = b},
                            std::fabs(static_cast<double>(a) - static_cast<double>(b)), 0});
  }
}

/// Of the finite elements.
struct Powers {
  long double sum = 0, squares = 0;
  std::int64_t finite = 0;
};

/// `Sum`: double, or long double where squares overflow it; several sums side by side become vector
/// instructions.
template <class Sum>
Powers sum_powers(const Elements& elements) {
  constexpr std::int64_t kLeastPart = 1 << 16, kBlock = 1024, kSide = 4;
  const std::int64_t parts = parts_of(elements.count, kLeastPart);
  std::vector<Powers> found(static_cast<std::size_t>(parts));
  in_parts(elements.count, parts, [&](std::int64_t part, std::int64_t first, std::int64_t end) {
    Powers& here = found[static_cast<std::size_t>(part)];
    std::array<double, kBlock> block;
    for (std::int64_t at = first; at < end; at += kBlock) {
      const std::int64_t number = std::min(kBlock, end - at);
      elements.read(at, number, block.data());
      std::fill(block.begin() + number, block.end(), std::numeric_limits<double>::infinity());
      std::array<Sum, kSide> sums{}, squares{};
      std::array<std::int64_t, kSide> finite{};
      for (std::size_t i = 0; i < block.size(); i += kSide)
        for (std::size_t k = 0; k < kSide; ++k) {
          const bool counts = std::fabs(block[i + k]) < std::numeric_limits<double>::infinity();
          const Sum x = counts ? block[i + k] : 0;
          sums[k] += x;
          squares[k] += x * x;
          finite[k] += counts;
        }
      for (std::size_t k = 0; k < kSide; ++k)
        here.sum += sums[k], here.squares += squares[k], here.finite += finite[k];
    }
  });
  Powers all;
  for (const Powers& part : found)
    all.sum += part.sum, all.squares += part.squares, all.finite += part.finite;
  return all;
}

Comparison begin(const std::string& name, const HostTensor& got, const HostTensor& want) {
  if (got.size != want.size || got.dtype != want.dtype)
    return without_figures(
        name, Status::fail,
        "got " + to_text(got.dtype, got.size) + ", the reference is " + to_text(want.dtype, want.size));
  Comparison result;
  result.name = name;
  result.dtype = got.dtype;
  result.size = got.size;
  result.elements = numel(got.size);
  return result;
}

void finish(Comparison& result, const HostTensor& got, const HostTensor& want, const Limits& limits,
            const Excused& excused) {
  result.limits = limits;
  const Elements ours(got), theirs(want);
  if (is_floating(ours.dtype)) {
    result.limits.dtype = ours.dtype;
    find_float_errors(result, ours, theirs, excused);
  } else {
    find_integer_errors(result, ours, theirs, excused);
  }
  const bool none = result.elements > 0 && result.not_compared >= ours.count;
  const bool good = result.mismatched == 0 && !result.rms_too_large && !result.biased && !none;
  result.status = good ? Status::pass : Status::fail;
}

}  // namespace

std::string_view name_of(Status status) {
  constexpr std::string_view kNames[] = {"pass", "fail", "skipped", "unjudged", "ran"};
  return kNames[static_cast<std::size_t>(status)];
}

Comparison without_figures(const std::string& name, Status status, const std::string& reason) {
  Comparison result;
  result.name = name;
  result.status = status;
  result.reason = reason;
  return result;
}

Comparison describe_output(const std::string& name, const HostTensor& tensor) {
  Comparison result = without_figures(name, Status::ran, "");
  result.dtype = tensor.dtype;
  result.size = tensor.size;
  const Elements elements(tensor);
  const bool floats = is_floating(elements.dtype);
  ValueRange range{kNoLimit, -kNoLimit, 0};
  std::int64_t finite = 0;
  for (std::int64_t i = 0; i < elements.count; ++i) {
    const double value = floats ? elements[i].f : static_cast<double>(elements[i].i);
    result.ours.nan += std::isnan(value);
    result.ours.inf += std::isinf(value);
    if (!std::isfinite(value)) continue;
    range.min = std::min(range.min, value);
    range.max = std::max(range.max, value);
    finite += 1;
    range.mean +=
        (value - range.mean) / static_cast<double>(finite);  // Welford: sums of large values stay finite
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  result.values = finite > 0 ? range : ValueRange{nan, nan, nan};
  return result;
}

Magnitude magnitude_of(const HostTensor& tensor) {
  const Elements elements(tensor);
  if (!is_floating(elements.dtype)) return {};
  const Powers all =
      elements.dtype == DType::f64 ? sum_powers<long double>(elements) : sum_powers<double>(elements);
  if (all.finite == 0) return {};
  const auto finite = static_cast<long double>(all.finite);
  const long double mean = all.sum / finite, square = all.squares / finite, about = square - mean * mean;
  return {static_cast<double>(std::sqrt(square)), about > 0 ? static_cast<double>(std::sqrt(about)) : 0};
}

Comparison compare(const std::string& name, const HostTensor& got, const HostTensor& want,
                   const Limits& limits, const Excused& excused) {
  Comparison result = begin(name, got, want);
  if (!result.has_figures()) return result;
  result.reference_rms = magnitude_of(want).rms;
  finish(result, got, want, limits, excused);
  return result;
}

Comparison compare(const std::string& name, const HostTensor& got, const HostTensor& want,
                   const Tolerance& tolerance, const Excused& excused) {
  Comparison result = begin(name, got, want);
  if (!result.has_figures()) return result;
  const Magnitude reference = magnitude_of(want);
  result.reference_rms = reference.rms;
  finish(result, got, want, limits_of(tolerance, want.dtype, reference, result.elements), excused);
  return result;
}

std::string print_error(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", value);
  return text;
}

std::string print_element(const ElementValue& value) {
  if (value.integral) return std::to_string(value.i);
  if (std::isnan(value.f)) return "nan";
  char text[32];
  std::snprintf(text, sizeof text, "%.7g", value.f);
  return text;
}

}  // namespace ireplay
