#include "kernels/compiled/kernel.hpp"

#include <utility>

#include "kernels/device/call.hpp"
#include "kernels/device/driver.hpp"

namespace ireplay {
namespace {

int attribute(CUfunction function, CUfunction_attribute which) {
  int value = 0;
  IREPLAY_DRIVER_CALL(cuFuncGetAttribute(&value, which, function));
  return value;
}

}  // namespace

CompiledKernel::CompiledKernel(const KernelCode& code, const std::string& entry) {
  IREPLAY_CUDA_CALL(cudaFree(nullptr));  // makes the primary context current
  check_driver(driver().cuModuleLoadData(&module_, code.cubin.data()), "loading " + entry);
  try {
    check_driver(driver().cuModuleGetFunction(&function_, module_, entry.c_str()), "finding " + entry);
    facts_ = {.registers = attribute(function_, CU_FUNC_ATTRIBUTE_NUM_REGS),
              .shared_bytes = attribute(function_, CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES),
              .local_bytes = attribute(function_, CU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES),
              .max_threads = attribute(function_, CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK)};
  } catch (...) {
    driver().cuModuleUnload(module_);
    throw;
  }
}

int CompiledKernel::blocks_per_multiprocessor(int threads, std::size_t dynamic_shared) const {
  int blocks = 0;
  IREPLAY_DRIVER_CALL(
      cuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, function_, threads, dynamic_shared));
  return blocks;
}

void CompiledKernel::set_max_dynamic_shared(std::size_t bytes) const {
  IREPLAY_DRIVER_CALL(cuFuncSetAttribute(function_, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES,
                                         static_cast<int>(bytes)));
}

void CompiledKernel::launch(dim3 grid, dim3 block, std::size_t dynamic_shared, void** arguments,
                            cudaStream_t stream, bool programmatic) const {
  CUlaunchAttribute overlap{};
  overlap.id = CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION;
  overlap.value.programmaticStreamSerializationAllowed = 1;
  CUlaunchConfig config{};
  config.gridDimX = grid.x;
  config.gridDimY = grid.y;
  config.gridDimZ = grid.z;
  config.blockDimX = block.x;
  config.blockDimY = block.y;
  config.blockDimZ = block.z;
  config.sharedMemBytes = static_cast<unsigned>(dynamic_shared);
  config.hStream = stream;
  config.attrs = &overlap;
  config.numAttrs = programmatic ? 1 : 0;
  IREPLAY_DRIVER_CALL(cuLaunchKernelEx(&config, function_, arguments, nullptr));
}

CompiledKernel::CompiledKernel(CompiledKernel&& other) noexcept
    : module_(std::exchange(other.module_, nullptr)),
      function_(std::exchange(other.function_, nullptr)),
      facts_(other.facts_) {}

CompiledKernel& CompiledKernel::operator=(CompiledKernel&& other) noexcept {
  std::swap(module_, other.module_);
  std::swap(function_, other.function_);
  std::swap(facts_, other.facts_);
  return *this;
}

CompiledKernel::~CompiledKernel() {
  if (module_ != nullptr) driver().cuModuleUnload(module_);
}

}  // namespace ireplay
