#pragma once

#include <vector>

#include "replay/cuda/interpreter/nodes.hpp"

/// Where each node's value is kept until it is used, by liveness, and what each instruction finds in the
/// accumulator.
namespace ireplay {

struct SlotPlan {
  MachineProgram program;             // in the order, and with the operands, that the plan is made for
  std::vector<std::int32_t> slot;     // of each node; kNone: it has none
  std::vector<std::int32_t> uniform;  // of each node; kNone: it is none
  std::vector<bool> in_accumulator;   // whether a node's first operand is there already
  int slots = 0;
};

SlotPlan plan_slots(MachineProgram program);

}  // namespace ireplay
