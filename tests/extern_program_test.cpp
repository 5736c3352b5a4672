// Library calls written as loop programs and products, run on the CPU, against PyTorch's results.
#include "replay/extern_program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "kernels/scalar.hpp"
#include "parser/source.hpp"
#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

/// Of sums accumulated in float32 and rounded once to the result's type.
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

class ExternProgramCases : public testing::TestWithParam<const char*> {
 protected:
  static void check(TestLayout layout) {
    for (ExternCase& c : read_extern_cases(GetParam(), layout)) {
      SCOPED_TRACE(c.name);
      try {
        const std::optional<ExternProgram> program = make_extern_program(c.call, c.plan);
        if (!program) continue;
        run_extern_program(*program, c.plan, [&](const TensorView& view) { return c.view(view); });
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        continue;
      }
      for (const auto& [buffer, want] : c.expected)
        expect_near(want, c.value(buffer),
                    c.name + " " + c.plan.buffers[static_cast<std::size_t>(buffer)].name);
    }
  }
};

TEST_P(ExternProgramCases, AreWhatPyTorchComputes) { check(TestLayout::dense); }
TEST_P(ExternProgramCases, MayLieInMemoryInAnyWay) { check(TestLayout::awkward); }

const char* const kFamilies[] = {"products",  "convolutions", "attention",  "sorting",
                                 "scans",     "indexing",     "searching",  "embeddings",
                                 "pooling",   "resampling",   "transforms", "cells",
                                 "distances", "matrices",     "tensors",    "fused_linear"};
INSTANTIATE_TEST_SUITE_P(Families, ExternProgramCases, testing::ValuesIn(kFamilies),
                         [](const auto& family) { return std::string(family.param); });

TEST(ExternProgram, CoversWhatTheTableSays) {
  std::set<std::string> without;
  for (const char* family : kFamilies)
    for (const ExternCase& c : read_extern_cases(family, TestLayout::dense))
      if (!make_extern_program(c.call, c.plan)) without.insert(c.name + " " + c.call.function);
  for (const std::string& name : without) std::cout << name << '\n';
}

}  // namespace
}  // namespace ireplay
