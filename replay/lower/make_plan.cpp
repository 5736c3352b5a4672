#include "replay/lower/make_plan.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "replay/externs/extern_table.hpp"
#include "replay/lower/extern_steps.hpp"
#include "replay/lower/graph_buffers.hpp"
#include "replay/lower/listing/fx_calls.hpp"
#include "replay/lower/loop_steps.hpp"
#include "replay/lower/operand_inference.hpp"
#include "replay/lower/template_steps.hpp"
#include "replay/lower/wrapper_facts.hpp"
#include "replay/passes/depths.hpp"
#include "replay/passes/index_bounds.hpp"
#include "replay/passes/lifetimes.hpp"
#include "replay/passes/traffic.hpp"

namespace ireplay {
namespace {

/// Sizes that the text prints as a bare symbol are those of the tensors that the user gave.
void unify_layouts(const Dump& dump, const GraphHints& hints, SymbolValues& symbols) {
  for (const BufferLayout& line : dump.buffer_layouts) {
    const auto hint = hints.tensors.find(line.buffer);
    if (hint == hints.tensors.end()) continue;
    const auto sizes = slice(dump.expr_lists, dump.layouts[line.layout].size);
    if (sizes.size() != hint->second.size.size()) continue;
    for (std::size_t d = 0; d < sizes.size(); ++d)
      if (dump.exprs[sizes[d]].kind == ExprKind::name)
        symbols.emplace(dump.exprs[sizes[d]].text, hint->second.size[d]);
  }
}

class PlanBuilder {
 public:
  PlanBuilder(const GraphTexts& texts, const GraphHints& hints)
      : texts_(texts), hints_(hints), dump_(texts.post != nullptr ? *texts.post : *texts.pre) {}

  Plan build() {
    refuse_subgraph_text();
    refuse_missing_parts();
    read_facts();
    refuse_empty_text();
    GraphBuffers buffers(texts_, hints_, facts(), symbols_);
    buffers_ = &buffers;
    refuse_other_graph();
    name_returned_layouts();
    buffers.place(plan_);
    if (facts() == nullptr) infer_input_shapes(dump_, buffers, plan_);
    infer_flat_inputs();
    collect_inputs();
    make_steps();
    collect_outputs();
    check_externs();
    throw_unsupported();
    count_traffic(plan_);
    find_lifetimes(plan_);
    find_index_bounds(plan_);
    warn_of_random();
    warn_of_draws();
    collect_mutations();
    place_storages(plan_);
    return std::move(plan_);
  }

 private:
  const WrapperFacts* facts() const { return facts_ ? &*facts_ : nullptr; }

  /// Only a graph that returns its inputs has no nodes.
  void refuse_empty_text() const {
    if (!dump_.top.empty() || (facts_ && facts_->calls.empty() && facts_->kernel_calls.empty())) return;
    throw Error(
        Error::Kind::dump, *dump_.source, dump_.source->text().data(),
        facts_ ? "the text holds no nodes, and the wrapper calls kernels: the two files are not of one graph"
               : "expected at least one scheduler node");
  }

  /// Each subgraph (cond, while_loop) overwrites the outer graph's text with its own.
  void refuse_subgraph_text() const {
    if (dump_.top.empty()) return;
    const std::string_view name = dump_.nodes[dump_.top[0]].name;
    const std::size_t at = name.find("_graph_");
    if (at == std::string_view::npos) return;
    std::size_t end = at + 7;
    while (end < name.size() && name[end] >= '0' && name[end] <= '9') ++end;
    if (end == at + 7 || end >= name.size() || name[end] != '_') return;
    throw Error(Error::Kind::dump, *dump_.source, name.data(),
                "this is the text of the subgraph '" + std::string(name.substr(0, end)) +
                    "': it has overwritten that of the outer graph, which can't be replayed from it");
  }

  /// Where the printer of a release failed in a node's parts, it left them out without a word.
  static bool lacks_parts(const Node& node) {
    const bool grouped = node.scheduler_class.find("Fused") != std::string_view::npos ||
                         node.scheduler_class == "ForeachKernelSchedulerNode";
    return grouped && node.parts.count == 0 && node.part_names.count == 0;
  }

