#if IREPLAY_CUDNN
#include "kernels/libraries/cudnn_attention.hpp"

#include <limits>

#include "kernels/libraries/cudnn_problems.hpp"

namespace ireplay {
namespace {

using Tensor = CudnnGraph::Tensor;
using Extents = CudnnGraph::Extents;

constexpr std::int64_t kMostDepth = 256;
/// From here on the library clears the sums that it makes by atomics.
constexpr std::size_t kClearsSums = 90600;
/// These give wrong gradients: all for some shapes; the older ones where the columns are no multiple of 128.
constexpr std::size_t kWrongGradients[] = {91000, 91001}, kColumnsRight = 91600;

Extents listed(const std::array<std::int64_t, 4>& values) { return {values.begin(), values.end()}; }

std::array<std::int64_t, 4> turned(std::array<std::int64_t, 4> values) {
  std::swap(values[2], values[3]);
  return values;
}

/// What both graphs are written with.
class AttentionWriter {
 public:
  AttentionWriter(AttentionGraph& to, const AttentionOperands& of)
      : to_(to), graph_(to.graph), of_(of), type_(*cudnn_type(of.dtype)) {
    to.scale = static_cast<float>(of.scale);
    to.hidden = cudnn().cudnnGetVersion() < 91000 ? std::numeric_limits<float>::lowest()
                                                  : -std::numeric_limits<float>::infinity();
  }

  /// Tensors of one number for a row, of a row of scores, of queries, of keys, of values.
  Extents rows() const { return {of_.batch, of_.heads, of_.rows, 1}; }
  Extents scores() const { return {of_.batch, of_.heads, of_.rows, of_.columns}; }
  Extents queries() const { return {of_.batch, of_.heads, of_.rows, of_.depth}; }
  Extents outputs() const { return {of_.batch, of_.heads, of_.rows, of_.value_depth}; }
  Extents keys() const { return {of_.batch, of_.shared_heads, of_.columns, of_.depth}; }
  Extents values() const { return {of_.batch, of_.shared_heads, of_.columns, of_.value_depth}; }

  Tensor bound(const Extents& size, const AttentionTensor& tensor) {
    return graph_.bound(type_, size, listed(tensor.stride), tensor.data);
  }
  /// Its transposed matrices.
  Tensor bound_turned(Extents size, const AttentionTensor& tensor) {
    std::swap(size[2], size[3]);
    return graph_.bound(type_, size, listed(turned(tensor.stride)), tensor.data);
  }
  Tensor bound_rows(const AttentionTensor& tensor) {
    return graph_.bound(CUDNN_DATA_FLOAT, rows(), listed(tensor.stride), tensor.data);
  }
  Tensor between(const Extents& size) { return graph_.between(CUDNN_DATA_FLOAT, size); }
  cudnnDataType_t type() const { return type_; }

