#include "kernels/interpreter.hpp"

#include <cuda_runtime.h>

#include <array>
#include <stdexcept>

#include "kernels/cuda/call.hpp"

namespace ireplay {
namespace {

/// Lanes along points alone, along points of a reduction, or along the reduction.
enum class KernelShape : std::uint8_t { points, parallel, rows };
constexpr std::size_t kKernelShapes = 3;

KernelShape shape_of(const InterpreterLaunch& launch) {
  if (launch.axis == LaneAxis::reduction) return KernelShape::rows;
  return launch.points && is_main(launch.width) ? KernelShape::points : KernelShape::parallel;
}

InterpreterKernel kernel_of(KernelShape shape, MachineWidth width) {
  const bool parallel = shape != KernelShape::rows;
  if (shape == KernelShape::points)
    return width == MachineWidth::words32        ? point_kernel_words32()
           : width == MachineWidth::words32_wide ? point_kernel_words32_wide()
                                                 : point_kernel_words32_widest();
  switch (width) {
    case MachineWidth::words32:
      return parallel ? parallel_kernel_words32() : row_kernel_words32();
    case MachineWidth::words32_wide:
      return parallel ? parallel_kernel_words32_wide() : row_kernel_words32_wide();
    case MachineWidth::words32_widest:
      if (parallel) throw std::logic_error("columns of sixty-four lanes");
      return row_kernel_words32_widest();
    case MachineWidth::words32_special:
      return parallel ? parallel_kernel_words32_special() : row_kernel_words32_special();
    default:
      return parallel ? parallel_kernel_words64() : row_kernel_words64();
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
  for (const CombineLaunch& combine : launch.before) {
    combine_partials(combine, stream);
    IREPLAY_CUDA_CALL(cudaGetLastError());
  }
  const bool parallel = launch.axis == LaneAxis::parallel;
  const dim3 grid(launch.blocks, static_cast<unsigned>(launch.argument.slices));
  const dim3 block(launch.lane_threads, parallel ? static_cast<unsigned>(launch.argument.group) : 1);
  ProgramArgument argument = launch.argument;
  void* arguments[] = {&argument};
  IREPLAY_CUDA_CALL(
      cudaLaunchKernel(prepared_kernel(launch), grid, block, arguments, launch.shared_bytes, stream));
}

void launch(const BatchLaunch& launch, cudaStream_t stream) {
  static const void* const kernel = prepared(reinterpret_cast<const void*>(batch_kernel_words32()));
  BatchLaunch argument = launch;
  void* arguments[] = {&argument.arguments, &argument.first_blocks, &argument.programs};
  IREPLAY_CUDA_CALL(cudaLaunchKernel(kernel, dim3(launch.blocks), dim3(launch.threads), arguments,
                                     launch.shared_bytes, stream));
}

}  // namespace ireplay
