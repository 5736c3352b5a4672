#include "replay/cuda/compiled/plain_moments.hpp"

#include <optional>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

const Instruction& at_of(const LoopProgram& program, ValueId value) {
  return program.instructions[static_cast<std::size_t>(value)];
}

bool is_number(const LoopProgram& program, ValueId value, double number) {
  const Instruction& at = at_of(program, value);
  return at.opcode == Opcode::constant && at.mask == kNone && is_floating(at.dtype) &&
         at.immediate.f == number;
}

/// The condition under which the value is `number`, kNone where it always is; no value where it may be
/// another one, or where it is not 0 otherwise.
std::optional<ValueId> condition_of(const LoopProgram& program, ValueId value, double number) {
  if (is_number(program, value, number)) return kNone;
  const Instruction& at = at_of(program, value);
  const bool chooses = at.opcode == Opcode::scalar && at.op == ScalarOp::where && at.mask == kNone;
  if (!chooses || !is_number(program, at.operands[1], number) || !is_number(program, at.operands[2], 0))
    return std::nullopt;
  return at.operands[0];
}

}  // namespace

void use_plain_moments(LoopProgram& program) {
  for (Instruction& at : program.instructions) {
    if (at.opcode != Opcode::reduce || at.reduce != ReduceKind::welford_combine || at.mask != kNone) continue;
    const auto weight = condition_of(program, at.operands[2], 1);
    if (!weight || !condition_of(program, at.operands[1], 0)) continue;
    at.reduce = ReduceKind::welford_reduce;
    at.operands = {at.operands[0], kNone, kNone, kNone};
    at.mask = *weight;
  }
}

}  // namespace ireplay
