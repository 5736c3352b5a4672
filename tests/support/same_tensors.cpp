#include "tests/support/same_tensors.hpp"

#include <cmath>

#include "kernels/scalar/scalar.hpp"

namespace ireplay {
namespace {

/// What approximated functions may differ by, seen in the type that holds the result.
double tolerance_of(DType dtype) {
  switch (dtype) {
    case DType::f64:
      return 1e-11;
    case DType::bf16:
      return 0x1p-7;
    case DType::f16:
      return 0x1p-10;
    default:
      return 1e-5;
  }
}

bool is_same(double got, double want, double tolerance) {
  if (std::isnan(got) || std::isnan(want)) return std::isnan(got) && std::isnan(want);
  return got == want || std::abs(got - want) <= tolerance * (1e-3 + std::abs(want));
}

double element(const HostTensor& tensor, std::size_t k) {
  const Scalar value = load_element(tensor.data.data() + k * bytes_of(tensor.dtype), tensor.dtype);
  return is_floating(tensor.dtype) ? value.f : static_cast<double>(value.i);
}

}  // namespace

testing::AssertionResult are_same(const HostTensor& got, const HostTensor& want, bool exact) {
  const std::string type = to_text(got.dtype, got.size), wanted = to_text(want.dtype, want.size);
  if (type != wanted) return testing::AssertionFailure() << type << ", not " << wanted;
  const double tolerance = exact || !is_floating(want.dtype) ? 0 : tolerance_of(want.dtype);
  for (std::size_t k = 0; k < static_cast<std::size_t>(numel(want.size)); ++k)
    if (!is_same(element(got, k), element(want, k), tolerance))
      return testing::AssertionFailure() << "element " << k << " of " << wanted << " is " << element(got, k)
                                         << ", not " << element(want, k);
  return testing::AssertionSuccess();
}

}  // namespace ireplay
