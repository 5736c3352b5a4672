#include "kernels/interpreter/points.cuh"

namespace ireplay {

InterpreterKernel point_kernel_words32_32_items() {
  return &run_points<MachinePolicy<std::uint32_t, 32, false, false, 32, kWidePointBlocks>>;
}

}  // namespace ireplay
