#include <algorithm>

#include "parser/words.hpp"
#include "replay/externs/extern_table.hpp"
#include "replay/lower/fused_collectives.hpp"
#include "replay/lower/kernel_steps.hpp"
#include "replay/lower/plan_builder.hpp"
#include "replay/plan/loop_program.hpp"
#include "replay/ranks/collective.hpp"

/// From the nodes of the text to steps, one after the other.
namespace ireplay {
namespace {

bool is_random(const Instruction& at) {
  return at.opcode == Opcode::random && (at.random == RandomKind::rand || at.random == RandomKind::randn);
}

/// `tl.foo is not known here (output_code.py:71)`
std::string sentence_with_place(const Error& error) {
  std::string sentence = error.what();
  if (!error.has_place()) return sentence;
  return sentence + " (" + std::string(split_last(error.file(), '/').last) + ":" +
         std::to_string(error.position().line) + ")";
}

bool draws(const Step& step) {
  return std::ranges::any_of(step.programs, [](const LoopProgram& program) {
    return std::ranges::any_of(program.instructions, is_random);
  });
}

}  // namespace

void PlanBuilder::make_steps() {
  externs_.emplace(node_texts_, facts(), hints_, *buffers_, plan_);
  loops_.emplace(facts(), hints_.readable, symbols_, *buffers_, plan_);
  templates_.emplace(node_texts_, facts(), *buffers_, plan_, *externs_);
  triton_.emplace(dump_, facts(), *buffers_, plan_, *externs_);
  plan_.steps.reserve(dump_.top.size());
  if (nodes_ != nullptr) return make_called_steps();
  for (std::uint32_t index : dump_.top) {
    if (stopped_) return;
    const Node& node = dump_.nodes[index];
    try {
      if (is_exploring()) {
        explore(node);
      } else {
        make_step(node);
      }
    } catch (const Error& error) {
      const Error placed = error.has_place() ? error
                                             : Error(error.kind(), *dump_.source, node.name.data(),
                                                     std::string(node.name) + ": " + error.what());
      if (error.kind() != Error::Kind::unsupported) throw placed;
      if (can_be_around(node) && replays_around(node, error)) continue;
      unsupported_.push_back(placed);
      set_aside(node);
    }
  }
}

/// Library calls of which the text alone does not say enough; but not what subgraphs do, nor what sizes hang
/// on: without these the rest would be another graph.
bool PlanBuilder::can_be_around(const Node& node) const {
  const bool is_call = node.scheduler_class == "ExternKernelSchedulerNode";
  return is_call && facts() == nullptr && !is_exploring() && !is_of_subgraph(node);
}

/// False where the layouts of its results are not known.
bool PlanBuilder::replays_around(const Node& node, const Error& why) try {
  replay_around(node, {.function = std::string(node.kernel)}, sentence_with_place(why));
  return true;
} catch (const Error& error) {
  if (error.kind() != Error::Kind::unsupported) throw;
  return false;
}

/// The wrapper's calls, where it is all that there is.
void PlanBuilder::make_called_steps() {
  KernelSteps kernels(*facts_, *buffers_, plan_);
  subgraph_results_.resize(facts_->subgraph_calls.size());
  for (std::size_t k = 0; k < nodes_->calls.size(); ++k) {
    const WrapperNodes::Call& call = nodes_->calls[k];
    const Node& node = dump_.nodes[k];
    bind_results(node);
    if (call.subgraph) run_subgraph(*call.subgraph);
    if (call.kernel == nullptr && call.library == nullptr) continue;
    try {
      if (call.kernel != nullptr)
        add_kernel(node, *call.kernel, kernels);
      else if (!TritonSteps::makes_descriptor(*call.library))
        add_call(node, externs_->make(node, *call.library));
    } catch (const Error& error) {
      if (error.kind() != Error::Kind::unsupported) throw;
      unsupported_.push_back(error);
    }
  }
  for (BufferFact& fact : buffers_->all()) buffers_->place(plan_, fact);
  find_undecided();
}

/// As a loop program; else, as templates and users' kernels at once, from its own text in Triton; else it is
/// replayed around.
void PlanBuilder::add_kernel(const Node& node, const KernelCall& call, KernelSteps& kernels) {
  const std::string name = kernels.step_name(call.kernel);
  const auto kernel = facts_->kernels.find(call.kernel);
  const bool is_triton = kernel != facts_->kernels.end() && kernel->second->language == "triton";
  std::string why;
  try {
    if (!kernels.runs_from_text(call)) return add(kernels.make(call, name), node);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::unsupported) throw;
    why = sentence_with_place(error);
  }
  try {
    if (is_triton) return add(triton_->make(call, name), node);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::unsupported) throw;
    if (why.empty()) why = sentence_with_place(error);
  }
  replay_around(node, kernels.written_by(call), name, why);
}

