#pragma once

#include <cstddef>
#include <vector>

#include "replay/cuda/interpreter/machine_program.hpp"

/// Instructions -> the block of plain data that kernels read: slots by liveness, accesses by alignment.
namespace ireplay {

struct AssembledProgram {
  ItemAxis axis = ItemAxis::parallel;
  MachineWidth width = MachineWidth::words32_16_items;
  DeviceProgram head;
  std::vector<std::byte> block;  // begins with the stages; `head` travels beside it
  std::vector<MachineStage> stages;
  std::vector<BlockReduction> block_reductions;
  int searched = 0;  // whole accesses whose vectors are found one by one
};

/// `threads` share the items of a tile (see stand_on_tile).
AssembledProgram assemble(const MachineProgram& program, int threads);

}  // namespace ireplay
