#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "replay/lower/extern_steps.hpp"
#include "replay/lower/graph_buffers.hpp"
#include "replay/lower/kernel_steps.hpp"
#include "replay/lower/loop_steps.hpp"
#include "replay/lower/make_plan.hpp"
#include "replay/lower/node_texts.hpp"
#include "replay/lower/template_steps.hpp"
#include "replay/lower/triton_steps.hpp"
#include "replay/lower/wrapper_facts.hpp"
#include "replay/lower/wrapper_nodes.hpp"

/// Makes the plan of one graph or subgraph from its texts, in rounds. A round reads the wrapper's facts,
/// gives every buffer a place, turns the nodes into steps in the order of the text, and collects inputs and
/// outputs. Where sizes or branches are decided by data (`u0 = buf1.item()`), a round makes the steps that do
/// not depend on them, runs these on the evaluator, and the next round starts from the numbers that it found.
namespace ireplay {

/// What a round found out: the values of symbols that data decides.
struct FoundSymbols {
  std::map<std::string, std::int64_t, std::less<>> integers;
  std::map<std::string, double, std::less<>> reals;
  bool empty() const { return integers.empty() && reals.empty(); }
};

/// One round. Throws Error{dump} at what is inconsistent, Error{unsupported} at what cannot be replayed, each
/// at its place in the texts.
class PlanBuilder {
 public:
  PlanBuilder(const GraphTexts& texts, const GraphHints& hints, const Evaluator* evaluator)
      : texts_(texts),
        hints_(hints),
        evaluator_(evaluator),
        dump_(texts.post != nullptr ? *texts.post : *texts.pre),
        node_texts_(dump_, texts.pre) {}

  /// Of the wrapper alone: `texts` has its nodes as the scheduler text.
  PlanBuilder(const GraphTexts& texts, const GraphHints& hints, const Evaluator* evaluator,
              const WrapperNodes& nodes, WrapperFacts facts)
      : PlanBuilder(texts, hints, evaluator) {
    nodes_ = &nodes;
    facts_ = std::move(facts);
  }

  /// Buffers, inputs, steps and outputs; nothing where values were missing that `found` has now.
  std::optional<Plan> build();
  const FoundSymbols& found() const { return found_; }

 private:
  const WrapperFacts* facts() const { return facts_ ? &*facts_ : nullptr; }

  // ---- what does not fit together (make_plan.cpp)
  void refuse_empty_text() const;
  static bool lacks_parts(const Node& node);
  void refuse_missing_parts();
  void refuse_statements();
  void refuse_unknown_symbols() const;
  void warn_of_short_constants();
  void refuse_other_graph();
  [[noreturn]] void refuse_unknown_values() const;
  void read_facts();
  void check_externs();
  Error at_step(std::size_t step, const Error& fault) const;
  void check_returned_places() const;
  void account_for_wrapper();
  void note_function();
  void throw_unsupported() const;

  // ---- steps (plan_steps.cpp)
  void make_steps();
  void make_step(const Node& node);
  void add_loops(const Node& node, std::vector<const Node*> parts, const Dump& from);
  bool add_template(const Node& part, const Node& node);
  void add_user_kernel(const Node& node);
  void add_extern(const Node& node);
  void add(Step step, const Node& node);
  void add_call(const Node& node, Step step);
  void make_called_steps();
  void add_kernel(const Node& node, const KernelCall& call, KernelSteps& kernels);
  void refuse_unplaced_returns();
  bool names_parts_before_fusion(const Node& node) const;
  const Dump& text_before_fusion(const Node& node) const;
  void collect_parts(const Node& node, std::vector<const Node*>& parts, const Dump& from);
  std::vector<const Node*> parts_before_fusion(const Node& node);
  bool names_its_parts(const Node& node);
  const Node* find_pre_fusion_node(std::string_view name);
  const Node& pre_fusion_node(std::string_view name);

