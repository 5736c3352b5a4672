#pragma once

#include <cuda_runtime_api.h>

#include <memory>
#include <string>

#include "kernels/factorization.hpp"

/// cuSOLVER (and cuBLAS for triangles), which are loaded on first use.
namespace ireplay {

/// A problem made ready, to be launched any number of times. The library may wait for the device.
class SolverPlan {
 public:
  virtual ~SolverPlan() = default;
  virtual void launch(cudaStream_t stream) = 0;
  /// "cusolver:Xgetrf".
  virtual const std::string& algorithm() const = 0;
};

class SolverLibrary {
 public:
  /// Throws CudaError where the libraries cannot be loaded.
  SolverLibrary();
  ~SolverLibrary();
  /// Null for problems without elements and for what the library cannot hold. Plans share one workspace: they
  /// must run on one stream, and not outlive the library.
  std::unique_ptr<SolverPlan> make(const SolverProblem& problem);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ireplay
