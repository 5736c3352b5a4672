#pragma once

#include "kernels/interpreter/machine.cuh"

/// Independent points: elementwise, one stage, in a grid-stride loop over tiles of items. Vectors are in a
/// striped arrangement (coordinates.cuh), so that accesses of a warp coalesce.
namespace ireplay {

template <class P>
__global__ void __launch_bounds__(most_threads(P::kItems), P::kLeastBlocks)
    run_points(const __grid_constant__ ProgramArgument argument) {
  using Int = typename P::Int;
  Thread<P> thread = make_thread<P>(argument);
  bring_program<P>(argument);
  const auto points = static_cast<Int>(argument.head.parallel);
  const Int per_block = static_cast<Int>(blockDim.x) * P::kItems;
  const DeviceStage stage = read_stage<P>(thread.argument, 0);
  for (Int first = static_cast<Int>(blockIdx.x) * per_block; first < points;
       first += static_cast<Int>(gridDim.x) * per_block) {
    stand_on_tile(thread, first, blockDim.x, threadIdx.x, points);
    execute(thread, stage.begin, stage.end);
  }
}

}  // namespace ireplay
