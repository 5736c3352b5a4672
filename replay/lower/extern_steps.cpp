#include "replay/lower/extern_steps.hpp"

#include <algorithm>
#include <limits>

#include "parser/text.hpp"
#include "replay/externs/op_names.hpp"
#include "replay/externs/result_layouts.hpp"
#include "replay/externs/result_shape.hpp"
#include "replay/lower/operand_inference.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/plan/checked.hpp"

/// A node is paired with the call of the wrapper that binds, or is given to write, one of the node's buffers;
/// calls in place bind nothing and are paired in order, with the first that none has claimed and that changes
/// the buffer that the node changes. The call's arguments are then evaluated to plan values as Python would.
namespace ireplay {
namespace {

constexpr std::string_view kEagerState = "inductor_rand_eager_offsets";

/// `index_put_` of `torch.ops.aten.index_put_.default`; its row's name where there is one.
std::string_view op_name(std::string_view function) {
  const ExternRow* row = find_extern(function);
  return row != nullptr ? row->name : base_name(function);
}

}  // namespace

ExternSteps::ExternSteps(const NodeTexts& texts, const WrapperFacts* facts, const GraphHints& hints,
                         GraphBuffers& buffers, Plan& plan)
    : texts_(texts), facts_(facts), hints_(hints), readable_(hints.readable), buffers_(buffers), plan_(plan) {
  for (const Node& node : texts.text().nodes)
    if (node.kernel.find(kEagerState) != std::string_view::npos)
      for (std::string_view name : output_names(node)) eager_states_.push_back(name);
  if (facts == nullptr) return;
  claimed_.resize(facts->calls.size());
  for (const CallFact& call : facts->calls)
    for (std::string_view name : call.results) by_result_.emplace(name, &call);
  for (const auto& [name, item] : facts->items) items_[item.first].emplace_back(item.second, name);
  for (const auto& [name, view] : facts->views)  // `buf3 = buf2`: a single result under its node's name
    if (!view.size && by_result_.contains(view.buffer)) items_[view.buffer].emplace_back(0, name);
}

const CallFact* ExternSteps::find_call(std::string_view buffer) const {
  const auto found = by_result_.find(buffer);
  return found == by_result_.end() ? nullptr : found->second;
}

std::string_view ExternSteps::ir_class(const Node& node) const {
  const auto classes = slice(texts_.of(node).names, node.classes);
  return classes.empty() ? std::string_view{} : classes[0];
}

std::vector<std::string_view> ExternSteps::output_names(const Node& node) const {
  std::vector<std::string_view> names;
  for (const OutBuffer& out : slice(texts_.of(node).out_buffers, node.outputs)) names.push_back(out.name);
  if (names.empty()) names.push_back(node.name);
  return names;
}

/// Seed and place of the generator of an eager run (`align_random_eager`): a tuple of one tensor.
bool ExternSteps::is_eager_state(const Node& node) const {
  return !eager_states_.empty() && is_one_of(ir_class(node), {"MultiOutput"}) &&
         std::ranges::any_of(slice(texts_.of(node).deps, node.unmet), [&](const Dep& dep) {
           return std::ranges::find(eager_states_, dep.name) != eager_states_.end();
         });
}

bool ExternSteps::is_seed(const Node& node) const {
  if (ir_class(node) == "RandomSeeds" || is_eager_state(node)) return true;
  const ExternRow* row = find_extern(node.kernel);
  return row != nullptr && row->facts.seeds;
}

Step ExternSteps::make(const Node& node) {
  Step step{.name = std::string(node.name), .nodes = {std::string(node.name)}, .op_kind = "extern"};
  const std::string_view kind = ir_class(node);
  if (is_seed(node)) return make_seeds(node, std::move(step));
  if (node.kernel.find(kEagerState) != std::string_view::npos) {  // its one result is the node after it
    step.kind = Step::Kind::nop;
    return step;
  }
  if (is_one_of(kind, {"MultiOutput", "OpaqueMultiOutput", "OrderingBarrier", "ResizeStorageBytes"})) {
    step.kind = Step::Kind::view;
    step.op_kind = "view";
    return step;
  }
  if (is_one_of(kind, {"DynamicScalar", "AssertScalar", "DynamicSelectStorageOffset", "DynamicSliceSize"}))
    return make_scalar(std::move(step));
  step.kind = Step::Kind::extern_call;
  if (facts_ == nullptr) {
    step.call = infer_operands(texts_.of(node), node, hints_, buffers_, plan_);
    return step;
  }
  if (facts_->views.contains(output_names(node)[0]) && find_call(output_names(node)[0]) == nullptr) {
    step.kind = Step::Kind::view;
    step.op_kind = "view";
    return step;
  }
  const CallFact* fact = claim(node);
  if (fact == nullptr)
    throw Error(Error::Kind::dump, *texts_.of(node).source, node.name.data(),
                std::string(node.name) + ": the wrapper has no call that writes '" +
                    std::string(output_names(node)[0]) + "'; the two files are not of one graph");
  return make_from(node, *fact, std::move(step));
}

Step ExternSteps::make(const Node& node, const CallFact& fact) {
  Step step{.name = std::string(node.name), .nodes = {std::string(node.name)}, .op_kind = "extern"};
  if (is_seed(node)) return make_seeds(node, std::move(step));
  return make_from(node, fact, std::move(step));
}

/// What waits for a collective computes nothing; what it waits for may have no layout.
Step ExternSteps::make_from(const Node& node, const CallFact& fact, Step step) {
  if (fact.function.find(".wait_tensor") != std::string_view::npos) {
    take(node, fact);
    step.kind = Step::Kind::nop;
    step.op_kind = "nop";
    return step;
  }
  step.kind = Step::Kind::extern_call;
  step.call = make_call(node, fact);
  return step;
}

void ExternSteps::take(const Node& node, const CallFact& fact) {
  claimed_[static_cast<std::size_t>(&fact - facts_->calls.data())] = true;
  statements_[&node] = &fact;
}

bool ExternSteps::reads_scalar(const Node& node) const {
  return is_one_of(ir_class(node), {"DynamicScalar", "DynamicSelectStorageOffset", "DynamicSliceSize"});
}

bool ExternSteps::reads(const Node& node, std::string_view buffer) const {
  for (const Range range : {node.met, node.unmet})
    for (const Dep& dep : slice(texts_.of(node).deps, range))
      if (dep.name == buffer) return true;
  return false;
}

Step ExternSteps::make_seeds(const Node& node, Step step) {
  step.kind = Step::Kind::nop;
  for (std::string_view name : output_names(node)) {
    BufferFact* fact = buffers_.find(name);
    if (fact == nullptr) continue;
    if (!fact->dtype) fact->dtype = DType::i64;
    if (fact->plan_buffer == kNone && !fact->size) {
      const auto extent = buffers_.dependency_extent(name);
      fact->size = Dims{extent.value_or(1)};
      fact->stride = Dims{1};
    }
    buffers_.place(plan_, *fact);
    PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(fact->plan_buffer)];
    plan_.storages[static_cast<std::size_t>(buffer.storage)].kind = Storage::Kind::constant;
    plan_.inputs.push_back({.name = buffer.name, .buffer = fact->plan_buffer, .pinned = true});
  }
  return step;
}

