#include "kernels/convolution.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>

#include "kernels/cuda/device.hpp"

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
namespace {

constexpr std::int64_t kMostWorkspaceBytes = std::int64_t{512} << 20;
constexpr std::size_t kCandidates = 4;
constexpr int kTimedRuns = 3;
constexpr double kWorthMeasuring = 1e9;  // operations: some 10 us on a large device
constexpr std::int64_t kAlignment = 16;

using Extents = std::vector<std::int64_t>;

/// What all plans share.
struct Session {
  CudnnHandle handle;
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

/// Whether y's positions and channels are those that x and w have.
bool sizes_agree(const ConvolutionProblem& problem) {
  for (std::size_t d = 2; d < problem.x.size(); ++d) {
    const std::int64_t reach = problem.dilation[d - 2] * (problem.w[d] - 1) + 1;
    const std::int64_t room = problem.x[d] + 2 * problem.padding[d - 2] - reach;
    if (room < 0 || problem.y[d] != room / problem.stride[d - 2] + 1) return false;
  }
  return problem.x[0] == problem.y[0] && problem.y[1] == problem.w[0] &&
         problem.x[1] == problem.w[1] * problem.groups && problem.y[1] % problem.groups == 0;
}

/// Tensors that are not empty and whose elements int can count, parameters that the library knows.
bool can_be_described(const ConvolutionProblem& problem) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  const auto countable = [&](const Extents& size) {
    std::int64_t count = 1;
    for (const std::int64_t extent : size) {
      if (extent <= 0 || extent > kMost / count) return false;
      count *= extent;
    }
    return true;
  };
  const auto within = [&](const Extents& numbers, std::int64_t low) {
    return std::ranges::all_of(numbers, [&](std::int64_t k) { return k >= low && k <= kMost; });
  };
  const std::size_t rank = problem.x.size();
  const bool ranks = (rank == 4 || rank == 5) && problem.w.size() == rank && problem.y.size() == rank;
  return ranks && data_type(problem.dtype) && countable(problem.x) && countable(problem.w) &&
         countable(problem.y) && within(problem.stride, 1) && within(problem.padding, 0) &&
         within(problem.dilation, 1) && problem.groups > 0 && sizes_agree(problem);
}

double operations_of(const ConvolutionProblem& problem) {
  double operations = 2;
  for (const std::int64_t extent : problem.y) operations *= static_cast<double>(extent);
  for (std::size_t d = 1; d < problem.w.size(); ++d) operations *= static_cast<double>(problem.w[d]);
  return operations;
}

/// What the library calls a convolution with this result, and its operands.
struct Pass {
  const char* name;
  cudnnBackendDescriptorType_t operation;
  cudnnBackendAttributeName_t x, w, y, convolution, alpha, beta;
};
constexpr Pass kForward{"fprop",
                        CUDNN_BACKEND_OPERATION_CONVOLUTION_FORWARD_DESCRIPTOR,
                        CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_X,
                        CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_W,
                        CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_Y,
                        CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_CONV_DESC,
                        CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_ALPHA,
                        CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_BETA};
constexpr Pass kBackwardData{"dgrad",
                             CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_DATA_DESCRIPTOR,
                             CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DX,
                             CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_W,
                             CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DY,
                             CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_CONV_DESC,
                             CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_ALPHA,
                             CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_BETA};
constexpr Pass kBackwardFilter{"wgrad",
                               CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_FILTER_DESCRIPTOR,
                               CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_X,
                               CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DW,
                               CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DY,
                               CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_CONV_DESC,
                               CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_ALPHA,
                               CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_BETA};

const Pass& pass_of(ConvolutionTensor wanted) {
  return wanted == ConvolutionTensor::y   ? kForward
         : wanted == ConvolutionTensor::x ? kBackwardData
                                          : kBackwardFilter;
}

/// The problem as the library sees it: descriptors that plans refer to.
class ProblemGraph {
 public:
  ProblemGraph(const ConvolutionProblem& problem, cudnnHandle_t handle) {
    describe(x_, problem.x, ConvolutionTensor::x, problem);
    describe(w_, problem.w, ConvolutionTensor::w, problem);
    describe(y_, problem.y, ConvolutionTensor::y, problem);
    const bool wide = problem.dtype == DType::f64;
    convolution_
        .set(CUDNN_ATTR_CONVOLUTION_SPATIAL_DIMS, CUDNN_TYPE_INT64,
             static_cast<std::int64_t>(problem.stride.size()))
        .set(CUDNN_ATTR_CONVOLUTION_COMP_TYPE, CUDNN_TYPE_DATA_TYPE,
             wide ? CUDNN_DATA_DOUBLE : CUDNN_DATA_FLOAT)
        .set(CUDNN_ATTR_CONVOLUTION_CONV_MODE, CUDNN_TYPE_CONVOLUTION_MODE, CUDNN_CROSS_CORRELATION)
        .set(CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS, problem.padding)
        .set(CUDNN_ATTR_CONVOLUTION_POST_PADDINGS, problem.padding)
        .set(CUDNN_ATTR_CONVOLUTION_DILATIONS, problem.dilation)
        .set(CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES, problem.stride)
        .finalize();
    const Pass& pass = pass_of(problem.wanted);
    operation_ = CudnnDescriptor(pass.operation);
    operation_.set(pass.x, x_).set(pass.w, w_).set(pass.y, y_).set(pass.convolution, convolution_);
    if (wide)
      operation_.set(pass.alpha, CUDNN_TYPE_DOUBLE, 1.0).set(pass.beta, CUDNN_TYPE_DOUBLE, 0.0);
    else
      operation_.set(pass.alpha, CUDNN_TYPE_FLOAT, 1.0F).set(pass.beta, CUDNN_TYPE_FLOAT, 0.0F);
    operation_.finalize();
    graph_.set(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, CUDNN_TYPE_HANDLE, handle)
        .set(CUDNN_ATTR_OPERATIONGRAPH_OPS, operation_)
        .finalize();
  }
  const CudnnDescriptor& descriptor() const { return graph_; }

