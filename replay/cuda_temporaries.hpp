#pragma once

#include <vector>

#include "replay/cuda_memory.hpp"

namespace ireplay {

/// Device memory for what a step needs while it runs. Steps run one after the other, so that each may use
/// what the one before it used.
class TemporaryPool {
 public:
  /// From here on memory is for another step.
  void next_step() {
    for (Block& block : blocks_) block.taken = false;
  }

  std::byte* take(std::int64_t bytes, DeviceMemory& memory) {
    Block* best = nullptr;
    for (Block& block : blocks_)
      if (!block.taken && block.bytes >= bytes && (best == nullptr || block.bytes < best->bytes))
        best = &block;
    if (best == nullptr) best = &blocks_.emplace_back(Block{memory.scratch(bytes), bytes, false});
    best->taken = true;
    return best->data;
  }

 private:
  struct Block {
    std::byte* data;
    std::int64_t bytes;
    bool taken;
  };
  std::vector<Block> blocks_;
};

}  // namespace ireplay