Step ExternSteps::make_scalar(Step step) {
  step.kind = Step::Kind::nop;
  step.op_kind = "nop";
  return step;
}

const CallFact* ExternSteps::claim(const Node& node) {
  for (std::string_view name : output_names(node))
    if (const CallFact* fact = find_call(name)) return fact;
  return claim_in_place(node);
}

/// In-place calls bind no name: the one that changes what the node changes, which no other node has taken;
/// where the text does not name that, the next one, since nodes and statements stand in the same order.
const CallFact* ExternSteps::claim_in_place(const Node& node) {
  const bool is_copy = ir_class(node) == "DeviceCopy";
  const std::string_view wanted = node.kernel == "None" || node.kernel.empty() ? "" : op_name(node.kernel);
  in_place_taken_.resize(facts_->calls.size());
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts_->calls.size(); ++i) {
    const CallFact& call = facts_->calls[i];
    const bool copies = call.method_self == output_names(node)[0];
    // of a collective `out=` may name memory that was there before
    const bool fills = !call.assigned && call.results.size() == 1 && changes(node, call.results[0]);
    if (in_place_taken_[i] || (!copies && !fills && (call.assigned || !call.results.empty()))) continue;
    const std::string_view name =
        op_name(call.method_self.empty() ? call.function : call.function.substr(call.method_self.size() + 1));
    if (!copies && (is_copy || !(wanted.empty() || wanted == name))) continue;
    const bool same_target = copies || fills || changes(node, first_argument(call));
    if (same_target || (!found && i >= next_in_place_)) found = i;
    if (same_target) break;
  }
  if (!found) return nullptr;
  in_place_taken_[*found] = true;
  next_in_place_ = std::max(next_in_place_, *found + 1);
  return &facts_->calls[*found];
}

