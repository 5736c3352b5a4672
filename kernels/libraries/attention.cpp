#if IREPLAY_CUDNN
#include <cmath>
#include <deque>
#include <limits>

#include "kernels/libraries/cudnn_problems.hpp"

// The graph that the library's attention engines look for: two products with the softmax of the scores
// between them, written out in elementary operations.

namespace ireplay {
namespace {

using Extents = std::vector<std::int64_t>;

constexpr std::int64_t kAlignment = 16;

/// Builds an operation graph: tensors by their numbers, operations in order.
class GraphBuilder {
 public:
  using Tensor = const CudnnDescriptor*;

  /// A tensor in memory, or by value on the host.
  Tensor bound(cudnnDataType_t type, const Extents& size, const Extents& stride, void* data,
               bool by_value = false) {
    bindings_.push_back({next_, data});
    return tensor(type, size, stride, false, by_value);
  }
  /// A value between operations.
  Tensor between(cudnnDataType_t type, const Extents& size) {
    Extents stride(size.size(), 1);
    for (std::size_t d = size.size() - 1; d-- > 0;) stride[d] = stride[d + 1] * size[d + 1];
    return tensor(type, size, stride, true, false);
  }

  void product(Tensor a, Tensor b, Tensor to) {
    CudnnDescriptor& kind = add(CUDNN_BACKEND_MATMUL_DESCRIPTOR);
    kind.set(CUDNN_ATTR_MATMUL_COMP_TYPE, CUDNN_TYPE_DATA_TYPE, CUDNN_DATA_FLOAT).finalize();
    operation(CUDNN_BACKEND_OPERATION_MATMUL_DESCRIPTOR)
        .set(CUDNN_ATTR_OPERATION_MATMUL_ADESC, *a)
        .set(CUDNN_ATTR_OPERATION_MATMUL_BDESC, *b)
        .set(CUDNN_ATTR_OPERATION_MATMUL_CDESC, *to)
        .set(CUDNN_ATTR_OPERATION_MATMUL_DESC, kind)
        .finalize();
  }
  void reduce(cudnnReduceTensorOp_t how, Tensor from, Tensor to) {
    CudnnDescriptor& kind = add(CUDNN_BACKEND_REDUCTION_DESCRIPTOR);
    kind.set(CUDNN_ATTR_REDUCTION_COMP_TYPE, CUDNN_TYPE_DATA_TYPE, CUDNN_DATA_FLOAT)
        .set(CUDNN_ATTR_REDUCTION_OPERATOR, CUDNN_TYPE_REDUCTION_OPERATOR_TYPE, how)
        .finalize();
    operation(CUDNN_BACKEND_OPERATION_REDUCTION_DESCRIPTOR)
        .set(CUDNN_ATTR_OPERATION_REDUCTION_XDESC, *from)
        .set(CUDNN_ATTR_OPERATION_REDUCTION_YDESC, *to)
        .set(CUDNN_ATTR_OPERATION_REDUCTION_DESC, kind)
        .finalize();
  }
  /// One to three operands; the third one chooses between the others.
  void pointwise(cudnnPointwiseMode_t mode, const std::vector<Tensor>& operands, Tensor to,
                 cudnnDataType_t type = CUDNN_DATA_FLOAT, std::int64_t axis = -1) {
    CudnnDescriptor& kind = add(CUDNN_BACKEND_POINTWISE_DESCRIPTOR);
    kind.set(CUDNN_ATTR_POINTWISE_MODE, CUDNN_TYPE_POINTWISE_MODE, mode)
        .set(CUDNN_ATTR_POINTWISE_MATH_PREC, CUDNN_TYPE_DATA_TYPE, type);
    if (axis >= 0) kind.set(CUDNN_ATTR_POINTWISE_AXIS, CUDNN_TYPE_INT64, axis);
    kind.finalize();
    constexpr cudnnBackendAttributeName_t kOperands[] = {CUDNN_ATTR_OPERATION_POINTWISE_XDESC,
                                                         CUDNN_ATTR_OPERATION_POINTWISE_BDESC,
                                                         CUDNN_ATTR_OPERATION_POINTWISE_TDESC};
    CudnnDescriptor& made = operation(CUDNN_BACKEND_OPERATION_POINTWISE_DESCRIPTOR);
    made.set(CUDNN_ATTR_OPERATION_POINTWISE_PW_DESCRIPTOR, kind);
    for (std::size_t k = 0; k < operands.size(); ++k) made.set(kOperands[k], *operands[k]);
    made.set(CUDNN_ATTR_OPERATION_POINTWISE_YDESC, *to).finalize();
  }

