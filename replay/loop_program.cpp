#include "replay/loop_program.hpp"

#include <algorithm>
#include <limits>

#include "parser/source.hpp"

namespace ireplay {
namespace {

[[noreturn]] void fail_overflow() {
  throw Error(Error::Kind::device, "the index's value does not fit 64 bits");
}

std::int64_t multiply(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) fail_overflow();
  return product;
}

std::int64_t add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) fail_overflow();
  return sum;
}

void check_divisor(std::int64_t divisor) {
  if (divisor == 0) throw Error(Error::Kind::device, "the index divides by zero");
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  check_divisor(b);
  if (b == -1) return multiply(a, -1);
  const std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::int64_t floor_mod(std::int64_t a, std::int64_t b) {
  check_divisor(b);
  if (b == -1) return 0;
  const std::int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
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
      return floor_divide(arg(0), arg(1));
    case AtomKind::mod:
      return floor_mod(arg(0), arg(1));
    case AtomKind::multiply:
      return multiply(arg(0), arg(1));
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

bool is_affine(const LoopProgram& program, IndexId index) {
  const auto is_variable = [&](const IndexTerm& term) {
    return program.atoms[term.atom].kind == AtomKind::variable;
  };
  return std::ranges::all_of(program.indices[index].terms, is_variable);
}

std::int64_t evaluate(const LoopProgram& program, IndexId index, const std::int64_t* variables,
                      const Scalar* values) {
  const IndexExpr& expr = program.indices[index];
  std::int64_t sum = expr.offset;
  for (const IndexTerm& term : expr.terms)
    sum =
        add(sum, multiply(term.coefficient, evaluate(program, program.atoms[term.atom], variables, values)));
  return sum;
}

}  // namespace ireplay
