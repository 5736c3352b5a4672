#include "replay/plan/rounding_noise.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/plan/tensor.hpp"

namespace ireplay {
namespace {

constexpr double kSeries = 8;  // units in the last place of series and recurrences that do not cancel

double spacing(DType type, double x) {
  const double magnitude = std::fabs(x);
  return magnitude == 0 || !std::isfinite(magnitude)
             ? 0
             : 2 * unit_roundoff(type) * std::ldexp(1.0, std::ilogb(magnitude));
}

double rounded_to_float(double x, double random) {
  const auto nearest = static_cast<float>(x);
  const double near = nearest;
  if (near == x || !std::isfinite(near) || std::isnan(x)) return near;
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  const double other = std::nextafterf(nearest, x > near ? kInfinity : -kInfinity);
  return random < std::fabs(x - near) / std::fabs(other - near) ? other : near;
}

}  // namespace

double RoundingNoise::rounded(double x, DType type) {
  if (type == DType::f32) return rounded_to_float(x, uniform());
  if (type == DType::f64 || round_to(type, x) == x || std::isnan(x)) return x;
  return round_to(type, x + (uniform() - 0.5) * spacing(type, x));
}

double RoundingNoise::moved(double x, double units, DType type) {
  if (x == 0 || std::fabs(x) == 1 || !std::isfinite(x)) return x;
  double result = x + units * symmetric() * spacing(type == DType::f64 ? type : DType::f32, x);
  if (type != DType::f64) result = static_cast<double>(static_cast<float>(result));
  return (std::fabs(x) < 1) == (std::fabs(result) < 1) ? result : x;
}

double RoundingNoise::moved_in_place_of_one(double x, double units) {
  return static_cast<double>(
      static_cast<float>(x + units * symmetric() * spacing(DType::f32, std::max(1.0, std::fabs(x)))));
}

bool cancels(ScalarOp op) {
  switch (op) {
    case ScalarOp::bessel_j0:
    case ScalarOp::bessel_j1:
    case ScalarOp::bessel_y0:
    case ScalarOp::bessel_y1:
    case ScalarOp::modified_bessel_k0:
    case ScalarOp::modified_bessel_k1:
    case ScalarOp::scaled_modified_bessel_k0:
    case ScalarOp::scaled_modified_bessel_k1:
    case ScalarOp::spherical_bessel_j0:
    case ScalarOp::airy_ai:
    case ScalarOp::digamma:
      return true;
    default:
      return false;
  }
}

double units_apart(ScalarOp op) {
  if (cancels(op)) return kCancellingSeries;
  switch (op) {
    case ScalarOp::truediv:
    case ScalarOp::reciprocal:
      return 2;
    case ScalarOp::sqrt:
    case ScalarOp::fma:
      return 1;
    case ScalarOp::lgamma:
    case ScalarOp::polygamma:
    case ScalarOp::igamma:
    case ScalarOp::igammac:
    case ScalarOp::zeta:
    case ScalarOp::chebyshev_polynomial_t:
    case ScalarOp::chebyshev_polynomial_u:
    case ScalarOp::chebyshev_polynomial_v:
    case ScalarOp::chebyshev_polynomial_w:
    case ScalarOp::shifted_chebyshev_polynomial_t:
    case ScalarOp::shifted_chebyshev_polynomial_u:
    case ScalarOp::shifted_chebyshev_polynomial_v:
    case ScalarOp::shifted_chebyshev_polynomial_w:
    case ScalarOp::legendre_polynomial_p:
    case ScalarOp::hermite_polynomial_h:
    case ScalarOp::hermite_polynomial_he:
    case ScalarOp::laguerre_polynomial_l:
      return kSeries;
    default:
      return info(op).max_ulp_f32 > 0 ? info(op).max_ulp_f32 + 1 : 0;
  }
}

bool is_normal(RandomKind kind) {
  return kind == RandomKind::randn || kind == RandomKind::randn4x || kind == RandomKind::randn_cpu;
}

double units_apart(RandomKind kind) {
  return is_normal(kind) ? units_apart(ScalarOp::log) + units_apart(ScalarOp::cos) : 1;
}

std::vector<bool> contracted_products(const LoopProgram& program) {
  std::vector<bool> found(program.instructions.size(), false);
  for (const Instruction& at : program.instructions) {
    if (at.opcode != Opcode::scalar || !is_floating(at.dtype)) continue;
    if (at.op != ScalarOp::add && at.op != ScalarOp::sub && at.op != ScalarOp::fma) continue;
    for (const ValueId operand : at.operands) {
      if (operand == kNone) continue;
      const Instruction& from = program.instructions[static_cast<std::size_t>(operand)];
      if (from.opcode == Opcode::scalar && from.op == ScalarOp::mul && is_floating(from.dtype))
        found[static_cast<std::size_t>(operand)] = true;
    }
  }
  return found;
}

bool is_exact(ScalarOp op, double a, double b, double result) {
  switch (op) {
    case ScalarOp::truediv:
      return result * b == a;
    case ScalarOp::reciprocal:
      return result * a == 1;
    case ScalarOp::sqrt:
      return result * result == a;
    default:
      return false;
  }
}

}  // namespace ireplay
