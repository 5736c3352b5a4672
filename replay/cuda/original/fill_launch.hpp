#pragma once

#include "replay/cuda/original/kernel_rules.hpp"
#include "replay/cuda/original/launches.hpp"

/// One launch from the wrapper's call, the kernel's listing and its cubin: which argument is which parameter,
/// and what each is in bytes.
namespace ireplay {

inline constexpr std::uint32_t kMapBytes = 128;  // of a tensor map

/// Sets the grid, the threads and all arguments. `facts` are those at the call. Throws Error{unsupported} at
/// the place in the wrapper of what does not fit together.
void fill_launch(const WrapperFacts& facts, const KernelCall& call, const OriginalKernel& original,
                 const KernelRules& rules, Launch& launch);

}  // namespace ireplay
