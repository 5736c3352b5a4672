// Attention and its gradients on the device against the CPU's, over random shapes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/attention_cases.hpp"

namespace ireplay {
namespace {

class CudaAttention : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }
};

double rounding_of(DType dtype) {
  return dtype == DType::bf16 ? 0x1p-8 : dtype == DType::f16 ? 0x1p-11 : 0x1p-20;
}

/// `allowed` for each element; infinities and NaN are equal.
void expect_within(const HostTensor& want, const HostTensor& got, double allowed, const std::string& what) {
  for (std::int64_t k = 0; k < numel(want.size); ++k) {
    const double a = value_at(want, k), b = value_at(got, k);
    if (a == b || (std::isnan(a) && std::isnan(b))) continue;
    ASSERT_NEAR(a, b, allowed) << what << " at " << k;
  }
}

/// The probabilities are rounded to the type before they meet the values, and the result is: each of its
/// elements is a mean of values that are hardly larger than 5.
void expect_close(const CallCase& call, const DeviceResults& got, const std::string& what) {
  const std::vector<HostTensor> want = run_on_cpu(call);
  const std::string by = what + " by " + got.kernel + " " + got.algorithm;
  expect_within(want[0], got.values[0], 3 * rounding_of(want[0].dtype) * 5, by);
  expect_within(want[1], got.values[1], 1e-4, by + ": logsumexp");
}

/// Of gradients: what is summed is rounded to the type, its terms are of both signs.
void expect_close_gradients(const CallCase& call, const DeviceResults& got, const std::string& what) {
  const std::vector<HostTensor> want = run_on_cpu(call);
  for (std::size_t k = 0; k < want.size(); ++k) {
    double largest = 0;
    for (std::int64_t i = 0; i < numel(want[k].size); ++i)
      largest = std::max(largest, std::fabs(value_at(want[k], i)));
    expect_within(want[k], got.values[k], 6 * rounding_of(want[k].dtype) * largest,
                  what + " by " + got.kernel + " " + got.algorithm + ": gradient " + std::to_string(k));
  }
}

bool has_library(const DeviceResults& got) {
  return std::ranges::none_of(got.warnings, [](const std::string& warning) {
    return warning.find("cudnn") != warning.npos || warning.find("knows no cuDNN") != warning.npos;
  });
}

void check(const AttentionCase& at, RandomNumbers& random, const std::string& algorithm,
           TestLayout layout = TestLayout::dense) {
  const CallCase call = make_attention_call(at, random);
  const DeviceResults got = run_on_device(call, layout);
  if (!has_library(got)) GTEST_SKIP() << got.warnings[0];
  EXPECT_TRUE(got.algorithm.starts_with(algorithm))
      << to_text(at) << " by " << got.kernel << " " << got.algorithm;
  at.backward ? expect_close_gradients(call, got, to_text(at)) : expect_close(call, got, to_text(at));
}

/// Gradients go to products and loops up to cuDNN 9.15 where its own are wrong.
std::string library_of(const AttentionCase& at) { return at.backward ? "" : "cudnn:attention"; }

TEST_F(CudaAttention, RandomShapesRunInCudnn) {
  RandomNumbers random(test_seed());
  for (int k = 0; k < 48 && !HasFatalFailure() && !IsSkipped(); ++k)
    check(draw_attention_case(random, false), random, "cudnn:attention/");
}

TEST_F(CudaAttention, GradientsOfRandomShapesAgree) {
  RandomNumbers random(test_seed());
  for (int k = 0; k < 48 && !HasFatalFailure() && !IsSkipped(); ++k)
    check(draw_attention_case(random, true), random, "");
}

TEST_F(CudaAttention, LargeHeadsAndLongRows) {
  RandomNumbers random(test_seed());
  for (const bool backward : {false, true})
    for (const AttentionCase& at :
         {AttentionCase{.heads = 2, .rows = 200, .columns = 300, .depth = 256, .value_depth = 256},
          AttentionCase{.heads = 1,
          .group = 4,
          .rows = 512,
          .columns = 512,
          .depth = 128,
          .value_depth = 128,
          .causal = true},
          AttentionCase{
              .kernel = "cudnn", .heads = 2, .rows = 1, .columns = 260, .depth = 64, .value_depth = 64},
          AttentionCase{.kernel = "efficient",
          .batch = 2,
          .heads = 2,
          .rows = 256,
          .columns = 256,
          .depth = 64,
          .value_depth = 64,
          .bias = "k"}}) {
      AttentionCase one = at;
      one.backward = backward;
      check(one, random, library_of(one));
      if (HasFatalFailure() || IsSkipped()) return;
    }
}

