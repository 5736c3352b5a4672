#pragma once

#include "replay/cuda/interpreter/accesses.hpp"

/// The main instantiation's own instructions (frequent_ops.def): what most bodies are made of, in the form
/// that takes fewest steps.
namespace ireplay {

struct FrequentForms {
  const MachineProgram& program;
  AccessShape shape;
  const std::vector<ItemValue>& values;     // of the program's instructions
  const std::vector<DeviceIndex>& indices;  // that instructions refer to
  int searched = 0;                         // whole accesses whose vectors are found one by one
};

/// Puts an instruction of the main instantiation's own for `in`, which is written for `instruction`,
/// where there is one, with the immediates that its form asks for.
void use_frequent(FrequentForms& forms, DeviceInstruction& in, const MachineInstruction& instruction);
/// Whether an instruction may go through the accumulator by float4s, which takes a slot of its own.
bool uses_work_slot(const FrequentForms& forms, const DeviceInstruction& in);

}  // namespace ireplay