  void refuse_missing_parts() {
    if (texts_.wrapper != nullptr) return;
    for (std::uint32_t index : dump_.top)
      if (lacks_parts(dump_.nodes[index]) && !names_its_parts(dump_.nodes[index]))
        throw Error(Error::Kind::dump, *dump_.source, dump_.nodes[index].name.data(),
                    "the parts of this node are missing: PyTorch printed none, and output_code.py, whose "
                    "listing has them, is not beside the dump");
  }

  void read_facts() {
    symbols_ = {hints_.symbols.begin(), hints_.symbols.end()};
    unify_layouts(dump_, hints_, symbols_);
    if (texts_.wrapper == nullptr) return;
    GraphHints hints = hints_;
    hints.symbols.insert(symbols_.begin(), symbols_.end());
    facts_ = read_wrapper(*texts_.wrapper, hints);
    symbols_ = facts_->symbols;
    if (!facts_->control_flow.empty())
      throw Error(Error::Kind::unsupported, *texts_.wrapper->source, facts_->control_flow[0].data(),
                  "control flow in the wrapper can't be replayed");
  }

  /// A wrapper that knows nothing of what the text writes is another graph's.
  void refuse_other_graph() const {
    if (facts() == nullptr || (facts_->calls.empty() && facts_->kernel_calls.empty())) return;
    // without their parts nodes name what they mutate by other names than the wrapper
    if (std::ranges::any_of(dump_.top,
                            [this](std::uint32_t index) { return lacks_parts(dump_.nodes[index]); }))
      return;
    std::unordered_set<std::string_view> known(facts_->inputs.begin(), facts_->inputs.end());
    for (const auto& [name, layout] : facts_->layouts) known.insert(name);
    for (const auto& [name, item] : facts_->items) known.insert(name);
    for (const auto& [name, view] : facts_->views) known.insert(name);
    for (const CallFact& call : facts_->calls) known.insert(call.results.begin(), call.results.end());
    bool writes = false;
    for (const BufferFact& fact : buffers_->all()) {
      if (fact.home == Home::input || fact.home == Home::constant) continue;
      if (known.contains(fact.name) || (!fact.target.empty() && known.contains(fact.target))) return;
      writes = true;
    }
    if (!writes) return;
    throw Error(Error::Kind::dump, *dump_.source, dump_.nodes[dump_.top[0]].name.data(),
                "none of this text's buffers occurs in " + texts_.wrapper->source->name() +
                    ": they are not of one graph");
  }

  /// Releases up to 2.3 print no layouts: without a wrapper an input is as long as its largest index says.
  void infer_flat_inputs() {
    std::optional<std::unordered_map<std::string_view, DType>> types;
    for (BufferFact& fact : buffers_->all()) {
      if (fact.plan_buffer != kNone || (fact.home != Home::input && fact.home != Home::constant)) continue;
      const auto extent = buffers_->dependency_extent(fact.name);
      if (!extent) continue;
      if (!fact.size) fact.size = Dims{*extent}, fact.stride = Dims{1};
      if (!fact.dtype) {
        if (!types) types = source_types();
        const auto known = types->find(fact.name);
        fact.dtype = known == types->end() ? DType::f32 : known->second;
        plan_.warnings.push_back(std::string(fact.name) + ": its type and shape are not printed; taken as " +
                                 to_text(*fact.dtype, *fact.size) + " (say --layout or --inputs)");
      }
      buffers_->place(plan_, fact);
    }
  }

  /// `ops.to_dtype(load, torch.float32, src_dtype = torch.bfloat16)` tells what the load gave.
  std::unordered_map<std::string_view, DType> source_types() const {
    std::unordered_map<std::string_view, DType> types;
    for (const Block& block : dump_.blocks) {
      std::unordered_map<std::string_view, std::string_view> loads;  // value -> buffer
      for (const Statement& statement : slice(dump_.statements, block.statements)) {
        const auto arguments = slice(dump_.expr_lists, statement.arguments);
        if (statement.calls_ops("load") && !arguments.empty())
          loads[statement.result] = dump_.exprs[arguments[0]].text;
        if (!statement.calls_ops("to_dtype") || arguments.size() < 3) continue;
        const auto load = loads.find(dump_.exprs[arguments[0]].text);
        const Expr& source = dump_.exprs[arguments[2]];
        if (load == loads.end() || source.kind != ExprKind::keyword || source.text != "src_dtype") continue;
        if (const auto dtype = find_dtype(dump_.exprs[dump_.exprs.children_of(arguments[2])[0]].text))
          types.emplace(load->second, *dtype);
      }
    }
    return types;
  }

