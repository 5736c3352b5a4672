#pragma once

#include "replay/externs/call_frame.hpp"

namespace ireplay {

/// c[m, n] += a[m, k] * b[k, n], all dense and row-major, over threads where that pays.
template <class T>
void multiply_add(const T* a, const T* b, T* c, std::int64_t m, std::int64_t n, std::int64_t k);

/// The convolution that the arguments input, weight, bias, stride, padding, dilation, transposed,
/// output_padding and groups describe.
Reals convolve(const ExternFrame& frame);

}  // namespace ireplay
