#include "kernels/libraries/solver.hpp"

#if IREPLAY_CUSOLVER
#include <algorithm>
#include <limits>
#include <vector>

#include "kernels/device/device.hpp"
#include "kernels/libraries/cusolver.hpp"

namespace ireplay {

struct SolverLibrary::State : CusolverHandles {
  DeviceBuffer workspace, infos;
  /// At least so many bytes; plans look it up when they are launched.
  void reserve(DeviceBuffer& buffer, std::size_t bytes) {
    if (buffer.bytes() < bytes) buffer = DeviceBuffer(bytes);
  }
};

namespace {

cudaDataType_t data_type(DType dtype) {
  return dtype == DType::f32   ? CUDA_R_32F
         : dtype == DType::f64 ? CUDA_R_64F
         : dtype == DType::c64 ? CUDA_C_32F
                               : CUDA_C_64F;
}

DType real_of(DType dtype) {
  return dtype == DType::c64 ? DType::f32 : dtype == DType::c128 ? DType::f64 : dtype;
}

/// One matrix of the batch.
struct Operands {
  std::byte *a = nullptr, *x = nullptr, *y = nullptr, *values = nullptr;
  int* info = nullptr;
};

struct WorkspaceBytes {
  std::size_t device = 0, host = 0;
};

/// A problem with the library's way of calling: what its calls need, and the calls for one matrix.
class Calls {
 public:
  Calls(const SolverProblem& problem, const CusolverHandles& handles)
      : p_(problem),
        handles_(handles),
        type_(data_type(problem.dtype)),
        real_type_(data_type(real_of(problem.dtype))) {}

  WorkspaceBytes workspace() const;
  void run(const Operands& at, std::byte* device, std::byte* host, const WorkspaceBytes& bytes) const;

  std::int64_t x_rows() const { return p_.mode.right ? p_.others : p_.rows; }
  std::int64_t x_columns() const { return p_.mode.right ? p_.rows : p_.others; }

 private:
  cublasOperation_t operation() const {
    if (p_.mode.turn == SolverTurn::none) return CUBLAS_OP_N;
    return p_.mode.turn == SolverTurn::adjoint && is_complex(p_.dtype) ? CUBLAS_OP_C : CUBLAS_OP_T;
  }
  cublasFillMode_t triangle() const {
    return p_.mode.upper ? CUBLAS_FILL_MODE_UPPER : CUBLAS_FILL_MODE_LOWER;
  }
  cublasSideMode_t side() const { return p_.mode.right ? CUBLAS_SIDE_RIGHT : CUBLAS_SIDE_LEFT; }
  cusolverEigMode_t eigen_mode() const {
    return p_.mode.vectors ? CUSOLVER_EIG_MODE_VECTOR : CUSOLVER_EIG_MODE_NOVECTOR;
  }
  signed char singular_job() const {
    return static_cast<signed char>(!p_.mode.vectors ? 'N' : p_.others == p_.columns ? 'S' : 'A');
  }
  static int narrow(std::int64_t value) { return static_cast<int>(value); }

  template <class T>
  std::size_t reflections_elements(const TypedSolver<T>& api, const T*) const {
    int elements = 0;
    check_cusolver(api.reflections_size(handles_.solver(), narrow(p_.rows), narrow(p_.columns),
                                        narrow(p_.count), nullptr, narrow(p_.rows), nullptr, &elements),
                   "cusolverDnorgqr_bufferSize");
    return static_cast<std::size_t>(elements);
  }
  template <class T>
  std::size_t reflect_elements(const TypedSolver<T>& api, const T*) const {
    int elements = 0;
    check_cusolver(api.reflect_size(handles_.solver(), side(), operation(), narrow(x_rows()),
                                    narrow(x_columns()), narrow(p_.count), nullptr, narrow(p_.rows), nullptr,
                                    nullptr, narrow(x_rows()), &elements),
                   "cusolverDnormqr_bufferSize");
    return static_cast<std::size_t>(elements);
  }

