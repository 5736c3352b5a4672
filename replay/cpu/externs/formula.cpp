// Elementwise functions that scalar_ops.def has no row for: a formula each, on floats or on integers.
#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

constexpr double kDegree = 3.14159265358979323846 / 180;

/// A tensor operand or a number, repeated to `size`.
template <class T>
Dense<T> operand(const ExternFrame& frame, std::string_view name, const Dims& size) {
  if (std::holds_alternative<TensorView>(frame.args().value(name).value))
    return broadcast(frame, frame.read<T>(name), size);
  Dense<T> values(size);
  std::fill(values.data.begin(), values.data.end(), value_of<T>(frame.args().number(name)));
  return values;
}

template <class F>
void map(const ExternFrame& frame, F&& f) {
  Reals values = frame.read<double>("self");
  for (double& value : values.data) value = f(value);
  frame.write(0, values);
}

template <class F>
void combine(const ExternFrame& frame, std::string_view first, std::string_view second, F&& f) {
  if (!frame.wants(0)) return;
  const Dims& size = frame.result(0).size;
  with_real_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> a = operand<T>(frame, first, size);
    const Dense<T> b = operand<T>(frame, second, size);
    for (std::size_t i = 0; i < a.data.size(); ++i) a.data[i] = f(a.data[i], b.data[i]);
    frame.write(0, a);
  });
}

/// log(base^a + base^b), with the base's exponential and logarithm.
template <class Exp, class Log>
double log_of_sum(double a, double b, Exp exp, Log log) {
  if (is_nan(a) || is_nan(b)) return a + b;
  const double high = std::max(a, b), low = std::min(a, b);
  return std::isinf(high) ? high : high + log(1 + exp(low - high));
}

}  // namespace

void run_fmax(const ExternFrame& frame) {
  combine(frame, "self", "other", [](auto a, auto b) { return is_nan(b) || a > b ? a : b; });
}
void run_fmin(const ExternFrame& frame) {
  combine(frame, "self", "other", [](auto a, auto b) { return is_nan(b) || a < b ? a : b; });
}
void run_logaddexp(const ExternFrame& frame) {
  const bool binary = frame.op() == "logaddexp2";
  combine(frame, "self", "other", [&](double a, double b) {
    return binary ? log_of_sum(
                        a, b, [](double x) { return std::exp2(x); }, [](double x) { return std::log2(x); })
                  : log_of_sum(
                        a, b, [](double x) { return std::exp(x); }, [](double x) { return std::log(x); });
  });
}

void run_deg2rad(const ExternFrame& frame) {
  map(frame, [](double x) { return x * kDegree; });
}
void run_rad2deg(const ExternFrame& frame) {
  map(frame, [](double x) { return x / kDegree; });
}
void run_isposinf(const ExternFrame& frame) {
  map(frame, [](double x) { return x == std::numeric_limits<double>::infinity() ? 1.0 : 0.0; });
}
void run_isneginf(const ExternFrame& frame) {
  map(frame, [](double x) { return x == -std::numeric_limits<double>::infinity() ? 1.0 : 0.0; });
}

void run_threshold(const ExternFrame& frame) {
  const double limit = frame.args().number("threshold"), otherwise = frame.args().number("value");
  map(frame, [&](double x) { return x <= limit ? otherwise : x; });
}

void run_shrink_backward(const ExternFrame& frame) {
  const double limit = frame.args().number("lambd");
  combine(frame, "grad_output", "self", [&](auto gradient, auto x) {
    using T = decltype(gradient);
    return static_cast<double>(x) >= -limit && static_cast<double>(x) <= limit ? T{} : gradient;
  });
}

void run_log_sigmoid(const ExternFrame& frame) {
  const Reals self = frame.read<double>("self");
  Reals result(self.size), exponential(self.size);
  for (std::size_t i = 0; i < self.data.size(); ++i) {
    exponential.data[i] = std::exp(-std::fabs(self.data[i]));
    result.data[i] = std::min(self.data[i], 0.0) - std::log1p(exponential.data[i]);
  }
  frame.write(0, result);
  if (frame.wants(1) && frame.result(1).size == self.size) frame.write(1, exponential);
}

void run_frexp(const ExternFrame& frame) {
  Reals mantissa = frame.read<double>("self");
  Ints exponent(mantissa.size);
  for (std::size_t i = 0; i < mantissa.data.size(); ++i) {
    int of = 0;
    mantissa.data[i] = std::frexp(mantissa.data[i], &of);
    exponent.data[i] = std::isfinite(mantissa.data[i]) ? of : 0;
  }
  frame.write(0, mantissa);
  frame.write(1, exponent);
}

void run_shift_left(const ExternFrame& frame) {
  combine(frame, "self", "other", [](auto a, auto b) {
    const auto count = static_cast<std::int64_t>(b);
    const auto bits = static_cast<std::uint64_t>(static_cast<std::int64_t>(a));
    return static_cast<decltype(a)>(static_cast<std::int64_t>(count < 0 || count > 63 ? 0 : bits << count));
  });
}
void run_shift_right(const ExternFrame& frame) {
  combine(frame, "self", "other", [](auto a, auto b) {
    const auto count = static_cast<std::int64_t>(b);
    return static_cast<decltype(a)>(static_cast<std::int64_t>(a) >> (count < 0 || count > 63 ? 63 : count));
  });
}

}  // namespace ireplay
