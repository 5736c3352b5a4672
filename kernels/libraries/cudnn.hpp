#pragma once

#include <cudnn.h>

#include <memory>
#include <span>
#include <type_traits>

#include "kernels/device/call.hpp"

/// cuDNN's graph interface, found in the library when it is first asked for: everything is a descriptor with
/// attributes, made, filled in and finalized.
namespace ireplay {

#define IREPLAY_CUDNN_FUNCTIONS(row)  \
  row(cudnnCreate);                   \
  row(cudnnDestroy);                  \
  row(cudnnSetStream);                \
  row(cudnnGetErrorString);           \
  row(cudnnGetVersion);               \
  row(cudnnBackendCreateDescriptor);  \
  row(cudnnBackendDestroyDescriptor); \
  row(cudnnBackendSetAttribute);      \
  row(cudnnBackendGetAttribute);      \
  row(cudnnBackendFinalize);          \
  row(cudnnBackendExecute)

/// The functions that are used, by their own names.
struct CudnnApi {
#define DECLARE(name) decltype(&::name) name
  IREPLAY_CUDNN_FUNCTIONS(DECLARE);
#undef DECLARE
};

/// Throws CudaError where the library cannot be loaded.
const CudnnApi& cudnn();

/// Throws CudaError "cudnnCreate(&raw): CUDNN_STATUS_NOT_INITIALIZED".
void check_cudnn(cudnnStatus_t status, const char* call);
#define IREPLAY_CUDNN_CALL(call) ::ireplay::check_cudnn(::ireplay::cudnn().call, #call)

/// The library on the current device.
class CudnnHandle {
 public:
  CudnnHandle();
  cudnnHandle_t get() const { return handle_.get(); }

 private:
  struct Destroy {
    void operator()(cudnnHandle_t handle) const { cudnn().cudnnDestroy(handle); }
  };
  std::unique_ptr<std::remove_pointer_t<cudnnHandle_t>, Destroy> handle_;
};

/// A descriptor. What the library refuses makes it bad, and every descriptor that is made with a bad one.
class CudnnDescriptor {
 public:
  explicit CudnnDescriptor(cudnnBackendDescriptorType_t type);

  CudnnDescriptor& set(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, std::int64_t count,
                       const void* values);
  template <class T>
  CudnnDescriptor& set(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, const T& value) {
    return set(name, type, 1, &value);
  }
  CudnnDescriptor& set(cudnnBackendAttributeName_t name, std::span<const std::int64_t> values) {
    return set(name, CUDNN_TYPE_INT64, static_cast<std::int64_t>(values.size()), values.data());
  }
  CudnnDescriptor& set(cudnnBackendAttributeName_t name, const CudnnDescriptor& other);
  CudnnDescriptor& finalize();
  bool good() const { return good_; }

  /// Up to `count` values; how many there are.
  std::int64_t get(cudnnBackendAttributeName_t name, cudnnBackendAttributeType_t type, std::int64_t count,
                   void* values) const;
  cudnnBackendDescriptor_t raw() const { return raw_.get(); }

 private:
  struct Destroy {
    using pointer = cudnnBackendDescriptor_t;
    void operator()(cudnnBackendDescriptor_t raw) const { cudnn().cudnnBackendDestroyDescriptor(raw); }
  };
  std::unique_ptr<void, Destroy> raw_;
  bool good_ = true;
};

}  // namespace ireplay