  const SolverProblem& p_;
  const CusolverHandles& handles_;
  cudaDataType_t type_, real_type_;
};

WorkspaceBytes Calls::workspace() const {
  WorkspaceBytes bytes;
  const auto& api = cusolver();
  const auto solver = handles_.solver();
  const auto params = handles_.params();
  const std::int64_t m = p_.rows, n = p_.columns;
  switch (p_.mode.call) {
    case SolverCall::cholesky:
      check_cusolver(api.cusolverDnXpotrf_bufferSize(solver, params, triangle(), n, type_, p_.a, m, type_,
                                                     &bytes.device, &bytes.host),
                     "cusolverDnXpotrf_bufferSize");
      break;
    case SolverCall::lu:
      check_cusolver(api.cusolverDnXgetrf_bufferSize(solver, params, m, n, type_, p_.a, m, type_,
                                                     &bytes.device, &bytes.host),
                     "cusolverDnXgetrf_bufferSize");
      break;
    case SolverCall::qr:
      check_cusolver(api.cusolverDnXgeqrf_bufferSize(solver, params, m, n, type_, p_.a, m, type_, p_.values,
                                                     type_, &bytes.device, &bytes.host),
                     "cusolverDnXgeqrf_bufferSize");
      break;
    case SolverCall::reflections:
      bytes.device = bytes_of(p_.dtype) * with_solver_type(p_.dtype, [&](const auto& typed, auto zero) {
                       return reflections_elements(typed, &zero);
                     });
      break;
    case SolverCall::reflect:
      bytes.device = bytes_of(p_.dtype) * with_solver_type(p_.dtype, [&](const auto& typed, auto zero) {
                       return reflect_elements(typed, &zero);
                     });
      break;
    case SolverCall::eigen:
      check_cusolver(
          api.cusolverDnXsyevd_bufferSize(solver, params, eigen_mode(), triangle(), n, type_, p_.a, m,
                                          real_type_, p_.values, type_, &bytes.device, &bytes.host),
          "cusolverDnXsyevd_bufferSize");
      break;
    case SolverCall::singular:
      check_cusolver(api.cusolverDnXgesvd_bufferSize(solver, params, singular_job(), singular_job(), m, n,
                                                     type_, p_.a, m, real_type_, p_.values, type_, p_.x, m,
                                                     type_, p_.y, n, type_, &bytes.device, &bytes.host),
                     "cusolverDnXgesvd_bufferSize");
      break;
    case SolverCall::lu_solve:
    case SolverCall::triangle_solve:
    case SolverCall::ldl:
    case SolverCall::ldl_solve:
    case SolverCall::general_eigen:
      break;
  }
  return bytes;
}

void Calls::run(const Operands& at, std::byte* device, std::byte* host, const WorkspaceBytes& bytes) const {
  const auto& api = cusolver();
  const auto solver = handles_.solver();
  const auto params = handles_.params();
  const std::int64_t m = p_.rows, n = p_.columns;
  switch (p_.mode.call) {
    case SolverCall::cholesky:
      return check_cusolver(api.cusolverDnXpotrf(solver, params, triangle(), n, type_, at.a, m, type_, device,
                                                 bytes.device, host, bytes.host, at.info),
                            "cusolverDnXpotrf");
    case SolverCall::lu:
      return check_cusolver(
          api.cusolverDnXgetrf(solver, params, m, n, type_, at.a, m,
                               p_.mode.pivot ? reinterpret_cast<std::int64_t*>(at.values) : nullptr, type_,
                               device, bytes.device, host, bytes.host, at.info),
          "cusolverDnXgetrf");
    case SolverCall::lu_solve:
      return check_cusolver(
          api.cusolverDnXgetrs(solver, params, operation(), n, p_.others, type_, at.a, m,
                               reinterpret_cast<const std::int64_t*>(at.values), type_, at.x, m, at.info),
          "cusolverDnXgetrs");
    case SolverCall::triangle_solve:
      return with_solver_type(p_.dtype, [&](const auto& typed, auto one) {
        using T = decltype(one);
        if constexpr (std::is_floating_point_v<T>)
          one = 1;
        else
          one.x = 1;
        check_cublas(
            typed.triangle_solve(handles_.blas(), side(), triangle(), operation(),
                                 p_.mode.unit ? CUBLAS_DIAG_UNIT : CUBLAS_DIAG_NON_UNIT, narrow(x_rows()),
                                 narrow(x_columns()), &one, reinterpret_cast<const T*>(at.a), narrow(m),
                                 reinterpret_cast<T*>(at.x), narrow(x_rows())),
            "cublastrsm");
      });
    case SolverCall::qr:
      return check_cusolver(api.cusolverDnXgeqrf(solver, params, m, n, type_, at.a, m, type_, at.values,
                                                 type_, device, bytes.device, host, bytes.host, at.info),
                            "cusolverDnXgeqrf");
    case SolverCall::reflections:
      return with_solver_type(p_.dtype, [&](const auto& typed, auto zero) {
        using T = decltype(zero);
        check_cusolver(
            typed.reflections(solver, narrow(m), narrow(n), narrow(p_.count), reinterpret_cast<T*>(at.a),
                              narrow(m), reinterpret_cast<const T*>(at.values), reinterpret_cast<T*>(device),
                              narrow(static_cast<std::int64_t>(bytes.device / sizeof(T))), at.info),
            "cusolverDnorgqr");
      });
    case SolverCall::reflect:
      return with_solver_type(p_.dtype, [&](const auto& typed, auto zero) {
        using T = decltype(zero);
        check_cusolver(typed.reflect(solver, side(), operation(), narrow(x_rows()), narrow(x_columns()),
                                     narrow(p_.count), reinterpret_cast<const T*>(at.a), narrow(m),
                                     reinterpret_cast<const T*>(at.values), reinterpret_cast<T*>(at.x),
                                     narrow(x_rows()), reinterpret_cast<T*>(device),
                                     narrow(static_cast<std::int64_t>(bytes.device / sizeof(T))), at.info),
                       "cusolverDnormqr");
      });
    case SolverCall::eigen:
      return check_cusolver(
          api.cusolverDnXsyevd(solver, params, eigen_mode(), triangle(), n, type_, at.a, m, real_type_,
                               at.values, type_, device, bytes.device, host, bytes.host, at.info),
          "cusolverDnXsyevd");
    case SolverCall::singular:
      return check_cusolver(api.cusolverDnXgesvd(solver, params, singular_job(), singular_job(), m, n, type_,
                                                 at.a, m, real_type_, at.values, type_, at.x, m, type_, at.y,
                                                 n, type_, device, bytes.device, host, bytes.host, at.info),
                            "cusolverDnXgesvd");
    case SolverCall::ldl:
    case SolverCall::ldl_solve:
    case SolverCall::general_eigen:
      break;  // not made
  }
}

const char* name_of(SolverCall call) {
  switch (call) {
    case SolverCall::cholesky:
      return "cusolver:Xpotrf";
    case SolverCall::lu:
      return "cusolver:Xgetrf";
    case SolverCall::lu_solve:
      return "cusolver:Xgetrs";
    case SolverCall::triangle_solve:
      return "cublas:trsm";
    case SolverCall::qr:
      return "cusolver:Xgeqrf";
    case SolverCall::reflections:
      return "cusolver:orgqr";
    case SolverCall::reflect:
      return "cusolver:ormqr";
    case SolverCall::eigen:
      return "cusolver:Xsyevd";
    case SolverCall::singular:
      return "cusolver:Xgesvd";
    case SolverCall::ldl:
    case SolverCall::ldl_solve:
    case SolverCall::general_eigen:
      break;
  }
  return "";
}

class CusolverPlan : public LibraryPlan {
 public:
  CusolverPlan(const SolverProblem& problem, const CusolverHandles& handles, const DeviceBuffer& workspace,
               const DeviceBuffer& infos)
      : problem_(problem),
        handles_(handles),
        workspace_(workspace),
        infos_(infos),
        calls_(problem_, handles),
        bytes_(calls_.workspace()),
        host_(bytes_.host),
        name_(name_of(problem.mode.call)) {}
  CusolverPlan(const CusolverPlan&) = delete;

