#include "kernels/interpreter/batch.cuh"

namespace ireplay {

BatchKernel batch_kernel_words32_16_items() {
  return &run_batch<MachinePolicy<std::uint32_t, 16, false, false>>;
}

}  // namespace ireplay
