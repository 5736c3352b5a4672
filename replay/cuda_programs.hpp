#pragma once

#include <memory>
#include <string>
#include <vector>

#include "replay/cuda_step.hpp"

/// Steps that library calls are made of.
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

/// A step that keeps the program it runs; the program's `buffers` lie at `addresses`.
std::unique_ptr<CudaStep> make_owned_step(std::unique_ptr<LoopProgram> program,
                                          const std::vector<std::byte*>& addresses, CudaContext& context);

/// Several steps one after the other.
std::unique_ptr<CudaStep> make_sequence(std::vector<std::unique_ptr<CudaStep>> steps, std::string kernel);

}  // namespace ireplay
