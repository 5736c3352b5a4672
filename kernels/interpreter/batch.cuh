#pragma once

#include "kernels/interpreter/machine.cuh"

/// Independent programs of independent points side by side in one launch (horizontal fusion): each block
/// finds the program that it works for by binary search, and goes on as in points.cuh.
namespace ireplay {

inline __device__ int program_of(const std::int32_t* first_blocks, int programs, int block) {
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

template <class P>
__global__ void __launch_bounds__(most_threads(P::kItems), P::kLeastBlocks)
    run_batch(const ProgramArgument* __restrict__ arguments, const std::int32_t* __restrict__ first_blocks,
              int programs) {
  const int number = program_of(first_blocks, programs, static_cast<int>(blockIdx.x));
  Thread<P> thread = make_thread<P>(arguments[number]);
  const std::int32_t points = static_cast<std::int32_t>(thread.argument.head.parallel);
  const std::int32_t per_block = static_cast<std::int32_t>(blockDim.x) * P::kItems;
  const std::int32_t begin = first_blocks[number], blocks = first_blocks[number + 1] - begin;
  const DeviceStage stage = read_stage<P>(thread.argument, 0);
  for (std::int32_t first = (static_cast<std::int32_t>(blockIdx.x) - begin) * per_block; first < points;
       first += blocks * per_block) {
    stand_on_tile(thread, first, blockDim.x, threadIdx.x, points);
    execute(thread, stage.begin, stage.end);
  }
}

}  // namespace ireplay