  void collect_inputs() {
    for (const BufferFact& fact : buffers_->all()) {
      if (fact.home != Home::input && fact.home != Home::constant) continue;
      if (fact.plan_buffer == kNone) continue;
      plan_.inputs.push_back({.name = std::string(fact.name),
                              .buffer = fact.plan_buffer,
                              .pinned = fact.home == Home::constant});
    }
  }

  /// Releases up to 2.4 print no layout of a buffer that takes over another one's memory.
  void name_returned_layouts() {
    if (!facts_ || !facts_->has_return || hints_.readable.empty()) return;
    std::optional<FxCalls> graph;
    std::unordered_set<std::string_view> of_calls;  // their strides follow from the call
    for (const auto& [name, item] : facts_->items) of_calls.insert(name);
    for (const auto& [name, view] : facts_->views) of_calls.insert(name);
    for (const CallFact& call : facts_->calls) of_calls.insert(call.results.begin(), call.results.end());
    for (std::size_t i = 0; i < facts_->returns.size(); ++i) {
      const Expr& value = texts_.wrapper->exprs[facts_->returns[i]];
      BufferFact* fact = value.kind == ExprKind::name ? buffers_->find(value.text) : nullptr;
      if (fact == nullptr || fact->home != Home::own || fact->size || of_calls.contains(fact->name)) continue;
      if (!graph) graph.emplace(hints_.readable, symbols_);
      if (i >= graph->returned().size() || !graph->returned()[i]) continue;
      const FxLayout& layout = *graph->returned()[i];
      fact->dtype = layout.dtype;
      fact->size = layout.size;
      fact->stride = layout.stride.empty() ? dense_strides(layout.size) : layout.stride;
    }
  }

  void make_steps() {
    ExternSteps externs(dump_, facts(), hints_.readable, *buffers_, plan_);
    LoopSteps loops(facts(), hints_.readable, symbols_, *buffers_, plan_);
    TemplateSteps templates(dump_, facts(), *buffers_, plan_, externs);
    plan_.steps.reserve(dump_.top.size());
    for (std::uint32_t index : dump_.top) {
      const Node& node = dump_.nodes[index];
      try {
        make_step(node, externs, loops, templates);
      } catch (const Error& error) {
        if (error.kind() != Error::Kind::unsupported) throw;
        unsupported_.push_back(error);
      }
    }
  }

  void make_step(const Node& node, ExternSteps& externs, LoopSteps& loops, TemplateSteps& templates) {
    if (node.scheduler_class == "NopKernelSchedulerNode") {
      plan_.steps.push_back({.kind = Step::Kind::nop,
                             .name = std::string(node.name),
                             .nodes = {std::string(node.name)},
                             .op_kind = "nop"});
      return;
    }
    if (node.scheduler_class == "ExternKernelSchedulerNode") return add_extern(node, externs);
    if (lacks_parts(node) && names_its_parts(node))
      return add_loops(node, parts_before_fusion(node), *texts_.pre, externs, loops, templates);
    if (lacks_parts(node)) {
      locations_.resize(plan_.steps.size(), nullptr);
      locations_.push_back(&node);
      plan_.steps.push_back(loops.make_from_listing(node, dump_));
      return;
    }
    std::vector<const Node*> parts;
    const Dump* from = &dump_;
    collect_parts(node, parts, from);
    add_loops(node, std::move(parts), *from, externs, loops, templates);
  }

  void add_loops(const Node& node, std::vector<const Node*> parts, const Dump& from, ExternSteps& externs,
                 LoopSteps& loops, TemplateSteps& templates) {
    std::erase_if(parts, [&](const Node* part) {
      if (part->scheduler_class == "ExternKernelSchedulerNode") return add_extern(*part, externs), true;
      if (!TemplateSteps::is_template(from, *part)) return false;
      plan_.steps.push_back(templates.make(*part, node));
      locations_.push_back(part);
      return true;
    });
    if (parts.empty()) return;
    Step step = loops.make(node, parts, from);
    locations_.resize(plan_.steps.size(), nullptr);
    locations_.push_back(&node);
    if (random_step_.empty() && draws(step)) random_step_ = step.name;
    plan_.steps.push_back(std::move(step));
  }

