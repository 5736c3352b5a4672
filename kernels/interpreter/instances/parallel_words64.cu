#include "kernels/interpreter/parallel.cuh"

namespace ireplay {

InterpreterKernel parallel_kernel_words64() {
  return &run_parallel<MachinePolicy<std::uint64_t, 4, false, true>>;
}

}  // namespace ireplay
