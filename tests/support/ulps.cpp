#include "tests/support/ulps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ireplay {

double ulps(double got, long double want, DType type, long double scale) {
  if (std::isnan(got) && std::isnan(want)) return 0;
  const long double rounded = type == DType::f32 ? static_cast<float>(want) : static_cast<double>(want);
  if (got == rounded) return 0;
  if (!std::isfinite(got) || !std::isfinite(rounded)) return std::numeric_limits<double>::infinity();
  const int digits = type == DType::f32 ? 24 : 53;
  const long double tiny =
      type == DType::f32 ? std::numeric_limits<float>::min() : std::numeric_limits<double>::min();
  const long double size = std::max(std::fabs(want), scale);
  if (size < tiny) return static_cast<double>(std::fabs(got - want) / tiny);
  int exponent = 0;
  (void)std::frexp(size, &exponent);
  return static_cast<double>(std::ldexp(std::fabs(got - want), digits - exponent));
}

}  // namespace ireplay
