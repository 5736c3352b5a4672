#pragma once

#include <cuda_runtime_api.h>

#include <string>

namespace ireplay {

/// A library's problem made ready: descriptors and the algorithm, to be launched any number of times.
class LibraryPlan {
 public:
  virtual ~LibraryPlan() = default;
  virtual void launch(cudaStream_t stream) = 0;
  /// The library's name and number of what runs: "cublasLt:67", "cudnn:fprop/62", "cusolver:Xgetrf".
  virtual const std::string& algorithm() const = 0;
};

}  // namespace ireplay
