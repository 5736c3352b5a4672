#include "replay/passes/lifetimes.hpp"

#include "replay/passes/dataflow.hpp"

/// Liveness by one sweep over the steps in order: a storage lives from the first step that touches it to the
/// last, an output's to the end. Steps have no branches, so that is exact, and `place_storages` packs
/// intervals.
namespace ireplay {

void find_lifetimes(Plan& plan) {
  std::vector<bool> seen(plan.storages.size(), false);
  const auto touch = [&](std::int32_t buffer, std::size_t step, bool writes) {
    const auto at = static_cast<std::size_t>(buffer_of(plan, buffer).storage);
    Storage& storage = plan.storages[at];
    if (!seen[at] && storage.kind == Storage::Kind::arena)
      storage.first_step = static_cast<std::int32_t>(step);
    seen[at] = true;
    storage.last_step = static_cast<std::int32_t>(step);
    if (writes && storage.kind != Storage::Kind::arena) storage.mutated = true;
  };
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    const Step& step = plan.steps[s];
    for (const LoopProgram& program : step.programs)
      for (const BufferUse& use : program.buffers) touch(use.buffer, s, use.written);
    if (step.kind != Step::Kind::extern_call) continue;
    bool first = writes_first_argument(step.call);
    for_each_tensor(step.call, [&](const TensorView& view) {
      touch(view.buffer, s, first);
      first = false;
    });
    for (std::int32_t result : step.call.results)
      if (result != kNone) touch(result, s, true);
  }
  const auto last = static_cast<std::int32_t>(plan.steps.empty() ? 0 : plan.steps.size() - 1);
  for (const PlanOutput& output : plan.outputs)
    if (output.view.buffer != kNone)
      plan.storages[static_cast<std::size_t>(buffer_of(plan, output.view.buffer).storage)].last_step = last;
}

}  // namespace ireplay
