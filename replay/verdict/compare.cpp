#include "replay/verdict/compare.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>

#include "kernels/scalar/scalar.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kWorstElements = 5;

/// Both parts of a complex number are elements of their own.
struct Elements {
  const std::byte* data;
  DType dtype;
  std::int64_t count;
  std::size_t step;

  explicit Elements(const HostTensor& tensor) : data(tensor.data.data()), dtype(tensor.dtype) {
    if (dtype == DType::c64) dtype = DType::f32;
    if (dtype == DType::c128) dtype = DType::f64;
    step = bytes_of(dtype);
    count = static_cast<std::int64_t>(tensor.data.size() / step);
  }
  Scalar operator[](std::int64_t i) const {
    return load_element(data + static_cast<std::size_t>(i) * step, dtype);
  }
};

Dims unflatten(std::int64_t flat, const Dims& size) {
  Dims index(size.size());
  for (std::size_t d = size.size(); d-- > 0;) {
    index[d] = flat % size[d];
    flat /= size[d];
  }
  return index;
}

double root_mean_square(const Elements& elements) {
  long double sum = 0;  // squares of large doubles do not overflow it
  std::int64_t finite = 0;
  for (std::int64_t i = 0; i < elements.count; ++i) {
    const double x = elements[i].f;
    if (!std::isfinite(x)) continue;
    sum += static_cast<long double>(x) * x;
    finite += 1;
  }
  return finite == 0 ? 0 : static_cast<double>(std::sqrt(sum / finite));
}

/// Keeps the elements with the largest excess, largest first.
class Worst {
 public:
  void offer(double excess, std::int64_t at) {
    if (rows_.size() == kWorstElements && excess <= rows_.back().excess) return;
    const auto place =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.excess < excess; });
    rows_.insert(place, {excess, at});
    if (rows_.size() > kWorstElements) rows_.pop_back();
  }
  std::vector<WorstElement> list(const Dims& size, const Elements& got, const Elements& want,
                                 std::int64_t parts) const {
    std::vector<WorstElement> found;
    for (const Row& row : rows_)
      found.push_back({unflatten(row.at / parts, size), to_value(got, row.at), to_value(want, row.at)});
    return found;
  }

 private:
  struct Row {
    double excess;
    std::int64_t at;
  };
  static ElementValue to_value(const Elements& elements, std::int64_t at) {
    const Scalar x = elements[at];
    return is_floating(elements.dtype) ? ElementValue{.f = x.f} : ElementValue{.integral = true, .i = x.i};
  }
  std::vector<Row> rows_;
};

void compare_exactly(Comparison& result, const Elements& got, const Elements& want, const Slack& slack,
                     Worst& worst) {
  for (std::int64_t i = 0; i < got.count; ++i) {
    const std::int64_t a = got[i].i, b = want[i].i;
    if (a == b) continue;
    const double error = std::fabs(static_cast<double>(a) - static_cast<double>(b));
    if (!slack.empty() && slack[static_cast<std::size_t>(i)] >= error) {
      result.not_compared += 1;
      continue;
    }
    result.mismatched += 1;
    result.max_abs = std::max(result.max_abs, error);
    if (b != 0) result.max_rel = std::max(result.max_rel, error / std::fabs(static_cast<double>(b)));
    worst.offer(error, i);
  }
}

void count(Census& census, double value) {
  census.nan += std::isnan(value);
  census.inf += std::isinf(value);
}

/// As many elements as may fall to the other side of a rounding: the expected number and three deviations of
/// it.
std::int64_t likely_jumps(const Tolerance& tolerance, std::int64_t elements) {
  if (tolerance.jump <= 0) return 0;
  const double expected = tolerance.jump_chance * static_cast<double>(elements);
  return static_cast<std::int64_t>(expected + 3 * std::sqrt(expected) + 3);
}

/// The smallest number above 0 that the type has.
double least_number(DType dtype) {
  switch (dtype) {
    case DType::f64:
      return 0x1p-1074;
    case DType::f32:
      return 0x1p-149;
    case DType::bf16:
      return 0x1p-133;
    case DType::f16:
      return 0x1p-24;
    default:
      return 0;
  }
}

