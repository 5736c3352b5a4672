#include "kernels/rows.cuh"

namespace ireplay {

InterpreterKernel row_kernel_words32_widest() {
  return &run_rows<MachinePolicy<std::uint32_t, 64, true, false>>;
}

}  // namespace ireplay