 private:
  static void describe(CudnnDescriptor& tensor, const Extents& size, ConvolutionTensor which,
                       const ConvolutionProblem& problem) {
    tensor.set(CUDNN_ATTR_TENSOR_DATA_TYPE, CUDNN_TYPE_DATA_TYPE, *data_type(problem.dtype))
        .set(CUDNN_ATTR_TENSOR_DIMENSIONS, size)
        .set(CUDNN_ATTR_TENSOR_STRIDES, packed_strides(size, problem.channels_last))
        .set(CUDNN_ATTR_TENSOR_UNIQUE_ID, CUDNN_TYPE_INT64, static_cast<std::int64_t>(which))
        .set(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, CUDNN_TYPE_INT64, kAlignment)
        .finalize();
  }

  CudnnDescriptor x_{CUDNN_BACKEND_TENSOR_DESCRIPTOR}, w_{CUDNN_BACKEND_TENSOR_DESCRIPTOR};
  CudnnDescriptor y_{CUDNN_BACKEND_TENSOR_DESCRIPTOR};
  CudnnDescriptor convolution_{CUDNN_BACKEND_CONVOLUTION_DESCRIPTOR};
  CudnnDescriptor operation_{CUDNN_BACKEND_OPERATION_CONVOLUTION_FORWARD_DESCRIPTOR};
  CudnnDescriptor graph_{CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR};
};

struct Candidate {
  CudnnDescriptor configuration{CUDNN_BACKEND_ENGINECFG_DESCRIPTOR};
  std::int64_t number = 0;
  bool compiles = false;  // at run time
};

/// Whether an engine gives the same bits each time, in the accuracy of the types.
bool may_be_used(const CudnnDescriptor& engine, const ConvolutionProblem& problem) {
  std::array<cudnnBackendNumericalNote_t, CUDNN_NUMERICAL_NOTE_TYPE_COUNT> notes{};
  const std::int64_t count = engine.get(CUDNN_ATTR_ENGINE_NUMERICAL_NOTE, CUDNN_TYPE_NUMERICAL_NOTE,
                                        CUDNN_NUMERICAL_NOTE_TYPE_COUNT, notes.data());
  const bool tensor_cores = problem.dtype != DType::f32 || problem.allow_tf32;
  return std::ranges::all_of(std::span(notes).first(static_cast<std::size_t>(count)),
                             [&](cudnnBackendNumericalNote_t note) {
                               if (note == CUDNN_NUMERICAL_NOTE_TENSOR_CORE) return tensor_cores;
                               return note == CUDNN_NUMERICAL_NOTE_STRICT_NAN_PROP;
                             });
}

bool compiles_at_run_time(const CudnnDescriptor& engine) {
  std::array<cudnnBackendBehaviorNote_t, CUDNN_BEHAVIOR_NOTE_TYPE_COUNT> notes{};
  const std::int64_t count = engine.get(CUDNN_ATTR_ENGINE_BEHAVIOR_NOTE, CUDNN_TYPE_BEHAVIOR_NOTE,
                                        CUDNN_BEHAVIOR_NOTE_TYPE_COUNT, notes.data());
  return std::ranges::count(std::span(notes).first(static_cast<std::size_t>(count)),
                            CUDNN_BEHAVIOR_NOTE_RUNTIME_COMPILATION) > 0;
}

void add_engines(const CudnnDescriptor& graph, cudnnBackendHeurMode_t mode, const ConvolutionProblem& problem,
                 std::vector<Candidate>& engines) {
  CudnnDescriptor heuristic(CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR);
  heuristic.set(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH, graph)
      .set(CUDNN_ATTR_ENGINEHEUR_MODE, CUDNN_TYPE_HEUR_MODE, mode)
      .finalize();
  if (!heuristic.good()) return;
  const auto count = static_cast<std::size_t>(
      heuristic.get(CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_TYPE_BACKEND_DESCRIPTOR, 0, nullptr));
  std::vector<Candidate> found(count);
  std::vector<cudnnBackendDescriptor_t> raw;
  for (const Candidate& engine : found) raw.push_back(engine.configuration.raw());
  const std::int64_t filled = heuristic.get(CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_TYPE_BACKEND_DESCRIPTOR,
                                            static_cast<std::int64_t>(count), raw.data());
  found.resize(static_cast<std::size_t>(std::min<std::int64_t>(filled, static_cast<std::int64_t>(count))));
  for (Candidate& candidate : found) {
    const CudnnDescriptor engine(CUDNN_BACKEND_ENGINE_DESCRIPTOR);
    cudnnBackendDescriptor_t to = engine.raw();
    candidate.configuration.get(CUDNN_ATTR_ENGINECFG_ENGINE, CUDNN_TYPE_BACKEND_DESCRIPTOR, 1, &to);
    engine.get(CUDNN_ATTR_ENGINE_GLOBAL_INDEX, CUDNN_TYPE_INT64, 1, &candidate.number);
    candidate.compiles = compiles_at_run_time(engine);
    if (may_be_used(engine, problem)) engines.push_back(std::move(candidate));
  }
}

/// Engines that may be used, best first by the library's own estimate; those that need no compiler before the
/// others.
std::vector<Candidate> engines_of(const CudnnDescriptor& graph, const ConvolutionProblem& problem) {
  std::vector<Candidate> engines;
  add_engines(graph, CUDNN_HEUR_MODE_A, problem, engines);
  add_engines(graph, CUDNN_HEUR_MODE_FALLBACK, problem, engines);
  std::ranges::stable_partition(engines, [](const Candidate& engine) { return !engine.compiles; });
  return engines;
}

/// A convolution by one engine.
class CudnnPlan : public ConvolutionPlan {
 public:
  CudnnPlan(const ConvolutionProblem& problem, std::shared_ptr<const ProblemGraph> graph, Candidate engine,
            Session& session)
      : problem_(problem),
        session_(session),
        graph_(std::move(graph)),
        engine_(std::move(engine)),
        name_(std::string("cudnn:") + pass_of(problem.wanted).name + "/" + std::to_string(engine_.number)) {
    plan_.set(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, CUDNN_TYPE_HANDLE, session.handle.get())
        .set(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG, engine_.configuration)
        .finalize();
    if (plan_.good())
      plan_.get(CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE, CUDNN_TYPE_INT64, 1, &workspace_bytes_);
  }

