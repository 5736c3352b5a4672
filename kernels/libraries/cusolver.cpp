#if IREPLAY_CUSOLVER
#include "kernels/libraries/cusolver.hpp"

#include "kernels/libraries/library.hpp"

namespace ireplay {
namespace {

CusolverApi load() {
  const Library blas("cublas"), solver("cusolver");
  CusolverApi api{};
#define FIND(name) api.name = solver.find<decltype(&::name)>(#name)
  IREPLAY_CUSOLVER_FUNCTIONS(FIND);
#undef FIND
#define FIND(name) api.name = blas.find<decltype(&::name)>(#name)
  IREPLAY_CUBLAS_FUNCTIONS(FIND);
#undef FIND
#define TYPE(type, letter, make, apply)                                                                  \
  api.type.reflections_size = solver.find<decltype(&::cusolverDn##letter##make##_bufferSize)>(           \
      "cusolverDn" #letter #make "_bufferSize");                                                         \
  api.type.reflections = solver.find<decltype(&::cusolverDn##letter##make)>("cusolverDn" #letter #make); \
  api.type.reflect_size = solver.find<decltype(&::cusolverDn##letter##apply##_bufferSize)>(              \
      "cusolverDn" #letter #apply "_bufferSize");                                                        \
  api.type.reflect = solver.find<decltype(&::cusolverDn##letter##apply)>("cusolverDn" #letter #apply);   \
  api.type.triangle_solve = blas.find<decltype(&::cublas##letter##trsm_v2)>("cublas" #letter "trsm_v2")
  TYPE(f32, S, orgqr, ormqr);
  TYPE(f64, D, orgqr, ormqr);
  TYPE(c64, C, ungqr, unmqr);
  TYPE(c128, Z, ungqr, unmqr);
#undef TYPE
  return api;
}

}  // namespace

const CusolverApi& cusolver() {
  static const CusolverApi loaded = load();
  return loaded;
}

void check_cusolver(cusolverStatus_t status, const char* call) {
  if (status == CUSOLVER_STATUS_SUCCESS) return;
  cudaGetLastError();
  throw CudaError(std::string(call) + ": cuSOLVER status " + std::to_string(static_cast<int>(status)));
}

void check_cublas(cublasStatus_t status, const char* call) {
  if (status == CUBLAS_STATUS_SUCCESS) return;
  cudaGetLastError();
  throw CudaError(std::string(call) + ": cuBLAS status " + std::to_string(static_cast<int>(status)));
}

CusolverHandles::CusolverHandles() {
  cusolverDnHandle_t solver = nullptr;
  check_cusolver(cusolver().cusolverDnCreate(&solver), "cusolverDnCreate");
  solver_.reset(solver);
  cusolverDnParams_t params = nullptr;
  check_cusolver(cusolver().cusolverDnCreateParams(&params), "cusolverDnCreateParams");
  params_.reset(params);
  cublasHandle_t blas = nullptr;
  check_cublas(cusolver().cublasCreate_v2(&blas), "cublasCreate");
  blas_.reset(blas);
}

void CusolverHandles::use(cudaStream_t stream) const {
  check_cusolver(cusolver().cusolverDnSetStream(solver(), stream), "cusolverDnSetStream");
  check_cublas(cusolver().cublasSetStream_v2(blas(), stream), "cublasSetStream");
}

}  // namespace ireplay
#endif
