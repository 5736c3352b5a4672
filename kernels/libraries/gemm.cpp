#include "kernels/libraries/gemm.hpp"

#include <cublasLt.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <span>
#include <vector>

#include "kernels/compiled/cache.hpp"
#include "kernels/device/timing.hpp"
#include "kernels/libraries/library.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kWorkspaceBytes = std::size_t{32} << 20;
constexpr int kCandidates = 8;
constexpr double kWorthMeasuring = 2e9;  // operations: some 10 us on a large device

/// The functions of the library that are used, by their own names.
struct Api {
#define LT(name) decltype(&::name) name
  LT(cublasLtCreate);
  LT(cublasLtDestroy);
  LT(cublasLtMatmul);
  LT(cublasLtMatmulDescCreate);
  LT(cublasLtMatmulDescDestroy);
  LT(cublasLtMatmulDescSetAttribute);
  LT(cublasLtMatrixLayoutCreate);
  LT(cublasLtMatrixLayoutDestroy);
  LT(cublasLtMatrixLayoutSetAttribute);
  LT(cublasLtMatmulPreferenceCreate);
  LT(cublasLtMatmulPreferenceDestroy);
  LT(cublasLtMatmulPreferenceSetAttribute);
  LT(cublasLtMatmulAlgoGetHeuristic);
  LT(cublasLtMatmulAlgoConfigGetAttribute);
  LT(cublasLtGetVersion);
#undef LT
};

Api load_api() {
  const Library library("cublasLt");
  Api api{};
#define LT(name) api.name = library.find<decltype(&::name)>(#name)
  LT(cublasLtCreate);
  LT(cublasLtDestroy);
  LT(cublasLtMatmul);
  LT(cublasLtMatmulDescCreate);
  LT(cublasLtMatmulDescDestroy);
  LT(cublasLtMatmulDescSetAttribute);
  LT(cublasLtMatrixLayoutCreate);
  LT(cublasLtMatrixLayoutDestroy);
  LT(cublasLtMatrixLayoutSetAttribute);
  LT(cublasLtMatmulPreferenceCreate);
  LT(cublasLtMatmulPreferenceDestroy);
  LT(cublasLtMatmulPreferenceSetAttribute);
  LT(cublasLtMatmulAlgoGetHeuristic);
  LT(cublasLtMatmulAlgoConfigGetAttribute);
  LT(cublasLtGetVersion);
#undef LT
  return api;
}

const Api& api() {
  static const Api loaded = load_api();
  return loaded;
}

void check_blas(cublasStatus_t status, const char* call) {
  if (status == CUBLAS_STATUS_SUCCESS) return;
  throw CudaError(std::string(call) + ": cuBLASLt status " + std::to_string(static_cast<int>(status)));
}
#define IREPLAY_BLAS_CALL(call) check_blas(api().call, #call)

template <class T, cublasStatus_t (*Api::*destroy)(T)>
struct Destroy {
  using pointer = T;
  void operator()(T handle) const { (api().*destroy)(handle); }
};
template <class T, cublasStatus_t (*Api::*destroy)(T)>
using Owned = std::unique_ptr<std::remove_pointer_t<T>, Destroy<T, destroy>>;
using Layout = Owned<cublasLtMatrixLayout_t, &Api::cublasLtMatrixLayoutDestroy>;
using Operation = Owned<cublasLtMatmulDesc_t, &Api::cublasLtMatmulDescDestroy>;
using Preference = Owned<cublasLtMatmulPreference_t, &Api::cublasLtMatmulPreferenceDestroy>;

std::optional<cudaDataType_t> data_type(DType dtype) {
  switch (dtype) {
    case DType::f64:
      return CUDA_R_64F;
    case DType::f32:
      return CUDA_R_32F;
    case DType::f16:
      return CUDA_R_16F;
    case DType::bf16:
      return CUDA_R_16BF;
    case DType::i8:
      return CUDA_R_8I;
    case DType::i32:
      return CUDA_R_32I;
    default:
      return std::nullopt;
  }
}

/// Strides of extents of 1 mean nothing; the library wants sensible ones.
MatrixView normalized(MatrixView matrix) {
  if (matrix.columns == 1 && matrix.row_stride != 1) matrix.column_stride = 1;
  if (matrix.rows == 1) {
    if (matrix.column_stride == 1)
      matrix.row_stride = std::max<std::int64_t>(matrix.columns, 1);
    else
      matrix.row_stride = 1;
  }
  if (matrix.columns == 1 && matrix.column_stride != 1)
    matrix.column_stride = std::max<std::int64_t>(matrix.rows, 1);
  return matrix;
}

