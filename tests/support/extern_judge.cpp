#include "tests/support/extern_judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/scalar/scalar.hpp"

namespace ireplay {
namespace {

/// Of the largest value.
double allowed(DType dtype) {
  switch (dtype) {
    case DType::f64:
    case DType::c128:
      return 1e-12;
    case DType::f32:
    case DType::c64:
      return 1e-5;
    case DType::f16:
      return 2e-3;
    case DType::bf16:
      return 1.6e-2;
    default:
      return 0;
  }
}

}  // namespace

void expect_near(const HostTensor& want, const HostTensor& got, const std::string& what) {
  ASSERT_EQ(want.size, got.size) << what;
  const double share = allowed(want.dtype);
  if (share == 0) {
    EXPECT_EQ(want.data, got.data) << what;
    return;
  }
  const DType part = want.dtype == DType::c64    ? DType::f32
                     : want.dtype == DType::c128 ? DType::f64
                                                 : want.dtype;
  const std::size_t bytes = bytes_of(part);
  double largest = 0;
  for (std::size_t at = 0; at < want.data.size(); at += bytes) {
    const double value = load_element(want.data.data() + at, part).f;
    if (std::isfinite(value)) largest = std::max(largest, std::fabs(value));
  }
  for (std::size_t at = 0; at < want.data.size(); at += bytes) {
    const double wanted = load_element(want.data.data() + at, part).f;
    const double gotten = load_element(got.data.data() + at, part).f;
    if (wanted == gotten || (std::isnan(wanted) && std::isnan(gotten))) continue;
    ASSERT_LE(std::fabs(wanted - gotten), share * largest)
        << what << " at " << at / bytes << ": want " << wanted << ", got " << gotten;
  }
}

}  // namespace ireplay
