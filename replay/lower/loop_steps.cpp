#include "replay/lower/loop_steps.hpp"

#include <algorithm>
#include <utility>

#include "parser/fx/fx.hpp"
#include "replay/lower/kernel_steps.hpp"
#include "replay/lower/listing/triton_types.hpp"

/// Kernels are matched with nodes by what they write: the wrapper's call that is given a node's buffer is the
/// node's. Its listing then serves for what the text leaves out. What one part of a kernel stores as half
/// precision and a later one loads passes through a twin, a float32 copy, as in the kernel's registers.
namespace ireplay {
namespace {

/// More than any index of a real buffer reaches; the extent of a buffer until its stores have told the real
/// one.
constexpr std::int64_t kUnknownExtent = std::int64_t{1} << 40;

bool is_half(const std::optional<DType>& dtype) { return dtype == DType::f16 || dtype == DType::bf16; }

template <class Visit>
void for_each_buffer(const Dump& dump, Range deps, Visit visit) {
  for (const Dep& dep : slice(dump.deps, deps))
    if (dep.kind == DepKind::memory || dep.kind == DepKind::star) visit(dep.name);
}

template <class Visit>
void for_each_leaf(const Node& node, const Dump& dump, const Visit& visit) {
  if (node.parts.count == 0) visit(node);
  for (const std::uint32_t index : slice(dump.parts, node.parts))
    for_each_leaf(dump.nodes[index], dump, visit);
}

/// Largest value of an affine index over the program's ranges, plus one; none where it is not affine.
std::optional<std::int64_t> reach(const LoopProgram& program, IndexId index) {
  if (!is_affine(program, index)) return std::nullopt;
  const IndexExpr& expr = program.indices[static_cast<std::size_t>(index)];
  std::int64_t high = expr.offset;
  for (const IndexTerm& term : expr.terms) {
    const Atom& atom = program.atoms[static_cast<std::size_t>(term.atom)];
    const std::int64_t last = program.ranges[static_cast<std::size_t>(atom.which)] - 1;
    if (term.coefficient > 0) high += term.coefficient * std::max<std::int64_t>(last, 0);
  }
  return high + 1;
}

}  // namespace

std::string op_kind_of(const std::vector<LoopProgram>& programs) {
  std::string kind = "pointwise";
  for (const LoopProgram& program : programs)
    for (const Instruction& instruction : program.instructions) {
      if (instruction.opcode == Opcode::sort) return "sort";
      if (instruction.opcode == Opcode::scan) kind = "scan";
      if (instruction.opcode == Opcode::reduce && kind != "scan") kind = "reduction";
    }
  return kind;
}

LoopSteps::LoopSteps(const WrapperFacts* facts, std::string_view readable, const SymbolValues& symbols,
                     GraphBuffers& buffers, Plan& plan)
    : facts_(facts), readable_(readable), symbols_(symbols), buffers_(buffers), plan_(plan) {
  if (facts == nullptr) return;
  for (std::size_t i = 0; i < facts->kernel_calls.size(); ++i)
    for (const NamedView& argument : facts->kernel_calls[i].arguments)
      if (!argument.buffer.empty()) kernel_calls_[argument.buffer].push_back(i);
}

Step LoopSteps::make(const Node& node, const Dump& of_node, const std::vector<const Node*>& parts,
                     const Dump& dump) {
  Step step{.kind = Step::Kind::loops, .name = std::string(node.name)};
  const Twins twins = parts.size() > 1 ? make_twins(parts, dump) : Twins{};
  if (facts_ != nullptr && !grouped_) group_unfused_nodes(dump);
  claimed_ = claim_call(node, of_node);
  const std::unordered_map<const Node*, std::size_t> own_calls = calls_of_grouped_parts(node, of_node);
  step.nodes.reserve(parts.size());
  step.programs.reserve(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const auto own = own_calls.find(parts[i]); own != own_calls.end()) claimed_ = own->second;
    const PyKernel* kernel = claimed_kernel();
    const std::string_view listing = kernel != nullptr ? kernel->source : node.device_code;
    std::vector<std::string_view> origins;
    if (kernel != nullptr) origins = parse_kernel_comments(*facts_->wrapper->source, kernel->comments).aten;
    step.nodes.emplace_back(parts[i]->name);
    step.programs.push_back(lower_part(*parts[i], dump, listing, origins, twins, i));
  }
  step.op_kind = op_kind_of(step.programs);
  return step;
}

