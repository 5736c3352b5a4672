#pragma once

#include "replay/cuda_step.hpp"

/// Loop programs that no dump has: what library calls are made of where our own kernels run them.
namespace ireplay {

/// A strided tensor in device memory.
struct DeviceTensor {
  std::byte* data = nullptr;
  DType dtype = DType::f32;
  Dims size, stride;
};

/// `to` = `from`, converted to its type. Sizes are equal; strides of 0 repeat.
std::unique_ptr<CudaStep> make_copy_step(const DeviceTensor& from, const DeviceTensor& to,
                                         CudaContext& context);

}  // namespace ireplay
