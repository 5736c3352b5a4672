#pragma once

#include "kernels/scalar_ops.hpp"

/// Which rows of scalar_ops.def the interpreter's main instantiation knows.
namespace ireplay {

/// Rows that bodies are mostly made of: worth unrolling over all lanes. A body with any other row runs on the
/// instantiation that knows them all, one lane after the other.
constexpr bool is_frequent(ScalarOp op, bool is_float) {
  switch (op) {
    case ScalarOp::add:
    case ScalarOp::sub:
    case ScalarOp::mul:
    case ScalarOp::neg:
    case ScalarOp::abs:
    case ScalarOp::relu:
    case ScalarOp::maximum:
    case ScalarOp::minimum:
    case ScalarOp::eq:
    case ScalarOp::ne:
    case ScalarOp::lt:
    case ScalarOp::gt:
    case ScalarOp::le:
    case ScalarOp::ge:
      return true;
    case ScalarOp::logical_and:
    case ScalarOp::logical_or:
    case ScalarOp::logical_not:
    case ScalarOp::bitwise_and:
    case ScalarOp::bitwise_or:
      return !is_float;
    case ScalarOp::fma:
    case ScalarOp::square:
    case ScalarOp::isnan:
    case ScalarOp::truediv:
    case ScalarOp::reciprocal:
    case ScalarOp::exp:
    case ScalarOp::log:
    case ScalarOp::log1p:
    case ScalarOp::sqrt:
    case ScalarOp::rsqrt:
    case ScalarOp::sigmoid:
    case ScalarOp::tanh:
    case ScalarOp::erf:
      return is_float;
    default:
      return false;
  }
}

/// Frequent rows of an instruction or two; the others' code takes four lanes at a time.
constexpr bool is_short(ScalarOp op) {
  switch (op) {
    case ScalarOp::truediv:
    case ScalarOp::reciprocal:
    case ScalarOp::exp:
    case ScalarOp::log:
    case ScalarOp::log1p:
    case ScalarOp::sqrt:
    case ScalarOp::rsqrt:
    case ScalarOp::sigmoid:
    case ScalarOp::tanh:
    case ScalarOp::erf:
      return false;
    default:
      return true;
  }
}

}  // namespace ireplay
