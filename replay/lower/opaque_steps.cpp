#include <algorithm>
#include <utility>

#include "replay/externs/op_names.hpp"
#include "replay/lower/fused_collectives.hpp"
#include "replay/lower/plan_builder.hpp"
#include "replay/lower/plan_memory.hpp"
#include "replay/ranks/collective.hpp"

/// Calls that nothing here can compute: the graph around them is replayed, and what they return is an input.
namespace ireplay {
namespace {

std::size_t index(std::int32_t number) { return static_cast<std::size_t>(number); }

Step copy_into(const TensorView& target, const TensorView& from, std::string name) {
  Step step{.kind = Step::Kind::extern_call, .name = std::move(name), .op_kind = "opaque"};
  step.nodes = {step.name};
  step.call = copy_call(target, from);
  return step;
}

const TensorView& tensor_of(const ExternArgument& argument) {
  return std::get<TensorView>(argument.value.value);
}

/// What is received into a part of a buffer is of that size, and goes there.
void narrow(Step& copy, const TensorView& part, Plan& plan) {
  PlanBuffer& received = plan.buffers[index(tensor_of(copy.call.arguments[1]).buffer)];
  received.size = part.size;
  received.stride = dense_strides(part.size);
  plan.storages[index(received.storage)].bytes =
      numel(part.size) * static_cast<std::int64_t>(bytes_of(received.dtype));
  const std::int32_t number = tensor_of(copy.call.arguments[1]).buffer;
  copy.call = copy_call(part, whole_buffer(plan, number));
}

/// Of sends and receives: what is received under the number of the operand that it is written into. What is
/// sent has a result of its own, which the wrapper picks by that number.
void put_by_operand(ExternCall& call, std::vector<Step>& copies, Plan& plan) {
  if (copies.empty() || call.arguments.empty()) return;  // of a lone send; of a text alone
  Step step;
  step.call = call;
  const Collective collective = read_collective(step);
  call.results.assign(collective.operands.size(), kNone);
  for (Step& copy : copies) {
    const TensorView to = tensor_of(copy.call.arguments[0]);
    for (std::size_t i = 0; i < collective.operands.size(); ++i) {
      const TensorView& operand = collective.operands[i];
      if (collective.transfers[i].sends || call.results[i] != kNone || operand.dtype != to.dtype) continue;
      if (buffer_of(plan, operand.buffer).storage != buffer_of(plan, to.buffer).storage) continue;
      call.results[i] = tensor_of(copy.call.arguments[1]).buffer;
      if (operand.size != to.size || operand.offset != to.offset) narrow(copy, operand, plan);
      break;
    }
  }
}

std::string list_of(const Plan& plan, const std::vector<std::int32_t>& buffers) {
  std::string text;
  for (const std::int32_t buffer : buffers)
    if (buffer != kNone) ((text += text.empty() ? "'" : ", '") += plan.buffers[index(buffer)].name) += '\'';
  return text;
}

}  // namespace

/// One output of an opaque node: a buffer of its own becomes an input; what is written into memory that was
/// there before is copied there from one. False where its layout is not known.
bool PlanBuilder::pin_result(const Node& node, std::string_view name, ExternCall& call,
                             std::vector<Step>& copies) {
  const BufferFact* fact = buffers_->find(name);
  if (fact == nullptr) return false;
  if (fact->home == Home::tuple) opaque_tuples_.emplace(name, plan_.steps.size());
  std::vector<std::string_view> targets;
  if (fact->home == Home::none)
    for (const OutBuffer& out : slice(dump_.out_buffers, node.outputs))
      if (out.name == name)
        for (const std::string_view target : slice(dump_.names, out.mutations)) targets.push_back(target);
  if (fact->home == Home::tuple || (fact->home == Home::none && targets.empty())) return true;
  if (targets.empty()) targets.push_back(name);
  for (const std::string_view target : targets) {
    const BufferFact* to = buffers_->find(target);
    if (to == nullptr || to->plan_buffer == kNone) return false;
    const PlanBuffer& layout = plan_.buffers[index(to->plan_buffer)];
    if (to->home == Home::own && target == name) {
      plan_.storages[index(layout.storage)].kind = Storage::Kind::constant;
      plan_.inputs.push_back({.name = std::string(name), .buffer = to->plan_buffer});
      call.results.push_back(to->plan_buffer);
      continue;
    }
    const std::string own = std::string(name) + (targets.size() > 1 ? "." + std::string(target) : "");
    const std::int32_t pinned = add_pinned(plan_, own, layout.dtype, layout.size);
    call.results.push_back(pinned);
    copies.push_back(copy_into(whole_buffer(plan_, to->plan_buffer), whole_buffer(plan_, pinned),
                               std::string(node.name) + ".results"));
  }
  return true;
}

void PlanBuilder::replay_around(const Node& node, ExternCall call, const std::string& why) {
  const std::string sentence = why.starts_with(node.name) ? why : std::string(node.name) + ": " + why;
  std::vector<Step> copies;
  call.results.clear();
  for (const std::string_view name : externs_->output_names(node))
    if (!pin_result(node, name, call, copies))
      throw Error(Error::Kind::unsupported, *dump_.source, node.name.data(), sentence);
  if (is_transfer(call.function)) put_by_operand(call, copies, plan_);
  add_opaque(node, std::move(call), std::move(copies), sentence);
}

/// A kernel of the wrapper, where that is all that there is: into each tensor that it writes comes what is
/// given, or random, of its own for each call.
void PlanBuilder::replay_around(const Node& node, const std::vector<std::int32_t>& written,
                                const std::string& name, const std::string& why) {
  ExternCall call{.function = name};
  std::vector<Step> copies;
  for (const std::int32_t buffer : written) {
    const PlanBuffer layout = plan_.buffers[index(buffer)];
    const std::int32_t pinned = add_pinned(plan_, name + "." + layout.name, layout.dtype, layout.size);
    call.results.push_back(pinned);
    copies.push_back(
        copy_into(whole_buffer(plan_, buffer), whole_buffer(plan_, pinned), name + "." + layout.name));
  }
  add_opaque(node, std::move(call), std::move(copies), why.starts_with(name) ? why : name + ": " + why);
}

/// In place or with `out=`, where the wrapper is all that there is: into what is written comes what is given,
/// or random, under a name of its own.
void PlanBuilder::replay_called_collective_around(const Node& node, ExternCall call, const std::string& why) {
  Step step{.kind = Step::Kind::nop, .op_kind = "opaque"};
  step.name = std::string(base_name(call.function)) + "_" + std::to_string(plan_.steps.size());
  step.nodes = {step.name};
  step.call = std::move(call);
  const Collective collective = read_collective(step);
  const std::vector<std::int32_t> own = std::exchange(step.call.results, {});
  std::vector<Step> copies;
  for (std::size_t i = 0; i < collective.operands.size(); ++i) {
    std::int32_t result = i < own.size() ? own[i] : kNone;
    const bool is_out = collective.results == Collective::Results::out && result != kNone;
    if (is_out || collective.is_written(i)) {
      const TensorView to = is_out ? whole_buffer(plan_, result) : collective.operands[i];
      result = add_pinned(plan_, step.name + "." + std::to_string(i), to.dtype, to.size);
      copies.push_back(copy_into(to, whole_buffer(plan_, result), step.name + ".results"));
    } else if (result != kNone) {
      const PlanBuffer& nothing = buffer_of(plan_, result);
      plan_.storages[index(nothing.storage)].kind = Storage::Kind::constant;
      plan_.inputs.push_back({.name = nothing.name, .buffer = result});
    }
    step.call.results.push_back(result);
  }
  warn_around(step.call, step.name + ": " + why);
  add(std::move(step), node);
  for (Step& copy : copies) add(std::move(copy), node);
}

void PlanBuilder::add_opaque(const Node& node, ExternCall call, std::vector<Step> copies,
                             const std::string& sentence) {
  warn_around(call, sentence);
  Step step{.kind = Step::Kind::nop, .name = std::string(node.name), .op_kind = "opaque"};
  step.nodes = {step.name};
  step.call = std::move(call);
  add(std::move(step), node);
  for (Step& copy : copies) add(std::move(copy), node);
}

void PlanBuilder::warn_around(const ExternCall& call, const std::string& sentence) {
  const std::string results = list_of(plan_, call.results);
  plan_.warnings.push_back(sentence + "; replayed around, with " +
                           (results.empty() ? "its results" : results) + " as given or random");
}

/// Where it is not as PyTorch has it, the call is replayed around as a whole.
void PlanBuilder::add_fused_collective(const Node& node, ExternCall call) {
  std::vector<Step> steps;
  try {
    steps = split_fused_collective(std::string(node.name), call, plan_);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::unsupported) throw;
    return replay_around(node, std::move(call), error.what());
  }
  for (Step& step : steps) {
    if (step.kind == Step::Kind::nop)
      warn_around(step.call, step.name + ": no implementation of " + step.call.function);
    add(std::move(step), node);
  }
}

