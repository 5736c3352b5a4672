#include "kernels/convolution.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "kernels/cuda/device.hpp"
#include "kernels/cuda/library.hpp"

namespace ireplay {

std::vector<std::int64_t> packed_strides(const std::vector<std::int64_t>& size, bool channels_last) {
  std::vector<std::int64_t> stride(size.size());
  std::int64_t step = 1;
  if (channels_last) stride[1] = 1, step = size[1];
  for (std::size_t d = size.size(); d-- > 2;) stride[d] = step, step *= size[d];
  if (!channels_last) stride[1] = step, step *= size[1];
  stride[0] = step;
  return stride;
}

}  // namespace ireplay

#if IREPLAY_CUDNN
#include "kernels/cuda/cudnn.hpp"

namespace ireplay {

const CudnnApi& cudnn() {
  static const CudnnApi loaded = [] {
    const Library library("cudnn");
    CudnnApi api{};
#define FIND(name) api.name = library.find<decltype(&::name)>(#name)
    IREPLAY_CUDNN_FUNCTIONS(FIND);
#undef FIND
    return api;
  }();
  return loaded;
}

void check_cudnn(cudnnStatus_t status, const char* call) {
  if (status == CUDNN_STATUS_SUCCESS) return;
  cudaGetLastError();
  throw CudaError(std::string(call) + ": " + cudnn().cudnnGetErrorString(status));
}

namespace {

constexpr std::size_t kMostWorkspaceBytes = std::size_t{512} << 20;
constexpr int kAsked = 16, kTimedRuns = 3;
constexpr std::size_t kCandidates = 4;
constexpr double kWorthMeasuring = 1e9;  // operations: some 10 us on a large device

using Extents = std::vector<std::int64_t>;

struct Candidate {
  int algorithm = 0;
  cudnnMathType_t math = CUDNN_DEFAULT_MATH;
  std::size_t workspace_bytes = 0;
};

/// What all plans share.
struct Session {
  CudnnSession handle;
  DeviceBuffer workspace;  // as large as any plan's

