#pragma once

#include <functional>

#include "replay/cuda/interpreter/nodes.hpp"

/// Where operands come from, before slots are given out: values of a row are computed beside the accumulator,
/// loads stand next to what wants them or become part of it, states stay in the accumulator.
namespace ireplay {

/// Whether the lanes of a load are whole vectors that follow from the positions alone, so that an instruction
/// for the same lanes may read them itself.
using PackTest = std::function<bool(const MachineNode&)>;

/// The same program with fewer values to keep. Stages that lanes with a whole row go through one after the
/// other become one.
MachineProgram settle_operands(MachineProgram program, const PackTest& in_whole_packs);

/// f(node) for each node whose value this one needs.
template <class Visit>
void each_node_of(const MachineNode& node, Visit&& visit) {
  for (const NodeOperand* operand : {&node.a, &node.b, &node.c})
    if (is_node(*operand)) visit(operand->number);
  if (node.mask != kNone) visit(node.mask);
}

/// Whether the first two operands may be exchanged.
bool commutes(const DeviceInstruction& in);

}  // namespace ireplay
