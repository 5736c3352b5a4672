#pragma once

#include <cstdint>
#include <vector>

#include "kernels/scalar/splitmix.hpp"
#include "replay/plan/loop_program.hpp"

/// Monte Carlo arithmetic: what one right implementation rounds otherwise than another, drawn at random.
///
/// Two right runs of a plan differ in the order of sums, in the last bits of functions and divisions, and in
/// whether a product and the sum that follows it round once or twice. All that is rounding at the precision
/// of the compute type, and a run in which it is random shows what it does to the results. Values that are
/// exact stay so: a sum of small integers has no noise.
namespace ireplay {

class RoundingNoise {
 public:
  /// Draws from here on are given by the seed and the place alone.
  void restart(std::uint64_t seed, std::uint64_t place) {
    state_ = splitmix(seed + 0x9E3779B97F4A7C15U * (place + 1));
  }

  /// One of the two neighbours of `x` in `type`, the nearer one more often; `x` itself where the type has it,
  /// and for float64, in which `x` is held.
  double rounded(double x, DType type);
  /// A value accumulated in `type`, float32 or float64, after one more term.
  double accumulated(double x, DType type) {
    return type == DType::f64 ? moved(x, 1, type) : rounded(x, type);
  }
  /// `x` moved by up to `units` in the last place of `type`, float32 or float64. 0, 1 and -1 stay, and
  /// nothing moves across 1: that is where functions saturate.
  double moved(double x, double units, DType type);
  /// A float32 moved by up to `units` in the last place of the larger of itself and 1: a product with a sine
  /// whose argument was reduced.
  double moved_in_place_of_one(double x, double units);
  /// `x` times 1 + a number of up to `amount`, either sign.
  double scaled(double x, double amount) { return x * (1 + amount * symmetric()); }

 private:
  double uniform() { return static_cast<double>(splitmix(state_ += 0x9E3779B97F4A7C15U) >> 11) * 0x1p-53; }
  double symmetric() { return 2 * uniform() - 1; }

  std::uint64_t state_ = 0;
};

/// Bessel and Airy functions and digamma: PyTorch evaluates them by recurrences and asymptotic series in the
/// tensor's own type, which cancel. Near their zeros it is a hundred units and more from the exact value.
bool cancels(ScalarOp op);
inline constexpr double kCancellingSeries = 128;  // units in the last place

/// How far two right results of an operation may lie apart, in units in the last place of the compute type;
/// 0 for operations that every machine rounds alike.
double units_apart(ScalarOp op);

/// The same of a random number: a uniform one is a product that a sum may take unrounded; a normal one is a
/// product with a sine, whose argument was reduced, so that its units are those of 1.
double units_apart(RandomKind kind);
bool is_normal(RandomKind kind);

/// By instruction: floating products that a sum takes, which a fused multiply-add does not round.
std::vector<bool> contracted_products(const LoopProgram& program);

/// Whether the quotient or root that an operation gave is exact, so that every machine gives it.
bool is_exact(ScalarOp op, double a, double b, double result);

}  // namespace ireplay