bool rows_contiguous(const MatrixView& matrix) {
  return matrix.column_stride == 1 && matrix.row_stride >= std::max<std::int64_t>(matrix.columns, 1);
}
bool columns_contiguous(const MatrixView& matrix) {
  return matrix.row_stride == 1 && matrix.column_stride >= std::max<std::int64_t>(matrix.rows, 1);
}

MatrixView transposed(MatrixView matrix) {
  std::swap(matrix.rows, matrix.columns);
  std::swap(matrix.row_stride, matrix.column_stride);
  return matrix;
}

template <class T>
void set(cublasLtMatrixLayout_t layout, cublasLtMatrixLayoutAttribute_t attribute, T value) {
  IREPLAY_BLAS_CALL(cublasLtMatrixLayoutSetAttribute(layout, attribute, &value, sizeof value));
}
template <class T>
void set(cublasLtMatmulDesc_t operation, cublasLtMatmulDescAttributes_t attribute, T value) {
  IREPLAY_BLAS_CALL(cublasLtMatmulDescSetAttribute(operation, attribute, &value, sizeof value));
}

/// The memory of a matrix with contiguous rows (`by_rows`), or of one with contiguous columns, as
/// column-major.
Layout make_layout(const MatrixView& matrix, bool by_rows) {
  cublasLtMatrixLayout_t raw = nullptr;
  const auto rows = static_cast<std::uint64_t>(by_rows ? matrix.columns : matrix.rows);
  const auto columns = static_cast<std::uint64_t>(by_rows ? matrix.rows : matrix.columns);
  IREPLAY_BLAS_CALL(cublasLtMatrixLayoutCreate(&raw, *data_type(matrix.dtype), rows, columns,
                                               by_rows ? matrix.row_stride : matrix.column_stride));
  Layout layout(raw);
  if (matrix.batch > 1) {
    set(raw, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, static_cast<std::int32_t>(matrix.batch));
    set(raw, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, matrix.batch_stride);
  }
  return layout;
}

cublasComputeType_t compute_type_of(const GemmProblem& problem) {
  switch (problem.d.dtype) {
    case DType::f64:
      return CUBLAS_COMPUTE_64F;
    case DType::i32:
      return CUBLAS_COMPUTE_32I;
    case DType::f32:
      return problem.allow_tf32 && problem.a.dtype == DType::f32 ? CUBLAS_COMPUTE_32F_FAST_TF32
                                                                 : CUBLAS_COMPUTE_32F;
    default:
      return CUBLAS_COMPUTE_32F;
  }
}

cudaDataType_t scale_type_of(DType result) {
  return result == DType::f64 ? CUDA_R_64F : result == DType::i32 ? CUDA_R_32I : CUDA_R_32F;
}

/// alpha or beta in the scale type.
std::array<std::byte, 8> scale_bytes(double value, DType result) {
  std::array<std::byte, 8> bytes{};
  const auto single = static_cast<float>(value);
  const auto whole = static_cast<std::int32_t>(value);
  if (result == DType::f64)
    std::memcpy(bytes.data(), &value, sizeof value);
  else if (result == DType::i32)
    std::memcpy(bytes.data(), &whole, sizeof whole);
  else
    std::memcpy(bytes.data(), &single, sizeof single);
  return bytes;
}

class LtPlan : public LibraryPlan {
 public:
  LtPlan(const GemmProblem& problem, cublasLtHandle_t handle, void* workspace)
      : problem_(problem), handle_(handle), workspace_(workspace) {
    cublasLtMatmulDesc_t raw = nullptr;
    IREPLAY_BLAS_CALL(
        cublasLtMatmulDescCreate(&raw, compute_type_of(problem), scale_type_of(problem.d.dtype)));
    operation_.reset(raw);
    const bool b_by_rows = rows_contiguous(problem.b), a_by_rows = rows_contiguous(problem.a);
    first_ = make_layout(problem.b, b_by_rows);
    second_ = make_layout(problem.a, a_by_rows);
    result_ = make_layout(problem.d, true);
    set(raw, CUBLASLT_MATMUL_DESC_TRANSA, b_by_rows ? CUBLAS_OP_N : CUBLAS_OP_T);
    set(raw, CUBLASLT_MATMUL_DESC_TRANSB, a_by_rows ? CUBLAS_OP_N : CUBLAS_OP_T);
    if (problem.bias != nullptr) {
      set(raw, CUBLASLT_MATMUL_DESC_EPILOGUE, CUBLASLT_EPILOGUE_BIAS);
      set(raw, CUBLASLT_MATMUL_DESC_BIAS_POINTER, problem.bias);
    }
    alpha_ = scale_bytes(problem.alpha, problem.d.dtype);
    beta_ = scale_bytes(problem.beta, problem.d.dtype);
  }

