#include "replay/triton/python.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ireplay::triton {

std::int64_t to_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const bool is_hex = text.starts_with("0x") || text.starts_with("0X");
  if (is_hex) text.remove_prefix(2);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, is_hex ? 16 : 10);
  if (error != std::errc() || end != text.data() + text.size())
    throw Refusal("a number of more than 64 bits");
  return static_cast<std::int64_t>(negative ? 0 - value : value);
}

double to_real(std::string_view text) {
  if (text == "inf" || text == "oo") return HUGE_VAL;
  if (text == "-inf" || text == "-oo") return -HUGE_VAL;
  if (text == "nan") return std::nan("");
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Value of_integers(ExprKind kind, std::int64_t a, std::int64_t b) {
  const auto unsigned_a = static_cast<std::uint64_t>(a), unsigned_b = static_cast<std::uint64_t>(b);
  const auto wrapped = [](std::uint64_t value) { return Value{static_cast<std::int64_t>(value)}; };
  const bool divides = kind == ExprKind::floordiv || kind == ExprKind::mod || kind == ExprKind::truediv;
  if (divides && b == 0) throw Refusal("a division by zero");
  if (b == -1 && kind == ExprKind::floordiv) return wrapped(0 - unsigned_a);  // of the least number, too
  if (b == -1 && kind == ExprKind::mod) return {std::int64_t{0}};
  const bool turns = divides && kind != ExprKind::truediv && a % b != 0 && (a < 0) != (b < 0);
  switch (kind) {
    case ExprKind::add:
      return wrapped(unsigned_a + unsigned_b);
    case ExprKind::sub:
      return wrapped(unsigned_a - unsigned_b);
    case ExprKind::mul:
      return wrapped(unsigned_a * unsigned_b);
    case ExprKind::floordiv:
      return {a / b - (turns ? 1 : 0)};
    case ExprKind::mod:
      return {a % b + (turns ? b : 0)};
    case ExprKind::truediv:
      return {static_cast<double>(a) / static_cast<double>(b)};
    case ExprKind::and_:
      return {a & b};
    case ExprKind::or_:
      return {a | b};
    case ExprKind::bit_xor:
      return {a ^ b};
    case ExprKind::shift_left:
      return b < 0 || b > 63 ? Value{std::int64_t{0}} : wrapped(unsigned_a << b);
    case ExprKind::shift_right:
      return {b < 0 || b > 63 ? (a < 0 ? std::int64_t{-1} : std::int64_t{0}) : a >> b};
    case ExprKind::pow:
      if (b < 0) return {std::pow(static_cast<double>(a), static_cast<double>(b))};
      return {
          static_cast<std::int64_t>(std::llround(std::pow(static_cast<double>(a), static_cast<double>(b))))};
    default:
      throw Refusal("this operator is not understood");
  }
}

Value of_reals(ExprKind kind, double a, double b) {
  switch (kind) {
    case ExprKind::add:
      return {a + b};
    case ExprKind::sub:
      return {a - b};
    case ExprKind::mul:
      return {a * b};
    case ExprKind::truediv:
      return {a / b};
    case ExprKind::floordiv:
      return {std::floor(a / b)};
    case ExprKind::pow:
      return {std::pow(a, b)};
    default:
      throw Refusal("this operator is not understood between floats");
  }
}

std::optional<ScalarOp> scalar_op_of(ExprKind kind, bool of_floats) {
  switch (kind) {
    case ExprKind::add:
      return ScalarOp::add;
    case ExprKind::sub:
      return ScalarOp::sub;
    case ExprKind::mul:
      return ScalarOp::mul;
    case ExprKind::floordiv:
      return of_floats ? ScalarOp::floordiv : ScalarOp::truncdiv;
    case ExprKind::mod:
      return ScalarOp::fmod;
    case ExprKind::pow:
      return ScalarOp::pow;
    case ExprKind::and_:
      return ScalarOp::bitwise_and;
    case ExprKind::or_:
      return ScalarOp::bitwise_or;
    case ExprKind::bit_xor:
      return ScalarOp::bitwise_xor;
    case ExprKind::shift_left:
      return ScalarOp::bitwise_left_shift;
    case ExprKind::shift_right:
      return ScalarOp::bitwise_right_shift;
    case ExprKind::eq:
      return ScalarOp::eq;
    case ExprKind::ne:
      return ScalarOp::ne;
    case ExprKind::lt:
      return ScalarOp::lt;
    case ExprKind::le:
      return ScalarOp::le;
    case ExprKind::gt:
      return ScalarOp::gt;
    case ExprKind::ge:
      return ScalarOp::ge;
    default:
      return std::nullopt;
  }
}

std::optional<bool> compared(ExprKind kind, double a, double b) {
  switch (kind) {
    case ExprKind::lt:
      return a < b;
    case ExprKind::le:
      return a <= b;
    case ExprKind::gt:
      return a > b;
    case ExprKind::ge:
      return a >= b;
    case ExprKind::eq:
    case ExprKind::is:
      return a == b;
    case ExprKind::ne:
      return a != b;
    default:
      return std::nullopt;
  }
}

std::optional<double> number_of(const Value& value) {
  if (const auto* real = value.as<double>()) return *real;
  if (const auto* integer = value.as<std::int64_t>()) return static_cast<double>(*integer);
  if (const auto* boolean = value.as<bool>()) return *boolean ? 1.0 : 0.0;
  return std::nullopt;
}

bool are_equal(const Value& a, const Value& b) {
  if (const auto x = number_of(a), y = number_of(b); x && y) return *x == *y;
  if (const auto* x = a.as<std::string>(), *y = b.as<std::string>(); x != nullptr && y != nullptr)
    return *x == *y;
  if (const auto* x = a.as<TypeName>(), *y = b.as<TypeName>(); x != nullptr && y != nullptr)
    return x->scalar == y->scalar && x->is_pointer == y->is_pointer;
  const Values *x = a.members(), *y = b.members();
  if (x != nullptr && y != nullptr) return std::ranges::equal(*x, *y, are_equal);
  return a.is_none() && b.is_none();
}

}  // namespace ireplay::triton
