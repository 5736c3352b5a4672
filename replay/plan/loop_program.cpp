#include "replay/plan/loop_program.hpp"

#include <algorithm>

#include "parser/source.hpp"
#include "replay/plan/index_algebra.hpp"

namespace ireplay {
namespace {

std::int64_t divisor(std::int64_t value) {
  if (value == 0) throw Error(Error::Kind::device, "the index divides by zero");
  return value;
}

std::int64_t evaluate(const LoopProgram& program, const Atom& atom, const std::int64_t* variables,
                      const Scalar* values) {
  const auto arg = [&](int k) { return evaluate(program, atom.args[k], variables, values); };
  switch (atom.kind) {
    case AtomKind::variable:
      return variables[atom.which];
    case AtomKind::value:
      return values[atom.which].i;
    case AtomKind::floordiv:
      return floor_divide(arg(0), divisor(arg(1)));
    case AtomKind::mod:
      return floor_modulo(arg(0), divisor(arg(1)));
    case AtomKind::multiply:
      return multiply_exactly(arg(0), arg(1));
    case AtomKind::minimum:
      return std::min(arg(0), arg(1));
    case AtomKind::maximum:
      return std::max(arg(0), arg(1));
    case AtomKind::select:
      return arg(0) != 0 ? arg(1) : arg(2);
    case AtomKind::eq:
      return arg(0) == arg(1);
    case AtomKind::ne:
      return arg(0) != arg(1);
    case AtomKind::lt:
      return arg(0) < arg(1);
    case AtomKind::le:
      return arg(0) <= arg(1);
    case AtomKind::logical_and:
      return arg(0) != 0 && arg(1) != 0;
    case AtomKind::logical_or:
      return arg(0) != 0 || arg(1) != 0;
    case AtomKind::logical_not:
      return arg(0) == 0;
    case AtomKind::bit_and:
      return arg(0) & arg(1);
    case AtomKind::bit_or:
      return arg(0) | arg(1);
    case AtomKind::bit_xor:
      return arg(0) ^ arg(1);
  }
  return 0;
}

std::int64_t product_of(const std::int64_t* first, const std::int64_t* last) {
  if (std::find(first, last, 0) != last) return 0;
  std::int64_t product = 1;
  for (; first != last; ++first) {
    if (__builtin_mul_overflow(product, *first, &product))
      throw Error(Error::Kind::dump, "a loop nest has more than 2**63 points");
  }
  return product;
}

}  // namespace

std::int64_t parallel_count(const LoopProgram& program) {
  const std::int64_t* first = program.ranges.data();
  return product_of(first, first + program.parallel);
}

std::int64_t reduction_count(const LoopProgram& program) {
  const std::int64_t* first = program.ranges.data();
  return product_of(first + program.parallel, first + program.ranges.size());
}

std::int64_t coefficient_of(const LoopProgram& program, const IndexExpr& index, std::int32_t variable) {
  for (const IndexTerm& term : index.terms) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    if (atom.kind == AtomKind::variable && atom.which == variable) return term.coefficient;
  }
  return 0;
}

bool is_affine(const LoopProgram& program, IndexId index) {
  const auto is_variable = [&](const IndexTerm& term) {
    return program.atoms[term.atom].kind == AtomKind::variable;
  };
  return std::ranges::all_of(program.indices[index].terms, is_variable);
}

std::int64_t evaluate(const LoopProgram& program, IndexId index, const std::int64_t* variables,
                      const Scalar* values) try {
  const IndexExpr& expr = program.indices[index];
  std::int64_t sum = expr.offset;
  for (const IndexTerm& term : expr.terms) {
    const std::int64_t value = evaluate(program, program.atoms[term.atom], variables, values);
    sum = add_exactly(sum, multiply_exactly(term.coefficient, value));
  }
  return sum;
} catch (const IndexFault&) {
  throw Error(Error::Kind::device, "the index's value does not fit 64 bits");
}

}  // namespace ireplay
