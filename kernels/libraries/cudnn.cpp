#if IREPLAY_CUDNN
#include "kernels/libraries/cudnn.hpp"

#include "kernels/libraries/library.hpp"

namespace ireplay {

const CudnnApi& cudnn() {
  static const CudnnApi loaded = [] {
    const Library library("cudnn");
    CudnnApi api{};
#define FIND(name) api.name = library.find<decltype(&::name)>(#name)
    IREPLAY_CUDNN_FUNCTIONS(FIND);
#undef FIND
    return api;
  }();
  return loaded;
}

void check_cudnn(cudnnStatus_t status, const char* call) {
  if (status == CUDNN_STATUS_SUCCESS) return;
  cudaGetLastError();
  throw CudaError(std::string(call) + ": " + cudnn().cudnnGetErrorString(status));
}

CudnnHandle::CudnnHandle() {
  cudnnHandle_t raw = nullptr;
  IREPLAY_CUDNN_CALL(cudnnCreate(&raw));
  handle_.reset(raw);
}

CudnnDescriptor::CudnnDescriptor(cudnnBackendDescriptorType_t type) {
  cudnnBackendDescriptor_t raw = nullptr;
  IREPLAY_CUDNN_CALL(cudnnBackendCreateDescriptor(type, &raw));
  raw_.reset(raw);
}

CudnnDescriptor& CudnnDescriptor::set(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type,
                                      std::int64_t count, const void* values) {
  good_ = good_ && cudnn().cudnnBackendSetAttribute(raw(), name, type, count, values) == CUDNN_STATUS_SUCCESS;
  return *this;
}

CudnnDescriptor& CudnnDescriptor::set(cudnnBackendAttributeName_t name, const CudnnDescriptor& other) {
  good_ = good_ && other.good_;
  return set(name, CUDNN_TYPE_BACKEND_DESCRIPTOR, other.raw());
}

CudnnDescriptor& CudnnDescriptor::finalize() {
  good_ = good_ && cudnn().cudnnBackendFinalize(raw()) == CUDNN_STATUS_SUCCESS;
  return *this;
}

std::int64_t CudnnDescriptor::get(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type,
                                  std::int64_t count, void* values) const {
  std::int64_t found = 0;
  const cudnnStatus_t status = cudnn().cudnnBackendGetAttribute(raw(), name, type, count, &found, values);
  return status == CUDNN_STATUS_SUCCESS ? found : 0;
}

}  // namespace ireplay
#endif
