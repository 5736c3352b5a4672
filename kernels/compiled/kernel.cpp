#include "kernels/compiled/kernel.hpp"

#include <cuda.h>

#include <utility>

#include "kernels/device/call.hpp"

namespace ireplay {
namespace {

#define IREPLAY_DRIVER_FUNCTIONS(row) \
  row(cuGetErrorString);              \
  row(cuModuleLoadData);              \
  row(cuModuleUnload);                \
  row(cuModuleGetFunction);           \
  row(cuFuncGetAttribute);            \
  row(cuFuncSetAttribute);            \
  row(cuLaunchKernelEx);              \
  row(cuOccupancyMaxActiveBlocksPerMultiprocessor)

struct DriverApi {
#define DECLARE(name) decltype(&::name) name
  IREPLAY_DRIVER_FUNCTIONS(DECLARE);
#undef DECLARE
};

void* find_driver_function(const char* name) {
  void* found = nullptr;
  cudaDriverEntryPointQueryResult result{};
#if CUDART_VERSION >= 12050
  constexpr unsigned kSince = 12000;  // cuLaunchKernelEx is of 11.8
  IREPLAY_CUDA_CALL(cudaGetDriverEntryPointByVersion(name, &found, kSince, cudaEnableDefault, &result));
#else
  IREPLAY_CUDA_CALL(cudaGetDriverEntryPoint(name, &found, cudaEnableDefault, &result));
#endif
  if (result != cudaDriverEntryPointSuccess || found == nullptr)
    throw CudaError(std::string("the driver has no ") + name + ": it is older than CUDA 12");
  return found;
}

const DriverApi& driver() {
  static const DriverApi loaded = [] {
    DriverApi api{};
#define FIND(name) api.name = reinterpret_cast<decltype(&::name)>(find_driver_function(#name))
    IREPLAY_DRIVER_FUNCTIONS(FIND);
#undef FIND
    return api;
  }();
  return loaded;
}

void check_driver(CUresult status, const std::string& call) {
  if (status == CUDA_SUCCESS) return;
  const char* words = nullptr;
  driver().cuGetErrorString(status, &words);
  throw CudaError(call + ": " + (words != nullptr ? words : "unknown error"));
}
#define IREPLAY_DRIVER_CALL(call) check_driver(driver().call, #call)

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
