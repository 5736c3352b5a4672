#pragma once

#include <array>
#include <map>
#include <span>
#include <string>

#include "replay/cuda/interpreter/machine_index.hpp"
#include "replay/cuda/interpreter/stage_values.hpp"

/// The selection of instructions for a loop program, shared by select_instructions.cpp (stages and single
/// instructions), select_operands.cpp (operands and index arithmetic) and select_reductions.cpp (reductions,
/// scans and their states).
namespace ireplay {

/// Reductions over the same operands share their states.
struct ReductionKey {
  ReduceRule rule;
  std::array<ValueId, 4> operands;
  ValueId mask;
  DType dtype;
  bool dot;
  auto operator<=>(const ReductionKey&) const = default;  // NOLINT(modernize-use-nullptr)
};
struct Reduced {
  std::int32_t state = kNone, uniform = kNone;
  bool whole_row = false, in_thread = false;
  ReduceRule rule = ReduceRule::sum;
  DType dtype = DType::f32;  // that the states are computed in
  bool built = false;
};

/// A loop program on its way to the machine's instructions.
struct Selection {
  Selection(const LoopProgram& of, const ProgramRanges& in, const TranslateOptions& by);

  const LoopProgram& program;
  const ProgramRanges& ranges;
  const TranslateOptions& options;
  const StageValues values;
  MachineProgram result;
  // what is being built
  ValueId current = 0;
  std::int32_t stage = 0;
  bool elements = false;  // the stage goes over the elements
  // what is there already
  std::map<ValueId, std::int32_t> made_by;
  std::map<std::int32_t, std::int32_t> atoms_made;
  std::map<ValueId, std::byte*> kept;  // memory of the values that go through it; null: not yet taken
  std::map<ReductionKey, Reduced> reduced;
  std::vector<ReductionKey> order;  // of the stage's reductions
  std::map<std::pair<std::int32_t, ValueId>, std::int32_t>
      finished;  // by stage: reductions cut to their width
  std::map<ValueId, std::int32_t> scan_states, scan_uniforms;
  std::vector<BlockReduction> carries;

  bool wide() const { return options.width == MachineWidth::words64; }
  const Instruction& at(ValueId value) const { return program.instructions[value]; }
  std::int32_t size() const { return static_cast<std::int32_t>(result.instructions.size()); }
  std::int32_t add(const MachineInstruction& instruction);
  AxisShape shape() const {
    return {program.ranges, program.parallel, options.axis == ItemAxis::reduction, wide()};
  }
  std::int32_t add_index(const MachineIndex& index);
};

inline ValueType value_type(DType dtype) {
  if (dtype == DType::f64) return ValueType::f64;
  if (is_floating(dtype)) return ValueType::f32;
  return info(dtype).kind == DTypeClass::signed_int ? ValueType::signed_int : ValueType::unsigned_int;
}
inline MachineOperand result_operand(std::int32_t instruction) {
  return {.kind = MachineOperand::Kind::result, .number = instruction};
}
inline MachineOperand immediate_operand(std::uint64_t bits) {
  return {.kind = MachineOperand::Kind::immediate, .immediate = bits};
}

// ---- select_instructions.cpp

/// The type of the operand that decides the type which a scalar op is computed in.
DType scalar_operand(const LoopProgram& program, const Instruction& at);

// ---- select_operands.cpp

std::uint64_t constant_bits(const Instruction& in);
MachineOperand operand(Selection& selection, ValueId value);
std::string label(const Selection& selection, ValueId value);
std::int32_t mask_result(Selection& selection, ValueId mask);
std::int32_t add_convert(Selection& selection, const MachineOperand& from, DType source, DType to,
                         bool rounds, DType storage);
std::int32_t add_copy(Selection& selection, const MachineOperand& from);
std::int32_t add_integer(Selection& selection, IntegerOp op, const MachineOperand& a, const MachineOperand& b,
                         const MachineOperand& c = {});
std::int32_t as_result(Selection& selection, const MachineOperand& value);
/// Types narrower than the word they are computed in.
bool wraps(const Selection& selection, DType type);
/// What of an index is affine, and the sum of the rest as an operand (none where nothing is left).
struct SplitIndex {
  MachineIndex affine;
  MachineOperand rest;
};
SplitIndex split(Selection& selection, IndexId id);
/// A whole index as a value.
MachineOperand index_operand(Selection& selection, IndexId id);

// ---- select_reductions.cpp

void prepare_states(Selection& selection, ValueId value);
void close_block_reductions(Selection& selection);
/// The value of a reduction where a later stage uses it; narrower integers are cut to their width there.
MachineOperand reduced_operand(Selection& selection, ValueId value);
std::int32_t build_reduce(Selection& selection, const Instruction& in);
std::int32_t build_scan(Selection& selection, ValueId value, const Instruction& in);

}  // namespace ireplay
