#include "replay/passes/dataflow.hpp"

#include <algorithm>

#include "replay/externs/arguments.hpp"
#include "replay/triton/launch.hpp"

/// Def-use over buffers, read off the steps as they stand: a library call's operands are the tensors among
/// its arguments, a loop program's its buffer uses. A buffer is inner to a step where no other step and no
/// output touches its storage.
namespace ireplay {

void for_each_tensor(const ExternValue& value, const std::function<void(const TensorView&)>& visit) {
  if (const auto* view = std::get_if<TensorView>(&value.value)) visit(*view);
  if (const auto* list = std::get_if<ExternList>(&value.value))
    for (const ExternValue& item : *list) for_each_tensor(item, visit);
}

void for_each_tensor(const ExternCall& call, const std::function<void(const TensorView&)>& visit) {
  for (const ExternArgument& argument : call.arguments) for_each_tensor(argument.value, visit);
}

bool writes_first_argument(const ExternCall& call) {
  if (is_triton(call)) return false;
  const ExternRow* row = find_extern(call);
  return row != nullptr ? row->is_in_place() : call.results.empty();
}

std::vector<std::int32_t> written_buffers(const Step& step) {
  std::vector<std::int32_t> written;
  for (const LoopProgram& program : step.programs)
    for (const BufferUse& use : program.buffers)
      if (use.written) written.push_back(use.buffer);
  for (std::int32_t result : step.call.results)
    if (result != kNone) written.push_back(result);
  if (step.kind != Step::Kind::extern_call || !step.call.results.empty() || is_triton(step.call))
    return written;
  for (const ExternArgument& argument : step.call.arguments)
    if (const TensorView* tensor = first_tensor(argument.value)) return {tensor->buffer};
  return written;
}

std::vector<std::unordered_set<std::int32_t>> inner_buffers(const Plan& plan) {
  std::vector<std::int32_t> writer(plan.buffers.size(), -1);
  std::vector<bool> outside(plan.buffers.size(), false);
  for (const PlanOutput& output : plan.outputs)
    if (output.view.buffer != kNone) outside[static_cast<std::size_t>(output.view.buffer)] = true;
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    for (const LoopProgram& program : plan.steps[s].programs)
      for (const BufferUse& use : program.buffers) {
        std::int32_t& owner = writer[static_cast<std::size_t>(use.buffer)];
        if (owner == -1 && use.written) owner = static_cast<std::int32_t>(s);
        if (owner != static_cast<std::int32_t>(s)) outside[static_cast<std::size_t>(use.buffer)] = true;
      }
    for_each_tensor(plan.steps[s].call,
                    [&](const TensorView& view) { outside[static_cast<std::size_t>(view.buffer)] = true; });
    for (std::int32_t result : plan.steps[s].call.results)
      if (result != kNone) outside[static_cast<std::size_t>(result)] = true;
  }
  std::vector<int> sharers(plan.storages.size(), 0);
  for (const PlanBuffer& buffer : plan.buffers) ++sharers[static_cast<std::size_t>(buffer.storage)];
  std::vector<std::unordered_set<std::int32_t>> inner(plan.steps.size());
  for (std::size_t b = 0; b < plan.buffers.size(); ++b) {
    const Storage& storage = plan.storages[static_cast<std::size_t>(plan.buffers[b].storage)];
    const bool own = storage.kind == Storage::Kind::arena &&
                     sharers[static_cast<std::size_t>(plan.buffers[b].storage)] == 1;
    if (writer[b] >= 0 && !outside[b] && own)
      inner[static_cast<std::size_t>(writer[b])].insert(static_cast<std::int32_t>(b));
  }
  return inner;
}

/// Backwards through the steps.
const Step* find_opaque_source(const Plan& plan, const TensorView& tensor) {
  const auto storage_of = [&](std::int32_t buffer) {
    return plan.buffers[static_cast<std::size_t>(buffer)].storage;
  };
  if (tensor.buffer == kNone) return nullptr;
  std::unordered_set<std::int32_t> open{storage_of(tensor.buffer)};
  for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
    std::vector<std::int32_t> written = written_buffers(*step);
    if (step->op_kind == "opaque")
      std::ranges::copy_if(step->call.results, std::back_inserter(written),
                           [](std::int32_t at) { return at != kNone; });
    if (std::ranges::none_of(written, [&](std::int32_t at) { return open.contains(storage_of(at)); }))
      continue;
    if (step->op_kind == "opaque" && step->kind == Step::Kind::nop) return &*step;
    for (const LoopProgram& program : step->programs)
      for (const BufferUse& use : program.buffers) open.insert(storage_of(use.buffer));
    for_each_tensor(step->call, [&](const TensorView& view) { open.insert(storage_of(view.buffer)); });
  }
  return nullptr;
}

}  // namespace ireplay
