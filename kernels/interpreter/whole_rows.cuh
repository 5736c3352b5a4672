#pragma once

#include "kernels/interpreter/machine.cuh"

/// Items along the reduction, where they hold the whole row and all that is done with it is one stage: each
/// element is read once and stays in registers, block reductions (reduce.cuh) follow where they are needed,
/// as in kernels of softmax and layer normalization that keep rows on chip.
namespace ireplay {

template <class P>
__global__ void __launch_bounds__(most_threads(P::kItems), P::kLeastBlocks)
    run_whole_rows(const __grid_constant__ ProgramArgument argument) {
  using Int = typename P::Int;
  Thread<P> thread = make_thread<P>(argument);
  const int group = argument.group, rank = static_cast<int>(threadIdx.x) & (group - 1);
  const auto rows = static_cast<Int>(argument.head.parallel),
             per_block = static_cast<Int>(static_cast<int>(blockDim.x) / group);
  const DeviceStage stage = read_stage<P>(thread.argument, 0);
  for (Int first = static_cast<Int>(blockIdx.x) * per_block; first < rows;
       first += static_cast<Int>(gridDim.x) * per_block) {
    const Int row = first + static_cast<Int>(static_cast<int>(threadIdx.x) / group);
    thread.items.other = row < rows ? row : rows - 1;
    stand_on_tile(thread, 0, group, rank, static_cast<Int>(argument.head.reduction));
    if (row >= rows) thread.items.valid = thread.items.writable = 0;
    execute(thread, stage.begin, stage.end);
  }
}

}  // namespace ireplay
