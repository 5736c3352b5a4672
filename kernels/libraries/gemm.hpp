#pragma once

#include <cstdint>
#include <memory>

#include "kernels/device/device.hpp"
#include "kernels/libraries/library_plan.hpp"
#include "kernels/scalar/dtype.hpp"

/// Matrix products through cuBLASLt, which is loaded on first use.
///
/// Our matrices are row-major, cuBLASLt's column-major: memory of a row-major D is a column-major D^T, so
/// that D = A B is asked for as D^T = B^T A^T. A matrix whose columns are contiguous instead of its rows is
/// handed over with the other transpose flag; one with neither has to be copied first.
namespace ireplay {

/// A matrix, or `batch` of them, in device memory; strides in elements.
struct MatrixView {
  void* data = nullptr;
  DType dtype = DType::f32;
  std::int64_t rows = 0, columns = 0, row_stride = 0, column_stride = 0;
  std::int64_t batch = 1, batch_stride = 0;
};

/// Whether rows or columns are contiguous, which is what the library can read.
bool has_unit_stride(const MatrixView& matrix);

/// d = alpha * a * b + beta * d (+ bias, one value for each column, of d's type; d's rows are contiguous
/// then). Accumulates in float32, in float64 for f64, in int32 for i8.
struct GemmProblem {
  MatrixView a, b, d;
  double alpha = 1, beta = 0;
  const void* bias = nullptr;
  bool allow_tf32 = false;
};

class GemmLibrary {
 public:
  /// Throws CudaError where the library cannot be loaded.
  GemmLibrary();
  ~GemmLibrary();
  /// What was measured is kept in the folder `cublasLt` there, for a device and a version. Empty: nowhere.
  void use_cache(const std::string& cache_dir);
  /// `d` is overwritten where candidates are measured. Null where the library has no algorithm for the
  /// problem.
  std::unique_ptr<LibraryPlan> make(const GemmProblem& problem, cudaStream_t stream,
                                    Measuring measuring = Measuring::large);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ireplay