  CudnnDescriptor& finish(cudnnHandle_t handle) {
    std::vector<cudnnBackendDescriptor_t> raw;
    bool good = true;
    for (const CudnnDescriptor* operation : operations_)
      raw.push_back(operation->raw()), good = good && operation->good();
    CudnnDescriptor& graph = add(CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR);
    if (!good) raw.clear();  // refused then
    return graph.set(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, CUDNN_TYPE_HANDLE, handle)
        .set(CUDNN_ATTR_OPERATIONGRAPH_OPS, CUDNN_TYPE_BACKEND_DESCRIPTOR,
             static_cast<std::int64_t>(raw.size()), raw.data())
        .finalize();
  }
  const std::vector<CudnnBinding>& bindings() const { return bindings_; }

 private:
  CudnnDescriptor& add(cudnnBackendDescriptorType_t type) { return parts_.emplace_back(type); }
  CudnnDescriptor& operation(cudnnBackendDescriptorType_t type) {
    CudnnDescriptor& made = add(type);
    operations_.push_back(&made);
    return made;
  }
  Tensor tensor(cudnnDataType_t type, const Extents& size, const Extents& stride, bool is_virtual,
                bool by_value) {
    CudnnDescriptor& made = add(CUDNN_BACKEND_TENSOR_DESCRIPTOR);
    made.set(CUDNN_ATTR_TENSOR_DATA_TYPE, CUDNN_TYPE_DATA_TYPE, type)
        .set(CUDNN_ATTR_TENSOR_DIMENSIONS, size)
        .set(CUDNN_ATTR_TENSOR_STRIDES, stride)
        .set(CUDNN_ATTR_TENSOR_UNIQUE_ID, CUDNN_TYPE_INT64, next_++)
        .set(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, CUDNN_TYPE_INT64, kAlignment)
        .set(CUDNN_ATTR_TENSOR_IS_VIRTUAL, CUDNN_TYPE_BOOLEAN, is_virtual)
        .set(CUDNN_ATTR_TENSOR_IS_BY_VALUE, CUDNN_TYPE_BOOLEAN, by_value)
        .finalize();
    return &made;
  }

