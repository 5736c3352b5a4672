#include "kernels/interpreter/points.cuh"

namespace ireplay {

InterpreterKernel point_kernel_words32_64_items_3_blocks() {
  return &run_points<MachinePolicy<std::uint32_t, 64, false, false, 64, kFewBlocks>>;
}

}  // namespace ireplay
