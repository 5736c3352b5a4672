#pragma once

#include <cuda_runtime_api.h>

#include "kernels/device/cuda_error.hpp"

/// How every CUDA call is made: checked, and its text part of the message.
namespace ireplay {

/// Throws CudaError "cudaMalloc(&data, bytes): out of memory" and clears the runtime's last error.
void check_cuda(cudaError_t status, const char* call);

#define IREPLAY_CUDA_CALL(call) ::ireplay::check_cuda((call), #call)

}  // namespace ireplay
