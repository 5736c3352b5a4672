#pragma once

#include "kernels/scalar/float_formats.hpp"

namespace ireplay::scalar_math {

/// c[0] + c[1] T1(t) + c[2] T2(t) + ..., t in [-1, 1], by Clenshaw's recurrence.
template <int count>
IREPLAY_HD inline double chebyshev_sum(const double (&c)[count], double t) {
  double next = 0, after = 0;
  for (int k = count - 1; k > 0; --k) {
    const double current = c[k] + 2 * t * next - after;
    after = next;
    next = current;
  }
  return c[0] + t * next - after;
}

/// c[0] + c[1] x + c[2] x^2 + ...
template <int count>
IREPLAY_HD inline double power_sum(const double (&c)[count], double x) {
  double result = c[count - 1];
  for (int k = count - 2; k >= 0; --k) result = result * x + c[k];
  return result;
}

}  // namespace ireplay::scalar_math
