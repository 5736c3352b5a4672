#include "kernels/interpreter/rows.cuh"

namespace ireplay {

InterpreterKernel row_kernel_words64() { return &run_rows<MachinePolicy<std::uint64_t, 4, true, true>>; }

}  // namespace ireplay
