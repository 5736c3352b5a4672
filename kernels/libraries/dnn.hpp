#pragma once

#include <memory>
#include <string>

#include "kernels/libraries/attention.hpp"
#include "kernels/libraries/convolution.hpp"
#include "kernels/libraries/library_plan.hpp"

/// cuDNN, which is loaded on first use.
namespace ireplay {

class DnnLibrary {
 public:
  /// Throws CudaError that says what to do where the library cannot be loaded or this build has no headers of
  /// it.
  DnnLibrary();
  ~DnnLibrary();

  /// What is found for a problem is kept in the folder `cudnn` of `cache_dir` from now on, and looked for
  /// there: engines are measured and compiled once for a device and a version. Empty: nowhere.
  void use_cache(const std::string& cache_dir);

  /// Engines are used that give the same bits each time, and float32's accuracy for float32. The library's
  /// first candidates are measured where `measuring` says so. Results are overwritten. Null where
  /// the library does not take the problem. Plans share one workspace: they must run on one stream, and not
  /// outlive the library.
  std::unique_ptr<LibraryPlan> make(const ConvolutionProblem& problem, cudaStream_t stream,
                                    Measuring measuring = Measuring::large);
  std::unique_ptr<LibraryPlan> make(const AttentionProblem& problem, cudaStream_t stream);
  /// Does not give the same bits each time.
  std::unique_ptr<LibraryPlan> make(const AttentionGradientProblem& problem, cudaStream_t stream);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ireplay
