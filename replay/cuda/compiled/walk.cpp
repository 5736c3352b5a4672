#include "replay/cuda/compiled/walk.hpp"

#include <numeric>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {

Walk::Walk(const LoopProgram& program, std::int32_t variable, std::int32_t vector, bool aligned)
    : program_(program),
      variable_(variable),
      vector_(vector),
      aligned_(aligned),
      varies_(program.instructions.size(), false) {
  if (vector == 1) return;
  for (std::size_t v = 0; v < varies_.size(); ++v) varies_[v] = instruction_varies(program.instructions[v]);
}

bool Walk::instruction_varies(const Instruction& at) const {
  if (is_settled_comparison(at)) return at.mask != kNone && varies(at.mask);
  if (at.opcode == Opcode::reduce && variable_ >= program_.parallel)
    return false;  // one value for all of the reduction
  bool found = at.opcode == Opcode::scan || at.opcode == Opcode::sort;
  for_each_operand(program_, at, [&](ValueId operand) { found = found || varies(operand); });
  return found || (at.index != kNone && step(at.index) != 0);
}

bool Walk::is_settled_comparison(const Instruction& at) const {
  if (at.opcode != Opcode::scalar || !aligned_) return false;
  const bool strict = at.op == ScalarOp::lt || at.op == ScalarOp::ge;
  if (!strict && at.op != ScalarOp::le && at.op != ScalarOp::gt) return false;
  const Instruction& index = program_.instructions[static_cast<std::size_t>(at.operands[0])];
  const Instruction& limit = program_.instructions[static_cast<std::size_t>(at.operands[1])];
  if (index.opcode != Opcode::index_expr || limit.opcode != Opcode::constant || is_floating(limit.dtype) ||
      is_floating(index.dtype))
    return false;
  return step(index.index) == 1 && divisor(index.index) % vector_ == 0 &&
         (limit.immediate.i + (strict ? 0 : 1)) % vector_ == 0;
}

std::optional<std::int64_t> Walk::constant(IndexId index) const {
  const IndexExpr& expr = program_.indices[static_cast<std::size_t>(index)];
  return expr.terms.empty() ? std::optional(expr.offset) : std::nullopt;
}

std::optional<std::int64_t> Walk::step(IndexId index) const {
  std::int64_t total = 0;
  for (const IndexTerm& term : program_.indices[static_cast<std::size_t>(index)].terms) {
    const auto of_atom = step_of(program_.atoms[static_cast<std::size_t>(term.atom)]);
    if (!of_atom) return std::nullopt;
    total += term.coefficient * *of_atom;
  }
  return total;
}

std::optional<std::int64_t> Walk::step_of(const Atom& atom) const {
  if (atom.kind == AtomKind::variable) return atom.which == variable_ ? 1 : 0;
  if (atom.kind == AtomKind::value) return varies(atom.which) ? std::nullopt : std::optional<std::int64_t>(0);
  bool moves = false;
  for (IndexId arg : atom.args)
    if (arg != kNone && step(arg) != 0) moves = true;
  if (!moves) return 0;
  if (!aligned_ || (atom.kind != AtomKind::floordiv && atom.kind != AtomKind::mod)) return std::nullopt;
  const auto along = step(atom.args[0]), by = constant(atom.args[1]);
  if (!along || !by || *along <= 0 || *by <= 0) return std::nullopt;
  const std::int64_t span = *along * vector_;  // a vector stays between two multiples of the divisor
  if (*by % span != 0 || divisor(atom.args[0]) % span != 0) return std::nullopt;
  return atom.kind == AtomKind::floordiv ? 0 : *along;
}

std::int64_t Walk::divisor(IndexId index) const {
  const IndexExpr& expr = program_.indices[static_cast<std::size_t>(index)];
  std::int64_t common = expr.offset < 0 ? -expr.offset : expr.offset;
  for (const IndexTerm& term : expr.terms) {
    const std::int64_t part =
        term.coefficient * divisor_of(program_.atoms[static_cast<std::size_t>(term.atom)]);
    common = std::gcd(common, part);
  }
  return common;
}

std::int64_t Walk::divisor_of(const Atom& atom) const {
  switch (atom.kind) {
    case AtomKind::variable:
      return atom.which == variable_ ? vector_ : 1;
    case AtomKind::mod: {
      const auto by = constant(atom.args[1]);
      return by ? std::gcd(divisor(atom.args[0]), *by) : 1;
    }
    case AtomKind::multiply:
      return divisor(atom.args[0]) * divisor(atom.args[1]) == 0
                 ? 1
                 : divisor(atom.args[0]) * divisor(atom.args[1]);
    case AtomKind::minimum:
    case AtomKind::maximum:
      return std::gcd(divisor(atom.args[0]), divisor(atom.args[1]));
    case AtomKind::select:
      return std::gcd(divisor(atom.args[1]), divisor(atom.args[2]));
    default:
      return 1;
  }
}

namespace {

bool index_depends(const LoopProgram& program, IndexId index, std::int32_t first, std::int32_t last) {
  if (index == kNone) return false;
  for (const IndexTerm& term : program.indices[static_cast<std::size_t>(index)].terms) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    if (atom.kind == AtomKind::variable && atom.which >= first && atom.which < last) return true;
    if (atom.kind == AtomKind::variable || atom.kind == AtomKind::value) continue;
    for (IndexId arg : atom.args)
      if (index_depends(program, arg, first, last)) return true;
  }
  return false;
}

}  // namespace

std::vector<bool> depends_on(const LoopProgram& program, std::int32_t first, std::int32_t last) {
  std::vector<bool> depends(program.instructions.size(), false);
  const bool over_reduction = first >= program.parallel;
  for (std::size_t v = 0; v < depends.size(); ++v) {
    const Instruction& at = program.instructions[v];
    if (over_reduction && at.opcode == Opcode::reduce) continue;
    bool found = index_depends(program, at.index, first, last);
    if (over_reduction && (at.opcode == Opcode::scan || at.opcode == Opcode::sort)) found = true;
    if (at.opcode == Opcode::bucketize) {
      const Bucketize& entry = program.bucketizes[static_cast<std::size_t>(at.extra)];
      for (IndexId index : {entry.length, entry.total, entry.stride, entry.sorter_stride})
        found = found || index_depends(program, index, first, last);
    }
    for_each_operand(program, at,
                     [&](ValueId operand) { found = found || depends[static_cast<std::size_t>(operand)]; });
    depends[v] = found;
  }
  return depends;
}

}  // namespace ireplay