TEST_F(CudaAttention, EqualShapesMayDifferInScale) {
  RandomNumbers random(test_seed());
  for (const bool backward : {false, true})
    for (const char* scale : {"0.3", "0.02", "0.3"})
      check({.backward = backward,
             .batch = 2,
             .heads = 2,
             .rows = 64,
             .columns = 64,
             .depth = 64,
             .value_depth = 64,
             .causal = true,
             .scale = scale},
            random, backward ? "" : "cudnn:attention");
}

/// Hidden columns, and in one case a row that sees nothing: PyTorch's kernels and the CPU give zeros there.
TEST_F(CudaAttention, BiasesMayHideColumns) {
  RandomNumbers random(test_seed());
  const double hidden = -std::numeric_limits<double>::infinity();
  for (const bool backward : {false, true})
    for (const bool whole_row : {false, true}) {
      const AttentionCase at{.kernel = "efficient",
                             .backward = backward,
                             .batch = 2,
                             .heads = 2,
                             .rows = 64,
                             .columns = 96,
                             .depth = 64,
                             .value_depth = 64,
                             .bias = "blk"};
      const auto hide = [&](CallCase call) {
        call.operands["b"] = tensor_of(at.dtype, {2, 1, 64, 96}, [&](std::int64_t k) {
          return k % 96 > 50 + k / 96 % 40 || (whole_row && k / 96 == 3) ? hidden : 0.0;
        });
        return call;
      };
      AttentionCase before = at;
      before.backward = false;
      const CallCase forward = hide(make_attention_call(before, random));
      CallCase call = hide(make_attention_call(at, random));
      if (backward) {
        const std::vector<HostTensor> made = run_on_cpu(forward);
        for (const char* name : {"q", "k", "v"}) call.operands[name] = forward.operands.at(name);
        call.operands["o"] = made[0], call.operands["l"] = made[1];
      }
      const DeviceResults got = run_on_device(call, TestLayout::dense);
      const std::string what = to_text(at) + (whole_row ? " with a row that sees nothing" : "");
      backward ? expect_close_gradients(call, got, what) : expect_close(call, got, what);
      if (HasFatalFailure()) return;
    }
}

TEST_F(CudaAttention, AnyMemoryIsTaken) {
  RandomNumbers random(test_seed());
  for (int k = 0; k < 12 && !HasFatalFailure(); ++k)
    check(draw_attention_case(random, k % 2 == 1), random, "", TestLayout::awkward);
}

TEST_F(CudaAttention, WhatTheLibraryDoesNotTakeRunsAllTheSame) {
  RandomNumbers random(test_seed());
  for (const bool backward : {false, true})
    for (const AttentionCase& at : {AttentionCase{.dtype = DType::f32,
                                   .heads = 2,
                                   .rows = 20,
                                   .columns = 30,
                                   .depth = 16,
                                   .value_depth = 16,
                                   .causal = true},
                                    AttentionCase{.dtype = DType::bf16,
                                    .heads = 2,
                                    .group = 2,
                                    .rows = 20,
                                    .columns = 30,
                                    .depth = 12,
                                    .value_depth = 12}}) {
      AttentionCase one = at;
      one.backward = backward;
      const CallCase call = make_attention_call(one, random);
      const DeviceResults got = run_on_device(call, TestLayout::dense);
      EXPECT_TRUE(got.algorithm.find("attention") == std::string::npos) << got.algorithm;
      backward ? expect_close_gradients(call, got, to_text(one)) : expect_close(call, got, to_text(one));
    }
  check({.kernel = "efficient",
         .backward = true,
         .batch = 2,
         .heads = 2,
         .rows = 40,
         .columns = 40,
         .bias = "hlk",
         .bias_gradient = true},
        random, "cublasLt");
}

}  // namespace
}  // namespace ireplay
