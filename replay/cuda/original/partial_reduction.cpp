#include "replay/cuda/original/partial_reduction.hpp"

#include <algorithm>

#include "replay/plan/checked.hpp"
#include "replay/plan/loop_writer.hpp"

namespace ireplay {
namespace {

/// The chain of methods from the outermost call inwards.
class ReductionReader {
 public:
  ReductionReader(const WrapperFacts& facts, const ScratchReduction& reduction)
      : facts_(facts), exprs_(facts.wrapper->exprs), reduction_(reduction) {}

  PartialReduction read() {
    PartialReduction made{.scratch = std::string(reduction_.scratch),
                          .result = std::string(reduction_.result)};
    const char* const at = exprs_[reduction_.value].text.data();
    made.scratch_bytes = bytes_of_scratch(facts_, reduction_.scratch, at);
    made.dtype = facts_.layouts.at(reduction_.scratch).dtype.value();
    ExprId reduce = reduction_.value;
    while (method(reduce) == "to" || method(reduce) == "view") reduce = object(reduce);
    made.kind = kind_of(reduce);
    const ExprId view = object(reduce);
    if (method(view) != "view") fail(view);
    const auto sizes = exprs_.children_of(view).subspan(1);
    if (sizes.size() != 2) fail(view);
    made.rows = number(sizes[0]);
    made.columns = number(sizes[1]);
    const ExprId part = object(view);
    if (exprs_[part].kind != ExprKind::subscript) fail(part);
    const ExprId slice = exprs_.children_of(part)[1];
    if (exprs_[slice].kind != ExprKind::slice) fail(slice);
    made.first = number(exprs_.children_of(slice)[0]);
    const Checked terms = checked_multiply(made.rows, made.columns);
    const Checked end = checked_add(made.first, terms);
    const Checked bytes = checked_multiply(end, static_cast<std::int64_t>(bytes_of(made.dtype)));
    const bool fits = made.rows > 0 && made.columns >= 0 && made.first >= 0 && bytes &&
                      *bytes <= made.scratch_bytes && *end == number(exprs_.children_of(slice)[1]);
    if (!fits) fail(slice);
    return made;
  }

 private:
  [[noreturn]] void fail(ExprId at) const {
    throw Error(Error::Kind::unsupported, *facts_.wrapper->source, exprs_[at].text.data(),
                "expected rows of the scratch memory that a kernel wrote, and how they become one");
  }

  /// sum of `x.sum(dim=0)`; empty for what is no call of a method of a value.
  std::string_view method(ExprId call) const {
    if (exprs_[call].kind != ExprKind::call) return {};
    const Expr& target = exprs_[exprs_.children_of(call)[0]];
    return target.kind == ExprKind::attribute ? target.text : std::string_view{};
  }

  ExprId object(ExprId call) const { return exprs_.children_of(exprs_.children_of(call)[0])[0]; }

  std::int64_t number(ExprId id) const {
    return evaluate_size(*facts_.wrapper->source, exprs_, id, facts_.symbols);
  }

  /// Over dimension 0; what `keepdim` keeps is of one element.
  ReduceKind kind_of(ExprId call) const {
    struct Row {
      std::string_view method;
      ReduceKind kind;
    };
    static constexpr Row kRows[] = {{"sum", ReduceKind::sum},
                                    {"prod", ReduceKind::prod},
                                    {"amin", ReduceKind::min},
                                    {"amax", ReduceKind::max}};
    const auto row = std::ranges::find(kRows, method(call), &Row::method);
    if (row == std::end(kRows)) fail(call);
    bool has_dim = false;
    for (const ExprId argument : exprs_.children_of(call).subspan(1)) {
      const Expr& given = exprs_[argument];
      const bool is_dim = given.kind == ExprKind::keyword && given.text == "dim";
      if (is_dim && number(exprs_.children_of(argument)[0]) == 0)
        has_dim = true;
      else if (given.kind != ExprKind::keyword || given.text != "keepdim")
        fail(argument);
    }
    if (!has_dim) fail(call);
    return row->kind;
  }

  const WrapperFacts& facts_;
  const ExprPool& exprs_;
  const ScratchReduction& reduction_;
};

}  // namespace

PartialReduction read_reduction(const WrapperFacts& facts, const ScratchReduction& reduction) {
  return ReductionReader(facts, reduction).read();
}

std::int64_t bytes_of_scratch(const WrapperFacts& facts, std::string_view name, const char* at) {
  const auto fail = [&](const std::string& what) {
    throw Error(Error::Kind::unsupported, *facts.wrapper->source, at,
                "the size of " + in_quotes(name) + what);
  };
  const auto layout = facts.layouts.find(name);
  if (layout == facts.layouts.end() || !layout->second.dtype || !layout->second.size) fail(" is not known");
  Checked bytes = static_cast<std::int64_t>(bytes_of(*layout->second.dtype));
  for (const std::int64_t size : *layout->second.size) bytes = checked_multiply(bytes, size);
  if (!bytes) fail(" does not fit 63 bits");
  return *bytes;
}

LoopProgram loops_of(const PartialReduction& reduction, const PlanBuffer& result) {
  if (numel(result.size) != reduction.columns)
    throw Error(Error::Kind::unsupported, in_quotes(result.name) + " has " +
                                              std::to_string(numel(result.size)) + " elements, and its " +
                                              std::string(to_text(reduction.kind)) + " " +
                                              std::to_string(reduction.columns));
  const std::size_t rank = result.size.size();
  Dims size = result.size, stride = dense_strides(result.size);
  size.push_back(reduction.rows);
  stride.push_back(reduction.columns);
  LoopWriter loops(reduction.result, size, rank);
  const Value term = loops.load({kNone, reduction.dtype, size, stride, 0}, loops.range(0, rank + 1));
  const Value whole = loops.reduce(reduction.kind, term);
  loops.then_once();
  loops.store({kNone, result.dtype, result.size, result.stride, 0}, loops.range(0, rank), whole);
  return loops.finish().program;
}

std::string to_line(const PartialReduction& reduction) {
  return std::to_string(reduction.rows) + " rows of " + std::to_string(reduction.columns) + " " +
         std::string(info(reduction.dtype).name) + " of " + reduction.scratch + " from element " +
         std::to_string(reduction.first) + " on, " + std::string(to_text(reduction.kind)) + " into " +
         reduction.result;
}

}  // namespace ireplay
