#include "kernels/parallel.cuh"

// Independent programs side by side in one launch: each block finds the program that it works for.

namespace ireplay {
namespace {

using Policy = MachinePolicy<std::uint32_t, 16, false, false>;

__device__ int program_of(const std::int32_t* first_blocks, int programs, int block) {
  int low = 0, high = programs - 1;
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (first_blocks[middle] <= block)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

__global__ void __launch_bounds__(most_threads(Policy::kLanes), Policy::kLeastBlocks)
    run_batch(const ProgramArgument* __restrict__ arguments, const std::int32_t* __restrict__ first_blocks,
              int programs) {
  const int number = program_of(first_blocks, programs, static_cast<int>(blockIdx.x));
  Thread<Policy> thread(arguments[number]);
  const std::int32_t points = static_cast<std::int32_t>(thread.argument.head.parallel);
  const std::int32_t per_block = static_cast<std::int32_t>(blockDim.x) * Policy::kLanes;
  const std::int32_t begin = first_blocks[number], blocks = first_blocks[number + 1] - begin;
  for (std::int32_t first = (static_cast<std::int32_t>(blockIdx.x) - begin) * per_block; first < points;
       first += blocks * per_block) {
    thread.place(first, blockDim.x, threadIdx.x, points);
    run_stages(thread, {0, 1, 1});
  }
}

}  // namespace

BatchKernel batch_kernel_words32() { return &run_batch; }

}  // namespace ireplay
