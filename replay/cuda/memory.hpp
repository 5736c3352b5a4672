#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "kernels/device/device.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/plan/plan.hpp"

/// The memory of a plan on the device: one arena for what steps make, one block for each input and constant.
namespace ireplay {

class DeviceMemory {
 public:
  /// Throws Error{device} that says how much is needed and how much is free where the plan does not fit, and
  /// where a buffer leaves its storage.
  explicit DeviceMemory(const Plan& plan);

  /// From here on these storages have memory of their own instead of a part of the arena.
  void keep_apart(const std::vector<std::int32_t>& storages);
  /// From here on the second storage of each pair is the memory of the first one, with what is in it: a
  /// kernel overwrites what it reads. Before `fill`.
  void share(const std::vector<std::pair<std::int32_t, std::int32_t>>& pairs);

  /// Fills inputs and constants, from `beside` or else from `inputs`, in the layout the graph gives them.
  /// Throws Error{usage} where a tensor is missing or has another type or size.
  void fill(const TensorMap& inputs, const TensorMap& beside, cudaStream_t stream);
  /// Memory that nothing has written yet reads as NaN, -1 or true.
  void poison(cudaStream_t stream);
  /// Fills those storages again that steps change; cheap, from copies on the device.
  void restore(cudaStream_t stream);
  /// Fills the inputs that `inputs` names.
  void put(const TensorMap& inputs, cudaStream_t stream);

  std::byte* storage(std::int32_t storage) const { return addresses_[static_cast<std::size_t>(storage)]; }
  std::int64_t storage_bytes(std::int32_t storage) const;
  /// Element 0 of a buffer; of a tensor operand.
  std::byte* address(std::int32_t buffer) const;
  std::byte* address(const TensorView& view) const;

  /// Dense copies on the host.
  HostTensor gather(std::int32_t buffer, cudaStream_t stream) const;
  HostTensor gather(const TensorView& view, cudaStream_t stream) const;
  /// Of the memory that the view reaches over (kernels/device/digest.hpp).
  void add_digest(const TensorView& view, unsigned long long* digest, cudaStream_t stream) const;

  /// Memory beside the plan's own, for as long as this lives.
  std::byte* scratch(std::int64_t bytes);
  std::int64_t bytes() const { return total_bytes_; }

 private:
  struct Pristine {
    std::int32_t storage = kNone;
    DeviceBuffer copy;
  };
  void check_buffers() const;
  void fill(const PlanInput& input, const TensorMap& inputs, cudaStream_t stream);

  const Plan& plan_;
  DeviceBuffer arena_;
  std::vector<DeviceBuffer> blocks_, scratch_;
  std::vector<std::byte*> addresses_;  // by Plan::storages
  std::vector<Pristine> pristine_;
  std::vector<bool> taken_over_, overwritten_;  // by Plan::storages: by `share`
  std::int64_t total_bytes_ = 0;
};

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
