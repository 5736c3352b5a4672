#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "kernels/interpreter/interpreter.hpp"
#include "replay/cuda/interpreter/ranges.hpp"
#include "replay/plan/loop_program.hpp"

/// The machine's instructions for a loop program, in order. Where a value is kept is not settled yet: an
/// operand is the number of the instruction whose result it is.
namespace ireplay {

/// `memory`: of a main instantiation's second operand, where the instruction's own index leads.
struct MachineOperand {
  enum class Kind : std::uint8_t { none, result, immediate, state, uniform, memory };
  Kind kind = Kind::none;
  std::int32_t number = 0;  // of the instruction, the state (relative to its first slot), the uniform
  std::uint64_t immediate = 0;
};
inline bool is_result(const MachineOperand& operand) { return operand.kind == MachineOperand::Kind::result; }

struct MachineInstruction {
  DeviceInstruction in;  // operands, immediates, slots and mask are filled by `assemble`
  MachineOperand a, b, c;
  std::int32_t mask = kNone;     // instruction
  std::int32_t state = kNone;    // first state of reduce and scan, by number
  std::int32_t assigns = kNone;  // state that the result is also saved to
  std::int32_t index = kNone;    // into MachineProgram::indices
  bool defines = true;           // leaves a value in the accumulator
  bool is_uniform = false;       // one value for the whole row, computed beside the accumulator
};

/// An index as the two axes see it; `access` is settled by `assemble`.
struct MachineIndex {
  std::int64_t offset = 0;
  std::vector<IndexDigit> item_digits, other_digits;
  bool may_vectorize = false;  // not where an operand is added
};

struct MachineStage {
  std::int32_t begin = 0, end = 0;  // instructions
  StageKind kind = StageKind::plain;
  std::int32_t carried = kNone;  // the state that stays in the accumulator from element to element
};

struct MachineProgram {
  ItemAxis axis = ItemAxis::parallel;
  MachineWidth width = MachineWidth::words32_16_items;
  std::int64_t parallel = 1, reduction = 1;
  bool whole_row = false;  // items along the reduction hold a row at once, and keep it
  std::vector<MachineInstruction> instructions;
  std::vector<MachineIndex> indices;
  std::vector<MachineStage> stages;
  std::vector<BlockReduction> block_reductions;  // `state` by number
  std::vector<DeviceBucketize> bucketizes;
  std::int32_t states = 0, uniforms = 0;
};

/// The stage of each instruction.
inline std::vector<std::int32_t> stages_of_instructions(const MachineProgram& program) {
  std::vector<std::int32_t> stage_of(program.instructions.size(), 0);
  for (std::size_t stage = 0; stage < program.stages.size(); ++stage)
    for (std::int32_t instruction = program.stages[stage].begin; instruction < program.stages[stage].end;
         ++instruction)
      stage_of[instruction] = static_cast<std::int32_t>(stage);
  return stage_of;
}

struct TranslateOptions {
  ItemAxis axis = ItemAxis::parallel;
  MachineWidth width = MachineWidth::words32_16_items;
  bool whole_row = false;
  /// Address of element 0 of LoopProgram::buffers[k].
  std::function<std::byte*(std::int32_t buffer)> address;
  /// Device memory that lives as long as the plan.
  std::function<std::byte*(std::int64_t bytes)> scratch;
};

/// Whether only the instantiation with the special instructions can run the program.
bool needs_special(const LoopProgram& program);

/// What the machine cannot do with this program ("op4: sort inside of a fused body"), or empty.
std::string why_not_on_machine(const LoopProgram& program);

/// Whether all scans of the program can run with items along the row; it has no other combining then.
bool scans_along_rows(const LoopProgram& program);

MachineProgram translate(const LoopProgram& program, const ProgramRanges& ranges,
                         const TranslateOptions& options);

}  // namespace ireplay
