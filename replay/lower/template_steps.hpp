#pragma once

#include "replay/lower/extern_steps.hpp"
#include "replay/lower/node_texts.hpp"

/// Template kernels (GEMM and convolution that autotuning chose): the scheduler text prints their sizes
/// alone. They run as the library op that the wrapper calls or that the kernel's graph comment names.
namespace ireplay {

class TemplateSteps {
 public:
  TemplateSteps(const NodeTexts& texts, const WrapperFacts* facts, GraphBuffers& buffers, Plan& plan,
                ExternSteps& externs);

  static bool is_template(const Dump& dump, const Node& node);

  /// The step of `part`, whose epilogue is among the other parts of `node` (or `part` is `node`).
  /// Throws Error{unsupported} at the node where the op or its operands can't be found.
  Step make(const Node& part, const Node& node);

 private:
  struct FragmentCall {
    std::string_view target;     // torch.ops.aten.mm.default
    std::string_view arguments;  // as printed: (%arg0_1, [1, 1], None)
  };
  const KernelCall* find_kernel_call(const Node& node);
  static bool passes(const KernelCall& call, std::string_view buffer);
  bool computes_unwritten(const KernelCall& call, const Node& node) const;
  static std::vector<FragmentCall> fragment_calls(std::string_view comments);
  ExternCall matrix_call(const Node& part, const FragmentCall& fragment, const KernelCall& call,
                         std::string_view listing);
  void add_scales(const Node& part, const FragmentCall& fragment, const KernelCall& call,
                  ExternCall& result) const;
  ExternCall convolution_call(const Node& part, const FragmentCall& fragment, const KernelCall& call,
                              std::string_view listing);
  /// The operand that the kernel's parameter `arg_A` is called with, seen with the size and strides of the
  /// listing.
  TensorView operand(const Node& part, const std::string& parameter, const KernelCall& call,
                     std::string_view listing);
  std::string_view bias_name(const Node& part, const std::vector<TensorView>& operands) const;
  std::int32_t output_buffer(const Node& part) const;
  [[noreturn]] void refuse(const Node& part, const std::string& why) const;

  const NodeTexts& texts_;
  const WrapperFacts* facts_;
  GraphBuffers& buffers_;
  Plan& plan_;
  ExternSteps& externs_;
  std::vector<bool> taken_;  // by WrapperFacts::kernel_calls
};

}  // namespace ireplay
