#include "tests/support/scalar_judge.hpp"

#include <cmath>

#include "kernels/scalar/scalar_ops.hpp"
#include "tests/support/exact_scalar.hpp"
#include "tests/support/ulps.hpp"

namespace ireplay {

bool is_special(ScalarOp op) {
  constexpr ScalarCost kCosts[] = {
#define OP(name, arity, rule, types, cost, ...) ScalarCost::cost,
#define ALIAS(text, name)
#include "kernels/scalar/scalar_ops.def"
#undef ALIAS
#undef OP
  };
  return kCosts[static_cast<std::size_t>(op)] == ScalarCost::special;
}

ScalarJudge::ScalarJudge(ScalarOp op, DType operand_type)
    : op_(op),
      result_(result_type(op, operand_type, operand_type)),
      from_integers_(!is_floating(operand_type)) {
  const bool wide_special = result_ == DType::f64 && is_special(op);
  conditioned_ = wide_special || op == ScalarOp::lgamma;
  bound_ = (wide_special ? 64 : info(op).max_ulp_f32) + 0.51;
}

std::optional<long double> ScalarJudge::exact(const Operands& operands) const {
  if (from_integers_) return std::nullopt;
  return exact_scalar(info(op_).name, operands[0].f, operands[1].f);
}

long double ScalarJudge::scale(const Operands& operands) const {
  const std::optional<long double> value = exact(operands);
  if (!value || !conditioned_) return 0;
  constexpr long double kStep = 0x1p-30L;
  const int which = op_ == ScalarOp::polygamma ? 1 : 0;  // the operand that is not an order
  long double up[2] = {operands[0].f, operands[1].f}, down[2] = {operands[0].f, operands[1].f};
  up[which] *= 1 + kStep;
  down[which] *= 1 - kStep;
  const auto above = exact_scalar(info(op_).name, up[0], up[1]);
  const auto below = exact_scalar(info(op_).name, down[0], down[1]);
  const long double slope = above && below ? std::fabs(*above - *below) / (2 * kStep) : 0;
  return std::fabs(*value) + slope;
}

std::optional<double> ScalarJudge::error(const Operands& operands, double got) const {
  const std::optional<long double> value = exact(operands);
  if (!value) return std::nullopt;
  return ulps(got, *value, result_, scale(operands));
}

double ScalarJudge::distance(const Operands& operands, double got, double want) const {
  return ulps(got, want, result_, scale(operands));
}

}  // namespace ireplay