  std::deque<CudnnDescriptor> parts_;  // keep their places
  std::vector<CudnnDescriptor*> operations_;
  std::vector<CudnnBinding> bindings_;
  std::int64_t next_ = 1;
};

/// The graph, and the values on the host that it reads when it runs.
struct AttentionGraph {
  GraphBuilder builder;
  CudnnDescriptor* graph = nullptr;
  float scale = 1, hidden = -std::numeric_limits<float>::infinity();
};

Extents listed(const AttentionProblem::Strides& strides) { return {strides.begin(), strides.end()}; }

void build(AttentionGraph& to, const AttentionProblem& problem, cudnnHandle_t handle) {
  using Tensor = GraphBuilder::Tensor;
  GraphBuilder& graph = to.builder;
  const std::int64_t b = problem.batch, h = problem.heads, shared = problem.shared_heads;
  const Extents scores{b, h, problem.rows, problem.columns}, rows{b, h, problem.rows, 1};
  const Extents single{1, 1, 1, 1};
  const cudnnDataType_t type = *cudnn_type(problem.dtype);
  const auto between = [&](const Extents& size) { return graph.between(CUDNN_DATA_FLOAT, size); };
  const auto apply = [&](cudnnPointwiseMode_t mode, const std::vector<Tensor>& operands) {
    const Tensor result = between(mode == CUDNN_POINTWISE_LOG ? rows : scores);
    graph.pointwise(mode, operands, result);
    return result;
  };

  const Tensor query =
      graph.bound(type, {b, h, problem.rows, problem.depth}, listed(problem.query_stride), problem.query);
  AttentionProblem::Strides turned = problem.key_stride;
  std::swap(turned[2], turned[3]);
  const Tensor key =
      graph.bound(type, {b, shared, problem.depth, problem.columns}, listed(turned), problem.key);
  const Tensor value = graph.bound(type, {b, shared, problem.columns, problem.value_depth},
                                   listed(problem.value_stride), problem.value);
  const Tensor scale = graph.bound(CUDNN_DATA_FLOAT, single, single, &to.scale, true);

  const Tensor products = between(scores);
  graph.product(query, key, products);
  Tensor score = apply(CUDNN_POINTWISE_MUL, {products, scale});
  if (problem.causal) {
    const Tensor row = graph.between(CUDNN_DATA_INT32, scores),
                 column = graph.between(CUDNN_DATA_INT32, scores);
    graph.pointwise(CUDNN_POINTWISE_GEN_INDEX, {score}, row, CUDNN_DATA_FLOAT, 2);
    graph.pointwise(CUDNN_POINTWISE_GEN_INDEX, {score}, column, CUDNN_DATA_FLOAT, 3);
    const Tensor visible = graph.between(CUDNN_DATA_BOOLEAN, scores);
    graph.pointwise(CUDNN_POINTWISE_CMP_GE, {row, column}, visible, CUDNN_DATA_BOOLEAN);
    const Tensor hidden = graph.bound(CUDNN_DATA_FLOAT, single, single, &to.hidden, true);
    score = apply(CUDNN_POINTWISE_BINARY_SELECT, {score, hidden, visible});
  }
  const Tensor highest = between(rows), sum = between(rows);
  graph.reduce(CUDNN_REDUCE_TENSOR_MAX, score, highest);
  const Tensor weights = apply(CUDNN_POINTWISE_EXP, {apply(CUDNN_POINTWISE_SUB, {score, highest})});
  graph.reduce(CUDNN_REDUCE_TENSOR_ADD, weights, sum);
  const Tensor logarithm = apply(CUDNN_POINTWISE_LOG, {sum});
  const Tensor logsumexp =
      problem.logsumexp == nullptr
          ? between(rows)
          : graph.bound(CUDNN_DATA_FLOAT, rows, {h * problem.rows, problem.rows, 1, 1}, problem.logsumexp);
  graph.pointwise(CUDNN_POINTWISE_ADD, {highest, logarithm}, logsumexp);
  const Tensor shares = graph.between(type, scores);
  graph.pointwise(CUDNN_POINTWISE_DIV, {weights, sum}, shares);
  const Tensor out =
      graph.bound(type, {b, h, problem.rows, problem.value_depth}, listed(problem.out_stride), problem.out);
  graph.product(shares, value, out);
  to.graph = &graph.finish(handle);
}

bool can_be_described(const AttentionProblem& problem) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  const auto fits = [](const void* data, const AttentionProblem::Strides& stride) {
    return reinterpret_cast<std::uintptr_t>(data) % kAlignment == 0 && stride[3] == 1 && stride[0] % 8 == 0 &&
           stride[1] % 8 == 0 && stride[2] % 8 == 0;
  };
  const bool narrow = problem.dtype == DType::f16 || problem.dtype == DType::bf16;
  const bool depths = problem.depth % 8 == 0 && problem.value_depth % 8 == 0 && problem.depth <= 256 &&
                      problem.value_depth <= 256;
  const bool sizes = problem.batch > 0 && problem.shared_heads > 0 && problem.rows > 0 &&
                     problem.columns > 0 && problem.depth > 0 && problem.value_depth > 0 &&
                     problem.rows < kMost && problem.columns < kMost &&
                     problem.heads % problem.shared_heads == 0;
  return narrow && depths && sizes && fits(problem.query, problem.query_stride) &&
         fits(problem.key, problem.key_stride) && fits(problem.value, problem.value_stride) &&
         fits(problem.out, problem.out_stride);
}

CudnnKey key_of(const AttentionProblem& problem) {
  CudnnKey key{kCudnnAttention,
               static_cast<std::int64_t>(problem.dtype),
               problem.batch,
               problem.heads,
               problem.shared_heads,
               problem.rows,
               problem.columns,
               problem.depth,
               problem.value_depth,
               problem.causal,
               problem.logsumexp != nullptr};
  for (const AttentionProblem::Strides* strides :
       {&problem.query_stride, &problem.key_stride, &problem.value_stride, &problem.out_stride})
    key.insert(key.end(), strides->begin(), strides->end());
  return key;
}

}  // namespace

std::unique_ptr<LibraryPlan> make_cudnn_attention(const AttentionProblem& problem, CudnnSession& session,
                                                  cudaStream_t stream) {
  if (!can_be_described(problem)) return nullptr;
  const auto graph = std::make_shared<AttentionGraph>();
  graph->scale = static_cast<float>(problem.scale);
  build(*graph, problem, session.handle.get());
  if (!graph->graph->good()) return nullptr;
  CudnnProblem planned;
  planned.key = key_of(problem);
  planned.owner = graph;
  planned.graph = graph->graph;
  planned.bindings = graph->builder.bindings();
  planned.may_run = [](const CudnnEngine& engine) {
    return !engine.notes.test(static_cast<std::size_t>(CUDNN_NUMERICAL_NOTE_NONDETERMINISTIC));
  };
  auto plan = find_plan(planned, session, stream);
  if (!plan) return nullptr;
  return std::make_unique<NamedCudnnPlan>("attention", std::move(plan));
}

}  // namespace ireplay
#endif