void compare_floats(Comparison& result, const Elements& got, const Elements& want, const Slack& slack,
                    Worst& worst) {
  const Tolerance& tolerance = result.tolerance;
  long double error2 = 0, dot = 0, got2 = 0, want2 = 0;
  std::int64_t finite = 0, jumps = 0;
  const double least =
      tolerance.deviation > 0 ? 2 * least_number(got.dtype) : 0;  // below, no tolerance is a number
  const std::int64_t most_jumps = likely_jumps(tolerance, got.count);
  for (std::int64_t i = 0; i < got.count; ++i) {
    const double a = got[i].f, b = want[i].f;
    const double given = slack.empty() ? 0 : slack[static_cast<std::size_t>(i)];
    const double free = std::isinf(given) ? 0 : given;
    count(result.ours, a);
    count(result.reference, b);
    if (!std::isfinite(a) || !std::isfinite(b)) {
      if (a == b || (std::isnan(a) && std::isnan(b))) continue;
      if (std::isinf(given) && !std::isfinite(b)) {
        result.not_compared += 1;
        continue;
      }
      result.mismatched += 1;
      worst.offer(std::numeric_limits<double>::infinity(), i);
      continue;
    }
    finite += 1;
    dot += static_cast<long double>(a) * b;
    got2 += static_cast<long double>(a) * a;
    want2 += static_cast<long double>(b) * b;
    const double error = std::fabs(a - b);
    if (error == 0) continue;
    const double excess = std::max(error - free - least, 0.0);
    error2 += static_cast<long double>(excess) * excess;
    const double allowed = tolerance.atol + tolerance.rtol * std::fabs(b) + free + least;
    const bool jumped = !(error <= allowed) && error <= allowed + tolerance.jump * std::fabs(b);
    if (jumped && ++jumps <= most_jumps) {
      error2 -= static_cast<long double>(excess) * excess;
      result.max_abs = std::max(result.max_abs, error);
      continue;
    }
    result.mismatched += !(error <= allowed);
    worst.offer(allowed > 0 ? error / allowed : std::numeric_limits<double>::max(), i);
    result.max_abs = std::max(result.max_abs, error);
    if (b != 0) result.max_rel = std::max(result.max_rel, error / std::fabs(b));
    result.max_ulp = std::max(result.max_ulp, ulp_distance(got.dtype, a, b));
  }
  if (finite > 0) result.rms = static_cast<double>(std::sqrt(error2 / finite));
  if (got2 > 0 && want2 > 0) result.cosine = static_cast<double>(dot / (std::sqrt(got2) * std::sqrt(want2)));
  result.rms_too_large = tolerance.rms > 0 && !(result.rms <= tolerance.rms);
}

std::int64_t ordered_bits(DType dtype, double value) {
  const Scalar x{.f = value};
  if (dtype == DType::f64) {
    std::int64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
  }
  std::uint32_t bits = 0;
  store_element(&bits, dtype, x, dtype == DType::f64 ? DType::f64 : DType::f32);
  const std::uint32_t sign = 1U << (8 * bytes_of(dtype) - 1);
  return (bits & sign) != 0 ? -static_cast<std::int64_t>(bits & (sign - 1)) : static_cast<std::int64_t>(bits);
}

}  // namespace

double ulp_distance(DType dtype, double a, double b) {
  const std::pair<std::int64_t, std::int64_t> ends =
      std::minmax({ordered_bits(dtype, a), ordered_bits(dtype, b)});
  return static_cast<double>(static_cast<std::uint64_t>(ends.second) -
                             static_cast<std::uint64_t>(ends.first));
}

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

std::vector<double> to_doubles(const HostTensor& tensor) {
  const Elements elements(tensor);
  std::vector<double> values;
  values.reserve(static_cast<std::size_t>(elements.count));
  for (std::int64_t i = 0; i < elements.count; ++i) {
    const Scalar x = elements[i];
    values.push_back(is_floating(elements.dtype) ? x.f : static_cast<double>(x.i));
  }
  return values;
}

Comparison compare(const std::string& name, const HostTensor& got, const HostTensor& want,
                   const Tolerance& tolerance, const Slack& slack) {
  if (got.size != want.size || got.dtype != want.dtype)
    return without_figures(
        name, Status::fail,
        "got " + to_text(got.dtype, got.size) + ", the reference is " + to_text(want.dtype, want.size));
  Comparison result;
  result.name = name;
  result.dtype = got.dtype;
  result.size = got.size;
  result.elements = numel(got.size);
  result.tolerance = tolerance;
  const Elements got_elements(got), want_elements(want);
  const std::int64_t parts = result.elements == 0 ? 1 : got_elements.count / result.elements;
  Worst worst;
  if (is_floating(got_elements.dtype)) {
    result.reference_rms = root_mean_square(want_elements);
    result.tolerance.atol += tolerance.scaled * result.reference_rms;
    // the root mean square of few errors scatters about what is expected of many
    const double few = 1 + 3 / std::sqrt(static_cast<double>(std::max<std::int64_t>(result.elements, 1)));
    result.tolerance.rms *= result.reference_rms * few;
    compare_floats(result, got_elements, want_elements, slack, worst);
  } else {
    compare_exactly(result, got_elements, want_elements, slack, worst);
  }
  const bool none = result.elements > 0 && result.not_compared >= got_elements.count;
  result.status = result.mismatched == 0 && !result.rms_too_large && !none ? Status::pass : Status::fail;
  if (result.rms > 0 || result.mismatched > 0)
    result.worst = worst.list(result.size, got_elements, want_elements, parts);
  return result;
}

std::string print_error(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", value);
  return text;
}

}  // namespace ireplay
