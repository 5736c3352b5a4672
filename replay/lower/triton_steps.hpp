#pragma once

#include <map>
#include <memory>
#include <optional>

#include "replay/lower/extern_steps.hpp"
#include "replay/lower/launch_grid.hpp"
#include "replay/triton/launch.hpp"

/// Kernels in Triton that run from their own text: those that users wrote, and templates of which no op of
/// ATen is known to compute the same (flex attention, grouped products).
namespace ireplay {

class TritonSteps {
 public:
  TritonSteps(const Dump& dump, const WrapperFacts* facts, GraphBuffers& buffers, Plan& plan,
              ExternSteps& externs);

  /// The step of a user's kernel, whose calls stand in the wrapper in the order of their nodes.
  Step make_user(const Node& node);
  /// The step of a node with a template in it, what is fused to the template included; none where the wrapper
  /// has no such call.
  std::optional<Step> make_template(const Node& node);
  /// Of a call that the wrapper alone tells of.
  Step make(const KernelCall& call, std::string name);
  /// All throw Error{unsupported} at the place of what the kernel asks for that is not known.

  /// Whether the node, or a call of the wrapper, makes a descriptor, which the kernel's call looks up itself.
  bool is_descriptor(const Node& node) const;
  static bool makes_descriptor(const CallFact& call);

 private:
  struct Given {  // arguments of the call, in order
    std::vector<ExprId> positional;
    std::map<std::string_view, ExprId> keywords;
  };

  std::shared_ptr<const TritonKernel> kernel_of(const KernelCall& call);
  const KernelCall* find_user_call(const Node& node);
  bool passes(const KernelCall& call, const Node& node) const;
  Given given_of(const KernelCall& call) const;
  TritonArgument argument_of(ExprId value, std::string_view type, ExternCall& call);
  TritonArgument constant_of(const ExprPool& exprs, ExprId value) const;
  TritonNumber number_of(ExprId value, DType type) const;
  TritonPointer pointer_of(const NamedView& view, std::string_view type, ExternCall& call);
  std::optional<TritonDescriptor> descriptor_of(ExprId value, ExternCall& call);
  void bind(const TritonKernel& kernel, const Given& given, TritonLaunch& launch, ExternCall& call);
  Grid grid_of(const TritonKernel& kernel, const Given& given) const;
  void keep_effects(TritonLaunch& launch, ExternCall& call);
  bool was_written(const TensorView& tensor) const;
  [[noreturn]] void refuse(ExprId at, const std::string& why) const;

  const Dump& dump_;
  const WrapperFacts* facts_;
  GraphBuffers& buffers_;
  Plan& plan_;
  ExternSteps& externs_;
  std::map<std::string_view, std::shared_ptr<const TritonKernel>> kernels_;
  std::vector<bool> taken_;  // by WrapperFacts::kernel_calls
};

}  // namespace ireplay
