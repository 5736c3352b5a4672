// Attention on the device against the CPU's, over random shapes.
#include <gtest/gtest.h>

#include <cmath>

#include "parser/source.hpp"
#include "tests/support/extern_device.hpp"

namespace ireplay {
namespace {

class CudaAttention : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }
};

struct Shape {
  DType dtype = DType::bf16;
  std::int64_t batch = 1, heads = 1, group = 1, rows = 1, columns = 1, depth = 8, value_depth = 8;
  bool causal = false;
  const char* scale = "0.3";
};

CallCase make_call(const Shape& at, RandomNumbers& random) {
  std::normal_distribution<double> normal;
  const auto tensor = [&](const Dims& size) {
    return tensor_of(at.dtype, size, [&](std::int64_t) { return normal(random); });
  };
  CallCase call;
  call.text = std::string("aten._scaled_dot_product_flash_attention.default(q, k, v, 0.0, ") +
              (at.causal ? "True" : "False") + ", scale=" + at.scale + ")";
  call.operands["q"] = tensor({at.batch, at.heads * at.group, at.rows, at.depth});
  call.operands["k"] = tensor({at.batch, at.heads, at.columns, at.depth});
  call.operands["v"] = tensor({at.batch, at.heads, at.columns, at.value_depth});
  call.results = {zeros(at.dtype, {at.batch, at.heads * at.group, at.rows, at.value_depth}),
                  zeros(DType::f32, {at.batch, at.heads * at.group, at.rows})};
  return call;
}

/// The probabilities are rounded to the type before they meet the values, and the result is: each of its
/// elements is a mean of values that are hardly larger than 5.
void expect_close(const CallCase& call, const DeviceResults& got, const std::string& what) {
  const std::vector<HostTensor> want = run_on_cpu(call);
  const DType dtype = call.results[0].dtype;
  const double rounding = dtype == DType::bf16 ? 0x1p-8 : dtype == DType::f16 ? 0x1p-11 : 0x1p-20;
  for (std::int64_t k = 0; k < numel(want[0].size); ++k)
    ASSERT_NEAR(value_at(got.values[0], k), value_at(want[0], k), 3 * rounding * 5)
        << what << " at " << k << " by " << got.kernel;
  for (std::int64_t k = 0; k < numel(want[1].size); ++k)
    ASSERT_NEAR(value_at(got.values[1], k), value_at(want[1], k), 1e-4)
        << what << ": logsumexp at " << k << " by " << got.kernel;
}

bool has_library(const DeviceResults& got) {
  return std::ranges::none_of(got.warnings, [](const std::string& warning) {
    return warning.find("cudnn") != warning.npos || warning.find("knows no cuDNN") != warning.npos;
  });
}

TEST_F(CudaAttention, RandomShapesRunInCudnn) {
  RandomNumbers random(test_seed());
  for (int k = 0; k < 24; ++k) {
    Shape at;
    at.dtype = draw(random, 0, 1) == 0 ? DType::bf16 : DType::f16;
    at.batch = draw(random, 1, 2), at.heads = draw(random, 1, 3), at.group = draw(random, 1, 2);
    at.rows = draw(random, 1, 150), at.columns = draw(random, 1, 150);
    at.depth = 8 * draw(random, 1, 16), at.value_depth = draw(random, 0, 3) > 0 ? at.depth : 64;
    at.causal = draw(random, 0, 1) == 1;
    const CallCase call = make_call(at, random);
    const DeviceResults got = run_on_device(call, TestLayout::dense);
    if (!has_library(got)) GTEST_SKIP() << got.warnings[0];
    const std::string what = call.text + " of " + to_text(at.dtype, call.operands.at("q").size) + " with " +
                             to_text(at.dtype, call.operands.at("v").size);
    EXPECT_TRUE(got.algorithm.starts_with("cudnn:attention/")) << what << " by " << got.kernel;
    expect_close(call, got, what);
    if (HasFatalFailure()) return;
  }
}

TEST_F(CudaAttention, EqualShapesMayDifferInScale) {
  RandomNumbers random(test_seed());
  for (const char* scale : {"0.3", "0.02", "0.3"}) {
    const CallCase call = make_call({DType::bf16, 2, 2, 1, 64, 64, 64, 64, true, scale}, random);
    expect_close(call, run_on_device(call, TestLayout::dense), call.text);
  }
}

TEST_F(CudaAttention, WhatTheLibraryDoesNotTakeRunsAllTheSame) {
  RandomNumbers random(test_seed());
  for (const Shape& at : {Shape{DType::f32, 1, 2, 1, 20, 30, 16, 16, true},
                          Shape{DType::bf16, 1, 2, 1, 20, 30, 12, 12, false}}) {
    const CallCase call = make_call(at, random);
    const DeviceResults got = run_on_device(call, TestLayout::dense);
    EXPECT_TRUE(got.algorithm.find("attention") == std::string::npos) << got.algorithm;
    expect_close(call, got, call.text);
  }
  const CallCase call = make_call({DType::f16, 2, 2, 2, 33, 65, 32, 32, true}, random);
  expect_close(call, run_on_device(call, TestLayout::awkward), call.text + " in awkward memory");
}

}  // namespace
}  // namespace ireplay
