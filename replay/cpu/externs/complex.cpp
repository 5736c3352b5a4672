// Arithmetic on complex tensors, for which no code is generated. The same functions take real operands.
#include <cmath>

#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

using Complex = std::complex<double>;

/// A tensor or a number, repeated to `size`.
template <class T>
Dense<T> operand(const ExternFrame& frame, std::string_view name, const Dims& size) {
  const ExternValue& value = frame.args().value(name);
  if (std::holds_alternative<TensorView>(value.value)) return broadcast(frame, frame.read<T>(name), size);
  Dense<T> number(size);
  const auto* integer = std::get_if<std::int64_t>(&value.value);
  T element{};
  if constexpr (std::is_same_v<T, Complex>)
    element = frame.args().complex(name);
  else if constexpr (std::is_same_v<T, std::int64_t>)
    element = integer ? *integer : value_of<T>(frame.args().number(name));
  else
    element = frame.args().number(name);
  std::fill(number.data.begin(), number.data.end(), element);
  return number;
}

template <class F>
void combine(const ExternFrame& frame, F&& f) {
  if (!frame.wants(0)) return;
  const Dims& size = frame.result(0).size;
  with_value_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> a = operand<T>(frame, "self", size);
    const Dense<T> b = operand<T>(frame, "other", size);
    for (std::size_t i = 0; i < a.data.size(); ++i) a.data[i] = f(a.data[i], b.data[i]);
    frame.write(0, a);
  });
}

template <class F>
void map(const ExternFrame& frame, F&& f) {
  Complexes values = frame.read<Complex>("self");
  for (Complex& value : values.data) value = f(value);
  frame.write(0, values);
}

/// PyTorch multiplies without looking for infinities.
Complex product(Complex a, Complex b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
template <class T>
T product(T a, T b) {
  return times(a, b);
}

using Function = Complex (*)(const Complex&);

struct Named {
  std::string_view name;
  Function function;
};

const Named kFunctions[] = {
    {"sqrt", std::sqrt<double>},
    {"log", std::log<double>},
    {"log2", [](const Complex& x) { return std::log(x) / std::log(2.0); }},
    {"log10", std::log10<double>},
    {"sin", std::sin<double>},
    {"cos", std::cos<double>},
    {"tan", std::tan<double>},
    {"sinh", std::sinh<double>},
    {"cosh", std::cosh<double>},
    {"tanh", std::tanh<double>},
    {"asin", std::asin<double>},
    {"acos", std::acos<double>},
    {"atan", std::atan<double>},
    {"rsqrt", [](const Complex& x) { return 1.0 / std::sqrt(x); }},
    {"sigmoid", [](const Complex& x) { return 1.0 / (1.0 + std::exp(-x)); }},
    {"silu", [](const Complex& x) { return x / (1.0 + std::exp(-x)); }},
    {"square", [](const Complex& x) { return product(x, x); }},
    {"sgn", [](const Complex& x) { return x == 0.0 ? Complex(0) : x / std::abs(x); }},
};

Function function_of(const ExternFrame& frame) {
  const std::string_view name = frame.op().substr(0, frame.op().find('.'));
  for (const Named& named : kFunctions)
    if (named.name == name) return named.function;
  frame.fail("no such function of complex numbers");
}

}  // namespace

void run_add(const ExternFrame& frame) {
  const double alpha = frame.args().number("alpha");
  combine(frame, [&]<class T>(T a, T b) { return plus(a, times(value_of<T>(alpha), b)); });
}

void run_sub(const ExternFrame& frame) {
  const double alpha = frame.args().number("alpha");
  combine(frame, [&]<class T>(T a, T b) { return plus(a, times(value_of<T>(-alpha), b)); });
}

void run_mul(const ExternFrame& frame) {
  combine(frame, [](auto a, auto b) { return product(a, b); });
}

void run_div(const ExternFrame& frame) {
  combine(frame, [](auto a, auto b) { return a / b; });
}

void run_neg(const ExternFrame& frame) {
  map(frame, [](Complex x) { return -x; });
}

void run_conj(const ExternFrame& frame) {
  map(frame, [](Complex x) { return std::conj(x); });
}

void run_exp(const ExternFrame& frame) {
  map(frame, [](Complex x) { return std::exp(x); });
}

void run_complex_function(const ExternFrame& frame) {
  const Function function = function_of(frame);
  map(frame, [&](Complex x) { return function(x); });
}

void run_complex_pow(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Dims& size = frame.result(0).size;
  Complexes base = operand<Complex>(frame, "self", size);
  const Complexes exponent = operand<Complex>(frame, "exponent", size);
  for (std::size_t i = 0; i < base.data.size(); ++i)
    base.data[i] = exponent.data[i] == 2.0   ? product(base.data[i], base.data[i])
                   : exponent.data[i] == 0.0 ? Complex(1)
                                             : std::pow(base.data[i], exponent.data[i]);
  frame.write(0, base);
}

/// Elements of one of two tensors; the condition may be of any type.
void run_where(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Dims& size = frame.result(0).size;
  const Ints condition = broadcast(frame, frame.read<std::int64_t>("condition"), size);
  with_value_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> a = operand<T>(frame, "self", size);
    const Dense<T> b = operand<T>(frame, "other", size);
    for (std::size_t i = 0; i < a.data.size(); ++i)
      if (condition.data[i] == 0) a.data[i] = b.data[i];
    frame.write(0, a);
  });
}

void run_reciprocal(const ExternFrame& frame) {
  map(frame, [](Complex x) { return 1.0 / x; });
}

void run_abs(const ExternFrame& frame) {
  const Complexes self = frame.read<Complex>("self");
  Reals lengths(self.size);
  for (std::size_t i = 0; i < lengths.data.size(); ++i) lengths.data[i] = std::abs(self.data[i]);
  frame.write(0, lengths);
}

std::string div_limits(const ExternFrame& frame) {
  const bool integers =
      frame.wants(0) && !is_floating(frame.result(0).dtype) && !is_complex(frame.result(0).dtype);
  return integers ? "div: a result of integers" : std::string();
}

std::string only_complex(const ExternFrame& frame) {
  if (is_complex(frame.args().tensor("self").dtype)) return {};
  return std::string(frame.op()) + ": argument 'self' is not complex";
}

}  // namespace ireplay
