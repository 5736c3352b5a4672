#include "kernels/interpreter/rows.cuh"

namespace ireplay {

InterpreterKernel row_kernel_words32_special() {
  return &run_rows<MachinePolicy<std::uint32_t, 4, true, true>>;
}

}  // namespace ireplay
