#include "kernels/interpreter/points.cuh"

namespace ireplay {

InterpreterKernel point_kernel_words32_16_items() {
  return &run_points<MachinePolicy<std::uint32_t, 16, false, false>>;
}

}  // namespace ireplay