/// The call that is given a buffer that the node writes; of a node that writes to inputs alone, the one that
/// is as manieth among foreach kernels as the node among foreach nodes.
const KernelCall* LoopSteps::foreach_call(const Node& node, const Dump& dump) const {
  if (facts_ == nullptr) return nullptr;
  std::size_t nodes_before = 0;
  for (std::uint32_t index : dump.top) {
    if (&dump.nodes[index] == &node) break;
    if (dump.nodes[index].scheduler_class == node.scheduler_class) ++nodes_before;
  }
  const KernelCall* in_order = nullptr;
  for (const KernelCall& call : facts_->kernel_calls) {
    const auto kernel = facts_->kernels.find(call.kernel);
    if (kernel == facts_->kernels.end() || kernel->second->language != "triton" ||
        heuristics_of(facts_->listings->of(*kernel->second)) != "foreach")
      continue;
    for (const Dep& write : slice(dump.deps, node.writes))
      if (std::ranges::find(call.arguments, write.name, &NamedView::buffer) != call.arguments.end())
        return &call;
    if (nodes_before-- == 0) in_order = &call;
  }
  return in_order;
}

Step LoopSteps::make_from_listing(const Node& node, const Dump& dump) {
  const auto refuse = [&](const std::string& why) {
    throw Error(Error::Kind::dump, *dump.source, node.name.data(),
                "the parts of this node are missing: PyTorch printed none, and the kernel's listing in "
                "output_code.py does not help: " +
                    why);
  };
  const KernelCall* call = foreach_call(node, dump);
  if (call == nullptr) refuse("no foreach kernel is called for it");
  Step step = KernelSteps(*facts_, buffers_, plan_).make(*call, std::string(node.name));
  step.nodes = {step.name};
  for (LoopProgram& program : step.programs) program.node = step.name;
  return step;
}

/// A later part of a fused kernel finds what an earlier one stored in registers, not rounded to the buffer's
/// type.
LoopSteps::Twins LoopSteps::make_twins(const std::vector<const Node*>& parts, const Dump& dump) {
  Twins twins;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto use = [&](std::string_view name) {
      const auto twin = twins.find(name);
      if (twin != twins.end() && twin->second.buffer == kNone && twin->second.written_by != i)
        twin->second.buffer = make_twin(name);
    };
    for_each_buffer(dump, parts[i]->met, use);
    for_each_buffer(dump, parts[i]->unmet, use);
    for_each_buffer(dump, parts[i]->writes, [&](std::string_view name) {
      const BufferFact* fact = buffers_.find(name);
      if (fact != nullptr && fact->home == Home::own && fact->plan_buffer != kNone && is_half(fact->dtype))
        twins.emplace(name, Twin{kNone, i});
    });
  }
  return twins;
}

std::int32_t LoopSteps::make_twin(std::string_view name) {
  PlanBuffer exact = plan_.buffers[static_cast<std::size_t>(buffers_.find(name)->plan_buffer)];
  exact.name += ".unrounded";
  exact.stands_for = exact.dtype;
  exact.dtype = DType::f32;
  exact.offset = 0;
  exact.storage = static_cast<std::int32_t>(plan_.storages.size());
  plan_.storages.push_back({.name = exact.name, .bytes = 4 * extent(exact.size, exact.stride)});
  plan_.buffers.push_back(std::move(exact));
  return static_cast<std::int32_t>(plan_.buffers.size()) - 1;
}

/// A part reads what an earlier part of its kernel wrote from the twin, where there is one.
std::int32_t LoopSteps::load_buffer(const PartPlace& part, std::string_view name) {
  const auto twin = part.twins.find(name);
  if (twin != part.twins.end() && twin->second.buffer != kNone && twin->second.written_by < part.number)
    return twin->second.buffer;
  BufferFact* fact = buffers_.find(name);
  if (fact == nullptr) return kNone;
  buffers_.place(plan_, *fact);  // whose base may have been placed since
  return fact->plan_buffer;
}

BodyContext::StoreBuffers LoopSteps::store_buffers(const PartPlace& part, std::string_view name) {
  BufferFact* fact = buffers_.find(name);
  if (fact == nullptr) return {kNone, kNone};
  buffers_.place(plan_, *fact);  // whose base may have been placed since
  const std::int32_t buffer = fact->plan_buffer == kNone ? provisional(*fact) : fact->plan_buffer;
  const auto twin = part.twins.find(name);
  const bool twinned = twin != part.twins.end() && twin->second.written_by == part.number;
  return {buffer, twinned ? twin->second.buffer : kNone};
}