  void launch(cudaStream_t stream) const override { check_cudnn(run(stream), "cudnnBackendExecute"); }
  const std::string& algorithm() const override { return name_; }

  /// Whether it runs here. The first run is made.
  bool works(cudaStream_t stream) const {
    return plan_.good() && workspace_bytes_ <= kMostWorkspaceBytes &&
           session_.reserve(static_cast<std::size_t>(workspace_bytes_), stream) &&
           run(stream) == CUDNN_STATUS_SUCCESS;
  }
  double measured_us(cudaStream_t stream) const {
    const Event start = make_event(), end = make_event();
    IREPLAY_CUDA_CALL(cudaEventRecord(start.get(), stream));
    for (int repeat = 0; repeat < kTimedRuns; ++repeat) launch(stream);
    IREPLAY_CUDA_CALL(cudaEventRecord(end.get(), stream));
    return elapsed_us(start, end);
  }

 private:
  cudnnStatus_t run(cudaStream_t stream) const {
    const cudnnStatus_t status = cudnn().cudnnSetStream(session_.handle.get(), stream);
    if (status != CUDNN_STATUS_SUCCESS) return status;
    if (!pack_ || pack_workspace_ != session_.workspace.data()) make_pack();
    return cudnn().cudnnBackendExecute(session_.handle.get(), plan_.raw(), pack_->raw());
  }

