#pragma once

#include <cstdint>
#include <vector>

#include "replay/cuda/interpreter/machine_program.hpp"

/// What gathers need to know of their indices before anything runs.
namespace ireplay {

/// A value of the items: it is the same for each `same` consecutive ones, 8, 4 or 1 (which begin at a
/// multiple of that), and where it is an integer it is a multiple of `multiple`, 8, 4, 2 or 1.
struct ItemValue {
  int same = 1, multiple = 1;
};

/// Of each instruction.
std::vector<ItemValue> item_values(const MachineProgram& program);

}  // namespace ireplay
