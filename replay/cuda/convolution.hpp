#pragma once

#include <cstdint>
#include <memory>

#include "kernels/libraries/convolution.hpp"
#include "replay/cuda/programs.hpp"

/// Convolutions and their gradients as the device runs them.
namespace ireplay {

/// Three tensors meet in each: x (the input), w (the weight) and y (the output), of n images, g groups, c and
/// f channels of a group in x and y, and positions along `dims` dimensions. y[o] pairs with x[i] through w[k]
/// where i = stride * o - padding + dilation * k. A transposed convolution is the same with x and y in each
/// other's place.
struct Convolution {
  std::size_t dims = 0;
  Dims stride, padding, dilation;
  std::int64_t groups = 1;
  DeviceTensor x, w, y;  // w is [groups * f, c, k...]
};

/// `wanted` from the two others, through cuDNN; null where it is missing or does not take the case.
std::unique_ptr<CudaStep> make_cudnn_step(const Convolution& at, ConvolutionTensor wanted,
                                          CudaContext& context);

}  // namespace ireplay
