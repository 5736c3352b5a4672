// A collective: copies into dense memory where the graph has it strided, the calls of NCCL, copies out.
#include <algorithm>

#include "parser/source.hpp"
#include "replay/cuda/collectives/communicators.hpp"
#include "replay/cuda/collectives/launch_collective.hpp"
#include "replay/cuda/programs.hpp"

namespace ireplay {
namespace {

class CollectiveStep : public CudaStep {
 public:
  CollectiveStep(Collective call, const NcclCommunicator& group) : call_(std::move(call)), group_(group) {
    kernel = "nccl";
    algorithm = nccl_version() + ", " + std::to_string(group.size()) + " ranks";
  }
  void launch(cudaStream_t stream) override {
    for (auto& step : before_) step->launch(stream);
    launch_collective(call_, memory_, group_, stream);
    for (auto& step : after_) step->launch(stream);
  }
  void prepare() override {
    for (auto& step : before_) step->prepare();
    for (auto& step : after_) step->prepare();
  }

 private:
  friend class CollectiveMaker;
  Collective call_;
  const NcclCommunicator& group_;
  std::vector<CollectiveMemory> memory_;
  std::vector<std::unique_ptr<CudaStep>> before_, after_;
};

/// Strides of extents of 1 say nothing.
bool is_dense(const Dims& size, const Dims& stride) {
  std::int64_t next = 1;
  for (std::size_t d = size.size(); d-- > 0;) {
    if (size[d] != 1 && stride[d] != next) return false;
    next *= size[d];
  }
  return true;
}

DeviceTensor dense(std::byte* data, DType dtype, const Dims& size) {
  return {data, dtype, size, dense_strides(size)};
}

/// Finds memory for each operand and each result, and the copies around the call.
class CollectiveMaker {
 public:
  CollectiveMaker(const Step& step, CudaContext& context) : step_(step), context_(context) {
    call_ = read_collective(step);
    const Together& together = *context.options.together;
    const NcclCommunicator& group =
        context.communicators->of(members_of(call_, together.groups, together.world()));
    members_ = static_cast<std::size_t>(group.size());
    own_ = static_cast<std::size_t>(group.rank());
    made_ = std::make_unique<CollectiveStep>(call_, group);
    context.temporaries.next_step();
  }

  std::unique_ptr<CudaStep> make() {
    for (std::size_t i = 0; i < call_.operands.size(); ++i) {
      if (call_.kind == Collective::Kind::shard_dims)
        add_pieces(i);
      else if (call_.kind == Collective::Kind::transfers)
        add_transfer(i);
      else
        add(i);
    }
    return std::move(made_);
  }

 private:
  DeviceTensor operand(std::size_t i) const {
    const TensorView& view = call_.operands[i];
    return {context_.memory.address(view), view.dtype, view.size, view.stride};
  }

  /// Where result `i` goes: the operand, a buffer, or memory that nobody reads.
  DeviceTensor result(std::size_t i) {
    if (call_.results == Collective::Results::operands) return operand(i);
    const Dims size = collected_size(call_, call_.operands[i].size, members_);
    const std::int32_t buffer = i < step_.call.results.size() ? step_.call.results[i] : kNone;
    const DType dtype = call_.operands[i].dtype;
    if (buffer == kNone) return dense(take(dtype, size), dtype, size);
    const TensorView view = whole_buffer(context_.plan, buffer);
    if (numel(view.size) != numel(size) || view.dtype != dtype)
      throw Error(Error::Kind::dump, step_.name + ": " + std::string(call_.name) + " gives " +
                                         to_text(dtype, size) + ", and its buffer is " +
                                         to_text(view.dtype, view.size));
    if (is_dense(view.size, view.stride)) return dense(context_.memory.address(view), dtype, size);
    return {context_.memory.address(view), dtype, view.size, view.stride};
  }

