#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <cstring>

#include "kernels/scalar.hpp"
#include "parser/source.hpp"
#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

/// Distance of neighbouring values around 1.
double epsilon_of(DType dtype) {
  switch (dtype) {
    case DType::f64:
    case DType::c128:
      return 0x1p-52;
    case DType::f32:
    case DType::c64:
      return 0x1p-23;
    case DType::f16:
      return 0x1p-10;
    case DType::bf16:
      return 0x1p-7;
    default:
      return 0;
  }
}

/// Every number of a tensor; both parts of complex ones. Integers beyond 2^53 are compared by their bytes
/// elsewhere.
std::vector<double> numbers_of(const HostTensor& tensor) {
  std::vector<double> numbers;
  const bool complex = is_complex(tensor.dtype);
  const DType part = tensor.dtype == DType::c64 ? DType::f32 : complex ? DType::f64 : tensor.dtype;
  for (std::size_t at = 0; at < tensor.data.size(); at += bytes_of(part)) {
    const Scalar value = load_element(tensor.data.data() + at, part);
    numbers.push_back(is_floating(part) ? value.f : static_cast<double>(value.i));
  }
  return numbers;
}

/// References are float64 results rounded to the dtype, so ours may round the other way but no more: one unit
/// in the last place, plus what float64 itself loses against the largest values.
void expect_equal(const HostTensor& want, const HostTensor& got, const std::string& what) {
  ASSERT_EQ(want.size, got.size) << what;
  const std::vector<double> wanted = numbers_of(want), gotten = numbers_of(got);
  double largest = 0;
  for (const double value : wanted)
    if (std::isfinite(value)) largest = std::max(largest, std::fabs(value));
  const double epsilon = epsilon_of(want.dtype);
  if (epsilon == 0) {
    EXPECT_EQ(want.data, got.data) << what;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (std::isnan(wanted[i]) && std::isnan(gotten[i])) continue;
    if (wanted[i] == gotten[i]) continue;
    const double allowed =
        epsilon * std::fabs(wanted[i]) * (epsilon < 1e-15 ? 64 : 1) + 256 * 0x1p-52 * largest;
    ASSERT_LE(std::fabs(wanted[i] - gotten[i]), allowed)
        << what << " at " << i << ": want " << wanted[i] << ", got " << gotten[i];
  }
}

void run(ExternCase& c) {
  run_extern_cpu(c.call, c.plan, [&](const TensorView& view) { return c.view(view); });
}

class ExternCases : public testing::TestWithParam<const char*> {
 protected:
  static void check(TestLayout layout) {
    for (ExternCase& c : read_extern_cases(GetParam(), layout)) {
      SCOPED_TRACE(c.name);
      EXPECT_EQ(why_unsupported(c.call, c.plan), "");
      try {
        run(c);
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        continue;
      }
      for (const auto& [buffer, want] : c.expected)
        expect_equal(want, c.value(buffer),
                     c.name + " " + c.plan.buffers[static_cast<std::size_t>(buffer)].name);
    }
  }
};

TEST_P(ExternCases, AreWhatPyTorchComputes) { check(TestLayout::dense); }
TEST_P(ExternCases, MayLieInMemoryInAnyWay) { check(TestLayout::awkward); }

INSTANTIATE_TEST_SUITE_P(Families, ExternCases,
                         testing::Values("products", "convolutions", "attention", "sorting", "scans",
                                         "indexing", "searching", "embeddings", "pooling", "resampling",
                                         "transforms", "cells", "distances", "matrices", "tensors",
                                         "fused_linear"),
                         [](const auto& family) { return std::string(family.param); });

}  // namespace
}  // namespace ireplay
