#include "replay/triton/arithmetic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay::triton {
namespace {

bool is_narrow(DType type) { return is_floating(type) && type != DType::f32 && type != DType::f64; }

bool is_unsigned(DType type) { return info(type).kind == DTypeClass::unsigned_int || type == DType::boolean; }

/// Of kinds: bools, integers, floats.
int kind_of(DType type) { return is_floating(type) ? 2 : type == DType::boolean ? 0 : 1; }

DType common_integer(DType a, DType b) {
  const auto rank = [](DType type) { return type == DType::boolean ? 0 : bytes_of(type); };
  if (is_unsigned(a) == is_unsigned(b)) return rank(a) > rank(b) ? a : b;
  const DType without_sign = is_unsigned(a) ? a : b, with_sign = is_unsigned(a) ? b : a;
  return rank(without_sign) >= rank(with_sign) ? without_sign : with_sign;
}

/// A number takes the type of the block beside it where that is of its kind or a greater one.
std::optional<DType> type_beside(const Computing& computing, const Value& a, const Value& b, bool divides) {
  if (is_number(a) == is_number(b)) return std::nullopt;
  const DType number = to_tensor(computing, is_number(a) ? a : b).type.scalar;
  const DType block = (is_number(a) ? b : a).as<Tensor>()->type.scalar;
  if (kind_of(number) > kind_of(block)) return std::nullopt;
  return divides && is_narrow(block) ? DType::f32 : block;
}

Tensor move_pointer(Computing& computing, ScalarOp op, const Tensor& pointer, const Tensor& by) {
  if (is_floating(by.type.scalar)) throw Refusal("a pointer is moved by a float");
  const Dims size = broadcast_size(pointer.size, by.size);
  computing.count(static_cast<double>(numel(size)));
  if (!pointer.known() || !by.known()) return make_unknown(pointer.type, size);
  const Tensor from = broadcast(pointer, size), steps = broadcast(by, size);
  std::vector<Scalar> data(from.data->size());
  for (std::size_t k = 0; k < data.size(); ++k) {
    const auto step = static_cast<std::uint64_t>((*steps.data)[k].i);
    const auto start = static_cast<std::uint64_t>((*from.data)[k].i);
    data[k].i = static_cast<std::int64_t>(op == ScalarOp::sub ? start - step : start + step);
  }
  return make_tensor(pointer.type, size, std::move(data));
}

}  // namespace

double Computing::stored(double value, DType type) const {
  if (oracle || type == DType::f64) return value;
  return type == DType::f32 ? static_cast<double>(static_cast<float>(value)) : round_to(type, value);
}

double Computing::rounded(ScalarOp op, const Scalar* operands, double value, DType type) const {
  if (oracle) return value;
  if (noise != nullptr && compute_type(type) == DType::f32) {
    const double a = operands[0].f, b = operands[1].f;
    switch (op) {
      case ScalarOp::add:
        value = noise->rounded(a + b, DType::f32);
        break;
      case ScalarOp::sub:
        value = noise->rounded(a - b, DType::f32);
        break;
      case ScalarOp::mul:
        value = noise->rounded(a * b, DType::f32);
        break;
      default:
        if (const double units = units_apart(op); units > 0 && !is_exact(op, a, b, value))
          value = noise->moved(value, units, DType::f32);
    }
  }
  return is_narrow(type) ? round_to(type, value) : value;
}

double Computing::rounded_sum(double sum, DType type) const {
  if (oracle) return sum;
  return noise != nullptr && compute_type(type) == DType::f32 ? stored(noise->rounded(sum, DType::f32), type)
                                                              : stored(sum, type);
}

bool is_number(const Value& value) {
  return value.as<std::int64_t>() != nullptr || value.as<double>() != nullptr || value.as<bool>() != nullptr;
}

