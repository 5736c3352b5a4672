#pragma once

#include <cudnn.h>

#include <memory>
#include <type_traits>

#include "kernels/cuda/call.hpp"

/// cuDNN's functions, found in the library when they are first asked for, and owners of its handles.
namespace ireplay {

#define IREPLAY_CUDNN_FUNCTIONS(row)                  \
  row(cudnnCreate);                                   \
  row(cudnnDestroy);                                  \
  row(cudnnSetStream);                                \
  row(cudnnGetErrorString);                           \
  row(cudnnCreateTensorDescriptor);                   \
  row(cudnnDestroyTensorDescriptor);                  \
  row(cudnnSetTensorNdDescriptor);                    \
  row(cudnnCreateFilterDescriptor);                   \
  row(cudnnDestroyFilterDescriptor);                  \
  row(cudnnSetFilterNdDescriptor);                    \
  row(cudnnCreateConvolutionDescriptor);              \
  row(cudnnDestroyConvolutionDescriptor);             \
  row(cudnnSetConvolutionNdDescriptor);               \
  row(cudnnSetConvolutionGroupCount);                 \
  row(cudnnSetConvolutionMathType);                   \
  row(cudnnGetConvolutionForwardAlgorithm_v7);        \
  row(cudnnGetConvolutionBackwardDataAlgorithm_v7);   \
  row(cudnnGetConvolutionBackwardFilterAlgorithm_v7); \
  row(cudnnConvolutionForward);                       \
  row(cudnnConvolutionBackwardData);                  \
  row(cudnnConvolutionBackwardFilter)

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

template <class T, cudnnStatus_t (*CudnnApi::*create)(T*), cudnnStatus_t (*CudnnApi::*destroy)(T)>
class CudnnHandle {
 public:
  CudnnHandle() {
    T raw = nullptr;
    check_cudnn((cudnn().*create)(&raw), "making a cuDNN handle");
    handle_.reset(raw);
  }
  T get() const { return handle_.get(); }

 private:
  struct Destroy {
    void operator()(T handle) const { (cudnn().*destroy)(handle); }
  };
  std::unique_ptr<std::remove_pointer_t<T>, Destroy> handle_;
};

using CudnnSession = CudnnHandle<cudnnHandle_t, &CudnnApi::cudnnCreate, &CudnnApi::cudnnDestroy>;
using CudnnTensor = CudnnHandle<cudnnTensorDescriptor_t, &CudnnApi::cudnnCreateTensorDescriptor,
                                &CudnnApi::cudnnDestroyTensorDescriptor>;
using CudnnFilter = CudnnHandle<cudnnFilterDescriptor_t, &CudnnApi::cudnnCreateFilterDescriptor,
                                &CudnnApi::cudnnDestroyFilterDescriptor>;
using CudnnConvolution =
    CudnnHandle<cudnnConvolutionDescriptor_t, &CudnnApi::cudnnCreateConvolutionDescriptor,
                &CudnnApi::cudnnDestroyConvolutionDescriptor>;

}  // namespace ireplay