  /// False where the heuristic knows no algorithm.
  bool choose(const FileCache& cache, const std::string& device, cudaStream_t stream, Measuring measuring) {
    const std::vector<cublasLtMatmulHeuristicResult_t> found = candidates();
    if (found.empty()) return false;
    const double operations = 2.0 * static_cast<double>(problem_.d.rows) *
                              static_cast<double>(problem_.d.columns) *
                              static_cast<double>(problem_.a.columns) * static_cast<double>(problem_.d.batch);
    Choice choice{found[0].algo, 0};
    if ((measuring == Measuring::all || operations >= kWorthMeasuring) && found.size() > 1)
      choice = measured(found, cache, device, stream, measuring != Measuring::never);
    algorithm_ = choice.algorithm;
    int id = 0;
    std::size_t written = 0;
    api().cublasLtMatmulAlgoConfigGetAttribute(&algorithm_, CUBLASLT_ALGO_CONFIG_ID, &id, sizeof id,
                                               &written);
    name_ = "cublasLt:" + std::to_string(id) + "/" + std::to_string(choice.number);
    return true;
  }

  void launch(cudaStream_t stream) override { check_blas(run(algorithm_, stream), "cublasLtMatmul"); }
  const std::string& algorithm() const override { return name_; }

 private:
  cublasStatus_t run(const cublasLtMatmulAlgo_t& algorithm, cudaStream_t stream) const {
    return api().cublasLtMatmul(handle_, operation_.get(), alpha_.data(), problem_.b.data, first_.get(),
                                problem_.a.data, second_.get(), beta_.data(), problem_.d.data, result_.get(),
                                problem_.d.data, result_.get(), &algorithm, workspace_, kWorkspaceBytes,
                                stream);
  }

  std::vector<cublasLtMatmulHeuristicResult_t> candidates() const {
    cublasLtMatmulPreference_t raw = nullptr;
    IREPLAY_BLAS_CALL(cublasLtMatmulPreferenceCreate(&raw));
    const Preference preference(raw);
    const std::size_t workspace = kWorkspaceBytes;
    IREPLAY_BLAS_CALL(cublasLtMatmulPreferenceSetAttribute(raw, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES,
                                                           &workspace, sizeof workspace));
    const auto alignment = [&](const void* data, std::int64_t stride, std::size_t bytes) {
      std::uint64_t bits =
          reinterpret_cast<std::uintptr_t>(data) | static_cast<std::uint64_t>(stride) * bytes | 256;
      return static_cast<std::uint32_t>(bits & (~bits + 1));
    };
    const auto prefer = [&](cublasLtMatmulPreferenceAttributes_t attribute, const MatrixView& matrix) {
      const std::uint32_t bytes =
          alignment(matrix.data, matrix.batch > 1 ? matrix.batch_stride : 0, bytes_of(matrix.dtype));
      IREPLAY_BLAS_CALL(cublasLtMatmulPreferenceSetAttribute(raw, attribute, &bytes, sizeof bytes));
    };
    prefer(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, problem_.b);
    prefer(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES, problem_.a);
    prefer(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, problem_.d);
    prefer(CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES, problem_.d);
    std::vector<cublasLtMatmulHeuristicResult_t> found(kCandidates);
    int count = 0;
    const cublasStatus_t status = api().cublasLtMatmulAlgoGetHeuristic(
        handle_, operation_.get(), first_.get(), second_.get(), result_.get(), result_.get(),
        preference.get(), kCandidates, found.data(), &count);
    if (status != CUBLAS_STATUS_SUCCESS) count = 0;
    found.resize(static_cast<std::size_t>(count));
    std::erase_if(found, [](const auto& entry) { return entry.state != CUBLAS_STATUS_SUCCESS; });
    return found;
  }

  /// An algorithm and its place among the heuristic's, as the cache keeps them.
  struct Choice {
    cublasLtMatmulAlgo_t algorithm;
    std::uint64_t number;
  };

