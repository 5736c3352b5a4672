#include "replay/cuda/compiled/describe.hpp"

#include <algorithm>

#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/kernel_program.hpp"
#include "replay/cuda/compiled/prelude.hpp"
#include "replay/cuda/compiled/work.hpp"
#include "replay/cuda/original/cubin.hpp"

namespace ireplay {
namespace {

constexpr int kWarp = 32;

/// `// 94 registers a thread, 8.4 KB of shared memory a block: 2 blocks, 512 of 2048 threads a
/// multiprocessor`.
std::string describe_occupancy(const std::vector<std::byte>& cubin, const EmittedKernel& kernel,
                               const ScheduleDevice& device) {
  const std::string_view text(reinterpret_cast<const char*>(cubin.data()), cubin.size());
  for (const CubinKernel& facts : read_cubin(text, "the kernel")) {
    if (facts.entry != kKernelEntry) continue;
    const int blocks =
        blocks_of_multiprocessor(kernel.threads, static_cast<int>(facts.registers), facts.static_shared);
    return "// " + std::to_string(facts.registers) + " registers a thread" +
           (facts.local_bytes == 0 ? "" : ", " + std::to_string(facts.local_bytes) + " B of local memory") +
           ", " + std::to_string(facts.static_shared) +
           " B of shared memory a block: " + std::to_string(blocks) +
           (blocks == 1 ? " block, " : " blocks, ") + std::to_string(blocks * kernel.threads) + " of " +
           std::to_string(device.threads_per_multiprocessor) + " threads a multiprocessor\n";
  }
  return {};
}

std::string describe(const LoopProgram& program, const Plan& plan, const ScheduleDevice& device,
                     const MachineCode& machine_code) {
  std::string text = "\nkernel of " + program.node + ": ";
  if (const std::string why = why_not_compiled(program); !why.empty())
    return text + "prebuilt (" + why + ")\n";
  const LoopProgram merged = kernel_program(program);
  const ProgramMemory memory = memory_in_plan(merged, plan);
  const Schedule schedule = make_schedule(merged, memory, device);
  const auto emitted = emit(merged, memory, schedule);
  if (!emitted) return text + "prebuilt (a later pass would read what an earlier one overwrites)\n";
  text += to_text(schedule) + "\n";
  for (std::size_t k = 0; k < merged.buffers.size(); ++k)
    text += "// b" + std::to_string(k) + ": " +
            plan.buffers[static_cast<std::size_t>(merged.buffers[k].buffer)].name + "\n";
  const std::string before = machine_code ? prelude(used_ops(merged)) : std::string();
  for (const EmittedKernel& kernel : emitted->kernels) {
    text += "// grid " + std::to_string(kernel.blocks) + " x " + std::to_string(kernel.splits) + "\n";
    if (machine_code)
      text += describe_occupancy(machine_code(before + kernel.text, kKernelEntry), kernel, device);
    text += kernel.text;
  }
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

int blocks_of_multiprocessor(int threads, int registers, std::int64_t shared_bytes) {
  constexpr int kMostBlocks = 32, kMostWarps = 64, kRegisters = 65536, kOfWarp = 256;  // allocated together
  constexpr std::int64_t kShared = std::int64_t{228} * 1024, kReserved = 1024;         // of each block
  const auto warps = static_cast<int>(ceil_div(threads, kWarp));
  const auto of_warp = static_cast<int>(ceil_div(std::max(registers, 1) * kWarp, kOfWarp)) * kOfWarp;
  const int by_registers = kRegisters / of_warp / 4 * 4 / warps;  // four schedulers share them
  return static_cast<int>(std::min<std::int64_t>(
      {kMostBlocks, kMostWarps / warps, by_registers, kShared / (shared_bytes + kReserved)}));
}

std::string describe_kernels(const Step& step, const Plan& plan, const ScheduleDevice& device,
                             const MachineCode& machine_code) {
  std::string text;
  for (const LoopProgram& program : step.joined.empty() ? step.programs : step.joined)
    text += describe(program, plan, device, machine_code);
  return text;
}

}  // namespace ireplay