LoopProgram LoopSteps::lower_part(const Node& part, const Dump& dump, std::string_view listing,
                                  const std::vector<std::string_view>& origins, const Twins& twins,
                                  std::size_t number) {
  if (part.body < 0)
    throw Error(Error::Kind::dump, *dump.source, part.name.data(),
                std::string(part.name) + ": expected a loop body ('class " + std::string(part.name) +
                    "_loop_body:')");
  BodyContext context;
  context.dump = context.node_dump = &dump;
  context.node = &part;
  context.body = &dump.bodies[static_cast<std::size_t>(part.body)];
  context.symbols = &symbols_;
  context.buffers = &plan_.buffers;
  context.storages = &plan_.storages;
  context.listing = part.device_code.empty() ? listing : part.device_code;
  context.listing_source = facts_ != nullptr ? facts_->wrapper->source : nullptr;
  context.origins = origins;
  context.graph_scans = [this](std::int64_t elements) { return graph_scans(elements); };
  context.kernel_nodes = nodes_of_claimed_kernel(dump);
  context.warnings = &plan_.warnings;
  context.cpu_random = part.device.starts_with("cpu");
  const PartPlace place{twins, number};
  context.load_buffer = [this, &place](std::string_view name) { return load_buffer(place, name); };
  context.store_buffers = [this, &place](std::string_view name) { return store_buffers(place, name); };
  LoopProgram program = lower_body(context);
  if (!provisional_.empty()) settle(program);
  return program;
}

std::vector<std::string_view> LoopSteps::graph_scans(std::int64_t elements) {
  if (readable_.empty()) return {};
  if (!fx_calls_) fx_calls_.emplace(readable_, symbols_);
  return fx_calls_->scans(elements);
}

std::int32_t LoopSteps::provisional(BufferFact& fact) {
  const bool sized = fact.size.has_value();
  PlanBuffer buffer{.name = std::string(fact.name), .dtype = fact.dtype.value_or(DType::f64)};
  buffer.size = sized ? *std::exchange(fact.size, std::nullopt) : Dims{kUnknownExtent};
  buffer.stride = sized ? *std::exchange(fact.stride, std::nullopt) : Dims{1};
  buffer.storage = static_cast<std::int32_t>(plan_.storages.size());
  plan_.storages.push_back({.name = buffer.name, .bytes = 8 * extent(buffer.size, buffer.stride)});
  fact.plan_buffer = static_cast<std::int32_t>(plan_.buffers.size());
  plan_.buffers.push_back(std::move(buffer));
  provisional_.emplace_back(&fact, sized);
  return fact.plan_buffer;
}

/// Buffers that live in registers alone are allocated nowhere: type and extent are those of what is stored.
void LoopSteps::settle(LoopProgram& program) {
  for (auto& [fact, sized] : provisional_) {
    PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(fact->plan_buffer)];
    std::int64_t elements = 0;
    DType stored = DType::f32;
    for (const Instruction& instruction : program.instructions) {
      if (instruction.opcode != Opcode::store || instruction.buffer == kNone) continue;
      if (program.buffers[static_cast<std::size_t>(instruction.buffer)].buffer != fact->plan_buffer) continue;
      stored = instruction.dtype;
      elements = std::max(elements, reach(program, instruction.index)
                                        .value_or(parallel_count(program) *
                                                  std::max<std::int64_t>(reduction_count(program), 1)));
    }
    if (!fact->dtype) fact->dtype = stored;
    if (!sized) buffer.size = Dims{elements};
    buffer.dtype = *fact->dtype;
    const std::int64_t reached = extent(buffer.size, buffer.stride);
    plan_.storages[static_cast<std::size_t>(buffer.storage)].bytes =
        reached * static_cast<std::int64_t>(bytes_of(buffer.dtype));
    for (BufferUse& use : program.buffers)
      if (use.buffer == fact->plan_buffer) use.dtype = buffer.dtype, use.extent = reached;
  }
  provisional_.clear();
}

/// The first call from `from` on that takes one of the buffers; the number of calls where none does.
std::size_t LoopSteps::first_call(const std::vector<std::string_view>& names, std::size_t from) const {
  std::size_t first = facts_->kernel_calls.size();
  for (std::string_view name : names) {
    const auto calls = kernel_calls_.find(name);
    if (calls == kernel_calls_.end()) continue;
    const auto next = std::lower_bound(calls->second.begin(), calls->second.end(), from);
    if (next != calls->second.end()) first = std::min(first, *next);
  }
  return first;
}

/// Buffers that come to be where the node runs: the first kernel that takes one of them is the node's.
std::vector<std::string_view> LoopSteps::own_names(const Node& node, const Dump& dump) const {
  std::vector<std::string_view> names{node.name};
  for (const OutBuffer& out : slice(dump.out_buffers, node.outputs)) names.push_back(out.name);
  for_each_buffer(dump, node.writes, [&](std::string_view name) { names.push_back(name); });
  return names;
}

