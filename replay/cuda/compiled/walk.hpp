#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "replay/plan/loop_program.hpp"

/// How a program's indices and values move while one variable takes consecutive values: what decides which
/// accesses are vectors, which are one element for all, and what is computed once for a vector.
namespace ireplay {

/// A vector is `vector` consecutive values of `variable`, the first a multiple of `vector`.
class Walk {
 public:
  /// `aligned`: false where vectors begin anywhere.
  Walk(const LoopProgram& program, std::int32_t variable, std::int32_t vector, bool aligned = true);

  /// How far the index moves from element to element of a vector; none where that is not one number.
  std::optional<std::int64_t> step(IndexId index) const;
  /// A number that divides the index at the first element of every vector; 0 for the constant 0.
  std::int64_t divisor(IndexId index) const;
  /// Whether the value differs within a vector. (Values of reductions do where the variable iterates.)
  bool varies(ValueId value) const { return varies_[static_cast<std::size_t>(value)]; }

  std::int32_t variable() const { return variable_; }
  std::int32_t vector() const { return vector_; }

 private:
  std::optional<std::int64_t> step_of(const Atom& atom) const;
  std::int64_t divisor_of(const Atom& atom) const;
  std::optional<std::int64_t> constant(IndexId index) const;
  bool instruction_varies(const Instruction& at) const;
  /// A comparison of the vector's own index with a constant that falls between vectors.
  bool is_settled_comparison(const Instruction& at) const;

  const LoopProgram& program_;
  std::int32_t variable_, vector_;
  bool aligned_;
  std::vector<bool> varies_;
};

/// By instruction: whether it depends on one of the variables from `first` to `last` (half open), by way of
/// its indices, operands, masks, or by standing in a loop over them (scans).
std::vector<bool> depends_on(const LoopProgram& program, std::int32_t first, std::int32_t last);

/// Calls `visit` with each value an index reads.
template <class Visit>
void for_each_value(const LoopProgram& program, IndexId index, Visit&& visit) {
  if (index == kNone) return;
  for (const IndexTerm& term : program.indices[static_cast<std::size_t>(index)].terms) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    if (atom.kind == AtomKind::value) visit(atom.which);
    for (IndexId arg : atom.args) for_each_value(program, arg, visit);
  }
}

/// Calls `visit` with each value an instruction reads: operands, mask, values of indices.
template <class Visit>
void for_each_operand(const LoopProgram& program, const Instruction& at, Visit&& visit) {
  for (ValueId operand : at.operands)
    if (operand != kNone) visit(operand);
  if (at.mask != kNone) visit(at.mask);
  for_each_value(program, at.index, visit);
  if (at.opcode != Opcode::bucketize) return;
  const Bucketize& entry = program.bucketizes[static_cast<std::size_t>(at.extra)];
  for (IndexId index : {entry.length, entry.total, entry.stride, entry.sorter_stride})
    for_each_value(program, index, visit);
}

}  // namespace ireplay