Tensor to_tensor(const Computing& computing, const Value& value) {
  if (const auto* tensor = value.as<Tensor>()) return *tensor;
  if (const auto* boolean = value.as<bool>()) return make_number(DType::boolean, {.i = *boolean ? 1 : 0});
  if (const auto* integer = value.as<std::int64_t>()) {
    const bool fits = *integer >= std::numeric_limits<std::int32_t>::min() &&
                      *integer <= std::numeric_limits<std::int32_t>::max();
    const bool fits_unsigned = *integer >= 0 && *integer <= std::numeric_limits<std::uint32_t>::max();
    return make_index(*integer, fits ? DType::i32 : fits_unsigned ? DType::u32 : DType::i64);
  }
  if (const auto* real = value.as<double>()) {
    const double magnitude = std::fabs(*real);
    const bool fits = magnitude == 0 || !std::isfinite(magnitude) ||
                      (magnitude >= static_cast<double>(std::numeric_limits<float>::min()) &&
                       magnitude <= static_cast<double>(std::numeric_limits<float>::max()));
    const DType type = fits ? DType::f32 : DType::f64;
    return make_number(type, {.f = computing.stored(*real, type)});
  }
  throw Refusal("expected a tensor or a number, not " + describe(value));
}

DType common_type(DType a, DType b, bool divides) {
  const auto either = [&](DType type) { return a == type || b == type; };
  if (either(DType::f64)) return DType::f64;
  if (either(DType::f32)) return DType::f32;
  if (either(DType::f16)) return divides ? DType::f32 : DType::f16;
  if (either(DType::bf16)) return a == b && !divides ? DType::bf16 : DType::f32;
  if (is_floating(a) && is_floating(b)) return a == b ? a : DType::f16;
  if (is_floating(a) || is_floating(b)) throw Refusal("an 8-bit float and an integer");
  return common_integer(a, b);
}

Tensor convert(Computing& computing, const Tensor& from, DType type) {
  if (from.type.is_pointer()) throw Refusal("a pointer is converted to a number");
  if (from.type.scalar == type) return from;
  if (!from.known()) return make_unknown({type}, from.size);
  std::vector<Scalar> data(from.data->size());
  const DType source = computing.oracle && is_floating(from.type.scalar) ? DType::f64 : from.type.scalar;
  const bool random = computing.noise != nullptr && computing.op_by_op && is_narrow(type);
  for (std::size_t k = 0; k < data.size(); ++k) {
    const Scalar& value = (*from.data)[k];
    if (computing.oracle && is_floating(type))
      data[k] = convert(value, source, DType::f64, false);
    else if (random && is_floating(source))
      data[k] = {.f = computing.noise->rounded(value.f, type)};
    else if (type == DType::boolean && is_floating(source))
      data[k] = {.i = value.f != 0 ? 1 : 0};
    else
      data[k] = ireplay::convert(value, source, type, true);
  }
  return make_tensor({type}, from.size, std::move(data));
}

Tensor bitcast(const Tensor& from, DType type) {
  if (bytes_of(from.type.scalar) != bytes_of(type)) throw Refusal("a bitcast to a type of another width");
  if (!from.known()) return make_unknown({type}, from.size);
  std::vector<Scalar> data(from.data->size());
  std::ranges::transform(*from.data, data.begin(),
                         [&](Scalar value) { return ireplay::bitcast(value, from.type.scalar, type); });
  return make_tensor({type}, from.size, std::move(data));
}