  /// False where there is not that much memory.
  bool reserve(std::size_t bytes, cudaStream_t stream) {
    if (bytes <= workspace.bytes()) return true;
    std::size_t free = 0, all = 0;
    IREPLAY_CUDA_CALL(cudaMemGetInfo(&free, &all));
    if (bytes > free) return false;
    IREPLAY_CUDA_CALL(cudaStreamSynchronize(stream));
    workspace = {};
    workspace = DeviceBuffer(bytes);
    return true;
  }
};

std::optional<cudnnDataType_t> data_type(DType dtype) {
  switch (dtype) {
    case DType::f64:
      return CUDNN_DATA_DOUBLE;
    case DType::f32:
      return CUDNN_DATA_FLOAT;
    case DType::f16:
      return CUDNN_DATA_HALF;
    case DType::bf16:
      return CUDNN_DATA_BFLOAT16;
    default:
      return std::nullopt;
  }
}

/// The library counts in int.
bool fit_int(const Extents& numbers) {
  return std::ranges::all_of(numbers,
                             [](std::int64_t k) { return k >= 0 && k <= std::numeric_limits<int>::max(); });
}
std::vector<int> to_int(const Extents& numbers) { return {numbers.begin(), numbers.end()}; }

/// Whether y's positions and channels are those that x and w have.
bool sizes_agree(const ConvolutionProblem& problem) {
  for (std::size_t d = 2; d < problem.x.size(); ++d) {
    const std::int64_t reach = problem.dilation[d - 2] * (problem.w[d] - 1) + 1;
    const std::int64_t room = problem.x[d] + 2 * problem.padding[d - 2] - reach;
    if (room < 0 || problem.stride[d - 2] < 1 || problem.y[d] != room / problem.stride[d - 2] + 1)
      return false;
  }
  return problem.groups > 0 && problem.x[0] == problem.y[0] && problem.y[1] == problem.w[0] &&
         problem.x[1] == problem.w[1] * problem.groups && problem.y[1] % problem.groups == 0;
}

/// Tensors that are not empty and whose elements the library can count.
bool can_be_described(const ConvolutionProblem& problem) {
  const auto countable = [&](const Extents& size) {
    std::int64_t count = 1;
    for (const std::int64_t extent : size) {
      if (extent <= 0 || extent > std::numeric_limits<int>::max() / count) return false;
      count *= extent;
    }
    return true;
  };
  const std::size_t rank = problem.x.size();
  const bool ranks = (rank == 4 || rank == 5) && problem.w.size() == rank && problem.y.size() == rank;
  return ranks && data_type(problem.dtype) && countable(problem.x) && countable(problem.w) &&
         countable(problem.y) && fit_int(problem.stride) && fit_int(problem.padding) &&
         fit_int(problem.dilation) && fit_int({problem.groups}) && sizes_agree(problem);
}

/// Whether the products themselves are added up, without transforms that lose digits (FFT, Winograd).
bool is_direct(ConvolutionTensor wanted, int algorithm) {
  switch (wanted) {
    case ConvolutionTensor::y:
      return algorithm <= CUDNN_CONVOLUTION_FWD_ALGO_DIRECT;
    case ConvolutionTensor::x:
      return algorithm <= CUDNN_CONVOLUTION_BWD_DATA_ALGO_1;
    default:
      return algorithm <= CUDNN_CONVOLUTION_BWD_FILTER_ALGO_1 ||
             algorithm == CUDNN_CONVOLUTION_BWD_FILTER_ALGO_3;
  }
}

/// float32 takes tensor cores only where TF32 is allowed.
cudnnMathType_t math_of(const ConvolutionProblem& problem) {
  if (problem.dtype == DType::f64) return CUDNN_DEFAULT_MATH;
  return problem.dtype == DType::f32 && !problem.allow_tf32 ? CUDNN_FMA_MATH : CUDNN_TENSOR_OP_MATH;
}

bool uses_tensor_cores(cudnnMathType_t math) {
  return math == CUDNN_TENSOR_OP_MATH || math == CUDNN_TENSOR_OP_MATH_ALLOW_CONVERSION;
}

double operations_of(const ConvolutionProblem& problem) {
  double operations = 2;
  for (const std::int64_t extent : problem.y) operations *= static_cast<double>(extent);
  for (std::size_t d = 1; d < problem.w.size(); ++d) operations *= static_cast<double>(problem.w[d]);
  return operations;
}

class CudnnPlan : public ConvolutionPlan {
 public:
  CudnnPlan(const ConvolutionProblem& problem, Session& session) : problem_(problem), session_(session) {
    describe(x_, problem.x);
    describe(y_, problem.y);
    const auto taps = to_int(problem.w);
    IREPLAY_CUDNN_CALL(cudnnSetFilterNdDescriptor(
        w_.get(), type(), problem.channels_last ? CUDNN_TENSOR_NHWC : CUDNN_TENSOR_NCHW,
        static_cast<int>(taps.size()), taps.data()));
    const auto padding = to_int(problem.padding), stride = to_int(problem.stride);
    const auto dilation = to_int(problem.dilation);
    IREPLAY_CUDNN_CALL(cudnnSetConvolutionNdDescriptor(
        operation_.get(), static_cast<int>(stride.size()), padding.data(), stride.data(), dilation.data(),
        CUDNN_CROSS_CORRELATION, type() == CUDNN_DATA_DOUBLE ? CUDNN_DATA_DOUBLE : CUDNN_DATA_FLOAT));
    IREPLAY_CUDNN_CALL(cudnnSetConvolutionGroupCount(operation_.get(), static_cast<int>(problem.groups)));
    IREPLAY_CUDNN_CALL(cudnnSetConvolutionMathType(operation_.get(), math_of(problem)));
  }

