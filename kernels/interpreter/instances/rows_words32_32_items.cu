#include "kernels/interpreter/rows.cuh"

namespace ireplay {

InterpreterKernel row_kernel_words32_32_items() {
  return &run_rows<MachinePolicy<std::uint32_t, 32, true, false>>;
}

}  // namespace ireplay
