#pragma once

#include <functional>

#include "replay/cuda/interpreter/machine_program.hpp"

/// Where operands come from, before slots are given out: uniforms are computed beside the accumulator,
/// loads stand next to what wants them or become part of it, states stay in the accumulator.
namespace ireplay {

/// Whether the items of a load are whole vectors that follow from the coordinates alone, so that an
/// instruction for the same items may read them itself.
using VectorTest = std::function<bool(const MachineInstruction&)>;

/// The same program with fewer values to keep. Stages that items with a whole row go through one after the
/// other become one.
MachineProgram settle_operands(MachineProgram program, const VectorTest& reads_whole_vectors);

/// f(instruction) for each instruction whose value this one needs.
template <class Visit>
void each_used(const MachineInstruction& instruction, Visit&& visit) {
  for (const MachineOperand* operand : {&instruction.a, &instruction.b, &instruction.c})
    if (is_result(*operand)) visit(operand->number);
  if (instruction.mask != kNone) visit(instruction.mask);
}

/// Whether the first two operands may be exchanged.
bool commutes(const DeviceInstruction& in);

}  // namespace ireplay