/// Whether one of the buffers is another name for memory that was there before.
bool LoopSteps::mutates(const std::vector<std::string_view>& names) const {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    const BufferFact* fact = buffers_.find(name);
    return fact != nullptr && !fact->target.empty();
  });
}

/// Before fusion every node stands alone, and several may be one kernel. What a kernel keeps in registers is
/// no argument of any call: a node that makes only such buffers belongs to the kernel that reads them first.
void LoopSteps::group_unfused_nodes(const Dump& dump) {
  grouped_ = true;
  const auto is_fused = [](const Node& node) { return node.parts.count != 0 || node.part_names.count != 0; };
  if (std::any_of(dump.nodes.begin(), dump.nodes.end(), is_fused)) return;
  const std::size_t none = facts_->kernel_calls.size();
  std::unordered_map<std::string_view, std::size_t> reader;  // by buffer: its first call
  for (std::size_t k = dump.nodes.size(); k-- > 0;) {
    const Node& node = dump.nodes[k];
    if (node.body < 0) continue;
    const std::vector<std::string_view> names = own_names(node, dump);
    std::size_t call = first_call(names, 0);
    if (call == none && !mutates(names))
      for (std::string_view name : names)
        if (const auto found = reader.find(name); found != reader.end()) call = std::min(call, found->second);
    if (call == none) continue;
    unfused_calls_.emplace(&node, call);
    const auto read = [&](std::string_view name) {
      std::size_t& first = reader.emplace(name, call).first->second;
      first = std::min(first, call);
    };
    for_each_buffer(dump, node.met, read);
    for_each_buffer(dump, node.unmet, read);
  }
  for (const Node& node : dump.nodes)
    if (const auto call = unfused_calls_.find(&node); call != unfused_calls_.end())
      kernel_nodes_[call->second].push_back(&node);
}

/// Empty where the text has fused nodes.
std::span<const Node* const> LoopSteps::nodes_of_claimed_kernel(const Dump& dump) {
  if (claimed_ == kNothing) return {};
  if (!grouped_) group_unfused_nodes(dump);
  const auto found = kernel_nodes_.find(claimed_);
  return found == kernel_nodes_.end() ? std::span<const Node* const>() : found->second;
}

/// Names of a node's buffers and of the tensors that they are other names for: a mutation is passed under
/// the name of its target.
std::vector<std::string_view> LoopSteps::with_targets(std::vector<std::string_view> names) const {
  for (std::size_t i = 0, count = names.size(); i < count; ++i)
    if (const BufferFact* fact = buffers_.find(names[i]); fact != nullptr && !fact->target.empty())
      names.push_back(fact->target);
  return names;
}

/// Number of the call; kNothing where there is none.
std::size_t LoopSteps::claim_call(const Node& node, const Dump& dump) {
  if (facts_ == nullptr) return kNothing;
  const std::vector<std::string_view> names = own_names(node, dump);
  std::size_t first = first_call(names, 0);
  if (const auto unfused = unfused_calls_.find(&node); unfused != unfused_calls_.end())
    first = unfused->second;
  else if (first == facts_->kernel_calls.size())
    first = first_call(with_targets(names), next_kernel_call_);
  if (first == facts_->kernel_calls.size()) return kNothing;
  next_kernel_call_ = std::max(next_kernel_call_, first + 1);
  return first;
}

/// A grouped node's parts that do not fit into one kernel are several, called one after the other.
std::unordered_map<const Node*, std::size_t> LoopSteps::calls_of_grouped_parts(const Node& node,
                                                                               const Dump& dump) {
  std::unordered_map<const Node*, std::size_t> calls;
  if (node.scheduler_class != "ForeachKernelSchedulerNode" || claimed_ == kNothing) return calls;
  std::size_t last = claimed_;
  for (const std::uint32_t index : slice(dump.parts, node.parts)) {
    const Node& part = dump.nodes[index];
    const std::size_t call = first_call(with_targets(own_names(part, dump)), claimed_);
    if (call == facts_->kernel_calls.size()) continue;
    last = std::max(last, call);
    for_each_leaf(part, dump, [&](const Node& leaf) {
      calls.emplace(&leaf, call);
      kernel_nodes_[call].push_back(&leaf);
    });
  }
  next_kernel_call_ = std::max(next_kernel_call_, last + 1);
  return calls;
}

const PyKernel* LoopSteps::claimed_kernel() {
  if (claimed_ == kNothing) return nullptr;
  const auto kernel = facts_->kernels.find(facts_->kernel_calls[claimed_].kernel);
  if (kernel != facts_->kernels.end()) return kernel->second;
  claimed_ = kNothing;
  return nullptr;
}

}  // namespace ireplay