  /// An operation whose result is a value between operations.
  Tensor apply(cudnnPointwiseMode_t mode, const std::vector<Tensor>& operands, const Extents& size) {
    const Tensor result = between(size);
    graph_.pointwise(mode, operands, result);
    return result;
  }
  Tensor product(Tensor a, Tensor b, const Extents& size) {
    const Tensor result = between(size);
    graph_.product(a, b, result);
    return result;
  }
  Tensor reduced(cudnnReduceTensorOp_t how, Tensor from) {
    const Tensor result = between(rows());
    graph_.reduce(how, from, result);
    return result;
  }
  Tensor scaled(Tensor scores_or_slopes) {
    if (scale_ == nullptr) scale_ = graph_.by_value(&to_.scale, 4);
    return apply(CUDNN_POINTWISE_MUL, {scores_or_slopes, scale_}, scores());
  }
  Tensor with_bias(Tensor score) {
    if (of_.bias.data == nullptr) return score;
    const Tensor bias = graph_.bound(*cudnn_type(of_.bias.dtype), listed(of_.bias.size),
                                     listed(of_.bias.stride), of_.bias.data);
    return apply(CUDNN_POINTWISE_ADD, {score, bias}, scores());
  }
  /// -inf where columns are hidden.
  Tensor masked(Tensor score) {
    if (!of_.causal) return score;
    const Tensor row = graph_.between(CUDNN_DATA_INT32, scores()),
                 column = graph_.between(CUDNN_DATA_INT32, scores());
    graph_.pointwise(CUDNN_POINTWISE_GEN_INDEX, {score}, row, CUDNN_DATA_FLOAT, 2);
    graph_.pointwise(CUDNN_POINTWISE_GEN_INDEX, {score}, column, CUDNN_DATA_FLOAT, 3);
    const Tensor visible = graph_.between(CUDNN_DATA_BOOLEAN, scores());
    graph_.pointwise(CUDNN_POINTWISE_CMP_GE, {row, column}, visible, CUDNN_DATA_BOOLEAN);
    return apply(CUDNN_POINTWISE_BINARY_SELECT, {score, graph_.by_value(&to_.hidden, 4), visible}, scores());
  }
  /// Matrices of scores, transposed and in the operands' type.
  Tensor turned_scores(Tensor from) {
    const std::int64_t matrix = of_.rows * of_.columns;
    const Tensor result = graph_.between(type_, {of_.batch, of_.heads, of_.columns, of_.rows},
                                         {of_.heads * matrix, matrix, 1, of_.columns});
    graph_.reshape(from, result);
    return result;
  }
  /// a * b as the gradient of a head of key or value: the sum over the heads that share it.
  void gradient_of_shared(Tensor a, Tensor b, Extents size, const AttentionTensor& tensor) {
    const Tensor result = bound(size, tensor);
    if (of_.heads == of_.shared_heads) return graph_.product(a, b, result);
    size[1] = of_.heads;
    const Tensor of_heads = graph_.between(type_, size);
    graph_.product(a, b, of_heads);
    graph_.reduce(CUDNN_REDUCE_TENSOR_ADD, of_heads, result);
  }

