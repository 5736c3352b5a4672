#pragma once

#include <array>
#include <optional>

#include "kernels/scalar/scalar_eval.hpp"

namespace ireplay {

/// Whether a row is a series or a loop (column `cost` of scalar_ops.def).
bool is_special(ScalarOp op);

/// How far a floating result of a row may be from the exact value (exact_scalar), in ulps.
/// The bound of an f64 row is the f32 one, for special functions 64 ulp; there, and for lgamma, a unit is
/// that of |f| + |x f'(x)|, the change that one ulp of the operand makes.
class ScalarJudge {
 public:
  using Operands = std::array<Scalar, 3>;

  ScalarJudge(ScalarOp op, DType operand_type);
  /// Half an ulp more than the row states: the exact value is not rounded.
  double bound() const { return bound_; }
  /// Of the distance to what PyTorch's CUDA kernel gives; 0 where operands are integers.
  double table_bound() const { return from_integers_ ? 0 : bound_ + 2; }
  /// None where there is no exact value.
  std::optional<double> error(const Operands& operands, double got) const;
  /// Between two results for the same operands.
  double distance(const Operands& operands, double got, double want) const;

 private:
  std::optional<long double> exact(const Operands& operands) const;
  long double scale(const Operands& operands) const;

  ScalarOp op_;
  DType result_;
  double bound_;
  bool conditioned_, from_integers_;
};

}  // namespace ireplay