  void add_extern(const Node& node, ExternSteps& externs) {
    Step step = externs.make(node);
    locations_.resize(plan_.steps.size(), nullptr);
    locations_.push_back(&node);
    plan_.steps.push_back(std::move(step));
  }

  /// The leaves of a node in execution order. 2.0 names the parts of a fused node and prints them before
  /// fusion only.
  void collect_parts(const Node& node, std::vector<const Node*>& parts, const Dump*& from) {
    if (node.part_names.count != 0) {
      if (texts_.pre == nullptr)
        throw Error(Error::Kind::unsupported, *dump_.source, node.name.data(),
                    std::string(node.name) +
                        ": this release prints the parts of a fused node in ir_pre_fusion.txt only, " +
                        "which is not beside the dump");
      from = texts_.pre;
      for (std::string_view name : slice(dump_.names, node.part_names))
        parts.push_back(&pre_fusion_node(name));
      return;
    }
    if (node.parts.count == 0) parts.push_back(&node);
    for (std::uint32_t index : slice(dump_.parts, node.parts)) collect_parts(dump_.nodes[index], parts, from);
  }

  /// op0_op1_op4: names of nodes before fusion one after the other. Empty where it is not that.
  std::vector<const Node*> parts_before_fusion(const Node& node) {
    std::vector<const Node*> parts;
    std::string_view rest = node.name;
    for (std::size_t end = 0; !rest.empty() && end != rest.npos;) {
      end = rest.find('_', end);
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

  bool names_its_parts(const Node& node) { return parts_before_fusion(node).size() > 1; }

  const Node* find_pre_fusion_node(std::string_view name) {
    if (texts_.pre == nullptr || texts_.pre == &dump_) return nullptr;
    if (pre_nodes_.empty())
      for (const Node& other : texts_.pre->nodes) pre_nodes_.emplace(other.name, &other);
    const auto found = pre_nodes_.find(name);
    return found == pre_nodes_.end() ? nullptr : found->second;
  }

  const Node& pre_fusion_node(std::string_view name) {
    if (const Node* found = find_pre_fusion_node(name)) return *found;
    throw Error(Error::Kind::dump, *dump_.source, name.data(),
                "expected a node '" + std::string(name) + "' in " + texts_.pre->source->name());
  }

  void collect_outputs() {
    if (facts_ && facts_->has_return) return collect_returns();
    for (const BufferFact& fact : buffers_->all()) {
      if (!fact.is_output || fact.plan_buffer == kNone) continue;
      plan_.outputs.push_back({.key = std::string(fact.name),
                               .name = std::string(fact.name),
                               .view = whole_buffer(plan_, fact.plan_buffer)});
    }
    if (plan_.outputs.empty()) collect_unread();
  }

  void collect_returns() {
    for (std::size_t i = 0; i < facts_->returns.size(); ++i) {
      PlanOutput output{.key = "output" + std::to_string(i)};
      if (const auto view = read_view(*facts_, facts_->returns[i])) {
        const BufferFact* fact = buffers_->find(view->buffer);
        output.name = view->buffer;
        if (fact != nullptr && fact->plan_buffer != kNone) {
          output.view = whole_buffer(plan_, fact->plan_buffer);
          output.view.offset = (view->absolute ? 0 : output.view.offset) + view->offset;
          if (view->size) output.view.size = *view->size, output.view.stride = *view->stride;
          if (view->dtype) output.view.dtype = *view->dtype;
        }
        if (fact == nullptr && !facts_->symbols.contains(view->buffer))
          throw Error(Error::Kind::dump, *texts_.wrapper->source, view->buffer.data(),
                      "unknown buffer '" + std::string(view->buffer) + "' is returned");
      }
      plan_.outputs.push_back(std::move(output));
    }
  }

  /// 2.0 prints no users: what nobody reads is taken as returned.
  void collect_unread() {
    std::unordered_map<std::string_view, bool> read;
    for (const Node& node : dump_.nodes)
      for (const Range range : {node.met, node.unmet})
        for (const Dep& dep : slice(dump_.deps, range)) read[dep.name] = true;
    for (const BufferFact& fact : buffers_->all())
      if (fact.home == Home::own && fact.plan_buffer != kNone && !read.contains(fact.name))
        plan_.outputs.push_back({.key = std::string(fact.name),
                                 .name = std::string(fact.name),
                                 .view = whole_buffer(plan_, fact.plan_buffer)});
  }

  /// What PyTorch's own generator drew is in no file; what these calls draw instead is the same in every run.
  void warn_of_draws() {
    for (const Step& step : plan_.steps) {
      if (step.kind == Step::Kind::extern_call && draws_numbers(step.call))
        plan_.warnings.push_back(step.name + ": " + step.call.function +
                                 " draws random numbers; they are not those that PyTorch drew");
    }
  }

  /// PyTorch 2.13 and 2.14 take four numbers from one counter in some kernels; only the kernel's listing
  /// tells which.
  void warn_of_random() {
    if (facts() != nullptr || random_step_.empty()) return;
    plan_.warnings.push_back(random_step_ +
                             ": the text does not say whether random numbers come one or four to a counter "
                             "(2.13 and 2.14); taken as one (output_code.py would say)");
  }

  static bool is_random(const Instruction& at) {
    return at.opcode == Opcode::random && (at.random == RandomKind::rand || at.random == RandomKind::randn);
  }

  static bool draws(const Step& step) {
    return std::ranges::any_of(step.programs, [](const LoopProgram& program) {
      return std::ranges::any_of(program.instructions, is_random);
    });
  }

  /// Inputs that a step writes are results too.
  void collect_mutations() {
    for (const PlanInput& input : plan_.inputs) {
      const PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(input.buffer)];
      Storage& storage = plan_.storages[static_cast<std::size_t>(buffer.storage)];
      if (!storage.mutated || storage.kind != Storage::Kind::input) continue;
      plan_.outputs.push_back(
          {.key = "mutated." + input.name, .name = input.name, .view = whole_buffer(plan_, input.buffer)});
    }
    measure_depths(plan_);
  }

  void check_externs() {
    locations_.resize(plan_.steps.size(), nullptr);
    for (std::size_t s = 0; s < plan_.steps.size(); ++s) {
      const Step& step = plan_.steps[s];
      if (step.kind != Step::Kind::extern_call) continue;
      const std::string why = why_unsupported(step.call, plan_);
      if (why.empty()) continue;
      if (locations_[s] != nullptr)
        unsupported_.emplace_back(Error::Kind::unsupported, *dump_.source, locations_[s]->name.data(),
                                  step.name + ": " + why);
      else
        unsupported_.emplace_back(Error::Kind::unsupported, step.name + ": " + why);
    }
  }

  void throw_unsupported() const {
    if (unsupported_.empty()) return;
    if (unsupported_.size() == 1) throw unsupported_[0];
    std::string text = std::to_string(unsupported_.size()) + " things in this graph can't be replayed:";
    for (const Error& error : unsupported_) {
      text += "\n  ";
      if (error.has_place())
        text += error.file() + ":" + std::to_string(error.position().line) + ":" +
                std::to_string(error.position().column) + ": ";
      text += error.what();
    }
    throw UnsupportedGraph(text, unsupported_);
  }

  const GraphTexts& texts_;
  const GraphHints& hints_;
  const Dump& dump_;
  std::optional<WrapperFacts> facts_;
  SymbolValues symbols_;
  Plan plan_;
  GraphBuffers* buffers_ = nullptr;
  std::vector<const Node*> locations_;  // by step
  std::vector<Error> unsupported_;
  std::string random_step_;  // the first that draws random numbers
  std::unordered_map<std::string_view, const Node*> pre_nodes_;
};

}  // namespace

Plan make_plan(const GraphTexts& texts, const GraphHints& hints) {
  if (texts.post == nullptr && texts.pre == nullptr)
    throw Error(Error::Kind::usage, "there is no scheduler text to replay");
  return PlanBuilder(texts, hints).build();
}

}  // namespace ireplay