  // ---- calls that are replayed around (opaque_steps.cpp)
  void replay_around(const Node& node, ExternCall call, const std::string& why);
  void replay_around(const Node& node, const std::vector<std::int32_t>& written, const std::string& name,
                     const std::string& why);
  void add_opaque(const Node& node, ExternCall call, std::vector<Step> copies, const std::string& sentence);
  void replay_called_collective_around(const Node& node, ExternCall call, const std::string& why);
  void add_fused_collective(const Node& node, ExternCall call);
  void warn_around(const ExternCall& call, const std::string& sentence);
  bool can_be_around(const Node& node) const;
  bool replays_around(const Node& node, const Error& why);
  bool pin_result(const Node& node, std::string_view name, ExternCall& call, std::vector<Step>& copies);
  void pin_item(const Node& node);
  std::optional<std::size_t> position_in_tuple(std::string_view name) const;

  // ---- what data decides, and subgraphs (plan_subgraphs.cpp)
  bool is_exploring() const {
    return facts_ && (lacks_sizes_ || !facts_->symbols.pending.empty() || facts_->undecided);
  }
  bool waits(const Node& node) const;
  void set_aside(const Node& node);
  void explore(const Node& node);
  const CallFact* counted_call(const DataSymbol& symbol) const;
  void count(const DataSymbol& symbol, const CallFact& call);
  void find_sizes(const Node& node);
  void find_items(const Node& node);
  void check_given_symbols(const Node& node);
  void keep(const DataSymbol& symbol, const HostTensor& tensor);
  bool is_of_subgraph(const Node& node) const;
  void add_subgraphs(const Node& node);
  void count_decision(std::size_t steps, const char* at);
  bool read_on();
  void refuse_unknown_decision(const DataSymbol& decision);
  void run_subgraph(std::size_t number);
  static std::optional<Plan> build_round(const GraphTexts& texts, const GraphHints& hints,
                                         const Evaluator* evaluator, FoundSymbols& found);
  void find_undecided();
  const Dump* find_subgraph(std::string_view function) const;
  void bind_results(const Node& node);
  void redirect(BufferFact& fact, const TensorView& view);
  TensorView tensor_of(const SubgraphValue& value, const char* at);
  TensorView stack(const std::vector<SubgraphValue>& values, const char* at);

  // ---- inputs and outputs (plan_results.cpp)
  void infer_flat_inputs();
  std::unordered_map<std::string_view, DType> source_types();
  void refuse_missing_layouts();
  void collect_inputs();
  void collect_outputs();
  void collect_returns();
  void collect_unread();
  void warn_of_random();

  const GraphTexts& texts_;
  const GraphHints& hints_;
  const Evaluator* evaluator_;
  const Dump& dump_;
  NodeTexts node_texts_;
  const WrapperNodes* nodes_ = nullptr;  // of the wrapper alone
  std::optional<WrapperFacts> facts_;
  std::optional<WrapperFacts> read_first_;  // of a shorter part of the wrapper
  SymbolValues symbols_;
  Plan plan_;
  std::optional<GraphBuffers> buffers_;
  std::optional<ExternSteps> externs_;
  std::optional<LoopSteps> loops_;
  std::optional<TemplateSteps> templates_;
  std::optional<TritonSteps> triton_;
  std::vector<const Node*> locations_;  // by step
  std::vector<Error> unsupported_;
  std::string random_step_;  // the first that draws random numbers
  std::unordered_map<std::string_view, const Node*> pre_nodes_;
  std::size_t longest_pre_name_ = 0;

  FoundSymbols found_;
  std::size_t decisions_ = 0, steps_run_ = 0;
  bool endless_ = false;                          // too many decisions to follow
  bool lacks_sizes_ = false;                      // symbols were unknown when buffers were given their places
  bool stopped_ = false;                          // nothing more can be made before the next round
  std::unordered_set<std::string_view> waiting_;  // buffers that depend on unknown sizes
  std::vector<std::vector<TensorView>> subgraph_results_;          // by WrapperFacts::subgraph_calls
  std::map<std::string, std::size_t, std::less<>> opaque_tuples_;  // the step that returned them
};

/// One round of a function of which the wrapper is all that there is.
struct WrapperRound {
  std::optional<Plan> plan;
  FoundSymbols found;
  WrapperNodes nodes;
  std::set<std::string, std::less<>> given_away;  // inputs whose memory other buffers take over
  const char* undecided = nullptr;                // in the wrapper: what the round stopped at
};
WrapperRound build_from_wrapper(const GraphTexts& texts, const GraphHints& hints, const Evaluator* evaluator);

}  // namespace ireplay
