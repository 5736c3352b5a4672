// What follows from the order of rows: sort, topk, kthvalue, median, mode, unique.
#include <functional>
#include <limits>
#include <optional>

#include "kernels/sort/sort.hpp"
#include "replay/cuda/programs.hpp"

namespace ireplay {
namespace {

class SortStep : public CudaStep {
 public:
  using Finish = std::function<void(const RowSort&, cudaStream_t)>;
  /// Nothing to do at all without a sort.
  SortStep(std::optional<RowSort> sort, Finish finish) : sort_(std::move(sort)), finish_(std::move(finish)) {
    kernel = sort_ ? sort_->kernel() : "nothing";
  }
  void launch(cudaStream_t stream) override {
    if (!sort_) return;
    sort_->launch(stream);
    finish_(*sort_, stream);
  }
  /// Of a fault that the step may raise.
  void keep(std::unique_ptr<LoopProgram> program) { program_ = std::move(program); }

 private:
  std::optional<RowSort> sort_;
  Finish finish_;
  std::unique_ptr<LoopProgram> program_;
};

/// The tensor's elements as rows along a dimension, or without one as a single row; none where the kernels do
/// not take so many dimensions.
std::optional<Rows> rows_of(const DeviceTensor& tensor, std::optional<std::size_t> dimension) {
  Rows rows;
  rows.data = tensor.data;
  Dims size = tensor.size, stride = tensor.stride;
  if (!dimension) {
    if (!make_layout(size, stride, rows.elements)) return std::nullopt;
    return rows;
  }
  const auto at = static_cast<std::ptrdiff_t>(*dimension);
  if (!make_layout({size[*dimension]}, {stride[*dimension]}, rows.elements)) return std::nullopt;
  size.erase(size.begin() + at);
  stride.erase(stride.begin() + at);
  if (!make_layout(size, stride, rows.rows)) return std::nullopt;
  return rows;
}

const Rows* pointer_to(const std::optional<Rows>& rows) { return rows ? &*rows : nullptr; }

/// A program for the fault that is raised where the graph expects another number of groups.
std::unique_ptr<LoopProgram> groups_program(std::int64_t groups) {
  auto program = std::make_unique<LoopProgram>();
  program->node = "unique";
  program->messages.push_back("the graph says that there are " + std::to_string(groups) + " distinct values");
  Instruction check;
  check.opcode = Opcode::device_assert;
  check.extra = 0;
  program->instructions.push_back(check);
  program->labels.emplace_back();
  return program;
}

/// Makes the step of one part.
class SortMaker {
 public:
  SortMaker(const SortPart& part, const DeviceTensorOf& tensor_of, CudaContext& context)
      : part_(part), tensor_of_(tensor_of), context_(context) {}

  std::unique_ptr<CudaStep> make() {
    const bool groups = part_.pick == SortPart::Pick::groups;
    if (!groups && (part_.count == 0 || numel(part_.self.size) == 0))
      return std::make_unique<SortStep>(std::nullopt, nullptr);
    const auto problem = this->problem();
    if (!problem || (groups && !part_.groups)) return nullptr;
    const std::optional<std::size_t> nowhere;
    const std::optional<std::size_t>& along = groups ? nowhere : part_.dimension;
    const bool has_places = place(part_.values, part_.self.dtype, along, values_) &&
                            place(part_.positions, DType::i64, along, positions_) &&
                            place(part_.inverse, DType::i64, std::nullopt, inverse_) &&
                            place(part_.counts, DType::i64, std::nullopt, counts_);
    if (!has_places) return nullptr;
    if (groups) return make_groups(*problem);
    return std::make_unique<SortStep>(sort_of(*problem), finish());
  }

 private:
  std::optional<SortProblem> problem() const {
    SortProblem problem;
    problem.dtype = part_.self.dtype;
    problem.length = part_.dimension ? part_.self.size[*part_.dimension] : numel(part_.self.size);
    if (!has_sort_order(problem.dtype) || problem.length == 0) return std::nullopt;
    problem.rows = numel(part_.self.size) / problem.length;
    constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
    if (problem.length >= kMost || problem.rows > kMost) return std::nullopt;
    const auto input = rows_of(tensor_of_(part_.self), part_.dimension);
    if (!input) return std::nullopt;
    problem.input = *input;
    problem.descending = part_.descending;
    problem.sorts = !part_.consecutive;
    if (part_.pick == SortPart::Pick::ranks && part_.first == 0) problem.wanted = part_.count;
    problem.multiprocessors = context_.shape.multiprocessors;
    return problem;
  }

  RowSort sort_of(const SortProblem& problem) const {
    return {problem, context_.memory.scratch(RowSort::scratch_bytes(problem))};
  }

  /// Where a result goes, if somebody reads it; false where the kernels do not write it so.
  bool place(const std::optional<TensorView>& result, DType dtype, std::optional<std::size_t> dimension,
             std::optional<Rows>& rows) const {
    if (!result) return true;
    if (result->dtype != dtype) return false;
    rows = rows_of(tensor_of_(*result), dimension);
    return rows.has_value();
  }

  SortStep::Finish finish() const {
    const auto values = values_, positions = positions_;
    switch (part_.pick) {
      case SortPart::Pick::median:
        return [=, skips = part_.skips_nan](const RowSort& sort, cudaStream_t stream) {
          sort.write_median(pointer_to(values), pointer_to(positions), skips, stream);
        };
      case SortPart::Pick::mode:
        return [=](const RowSort& sort, cudaStream_t stream) {
          sort.write_mode(pointer_to(values), pointer_to(positions), stream);
        };
      default:
        return [=, first = part_.first, count = part_.count](const RowSort& sort, cudaStream_t stream) {
          sort.write(pointer_to(values), pointer_to(positions), first, count, stream);
        };
    }
  }

  std::unique_ptr<CudaStep> make_groups(const SortProblem& problem) const {
    auto program = groups_program(*part_.groups);
    RowSort::Distinct distinct;
    distinct.groups = *part_.groups;
    distinct.fault = context_.fault;
    distinct.program = static_cast<std::int32_t>(context_.programs.size());
    distinct.scratch = context_.memory.scratch(RowSort::distinct_scratch_bytes(problem));
    context_.programs.push_back(program.get());
    const auto values = values_, inverse = inverse_, counts = counts_;
    auto step = std::make_unique<SortStep>(sort_of(problem), [=](const RowSort& sort, cudaStream_t stream) {
      RowSort::Distinct to = distinct;
      to.values = pointer_to(values), to.inverse = pointer_to(inverse), to.counts = pointer_to(counts);
      sort.write_distinct(to, stream);
    });
    step->keep(std::move(program));
    return step;
  }

  const SortPart& part_;
  const DeviceTensorOf& tensor_of_;
  CudaContext& context_;
  std::optional<Rows> values_, positions_, inverse_, counts_;
};

}  // namespace

std::unique_ptr<CudaStep> make_sort_step(const SortPart& part, const DeviceTensorOf& tensor_of,
                                         CudaContext& context) {
  return SortMaker(part, tensor_of, context).make();
}

}  // namespace ireplay
