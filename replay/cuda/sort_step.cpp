// Calls that follow from the order of rows: sort, topk, kthvalue, median, mode, unique.
#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "kernels/sort/sort.hpp"
#include "replay/cuda/step.hpp"
#include "replay/externs/arguments.hpp"

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

/// Sizes and strides of a view without dimension `dimension`, and along it alone.
std::optional<Rows> rows_of(std::byte* data, Dims size, Dims stride, std::size_t dimension) {
  Rows rows;
  rows.data = data;
  if (size.empty()) return rows;
  if (!make_layout({size[dimension]}, {stride[dimension]}, rows.elements)) return std::nullopt;
  size.erase(size.begin() + static_cast<std::ptrdiff_t>(dimension));
  stride.erase(stride.begin() + static_cast<std::ptrdiff_t>(dimension));
  if (!make_layout(size, stride, rows.rows)) return std::nullopt;
  return rows;
}

/// All elements as one row.
std::optional<Rows> one_row(std::byte* data, const Dims& size, const Dims& stride) {
  Rows rows;
  rows.data = data;
  if (!make_layout(size, stride, rows.elements)) return std::nullopt;
  return rows;
}

/// One element a row.
std::optional<Rows> single_elements(std::byte* data, const Dims& size, const Dims& stride) {
  Rows rows;
  rows.data = data;
  if (!make_layout(size, stride, rows.rows)) return std::nullopt;
  return rows;
}

/// What the calls have in common: which rows, and where results go.
class SortCall {
 public:
  SortCall(const ExternRow& row, const ExternCall& call, CudaContext& context)
      : args_(row, call), call_(call), context_(context), self_(args_.tensor("self")) {}

  const ExternArguments& args() const { return args_; }
  const TensorView& self() const { return self_; }
  CudaContext& context() const { return context_; }
  std::size_t results() const { return call_.results.size(); }

  /// The dimension named `dim` counted from the front; none where the tensor has no such dimension.
  std::optional<std::size_t> dimension() const {
    const auto rank = static_cast<std::int64_t>(std::max<std::size_t>(self_.size.size(), 1));
    const std::int64_t given = args_.integer("dim");
    if (given < -rank || given >= rank) return std::nullopt;
    return static_cast<std::size_t>(given < 0 ? given + rank : given);
  }
  std::int64_t length(std::size_t dimension) const { return self_.size.empty() ? 1 : self_.size[dimension]; }

  /// A result that somebody reads, if it has the type and the sizes.
  bool wants(std::size_t k) const { return k < call_.results.size() && call_.results[k] != kNone; }
  const PlanBuffer& result(std::size_t k) const {
    return context_.plan.buffers[static_cast<std::size_t>(call_.results[k])];
  }
  std::byte* data(std::size_t k) const { return context_.memory.address(call_.results[k]); }
  bool is(std::size_t k, DType dtype, const Dims& size) const {
    return !wants(k) || (result(k).dtype == dtype && result(k).size == size);
  }

 private:
  ExternArguments args_;
  const ExternCall& call_;
  CudaContext& context_;
  const TensorView& self_;
};

/// Rows along `dimension`, or without one all elements as one row; none where the kernels do not take them.
std::optional<SortProblem> problem_of(const SortCall& call, std::optional<std::size_t> dimension) {
  const TensorView& self = call.self();
  SortProblem problem;
  problem.dtype = self.dtype;
  problem.length = dimension ? call.length(*dimension) : numel(self.size);
  if (!has_sort_order(self.dtype) || problem.length == 0) return std::nullopt;
  problem.rows = numel(self.size) / problem.length;
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  if (problem.length >= kMost || problem.rows > kMost || problem.rows == 0) return std::nullopt;
  std::byte* const data = call.context().memory.address(self);
  const std::optional<Rows> input =
      dimension ? rows_of(data, self.size, self.stride, *dimension) : one_row(data, self.size, self.stride);
  if (!input) return std::nullopt;
  problem.input = *input;
  problem.multiprocessors = call.context().shape.multiprocessors;
  return problem;
}

RowSort make_sort(const SortProblem& problem, CudaContext& context) {
  return RowSort(problem, context.memory.scratch(RowSort::scratch_bytes(problem)));
}

