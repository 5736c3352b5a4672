#pragma once

#include <limits>
#include <string>
#include <vector>

#include "kernels/scalar/dtype.hpp"
#include "replay/verdict/tolerance.hpp"

/// What an output may be off, and what that lets pass.
namespace ireplay {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

/// The largest deviation among elements of about one magnitude.
struct Band {
  int exponent = 0;  // elements from here to the next band's
  double largest = 0;
};

/// Three limits: on each element, on the error's root mean square, and on the bias, which is the slope of the
/// error against the reference and its mean. All of them absolute but the slope.
struct Limits {
  enum class Kind : std::uint8_t { exact, given, derived, measured };
  Kind kind = Kind::exact;
  double atol = 0, rtol = 0;  // an element: atol + rtol * |want|,
  std::vector<Band> bands;    // or its band's, by the larger of |got| and |want|; ascending,
  DType dtype = DType::f32;   // or one unit in the last place of this type, whichever is most;
  bool units = true;          // false: without that last one
  double rms = kNoLimit, slope = kNoLimit, mean = kNoLimit;
  std::int64_t changes = 0;  // of an integer output: so many elements may be off
  double change = 0;         // by so much each, because rounding decides them
  std::string why;           // one line
};

/// exact, given, derived, measured.
std::string_view name_of(Limits::Kind kind);

/// What an element of this magnitude may be off.
double element_limit(const Limits& limits, double magnitude);
/// What two values of an element may lie apart: noise carries it from one band to another either way.
double element_limit(const Limits& limits, double got, double want);

/// Root mean square of a tensor's elements, about zero and about their mean.
struct Magnitude {
  double rms = 0, spread = 0;
};

/// A derived tolerance for a tensor of `elements` whose reference has this magnitude. The largest of many
/// deviations is larger: errors that come from few roundings that fell the other way have long tails, so the
/// limit on an element grows with the logarithm of their number. Where the elements are nearly equal any
/// error makes a slope, and the mean tells a wrong factor.
Limits limits_of(const Tolerance& tolerance, DType dtype, const Magnitude& reference, std::int64_t elements);

/// Above this uniform factor a verdict says little: 1.005 for bfloat16, 1.002 for float16, 1.0001 for
/// float32, 1.05 for float8.
double blunt_factor(DType dtype);

}  // namespace ireplay