  std::size_t workspace_bytes() const { return bytes_.device; }
  const std::string& algorithm() const override { return name_; }

  void launch(cudaStream_t stream) override {
    handles_.use(stream);
    for (std::int64_t i = 0; i < problem_.batch; ++i)
      calls_.run(operands(i), workspace_.data(), host_.data(), bytes_);
  }

 private:
  Operands operands(std::int64_t i) const {
    const auto bytes = static_cast<std::int64_t>(bytes_of(problem_.dtype));
    const auto part = [&](void* data, std::int64_t elements, std::int64_t each) {
      return data == nullptr ? nullptr : static_cast<std::byte*>(data) + i * elements * each;
    };
    int* const infos = problem_.info != nullptr ? problem_.info : reinterpret_cast<int*>(infos_.data());
    return {part(problem_.a, problem_.rows * problem_.columns, bytes),
            part(problem_.x, calls_.x_rows() * calls_.x_columns(), bytes),
            part(problem_.y, problem_.columns * problem_.columns, bytes),
            part(problem_.values, problem_.count, value_bytes()), infos + i};
  }
  std::int64_t value_bytes() const {
    switch (problem_.mode.call) {
      case SolverCall::lu:
      case SolverCall::lu_solve:
        return sizeof(std::int64_t);
      case SolverCall::eigen:
      case SolverCall::singular:
        return static_cast<std::int64_t>(bytes_of(real_of(problem_.dtype)));
      default:
        return static_cast<std::int64_t>(bytes_of(problem_.dtype));
    }
  }

