#pragma once

#include <vector>

#include "replay/cuda/interpreter/machine_program.hpp"

/// Where each instruction's value is kept until it is used, by liveness, and what each instruction finds in
/// the accumulator.
namespace ireplay {

struct SlotPlan {
  MachineProgram program;             // in the order, and with the operands, that the plan is made for
  std::vector<std::int32_t> slot;     // of each instruction; kNone: it has none
  std::vector<std::int32_t> uniform;  // of each instruction; kNone: it is none
  std::vector<bool> in_accumulator;   // whether an instruction's first operand is there already
  int slots = 0;
};

SlotPlan plan_slots(MachineProgram program);

}  // namespace ireplay
