#include "replay/passes/unwritten.hpp"

#include "replay/passes/dataflow.hpp"

/// Forward dataflow over storages with one bit each, whether something has been written there: a read of one
/// without it is reported, once, and taken for written from then on. Whole storages count, so a buffer of
/// which a part is written passes.
namespace ireplay {

std::vector<UnwrittenRead> find_unwritten_reads(const Plan& plan) {
  std::vector<bool> known(plan.storages.size());
  for (std::size_t k = 0; k < known.size(); ++k)
    known[k] = plan.storages[k].kind != Storage::Kind::arena || plan.storages[k].bytes == 0;
  for (const PlanInput& input : plan.inputs)
    if (input.buffer != kNone) known[static_cast<std::size_t>(buffer_of(plan, input.buffer).storage)] = true;
  std::vector<UnwrittenRead> found;
  const auto read = [&](std::int32_t buffer, std::int32_t step) {
    const auto storage = static_cast<std::size_t>(buffer_of(plan, buffer).storage);
    if (known[storage]) return;
    known[storage] = true;
    found.push_back({buffer, step});
  };
  for (std::size_t s = 0; s < plan.steps.size(); ++s) {
    const Step& step = plan.steps[s];
    const auto number = static_cast<std::int32_t>(s);
    const auto write = [&](std::int32_t buffer) {
      known[static_cast<std::size_t>(buffer_of(plan, buffer).storage)] = true;
    };
    for (const LoopProgram& program : step.programs) {
      for (const BufferUse& use : program.buffers)
        if (use.read && !use.written) read(use.buffer, number);
      for (const BufferUse& use : program.buffers)
        if (use.written) write(use.buffer);
    }
    if (step.kind != Step::Kind::extern_call) continue;
    bool is_target = writes_first_argument(step.call);
    for_each_tensor(step.call, [&](const TensorView& view) {
      if (!is_target) read(view.buffer, number);
      is_target = false;
    });
    for (const std::int32_t buffer : written_buffers(step)) write(buffer);
  }
  for (const PlanOutput& output : plan.outputs)
    if (output.view.buffer != kNone) read(output.view.buffer, kNone);
  return found;
}

}  // namespace ireplay