/// The buffer that a call's first argument is or shows; empty for what is neither.
std::string_view ExternSteps::first_argument(const CallFact& fact) const {
  const ExprPool& exprs = facts_->wrapper->exprs;
  ExprId id = fact.call;
  for (int depth = 0; depth < 2; ++depth) {
    if (exprs[id].kind != ExprKind::call || exprs[id].count < 2) break;
    id = exprs.children_of(id)[1];
    if (exprs[id].kind == ExprKind::name) return exprs[id].text;
  }
  return {};
}

bool ExternSteps::changes(const Node& node, std::string_view buffer) const {
  if (buffer.empty()) return false;
  for (const OutBuffer& out : slice(texts_.of(node).out_buffers, node.outputs))
    for (const std::string_view name : slice(texts_.of(node).names, out.mutations))
      if (name == buffer) return true;
  return false;
}

ExternCall ExternSteps::call_without_results(const CallFact& fact) {
  ExternCall call;
  call.function = fact.method_self.empty()
                      ? std::string(fact.function)
                      : "aten." + std::string(fact.function.substr(fact.method_self.size() + 1));
  call.arguments = read_arguments(fact);
  return call;
}

ExternCall ExternSteps::make_call(const Node& node, const CallFact& fact) {
  take(node, fact);
  ExternCall call = call_without_results(fact);
  const auto outputs = output_names(node);
  if (!fact.results.empty()) {
    const auto items = items_.find(fact.results[0]);
    const FxCalls::Call* fx = find_fx_call(fact, call);
    if (items != items_.end()) {
      for (const auto& [position, name] : items->second) give_layout(name, call, position, fx);
    } else {
      for (std::size_t i = 0; i < fact.results.size(); ++i)
        give_layout(fact.results[i], call, static_cast<std::int64_t>(i), fx);
    }
    call.results = result_buffers(node, fact);
  }
  return call;
}

const CallFact* ExternSteps::statement_of(const Node& node) const {
  const auto found = statements_.find(&node);
  return found == statements_.end() ? nullptr : found->second;
}

std::vector<ExternArgument> ExternSteps::read_arguments(const CallFact& fact) {
  std::vector<ExternArgument> arguments;
  const ExprPool& exprs = facts_->wrapper->exprs;
  const char* at = fact.function.data();
  const auto tensor = [&](const NamedView& view) { return view_of(view, at); };
  if (!fact.method_self.empty())
    arguments.push_back({"", {view_of({fact.method_self, {}, {}, 0, false, {}}, at)}});
  for (ExprId id : exprs.children_of(fact.call).subspan(fact.wraps ? 2 : 1)) {
    const Expr& node = exprs[id];
    if (fact.wraps && node.kind == ExprKind::keyword && node.text == "rng_state") continue;
    if (node.kind != ExprKind::keyword) {
      arguments.push_back({"", read_value(*facts_, id, tensor)});
    } else if (!is_out_keyword(node.text)) {
      arguments.push_back({std::string(node.text), read_value(*facts_, exprs.children_of(id)[0], tensor)});
    }
  }
  return arguments;
}

TensorView ExternSteps::view_of(const NamedView& view, const char* at) const {
  BufferFact* fact = buffers_.find(view.buffer);
  if (fact != nullptr) buffers_.place(plan_, *fact);  // a view of what was placed since
  if (fact == nullptr || fact->plan_buffer == kNone)
    throw Error(Error::Kind::dump, *facts_->wrapper->source, at,
                fact == nullptr
                    ? "unknown buffer '" + std::string(view.buffer) + "' among the arguments"
                    : "the layout of '" + std::string(view.buffer) + "' is nowhere in these files");
  TensorView out = whole_buffer(plan_, fact->plan_buffer);
  const auto own_bytes = static_cast<std::int64_t>(bytes_of(out.dtype));
  if (view.dtype) out.dtype = *view.dtype;
  const auto bytes = static_cast<std::int64_t>(bytes_of(out.dtype));
  const Checked offset =
      view.absolute ? view.offset : checked_add(out.offset * own_bytes / bytes, view.offset);
  out.offset = offset.value_or(std::numeric_limits<std::int64_t>::max());
  if (view.size) {
    out.size = *view.size;
    out.stride = *view.stride;
  }
  const PlanBuffer& buffer = plan_.buffers[static_cast<std::size_t>(fact->plan_buffer)];
  const Storage& storage = plan_.storages[static_cast<std::size_t>(buffer.storage)];
  if (!why_outside(plan_, out).empty())
    throw Error(Error::Kind::dump, *facts_->wrapper->source, at,
                "the view " + to_text(out.dtype, out.size) + " of '" + std::string(view.buffer) +
                    "' reaches beyond its " + std::to_string(storage.bytes) + " bytes");
  return out;
}

