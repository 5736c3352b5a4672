#include "kernels/interpreter/interpreter.hpp"

#include <cuda_runtime.h>

#include <array>

#include "kernels/device/call.hpp"

namespace ireplay {
namespace {

InterpreterKernel point_kernel(MachineWidth width) {
  return width == MachineWidth::words32_16_items ? point_kernel_words32_16_items()
                                                 : point_kernel_words32_32_items();
}

InterpreterKernel parallel_kernel(MachineWidth width) {
  switch (width) {
    case MachineWidth::words32_16_items:
      return parallel_kernel_words32_16_items();
    case MachineWidth::words32_32_items:
      return parallel_kernel_words32_32_items();
    case MachineWidth::words32_special:
      return parallel_kernel_words32_special();
    default:
      return parallel_kernel_words64();
  }
}

InterpreterKernel row_kernel(MachineWidth width) {
  switch (width) {
    case MachineWidth::words32_16_items:
      return row_kernel_words32_16_items();
    case MachineWidth::words32_32_items:
      return row_kernel_words32_32_items();
    case MachineWidth::words32_special:
      return row_kernel_words32_special();
    default:
      return row_kernel_words64();
  }
}

InterpreterKernel kernel_of(KernelShape shape, MachineWidth width) {
  switch (shape) {
    case KernelShape::points:
      return point_kernel(width);
    case KernelShape::columns:
      return parallel_kernel(width);
    default:
      return row_kernel(width);
  }
}

/// More than 48 KB of shared memory has to be asked for, once for each kernel.
const void* prepared(const void* kernel) {
  int device = 0, most_bytes = 0;
  IREPLAY_CUDA_CALL(cudaGetDevice(&device));
  IREPLAY_CUDA_CALL(cudaDeviceGetAttribute(&most_bytes, cudaDevAttrMaxSharedMemoryPerBlockOptin, device));
  cudaFuncAttributes attributes{};
  IREPLAY_CUDA_CALL(cudaFuncGetAttributes(&attributes, kernel));
  IREPLAY_CUDA_CALL(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                         most_bytes - static_cast<int>(attributes.sharedSizeBytes)));
  return kernel;
}

const void* prepared_kernel(const InterpreterLaunch& launch) {
  static std::array<const void*, kKernelShapes * kMachineWidths> known{};
  const KernelShape shape = shape_of(launch);
  const void*& kernel =
      known[kMachineWidths * static_cast<std::size_t>(shape) + static_cast<std::size_t>(launch.width)];
  if (kernel == nullptr) kernel = prepared(reinterpret_cast<const void*>(kernel_of(shape, launch.width)));
  return kernel;
}

}  // namespace

void launch(const InterpreterLaunch& launch, cudaStream_t stream) {
  if (launch.clear_bytes > 0)
    IREPLAY_CUDA_CALL(cudaMemsetAsync(launch.argument.tile_status, 0,
                                      static_cast<std::size_t>(launch.clear_bytes), stream));
  const dim3 grid(launch.blocks, static_cast<unsigned>(launch.argument.splits));
  const dim3 block(launch.block_x, block_y(launch));
  ProgramArgument argument = launch.argument;
  void* arguments[] = {&argument};
  IREPLAY_CUDA_CALL(
      cudaLaunchKernel(prepared_kernel(launch), grid, block, arguments, launch.shared_bytes, stream));
  for (const CombineLaunch& combine : launch.after) {
    combine_partials(combine, stream);
    IREPLAY_CUDA_CALL(cudaGetLastError());
  }
}

void launch(const BatchLaunch& launch, cudaStream_t stream) {
  static const void* const kernel = prepared(reinterpret_cast<const void*>(batch_kernel_words32_16_items()));
  BatchLaunch argument = launch;
  void* arguments[] = {&argument.arguments, &argument.first_blocks, &argument.programs};
  IREPLAY_CUDA_CALL(cudaLaunchKernel(kernel, dim3(launch.blocks), dim3(launch.threads), arguments,
                                     launch.shared_bytes, stream));
}

}  // namespace ireplay
