#pragma once

#include <optional>
#include <string_view>

namespace ireplay {

/// What a floating row of scalar_ops.def should give, in long double from the C library and Boost.Math: a
/// second way to every value, sharing nothing with the rows. None where there is no second way for these
/// operands.
std::optional<long double> exact_scalar(std::string_view op, long double a, long double b);

}  // namespace ireplay
