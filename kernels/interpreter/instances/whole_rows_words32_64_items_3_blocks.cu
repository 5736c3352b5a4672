#include "kernels/interpreter/whole_rows.cuh"

namespace ireplay {

InterpreterKernel whole_row_kernel_words32_64_items_3_blocks() {
  return &run_whole_rows<MachinePolicy<std::uint32_t, 64, true, false, 64, kFewBlocks>>;
}

}  // namespace ireplay
