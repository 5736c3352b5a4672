#pragma once

#include <memory>

#include "kernels/libraries/factorization.hpp"
#include "kernels/libraries/library_plan.hpp"

/// cuSOLVER (and cuBLAS for triangles), which are loaded on first use.
namespace ireplay {

class SolverLibrary {
 public:
  /// Throws CudaError where the libraries cannot be loaded.
  SolverLibrary();
  ~SolverLibrary();
  /// Null for problems without elements and for what the library cannot hold. It may wait for the device.
  /// Plans share one workspace: they must run on one stream, and not outlive the library.
  std::unique_ptr<LibraryPlan> make(const SolverProblem& problem);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ireplay
