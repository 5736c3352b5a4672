#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "kernels/device/device.hpp"
#include "kernels/scalar/scalar_table.hpp"
#include "tests/support/scalar_tables.hpp"

namespace ireplay {
namespace {

/// The cases of scalar_ops_test.cpp, computed by the rows as device code.
class ScalarTableOnDevice : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    std::string why;
    if (device_count(&why) == 0) GTEST_SKIP() << "no GPU: " << why;
  }
};

TEST_P(ScalarTableOnDevice, AgreesWithPyTorchAndTheHost) {
  const ScalarCase table = load_scalar_case(GetParam());
  const std::vector<Scalar> got = evaluate_on_device(table.op, table.type, table.operands);
  const TableComparison result = compare_with_table(table, got);
  EXPECT_EQ(result.wrong, 0u) << result.first_wrong;
}

std::string test_name(const testing::TestParamInfo<std::string>& parameter) {
  std::string name = parameter.param;
  std::ranges::replace(name, '.', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Cases, ScalarTableOnDevice, testing::ValuesIn(scalar_case_keys()), test_name);

TEST(ScalarOpsOnDevice, FrexpHasTwoResults) {
  std::string why;
  if (device_count(&why) == 0) GTEST_SKIP() << "no GPU: " << why;
  const double inf = HUGE_VAL;
  const std::vector<std::array<Scalar, 3>> operands = {
      {{{.f = 10}}}, {{{.f = 0}}}, {{{.f = inf}}}, {{{.f = 0x1p-149}}}};
  const std::vector<Scalar> mantissas = evaluate_on_device(*find_scalar_op("frexp"), DType::f32, operands);
  const std::vector<Scalar> exponents = evaluate_on_device(*find_scalar_op("frexp"), DType::f32, operands, 1);
  const double mantissa[] = {0.625, 0, inf, 0.5};
  const std::int64_t exponent[] = {4, 0, 0, -148};
  for (std::size_t i = 0; i < operands.size(); ++i) {
    EXPECT_EQ(mantissas[i].f, mantissa[i]);
    EXPECT_EQ(exponents[i].i, exponent[i]);
  }
}

TEST(ScalarOpsOnDevice, IntegerDivisionNeverTraps) {
  std::string why;
  if (device_count(&why) == 0) GTEST_SKIP() << "no GPU: " << why;
  const std::int64_t low = INT64_MIN;
  const std::vector<std::array<Scalar, 3>> operands = {{{{.i = low}, {.i = 0}}}, {{{.i = low}, {.i = -1}}}};
  for (const char* name : {"floordiv", "truncdiv", "remainder", "fmod"}) {
    const std::vector<Scalar> got = evaluate_on_device(*find_scalar_op(name), DType::i64, operands);
    EXPECT_EQ(got[0].i, 0) << name;
    EXPECT_EQ(got[1].i, std::string_view(name).ends_with("div") ? low : 0) << name;
  }
}

}  // namespace
}  // namespace ireplay