Tensor apply(Computing& computing, ScalarOp op, const std::vector<Tensor>& operands) {
  Dims size;
  for (const Tensor& operand : operands) {
    if (operand.type.is_pointer()) throw Refusal("arithmetic on pointers");
    size = broadcast_size(size, operand.size);
  }
  const DType type = operands.back().type.scalar;
  const DType result = result_type(op, operands[0].type.scalar, type);
  const ScalarFunction function = scalar_function(op, compute_type(type), 0, computing.oracle);
  if (function == nullptr)
    throw Refusal("'" + std::string(info(op).name) + "' of " + std::string(info(type).torch_name));
  computing.count(static_cast<double>(numel(size)));
  if (!std::ranges::all_of(operands, &Tensor::known)) return make_unknown({result}, size);
  std::vector<Tensor> wide;
  std::array<const Scalar*, 3> from{};
  std::array<std::size_t, 3> step{};
  wide.reserve(operands.size());
  for (std::size_t k = 0; k < operands.size(); ++k) {
    wide.push_back(operands[k].data->size() == 1 ? operands[k] : broadcast(operands[k], size));
    from[k] = wide[k].data->data();
    step[k] = wide[k].data->size() == 1 ? 0 : 1;
  }
  std::vector<Scalar> data(static_cast<std::size_t>(numel(size)));
  const bool rounds = is_floating(result) && info(op).rule != TypeRule::boolean;
  for (std::size_t at = 0; at < data.size(); ++at) {
    std::array<Scalar, 3> values{};
    for (std::size_t k = 0; k < operands.size(); ++k) values[k] = from[k][at * step[k]];
    data[at] = function(values.data());
    if (rounds) data[at].f = computing.rounded(op, values.data(), data[at].f, result);
  }
  return make_tensor({result}, size, std::move(data));
}

Tensor apply(Computing& computing, ScalarOp op, const Tensor& a) {
  return apply(computing, op, std::vector<Tensor>{a});
}

std::pair<Tensor, Tensor> bring_together(Computing& computing, const Value& a, const Value& b, bool divides) {
  Tensor left = to_tensor(computing, a), right = to_tensor(computing, b);
  if (left.type.is_pointer() || right.type.is_pointer()) throw Refusal("arithmetic on pointers");
  const auto beside = type_beside(computing, a, b, divides);
  const DType type = beside ? *beside : common_type(left.type.scalar, right.type.scalar, divides);
  return {convert(computing, left, type), convert(computing, right, type)};
}

Tensor apply(Computing& computing, ScalarOp op, const Value& a, const Value& b) {
  const auto *left = a.as<Tensor>(), *right = b.as<Tensor>();
  const bool moves = op == ScalarOp::add || op == ScalarOp::sub;
  const bool left_points = left != nullptr && left->type.is_pointer(),
             right_points = right != nullptr && right->type.is_pointer();
  if (moves && left_points && !right_points)
    return move_pointer(computing, op, *left, to_tensor(computing, b));
  if (op == ScalarOp::add && right_points && !left_points)
    return move_pointer(computing, op, *right, to_tensor(computing, a));
  const bool divides = op == ScalarOp::truediv || op == ScalarOp::fmod;
  const auto [x, y] = bring_together(computing, a, b, divides);
  return apply(computing, op, std::vector<Tensor>{x, y});
}

Tensor divide(Computing& computing, const Value& a, const Value& b) {
  auto [x, y] = bring_together(computing, a, b, true);
  if (!is_floating(x.type.scalar))
    x = convert(computing, x, DType::f32), y = convert(computing, y, DType::f32);
  return apply(computing, ScalarOp::truediv, std::vector<Tensor>{x, y});
}

Tensor select(Computing& computing, const Value& condition, const Value& a, const Value& b) {
  Tensor test = to_tensor(computing, condition);
  if (test.type.is_pointer()) throw Refusal("a pointer as a condition");
  test = convert(computing, test, DType::boolean);
  const auto *left = a.as<Tensor>(), *right = b.as<Tensor>();
  const bool points = left != nullptr && right != nullptr && left->type.is_pointer();
  if (points && right->type.memory != left->type.memory)
    throw Refusal("a choice between pointers to different arguments");
  auto [x, y] = points ? std::pair(*left, *right) : bring_together(computing, a, b, false);
  const Dims size = broadcast_size(test.size, broadcast_size(x.size, y.size));
  computing.count(static_cast<double>(numel(size)));
  if (!test.known() || !x.known() || !y.known()) return make_unknown(x.type, size);
  test = broadcast(test, size), x = broadcast(x, size), y = broadcast(y, size);
  std::vector<Scalar> data(test.data->size());
  for (std::size_t k = 0; k < data.size(); ++k)
    data[k] = (*test.data)[k].i != 0 ? (*x.data)[k] : (*y.data)[k];
  return make_tensor(x.type, size, std::move(data));
}

}  // namespace ireplay::triton