  /// The fastest of the candidates, measured once for a device and a version of the library; the first one
  /// where that has not been done and is not to be.
  Choice measured(const std::vector<cublasLtMatmulHeuristicResult_t>& found, FileCache cache,
                  const std::string& device, cudaStream_t stream, bool measures) const {
    const std::string key = saved_key(device);
    Choice choice{};
    if (const auto saved = cache.load(key); saved && saved->size() == sizeof choice) {
      std::memcpy(&choice, saved->data(), sizeof choice);
      if (run(choice.algorithm, stream) == CUBLAS_STATUS_SUCCESS) return choice;
    }
    if (!measures) return {found[0].algo, 0};
    std::vector<std::function<bool()>> launches;
    for (const auto& candidate : found)
      launches.emplace_back(
          [this, &candidate, stream] { return run(candidate.algo, stream) == CUBLAS_STATUS_SUCCESS; });
    choice.number = fastest_of(time_in_turn(launches, stream));
    choice.algorithm = found[choice.number].algo;
    cache.save(key, std::as_bytes(std::span(&choice, 1)));
    return choice;
  }

  std::string saved_key(const std::string& device) const {
    std::vector<std::int64_t> numbers{problem_.allow_tf32, problem_.bias != nullptr, problem_.beta != 0};
    for (const MatrixView* matrix : {&problem_.a, &problem_.b, &problem_.d}) {
      const auto address = reinterpret_cast<std::uintptr_t>(matrix->data) | 256;
      numbers.insert(numbers.end(),
                     {static_cast<std::int64_t>(matrix->dtype), matrix->rows, matrix->columns,
                      matrix->row_stride, matrix->column_stride, matrix->batch, matrix->batch_stride,
                      static_cast<std::int64_t>(address & (~address + 1))});
    }
    const std::string_view listed(reinterpret_cast<const char*>(numbers.data()),
                                  numbers.size() * sizeof numbers[0]);
    const std::string version = std::to_string(api().cublasLtGetVersion());
    const std::array<std::string_view, 5> parts = {"cublasLt", listed, device, version, IREPLAY_VERSION};
    return cache_key(parts);
  }

  GemmProblem problem_;
  cublasLtHandle_t handle_;
  void* workspace_;
  Operation operation_;
  Layout first_, second_, result_;
  std::array<std::byte, 8> alpha_{}, beta_{};
  cublasLtMatmulAlgo_t algorithm_{};
  std::string name_;
};

}  // namespace

bool has_unit_stride(const MatrixView& matrix) {
  const MatrixView at = normalized(matrix);
  return rows_contiguous(at) || columns_contiguous(at);
}

struct GemmLibrary::State {
  cublasLtHandle_t handle = nullptr;
  DeviceBuffer workspace{kWorkspaceBytes};
  FileCache cache{std::string()};
  std::string device;
  State() { IREPLAY_BLAS_CALL(cublasLtCreate(&handle)); }
  ~State() { api().cublasLtDestroy(handle); }
};

GemmLibrary::GemmLibrary() : state_(std::make_unique<State>()) {}
GemmLibrary::~GemmLibrary() = default;

void GemmLibrary::use_cache(const std::string& cache_dir) {
  state_->cache = FileCache(cache_dir.empty() ? std::string() : cache_dir + "/cublasLt");
  if (!cache_dir.empty() && state_->device.empty()) state_->device = current_device_name();
}

std::unique_ptr<LibraryPlan> GemmLibrary::make(const GemmProblem& problem, cudaStream_t stream,
                                               Measuring measuring) {
  GemmProblem at = problem;
  at.a = normalized(at.a), at.b = normalized(at.b), at.d = normalized(at.d);
  if (!rows_contiguous(at.d)) {  // D^T = B^T A^T has contiguous rows then
    if (!columns_contiguous(at.d) || at.bias != nullptr) return nullptr;
    const MatrixView a = at.a;
    at.a = transposed(at.b), at.b = transposed(a), at.d = transposed(at.d);
  }
  for (const MatrixView* matrix : {&at.a, &at.b})
    if (!data_type(matrix->dtype) || !(rows_contiguous(*matrix) || columns_contiguous(*matrix)))
      return nullptr;
  if (!data_type(at.d.dtype)) return nullptr;
  auto plan = std::make_unique<LtPlan>(at, state_->handle, state_->workspace.data());
  if (!plan->choose(state_->cache, state_->device, stream, measuring)) return nullptr;
  return plan;
}

}  // namespace ireplay
