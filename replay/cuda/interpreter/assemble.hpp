#pragma once

#include <cstddef>
#include <vector>

#include "replay/cuda/interpreter/nodes.hpp"

/// Nodes -> the block of plain data that kernels read: slots by liveness, accesses by alignment.
namespace ireplay {

struct AssembledProgram {
  LaneAxis axis = LaneAxis::parallel;
  MachineWidth width = MachineWidth::words32;
  DeviceProgram head;
  std::vector<std::byte> block;  // begins with the stages; `head` travels beside it
  std::vector<MachineStage> stages;
  std::vector<DeviceFold> folds;
  int searched = 0;  // whole accesses whose packs are found one by one
};

/// `threads` share the lanes of a tile (see Thread::place).
AssembledProgram assemble(const MachineProgram& program, int threads);

}  // namespace ireplay
