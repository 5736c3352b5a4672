#include "replay/plan/index_substitution.hpp"

#include <limits>
#include <utility>

namespace ireplay {

IndexSubstitution::IndexSubstitution(const LoopProgram& from, IndexAlgebra& to, std::vector<Linear> variables,
                                     const std::vector<ValueId>& values)
    : from_(from),
      to_(to),
      variables_(std::move(variables)),
      values_(values),
      known_(from.indices.size(), kNone) {}

Linear IndexSubstitution::expression(IndexId index) {
  const IndexExpr& expr = from_.indices[static_cast<std::size_t>(index)];
  Linear sum(expr.offset);
  for (const IndexTerm& term : expr.terms) sum.add(atom(term.atom), term.coefficient);
  return sum;
}

IndexId IndexSubstitution::index(IndexId index) {
  if (index == kNone) return kNone;
  IndexId& known = known_[static_cast<std::size_t>(index)];
  if (known == kNone) known = to_.intern(expression(index));
  return known;
}

Linear IndexSubstitution::atom(std::int32_t number) {
  const Atom& atom = from_.atoms[static_cast<std::size_t>(number)];
  if (atom.kind == AtomKind::variable) return variables_[static_cast<std::size_t>(atom.which)];
  if (atom.kind == AtomKind::value)
    return to_.value(values_[static_cast<std::size_t>(atom.which)],
                     {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()});
  const Linear a = expression(atom.args[0]);
  if (atom.kind == AtomKind::logical_not) return to_.logical_not(a);
  const Linear b = expression(atom.args[1]);
  switch (atom.kind) {
    case AtomKind::floordiv:
      return to_.floordiv(a, b);
    case AtomKind::mod:
      return to_.mod(a, b);
    case AtomKind::multiply:
      return to_.multiply(a, b);
    case AtomKind::minimum:
      return to_.minimum(a, b);
    case AtomKind::maximum:
      return to_.maximum(a, b);
    case AtomKind::select:
      return to_.select(a, b, expression(atom.args[2]));
    case AtomKind::logical_and:
    case AtomKind::logical_or:
      return to_.logical(atom.kind, a, b);
    case AtomKind::bit_and:
    case AtomKind::bit_or:
    case AtomKind::bit_xor:
      return to_.bits(atom.kind, a, b);
    default:
      return to_.compare(atom.kind, a, b);
  }
}

}  // namespace ireplay
