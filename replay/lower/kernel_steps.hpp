#pragma once

#include <map>
#include <unordered_map>

#include "replay/lower/graph_buffers.hpp"

/// Kernel calls of the wrapper, with the kernels' listings, to steps of loop programs.
namespace ireplay {

class KernelSteps {
 public:
  KernelSteps(const WrapperFacts& facts, GraphBuffers& buffers, Plan& plan);

  /// Throws Error{unsupported} at what the listing has that can't be lowered, and Error{dump} where a buffer
  /// has no layout.
  Step make(const KernelCall& call, std::string name);
  /// Whether the kernel is a template or a user's own, which run from their text as it is.
  bool runs_from_text(const KernelCall& call);
  /// The buffers that the kernel may write, by the names of its parameters (`out_ptr0`); where these say
  /// nothing, as those of a user's kernel, all that it is given.
  std::vector<std::int32_t> written_by(const KernelCall& call);
  /// The kernel's name, numbered from its second call on.
  std::string step_name(std::string_view kernel);

 private:
  const PyKernel& kernel_of(const KernelCall& call) const;
  [[noreturn]] void refuse(const KernelCall& call, const std::string& why) const;
  const Listing& listing_of(const KernelCall& call);
  std::vector<LoopProgram> lower(const KernelCall& call, const Listing& listing, const std::string& name);
  std::int32_t buffer_of(const KernelCall& call, const NamedView& argument, std::optional<DType> type);

  const WrapperFacts& facts_;
  GraphBuffers& buffers_;
  Plan& plan_;
  std::unordered_map<std::string_view, std::size_t> calls_;             // how often a kernel was called
  std::map<std::pair<std::int32_t, DType>, std::int32_t> other_types_;  // buffers seen as another type
};

}  // namespace ireplay
