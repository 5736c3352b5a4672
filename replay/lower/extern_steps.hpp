#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "replay/lower/graph_buffers.hpp"
#include "replay/lower/listing/fx_calls.hpp"
#include "replay/lower/node_texts.hpp"

/// Library calls: which statement of the wrapper belongs to which extern node, and its arguments as plan
/// values.
namespace ireplay {

class ExternSteps {
 public:
  /// `facts` may be null: operands are then inferred (operand_inference.hpp) or reported as unknown.
  /// `hints` must outlive the object.
  ExternSteps(const NodeTexts& texts, const WrapperFacts* facts, const GraphHints& hints,
              GraphBuffers& buffers, Plan& plan);

  /// The step of an ExternKernelSchedulerNode. Throws Error{dump} where the wrapper has no call for it and
  /// Error{unsupported} where it can't be replayed, both at the node.
  Step make(const Node& node);
  /// The step of a call that the wrapper alone tells of.
  Step make(const Node& node, const CallFact& fact);

  /// A call that writes `buffer`, if the wrapper has one that no extern node claimed (templates for which
  /// autotuning chose the library).
  const CallFact* find_call(std::string_view buffer) const;
  ExternCall make_call(const Node& node, const CallFact& fact);
  /// The same without places for what it returns, whose sizes may not be known yet.
  ExternCall call_without_results(const CallFact& fact);
  /// The buffer that a tensor expression of the wrapper names, as it sees it. Throws Error{dump} at `at`.
  TensorView view_of(const NamedView& view, const char* at) const;
  std::vector<std::string_view> output_names(const Node& node) const;
  /// Whether the node stands for `u0 = buffer.item()`.
  bool reads_scalar(const Node& node) const;
  /// Whether the node depends on the buffer.
  bool reads(const Node& node, std::string_view buffer) const;
  bool is_user_kernel(const Node& node) const { return ir_class(node) == "UserDefinedTritonKernel"; }
  /// The statement that the node's step was made of; null where there is none.
  const CallFact* statement_of(const Node& node) const;
  /// By WrapperFacts::calls: those that `make_call` was given.
  const std::vector<bool>& claimed() const { return claimed_; }

 private:
  std::string_view ir_class(const Node& node) const;
  Step make_from(const Node& node, const CallFact& fact, Step step);
  void take(const Node& node, const CallFact& fact);
  const CallFact* claim(const Node& node);
  const CallFact* claim_in_place(const Node& node);
  std::string_view first_argument(const CallFact& fact) const;
  bool changes(const Node& node, std::string_view buffer) const;
  bool is_seed(const Node& node) const;
  bool is_eager_state(const Node& node) const;
  Step make_seeds(const Node& node, Step step);
  static Step make_scalar(Step step);
  std::vector<std::int32_t> result_buffers(const Node& node, const CallFact& fact);
  /// The call in the FX graph, if a result of it has no layout yet.
  const FxCalls::Call* find_fx_call(const CallFact& fact, const ExternCall& call);
  Dims strides_of(const ExternCall& call, std::int64_t position, const FxLayout& layout) const;
  void give_layout(std::string_view name, const ExternCall& call, std::int64_t position,
                   const FxCalls::Call* fx);
  std::vector<ExternArgument> read_arguments(const CallFact& fact);

  const NodeTexts& texts_;
  const WrapperFacts* facts_;
  const GraphHints& hints_;
  std::string_view readable_;
  std::optional<FxCalls> fx_calls_;  // read when the first layout is missing
  GraphBuffers& buffers_;
  Plan& plan_;
  std::unordered_map<std::string_view, const CallFact*> by_result_;
  std::unordered_map<std::string_view, std::vector<std::pair<std::int64_t, std::string_view>>>
      items_;                                   // of a tuple
  std::vector<std::string_view> eager_states_;  // results of inductor_rand_eager_offsets
  std::vector<bool> claimed_, in_place_taken_;  // by WrapperFacts::calls
  std::unordered_map<const Node*, const CallFact*> statements_;
  std::size_t next_in_place_ = 0;
};

}  // namespace ireplay