 private:
  AttentionGraph& to_;
  CudnnGraph& graph_;
  const AttentionOperands& of_;
  cudnnDataType_t type_;
  Tensor scale_ = nullptr;
};

bool is_aligned(const AttentionTensor& tensor) {
  return reinterpret_cast<std::uintptr_t>(tensor.data) % 16 == 0;
}

/// Row-major with what the library knows of strides.
bool is_readable(const AttentionTensor& tensor) {
  return is_aligned(tensor) && tensor.stride[3] == 1 && tensor.stride[0] % 8 == 0 &&
         tensor.stride[1] % 8 == 0 && tensor.stride[2] % 8 == 0;
}

bool can_be_described(const AttentionOperands& of) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  const bool narrow = of.dtype == DType::f16 || of.dtype == DType::bf16;
  const bool depths =
      of.depth % 8 == 0 && of.value_depth % 8 == 0 && of.depth <= kMostDepth && of.value_depth <= kMostDepth;
  const bool sizes = of.batch > 0 && of.shared_heads > 0 && of.rows > 0 && of.columns > 0 && of.depth > 0 &&
                     of.value_depth > 0 && of.rows < kMost && of.columns < kMost &&
                     of.heads % of.shared_heads == 0;
  const bool bias = of.bias.data == nullptr ||
                    (is_aligned(of.bias) && (of.bias.dtype == of.dtype || of.bias.dtype == DType::f32));
  return narrow && depths && sizes && bias && is_readable(of.query) && is_readable(of.key) &&
         is_readable(of.value);
}

bool has_right_gradients(const AttentionOperands& of) {
  const std::size_t version = cudnn().cudnnGetVersion();
  for (const std::size_t wrong : kWrongGradients)
    if (version == wrong) return false;
  return version >= kClearsSums && (version >= kColumnsRight || of.columns % 128 == 0) &&
         (of.rows > 1 || of.columns > 1);
}

void add_key(const AttentionTensor& tensor, CudnnKey& key) {
  key.push_back(tensor.data != nullptr);
  key.insert(key.end(), tensor.stride.begin(), tensor.stride.end());
}

CudnnKey key_of(const AttentionOperands& of, CudnnKind kind,
                std::initializer_list<const AttentionTensor*> tensors) {
  CudnnKey key{kind,
               static_cast<std::int64_t>(of.dtype),
               of.batch,
               of.heads,
               of.rows,
               of.columns,
               of.depth,
               of.value_depth,
               of.causal,
               of.shared_heads,
               of.bias.size[0],
               of.bias.size[1],
               of.bias.size[2],
               static_cast<std::int64_t>(of.bias.dtype)};
  for (const AttentionTensor* tensor : {&of.query, &of.key, &of.value}) add_key(*tensor, key);
  add_key(of.bias, key);
  for (const AttentionTensor* tensor : tensors) add_key(*tensor, key);
  return key;
}

std::unique_ptr<LibraryPlan> make_plan(const std::shared_ptr<AttentionGraph>& graph, CudnnKey key,
                                       const std::string& name, bool same_bits, CudnnSession& session,
                                       cudaStream_t stream) {
  if (graph == nullptr || !graph->finished->good()) return nullptr;
  CudnnProblem planned;
  planned.key = std::move(key);
  planned.owner = graph;
  planned.graph = graph->finished;
  planned.bindings = graph->graph.bindings();
  planned.may_run = [same_bits](const CudnnEngine& engine) {
    return !same_bits || !engine.notes.test(static_cast<std::size_t>(CUDNN_NUMERICAL_NOTE_NONDETERMINISTIC));
  };
  auto plan = find_plan(planned, session, stream);
  if (!plan) return nullptr;
  return std::make_unique<NamedCudnnPlan>(name, std::move(plan));
}

}  // namespace

std::shared_ptr<AttentionGraph> make_attention_graph(const AttentionProblem& problem, cudnnHandle_t handle) {
  const AttentionOperands& of = problem.of;
  if (!can_be_described(of) || !is_readable(problem.out) || !is_aligned(problem.logsumexp)) return nullptr;
  auto made = std::make_shared<AttentionGraph>();
  CudnnGraph& graph = made->graph;
  AttentionWriter to(*made, of);
  const Tensor query = to.bound(to.queries(), of.query), key = to.bound_turned(to.keys(), of.key),
               value = to.bound(to.values(), of.value);
  const Tensor score = to.masked(to.with_bias(to.scaled(to.product(query, key, to.scores()))));
  const Tensor highest = to.reduced(CUDNN_REDUCE_TENSOR_MAX, score);
  const Tensor weights = to.apply(
      CUDNN_POINTWISE_EXP, {to.apply(CUDNN_POINTWISE_SUB, {score, highest}, to.scores())}, to.scores());
  const Tensor sum = to.reduced(CUDNN_REDUCE_TENSOR_ADD, weights);
  const Tensor logarithm = to.apply(CUDNN_POINTWISE_LOG, {sum}, to.rows());
  const Tensor logsumexp =
      problem.logsumexp.data == nullptr ? to.between(to.rows()) : to.bound_rows(problem.logsumexp);
  graph.pointwise(CUDNN_POINTWISE_ADD, {highest, logarithm}, logsumexp);
  const Tensor shares = graph.between(to.type(), to.scores());
  graph.pointwise(CUDNN_POINTWISE_DIV, {weights, sum}, shares);
  graph.product(shares, value, to.bound(to.outputs(), problem.out));
  made->finished = &graph.finish(handle);
  return made;
}

