#pragma once

#include "kernels/scalar/scalar_math.hpp"

/// Relatives of the error function, in double, from erf and erfc.
namespace ireplay::scalar_math {

/// exp(x^2) with the square's rounding error put back.
IREPLAY_HD inline double exp_of_square(double x) {
  const double square = x * x;
  return is_infinite(square) ? square : exp(square) * (1 + fma(x, x, -square));
}

/// exp(x^2) erfc(x)
IREPLAY_HD inline double erfcx(double x) {
  constexpr double kRootOfPi = 1.7724538509055160;
  if (x < 0) {
    const double twice = 2 * exp_of_square(x);
    return is_infinite(twice) ? twice : twice - exp_of_square(x) * erfc(-x);
  }
  if (x < 12 || x != x) return exp_of_square(x) * erfc(x);
  // asymptotic: sum of (-1)^k (2k-1)!! / (2 x^2)^k
  const double step = -0.5 / (x * x);
  double sum = 1;
  for (int k = 9; k > 0; --k) sum = 1 + (2 * k - 1) * step * sum;
  return sum / (kRootOfPi * x);
}

/// y with erfc(y) = q, 0 < q <= 1: Halley's steps from a rational first guess (Abramowitz and
/// Stegun 26.2.22).
IREPLAY_HD inline double inverse_erfc(double q) {
  constexpr double kTwoByRootOfPi = 1.1283791670955126, kRootOfHalf = 0.70710678118654752;
  const double t = sqrt(-2 * log(q / 2));
  double y = kRootOfHalf * (t - (2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)));
  for (int step = 0; step < 3; ++step) {
    const double error = erfc(y) - q;
    y += error / (kTwoByRootOfPi * exp(-y * y) - y * error);
  }
  return y;
}

IREPLAY_HD inline double erfinv_near_zero(double x) {
  constexpr double kTwoByRootOfPi = 1.1283791670955126;
  double y = x * (0.88622692545275801 + x * x * (0.23201366653465449 + x * x * 0.12755617530559795));
  for (int step = 0; step < 3; ++step) {
    const double error = erf(y) - x;
    y -= error / (kTwoByRootOfPi * exp(-y * y) + y * error);
  }
  return y;
}

IREPLAY_HD inline double erfinv(double x) {
  const double size = fabs(x);
  if (!(size < 1)) return size == 1 ? copysign(infinity<double>(), x) : quiet_nan<double>();
  if (size < 1e-8) return x * 0.88622692545275801;
  return size < 0.5 ? erfinv_near_zero(x) : copysign(inverse_erfc(1 - size), x);
}

/// The normal distribution function.
IREPLAY_HD inline double ndtr(double x) {
  constexpr double kRootOfHalf = 0.70710678118654752;
  return 0.5 * erfc(-x * kRootOfHalf);
}

IREPLAY_HD inline double log_ndtr(double x) {
  constexpr double kRootOfHalf = 0.70710678118654752;
  if (x < -1) return log(0.5 * erfcx(-x * kRootOfHalf)) - 0.5 * x * x;
  return log1p(-0.5 * erfc(x * kRootOfHalf));
}

/// The normal distribution's quantile.
IREPLAY_HD inline double ndtri(double p) {
  constexpr double kRootOf2 = 1.4142135623730951;
  if (!(p > 0 && p < 1))
    return p == 0 ? -infinity<double>() : p == 1 ? infinity<double>() : quiet_nan<double>();
  if (p > 0.25 && p < 0.75) return kRootOf2 * erfinv(2 * (p - 0.5));
  return p < 0.5 ? -kRootOf2 * inverse_erfc(2 * p) : kRootOf2 * inverse_erfc(2 * (1 - p));
}

}  // namespace ireplay::scalar_math
