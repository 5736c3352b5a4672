#include "kernels/interpreter/parallel.cuh"

namespace ireplay {

InterpreterKernel parallel_kernel_words32_32_items() {
  return &run_parallel<MachinePolicy<std::uint32_t, 32, false, false>>;
}

}  // namespace ireplay
