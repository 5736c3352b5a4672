#include "replay/plan/masked_index.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

using Wide = __int128;  // sums of products of numbers up to kMost do not leave it
constexpr std::int64_t kMost = std::int64_t{1} << 48;
constexpr std::size_t kMostConditions = 64;  // of a mask; what is beyond is not looked at
constexpr Wide kMostTimes = 1 << 16;         // a condition is taken over

bool is_moderate(std::int64_t number) { return number >= -kMost && number <= kMost; }

struct Interval {
  Wide low, high;
};

/// Sum of coefficients times variables, and a number.
struct Affine {
  std::vector<Wide> coefficients;  // by variable
  Wide offset = 0;
};

std::optional<Affine> affine(const LoopProgram& program, IndexId index) {
  const IndexExpr& expr = program.indices[static_cast<std::size_t>(index)];
  if (!is_moderate(expr.offset)) return std::nullopt;
  Affine sum{std::vector<Wide>(program.ranges.size(), 0), expr.offset};
  for (const IndexTerm& term : expr.terms) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    if (atom.kind != AtomKind::variable || !is_moderate(term.coefficient) ||
        !is_moderate(program.ranges[static_cast<std::size_t>(atom.which)]))
      return std::nullopt;
    sum.coefficients[static_cast<std::size_t>(atom.which)] += term.coefficient;
  }
  return sum;
}

class MaskedVariables {
 public:
  explicit MaskedVariables(const LoopProgram& program) : program_(program) {
    for (const std::int64_t range : program.ranges) variables_.push_back({0, Wide{range} - 1});
  }

  /// Narrows the variables to where the boolean value holds, as far as can be told.
  void assume(ValueId value) {
    std::vector<ValueId> conditions{value};
    for (std::size_t k = 0; k < conditions.size() && !never(); ++k) {
      const Instruction& at = instruction(conditions[k]);
      if (at.opcode != Opcode::scalar || at.mask != kNone) continue;
      if (at.op != ScalarOp::bitwise_and && at.op != ScalarOp::logical_and)
        assume_comparison(at);
      else if (conditions.size() < kMostConditions)
        conditions.insert(conditions.end(), {at.operands[0], at.operands[1]});
    }
  }

  Interval interval(const Affine& sum) const {
    Interval of_sum{sum.offset, sum.offset};
    for (std::size_t v = 0; v < variables_.size(); ++v) {
      const Interval part = times(sum.coefficients[v], variables_[v]);
      of_sum.low += part.low;
      of_sum.high += part.high;
    }
    return of_sum;
  }

  /// Where what is assumed holds, also of the variables together: each condition, some times over, may take
  /// them out of the sum, as `16 * i + j < 100` does those of `1000 * k + 16 * i + j`.
  Interval narrowed(const Affine& sum) const {
    Interval best = interval(sum);
    for (const Condition& condition : conditions_)
      for (std::size_t v = 0; v < variables_.size(); ++v) {
        const Wide of_sum = sum.coefficients[v], of_condition = condition.sum.coefficients[v];
        if (of_condition == 0 || of_sum % of_condition != 0) continue;
        const Wide times_over = -(of_sum / of_condition);
        if (times_over < -kMostTimes || times_over > kMostTimes) continue;
        Affine rest = sum;
        rest.offset += times_over * condition.sum.offset;
        for (std::size_t k = 0; k < variables_.size(); ++k)
          rest.coefficients[k] += times_over * condition.sum.coefficients[k];
        const Interval of_rest = interval(rest);  // of sum + times_over * condition
        if (times_over > 0) best.high = std::min(best.high, of_rest.high - times_over * condition.least);
        if (times_over < 0) best.low = std::max(best.low, of_rest.low - times_over * condition.least);
      }
    return best;
  }

  bool never() const {
    return std::ranges::any_of(variables_, [](const Interval& of) { return of.low > of.high; });
  }

 private:
  void assume_comparison(const Instruction& at) {
    const auto first = integer(at.operands[0]);
    const auto second = info(at.op).arity == 2 ? integer(at.operands[1]) : std::nullopt;
    if (!first || !second) return;
    const bool equal = at.op == ScalarOp::eq, strictly = at.op == ScalarOp::lt || at.op == ScalarOp::gt;
    if (at.op == ScalarOp::lt || at.op == ScalarOp::le || equal) assume_less(*first, *second, strictly);
    if (at.op == ScalarOp::gt || at.op == ScalarOp::ge || equal) assume_less(*second, *first, strictly);
  }

  const Instruction& instruction(ValueId value) const {
    return program_.instructions[static_cast<std::size_t>(value)];
  }

  static Interval times(Wide factor, Interval variable) {
    return factor >= 0 ? Interval{factor * variable.low, factor * variable.high}
                       : Interval{factor * variable.high, factor * variable.low};
  }

  /// An integer value as an affine one of the variables.
  std::optional<Affine> integer(ValueId value) const {
    const Instruction& at = instruction(value);
    if (is_floating(at.dtype) || at.dtype == DType::boolean || at.mask != kNone) return std::nullopt;
    if (at.opcode == Opcode::constant && is_moderate(at.immediate.i))
      return Affine{std::vector<Wide>(program_.ranges.size(), 0), at.immediate.i};
    if (at.opcode == Opcode::index_expr) return affine(program_, at.index);
    return std::nullopt;
  }

  /// small < large, or small <= large: each variable alone, whatever the others are.
  void assume_less(const Affine& small, const Affine& large, bool strictly) {
    Affine difference = large;  // not less than `least`
    const Wide least = strictly ? 1 : 0;
    difference.offset -= small.offset;
    for (std::size_t v = 0; v < variables_.size(); ++v) difference.coefficients[v] -= small.coefficients[v];
    conditions_.push_back({difference, least});
    for (std::size_t v = 0; v < variables_.size() && !never(); ++v) {
      const Wide factor = difference.coefficients[v];
      if (factor == 0) continue;
      const Wide others = interval(difference).high - times(factor, variables_[v]).high;
      const Wide needed = least - others;  // of factor * variable
      Interval& variable = variables_[v];
      if (factor > 0)
        variable.low = std::max(variable.low, -floor_div(-needed, factor));
      else
        variable.high = std::min(variable.high, floor_div(-needed, -factor));
    }
  }

  static Wide floor_div(Wide a, Wide b) {  // b > 0
    const Wide quotient = a / b;
    return a % b < 0 ? quotient - 1 : quotient;
  }

  struct Condition {
    Affine sum;
    Wide least;
  };

  const LoopProgram& program_;
  std::vector<Interval> variables_;
  std::vector<Condition> conditions_;
};

}  // namespace

bool is_inside_where(const LoopProgram& program, ValueId mask, IndexId index, std::int64_t extent) {
  const auto sum = affine(program, index);
  if (!sum) return false;
  MaskedVariables variables(program);
  if (mask != kNone) variables.assume(mask);
  if (variables.never()) return true;
  const Interval values = variables.narrowed(*sum);
  return values.low >= 0 && values.high < extent;
}

}  // namespace ireplay
