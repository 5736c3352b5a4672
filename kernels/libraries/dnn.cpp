#include "kernels/libraries/dnn.hpp"

#if IREPLAY_CUDNN
#include "kernels/libraries/cudnn_problems.hpp"

namespace ireplay {

struct DnnLibrary::State : CudnnSession {};

DnnLibrary::DnnLibrary() : state_(std::make_unique<State>()) {}
DnnLibrary::~DnnLibrary() = default;

void DnnLibrary::use_cache(const std::string& cache_dir) {
  state_->cache = FileCache(cache_dir.empty() ? std::string() : cache_dir + "/cudnn");
  if (!cache_dir.empty() && state_->device.empty()) state_->device = current_device_name();
}

std::unique_ptr<LibraryPlan> DnnLibrary::make(const ConvolutionProblem& problem, cudaStream_t stream,
                                              Measuring measuring) {
  return make_cudnn_convolution(problem, *state_, stream, measuring);
}

std::unique_ptr<LibraryPlan> DnnLibrary::make(const AttentionProblem& problem, cudaStream_t stream) {
  return make_cudnn_attention(problem, *state_, stream);
}

std::unique_ptr<LibraryPlan> DnnLibrary::make(const AttentionGradientProblem& problem, cudaStream_t stream) {
  return make_cudnn_attention(problem, *state_, stream);
}

}  // namespace ireplay

#else
#include "kernels/device/call.hpp"

namespace ireplay {

struct DnnLibrary::State {};

DnnLibrary::DnnLibrary() {
  throw CudaError(
      "this build knows no cuDNN: cudnn.h was not found when it was configured (CUDNN_INCLUDE_DIR)");
}
DnnLibrary::~DnnLibrary() = default;

void DnnLibrary::use_cache(const std::string&) {}
std::unique_ptr<LibraryPlan> DnnLibrary::make(const ConvolutionProblem&, cudaStream_t, Measuring) {
  return nullptr;
}
std::unique_ptr<LibraryPlan> DnnLibrary::make(const AttentionProblem&, cudaStream_t) { return nullptr; }
std::unique_ptr<LibraryPlan> DnnLibrary::make(const AttentionGradientProblem&, cudaStream_t) {
  return nullptr;
}

}  // namespace ireplay
#endif
