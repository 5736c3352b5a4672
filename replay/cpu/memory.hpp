#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "replay/cpu/loops.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/plan/plan.hpp"

/// The memory of a plan on the host: one block for each storage.
namespace ireplay {

/// In an oracle run a storage that holds only floats of one type has eight bytes for each element: its
/// buffers are float64, with the same sizes, strides and offsets. A storage that is seen as two types keeps
/// its bytes.
class HostMemory {
 public:
  /// Throws Error{device} where the machine has too little free memory, and where a buffer leaves its
  /// storage.
  HostMemory(const Plan& plan, bool oracle);

  /// Fills inputs and constants from `beside`, and from `inputs` what is not there; memory that nothing has
  /// written yet reads as NaN, -1 or true. Throws Error{usage} where a tensor is missing or has another type
  /// or size.
  void fill(const TensorMap& inputs, const TensorMap& beside = {});
  /// Fills those again that steps write.
  void restore(const TensorMap& inputs);
  /// Fills the inputs that `inputs` names.
  void put(const TensorMap& inputs);

  /// What a program sees of a buffer.
  HostBuffer buffer(const BufferUse& use) const;
  HostView view(const TensorView& tensor) const;
  /// Dense copies; float64 where the memory is.
  HostTensor gather(std::int32_t buffer) const;
  HostTensor gather(const TensorView& tensor) const;

  std::int64_t bytes() const { return total_bytes_; }

 private:
  struct Free {
    void operator()(std::byte* block) const { std::free(block); }
  };
  struct Block {
    std::unique_ptr<std::byte, Free> data;
    std::int64_t bytes = 0;
    bool widened = false;  // floats of `dtype` held as float64
    DType dtype = DType::f32;
  };

  void find_widened();
  void allocate();
  void fill(const PlanInput& input, const TensorMap& inputs);
  DType held_type(std::int32_t storage, DType dtype) const;
  /// Address of element `offset` of the storage; elements `lowest` to `highest` beside it must lie inside of
  /// it.
  std::byte* address(std::int32_t storage, DType dtype, std::int64_t offset, std::int64_t lowest,
                     std::int64_t highest, const std::string& name) const;
  std::byte* address(std::int32_t storage, DType dtype, const Dims& size, const Dims& stride,
                     std::int64_t offset, const std::string& name) const;

  const Plan& plan_;
  std::vector<Block> blocks_;  // by Plan::storages
  std::int64_t total_bytes_ = 0;
};

}  // namespace ireplay