void PlanBuilder::add_call(const Node& node, Step step) {
  if (step.kind == Step::Kind::extern_call && find_extern(step.call) == nullptr) {
    if (is_fused_collective(step.call.function)) return add_fused_collective(node, std::move(step.call));
    const std::string why = "no implementation of " + step.call.function;
    if (nodes_ != nullptr && writes_given_memory(step.call.function))
      return replay_called_collective_around(node, std::move(step.call), why);
    return replay_around(node, std::move(step.call), why);
  }
  add(std::move(step), node);
}

void PlanBuilder::refuse_unplaced_returns() {
  if (!facts_ || !facts_->has_return || !unsupported_.empty()) return;
  for (const ExprId value : facts_->returns) {
    const auto view = read_view(*facts_, value);
    const BufferFact* fact = view ? buffers_->find(view->buffer) : nullptr;
    const bool has_memory = fact != nullptr && (fact->home == Home::own || fact->home == Home::alias);
    if (!has_memory || fact->plan_buffer != kNone || fact->waits) continue;
    throw Error(Error::Kind::dump, *texts_.wrapper->source, view->buffer.data(),
                "the layout of " + in_quotes(view->buffer) + " is nowhere in these files (say --layout)");
  }
}

void PlanBuilder::add(Step step, const Node& node) {
  locations_.resize(plan_.steps.size(), nullptr);
  locations_.push_back(&node);
  plan_.steps.push_back(std::move(step));
}

void PlanBuilder::make_step(const Node& node) {
  if (node.scheduler_class == "NopKernelSchedulerNode") {
    plan_.steps.push_back({.kind = Step::Kind::nop,
                           .name = std::string(node.name),
                           .nodes = {std::string(node.name)},
                           .op_kind = "nop"});
    return;
  }
  if (node.scheduler_class == "ExternKernelSchedulerNode") return add_extern(node);
  // a user's kernel with a pointwise epilogue in its text
  if (node.scheduler_class == "FusedExternTritonKernelSchedulerNode") return add_user_kernel(node);
  if (lacks_parts(node) && names_its_parts(node))
    return add_loops(node, parts_before_fusion(node), *texts_.pre);
  if (lacks_parts(node)) return add(loops_->make_from_listing(node, dump_), node);
  std::vector<const Node*> parts;
  const Dump& from = names_parts_before_fusion(node) ? text_before_fusion(node) : dump_;
  collect_parts(node, parts, from);
  add_loops(node, std::move(parts), from);
}

/// Whether the node, or one within it, has its parts in the text from before fusion alone.
bool PlanBuilder::names_parts_before_fusion(const Node& node) const {
  return node.part_names.count != 0 ||
         std::ranges::any_of(slice(dump_.parts, node.parts), [&](std::uint32_t part) {
           return names_parts_before_fusion(dump_.nodes[part]);
         });
}

const Dump& PlanBuilder::text_before_fusion(const Node& node) const {
  if (texts_.pre != nullptr) return *texts_.pre;
  throw Error(Error::Kind::unsupported, *dump_.source, node.name.data(),
              std::string(node.name) +
                  ": this release prints the parts of a fused node in ir_pre_fusion.txt only, " +
                  "which is not beside the dump");
}

void PlanBuilder::add_loops(const Node& node, std::vector<const Node*> parts, const Dump& from) {
  bool is_whole = false;
  std::erase_if(parts, [&](const Node* part) {
    if (is_whole) return true;
    if (part->scheduler_class == "ExternKernelSchedulerNode") return add_extern(*part), true;
    if (!TemplateSteps::is_template(from, *part)) return false;
    is_whole = add_template(*part, node);
    return true;
  });
  if (is_whole || parts.empty()) return;
  Step step = loops_->make(node, dump_, parts, from);
  if (random_step_.empty() && draws(step)) random_step_ = step.name;
  add(std::move(step), node);
}

