#pragma once

#include <cstdint>
#include <vector>

#include "kernels/scalar/dtype.hpp"

/// Convolutions and their gradients as a library takes them.
///
/// x is [n, groups * c, positions...], w [groups * f, c, taps...], y [n, groups * f, positions...]; y is x
/// convolved with w, and each of the three can be what is computed from the two others.
namespace ireplay {

/// Strides of tensors [n, channels, positions...] without gaps: as listed, or with the channels innermost.
std::vector<std::int64_t> packed_strides(const std::vector<std::int64_t>& size, bool channels_last);

enum class ConvolutionTensor : std::uint8_t { x, w, y };

struct ConvolutionProblem {
  ConvolutionTensor wanted = ConvolutionTensor::y;
  DType dtype = DType::f32;                             // of all three; sums are float32, float64 for f64
  std::vector<std::int64_t> x, w, y;                    // sizes: two or three dimensions of positions
  std::vector<std::int64_t> stride, padding, dilation;  // one entry for each dimension of positions
  std::int64_t groups = 1;
  /// How all three lie in memory: packed_strides.
  bool channels_last = false;
  void *x_data = nullptr, *w_data = nullptr, *y_data = nullptr;  // multiples of 16
  bool allow_tf32 = false;
};

}  // namespace ireplay
