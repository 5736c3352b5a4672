#include "replay/passes/needed_steps.hpp"

#include <algorithm>

#include "replay/passes/dataflow.hpp"

/// A backward slice (Weiser 1981) over storages: from the last step to the first, a step that writes a needed
/// storage is kept and all that it touches is needed too. Storages are not killed by a write, for a step may
/// write a part of one.
namespace ireplay {

Plan cut_to(const Plan& plan, const TensorView& tensor) {
  std::vector<bool> needed(plan.storages.size(), false);
  const auto storage = [&](std::int32_t buffer) {
    return static_cast<std::size_t>(buffer_of(plan, buffer).storage);
  };
  const auto need = [&](std::int32_t buffer) {
    if (buffer != kNone) needed[storage(buffer)] = true;
  };
  need(tensor.buffer);
  std::vector<bool> kept(plan.steps.size(), false);
  for (std::size_t s = plan.steps.size(); s-- > 0;) {
    const Step& step = plan.steps[s];
    const auto is_needed = [&](std::int32_t buffer) { return needed[storage(buffer)]; };
    if (!std::ranges::any_of(written_buffers(step), is_needed)) continue;
    kept[s] = true;
    for (const LoopProgram& program : step.programs)
      for (const BufferUse& use : program.buffers) need(use.buffer);
    if (step.kind == Step::Kind::extern_call)
      for_each_tensor(step.call, [&](const TensorView& view) { need(view.buffer); });
  }
  Plan part;
  part.storages = plan.storages;
  for (std::size_t k = 0; k < part.storages.size(); ++k)  // memory that nothing touches takes no room
    if (!needed[k]) part.storages[k].bytes = 0;
  part.buffers.reserve(plan.buffers.size());
  for (const PlanBuffer& buffer : plan.buffers)
    if (needed[static_cast<std::size_t>(buffer.storage)])
      part.buffers.push_back(buffer);
    else
      part.buffers.push_back({.dtype = buffer.dtype, .size = {0}, .stride = {1}, .storage = buffer.storage});
  for (const PlanInput& input : plan.inputs)
    if (input.buffer != kNone && needed[storage(input.buffer)]) part.inputs.push_back(input);
  for (std::size_t s = 0; s < plan.steps.size(); ++s)
    if (kept[s]) part.steps.push_back(plan.steps[s]);
  part.outputs.push_back({.key = "value", .name = buffer_of(plan, tensor.buffer).name, .view = tensor});
  return part;
}

}  // namespace ireplay
