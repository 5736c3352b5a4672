#include "tests/support/python_value.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace ireplay {
namespace {

/// Rounds to `digits` binary digits, ties to even, with the least exponent of a type's normal numbers.
double rounded_to(double value, int digits, int least_exponent, double largest) {
  if (value == 0 || !std::isfinite(value)) return value;
  const int exponent = std::max(std::ilogb(value), least_exponent);
  const double unit = std::ldexp(1.0, exponent - digits + 1);
  const double result = std::nearbyint(value / unit) * unit;
  return std::abs(result) > largest ? std::copysign(std::numeric_limits<double>::infinity(), value) : result;
}

using Real = double (*)(double, double, double);
using Whole = std::int64_t (*)(std::int64_t, std::int64_t, std::int64_t);
using Answer = bool (*)(double, double);

const std::map<std::string_view, Real> kReal = {
    {"add", [](double a, double b, double) { return a + b; }},
    {"sub", [](double a, double b, double) { return a - b; }},
    {"mul", [](double a, double b, double) { return a * b; }},
    {"truediv", [](double a, double b, double) { return a / b; }},
    {"neg", [](double a, double, double) { return -a; }},
    {"abs", [](double a, double, double) { return std::fabs(a); }},
    {"square", [](double a, double, double) { return a * a; }},
    {"reciprocal", [](double a, double, double) { return 1 / a; }},
    {"sqrt", [](double a, double, double) { return std::sqrt(a); }},
    {"rsqrt", [](double a, double, double) { return 1 / std::sqrt(a); }},
    {"relu", [](double a, double, double) { return std::isnan(a) ? a : std::fmax(a, 0.0); }},
    {"floor", [](double a, double, double) { return std::floor(a); }},
    {"ceil", [](double a, double, double) { return std::ceil(a); }},
    {"trunc", [](double a, double, double) { return std::trunc(a); }},
    {"round", [](double a, double, double) { return std::nearbyint(a); }},
    {"sign", [](double a, double, double) { return a > 0   ? 1.0
                                                   : a < 0 ? -1.0
                                                           : 0.0; }},
    {"exp", [](double a, double, double) { return std::exp(a); }},
    {"exp2", [](double a, double, double) { return std::exp2(a); }},
    {"expm1", [](double a, double, double) { return std::expm1(a); }},
    {"log", [](double a, double, double) { return std::log(a); }},
    {"log2", [](double a, double, double) { return std::log2(a); }},
    {"log1p", [](double a, double, double) { return std::log1p(a); }},
    {"sin", [](double a, double, double) { return std::sin(a); }},
    {"cos", [](double a, double, double) { return std::cos(a); }},
    {"tanh", [](double a, double, double) { return std::tanh(a); }},
    {"atan", [](double a, double, double) { return std::atan(a); }},
    {"asinh", [](double a, double, double) { return std::asinh(a); }},
    {"erf", [](double a, double, double) { return std::erf(a); }},
    {"sigmoid", [](double a, double, double) { return 1 / (1 + std::exp(-a)); }},
    {"minimum", [](double a, double b, double) { return a != a   ? a
                                                        : b != b ? b
                                                                 : std::fmin(a, b); }},
    {"maximum", [](double a, double b, double) { return a != a   ? a
                                                        : b != b ? b
                                                                 : std::fmax(a, b); }},
    {"fmod", [](double a, double b, double) { return std::fmod(a, b); }},
    {"remainder", [](double a, double b, double) { return a - b * std::floor(a / b); }},
    {"floordiv", [](double a, double b, double) { return std::floor(a / b); }},
    {"fma", [](double a, double b, double c) { return std::fma(a, b, c); }},
};

std::int64_t floor_quotient(std::int64_t a, std::int64_t b) { return (a - ((a % b + b) % b)) / b; }

const std::map<std::string_view, Whole> kWhole = {
    {"add", [](std::int64_t a, std::int64_t b,
               std::int64_t) { return std::int64_t(std::uint64_t(a) + std::uint64_t(b)); }},
    {"sub", [](std::int64_t a, std::int64_t b,
               std::int64_t) { return std::int64_t(std::uint64_t(a) - std::uint64_t(b)); }},
    {"mul", [](std::int64_t a, std::int64_t b,
               std::int64_t) { return std::int64_t(std::uint64_t(a) * std::uint64_t(b)); }},
    {"square", [](std::int64_t a, std::int64_t,
                  std::int64_t) { return std::int64_t(std::uint64_t(a) * std::uint64_t(a)); }},
    {"neg", [](std::int64_t a, std::int64_t, std::int64_t) { return std::int64_t(-std::uint64_t(a)); }},
    {"abs",
     [](std::int64_t a, std::int64_t, std::int64_t) { return a < 0 ? std::int64_t(-std::uint64_t(a)) : a; }},
    {"sign",
     [](std::int64_t a, std::int64_t, std::int64_t) { return std::int64_t{a > 0} - std::int64_t{a < 0}; }},
    {"relu", [](std::int64_t a, std::int64_t, std::int64_t) { return a > 0 ? a : 0; }},
    {"minimum", [](std::int64_t a, std::int64_t b, std::int64_t) { return std::min(a, b); }},
    {"maximum", [](std::int64_t a, std::int64_t b, std::int64_t) { return std::max(a, b); }},
    {"floordiv", [](std::int64_t a, std::int64_t b, std::int64_t) { return floor_quotient(a, b); }},
    {"truncdiv", [](std::int64_t a, std::int64_t b, std::int64_t) { return a / b; }},
    {"remainder", [](std::int64_t a, std::int64_t b, std::int64_t) { return (a % b + b) % b; }},
    {"mod", [](std::int64_t a, std::int64_t b, std::int64_t) { return a % b; }},
    {"bitwise_and", [](std::int64_t a, std::int64_t b, std::int64_t) { return a & b; }},
    {"bitwise_or", [](std::int64_t a, std::int64_t b, std::int64_t) { return a | b; }},
    {"bitwise_xor", [](std::int64_t a, std::int64_t b, std::int64_t) { return a ^ b; }},
    {"bitwise_not", [](std::int64_t a, std::int64_t, std::int64_t) { return ~a; }},
    {"bitwise_left_shift",
     [](std::int64_t a, std::int64_t b, std::int64_t) { return std::int64_t(std::uint64_t(a) << b); }},
    {"bitwise_right_shift", [](std::int64_t a, std::int64_t b, std::int64_t) { return a >> b; }},
};

const std::map<std::string_view, Answer> kAnswer = {
    {"eq", [](double a, double b) { return a == b; }},
    {"ne", [](double a, double b) { return a != b; }},
    {"lt", [](double a, double b) { return a < b; }},
    {"gt", [](double a, double b) { return a > b; }},
    {"le", [](double a, double b) { return a <= b; }},
    {"ge", [](double a, double b) { return a >= b; }},
    {"isnan", [](double a, double) { return a != a; }},
    {"isinf", [](double a, double) { return std::isinf(a); }},
    {"logical_not", [](double a, double) { return a == 0; }},
    {"logical_and", [](double a, double b) { return a != 0 && b != 0; }},
    {"logical_or", [](double a, double b) { return a != 0 || b != 0; }},
    {"logical_xor", [](double a, double b) { return (a != 0) != (b != 0); }},
};

double as_double(const PythonValue& value) {
  return is_floating(value.type) ? value.f : static_cast<double>(value.i);
}

}  // namespace

