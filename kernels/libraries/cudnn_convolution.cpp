#if IREPLAY_CUDNN
#include <algorithm>
#include <limits>

#include "kernels/libraries/cudnn_problems.hpp"

namespace ireplay {
namespace {

constexpr double kWorthMeasuring = 1e8;  // operations: some us on a large device
constexpr std::int64_t kAlignment = 16;

using Extents = std::vector<std::int64_t>;

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
  return ranks && cudnn_type(problem.dtype) && countable(problem.x) && countable(problem.w) &&
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
    tensor.set(CUDNN_ATTR_TENSOR_DATA_TYPE, CUDNN_TYPE_DATA_TYPE, *cudnn_type(problem.dtype))
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

constexpr std::size_t note(cudnnBackendNumericalNote_t which) { return static_cast<std::size_t>(which); }

/// Whether an engine gives the same bits each time, in the accuracy of the types. The library's first choice
/// for half-precision types may say that its sums are less than float32 (so does the one for images of few
/// channels, whose kernel's name says f32): PyTorch runs it whatever it says.
bool may_be_used(const CudnnEngine& engine, const ConvolutionProblem& problem) {
  auto unwanted = engine.notes;
  unwanted.reset(note(CUDNN_NUMERICAL_NOTE_STRICT_NAN_PROP));
  if (problem.dtype != DType::f32 || problem.allow_tf32)
    unwanted.reset(note(CUDNN_NUMERICAL_NOTE_TENSOR_CORE));
  if (bytes_of(problem.dtype) == 2 && engine.rank == 0)
    unwanted.reset(note(CUDNN_NUMERICAL_NOTE_REDUCED_PRECISION_REDUCTION));
  return unwanted.none();
}

CudnnKey key_of(const ConvolutionProblem& problem) {
  CudnnKey key{kCudnnConvolution,
               static_cast<std::int64_t>(problem.wanted),
               static_cast<std::int64_t>(problem.dtype),
               problem.groups,
               problem.channels_last,
               problem.allow_tf32};
  for (const Extents* part :
       {&problem.x, &problem.w, &problem.y, &problem.stride, &problem.padding, &problem.dilation}) {
    key.push_back(static_cast<std::int64_t>(part->size()));
    key.insert(key.end(), part->begin(), part->end());
  }
  return key;
}

}  // namespace

std::optional<cudnnDataType_t> cudnn_type(DType dtype) {
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

std::unique_ptr<LibraryPlan> make_cudnn_convolution(const ConvolutionProblem& problem, CudnnSession& session,
                                                    cudaStream_t stream, Measuring measuring) {
  if (!can_be_described(problem)) return nullptr;
  const auto graph = std::make_shared<const ProblemGraph>(problem, session.handle.get());
  if (!graph->descriptor().good()) return nullptr;
  CudnnProblem planned;
  planned.key = key_of(problem);
  planned.owner = graph;
  planned.graph = &graph->descriptor();
  planned.bindings = {{static_cast<std::int64_t>(ConvolutionTensor::x), problem.x_data},
                      {static_cast<std::int64_t>(ConvolutionTensor::w), problem.w_data},
                      {static_cast<std::int64_t>(ConvolutionTensor::y), problem.y_data}};
  planned.may_run = [&](const CudnnEngine& engine) { return may_be_used(engine, problem); };
  const bool is_worth_it = operations_of(problem) >= kWorthMeasuring;
  planned.measures = is_worth_it && measuring != Measuring::never;
  planned.keeps = !is_worth_it || planned.measures;
  auto plan = find_plan(planned, session, stream);
  if (!plan) return nullptr;
  return std::make_unique<NamedCudnnPlan>(pass_of(problem.wanted).name, std::move(plan));
}

}  // namespace ireplay
#endif
