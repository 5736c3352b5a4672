#include "kernels/device/driver.hpp"

#include "kernels/device/call.hpp"

namespace ireplay {
namespace {

void* find_driver_function(const char* name) {
  void* found = nullptr;
  cudaDriverEntryPointQueryResult result{};
#if CUDART_VERSION >= 12050
  constexpr unsigned kSince = 12000;  // cuLaunchKernelEx is of 11.8, cuTensorMapEncodeTiled of 12.0
  IREPLAY_CUDA_CALL(cudaGetDriverEntryPointByVersion(name, &found, kSince, cudaEnableDefault, &result));
#else
  IREPLAY_CUDA_CALL(cudaGetDriverEntryPoint(name, &found, cudaEnableDefault, &result));
#endif
  if (result != cudaDriverEntryPointSuccess || found == nullptr)
    throw CudaError(std::string("the driver has no ") + name + ": it is older than CUDA 12");
  return found;
}

}  // namespace

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

}  // namespace ireplay
