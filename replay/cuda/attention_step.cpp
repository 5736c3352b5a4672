// Attention through cuDNN, where it has an engine for it: half precision, no bias.
#include <cmath>

#include "replay/cuda/programs.hpp"
#include "replay/externs/shared/attention.hpp"

namespace ireplay {
namespace {

/// Results that the library does not give, such as the seeds of dropout: all bits 0.
class ClearStep : public CudaStep {
 public:
  ClearStep(std::byte* data, std::size_t bytes) : data_(data), bytes_(bytes) {}
  void launch(cudaStream_t stream) override { IREPLAY_CUDA_CALL(cudaMemsetAsync(data_, 0, bytes_, stream)); }

 private:
  std::byte* data_;
  std::size_t bytes_;
};

/// A tensor as (B, H, L, E).
struct Heads {
  void* data = nullptr;
  DType dtype = DType::f32;
  Dims size, stride;
};

Heads heads_of(const ExternFrame& frame, const TensorView& view, const CudaContext& context) {
  Heads heads{context.memory.address(view), view.dtype, view.size, view.stride};
  if (heads_behind_rows(frame) && view.size.size() == 4)
    std::swap(heads.size[1], heads.size[2]), std::swap(heads.stride[1], heads.stride[2]);
  return heads;
}

/// Strides of extents of 1 mean nothing; the library wants sensible ones.
AttentionProblem::Strides strides_of(const Heads& heads) {
  AttentionProblem::Strides strides{};
  for (std::size_t d = 0; d < strides.size(); ++d)
    strides[d] = heads.size[d] == 1 ? heads.size[3] : heads.stride[d];
  return strides;
}

TensorView whole(const ExternFrame& frame, const ExternCall& call, std::size_t result) {
  const PlanBuffer& buffer = frame.result(result);
  return {call.results[result], buffer.dtype, buffer.size, buffer.stride, buffer.offset};
}

bool is_dense(const PlanBuffer& buffer) { return buffer.stride == dense_strides(buffer.size); }

/// Sizes that belong together, of one type.
bool agree(const Heads& query, const Heads& key, const Heads& value, const Heads& out) {
  for (const Heads* heads : {&query, &key, &value, &out})
    if (heads->size.size() != 4 || heads->dtype != query.dtype) return false;
  const Dims &q = query.size, &k = key.size, &v = value.size;
  return k[0] == q[0] && v[0] == q[0] && v[1] == k[1] && v[2] == k[2] && k[3] == q[3] &&
         out.size == Dims{q[0], q[1], q[2], v[3]};
}

}  // namespace

std::unique_ptr<CudaStep> make_attention_step(const ExternCall& call, CudaContext& context) {
  const ExternRow* row = find_extern(call.function);
  const bool is_attention = row != nullptr && row->name.find("_attention") != row->name.npos &&
                            row->name.find("backward") == row->name.npos;
  if (!is_attention || context.dnn == nullptr) return nullptr;
  const ExternFrame frame(*row, call, context.plan, {}, 0);
  if (!frame.wants(0) || !bias_name(frame).empty() || dropout_of(frame) != 0) return nullptr;
  const Heads query = heads_of(frame, frame.args().tensor("query"), context);
  const Heads key = heads_of(frame, frame.args().tensor("key"), context);
  const Heads value = heads_of(frame, frame.args().tensor("value"), context);
  const Heads out = heads_of(frame, whole(frame, call, 0), context);
  if (!agree(query, key, value, out) || numel(out.size) == 0) return nullptr;

  AttentionProblem problem;
  problem.dtype = query.dtype;
  problem.batch = query.size[0], problem.heads = query.size[1], problem.rows = query.size[2];
  problem.depth = query.size[3], problem.value_depth = value.size[3];
  problem.shared_heads = key.size[1], problem.columns = key.size[2];
  problem.query = query.data, problem.query_stride = strides_of(query);
  problem.key = key.data, problem.key_stride = strides_of(key);
  problem.value = value.data, problem.value_stride = strides_of(value);
  problem.out = out.data, problem.out_stride = strides_of(out);
  problem.causal = is_causal(frame);
  problem.scale = frame.args().number_or("scale", 1 / std::sqrt(static_cast<double>(problem.depth)));
  if (frame.wants(1) && numel(frame.result(1).size) > 0) {
    const PlanBuffer& logs = frame.result(1);
    const bool plain = logs.dtype == DType::f32 && is_dense(logs) &&
                       numel(logs.size) == problem.batch * problem.heads * problem.rows;
    if (!plain) return nullptr;
    problem.logsumexp = context.memory.address(call.results[1]);
  }
  auto step = std::make_unique<LibraryStep>("cudnn");
  for (std::size_t k = 2; k < call.results.size(); ++k) {
    if (!frame.wants(k)) continue;
    const PlanBuffer& unused = frame.result(k);
    if (!is_dense(unused)) return nullptr;
    const std::size_t bytes = static_cast<std::size_t>(numel(unused.size)) * bytes_of(unused.dtype);
    step->after(std::make_unique<ClearStep>(context.memory.address(call.results[k]), bytes));
  }
  auto plan = context.dnn->make(problem, context.stream);
  if (!plan) return nullptr;
  step->set(std::move(plan));
  return step;
}

}  // namespace ireplay
