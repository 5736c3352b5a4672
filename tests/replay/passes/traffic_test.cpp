#include "replay/passes/traffic.hpp"

#include <gtest/gtest.h>

#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

/// What one call moves at least.
std::int64_t bytes_of(const char* text, const TensorMap& operands, const std::vector<HostTensor>& results) {
  const ExternCase c = make_extern_case(text, operands, results);
  Plan plan = c.plan;
  plan.steps.push_back(c.step());
  count_traffic(plan);
  return plan.steps[0].bytes;
}

TEST(Traffic, OfAProductIsItsOperandsAndItsResult) {
  const TensorMap operands = {{"a", zeros(DType::f32, {3, 5})}, {"b", zeros(DType::f32, {5, 7})}};
  EXPECT_EQ(bytes_of("extern_kernels.mm(a, b)", operands, {zeros(DType::f32, {3, 7})}),
            4 * (3 * 5 + 5 * 7 + 3 * 7));
}

TEST(Traffic, OfALookUpIsWhatItReadsOfTheTable) {
  const TensorMap operands = {{"t", zeros(DType::f32, {1000, 3})}, {"i", zeros(DType::i64, {4})}};
  EXPECT_EQ(bytes_of("aten.embedding(t, i)", operands, {zeros(DType::f32, {4, 3})}),
            4 * 4 * 3 + 8 * 4 + 4 * 4 * 3);
}

TEST(Traffic, OfCallsInPlaceIsWhatTheyChange) {
  const TensorMap operands = {
      {"t", zeros(DType::f32, {1000, 3})}, {"i", zeros(DType::i64, {4})}, {"v", zeros(DType::f32, {4, 3})}};
  EXPECT_EQ(bytes_of("aten.index_put_(t, [i], v)", operands, {}), 8 * 4 + 2 * (4 * 4 * 3));
}

TEST(Traffic, TemporariesCostNothingAndSlicesAddUp) {
  EXPECT_EQ(bytes_of("aten.cat([a, b])", {{"a", zeros(DType::f32, {3})}, {"b", zeros(DType::f32, {5})}},
                     {zeros(DType::f32, {8})}),
            2 * 4 * 8);
  EXPECT_EQ(bytes_of("aten.mul(a, b)", {{"a", zeros(DType::c64, {6})}, {"b", zeros(DType::c64, {6})}},
                     {zeros(DType::c64, {6})}),
            3 * 8 * 6);
  EXPECT_EQ(bytes_of("aten.var_mean.correction(a, [1])", {{"a", zeros(DType::f32, {4, 9})}},
                     {zeros(DType::f32, {4}), zeros(DType::f32, {4})}),
            4 * (4 * 9 + 4 + 4));
}

}  // namespace
}  // namespace ireplay
