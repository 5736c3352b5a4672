// Attention and its gradients through cuDNN, where it has an engine for them: half precision, no dropout.
#include <algorithm>
#include <cmath>
#include <limits>

#include "replay/cuda/programs.hpp"
#include "replay/externs/shared/attention.hpp"
#include "replay/plan/loop_writer.hpp"

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

std::unique_ptr<CudaStep> make_fill_step(const DeviceTensor& to, double value, CudaContext& context) {
  LoopWriter loops("fill", to.size, to.size.size());
  loops.store({kNone, to.dtype, to.size, to.stride, 0}, loops.range(0, to.size.size()),
              loops.constant(to.dtype, value));
  return make_owned_step(std::make_unique<LoopProgram>(loops.finish().program), {to.data}, context);
}

DeviceTensor device(const TensorView& view, const CudaContext& context) {
  return {context.memory.address(view), view.dtype, view.size, view.stride};
}

TensorView whole(const ExternFrame& frame, const ExternCall& call, std::size_t result) {
  const PlanBuffer& buffer = frame.result(result);
  return {call.results[result], buffer.dtype, buffer.size, buffer.stride, buffer.offset};
}

/// A tensor as (B, H, L, E).
DeviceTensor heads_of(const ExternFrame& frame, const TensorView& view, const CudaContext& context) {
  DeviceTensor heads = device(view, context);
  if (frame.facts().heads_behind_rows && view.size.size() == 4)
    std::swap(heads.size[1], heads.size[2]), std::swap(heads.stride[1], heads.stride[2]);
  return heads;
}

/// Strides of extents of 1 mean nothing: those of what lies behind.
Dims sensible_strides(const DeviceTensor& tensor) {
  Dims stride = tensor.stride;
  std::int64_t behind = 1;
  for (std::size_t d = stride.size(); d-- > 0;) {
    if (tensor.size[d] == 1) stride[d] = behind;
    behind = stride[d] * tensor.size[d];
  }
  return stride;
}

AttentionTensor described(const DeviceTensor& heads) {
  AttentionTensor tensor{heads.data, {}};
  std::ranges::copy(sensible_strides(heads), tensor.stride.begin());
  return tensor;
}

bool can_be_read(const DeviceTensor& heads) {
  const AttentionTensor tensor = described(heads);
  return reinterpret_cast<std::uintptr_t>(tensor.data) % 16 == 0 && tensor.stride[3] == 1 &&
         tensor.stride[0] % 8 == 0 && tensor.stride[1] % 8 == 0 && tensor.stride[2] % 8 == 0;
}

/// Sizes that belong together, of one type.
bool agree(const DeviceTensor& query, const DeviceTensor& key, const DeviceTensor& value,
           const DeviceTensor& out) {
  for (const DeviceTensor* heads : {&query, &key, &value, &out})
    if (heads->size.size() != 4 || heads->dtype != query.dtype) return false;
  const Dims &q = query.size, &k = key.size, &v = value.size;
  return k[0] == q[0] && v[0] == q[0] && v[1] == k[1] && v[2] == k[2] && k[3] == q[3] &&
         out.size == Dims{q[0], q[1], q[2], v[3]} && numel(out.size) > 0 && numel(k) > 0;
}

/// Makes one step: what the library reads and writes, and copies of what lies in memory otherwise.
class AttentionMaker {
 public:
  AttentionMaker(const ExternFrame& frame, const ExternCall& call, CudaContext& context)
      : frame_(frame), call_(call), context_(context), step_(std::make_unique<LibraryStep>("cudnn")) {
    context.temporaries.next_step();
  }

  /// False where the call is not of the library's kind.
  bool read_operands(AttentionOperands& of, const DeviceTensor& out) {
    const DeviceTensor query = operand("query"), key = operand("key"), value = operand("value");
    if (dropout_of(frame_) != 0 || !agree(query, key, value, out)) return false;
    of.dtype = query.dtype;
    of.batch = query.size[0], of.heads = query.size[1], of.rows = query.size[2];
    of.depth = query.size[3], of.value_depth = value.size[3];
    of.shared_heads = key.size[1], of.columns = key.size[2];
    if (of.depth % 8 != 0 || of.value_depth % 8 != 0) return false;
    of.causal = is_causal(frame_);
    of.scale = frame_.args().number_or("scale", 1 / std::sqrt(static_cast<double>(of.depth)));
    of.query = read(query), of.key = read(key), of.value = read(value);
    return read_bias(of);
  }