  /// Where the tensors lie. The workspace moves when another plan needs a larger one.
  void make_pack() const {
    pack_workspace_ = session_.workspace.data();
    void* const data[] = {problem_.x_data, problem_.w_data, problem_.y_data};
    const std::int64_t ids[] = {static_cast<std::int64_t>(ConvolutionTensor::x),
                                static_cast<std::int64_t>(ConvolutionTensor::w),
                                static_cast<std::int64_t>(ConvolutionTensor::y)};
    pack_.emplace(CUDNN_BACKEND_VARIANT_PACK_DESCRIPTOR);
    pack_->set(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS, CUDNN_TYPE_VOID_PTR, 3, data)
        .set(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS, ids)
        .set(CUDNN_ATTR_VARIANT_PACK_WORKSPACE, CUDNN_TYPE_VOID_PTR, pack_workspace_)
        .finalize();
  }

  ConvolutionProblem problem_;
  Session& session_;
  std::shared_ptr<const ProblemGraph> graph_;
  Candidate engine_;
  std::string name_;
  CudnnDescriptor plan_{CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR};
  std::int64_t workspace_bytes_ = 0;
  mutable std::optional<CudnnDescriptor> pack_;
  mutable std::byte* pack_workspace_ = nullptr;
};

}  // namespace

struct ConvolutionLibrary::State : Session {};

ConvolutionLibrary::ConvolutionLibrary() : state_(std::make_unique<State>()) {}
ConvolutionLibrary::~ConvolutionLibrary() = default;

std::unique_ptr<ConvolutionPlan> ConvolutionLibrary::make(const ConvolutionProblem& problem,
                                                          cudaStream_t stream) {
  if (!can_be_described(problem)) return nullptr;
  const auto graph = std::make_shared<const ProblemGraph>(problem, state_->handle.get());
  if (!graph->descriptor().good()) return nullptr;
  const std::size_t wanted = operations_of(problem) >= kWorthMeasuring ? kCandidates : 1;
  std::size_t found = 0;
  double best_us = 0;
  std::unique_ptr<CudnnPlan> best;
  for (Candidate& engine : engines_of(graph->descriptor(), problem)) {
    if (found == wanted || (best && engine.compiles)) break;
    auto plan = std::make_unique<CudnnPlan>(problem, graph, std::move(engine), *state_);
    if (!plan->works(stream)) continue;
    ++found;
    const double us = wanted > 1 ? plan->measured_us(stream) : 0;
    if (!best || us < best_us) best = std::move(plan), best_us = us;
  }
  return best;
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