  std::byte* take(DType dtype, const Dims& size) {
    const std::int64_t bytes = numel(size) * static_cast<std::int64_t>(bytes_of(dtype));
    return context_.temporaries.take(std::max<std::int64_t>(bytes, 1), context_.memory);
  }

  void copy(const DeviceTensor& from, const DeviceTensor& to,
            std::vector<std::unique_ptr<CudaStep>>& steps) const {
    if (numel(to.size) > 0) steps.push_back(make_copy_step(from, to, context_));
  }

  void add(std::size_t i) {
    DeviceTensor from = operand(i);
    const DeviceTensor to = result(i);
    const bool in_place = call_.results == Collective::Results::operands;
    if (!is_dense(from.size, from.stride) || (!in_place && clashes(from, to))) {
      const DeviceTensor whole = dense(take(from.dtype, from.size), from.dtype, from.size);
      copy(from, whole, made_->before_);
      from = whole;
    }
    DeviceTensor target = to;
    if (in_place) target = from;
    if (!is_dense(target.size, target.stride)) target = dense(take(to.dtype, to.size), to.dtype, to.size);
    if (target.data != to.data) copy(target, to, made_->after_);
    made_->memory_.push_back({from.data, target.data});
  }

  /// NCCL gathers in place where a rank's operand is its own part of the result; other memory must not be
  /// both.
  bool clashes(const DeviceTensor& from, const DeviceTensor& to) const {
    const std::byte* const end = to.data + extent(to.size, to.stride) * bytes(to.dtype);
    const std::int64_t share = numel(from.size) * bytes(from.dtype);
    if (from.data + share <= to.data || from.data >= end) return false;
    return call_.kind != Collective::Kind::all_gather ||
           from.data != to.data + static_cast<std::int64_t>(own_) * share;
  }
  static std::int64_t bytes(DType dtype) { return static_cast<std::int64_t>(bytes_of(dtype)); }

  void add_transfer(std::size_t i) {
    const DeviceTensor own = operand(i);
    DeviceTensor moved = own;
    const bool is_copied = !is_dense(own.size, own.stride);
    if (is_copied) moved = dense(take(own.dtype, own.size), own.dtype, own.size);
    const bool sends = call_.transfers[i].sends;
    if (is_copied && sends) copy(own, moved, made_->before_);
    if (is_copied && !sends) copy(moved, own, made_->after_);
    made_->memory_.push_back({moved.data, moved.data});
  }

  /// Piece k of a tensor that is cut into equal ones along a dimension.
  DeviceTensor piece(DeviceTensor tensor, std::int64_t dim, std::size_t k) const {
    const auto at = static_cast<std::size_t>(dim);
    tensor.size[at] = rows_of({}, tensor.size[at], k, members_);
    tensor.data += static_cast<std::int64_t>(k) * tensor.size[at] * tensor.stride[at] * bytes(tensor.dtype);
    return tensor;
  }

  void add_pieces(std::size_t i) {
    const DeviceTensor from = operand(i), to = result(i);
    std::byte* sent = take(from.dtype, from.size);
    std::byte* received = take(to.dtype, to.size);
    made_->memory_.push_back({sent, received});
    for (std::size_t k = 0; k < members_; ++k) {
      const DeviceTensor out = piece(from, call_.shard_dim, k), in = piece(to, call_.gather_dim, k);
      copy(out, dense(sent, out.dtype, out.size), made_->before_);
      copy(dense(received, in.dtype, in.size), in, made_->after_);
      sent += numel(out.size) * bytes(out.dtype);
      received += numel(in.size) * bytes(in.dtype);
    }
  }

  const Step& step_;
  CudaContext& context_;
  Collective call_;
  std::size_t members_ = 0, own_ = 0;
  std::unique_ptr<CollectiveStep> made_;
};

}  // namespace

std::unique_ptr<CudaStep> make_collective_step(const Step& step, CudaContext& context) {
  return CollectiveMaker(step, context).make();
}

}  // namespace ireplay
