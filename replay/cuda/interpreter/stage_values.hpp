#pragma once

#include <set>
#include <vector>

#include "replay/cuda/interpreter/machine_program.hpp"

namespace ireplay {

/// Which stage each value of a program belongs to, and how it reaches later ones.
struct StageValues {
  std::vector<std::int32_t> stage_of;
  std::vector<bool> used_later;  // another stage than its own reads it
  /// Values that cannot be computed again, because what they read has been written since: they go through
  /// memory.
  std::set<ValueId> kept;
};

/// Addresses tell which buffers share memory.
StageValues find_stage_values(const LoopProgram& program, const TranslateOptions& options);

/// Whether the instruction is there for its effect.
bool is_root(const Instruction& at);
bool is_element_stage(const LoopProgram& program, std::int32_t stage);

/// Calls `visit` for every value in an index.
template <class Visit>
void each_value_of(const LoopProgram& program, IndexId index, Visit&& visit) {
  for (const IndexTerm& term : program.indices[index].terms) {
    const Atom& atom = program.atoms[term.atom];
    if (atom.kind == AtomKind::value) visit(atom.which);
    for (IndexId argument : atom.args)
      if (argument != kNone) each_value_of(program, argument, visit);
  }
}

/// Calls `visit` for every value that an instruction reads.
template <class Visit>
void each_operand(const LoopProgram& program, ValueId value, Visit&& visit) {
  const Instruction& in = program.instructions[value];
  for (ValueId operand : in.operands)
    if (operand != kNone) visit(operand);
  if (in.mask != kNone) visit(in.mask);
  if (in.index != kNone) each_value_of(program, in.index, visit);
  if (in.opcode != Opcode::bucketize) return;
  const Bucketize& table = program.bucketizes[in.extra];
  for (IndexId index : {table.length, table.stride, table.sorter_stride})
    if (index != kNone) each_value_of(program, index, visit);
}

}  // namespace ireplay