/// A template of which no op of ATen is known to compute the same runs from its own text, with all that is
/// fused to it: then the node is done. Where its text asks for what is not known it is replayed around.
bool PlanBuilder::add_template(const Node& part, const Node& node) {
  if (is_of_subgraph(part)) return add_subgraphs(part), false;
  std::string why;
  try {
    add(templates_->make(part, node), part);
    return false;
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::unsupported || facts() == nullptr) throw;
    why = error.what();
  }
  try {
    if (std::optional<Step> step = triton_->make_template(node)) return add(std::move(*step), node), true;
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::unsupported) throw;
    why = sentence_with_place(error);
  }
  replay_around(part, {.function = std::string(part.name)}, why);
  return false;
}

void PlanBuilder::add_user_kernel(const Node& node) {
  std::string why = "a user-written Triton kernel that can't be run: ";
  try {
    return add(triton_->make_user(node), node);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::unsupported) throw;
    why += sentence_with_place(error);
  }
  replay_around(node, {.function = "user-written Triton kernel"}, why);
}

void PlanBuilder::add_extern(const Node& node) {
  if (is_of_subgraph(node)) return add_subgraphs(node);
  if (externs_->is_user_kernel(node)) return add_user_kernel(node);
  if (triton_->is_descriptor(node)) {
    plan_.steps.push_back({.kind = Step::Kind::nop,
                           .name = std::string(node.name),
                           .nodes = {std::string(node.name)},
                           .op_kind = "nop"});
    return;
  }
  check_given_symbols(node);
  Step step = externs_->make(node);
  const bool is_view = step.kind == Step::Kind::view;
  add_call(node, std::move(step));
  if (!is_view) return;
  pin_item(node);
  bind_results(node);
}

/// The leaves of a node in execution order. 2.0 names the parts of a fused node and prints them before
/// fusion only.
void PlanBuilder::collect_parts(const Node& node, std::vector<const Node*>& parts, const Dump& from) {
  if (node.part_names.count != 0) {
    for (std::string_view name : slice(dump_.names, node.part_names)) parts.push_back(&pre_fusion_node(name));
    return;
  }
  if (node.parts.count == 0) parts.push_back(&from == &dump_ ? &node : &pre_fusion_node(node.name));
  for (std::uint32_t index : slice(dump_.parts, node.parts)) collect_parts(dump_.nodes[index], parts, from);
}

/// op0_op1_op4: names of nodes before fusion one after the other. Empty where it is not that.
std::vector<const Node*> PlanBuilder::parts_before_fusion(const Node& node) {
  std::vector<const Node*> parts;
  std::string_view rest = node.name;
  for (std::size_t end = 0; !rest.empty() && end != rest.npos;) {
    end = rest.find('_', end);
    if (end > longest_pre_name_ && rest.size() > longest_pre_name_ && longest_pre_name_ > 0) break;
    const Node* part = find_pre_fusion_node(rest.substr(0, end));
    if (part == nullptr) {
      end += end != rest.npos;
      continue;
    }
    parts.push_back(part);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    end = 0;
  }
  if (!rest.empty()) parts.clear();
  return parts;
}

bool PlanBuilder::names_its_parts(const Node& node) { return parts_before_fusion(node).size() > 1; }

const Node* PlanBuilder::find_pre_fusion_node(std::string_view name) {
  if (texts_.pre == nullptr || texts_.pre == &dump_) return nullptr;
  if (pre_nodes_.empty())
    for (const Node& other : texts_.pre->nodes) {
      pre_nodes_.emplace(other.name, &other);
      longest_pre_name_ = std::max(longest_pre_name_, other.name.size());
    }
  const auto found = pre_nodes_.find(name);
  return found == pre_nodes_.end() ? nullptr : found->second;
}

const Node& PlanBuilder::pre_fusion_node(std::string_view name) {
  if (const Node* found = find_pre_fusion_node(name)) return *found;
  throw Error(Error::Kind::dump, *dump_.source, name.data(),
              "expected a node '" + std::string(name) + "' in " + texts_.pre->source->name());
}

}  // namespace ireplay