  /// False where no algorithm takes the problem.
  bool choose(cudaStream_t stream) {
    const bool measures = operations_of(problem_) >= kWorthMeasuring;
    double best_us = 0;
    for (const Candidate& candidate : find_candidates()) {
      if (!session_.reserve(candidate.workspace_bytes, stream) ||
          run(candidate, stream) != CUDNN_STATUS_SUCCESS)
        continue;
      const double us = measures ? measured_us(candidate, stream) : 1;
      if (best_us == 0 || us < best_us) best_us = us, chosen_ = candidate;
      if (!measures) break;
    }
    const char* pass = problem_.wanted == ConvolutionTensor::y   ? "fprop"
                       : problem_.wanted == ConvolutionTensor::x ? "dgrad"
                                                                 : "wgrad";
    name_ = std::string("cudnn:") + pass + "/" + std::to_string(chosen_.algorithm);
    IREPLAY_CUDNN_CALL(cudnnSetConvolutionMathType(operation_.get(), chosen_.math));
    return best_us > 0;
  }

  void launch(cudaStream_t stream) const override {
    check_cudnn(run_chosen(chosen_, stream), "cuDNN's convolution");
  }
  const std::string& algorithm() const override { return name_; }

 private:
  cudnnDataType_t type() const { return *data_type(problem_.dtype); }

  void describe(const CudnnTensor& tensor, const Extents& size) const {
    const auto extents = to_int(size), strides = to_int(packed_strides(size, problem_.channels_last));
    IREPLAY_CUDNN_CALL(cudnnSetTensorNdDescriptor(tensor.get(), type(), static_cast<int>(extents.size()),
                                                  extents.data(), strides.data()));
  }

  std::vector<Candidate> find_candidates() const {
    const cudnnHandle_t handle = session_.handle.get();
    switch (problem_.wanted) {
      case ConvolutionTensor::y:
        return fitting<cudnnConvolutionFwdAlgoPerf_t>([&](int* count, auto* found) {
          return cudnn().cudnnGetConvolutionForwardAlgorithm_v7(handle, x_.get(), w_.get(), operation_.get(),
                                                                y_.get(), kAsked, count, found);
        });
      case ConvolutionTensor::x:
        return fitting<cudnnConvolutionBwdDataAlgoPerf_t>([&](int* count, auto* found) {
          return cudnn().cudnnGetConvolutionBackwardDataAlgorithm_v7(
              handle, w_.get(), y_.get(), operation_.get(), x_.get(), kAsked, count, found);
        });
      default:
        return fitting<cudnnConvolutionBwdFilterAlgoPerf_t>([&](int* count, auto* found) {
          return cudnn().cudnnGetConvolutionBackwardFilterAlgorithm_v7(
              handle, x_.get(), y_.get(), operation_.get(), w_.get(), kAsked, count, found);
        });
    }
  }

  /// The first candidates of the library's list, fastest first by its own estimate, that may be used.
  template <class Row, class Ask>
  std::vector<Candidate> fitting(Ask&& ask) const {
    std::array<Row, kAsked> found{};
    int count = 0;
    if (ask(&count, found.data()) != CUDNN_STATUS_SUCCESS) return {};
    const bool plain = math_of(problem_) == CUDNN_FMA_MATH;
    std::vector<Candidate> result;
    for (int k = 0; k < count && result.size() < kCandidates; ++k) {
      const Row& row = found[static_cast<std::size_t>(k)];
      const auto algorithm = static_cast<int>(row.algo);
      if (row.status == CUDNN_STATUS_SUCCESS && row.determinism == CUDNN_DETERMINISTIC &&
          row.memory <= kMostWorkspaceBytes && is_direct(problem_.wanted, algorithm) &&
          !(plain && uses_tensor_cores(row.mathType)))
        result.push_back({algorithm, plain ? CUDNN_FMA_MATH : row.mathType, row.memory});
    }
    return result;
  }