  SolverProblem problem_;
  const CusolverHandles& handles_;
  const DeviceBuffer &workspace_, &infos_;
  Calls calls_;
  WorkspaceBytes bytes_;
  std::vector<std::byte> host_;
  std::string name_;
};

bool is_solver_type(DType dtype) {
  return dtype == DType::f32 || dtype == DType::f64 || dtype == DType::c64 || dtype == DType::c128;
}

}  // namespace

SolverLibrary::SolverLibrary() : state_(std::make_unique<State>()) {}
SolverLibrary::~SolverLibrary() = default;

std::unique_ptr<LibraryPlan> SolverLibrary::make(const SolverProblem& problem) {
  const std::int64_t longest = std::max({problem.rows, problem.columns, problem.others});
  if (!is_solver_type(problem.dtype) || longest > std::numeric_limits<int>::max()) return nullptr;
  if (problem.batch == 0 || problem.rows == 0 || problem.columns == 0) return nullptr;
  if (problem.mode.call == SolverCall::ldl || problem.mode.call == SolverCall::ldl_solve ||
      problem.mode.call == SolverCall::general_eigen)
    return nullptr;  // cuSOLVER has no Hermitian factorization, old ones no eigenvalues of general matrices
  auto plan = std::make_unique<CusolverPlan>(problem, *state_, state_->workspace, state_->infos);
  state_->reserve(state_->workspace, plan->workspace_bytes());
  state_->reserve(state_->infos, static_cast<std::size_t>(problem.batch) * sizeof(int));
  return plan;
}

}  // namespace ireplay

#else
#include "kernels/device/call.hpp"

namespace ireplay {

struct SolverLibrary::State {};

SolverLibrary::SolverLibrary() {
  throw CudaError(
      "this build knows no cuSOLVER: cusolverDn.h was not found when it was configured "
      "(CUSOLVER_INCLUDE_DIR)");
}
SolverLibrary::~SolverLibrary() = default;

std::unique_ptr<LibraryPlan> SolverLibrary::make(const SolverProblem&) { return nullptr; }

}  // namespace ireplay
#endif
