// Elementwise functions that some releases call instead of generating code: rows of scalar_ops.def by another
// name.
#include "replay/externs/shared/elementwise.hpp"

#include <array>
#include <cmath>

#include "kernels/scalar/scalar_eval.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

std::string_view scalar_name(std::string_view function) {
  function = function.substr(0, function.find('.'));
  constexpr std::string_view kSpecial = "special_";
  if (function.substr(0, kSpecial.size()) == kSpecial) function.remove_prefix(kSpecial.size());
  if (function == "psi") return "digamma";
  if (function == "modified_bessel_i0") return "i0";
  if (function == "modified_bessel_i1") return "i1";
  return function;
}

ScalarFunction function_of(const ExternFrame& frame) {
  const auto op = scalar_op_of(frame.op());
  return op ? scalar_function(*op, DType::f64) : nullptr;
}

/// A tensor operand or a number, repeated to `size`.
Reals operand(const ExternFrame& frame, std::string_view name, const Dims& size) {
  if (std::holds_alternative<TensorView>(frame.args().value(name).value))
    return broadcast(frame, frame.read<double>(name), size);
  Reals values(size);
  std::fill(values.data.begin(), values.data.end(), frame.args().number(name));
  return values;
}

void evaluate(const ExternFrame& frame, std::initializer_list<std::string_view> names) {
  if (!frame.wants(0)) return;
  const ScalarFunction function = function_of(frame);
  std::vector<Reals> operands;
  Reals result(frame.result(0).size);
  for (const std::string_view name : names) operands.push_back(operand(frame, name, result.size));
  std::array<Scalar, 2> values{};
  for (std::size_t i = 0; i < result.data.size(); ++i) {
    for (std::size_t k = 0; k < operands.size(); ++k) values[k].f = operands[k].data[i];
    result.data[i] = function(values.data()).f;
  }
  frame.write(0, result);
}

double least_normal(DType dtype) { return dtype == DType::f16 ? 0x1p-14 : 0x1p-126; }

/// The next value that `dtype` has from `a` on toward `b`.
double next_in(DType dtype, double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return a + b;
  if (a == b) return b;
  if (dtype == DType::f64) return std::nextafter(a, b);
  if (a == 0) return std::copysign(2 * unit_roundoff(dtype) * least_normal(dtype), b - a);
  std::uint32_t bits = 0;
  store_element(&bits, dtype, Scalar{.f = a}, DType::f32);
  bits += (a < b) == (a > 0) ? 1 : -1;
  return load_element(&bits, dtype).f;
}

std::int64_t greatest_divisor(std::int64_t a, std::int64_t b) {
  auto x = static_cast<std::uint64_t>(a < 0 ? -static_cast<std::uint64_t>(a) : a);
  auto y = static_cast<std::uint64_t>(b < 0 ? -static_cast<std::uint64_t>(b) : b);
  while (y != 0) {
    const std::uint64_t rest = x % y;
    x = y;
    y = rest;
  }
  return static_cast<std::int64_t>(x);
}

template <class F>
void combine_integers(const ExternFrame& frame, F&& f) {
  if (!frame.wants(0)) return;
  const Dims& size = frame.result(0).size;
  Ints a = broadcast(frame, frame.read<std::int64_t>("self"), size);
  const Ints b = broadcast(frame, frame.read<std::int64_t>("other"), size);
  for (std::size_t i = 0; i < a.data.size(); ++i) a.data[i] = f(a.data[i], b.data[i]);
  frame.write(0, a);
}

}  // namespace

std::optional<ScalarOp> scalar_op_of(std::string_view function) {
  return find_scalar_op(scalar_name(function));
}

void run_unary(const ExternFrame& frame) { evaluate(frame, {"self"}); }
void run_binary(const ExternFrame& frame) { evaluate(frame, {"self", "other"}); }
void run_nextafter(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const PlanBuffer& to = frame.result(0);
  Reals a = operand(frame, "self", to.size);
  const Reals b = operand(frame, "other", to.size);
  for (std::size_t i = 0; i < a.data.size(); ++i) a.data[i] = next_in(to.dtype, a.data[i], b.data[i]);
  frame.write(0, a);
}
void run_pow(const ExternFrame& frame) {
  if (frame.wants(0) && is_complex(frame.result(0).dtype)) return run_complex_pow(frame);
  evaluate(frame, {"self", "exponent"});
}
void run_polynomial(const ExternFrame& frame) { evaluate(frame, {"x", "n"}); }
void run_polygamma(const ExternFrame& frame) { evaluate(frame, {"n", "self"}); }

void run_gcd(const ExternFrame& frame) { combine_integers(frame, greatest_divisor); }
void run_lcm(const ExternFrame& frame) {
  combine_integers(frame, [](std::int64_t a, std::int64_t b) {
    const std::int64_t divisor = greatest_divisor(a, b);
    const std::int64_t multiple = divisor == 0 ? 0 : times(a / divisor, b);
    return multiple < 0 ? times<std::int64_t>(multiple, -1) : multiple;
  });
}

std::string elementwise_limits(const ExternFrame& frame) {
  return function_of(frame) ? std::string() : std::string(frame.op()) + ": no such scalar function";
}

}  // namespace ireplay
