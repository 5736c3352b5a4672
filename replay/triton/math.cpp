#include <cmath>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/triton/builtins.hpp"

/// Functions of numbers and blocks, element by element.
namespace ireplay::triton::builtins {
namespace {

/// Python's own on numbers that are known when the kernel is compiled.
template <class OfIntegers>
std::optional<Value> of_integers(const Arguments& given, OfIntegers f) {
  const auto *a = given[0].as<std::int64_t>(), *b = given[1].as<std::int64_t>();
  if (a == nullptr || b == nullptr) return std::nullopt;
  return Value{f(*a, *b)};
}

std::int64_t floor_of_quotient(std::int64_t a, std::int64_t b) {
  if (b == 0) throw Refusal("a division by zero");
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// Where one of both is NaN the other one counts, unless NaN is to be propagated.
Value extremum(Machine& machine, const Value& x, const Value& y, ScalarOp op, bool propagates) {
  const auto [a, b] = bring_together(machine.computing, x, y, false);
  Tensor result = apply(machine.computing, op, std::vector<Tensor>{a, b});
  if (op == ScalarOp::minimum && !result.known()) result.most = integer_of(a.known() ? Value{a} : Value{b});
  if (propagates || !is_floating(a.type.scalar)) return {result};
  const Tensor a_is_nan = apply(machine.computing, ScalarOp::isnan, a),
               b_is_nan = apply(machine.computing, ScalarOp::isnan, b);
  const Tensor without_a = select(machine.computing, {a_is_nan}, {b}, {result});
  return {select(machine.computing, {b_is_nan}, {a}, {without_a})};
}

}  // namespace

Value where(Machine& machine, const Arguments& given) {
  return {select(machine.computing, given[0], given[1], given[2])};
}

Value minimum(Machine& machine, const Arguments& given) {
  return extremum(machine, given[0], given[1], ScalarOp::minimum, given.text(2) == "ALL");
}

Value maximum(Machine& machine, const Arguments& given) {
  return extremum(machine, given[0], given[1], ScalarOp::maximum, given.text(2) == "ALL");
}

Value minimum_or_nan(Machine& machine, const Arguments& given) {
  return extremum(machine, given[0], given[1], ScalarOp::minimum, true);
}

Value maximum_or_nan(Machine& machine, const Arguments& given) {
  return extremum(machine, given[0], given[1], ScalarOp::maximum, true);
}

Value clamp(Machine& machine, const Arguments& given) {
  const bool propagates = given.text(3) == "ALL";
  const Value low = extremum(machine, given[0], given[1], ScalarOp::maximum, propagates);
  return extremum(machine, low, given[2], ScalarOp::minimum, propagates);
}

Value ceiling_quotient(Machine& machine, const Arguments& given) {
  const auto known =
      of_integers(given, [](std::int64_t a, std::int64_t b) { return -floor_of_quotient(-a, b); });
  if (known) return *known;
  const Value less{apply(machine.computing, ScalarOp::sub, given[1], {std::int64_t{1}})};
  const Value sum{apply(machine.computing, ScalarOp::add, given[0], less)};
  return {apply(machine.computing, ScalarOp::truncdiv, sum, given[1])};
}

Value quotient(Machine& machine, const Arguments& given) {
  return {divide(machine.computing, given[0], given[1])};
}

Value floor_quotient(Machine& machine, const Arguments& given) {
  return {apply(machine.computing, ScalarOp::floordiv, given[0], given[1])};
}

Value floor_remainder(Machine& machine, const Arguments& given) {
  return {apply(machine.computing, ScalarOp::remainder, given[0], given[1])};
}

Value sum_of_two(Machine& machine, const Arguments& given) {
  return {apply(machine.computing, ScalarOp::add, given[0], given[1])};
}

Value difference_of_two(Machine& machine, const Arguments& given) {
  return {apply(machine.computing, ScalarOp::sub, given[0], given[1])};
}

Value product_of_two(Machine& machine, const Arguments& given) {
  return {apply(machine.computing, ScalarOp::mul, given[0], given[1])};
}

/// The upper half of the product's bits.
Value high_product(Machine& machine, const Arguments& given) {
  auto [a, b] = bring_together(machine.computing, given[0], given[1], false);
  const DType type = a.type.scalar;
  if (!is_integer(type)) throw Refusal("'mulhi' of " + std::string(info(type).torch_name));
  const Dims size = broadcast_size(a.size, b.size);
  machine.computing.count(static_cast<double>(numel(size)));
  if (!a.known() || !b.known()) return {make_unknown({type}, size)};
  a = broadcast(a, size), b = broadcast(b, size);
  const auto bits = 8 * bytes_of(type);
  __extension__ using Wide = unsigned __int128;
  const Wide mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  std::vector<Scalar> data(a.data->size());
  for (std::size_t k = 0; k < data.size(); ++k) {  // Triton's operands have no sign
    const Wide x = static_cast<std::uint64_t>((*a.data)[k].i) & mask,
               y = static_cast<std::uint64_t>((*b.data)[k].i) & mask;
    data[k].i = wrap(static_cast<std::int64_t>(static_cast<std::uint64_t>((x * y) >> bits)), type);
  }
  return {make_tensor({type}, size, std::move(data))};
}

Value next_power_of_two(Machine& /*machine*/, const Arguments& given) {
  const auto n = integer_of(given[0]);
  if (!n || *n < 0 || *n > (std::int64_t{1} << 62)) throw Refusal("expected a number that is known");
  std::int64_t power = 1;
  while (power < *n) power *= 2;
  return {power};
}

/// Rows and columns of a matrix, renumbered so that groups of `size_g` rows come one after the other.
Value swizzle(Machine& machine, const Arguments& given) {
  Computing& with = machine.computing;
  const auto op = [&](ScalarOp which, const Value& a, const Value& b) {
    return Value{apply(with, which, a, b)};
  };
  const Value &i = given[0], &j = given[1], &rows = given[2], &columns = given[3], &group_rows = given[4];
  const Value at = op(ScalarOp::add, op(ScalarOp::mul, i, columns), j);
  const Value in_group = op(ScalarOp::mul, group_rows, columns);
  const Value group = op(ScalarOp::truncdiv, at, in_group);
  const Value first = op(ScalarOp::mul, group, group_rows);
  const Value height = op(ScalarOp::minimum, op(ScalarOp::sub, rows, first), group_rows);
  const Value rest = op(ScalarOp::fmod, at, in_group);
  return make_tuple(
      {op(ScalarOp::add, first, op(ScalarOp::fmod, rest, height)), op(ScalarOp::truncdiv, rest, height)});
}

/// Halves away from zero.
Value round_away(Machine& machine, const Arguments& given) {
  const Tensor x = to_tensor(machine.computing, given[0]);
  const Tensor magnitude = apply(machine.computing, ScalarOp::abs, x);
  const Value half{
      apply(machine.computing, ScalarOp::floor, apply(machine.computing, ScalarOp::add, {magnitude}, {0.5}))};
  return {apply(machine.computing, ScalarOp::copysign, half, {x})};
}

Value round_to_integer(Machine& machine, const Arguments& given) {
  const Tensor x = to_tensor(machine.computing, given[0]);
  return {convert(machine.computing, apply(machine.computing, ScalarOp::round, x), DType::i64)};
}

Value to_float(Machine& /*machine*/, const Arguments& given) {
  if (const auto* text = given[0].as<std::string>()) {
    const bool negative = text->starts_with('-');
    const std::string_view word = std::string_view(*text).substr(negative || text->starts_with('+') ? 1 : 0);
    if (word == "inf" || word == "infinity") return {negative ? -HUGE_VAL : HUGE_VAL};
    if (word == "nan") return {std::nan("")};
  }
  if (const auto* real = given[0].as<double>()) return {*real};
  if (const auto* integer = given[0].as<std::int64_t>()) return {static_cast<double>(*integer)};
  throw Refusal("'float' of " + describe(given[0]));
}

Value to_int(Machine& /*machine*/, const Arguments& given) {
  if (const auto* real = given[0].as<double>(); real != nullptr && std::fabs(*real) < 0x1p62)
    return {static_cast<std::int64_t>(*real)};
  if (const auto integer = integer_of(given[0])) return {*integer};
  throw Refusal("'int' of " + describe(given[0]));
}

Value to_bool(Machine& /*machine*/, const Arguments& given) {
  if (const auto truth = truth_of(given[0])) return {*truth};
  return {make_unknown({DType::boolean}, {})};
}

}  // namespace ireplay::triton::builtins
