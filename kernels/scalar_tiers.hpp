#pragma once

#include <optional>

#include "kernels/device_program.hpp"
#include "kernels/scalar_ops.hpp"

/// Which rows of scalar_ops.def the interpreter's main instantiation knows; a body with any other row runs on
/// the instantiations that know them all, one lane after the other.
namespace ireplay {

/// The instruction for a row on float32, where it has one. `scalar_b`: the second operand is the same for all
/// lanes.
constexpr std::optional<MachineOp> frequent_op(ScalarOp op, bool scalar_b) {
  switch (op) {
#define BINARY(row)   \
  case ScalarOp::row: \
    return scalar_b ? MachineOp::f32_##row##_scalar : MachineOp::f32_##row;
#define UNARY(row)    \
  case ScalarOp::row: \
    return MachineOp::f32_##row;
#define TERNARY(row) UNARY(row)
#include "kernels/frequent_ops.def"
    default:
      return std::nullopt;
  }
}

/// The same for signed integers that fill their words, and bools.
constexpr std::optional<MachineOp> frequent_integer_op(ScalarOp op, bool scalar_b) {
  switch (op) {
#define INTEGER(row)  \
  case ScalarOp::row: \
    return scalar_b ? MachineOp::int_##row##_scalar : MachineOp::int_##row;
#include "kernels/frequent_ops.def"
    case ScalarOp::logical_not:
      return MachineOp::int_logical_not;
    default:
      return std::nullopt;
  }
}

/// Of index arithmetic: the row that computes the same, where there is one.
constexpr std::optional<ScalarOp> row_of_integer(IntegerOp op) {
  switch (op) {
    case IntegerOp::add:
      return ScalarOp::add;
    case IntegerOp::multiply:
      return ScalarOp::mul;
    case IntegerOp::minimum:
      return ScalarOp::minimum;
    case IntegerOp::maximum:
      return ScalarOp::maximum;
    case IntegerOp::eq:
      return ScalarOp::eq;
    case IntegerOp::ne:
      return ScalarOp::ne;
    case IntegerOp::lt:
      return ScalarOp::lt;
    case IntegerOp::le:
      return ScalarOp::le;
    case IntegerOp::logical_and:
      return ScalarOp::logical_and;
    case IntegerOp::logical_or:
      return ScalarOp::logical_or;
    case IntegerOp::logical_not:
      return ScalarOp::logical_not;
    case IntegerOp::bit_and:
      return ScalarOp::bitwise_and;
    case IntegerOp::bit_or:
      return ScalarOp::bitwise_or;
    case IntegerOp::bit_xor:
      return ScalarOp::bitwise_xor;
    default:
      return std::nullopt;
  }
}

/// The instruction for whole vectors of bf16, f16 or any type of four bytes.
constexpr MachineOp access_op(DType storage, bool loads, bool linear) {
#define STORAGE(type)                                                                           \
  constexpr MachineOp type[] = {MachineOp::store_packed_##type, MachineOp::store_linear_##type, \
                                MachineOp::load_packed_##type, MachineOp::load_linear_##type};
#include "kernels/frequent_ops.def"
  const int which = (loads ? 2 : 0) + (linear ? 1 : 0);
  return storage == DType::bf16 ? bf16[which] : storage == DType::f16 ? f16[which] : word[which];
}

/// Scans along rows.
constexpr bool is_frequent_scan(ReduceRule rule, ValueType type) {
  return rule == ReduceRule::sum && (type == ValueType::f32 || type == ValueType::signed_int);
}

/// Rows on integers and bools.
constexpr bool is_frequent_integer_op(ScalarOp op) {
  switch (op) {
    case ScalarOp::add:
    case ScalarOp::sub:
    case ScalarOp::mul:
    case ScalarOp::neg:
    case ScalarOp::abs:
    case ScalarOp::maximum:
    case ScalarOp::minimum:
    case ScalarOp::eq:
    case ScalarOp::ne:
    case ScalarOp::lt:
    case ScalarOp::gt:
    case ScalarOp::le:
    case ScalarOp::ge:
    case ScalarOp::logical_and:
    case ScalarOp::logical_or:
    case ScalarOp::logical_not:
    case ScalarOp::bitwise_and:
    case ScalarOp::bitwise_or:
    case ScalarOp::bitwise_xor:
      return true;
    default:
      return false;
  }
}

constexpr bool is_frequent(ScalarOp op, bool is_float) {
  return is_float ? frequent_op(op, false).has_value() : is_frequent_integer_op(op);
}

}  // namespace ireplay
