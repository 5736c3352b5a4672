#pragma once

#include <vector>

#include "replay/externs/call_frame.hpp"

/// Windows of pooling over 1 to 3 spatial dimensions.
namespace ireplay {

/// The input positions begin, begin + step, ... < end of one output position, and the divisor's share of an
/// average.
struct Window {
  std::int64_t begin = 0, end = 0, step = 1, padded_count = 0;
};

/// One window an output position, by spatial dimension.
using Windows = std::vector<std::vector<Window>>;

/// Of `self` with the call's `output_size`; with the sizes of `grad_output`; with kernel, stride, padding and
/// dilation.
Windows adaptive(const ExternFrame& frame, std::size_t rank);
Windows adaptive_of_gradient(const ExternFrame& frame, std::size_t rank);
Windows sliding(const ExternFrame& frame, std::size_t rank);

std::int64_t pixels_in(const Window& window);
std::int64_t pixels_in(const std::vector<Window>& window);

}  // namespace ireplay
