#include "tests/support/host_kernel_engine.hpp"

#include <algorithm>
#include <deque>

#include "parser/source.hpp"
#include "replay/cpu/memory.hpp"
#include "replay/cpu/run_call.hpp"
#include "replay/cpu/run_parts.hpp"
#include "replay/cuda/interpreter/launches.hpp"
#include "replay/cuda/interpreter/machine_program.hpp"
#include "tests/support/host_grid.hpp"
#include "tests/support/host_kernels.hpp"
#include "tests/support/run_apart.hpp"

namespace ireplay {
namespace {

constexpr int kMultiprocessors = 2;

/// Device memory that lasts as long as a run.
class Taken {
 public:
  std::byte* take(std::size_t bytes) {
    constexpr std::size_t kAlignment = 256;
    const std::size_t whole = (bytes / kAlignment + 1) * kAlignment;
    auto* const made = static_cast<std::byte*>(std::aligned_alloc(kAlignment, whole));
    std::fill_n(made, whole, std::byte{0xff});  // NaN in every type
    blocks_.emplace_back(made, &std::free);
    return made;
  }

 private:
  std::deque<std::unique_ptr<std::byte, decltype(&std::free)>> blocks_;
};

class Replay {
 public:
  Replay(const Plan& plan, const RunOptions& options, int items)
      : plan_(plan), options_(options), items_(items), memory_(plan, false) {}

  RunResult run(const TensorMap& inputs, const TensorMap& beside) {
    memory_.fill(inputs, beside);
    for (const Step& step : plan_.steps) {
      kernel_.clear();
      run_step(step);
      result_.steps.push_back({{}, kernel_, ""});
    }
    for (const PlanOutput& output : plan_.outputs)
      if (output.view.buffer != kNone) result_.outputs[output.key] = memory_.gather(output.view);
    return std::move(result_);
  }

 private:
  void run_step(const Step& step) {
    const bool joined = !options_.unfused && !step.joined.empty();
    for (const LoopProgram& program : joined ? step.joined : step.programs) run_program(program);
    if (step.kind != Step::Kind::extern_call) return;
    kernel_ = "cpu row";
    run_call_cpu(step, plan_, [this](const TensorView& tensor) { return memory_.view(tensor); });
  }

  void run_program(const LoopProgram& program) {
    std::vector<HostBuffer> buffers;
    for (const BufferUse& use : program.buffers) buffers.push_back(memory_.buffer(use));
    const LoopRunner run_part = [&](const LoopProgram& part, const std::vector<HostBuffer>& of_part) {
      kernel_ += run_on_kernels(part, of_part, items_) + "; ";
    };
    run_apart(program, buffers, plan_, run_part);
  }

  const Plan& plan_;
  const RunOptions& options_;
  int items_;
  HostMemory memory_;
  std::string kernel_;
  RunResult result_;
};

class HostKernelEngine : public Engine {
 public:
  explicit HostKernelEngine(int items) : items_(items) {}
  DeviceInfo device() override { return {}; }
  std::vector<std::string> unsupported(const Plan& plan) override {
    return make_cpu_engine()->unsupported(plan);
  }
  RunResult run(const Plan& plan, const TensorMap& inputs, const RunOptions& options) override {
    RunResult result = Replay(plan, options, items_).run(inputs, options.beside);
    for (TensorMap beside : options.variants) {
      beside.insert(options.beside.begin(), options.beside.end());
      result.variants.push_back(Replay(plan, options, items_).run(inputs, beside).outputs);
    }
    return result;
  }

 private:
  int items_;
};

}  // namespace

std::string run_on_kernels(const LoopProgram& program, const std::vector<HostBuffer>& buffers, int items) {
  verify(program);
  if (!why_not_on_machine(program).empty()) {
    run_loops(program, buffers, {});
    return "sort";
  }
  Taken taken;
  LaunchMemory memory;
  memory.address = [&](std::int32_t k) { return buffers[static_cast<std::size_t>(k)].data; };
  memory.scratch = [&](std::int64_t bytes) { return taken.take(static_cast<std::size_t>(bytes)); };
  memory.upload = [&](const std::vector<std::byte>& bytes) {
    std::byte* const to = taken.take(bytes.size());
    std::ranges::copy(bytes, to);
    return reinterpret_cast<const unsigned char*>(to);
  };
  DeviceFault fault;
  const DeviceShape shape{kMultiprocessors, kHostSharedBytes, items};
  const LoopKernels kernels = make_launches(program, shape, memory, 0, &fault);
  for (const InterpreterLaunch& launch : kernels.launches) run_on_host(launch);
  if (fault.set != 0)
    throw Error(Error::Kind::device,
                program.node + ": " +
                    std::string(program.labels[static_cast<std::size_t>(fault.instruction)]) + ": index " +
                    std::to_string(fault.index) + " of " + std::to_string(fault.bound));
  return kernels.name;
}

std::unique_ptr<Engine> make_host_kernel_engine(int items) {
  return std::make_unique<HostKernelEngine>(items);
}

}  // namespace ireplay