double rounded(double value, DType type) {
  switch (type) {
    case DType::f32:
      return static_cast<double>(static_cast<float>(value));
    case DType::f16:
      return rounded_to(value, 11, -14, 65504.0);
    case DType::bf16:
      return rounded_to(value, 8, -126, 3.3895313892515355e38);
    default:
      return value;
  }
}

std::int64_t wrapped(std::int64_t value, DType type) {
  const auto kind = info(type).kind;
  if (kind == DTypeClass::boolean) return value != 0;
  const int spare = 64 - 8 * static_cast<int>(bytes_of(type));
  const std::uint64_t shifted = static_cast<std::uint64_t>(value) << spare;
  if (kind == DTypeClass::unsigned_int) return static_cast<std::int64_t>(shifted >> spare);
  return static_cast<std::int64_t>(shifted) >> spare;
}

PythonValue to_dtype(PythonValue value, DType type, bool storage) {
  PythonValue result{compute_type(type), 0, 0};
  if (is_floating(type)) {
    const bool from_integer = !is_floating(value.type);
    const float single = from_integer ? static_cast<float>(value.i) : static_cast<float>(value.f);
    const double wide = from_integer ? static_cast<double>(value.i) : value.f;
    result.f = type == DType::f64 ? wide : static_cast<double>(single);
    if (storage) result.f = rounded(wide, type);
  } else if (type == DType::boolean) {
    result.i = is_floating(value.type) ? value.f != 0 : value.i != 0;
  } else {
    result.i = wrapped(is_floating(value.type) ? static_cast<std::int64_t>(value.f) : value.i, type);
  }
  return result;
}

PythonValue apply_op(std::string_view op, std::span<const PythonValue> operands) {
  const auto operand = [&](std::size_t k) { return k < operands.size() ? operands[k] : PythonValue{}; };
  const PythonValue a = operand(0), b = operand(1), c = operand(2);
  if (op == "where") return a.i != 0 ? b : c;
  if (op == "identity") return a;
  if (op == "and_" || op == "or_" || op == "xor") {
    const std::map<std::string_view, std::string_view> names = {
        {"and_", "bitwise_and"}, {"or_", "bitwise_or"}, {"xor", "bitwise_xor"}};
    return apply_op(names.at(op), operands);
  }
  if (const auto answer = kAnswer.find(op); answer != kAnswer.end()) {
    const bool whole = !is_floating(a.type) && operands.size() == 2 && !op.starts_with("logical");
    // integers of 64 bits are more than a double holds: their order is enough
    const double x = whole ? static_cast<double>((a.i > b.i) - (a.i < b.i)) : as_double(a);
    return {DType::boolean, 0, answer->second(x, whole ? 0 : as_double(b))};
  }
  if (is_floating(a.type)) {
    if (op == "fma" && a.type == DType::f32)
      return {a.type, std::fmaf(static_cast<float>(a.f), static_cast<float>(b.f), static_cast<float>(c.f)),
              0};
    return {a.type, rounded(kReal.at(op)(a.f, b.f, c.f), a.type), 0};
  }
  if (a.type == DType::boolean && op == "bitwise_not") return {a.type, 0, a.i == 0};
  return {a.type, 0, wrapped(kWhole.at(op)(a.i, b.i, c.i), a.type)};
}

}  // namespace ireplay
