#pragma once

#include <cuda_runtime_api.h>

#include <memory>
#include <string>

#include "kernels/attention.hpp"
#include "kernels/convolution.hpp"

/// cuDNN, which is loaded on first use.
namespace ireplay {

/// A problem made ready: descriptors and the algorithm, to be launched any number of times.
class DnnPlan {
 public:
  virtual ~DnnPlan() = default;
  virtual void launch(cudaStream_t stream) const = 0;
  /// "cudnn:fprop/62": the library's number of the engine.
  virtual const std::string& algorithm() const = 0;
};

class DnnLibrary {
 public:
  /// Throws CudaError that says what to do where the library cannot be loaded or this build has no headers of
  /// it.
  DnnLibrary();
  ~DnnLibrary();

  /// Engines are used that give the same bits each time, and float32's accuracy for float32. The library's
  /// first candidates are measured where the work is large enough for it to matter. Results are overwritten.
  /// Null where the library does not take the problem. Plans share one workspace: they must run on one
  /// stream, and not outlive the library.
  std::unique_ptr<DnnPlan> make(const ConvolutionProblem& problem, cudaStream_t stream);
  std::unique_ptr<DnnPlan> make(const AttentionProblem& problem, cudaStream_t stream);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ireplay
