#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parser/listing/listing.hpp"
#include "replay/plan/plan.hpp"

/// A kernel's listing, called with buffers and numbers -> LoopPrograms: what the scheduler text of its nodes
/// would give, with the conversions that the kernel itself makes.
namespace ireplay {

/// What is passed for one parameter: a buffer, seen from `offset` elements behind its data pointer, or a
/// number; neither for a parameter that the call leaves to the launch.
struct KernelArgument {
  std::int32_t buffer = kNone;  // Plan::buffers; has the type of the kernel's pointer
  std::int64_t offset = 0;
  std::optional<std::int64_t> number;
};

struct KernelContext {
  const Listing* listing = nullptr;
  std::string name;                       // of the step, for programs and messages
  std::vector<KernelArgument> arguments;  // by parameter of the kernel, the last function
  const std::vector<PlanBuffer>* buffers = nullptr;
  const std::vector<Storage>* storages = nullptr;
};

/// One program for a kernel, one for each branch of a foreach or combo kernel. Throws Error{unsupported} at
/// the place of what is not of the subset that Inductor generates, and Error{dump} at an index that leaves
/// its buffer.
std::vector<LoopProgram> lower_kernel(const KernelContext& context);

/// A helper function of a scan. `types` are those of the carried tuple: two of them come in, one goes out.
/// Throws Error{unsupported} at the place of what is not understood.
CombineProgram lower_combine(const Listing& listing, const ListingFunction& function,
                             std::span<const DType> types);

}  // namespace ireplay
