#pragma once

#include <optional>

#include "kernels/interpreter/device_program.hpp"
#include "kernels/scalar/scalar_ops.hpp"

/// Which ops of scalar_ops.def the interpreter's main instantiation knows; a body with any other op runs on
/// the instantiations that know them all, one item after the other.
namespace ireplay {

/// The instruction for an op on float32, where it has one, by the second operand.
constexpr std::optional<MachineOp> frequent_op(ScalarOp op, OperandKind b) {
  switch (op) {
#define BINARY(name)                                                        \
  case ScalarOp::name:                                                      \
    return b == OperandKind::uniform      ? MachineOp::f32_##name##_uniform \
           : b >= OperandKind::immediate0 ? MachineOp::f32_##name##_scalar  \
                                          : MachineOp::f32_##name;
#define UNARY(name)    \
  case ScalarOp::name: \
    return MachineOp::f32_##name;
#define TERNARY(name) UNARY(name)
#include "kernels/interpreter/frequent_ops.def"
    default:
      return std::nullopt;
  }
}

/// Whether the main instantiation computes the op on float32 once for a whole row of elements too.
constexpr bool is_uniform_op(ScalarOp op) {
  switch (op) {
#define BINARY(name) case ScalarOp::name:
#define UNARY(name) case ScalarOp::name:
#include "kernels/interpreter/frequent_ops.def"
    return true;
    default:
      return false;
  }
}

/// The instruction that takes its second operand from memory.
constexpr std::optional<MachineOp> memory_op(ScalarOp op, DType storage) {
  switch (op) {
#define MEMORY(name)                                                              \
  case ScalarOp::name:                                                            \
    return storage == DType::f32    ? std::optional(MachineOp::f32_##name##_b32)  \
           : storage == DType::bf16 ? std::optional(MachineOp::f32_##name##_bf16) \
           : storage == DType::f16  ? std::optional(MachineOp::f32_##name##_f16)  \
                                    : std::nullopt;
#include "kernels/interpreter/frequent_ops.def"
    default:
      return std::nullopt;
  }
}

/// The same for signed integers that fill their words, and bools.
constexpr std::optional<MachineOp> frequent_integer_op(ScalarOp op, OperandKind b) {
  switch (op) {
#define INTEGER(name)                                                       \
  case ScalarOp::name:                                                      \
    return b == OperandKind::uniform      ? MachineOp::int_##name##_uniform \
           : b >= OperandKind::immediate0 ? MachineOp::int_##name##_scalar  \
                                          : MachineOp::int_##name;
#include "kernels/interpreter/frequent_ops.def"
    case ScalarOp::logical_not:
      return MachineOp::int_logical_not;
    default:
      return std::nullopt;
  }
}

/// Of index arithmetic: the op that computes the same, where there is one.
constexpr std::optional<ScalarOp> scalar_of_integer(IntegerOp op) {
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

/// How the main instantiation finds vectors of items in memory: see MachineOp.
enum class VectorForm { linear, stepped, indexed, strided };

/// The instruction for elements of a type, where it has one.
constexpr std::optional<MachineOp> access_op(DType storage, bool loads, VectorForm form) {
#define STORAGE(type)                                                                             \
  constexpr MachineOp type[] = {MachineOp::load_linear_##type,   MachineOp::load_stepped_##type,  \
                                MachineOp::load_indexed_##type,  MachineOp::load_strided_##type,  \
                                MachineOp::store_linear_##type,  MachineOp::store_stepped_##type, \
                                MachineOp::store_indexed_##type, MachineOp::store_strided_##type};
#include "kernels/interpreter/frequent_ops.def"
  const int which = (loads ? 0 : 4) + static_cast<int>(form);
  switch (storage) {
    case DType::f32:
    case DType::i32:
    case DType::u32:
      return b32[which];
    case DType::bf16:
      return bf16[which];
    case DType::f16:
      return f16[which];
    case DType::boolean:
    case DType::u8:
      return byte[which];
    case DType::i64:
      return i64[which];
    default:
      return std::nullopt;
  }
}

constexpr bool has_frequent_access(DType storage) {
  return access_op(storage, true, VectorForm::strided).has_value();
}

/// The instruction for a float32 reduction without a mask: into uniforms or into states in slots.
constexpr std::optional<MachineOp> frequent_reduction(ReduceRule rule, bool into_uniforms) {
  switch (rule) {
    case ReduceRule::sum:
      return into_uniforms ? MachineOp::uniform_sum : MachineOp::state_sum;
    case ReduceRule::max:
      return into_uniforms ? MachineOp::uniform_max : MachineOp::state_max;
    case ReduceRule::min:
      return into_uniforms ? MachineOp::uniform_min : MachineOp::state_min;
    case ReduceRule::welford:
      if (into_uniforms) return MachineOp::uniform_moments;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

/// Scans along rows.
constexpr bool is_frequent_scan(ReduceRule rule, ValueType type) {
  return rule == ReduceRule::sum && (type == ValueType::f32 || type == ValueType::signed_int);
}

/// Ops on integers and bools.
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
  return is_float ? frequent_op(op, OperandKind::slot).has_value() : is_frequent_integer_op(op);
}

}  // namespace ireplay
