#include "replay/externs/shared/windows.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr std::int64_t kLargestExtent = std::int64_t{1} << 24;

Windows adaptive_windows(const ExternFrame& frame, const Dims& input, const Dims& output) {
  frame.require(input.size() >= output.size(), "pooling of " + bracketed(input));
  Windows windows;
  for (std::size_t d = 0; d < output.size(); ++d) {
    const std::int64_t in = input[input.size() - output.size() + d], out = output[d];
    frame.require(out >= 0 && in < kLargestExtent && out < kLargestExtent,
                  "the output size is " + bracketed(output));
    windows.emplace_back();
    for (std::int64_t o = 0; o < out; ++o)
      windows.back().push_back({o * in / out, ((o + 1) * in + out - 1) / out, 1, 0});
  }
  return windows;
}

std::int64_t pooled_extent(std::int64_t in, std::int64_t kernel, std::int64_t stride, std::int64_t padding,
                           std::int64_t dilation, bool ceil_mode) {
  const std::int64_t room = in + 2 * padding - dilation * (kernel - 1) - 1 + (ceil_mode ? stride - 1 : 0);
  std::int64_t out = (room < 0 ? -((-room + stride - 1) / stride) : room / stride) + 1;
  if (ceil_mode && (out - 1) * stride >= in + padding)
    --out;  // the last window starts inside the padded input
  return std::max<std::int64_t>(out, 0);
}

Windows sliding_windows(const ExternFrame& frame, const Dims& input, std::size_t rank) {
  const ExternArguments& args = frame.args();
  const Dims kernel = args.integers("kernel_size", rank);
  const Dims stride = args.integers("stride").empty() ? kernel : args.integers("stride", rank);
  const Dims padding = args.integers("padding", rank);
  const Dims dilation = args.knows("dilation") ? args.integers("dilation", rank) : Dims(rank, 1);
  frame.require(input.size() >= rank, "pooling of " + bracketed(input));
  constexpr std::int64_t kLargest = std::int64_t{1} << 31;
  Windows windows;
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t in = input[input.size() - rank + d];
    frame.require(kernel[d] > 0 && stride[d] > 0 && dilation[d] > 0 && padding[d] >= 0 &&
                      kernel[d] < kLargest && stride[d] < kLargest && dilation[d] < kLargest &&
                      padding[d] <= kernel[d],
                  "kernel " + bracketed(kernel) + ", stride " + bracketed(stride) + ", padding " +
                      bracketed(padding) + ", dilation " + bracketed(dilation));
    const std::int64_t out =
        pooled_extent(in, kernel[d], stride[d], padding[d], dilation[d], args.flag("ceil_mode"));
    frame.require(out < kLargestExtent, "an output of " + std::to_string(out) + " positions");
    windows.emplace_back();
    for (std::int64_t o = 0; o < out; ++o) {
      const std::int64_t from = o * stride[d] - padding[d];
      const std::int64_t padded_end = std::min(from + (kernel[d] - 1) * dilation[d] + 1, in + padding[d]);
      const std::int64_t begin =
          from < 0 ? from + (-from + dilation[d] - 1) / dilation[d] * dilation[d] : from;
      windows.back().push_back({begin, std::min(padded_end, in), dilation[d], padded_end - from});
    }
  }
  return windows;
}

}  // namespace

Windows adaptive(const ExternFrame& frame, std::size_t rank) {
  return adaptive_windows(frame, frame.args().tensor("self").size,
                          frame.args().integers("output_size", rank));
}

Windows adaptive_of_gradient(const ExternFrame& frame, std::size_t rank) {
  const Dims& gradient = frame.args().tensor("grad_output").size;
  frame.require(gradient.size() >= rank, "grad_output is " + bracketed(gradient));
  return adaptive_windows(frame, frame.args().tensor("self").size,
                          {gradient.end() - static_cast<std::ptrdiff_t>(rank), gradient.end()});
}

Windows sliding(const ExternFrame& frame, std::size_t rank) {
  return sliding_windows(frame, frame.args().tensor("self").size, rank);
}

std::int64_t pixels_in(const Window& w) {
  return w.begin < w.end ? (w.end - w.begin + w.step - 1) / w.step : 0;
}

std::int64_t pixels_in(const std::vector<Window>& window) {
  std::int64_t count = 1;
  for (const Window& w : window) count *= pixels_in(w);
  return count;
}

}  // namespace ireplay
