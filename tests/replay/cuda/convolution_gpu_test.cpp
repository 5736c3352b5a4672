// Convolutions and their gradients on the device against the CPU's, over random shapes.
#include <gtest/gtest.h>

#include <cmath>

#include "parser/source.hpp"
#include "tests/support/extern_device.hpp"

namespace ireplay {
namespace {

struct Shape {
  DType dtype = DType::f32;
  Dims input, weight, output;  // sizes
  Dims stride, padding, dilation, output_padding;
  std::int64_t groups = 1;
  bool transposed = false;

  std::string parameters() const {
    return list_text(stride) + ", " + list_text(padding) + ", " + list_text(dilation) + ", " +
           (transposed ? "True" : "False") + ", " + list_text(output_padding) + ", " + std::to_string(groups);
  }
};

Shape random_shape(RandomNumbers& random) {
  constexpr DType kTypes[] = {DType::f32, DType::f16, DType::bf16, DType::f64};
  while (true) {
    Shape shape;
    shape.dtype = kTypes[draw(random, 0, 3)];
    shape.groups = draw(random, 0, 2) > 0 ? 1 : draw(random, 2, 4);
    shape.transposed = draw(random, 0, 2) == 0;
    const std::int64_t channels = 8 * draw(random, 0, 2), odd = draw(random, 1, 5);
    const std::int64_t in = channels > 0 ? channels : odd,
                       out = draw(random, 0, 1) > 0 ? 8 : draw(random, 1, 6);
    const std::int64_t dims = draw(random, 1, 3);
    shape.input = {draw(random, 1, 3), in * shape.groups};
    shape.weight = shape.transposed ? Dims{in * shape.groups, out} : Dims{out * shape.groups, in};
    shape.output = {shape.input[0], out * shape.groups};
    for (std::int64_t d = 0; d < dims; ++d) {
      const std::int64_t stride = draw(random, 1, 3), dilation = draw(random, 1, 2);
      const std::int64_t kernel = draw(random, 1, dims == 3 ? 3 : 5), padding = draw(random, 0, 2);
      const std::int64_t from = draw(random, 1, dims == 1 ? 40 : dims == 2 ? 14 : 7);
      const std::int64_t reach = dilation * (kernel - 1) + 1;
      const std::int64_t more = shape.transposed ? draw(random, 0, std::max(stride, dilation) - 1) : 0;
      shape.stride.push_back(stride), shape.padding.push_back(padding), shape.dilation.push_back(dilation);
      shape.output_padding.push_back(more);
      shape.input.push_back(from), shape.weight.push_back(kernel);
      shape.output.push_back(shape.transposed             ? (from - 1) * stride - 2 * padding + reach + more
                             : from + 2 * padding < reach ? 0
                                                          : (from + 2 * padding - reach) / stride + 1);
    }
    if (std::ranges::all_of(shape.output, [](std::int64_t extent) { return extent > 0; })) return shape;
  }
}

CallCase forward_case(const Shape& shape, bool has_bias) {
  CallCase call;
  call.text = std::string("aten.convolution.default(x, w, ") + (has_bias ? "b, " : "None, ") +
              shape.parameters() + ")";
  call.operands["x"] = zeros(shape.dtype, shape.input);
  call.operands["w"] = zeros(shape.dtype, shape.weight);
  if (has_bias) call.operands["b"] = zeros(shape.dtype, {shape.output[1]});
  call.results = {zeros(shape.dtype, shape.output)};
  return call;
}

CallCase backward_case(const Shape& shape) {
  CallCase call;
  call.text = "aten.convolution_backward.default(g, x, w, [" + std::to_string(shape.output[1]) + "], " +
              shape.parameters() + ", [True, True, True])";
  call.operands["g"] = zeros(shape.dtype, shape.output);
  call.operands["x"] = zeros(shape.dtype, shape.input);
  call.operands["w"] = zeros(shape.dtype, shape.weight);
  call.results = {zeros(shape.dtype, shape.input), zeros(shape.dtype, shape.weight),
                  zeros(shape.dtype, {shape.output[1]})};
  return call;
}

/// The same call with other operands: element k of an operand becomes f(what it is).
CallCase with_operands(const CallCase& call, DType dtype, const std::function<double(double)>& f) {
  CallCase changed = call;
  for (auto& [name, tensor] : changed.operands) {
    const HostTensor from = call.operands.at(name);
    tensor = tensor_of(dtype, from.size, [&](std::int64_t k) { return f(value_at(from, k)); });
  }
  for (HostTensor& result : changed.results) result = zeros(dtype, result.size);
  return changed;
}

CallCase with_random_operands(const CallCase& call, RandomNumbers& random) {
  std::normal_distribution<double> normal;
  return with_operands(call, call.results[0].dtype, [&](double) { return normal(random); });
}

/// Half a unit in the last place, relative.
double rounding(DType dtype) {
  return dtype == DType::f64    ? 0x1p-53
         : dtype == DType::f32  ? 0x1p-24
         : dtype == DType::bf16 ? 0x1p-8
                                : 0x1p-11;
}

double largest_bias(const CallCase& call) {
  double largest = 0;
  if (const auto bias = call.operands.find("b"); bias != call.operands.end())
    for (std::int64_t k = 0; k < numel(bias->second.size); ++k)
      largest = std::max(largest, std::fabs(value_at(bias->second, k)));
  return largest;
}

/// Whatever the order of a sum of n products, it is within n roundings of the products' magnitudes; what
/// comes out of it is rounded to the result's type, once more after a bias was added.
void expect_close(const CallCase& call, const DeviceResults& got, const std::string& what) {
  const auto on_cpu = [&](const std::function<double(double)>& f) {
    return run_on_cpu(with_operands(call, DType::f64, f));
  };
  const auto want = on_cpu([](double x) { return x; }), sizes = on_cpu([](double x) { return std::fabs(x); });
  const auto terms = on_cpu([](double) { return 1.0; });
  const double bias = largest_bias(call);
  for (std::size_t r = 0; r < want.size(); ++r) {
    const DType dtype = got.values[r].dtype;
    const double each = dtype == DType::f64 ? 0x1p-53 : 0x1p-24;
    ASSERT_EQ(got.values[r].size, want[r].size) << what;
    for (std::int64_t k = 0; k < numel(want[r].size); ++k) {
      const double wanted = value_at(want[r], k);
      const double of_sum = (value_at(terms[r], k) + 1) * each * value_at(sizes[r], k);
      const double of_type = rounding(dtype) * (2 * (std::fabs(wanted) + of_sum) + bias);
      const double smallest = dtype == DType::f16 ? 0x1p-24 : 0;
      ASSERT_NEAR(value_at(got.values[r], k), wanted, of_sum + of_type + smallest)
          << what << ": result " << r << " at " << k << " by " << got.kernel << " " << got.algorithm;
    }
  }
}

class CudaConvolution : public testing::Test {
 protected:
  void SetUp() override {
    if (test_device() == nullptr) GTEST_SKIP() << "no CUDA device";
  }
};

bool has_library(const DeviceResults& got) {
  return std::ranges::none_of(got.warnings, [](const std::string& warning) {
    return warning.find("cudnn") != warning.npos || warning.find("knows no cuDNN") != warning.npos;
  });
}

void check_random_shapes(TestLayout layout, int count) {
  RandomNumbers random(test_seed());
  std::map<std::string, int> kernels;
  for (int k = 0; k < count; ++k) {
    const Shape shape = random_shape(random);
    const bool has_bias = draw(random, 0, 1) == 1;
    for (const CallCase& empty : {forward_case(shape, has_bias), backward_case(shape)}) {
      const CallCase call = with_random_operands(empty, random);
      const DeviceResults got = run_on_device(call, layout);
      const std::string what = call.text + " of " + to_text(shape.dtype, shape.input) + " with " +
                               to_text(shape.dtype, shape.weight);
      expect_close(call, got, what);
      if (testing::Test::HasFatalFailure()) return;
      ++kernels[got.algorithm.empty() ? got.kernel : got.algorithm];
    }
  }
  for (const auto& [kernel, times] : kernels) std::cout << times << " x " << kernel << '\n';
}

TEST_F(CudaConvolution, RandomShapesAreWhatTheCpuComputes) { check_random_shapes(TestLayout::dense, 60); }
TEST_F(CudaConvolution, ChannelsMayComeLast) { check_random_shapes(TestLayout::channels_last, 60); }
TEST_F(CudaConvolution, TensorsMayLieInAnyWay) { check_random_shapes(TestLayout::awkward, 30); }

Shape plain_image(DType dtype) {
  Shape shape;
  shape.dtype = dtype;
  shape.input = {2, 8, 9, 10}, shape.weight = {16, 8, 3, 3}, shape.output = {2, 16, 9, 10};
  shape.stride = {1, 1}, shape.padding = {1, 1}, shape.dilation = {1, 1}, shape.output_padding = {0, 0};
  return shape;
}

TEST_F(CudaConvolution, EveryFloatTypeRunsInCudnn) {
  RandomNumbers random(1);
  for (const DType dtype : {DType::f64, DType::f32, DType::f16, DType::bf16})
    for (const TestLayout layout : {TestLayout::dense, TestLayout::channels_last, TestLayout::awkward}) {
      const CallCase call = with_random_operands(forward_case(plain_image(dtype), false), random);
      const DeviceResults got = run_on_device(call, layout);
      if (!has_library(got)) GTEST_SKIP() << got.warnings[0];
      EXPECT_EQ(got.kernel, "cudnn") << info(dtype).name;
      EXPECT_TRUE(got.algorithm.starts_with("cudnn:fprop/")) << got.algorithm;
      EXPECT_TRUE(got.warnings.empty()) << got.warnings[0];
      expect_close(call, got, call.text);
    }
}

TEST_F(CudaConvolution, DepthwiseOfEitherLayout) {
  RandomNumbers random(5);
  for (const std::int64_t taps : {3, 7})
    for (const TestLayout layout : {TestLayout::dense, TestLayout::channels_last}) {
      Shape shape = plain_image(DType::f16);
      shape.groups = 24, shape.padding = {taps / 2, taps / 2};
      shape.input = shape.output = {2, 24, 12, 14}, shape.weight = {24, 1, taps, taps};
      for (const CallCase& empty : {forward_case(shape, false), backward_case(shape)}) {
        const CallCase call = with_random_operands(empty, random);
        const DeviceResults got = run_on_device(call, layout);
        if (!has_library(got)) GTEST_SKIP() << got.warnings[0];
        expect_close(call, got, call.text);
        std::cout << call.text.substr(0, 26) << ' ' << taps << ": " << got.algorithm << '\n';
      }
    }
}

TEST_F(CudaConvolution, OurOwnKernelsRunWithoutTheLibrary) {
  RandomNumbers random(2);
  const CallCase call = with_random_operands(backward_case(plain_image(DType::f32)), random);
  const DeviceResults got = run_on_device(call, TestLayout::dense, false);
  EXPECT_TRUE(got.kernel.starts_with("convolution/loops")) << got.kernel;
  expect_close(call, got, call.text);
}

TEST_F(CudaConvolution, NoImagesAreNoWork) {
  Shape shape = plain_image(DType::f32);
  shape.input[0] = shape.output[0] = 0;
  RandomNumbers random(3);
  const CallCase call = with_random_operands(backward_case(shape), random);
  expect_close(call, run_on_device(call, TestLayout::dense), call.text);
}

TEST_F(CudaConvolution, OneWarningForWhatTheLibraryDoesNotTake) {
  Shape shape = plain_image(DType::f32);
  shape.padding = {-1, -1}, shape.output = {2, 16, 5, 6};
  RandomNumbers random(4);
  const CallCase call = with_random_operands(backward_case(shape), random);
  const DeviceResults got = run_on_device(call, TestLayout::dense);
  expect_close(call, got, call.text);
  if (!has_library(got)) GTEST_SKIP() << got.warnings[0];
  EXPECT_EQ(got.warnings,
            std::vector<std::string>{"convolutions that cuDNN does not take run on our own, slow kernels"});
}

}  // namespace
}  // namespace ireplay