std::unique_ptr<SortStep> nothing_to_do() { return std::make_unique<SortStep>(std::nullopt, nullptr); }

const Rows* pointer_to(const std::optional<Rows>& rows) { return rows ? &*rows : nullptr; }

/// The first `keep` of each row in order: values into result `values_at`, positions into `indices_at`.
std::unique_ptr<CudaStep> make_sorted(const SortCall& call, bool descending, std::optional<std::int64_t> k,
                                      std::optional<std::size_t> values_at, std::size_t indices_at) {
  const auto dimension = call.dimension();
  if (!dimension) return nullptr;
  const std::int64_t keep = k.value_or(call.length(*dimension));
  if (keep < 0 || keep > call.length(*dimension)) return nullptr;
  Dims size = call.self().size;
  if (!size.empty()) size[*dimension] = keep;
  if (values_at && !call.is(*values_at, call.self().dtype, size)) return nullptr;
  if (!call.is(indices_at, DType::i64, size)) return nullptr;
  if (numel(size) == 0 || keep == 0) return nothing_to_do();
  auto problem = problem_of(call, dimension);
  if (!problem) return nullptr;
  problem->descending = descending;
  problem->wanted = keep;
  const auto target = [&](std::size_t result) {
    return rows_of(call.data(result), size, call.result(result).stride, *dimension);
  };
  std::optional<Rows> values, positions;
  if (values_at && call.wants(*values_at) && !(values = target(*values_at))) return nullptr;
  if (call.wants(indices_at) && !(positions = target(indices_at))) return nullptr;
  return std::make_unique<SortStep>(make_sort(*problem, call.context()),
                                    [=](const RowSort& sort, cudaStream_t stream) {
                                      sort.write(pointer_to(values), pointer_to(positions), 0, keep, stream);
                                    });
}

using Choose = std::function<void(const RowSort&, const Rows* values, const Rows* positions, cudaStream_t)>;

/// One element of each row along `dim`: its value and its position.
std::unique_ptr<CudaStep> make_chosen(const SortCall& call, const Choose& choose) {
  const auto dimension = call.dimension();
  if (!dimension || call.length(*dimension) == 0) return nullptr;
  Dims size = call.self().size;
  if (!size.empty() && call.args().flag("keepdim"))
    size[*dimension] = 1;
  else if (!size.empty())
    size.erase(size.begin() + static_cast<std::ptrdiff_t>(*dimension));
  if (!call.is(0, call.self().dtype, size) || !call.is(1, DType::i64, size)) return nullptr;
  if (numel(size) == 0) return nothing_to_do();
  const auto problem = problem_of(call, dimension);
  if (!problem) return nullptr;
  const auto target = [&](std::size_t result) {
    return single_elements(call.data(result), size, call.result(result).stride);
  };
  std::optional<Rows> values, positions;
  if (call.wants(0) && !(values = target(0))) return nullptr;
  if (call.wants(1) && !(positions = target(1))) return nullptr;
  return std::make_unique<SortStep>(make_sort(*problem, call.context()),
                                    [=](const RowSort& sort, cudaStream_t stream) {
                                      choose(sort, pointer_to(values), pointer_to(positions), stream);
                                    });
}

std::unique_ptr<CudaStep> make_kthvalue(const SortCall& call) {
  const auto dimension = call.dimension();
  const std::int64_t k = call.args().integer("k");
  if (!dimension || k < 1 || k > call.length(*dimension)) return nullptr;
  return make_chosen(call, [k](const RowSort& sort, const Rows* values, const Rows* positions,
                               cudaStream_t stream) { sort.write(values, positions, k - 1, 1, stream); });
}

std::unique_ptr<CudaStep> make_median_along(const SortCall& call, bool skips_nan) {
  return make_chosen(
      call, [skips_nan](const RowSort& sort, const Rows* values, const Rows* positions, cudaStream_t stream) {
        sort.write_median(values, positions, skips_nan, stream);
      });
}

