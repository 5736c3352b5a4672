#pragma once

#include "kernels/scalar/scalar_math.hpp"

/// Orthogonal polynomials p_n(x) in double. The order is truncated to an integer; a negative one gives 0, as
/// in PyTorch. Small orders by recurrence; Chebyshev's large ones by their trigonometric forms, so that no
/// order takes long; the others' recurrences stop at kOrderLimit, above it they give NaN.
namespace ireplay::scalar_math {

inline constexpr double kOrderLimit = 65536;

IREPLAY_HD inline bool is_even(double whole) { return fmod(whole, 2.0) == 0; }

/// The recurrence p(k+1) = 2x p(k) - p(k-1) that the four kinds of Chebyshev polynomials share.
IREPLAY_HD inline double chebyshev_recurrence(double x, double n, double first) {
  if (n == 0) return 1;
  double before = 1, value = first;
  for (int k = 1; k < n; ++k) {
    const double next = 2 * x * value - before;
    before = value;
    value = next;
  }
  return value;
}

/// f(n t) / f(t) for the sines of the angle of x, circular inside [-1, 1] and hyperbolic outside; x is not 1
/// or -1.
IREPLAY_HD inline double ratio_of_sines(double size, double multiple, double unit) {
  if (size < 1) return sin(multiple * acos(size)) / sin(unit * acos(size));
  return sinh(multiple * acosh(size)) / sinh(unit * acosh(size));
}

IREPLAY_HD inline double ratio_of_cosines(double size, double multiple, double unit) {
  if (size < 1) return cos(multiple * acos(size)) / cos(unit * acos(size));
  return cosh(multiple * acosh(size)) / cosh(unit * acosh(size));
}

IREPLAY_HD inline double chebyshev_t(double x, double order) {
  const double n = trunc(order), sign = x < 0 && !is_even(n) ? -1 : 1;
  if (!(n >= 0)) return 0;
  if (fabs(x) == 1) return sign;
  return n > 8 ? sign * ratio_of_cosines(fabs(x), n, 0) : chebyshev_recurrence(x, n, x);
}

IREPLAY_HD inline double chebyshev_u(double x, double order) {
  const double n = trunc(order), sign = x < 0 && !is_even(n) ? -1 : 1;
  if (!(n >= 0)) return 0;
  if (fabs(x) == 1) return sign * (n + 1);
  return n > 8 ? sign * ratio_of_sines(fabs(x), n + 1, 1) : chebyshev_recurrence(x, n, 2 * x);
}

/// V(n, -x) = (-1)^n W(n, x)
IREPLAY_HD inline double chebyshev_v(double x, double order) {
  const double n = trunc(order), sign = x < 0 && !is_even(n) ? -1 : 1;
  if (!(n >= 0)) return 0;
  if (fabs(x) == 1) return x > 0 ? 1 : sign * (2 * n + 1);
  if (n <= 8) return chebyshev_recurrence(x, n, 2 * x - 1);
  return x < 0 ? sign * ratio_of_sines(-x, n + 0.5, 0.5) : ratio_of_cosines(x, n + 0.5, 0.5);
}

IREPLAY_HD inline double chebyshev_w(double x, double order) {
  const double n = trunc(order);
  if (!(n >= 0)) return 0;
  return is_even(n) ? chebyshev_v(-x, n) : -chebyshev_v(-x, n);
}

IREPLAY_HD inline double legendre_p(double x, double order) {
  const double n = trunc(order);
  if (!(n >= 0)) return 0;
  if (fabs(x) == 1) return x < 0 && !is_even(n) ? -1 : 1;
  if (n == 0) return 1;
  if (n > kOrderLimit) return quiet_nan<double>();
  double before = 1, value = x;
  for (int k = 1; k < n; ++k) {
    const double next = ((2 * k + 1) * x * value - k * before) / (k + 1);
    before = value;
    value = next;
  }
  return value;
}

/// The physicists' polynomials.
IREPLAY_HD inline double hermite_h(double x, double order) {
  const double n = trunc(order);
  if (!(n >= 0)) return 0;
  if (n == 0) return 1;
  if (n > kOrderLimit) return quiet_nan<double>();
  double before = 1, value = 2 * x;
  for (int k = 1; k < n; ++k) {
    const double next = 2 * x * value - 2 * k * before;
    before = value;
    value = next;
  }
  return value;
}

/// The probabilists' polynomials.
IREPLAY_HD inline double hermite_he(double x, double order) {
  const double n = trunc(order);
  if (!(n >= 0)) return 0;
  if (n == 0) return 1;
  if (n > kOrderLimit) return quiet_nan<double>();
  double before = 1, value = x;
  for (int k = 1; k < n; ++k) {
    const double next = x * value - k * before;
    before = value;
    value = next;
  }
  return value;
}

IREPLAY_HD inline double laguerre_l(double x, double order) {
  const double n = trunc(order);
  if (!(n >= 0)) return 0;
  if (n == 0 || x == 0) return 1;
  if (n > kOrderLimit) return quiet_nan<double>();
  double before = 1, value = 1 - x;
  for (int k = 1; k < n; ++k) {
    const double next = ((2 * k + 1 - x) * value - k * before) / (k + 1);
    before = value;
    value = next;
  }
  return value;
}

}  // namespace ireplay::scalar_math
