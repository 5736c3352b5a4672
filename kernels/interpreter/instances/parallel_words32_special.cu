#include "kernels/interpreter/parallel.cuh"

namespace ireplay {

InterpreterKernel parallel_kernel_words32_special() {
  return &run_parallel<MachinePolicy<std::uint32_t, 4, false, true>>;
}

}  // namespace ireplay