  DeviceTensor operand(std::string_view name) const {
    return heads_of(frame_, frame_.args().tensor(name), context_);
  }
  DeviceTensor result(std::size_t k) const { return heads_of(frame_, whole(frame_, call_, k), context_); }

  AttentionTensor read(const DeviceTensor& tensor) {
    if (can_be_read(tensor)) return described(tensor);
    const DeviceTensor copy = temporary(tensor.dtype, tensor.size);
    step_->before(make_copy_step(tensor, copy, context_));
    return described(copy);
  }
  AttentionTensor write(const DeviceTensor& tensor) {
    if (can_be_read(tensor)) return described(tensor);
    const DeviceTensor made = temporary(tensor.dtype, tensor.size);
    step_->after(make_copy_step(made, tensor, context_));
    return described(made);
  }
  /// Where something is written that nobody reads.
  AttentionTensor unread(const AttentionOperands& of, const Dims& size) {
    return described(temporary(of.dtype, size));
  }
  void* workspace(std::size_t bytes) {
    return context_.temporaries.take(static_cast<std::int64_t>(bytes), context_.memory);
  }

  /// Rows' logarithms as (B, H, L, 1), a head of which may have more entries; none where it is not seen so.
  std::optional<AttentionTensor> rows(const AttentionOperands& of, const TensorView& view) const {
    DeviceTensor logs = device(view, context_);
    if (logs.size.size() == 4 && logs.size[3] == 1) logs.size.pop_back(), logs.stride.pop_back();
    const bool fits = logs.dtype == DType::f32 && logs.size.size() == 3 && logs.size[0] == of.batch &&
                      logs.size[1] == of.heads && logs.size[2] >= of.rows;
    if (!fits) return std::nullopt;
    logs.size[2] = of.rows;
    const Dims stride = sensible_strides(logs);
    return AttentionTensor{logs.data, {stride[0], stride[1], stride[2], 1}};
  }

  void fill(const TensorView& view, double value) {
    step_->before(make_fill_step(device(view, context_), value, context_));
  }
  /// False where one of the results from `first` on is not dense.
  bool clear_results(std::size_t first) {
    for (std::size_t k = first; k < call_.results.size(); ++k) {
      if (!frame_.wants(k)) continue;
      const PlanBuffer& unused = frame_.result(k);
      if (unused.stride != dense_strides(unused.size)) return false;
      const std::size_t bytes = static_cast<std::size_t>(numel(unused.size)) * bytes_of(unused.dtype);
      if (bytes > 0)
        step_->after(std::make_unique<ClearStep>(context_.memory.address(call_.results[k]), bytes));
    }
    return true;
  }

  /// Null where the library does not take the problem.
  template <class Problem>
  std::unique_ptr<CudaStep> finish(const Problem& problem) {
    auto plan = context_.dnn->make(problem, context_.stream);
    if (!plan) return nullptr;
    step_->set(std::move(plan));
    return std::move(step_);
  }

 private:
  DeviceTensor temporary(DType dtype, const Dims& size) {
    const std::int64_t bytes = numel(size) * static_cast<std::int64_t>(bytes_of(dtype));
    return {context_.temporaries.take(bytes, context_.memory), dtype, size, dense_strides(size)};
  }

