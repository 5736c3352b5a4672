#pragma once

#include "kernels/interpreter/machine.cuh"

/// Lanes along the reduction, where they hold the whole row and all that is done with it is one stage.
namespace ireplay {

template <class P>
__global__ void __launch_bounds__(most_threads(P::kLanes), P::kLeastBlocks)
    run_whole_rows(const __grid_constant__ ProgramArgument argument) {
  using Int = typename P::Int;
  Thread<P> thread(argument);
  const int group = argument.group, rank = static_cast<int>(threadIdx.x) & (group - 1);
  const auto rows = static_cast<Int>(argument.head.parallel),
             per_block = static_cast<Int>(static_cast<int>(blockDim.x) / group);
  const DeviceStage stage = thread.stage(0);
  for (Int first = static_cast<Int>(blockIdx.x) * per_block; first < rows;
       first += static_cast<Int>(gridDim.x) * per_block) {
    const Int row = first + static_cast<Int>(static_cast<int>(threadIdx.x) / group);
    thread.other = row < rows ? row : rows - 1;
    thread.place(0, group, rank, static_cast<Int>(argument.head.reduction));
    if (row >= rows) thread.valid = thread.writable = 0;
    execute(thread, stage.begin, stage.end);
  }
}

}  // namespace ireplay
