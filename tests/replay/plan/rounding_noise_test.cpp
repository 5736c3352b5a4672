#include "replay/plan/rounding_noise.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/passes/call_noise.hpp"
#include "replay/plan/tensor.hpp"
#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

RoundingNoise noise() {
  RoundingNoise made;
  made.restart(7, 3);
  return made;
}

TEST(RoundingNoise, RoundsToANeighbourTheNearerOneMoreOften) {
  RoundingNoise random = noise();
  const double below = 1, above = 1 + 0x1p-23, x = 1 + 0x1p-25;
  int up = 0;
  for (int i = 0; i < 4000; ++i) {
    const double rounded = random.rounded(x, DType::f32);
    ASSERT_TRUE(rounded == below || rounded == above);
    up += rounded == above;
  }
  EXPECT_NEAR(up, 1000, 150);
}

TEST(RoundingNoise, WhatATypeHasStays) {
  RoundingNoise random = noise();
  for (const double x : {0.0, 3.0, -0.15625, 1024.0, std::numeric_limits<double>::infinity()})
    for (const DType type : {DType::f32, DType::bf16, DType::f16}) EXPECT_EQ(random.rounded(x, type), x);
  for (const double x : {0.0, 1.0, -1.0}) EXPECT_EQ(random.moved(x, 4, DType::f32), x);
}

TEST(RoundingNoise, NarrowTypesRoundBothWays) {
  RoundingNoise random = noise();
  bool up = false, down = false;
  for (int i = 0; i < 200; ++i) {
    const double rounded = random.rounded(1 + 0x1p-9, DType::bf16);
    up = up || rounded == 1 + 0x1p-7;
    down = down || rounded == 1;
    EXPECT_TRUE(rounded == 1 || rounded == 1 + 0x1p-7);
  }
  EXPECT_TRUE(up && down);
}

TEST(RoundingNoise, MovesByFewUnitsAndNotAcrossOne) {
  RoundingNoise random = noise();
  for (int i = 0; i < 1000; ++i) {
    EXPECT_NEAR(random.moved(3, 2, DType::f32), 3, 2 * 0x1p-22);
    EXPECT_LT(random.moved(1 - 0x1p-24, 4, DType::f32), 1);
  }
}

TEST(RoundingNoise, EqualPlacesDrawEqualNumbers) {
  RoundingNoise a = noise(), b = noise();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(a.scaled(1, 1), b.scaled(1, 1));
}

TEST(RoundingNoise, KnowsWhatEveryMachineRoundsAlike) {
  EXPECT_EQ(units_apart(ScalarOp::add), 0);
  EXPECT_EQ(units_apart(ScalarOp::floor), 0);
  EXPECT_GT(units_apart(ScalarOp::exp), 1);
  EXPECT_GT(units_apart(ScalarOp::bessel_j0), 100);
  EXPECT_TRUE(is_exact(ScalarOp::truediv, 6, 3, 2));
  EXPECT_FALSE(is_exact(ScalarOp::truediv, 1, 3, static_cast<double>(1.0F / 3)));
}

TEST(NoisyCall, MovingElementsIsExact) {
  const HostTensor x = zeros(DType::f32, {3, 3}), i = zeros(DType::i64, {3}), n = zeros(DType::i64, {3, 3});
  const TensorMap operands = {{"x", x}, {"y", x}, {"i", i}, {"n", n}};
  const auto arithmetic = [&](const char* text, const std::vector<HostTensor>& results) {
    return is_arithmetic(make_extern_case(text, operands, results).step());
  };
  EXPECT_TRUE(arithmetic("extern_kernels.mm(x, y)", {x}));
  EXPECT_FALSE(arithmetic("extern_kernels.mm(n, n)", {n}));
  EXPECT_TRUE(arithmetic("aten.scatter_add_(x, 0, n, y)", {}));
  EXPECT_TRUE(arithmetic("aten.linspace(0, 1, 3)", {zeros(DType::f32, {3})}));
  EXPECT_FALSE(arithmetic("aten.topk(x, 2)", {zeros(DType::f32, {3, 2}), zeros(DType::i64, {3, 2})}));
  EXPECT_FALSE(arithmetic("aten.cat([x, y])", {zeros(DType::f32, {6, 3})}));
  EXPECT_FALSE(arithmetic("aten.histc(x, 4)", {zeros(DType::f32, {4})}));
  EXPECT_FALSE(arithmetic("aten.index_put_(x, [i], y)", {}));
  EXPECT_TRUE(arithmetic("aten.index_put_(x, [i], y, True)", {}));
}

}  // namespace
}  // namespace ireplay