std::shared_ptr<AttentionGraph> make_attention_graph(const AttentionGradientProblem& problem,
                                                     cudnnHandle_t handle) {
  const AttentionOperands& of = problem.of;
  if (!can_be_described(of) || !has_right_gradients(of) || !is_aligned(problem.logsumexp)) return nullptr;
  for (const AttentionTensor* tensor :
       {&problem.out, &problem.grad_out, &problem.grad_query, &problem.grad_key, &problem.grad_value})
    if (!is_readable(*tensor)) return nullptr;
  auto made = std::make_shared<AttentionGraph>();
  CudnnGraph& graph = made->graph;
  AttentionWriter to(*made, of);
  const Tensor query = to.bound(to.queries(), of.query), key = to.bound_turned(to.keys(), of.key),
               value = to.bound_turned(to.values(), of.value), out = to.bound(to.outputs(), problem.out),
               grad = to.bound(to.outputs(), problem.grad_out), logsumexp = to.bound_rows(problem.logsumexp);

  // along = sum over e of grad * out
  const Tensor sums =
      to.reduced(CUDNN_REDUCE_TENSOR_ADD, to.apply(CUDNN_POINTWISE_MUL, {grad, out}, to.outputs()));
  auto* const workspace = static_cast<std::byte*>(problem.workspace);
  const Tensor along =
      graph.bound(CUDNN_DATA_FLOAT, to.rows(), {of.heads * of.rows, of.rows, 1, 1}, workspace);
  graph.pointwise(CUDNN_POINTWISE_MUL, {sums, graph.by_value(&made->one, 4)}, along);

  // weights = exp(scores - logsumexp), grad_value = weights^T * grad
  const Tensor score = to.with_bias(to.scaled(to.product(query, key, to.scores())));
  const Tensor weights =
      to.apply(CUDNN_POINTWISE_EXP,
               {to.masked(to.apply(CUDNN_POINTWISE_SUB, {score, logsumexp}, to.scores()))}, to.scores());
  to.gradient_of_shared(to.turned_scores(weights), grad, to.values(), problem.grad_value);

  // slopes = scale * weights * (grad * value^T - along), grad_key = slopes^T * query
  const Tensor through = to.product(grad, value, to.scores());
  const Tensor change = to.apply(CUDNN_POINTWISE_SUB, {through, along}, to.scores());
  const Tensor slopes = to.scaled(to.apply(CUDNN_POINTWISE_MUL, {change, weights}, to.scores()));
  to.gradient_of_shared(to.turned_scores(slopes), query, to.keys(), problem.grad_key);

  // grad_query = slopes * key, summed in float32
  const Tensor rows_of_key = graph.between(to.type(), to.keys(), listed(of.key.stride));
  graph.reshape(key, rows_of_key);
  const std::int64_t head = of.rows * of.depth;
  const Tensor total = graph.bound(CUDNN_DATA_FLOAT, to.queries(), {of.heads * head, head, of.depth, 1},
                                   workspace == nullptr ? nullptr : workspace + attention_row_bytes(of));
  graph.product(slopes, rows_of_key, total);
  graph.pointwise(CUDNN_POINTWISE_IDENTITY, {total}, to.bound(to.queries(), problem.grad_query));
  made->finished = &graph.finish(handle);
  return made;
}

std::unique_ptr<LibraryPlan> make_cudnn_attention(const AttentionProblem& problem, CudnnSession& session,
                                                  cudaStream_t stream) {
  return make_plan(make_attention_graph(problem, session.handle.get()),
                   key_of(problem.of, kCudnnAttention, {&problem.out, &problem.logsumexp}), "attention", true,
                   session, stream);
}

std::unique_ptr<LibraryPlan> make_cudnn_attention(const AttentionGradientProblem& problem,
                                                  CudnnSession& session, cudaStream_t stream) {
  return make_plan(make_attention_graph(problem, session.handle.get()),
                   key_of(problem.of, kCudnnAttentionGradient,
                          {&problem.out, &problem.logsumexp, &problem.grad_out, &problem.grad_query,
                           &problem.grad_key, &problem.grad_value}),
                   "attention_gradient", false, session, stream);
}

}  // namespace ireplay
#endif