/// 1 of `buf3 = buf2[1]`.
std::optional<std::size_t> PlanBuilder::position_in_tuple(std::string_view name) const {
  constexpr std::int64_t kMost = 64;
  if (!facts_) return std::nullopt;
  const auto item = facts_->items.find(name);
  if (item == facts_->items.end() || item->second.second < 0 || item->second.second >= kMost)
    return std::nullopt;
  return static_cast<std::size_t>(item->second.second);
}

/// An item of a tuple that an opaque call returned: a result of that call.
void PlanBuilder::pin_item(const Node& node) {
  if (opaque_tuples_.empty()) return;
  for (const Dep& dep : slice(dump_.deps, node.unmet)) {
    const auto tuple = opaque_tuples_.find(dep.name);
    if (tuple == opaque_tuples_.end()) continue;
    std::vector<std::int32_t>& results = plan_.steps[tuple->second].call.results;
    for (const std::string_view name : externs_->output_names(node)) {
      ExternCall item;
      std::vector<Step> copies;
      if (!pin_result(node, name, item, copies) || !copies.empty())
        throw Error(Error::Kind::unsupported, *dump_.source, node.name.data(),
                    std::string(node.name) + ": the layout of what an unknown call returned is not printed");
      const std::size_t position = position_in_tuple(name).value_or(results.size());
      if (results.size() <= position) results.resize(position + 1, kNone);
      if (!item.results.empty()) results[position] = item.results[0];
    }
    return;
  }
}

}  // namespace ireplay
