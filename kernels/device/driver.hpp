#pragma once

#include <cuda.h>

#include <string>

/// The driver's interface, whose functions the CUDA runtime finds, so that nothing is linked with the driver.
namespace ireplay {

#define IREPLAY_DRIVER_FUNCTIONS(row)               \
  row(cuGetErrorString);                            \
  row(cuModuleLoadData);                            \
  row(cuModuleUnload);                              \
  row(cuModuleGetFunction);                         \
  row(cuFuncGetAttribute);                          \
  row(cuFuncSetAttribute);                          \
  row(cuLaunchKernelEx);                            \
  row(cuOccupancyMaxActiveBlocksPerMultiprocessor); \
  row(cuTensorMapEncodeTiled)

struct DriverApi {
#define DECLARE(name) decltype(&::name) name
  IREPLAY_DRIVER_FUNCTIONS(DECLARE);
#undef DECLARE
};

/// Found at the first call; throws CudaError that names what the driver lacks.
const DriverApi& driver();

/// Throws CudaError "call: what the driver says".
void check_driver(CUresult status, const std::string& call);
#define IREPLAY_DRIVER_CALL(call) ::ireplay::check_driver(::ireplay::driver().call, #call)

}  // namespace ireplay
