#pragma once

#include <array>
#include <memory_resource>
#include <optional>
#include <string_view>

#include "replay/lower/body/body_text.hpp"
#include "replay/lower/body/index_lowering.hpp"
#include "replay/plan/index_algebra.hpp"
#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// Whether every narrow type that holds the operands of the op can hold its result (scalar_statements.cpp).
bool keeps_precision(ScalarOp op);

inline Instruction make_instruction(Opcode opcode, DType dtype, ValueId operand = kNone) {
  Instruction instruction;
  instruction.opcode = opcode;
  instruction.dtype = dtype;
  instruction.operands[0] = operand;
  return instruction;
}

/// Appends instructions to a loop program. One without a side effect is appended once: an equal one is found
/// by its hash (local value numbering), a load only up to the next store. Constants are folded where the
/// program's ranges decide them.
class InstructionWriter {
 public:
  /// Starts from a program with ranges and no instructions.
  InstructionWriter(const BodyText& text, LoopProgram start, std::pmr::memory_resource* memory);
  InstructionWriter(const InstructionWriter&) = delete;
  InstructionWriter& operator=(const InstructionWriter&) = delete;

  LoopProgram program;
  IndexAlgebra algebra;    // of the program's indices
  std::string_view label;  // of the statement whose instructions come next

  void reserve(std::size_t instructions);
  const Instruction& at(ValueId id) const { return program.instructions[static_cast<std::size_t>(id)]; }
  const BufferUse& buffer(std::int32_t use) const { return program.buffers[static_cast<std::size_t>(use)]; }
  BufferUse& buffer(std::int32_t use) { return program.buffers[static_cast<std::size_t>(use)]; }
  DType type_of(ValueId id) const { return compute_type(at(id).dtype); }

  ValueId emit(const Instruction& instruction);
  ValueId emit_pure(const Instruction& instruction);
  void end_of_store() { ++stores_; }
  ValueId constant(Scalar immediate, DType dtype);
  ValueId convert_to(ValueId id, DType dtype);
  ValueId scalar(ScalarOp op, DType dtype, std::array<ValueId, 4> operands, int selection = 0);
  /// By name, for ops that the lowering itself needs.
  ValueId scalar(std::string_view op, DType dtype, ValueId a, ValueId b = kNone, ValueId c = kNone);
  ValueId quantity(const Quantity& quantity, DType dtype);

  /// The value of an op that is known already; kNone if it must be computed.
  ValueId folded(ScalarOp op, const std::array<ValueId, 4>& operands);
  std::optional<bool> constant_truth(ValueId id) const;
  /// The ATen graph rounds this value to the narrow type, which the kernel does not.
  void note_rounding(ValueId value, DType narrow);

 private:
  std::optional<Linear> exact_index(ValueId id) const;
  std::optional<bool> decided(ScalarOp op, ValueId a, ValueId b) const;

  const BodyText& text_;
  EntryTable pure_;
  std::int64_t stores_ = 0;  // so far
};

}  // namespace ireplay
