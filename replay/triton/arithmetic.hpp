#pragma once

#include <array>
#include <cstdint>

#include "kernels/scalar/scalar_eval.hpp"
#include "replay/plan/rounding_noise.hpp"
#include "replay/triton/value.hpp"

/// Arithmetic on blocks with Triton's types: integers wrap in their own width, floats are computed in float32
/// or float64 and rounded to their type after each operation.
namespace ireplay::triton {

/// How numbers are rounded, and how much was computed.
struct Computing {
  bool dry = false;                // data is not known
  bool oracle = false;             // floats stay double, nothing is rounded
  bool op_by_op = false;           // the other side rounded every value to its narrow type
  RoundingNoise* noise = nullptr;  // Monte Carlo arithmetic: every rounding of an inexact result is random
  double operations = 0;           // elements computed, twice the terms of products
  double weight = 1;               // what one operation counts for: trips of the loop around it

  void count(double operations_done) { operations += weight * operations_done; }
  /// An operation's result as the type holds it. `operands` are those of `op`.
  double rounded(ScalarOp op, const Scalar* operands, double value, DType type) const;
  /// A sum of terms as the type holds it.
  double rounded_sum(double sum, DType type) const;
  double stored(double value, DType type) const;
};

/// A number of Python as a tensor: int32, int64, float32, bool; a tensor as it is. Throws Refusal for what is
/// neither.
Tensor to_tensor(const Computing& computing, const Value& value);
bool is_number(const Value& value);

/// The type that two operands are brought to (Triton's computation_type). `divides`: / and %.
DType common_type(DType a, DType b, bool divides);

Tensor convert(Computing& computing, const Tensor& from, DType type);
Tensor bitcast(const Tensor& from, DType type);

/// One operand each; results are of the operand's type, or bool.
Tensor apply(Computing& computing, ScalarOp op, const Tensor& a);
/// Operands are brought to a common type, numbers to that of the block beside them, and to common sizes. A
/// pointer and an integer: add and sub move the pointer.
Tensor apply(Computing& computing, ScalarOp op, const Value& a, const Value& b);
/// Operands of one type, sizes broadcast.
Tensor apply(Computing& computing, ScalarOp op, const std::vector<Tensor>& operands);
/// `tl.where`
Tensor select(Computing& computing, const Value& condition, const Value& a, const Value& b);
/// Both brought to the common type and sizes.
std::pair<Tensor, Tensor> bring_together(Computing& computing, const Value& a, const Value& b, bool divides);

/// Python's operators where an operand is a tensor: `/` gives floats, `//` and `%` of integers truncate.
Tensor divide(Computing& computing, const Value& a, const Value& b);

}  // namespace ireplay::triton
