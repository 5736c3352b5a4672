#include "kernels/interpreter/whole_rows.cuh"

namespace ireplay {

InterpreterKernel whole_row_kernel_words32_64_items() {
  return &run_whole_rows<MachinePolicy<std::uint32_t, 64, true, false>>;
}

}  // namespace ireplay
