#pragma once

#include "replay/cuda/original/kernel_rules.hpp"
#include "replay/cuda/original/launches.hpp"

/// Tensor descriptors that the wrapper makes on the host and hands to a kernel.
namespace ireplay {

/// Memory that a descriptor is of, and how it lies there.
struct DescribedTensor {
  NamedView view;
  std::vector<std::int64_t> size, stride;  // elements, outermost dimension first
};

/// The descriptor that `name` stands for in a call: `TensorDescriptor.from_tensor(arg0_1, [32, 32])` (2.8 and
/// later), whose rule the kernel's file has, or `create_2d_tma_descriptor(arg0_1.data_ptr(), 64, 64, 32, 32,
/// 4)` (2.6, 2.7), which says all itself; `rule` is null for the latter. Throws Error at the call where there
/// is none or where it is of another form.
std::pair<DescribedTensor, TmaDescriptor> tma_descriptor_of(const WrapperFacts& facts, const KernelCall& call,
                                                            std::string_view name, const TmaRule* rule);

}  // namespace ireplay
