#include "replay/case/random_inputs.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"

namespace ireplay {
namespace {

Plan plan_of(DType dtype, const Dims& size, std::int64_t index_bound = 0, bool pinned = false) {
  Plan plan;
  plan.storages.push_back({});
  plan.buffers.push_back({.name = "arg0_1",
                          .dtype = dtype,
                          .size = size,
                          .stride = dense_strides(size),
                          .offset = 0,
                          .storage = 0});
  plan.inputs.push_back({.name = "arg0_1", .buffer = 0, .index_bound = index_bound, .pinned = pinned});
  return plan;
}

HostTensor make(const Plan& plan, std::string_view fill, std::uint64_t seed = 0) {
  return make_input(plan, plan.inputs[0], fill, seed);
}

Scalar element(const HostTensor& tensor, std::size_t i) {
  return load_element(&tensor.data[i * bytes_of(tensor.dtype)], tensor.dtype);
}

std::string fault(const Plan& plan, std::string_view fill) {
  try {
    make(plan, fill);
  } catch (const Error& error) {
    return error.what();
  }
  return "made";
}

TEST(RandomInputs, NormalNumbersHaveMeanZeroAndDeviationOne) {
  const HostTensor tensor = make(plan_of(DType::f32, {300, 1000}), "");
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < 300'000; ++i) {
    const double x = element(tensor, i).f;
    ASSERT_TRUE(std::isfinite(x));
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / 300'000, 0, 0.01);
  EXPECT_NEAR(squares / 300'000, 1, 0.01);
}

TEST(RandomInputs, DependOnSeedAndNameAlone) {
  Plan plan = plan_of(DType::bf16, {1000});
  const HostTensor first = make(plan, "rand", 1);
  EXPECT_EQ(first.data, make(plan, "rand", 1).data);
  EXPECT_NE(first.data, make(plan, "rand", 2).data);
  plan.inputs[0].name = "arg1_1";
  EXPECT_NE(first.data, make(plan, "rand", 1).data);
}

TEST(RandomInputs, PartsFilledByThreadsAreThoseOfOneThread) {
  const HostTensor large = make(plan_of(DType::f32, {1 << 20}), "randn"),
                   small = make(plan_of(DType::f32, {1 << 10}), "randn");
  EXPECT_TRUE(std::equal(small.data.begin(), small.data.end(), large.data.begin()));
}

TEST(RandomInputs, IndicesStayInRangeAndReachAllOfIt) {
  for (const char* fill : {"", "index"}) {
    const HostTensor tensor = make(plan_of(DType::i64, {1000}, 7), fill);
    std::vector<bool> seen(7);
    for (std::size_t i = 0; i < 1000; ++i) {
      const std::int64_t x = element(tensor, i).i;
      ASSERT_TRUE(x >= 0 && x < 7);
      seen[static_cast<std::size_t>(x)] = true;
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), true), 7);
  }
}

TEST(RandomInputs, OtherFillsAreAsNamed) {
  EXPECT_EQ(element(make(plan_of(DType::f16, {10}), "arange"), 9).f, 9);
  EXPECT_EQ(element(make(plan_of(DType::i32, {10}), "ones"), 3).i, 1);
  EXPECT_EQ(element(make(plan_of(DType::f64, {10}), "zeros"), 3).f, 0);
  EXPECT_EQ(make(plan_of(DType::f32, {0, 5}), "").data.size(), 0U);
  EXPECT_EQ(make(plan_of(DType::c64, {3}), "").data.size(), 24U);
  const HostTensor seeds = make(plan_of(DType::i64, {100}, 0, true), "");
  int large = 0;
  for (std::size_t i = 0; i < 100; ++i) large += std::abs(static_cast<double>(element(seeds, i).i)) > 0x1p60;
  EXPECT_GT(large, 50);
}

TEST(RandomInputs, WhatDoesNotFitIsSaid) {
  EXPECT_EQ(fault(plan_of(DType::i64, {3}), "index"),
            "input 'arg0_1' cannot be filled with 'index': the graph states no bound for it");
  EXPECT_EQ(fault(plan_of(DType::f32, {3}), "noise"),
            "input 'arg0_1': expected randn, rand, zeros, ones, arange, index or an .npy file, not 'noise'");
  const Plan plan = plan_of(DType::f32, {3});
  TensorMap given;
  given["arg0_1"] = HostTensor{DType::f32, {2}, HostBytes(8)};
  std::vector<std::string> random;
  EXPECT_THROW(make_inputs(plan, given, {}, 0, random), Error);
  EXPECT_TRUE(make_inputs(plan, given, {{"arg0_1", "zeros"}}, 0, random).contains("arg0_1"));
  EXPECT_TRUE(random.empty());
  make_inputs(plan, {}, {}, 0, random);
  EXPECT_EQ(random, std::vector<std::string>{"arg0_1"});
}

}  // namespace
}  // namespace ireplay
