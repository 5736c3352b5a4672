// Factorizations on the device against the CPU's rows, on random matrices.
#include <gtest/gtest.h>

#include "tests/support/solver_cases.hpp"

namespace ireplay {
namespace {

class CudaSolver : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }

  static void expect_device_agrees(TestLayout layout) {
    RandomNumbers random(11);
    for (int round = 0; round < 4; ++round)
      for (const CallCase& call : make_solver_cases(random, 40)) {
        const HostTensor& first = call.operands.begin()->second;
        const DeviceResults got = run_on_device(call, layout);
        const std::string what = call.text + " of " + to_text(first.dtype, first.size) + " by " + got.kernel;
        EXPECT_EQ(got.kernel.find("cpu fallback"), std::string::npos)
            << what << (got.warnings.empty() ? "" : ": " + got.warnings[0]);
        expect_same_factors(call, run_on_cpu(call, layout), got.values, what);
        if (testing::Test::HasFatalFailure()) return;
      }
  }
};

TEST_F(CudaSolver, AgreesWithTheCpu) { expect_device_agrees(TestLayout::dense); }
TEST_F(CudaSolver, AgreesWithTheCpuInAwkwardMemory) { expect_device_agrees(TestLayout::awkward); }

TEST_F(CudaSolver, ComplexPivotsAreLapacks) {
  for (const DType dtype : {DType::c64, DType::c128})
    for (const PivotCase& c : make_pivot_cases(dtype))
      expect_lapack_pivots(c, run_on_device(c.call, TestLayout::dense).values, c.call.text);
}

TEST_F(CudaSolver, CanBeTimed) {
  RandomNumbers random(3);
  for (const CallCase& call : make_solver_cases(random, 9)) {
    const DeviceResults got = run_on_device(call, TestLayout::dense, true, true);
    EXPECT_GT(got.us, 0) << call.text;
    expect_same_factors(call, run_on_cpu(call), got.values, call.text + " after timing");
    if (testing::Test::HasFatalFailure()) return;
  }
}

/// A failed factorization is a fault where the call asks for the check.
TEST_F(CudaSolver, FailuresAreFaults) {
  const HostTensor nothing = zeros(DType::f64, {2, 3, 3});
  const CallCase call{"aten.linalg_inv_ex.default(a, check_errors=True)",
                      {{"a", nothing}},
                      {zeros(DType::f64, {2, 3, 3}), zeros(DType::i32, {2})}};
  EXPECT_ANY_THROW(run_on_device(call, TestLayout::dense));
}

}  // namespace
}  // namespace ireplay
