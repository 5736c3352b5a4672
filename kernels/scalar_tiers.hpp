#pragma once

#include <optional>

#include "kernels/device_program.hpp"
#include "kernels/scalar_ops.hpp"

/// Which rows of scalar_ops.def the interpreter's main instantiation knows; a body with any other row runs on
/// the instantiations that know them all, one lane after the other.
namespace ireplay {

/// The instruction for a row on float32, where it has one: rows of frequent_ops.def, and truediv.
/// `scalar_b`: the second operand is the same for all lanes.
constexpr std::optional<MachineOp> frequent_op(ScalarOp op, bool scalar_b) {
  switch (op) {
#define BINARY(row)   \
  case ScalarOp::row: \
    return scalar_b ? MachineOp::f32_##row##_scalar : MachineOp::f32_##row;
#define SHORT(row)    \
  case ScalarOp::row: \
    return MachineOp::f32_##row;
#define LONG(row) SHORT(row)
#define TERNARY(row) SHORT(row)
#include "kernels/frequent_ops.def"
#undef BINARY
#undef SHORT
#undef LONG
#undef TERNARY
    case ScalarOp::truediv:
      return MachineOp::f32_truediv;
    default:
      return std::nullopt;
  }
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
      return true;
    default:
      return false;
  }
}

constexpr bool is_frequent(ScalarOp op, bool is_float) {
  return is_float ? frequent_op(op, false).has_value() : is_frequent_integer_op(op);
}

}  // namespace ireplay