const FxCalls::Call* ExternSteps::find_fx_call(const CallFact& fact, const ExternCall& call) {
  const auto lacks_layout = [&](std::string_view name) {
    const BufferFact* buffer = buffers_.find(name);
    return buffer != nullptr && buffer->plan_buffer == kNone && buffer->home == Home::own;
  };
  const auto items = items_.find(fact.results[0]);
  bool lacks = std::any_of(fact.results.begin(), fact.results.end(), lacks_layout);
  if (items != items_.end())
    lacks = std::any_of(items->second.begin(), items->second.end(),
                        [&](const auto& item) { return lacks_layout(item.second); });
  if (!lacks || readable_.empty()) return nullptr;
  if (!fx_calls_) fx_calls_.emplace(readable_, facts_->symbols);
  return fx_calls_->take(call);
}

/// Strides of a result of known sizes: as printed, those of the view of an operand that the call gives where
/// no two of its elements are one, or what is usual for the call.
Dims ExternSteps::strides_of(const ExternCall& call, std::int64_t position, const FxLayout& layout) const {
  if (layout.stride.empty())
    if (const auto shape = shape_of_result(call, position, layout.dtype, plan_);
        shape && shape->size == layout.size && shape->stride.size() == layout.size.size() &&
        std::ranges::find(shape->stride, 0) == shape->stride.end())
      return shape->stride;
  return layout.stride.empty() ? result_strides(call, position, layout.size) : layout.stride;
}

/// Results of old releases print no layout: sizes come from the assertions, dtypes from the op.
void ExternSteps::give_layout(std::string_view name, const ExternCall& call, std::int64_t position,
                              const FxCalls::Call* fx) {
  BufferFact* fact = buffers_.find(name);
  if (fact == nullptr || fact->plan_buffer != kNone || fact->home != Home::own) return;
  for (std::size_t i = 0; fx != nullptr && i < fx->results.size(); ++i) {
    const auto& [of, layout] = fx->results[i];
    if (of != position) continue;
    fact->dtype = layout.dtype;
    if (!fact->size) fact->size = layout.size, fact->stride = strides_of(call, position, layout);
  }
  if (!fact->dtype) fact->dtype = result_type(call, position);
  if (!fact->size)
    if (const auto size = result_size(call, position))
      fact->size = size, fact->stride = result_strides(call, position, *size);
  if (!fact->size)
    if (const auto shape = shape_of_result(call, position, *fact->dtype, plan_)) {
      fact->size = shape->size;
      fact->stride = strides_of(call, position, {*fact->dtype, shape->size, {}});
    }
  if (!fact->size)
    if (const auto extent = buffers_.dependency_extent(name))
      fact->size = Dims{*extent}, fact->stride = Dims{1};
  buffers_.place(plan_, *fact);
}

std::vector<std::int32_t> ExternSteps::result_buffers(const Node& node, const CallFact& fact) {
  std::vector<std::int32_t> results;
  const auto put = [&](std::int64_t position, std::string_view name) {
    if (position < 0 || position > 64) return;
    if (results.size() <= static_cast<std::size_t>(position))
      results.resize(static_cast<std::size_t>(position) + 1, kNone);
    BufferFact* buffer = buffers_.find(name);
    if (buffer == nullptr) return;
    buffers_.place(plan_, *buffer);  // a view of what was placed since
    results[static_cast<std::size_t>(position)] = buffer->plan_buffer;
  };
  const auto items = items_.find(fact.results[0]);
  const BufferFact* first = buffers_.find(fact.results[0]);
  const bool is_tuple = items != items_.end() && (first == nullptr || first->plan_buffer == kNone);
  if (is_tuple) {
    for (const auto& [position, name] : items->second) put(position, name);
  } else {
    for (std::size_t i = 0; i < fact.results.size(); ++i) put(static_cast<std::int64_t>(i), fact.results[i]);
    // out= may name the destination of a concat; the node's own buffer is the view of it
    const BufferFact* own = buffers_.find(output_names(node)[0]);
    const auto storage_of = [&](std::int32_t number) { return buffer_of(plan_, number).storage; };
    if (fact.results.size() == 1 && own != nullptr && own->plan_buffer != kNone &&
        (results[0] == kNone || storage_of(results[0]) == storage_of(own->plan_buffer)))
      results[0] = own->plan_buffer;
  }
  return results;
}

}  // namespace ireplay