  cudnnStatus_t run(const Candidate& candidate, cudaStream_t stream) const {
    const cudnnStatus_t status = cudnn().cudnnSetConvolutionMathType(operation_.get(), candidate.math);
    return status == CUDNN_STATUS_SUCCESS ? run_chosen(candidate, stream) : status;
  }

  cudnnStatus_t run_chosen(const Candidate& candidate, cudaStream_t stream) const {
    const cudnnHandle_t handle = session_.handle.get();
    const cudnnStatus_t status = cudnn().cudnnSetStream(handle, stream);
    if (status != CUDNN_STATUS_SUCCESS) return status;
    const float single[] = {1, 0};
    const double twice[] = {1, 0};
    const bool wide = type() == CUDNN_DATA_DOUBLE;
    const void* one = wide ? static_cast<const void*>(twice) : single;
    const void* zero = wide ? static_cast<const void*>(twice + 1) : single + 1;
    void* workspace = session_.workspace.data();
    switch (problem_.wanted) {
      case ConvolutionTensor::y:
        return cudnn().cudnnConvolutionForward(
            handle, one, x_.get(), problem_.x_data, w_.get(), problem_.w_data, operation_.get(),
            static_cast<cudnnConvolutionFwdAlgo_t>(candidate.algorithm), workspace, candidate.workspace_bytes,
            zero, y_.get(), problem_.y_data);
      case ConvolutionTensor::x:
        return cudnn().cudnnConvolutionBackwardData(
            handle, one, w_.get(), problem_.w_data, y_.get(), problem_.y_data, operation_.get(),
            static_cast<cudnnConvolutionBwdDataAlgo_t>(candidate.algorithm), workspace,
            candidate.workspace_bytes, zero, x_.get(), problem_.x_data);
      default:
        return cudnn().cudnnConvolutionBackwardFilter(
            handle, one, x_.get(), problem_.x_data, y_.get(), problem_.y_data, operation_.get(),
            static_cast<cudnnConvolutionBwdFilterAlgo_t>(candidate.algorithm), workspace,
            candidate.workspace_bytes, zero, w_.get(), problem_.w_data);
    }
  }

  double measured_us(const Candidate& candidate, cudaStream_t stream) const {
    const Event start = make_event(), end = make_event();
    IREPLAY_CUDA_CALL(cudaEventRecord(start.get(), stream));
    for (int repeat = 0; repeat < kTimedRuns; ++repeat) run(candidate, stream);
    IREPLAY_CUDA_CALL(cudaEventRecord(end.get(), stream));
    return elapsed_us(start, end);
  }

  ConvolutionProblem problem_;
  Session& session_;
  CudnnTensor x_, y_;
  CudnnFilter w_;
  CudnnConvolution operation_;
  Candidate chosen_;
  std::string name_;
};

}  // namespace

struct ConvolutionLibrary::State : Session {};

ConvolutionLibrary::ConvolutionLibrary() : state_(std::make_unique<State>()) {}
ConvolutionLibrary::~ConvolutionLibrary() = default;

std::unique_ptr<ConvolutionPlan> ConvolutionLibrary::make(const ConvolutionProblem& problem,
                                                          cudaStream_t stream) {
  if (!can_be_described(problem)) return nullptr;
  auto plan = std::make_unique<CudnnPlan>(problem, *state_);
  if (!plan->choose(stream)) return nullptr;
  return plan;
}

}  // namespace ireplay

#else

namespace ireplay {

struct ConvolutionLibrary::State {};

ConvolutionLibrary::ConvolutionLibrary() {
  throw CudaError(
      "this build knows no cuDNN: cudnn.h was not found when it was configured (CUDNN_INCLUDE_DIR)");
}
ConvolutionLibrary::~ConvolutionLibrary() = default;

std::unique_ptr<ConvolutionPlan> ConvolutionLibrary::make(const ConvolutionProblem&, cudaStream_t) {
  return nullptr;
}

}  // namespace ireplay
#endif
