#include "kernels/interpreter/points.cuh"

namespace ireplay {

InterpreterKernel point_kernel_words32_64_items() {
  return &run_points<MachinePolicy<std::uint32_t, 64, false, false>>;
}

}  // namespace ireplay
