#pragma once

#include <cublas_v2.h>
#include <cusolverDn.h>

#include <complex>
#include <memory>
#include <type_traits>

#include "kernels/device/call.hpp"
#include "kernels/scalar/dtype.hpp"

/// The functions of cuSOLVER and cuBLAS that are used, found in the libraries when they are first asked for.
namespace ireplay {

#define IREPLAY_CUSOLVER_FUNCTIONS(row) \
  row(cusolverDnCreate);                \
  row(cusolverDnDestroy);               \
  row(cusolverDnSetStream);             \
  row(cusolverDnCreateParams);          \
  row(cusolverDnDestroyParams);         \
  row(cusolverDnXpotrf_bufferSize);     \
  row(cusolverDnXpotrf);                \
  row(cusolverDnXgetrf_bufferSize);     \
  row(cusolverDnXgetrf);                \
  row(cusolverDnXgetrs);                \
  row(cusolverDnXgeqrf_bufferSize);     \
  row(cusolverDnXgeqrf);                \
  row(cusolverDnXsyevd_bufferSize);     \
  row(cusolverDnXsyevd);                \
  row(cusolverDnXgesvd_bufferSize);     \
  row(cusolverDnXgesvd)

#define IREPLAY_CUBLAS_FUNCTIONS(row) \
  row(cublasCreate_v2);               \
  row(cublasDestroy_v2);              \
  row(cublasSetStream_v2)

/// Functions that exist once for each type, with one signature.
template <class T>
struct TypedSolver {
  cusolverStatus_t (*reflections_size)(cusolverDnHandle_t, int m, int n, int k, const T* a, int lda,
                                       const T* tau, int* elements);
  cusolverStatus_t (*reflections)(cusolverDnHandle_t, int m, int n, int k, T* a, int lda, const T* tau,
                                  T* work, int elements, int* info);
  cusolverStatus_t (*reflect_size)(cusolverDnHandle_t, cublasSideMode_t, cublasOperation_t, int m, int n,
                                   int k, const T* a, int lda, const T* tau, const T* c, int ldc,
                                   int* elements);
  cusolverStatus_t (*reflect)(cusolverDnHandle_t, cublasSideMode_t, cublasOperation_t, int m, int n, int k,
                              const T* a, int lda, const T* tau, T* c, int ldc, T* work, int elements,
                              int* info);
  cublasStatus_t (*triangle_solve)(cublasHandle_t, cublasSideMode_t, cublasFillMode_t, cublasOperation_t,
                                   cublasDiagType_t, int m, int n, const T* alpha, const T* a, int lda, T* b,
                                   int ldb);
};

struct CusolverApi {
#define DECLARE(name) decltype(&::name) name
  IREPLAY_CUSOLVER_FUNCTIONS(DECLARE);
  IREPLAY_CUBLAS_FUNCTIONS(DECLARE);
#undef DECLARE
  TypedSolver<float> f32;
  TypedSolver<double> f64;
  TypedSolver<cuComplex> c64;
  TypedSolver<cuDoubleComplex> c128;
};

/// Throws CudaError where a library cannot be loaded.
const CusolverApi& cusolver();

/// Throws CudaError "cusolverDnXgetrf: cuSOLVER status 7".
void check_cusolver(cusolverStatus_t status, const char* call);
void check_cublas(cublasStatus_t status, const char* call);

/// Calls f(functions, T{}) for the element type.
template <class F>
auto with_solver_type(DType dtype, F&& f) {
  switch (dtype) {
    case DType::f32:
      return f(cusolver().f32, float{});
    case DType::c64:
      return f(cusolver().c64, cuComplex{});
    case DType::c128:
      return f(cusolver().c128, cuDoubleComplex{});
    default:
      return f(cusolver().f64, double{});
  }
}

/// Both libraries on the current device.
class CusolverHandles {
 public:
  CusolverHandles();
  void use(cudaStream_t stream) const;
  cusolverDnHandle_t solver() const { return solver_.get(); }
  cusolverDnParams_t params() const { return params_.get(); }
  cublasHandle_t blas() const { return blas_.get(); }

 private:
  struct Destroy {
    void operator()(cusolverDnHandle_t handle) const { cusolver().cusolverDnDestroy(handle); }
    void operator()(cusolverDnParams_t params) const { cusolver().cusolverDnDestroyParams(params); }
    void operator()(cublasHandle_t handle) const { cusolver().cublasDestroy_v2(handle); }
  };
  std::unique_ptr<std::remove_pointer_t<cusolverDnHandle_t>, Destroy> solver_;
  std::unique_ptr<std::remove_pointer_t<cusolverDnParams_t>, Destroy> params_;
  std::unique_ptr<std::remove_pointer_t<cublasHandle_t>, Destroy> blas_;
};

}  // namespace ireplay
