#pragma once

#include <cstdint>

#include "replay/plan/loop_program.hpp"
#include "replay/plan/rounding_noise.hpp"

/// One reduction of a loop program on the CPU, element by element in row-major order.
namespace ireplay {

/// Sums, products and moments of floats are taken in double and rounded once, at the end (never with
/// `oracle`). Integers wrap in the result's type. NaN wins every extremum but `fmax`; ties give the smallest
/// index.
class Reduction {
 public:
  /// `operand`: the type of operand 0 (floats already widened to their compute type).
  /// `noise`: if given, floats are accumulated in the result's type and rounded at random.
  Reduction(const Instruction& instruction, DType operand, bool oracle, RoundingNoise* noise = nullptr);

  void clear();
  /// `operands`: up to three values, as many as the kind takes; `position`: of the element in the reduction
  /// space.
  void add(const Scalar* operands, std::int64_t position);
  Scalar result() const;

 private:
  void add_term(Scalar value, Scalar factor);
  void add_extremum(Scalar value, std::int64_t position);
  void add_moment(double value);
  void combine_moments(double mean, double m2, double weight);
  void add_exponential(double value, double weight);
  bool prefers_large() const;
  Scalar extremum() const;
  Scalar rounded(double value) const;

  ReduceKind kind_;
  int selection_;
  bool has_second_;  // whether operand 1 was given
  DType operand_, result_;
  bool oracle_;
  RoundingNoise* noise_;
  double kept(double value) const {
    return noise_ == nullptr ? value : noise_->accumulated(value, compute_type(result_));
  }

  bool empty_ = true;
  double sum_ = 0, mean_ = 0, m2_ = 0, weight_ = 0, largest_ = 0;
  std::int64_t integer_ = 0, position_ = 0;
  Scalar best_{.i = 0};
};

/// The value that loses against every other one in a maximum (`large`) or a minimum: -inf, +inf, the type's
/// ends.
Scalar weakest(DType dtype, bool large);

}  // namespace ireplay