  /// False where the bias is of another type or layout than the library reads.
  bool read_bias(AttentionOperands& of) {
    const std::string name = bias_name(frame_);
    if (name.empty()) return true;
    DeviceTensor bias = device(frame_.args().tensor(name), context_);
    while (bias.size.size() < 4)
      bias.size.insert(bias.size.begin(), 1), bias.stride.insert(bias.stride.begin(), 0);
    const Dims wanted = {of.batch, of.heads, of.rows, of.columns};
    for (std::size_t d = 0; d < 4; ++d) {
      if (bias.size[d] != wanted[d] && bias.size[d] != 1) return false;
      if (bias.stride[d] == 0 && d < 3) bias.size[d] = 1;
    }
    if ((bias.dtype != of.dtype && bias.dtype != DType::f32) || bias.size[3] != of.columns) return false;
    if ((of.columns > 1 && bias.stride[3] != 1) || reinterpret_cast<std::uintptr_t>(bias.data) % 16 != 0) {
      const DeviceTensor copy = temporary(bias.dtype, bias.size);
      step_->before(make_copy_step(bias, copy, context_));
      bias = copy;
    }
    of.bias.data = bias.data;
    of.bias.dtype = bias.dtype;
    std::ranges::copy(bias.size, of.bias.size.begin());
    const Dims stride = sensible_strides(bias);
    std::ranges::copy(stride, of.bias.stride.begin());
    if (bias.size[2] == 1) of.bias.size[2] = of.rows, of.bias.stride[2] = of.rows == 1 ? of.columns : 0;
    return true;
  }

  const ExternFrame& frame_;
  const ExternCall& call_;
  CudaContext& context_;
  std::unique_ptr<LibraryStep> step_;
};

std::unique_ptr<CudaStep> make_forward(const ExternFrame& frame, const ExternCall& call,
                                       CudaContext& context) {
  if (!frame.wants(0)) return nullptr;
  AttentionMaker maker(frame, call, context);
  AttentionProblem problem;
  const DeviceTensor out = maker.result(0);
  if (!maker.read_operands(problem.of, out)) return nullptr;
  problem.out = maker.write(out);
  if (frame.wants(1) && numel(frame.result(1).size) > 0) {
    const TensorView logs = whole(frame, call, 1);
    const std::optional<AttentionTensor> rows = maker.rows(problem.of, logs);
    if (!rows) return nullptr;
    problem.logsumexp = *rows;
    if (numel(logs.size) > problem.of.batch * problem.of.heads * problem.of.rows)
      maker.fill(logs, std::numeric_limits<double>::infinity());
  }
  if (!maker.clear_results(2)) return nullptr;
  return maker.finish(problem);
}

std::unique_ptr<CudaStep> make_backward(const ExternFrame& frame, const ExternCall& call,
                                        CudaContext& context) {
  const bool wants_bias = call.results.size() > 3 && frame.wants(3) && !bias_name(frame).empty();
  if (wants_bias) return nullptr;
  AttentionMaker maker(frame, call, context);
  AttentionGradientProblem problem;
  AttentionOperands& of = problem.of;
  const DeviceTensor out = maker.operand("out");
  const DeviceTensor gradient = maker.operand(frame.args().knows("grad_out_") ? "grad_out_" : "grad_out");
  if (!maker.read_operands(of, out) || gradient.size != out.size || gradient.dtype != of.dtype)
    return nullptr;
  const std::optional<AttentionTensor> logs = maker.rows(of, frame.args().tensor("logsumexp"));
  if (!logs) return nullptr;
  problem.logsumexp = *logs;
  problem.out = maker.read(out), problem.grad_out = maker.read(gradient);
  const Dims sizes[] = {{of.batch, of.heads, of.rows, of.depth},
                        {of.batch, of.shared_heads, of.columns, of.depth},
                        {of.batch, of.shared_heads, of.columns, of.value_depth}};
  AttentionTensor* const gradients[] = {&problem.grad_query, &problem.grad_key, &problem.grad_value};
  for (std::size_t k = 0; k < 3; ++k) {
    if (!frame.wants(k)) {
      *gradients[k] = maker.unread(of, sizes[k]);
      continue;
    }
    const DeviceTensor result = maker.result(k);
    if (result.size != sizes[k] || result.dtype != of.dtype) return nullptr;
    *gradients[k] = maker.write(result);
  }
  problem.workspace = maker.workspace(attention_gradient_bytes(of));
  return maker.finish(problem);
}

}  // namespace

std::unique_ptr<CudaStep> make_attention_step(const ExternCall& call, CudaContext& context) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr || context.dnn == nullptr) return nullptr;
  const ExternFrame frame(*row, call, context.plan, {}, 0);
  switch (row->runner()) {
    case ExternRunner::attention:
      return make_forward(frame, call, context);
    case ExternRunner::attention_gradients:
      return make_backward(frame, call, context);
    default:
      return nullptr;
  }
}

}  // namespace ireplay
