// Library calls on the device: convolutions and attention by cuDNN and by our own kernels, sorts.
#include <cstdio>

#include "parser/source.hpp"
#include "tests/support/extern_device.hpp"

namespace ireplay {
namespace {

HostTensor random_tensor(DType dtype, const Dims& size) {
  static RandomNumbers random(1);
  std::uniform_real_distribution<double> uniform(-1, 1);
  return tensor_of(dtype, size, [&](std::int64_t) { return uniform(random); });
}

void print_row(const std::string& what, const DeviceResults& got, double work, const char* unit) {
  const std::string kernel = got.algorithm.empty() ? got.kernel : got.algorithm;
  std::printf("%-58s %-28s %10.1f us %9.2f %s\n", what.c_str(), kernel.c_str(), got.us, 1e-6 * work / got.us,
              unit);
}

struct Image {
  const char* what;
  std::int64_t images, channels, extent, filters, taps, groups = 1;
};
constexpr Image kImages[] = {{"resnet 3x3, 64 channels, 56x56", 32, 64, 56, 64, 3},
                             {"resnet 3x3, 256 channels, 14x14", 32, 256, 14, 256, 3},
                             {"resnet 1x1, 256 to 64 channels, 56x56", 32, 256, 56, 64, 1},
                             {"depthwise 7x7, 96 channels, 56x56", 32, 96, 56, 96, 7, 96},
                             {"depthwise 3x3, 144 channels, 56x56", 32, 144, 56, 144, 3, 144}};

void convolutions() {
  for (const Image& at : kImages)
    for (const DType dtype : {DType::f32, DType::bf16})
      for (const char* mask : {"", "True, False, False", "False, True, False"}) {
        const bool backward = *mask != 0, of_input = *mask == 'T';
        const Dims x{at.images, at.channels, at.extent, at.extent};
        const Dims w{at.filters, at.channels / at.groups, at.taps, at.taps};
        const Dims y{at.images, at.filters, at.extent, at.extent};
        const std::string padding = std::to_string(at.taps / 2);
        const std::string parameters =
            "[1, 1], [" + padding + ", " + padding + "], [1, 1], False, [0, 0], " + std::to_string(at.groups);
        CallCase call;
        call.operands = {{"x", random_tensor(dtype, x)}, {"w", random_tensor(dtype, w)}};
        call.text = "aten.convolution.default(x, w, None, " + parameters + ")";
        call.results = {zeros(dtype, y)};
        if (backward) {
          call.operands["g"] = random_tensor(dtype, y);
          call.text = "aten.convolution_backward.default(g, x, w, [0], " + parameters + ", [" + mask + "])";
          call.results = {zeros(dtype, x)};
          if (!of_input) call.results.push_back(zeros(dtype, w));
        }
        const double work = 2.0 * static_cast<double>(numel(y) * w[1] * at.taps * at.taps);
        const TestLayout layout = dtype == DType::bf16 ? TestLayout::channels_last : TestLayout::dense;
        const std::string what = std::string(at.what) + " " + std::string(info(dtype).name) +
                                 (!backward  ? ""
                                  : of_input ? ", input"
                                             : ", weight");
        print_row(what, run_on_device(call, layout, true, true), work, "TFLOP/s");
        if (!backward) print_row(what, run_on_device(call, layout, false, true), work, "TFLOP/s");
      }
}

void sorts() {
  for (const Dims& size : {Dims{1, 1 << 24}, Dims{16384, 1024}, Dims{512, 32000}})
    for (const DType dtype : {DType::f32, DType::i64}) {
      CallCase call;
      call.operands = {{"x", random_tensor(dtype, size)}};
      call.text = "aten.sort.default(x, -1, False)";
      call.results = {zeros(dtype, size), zeros(DType::i64, size)};
      print_row("sort " + to_text(dtype, size), run_on_device(call, TestLayout::dense, true, true),
                static_cast<double>(numel(size)), "T/s");
    }
  CallCase call;
  call.operands = {{"x", random_tensor(DType::f32, {512, 32000})}};
  call.text = "aten.topk.default(x, 50)";
  call.results = {zeros(DType::f32, {512, 50}), zeros(DType::i64, {512, 50})};
  print_row("topk 50 f32[512,32000]", run_on_device(call, TestLayout::dense, true, true), 512.0 * 32000,
            "T/s");
}

/// Both directions as PyTorch's scaled_dot_product_attention calls them.
void attention(const Dims& size, bool causal, bool has_bias) {
  const Dims rows{size[0], size[1], size[2], 1}, scores{size[0], size[1], size[2], size[2]};
  const std::string bias = has_bias ? "b" : "None", flag = causal ? "True" : "False";
  const std::string length = std::to_string(size[2]);
  const double product =
      2.0 * static_cast<double>(numel(size)) * static_cast<double>(size[2]) * (causal ? 0.5 : 1);
  for (const bool backward : {false, true}) {
    CallCase call;
    for (const char* name : {"q", "k", "v"}) call.operands[name] = random_tensor(DType::bf16, size);
    if (has_bias) call.operands["b"] = random_tensor(DType::bf16, scores);
    call.text =
        "aten._scaled_dot_product_cudnn_attention.default(q, k, v, " + bias + ", True, 0.0, " + flag + ")";
    call.results = {zeros(DType::bf16, size), zeros(DType::f32, rows)};
    if (backward) {
      for (const char* name : {"g", "o"}) call.operands[name] = random_tensor(DType::bf16, size);
      call.operands["l"] = random_tensor(DType::f32, rows);
      call.text = "aten._scaled_dot_product_cudnn_attention_backward.default(g, q, k, v, o, l, None, None, " +
                  bias + ", None, None, " + length + ", " + length + ", 0.0, " + flag + ")";
      call.results.assign(3, zeros(DType::bf16, size));
    }
    const std::string what = "attention " + to_text(DType::bf16, size) + (causal ? ", causal" : "") +
                             (has_bias ? ", bias" : "") + (backward ? ", gradients" : "");
    for (const bool own_libraries : {true, false})
      print_row(what, run_on_device(call, TestLayout::dense, own_libraries, true),
                (backward ? 5 : 2) * product, "TFLOP/s");
  }
}

}  // namespace
}  // namespace ireplay

int main() {
  if (ireplay::test_device() == nullptr) {
    std::puts("no CUDA device");
    return 0;
  }
  ireplay::convolutions();
  ireplay::attention({2, 16, 2048, 64}, false, false);
  ireplay::attention({8, 12, 1024, 64}, true, false);
  ireplay::attention({4, 12, 512, 64}, false, true);
  ireplay::attention({2, 16, 1024, 128}, false, false);
  ireplay::sorts();
}
