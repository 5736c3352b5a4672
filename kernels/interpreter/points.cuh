#pragma once

#include "kernels/interpreter/machine.cuh"

/// Independent points: one stage, once for each tile of lanes.
namespace ireplay {

template <class P>
__global__ void __launch_bounds__(most_threads(P::kLanes), P::kLeastBlocks)
    run_points(const __grid_constant__ ProgramArgument argument) {
  using Int = typename P::Int;
  Thread<P> thread(argument);
  thread.read_program();
  const auto points = static_cast<Int>(argument.head.parallel);
  const Int per_block = static_cast<Int>(blockDim.x) * P::kLanes;
  const DeviceStage stage = thread.stage(0);
  for (Int first = static_cast<Int>(blockIdx.x) * per_block; first < points;
       first += static_cast<Int>(gridDim.x) * per_block) {
    thread.place(first, blockDim.x, threadIdx.x, points);
    execute(thread, stage.begin, stage.end);
  }
}

}  // namespace ireplay
