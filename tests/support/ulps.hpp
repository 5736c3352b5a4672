#pragma once

#include "kernels/scalar/dtype.hpp"

namespace ireplay {

/// |got - want| in units of the last place of `scale` (of `want` if 0) as a value of `type`, f32 or f64;
/// below the smallest normal number the unit is that number, because devices may flush. 0 for two NaNs and
/// for equal infinities.
double ulps(double got, long double want, DType type, long double scale = 0);

}  // namespace ireplay
