#pragma once

#include "kernels/scalar/scalar.hpp"
#include "replay/plan/tensor.hpp"

/// Tensors read element by element for comparisons.
namespace ireplay {

/// Both parts of a complex number are elements of their own.
struct Elements {
  const std::byte* data;
  DType dtype;
  std::int64_t count;
  std::size_t step;

  explicit Elements(const HostTensor& tensor);
  Scalar operator[](std::int64_t i) const {
    return load_element(data + static_cast<std::size_t>(i) * step, dtype);
  }
  /// Elements `begin` to `begin + count` as doubles.
  void read(std::int64_t begin, std::int64_t count, double* to) const;
};

/// The distance of a value of `magnitude` to the next one that the floating type has; that of its least
/// normal number below it.
double unit_at(DType dtype, double magnitude);

/// Distance of two values of a floating type in units in the last place: how many values of the type lie
/// between.
double ulp_distance(DType dtype, double a, double b);

/// The elements of a tensor as doubles, both parts of a complex number one after the other.
std::vector<double> to_doubles(const HostTensor& tensor);

/// How many elements are NaN; 0 of integers.
std::int64_t count_nans(const HostTensor& tensor);

/// Root mean square of the difference over that of the second, where both are finite; 0 of equal ones.
double relative_distance(const HostTensor& a, const HostTensor& b);

}  // namespace ireplay
