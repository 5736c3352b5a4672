#include "replay/plan/rounding_noise.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/passes/call_noise.hpp"
#include "replay/plan/tensor.hpp"

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
  const auto arithmetic = [](const char* name) { return is_arithmetic({.function = name}); };
  EXPECT_TRUE(arithmetic("extern_kernels.mm"));
  EXPECT_TRUE(arithmetic("aten.convolution.default"));
  EXPECT_TRUE(arithmetic("aten.scatter_add_.default"));
  EXPECT_FALSE(arithmetic("aten.topk.default"));
  EXPECT_FALSE(arithmetic("aten.cat.default"));
  for (const bool accumulates : {false, true}) {
    ExternCall put{.function = "aten.index_put_.default"};
    put.arguments.resize(4);
    put.arguments[0].value.value = put.arguments[2].value.value = TensorView{};
    put.arguments[1].value.value = ExternList{};
    put.arguments[3].value.value = accumulates;
    EXPECT_EQ(is_arithmetic(put), accumulates);
  }
}

}  // namespace
}  // namespace ireplay