std::unique_ptr<CudaStep> make_median_of_all(const SortCall& call, bool skips_nan) {
  const auto problem = problem_of(call, std::nullopt);
  if (!problem || !call.wants(0) || !call.is(0, call.self().dtype, {})) return nullptr;
  const Rows value{call.data(0), {}, {}};
  return std::make_unique<SortStep>(make_sort(*problem, call.context()),
                                    [=](const RowSort& sort, cudaStream_t stream) {
                                      sort.write_median(&value, nullptr, skips_nan, stream);
                                    });
}

std::unique_ptr<CudaStep> make_mode(const SortCall& call) {
  return make_chosen(call, [](const RowSort& sort, const Rows* values, const Rows* positions,
                              cudaStream_t stream) { sort.write_mode(values, positions, stream); });
}

/// How many groups of equal elements the results have room for; none where nobody reads them.
std::optional<std::int64_t> groups_of(const SortCall& call, bool wants_counts) {
  if (call.wants(0) && call.result(0).size.size() == 1) return call.result(0).size[0];
  if (call.wants(2) && wants_counts && call.result(2).size.size() == 1) return call.result(2).size[0];
  return std::nullopt;
}

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

std::unique_ptr<CudaStep> make_unique_elements(const SortCall& call, bool consecutive) {
  const bool wants_inverse = call.args().flag("return_inverse"),
             wants_counts = call.args().flag("return_counts");
  const auto groups = groups_of(call, wants_counts);
  auto problem = problem_of(call, std::nullopt);
  if (!groups || !problem) return nullptr;
  const bool sizes = call.is(0, call.self().dtype, {*groups}) &&
                     call.is(1, DType::i64, wants_inverse ? call.self().size : Dims{0}) &&
                     call.is(2, DType::i64, {wants_counts ? *groups : 0});
  if (!sizes) return nullptr;
  problem->sorts = !consecutive;
  const auto target = [&](std::size_t result) {
    return one_row(call.data(result), call.result(result).size, call.result(result).stride);
  };
  std::optional<Rows> values, inverse, counts;
  if (call.wants(0) && !(values = target(0))) return nullptr;
  if (call.wants(1) && wants_inverse && !(inverse = target(1))) return nullptr;
  if (call.wants(2) && wants_counts && !(counts = target(2))) return nullptr;
  CudaContext& context = call.context();
  auto program = groups_program(*groups);
  RowSort::Distinct distinct;
  distinct.groups = *groups;
  distinct.fault = context.fault;
  distinct.program = static_cast<std::int32_t>(context.programs.size());
  distinct.scratch = context.memory.scratch(RowSort::distinct_scratch_bytes(*problem));
  context.programs.push_back(program.get());
  auto step =
      std::make_unique<SortStep>(make_sort(*problem, context), [=](const RowSort& sort, cudaStream_t stream) {
        RowSort::Distinct to = distinct;
        to.values = pointer_to(values), to.inverse = pointer_to(inverse), to.counts = pointer_to(counts);
        sort.write_distinct(to, stream);
      });
  step->keep(std::move(program));
  return step;
}

std::unique_ptr<CudaStep> make_sort(SortKind kind, const SortCall& call) {
  switch (kind) {
    case SortKind::topk:
      return make_sorted(call, call.args().flag("largest"), call.args().integer("k"), 0, 1);
    case SortKind::sort:
      return make_sorted(call, call.args().flag("descending"), std::nullopt, 0, 1);
    case SortKind::argsort:
      return make_sorted(call, call.args().flag("descending"), std::nullopt, std::nullopt, 0);
    case SortKind::kthvalue:
      return make_kthvalue(call);
    case SortKind::median:
      return make_median_of_all(call, false);
    case SortKind::nanmedian:
      return make_median_of_all(call, true);
    case SortKind::median_along:
      return make_median_along(call, false);
    case SortKind::nanmedian_along:
      return make_median_along(call, true);
    case SortKind::mode:
      return make_mode(call);
    case SortKind::unique:
      return make_unique_elements(call, false);
    case SortKind::unique_consecutive:
      return call.args().is_none("dim") ? make_unique_elements(call, true) : nullptr;
    case SortKind::none:
      break;
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<CudaStep> make_sort_step(const ExternCall& call, CudaContext& context) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr || row->sort == SortKind::none) return nullptr;
  return make_sort(row->sort, SortCall(*row, call, context));
}

}  // namespace ireplay
