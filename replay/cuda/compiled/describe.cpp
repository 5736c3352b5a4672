#include "replay/cuda/compiled/describe.hpp"

#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/merge_ranges.hpp"

namespace ireplay {
namespace {

std::string describe(const LoopProgram& program, const Plan& plan, const ScheduleDevice& device) {
  std::string text = "\nkernel of " + program.node + ": ";
  if (const std::string why = why_not_compiled(program); !why.empty())
    return text + "prebuilt (" + why + ")\n";
  const LoopProgram merged = merged_ranges(program);
  const ProgramMemory memory = memory_in_plan(merged, plan);
  const Schedule schedule = make_schedule(merged, memory, device);
  const auto emitted = emit(merged, memory, schedule);
  if (!emitted) return text + "prebuilt (a later pass would read what an earlier one overwrites)\n";
  text += to_text(schedule) + "\n";
  for (std::size_t k = 0; k < merged.buffers.size(); ++k)
    text += "// b" + std::to_string(k) + ": " +
            plan.buffers[static_cast<std::size_t>(merged.buffers[k].buffer)].name + "\n";
  for (const EmittedKernel& kernel : emitted->kernels)
    text += "// grid " + std::to_string(kernel.blocks) + " x " + std::to_string(kernel.splits) + "\n" +
            kernel.text;
  return text;
}

}  // namespace

ProgramMemory memory_in_plan(const LoopProgram& program, const Plan& plan) {
  const auto storage_of = [&](const BufferUse& use) {
    return plan.buffers[static_cast<std::size_t>(use.buffer)].storage;
  };
  ProgramMemory memory;
  for (const BufferUse& use : program.buffers) {
    const PlanBuffer& buffer = plan.buffers[static_cast<std::size_t>(use.buffer)];
    const std::int64_t offset = buffer.offset * static_cast<std::int64_t>(bytes_of(buffer.dtype));
    int alignment = 16;
    while (offset % alignment != 0) alignment /= 2;
    bool read_only = !use.written;
    for (const BufferUse& other : program.buffers)
      if (other.written && storage_of(other) == storage_of(use)) read_only = false;
    memory.alignment.push_back(alignment);
    memory.read_only.push_back(read_only);
  }
  return memory;
}

std::string describe_kernels(const Step& step, const Plan& plan, const ScheduleDevice& device) {
  std::string text;
  for (const LoopProgram& program : step.joined.empty() ? step.programs : step.joined)
    text += describe(program, plan, device);
  return text;
}

}  // namespace ireplay
