#include "parser/source.hpp"
#include "replay/cuda_nodes.hpp"
#include "replay/cuda_step.hpp"

namespace ireplay {
namespace {

class LoopStep : public CudaStep {
 public:
  void add(LoopKernels kernels) {
    if (kernel.find(kernels.name) == kernel.npos) kernel += (kernel.empty() ? "" : " + ") + kernels.name;
    for (InterpreterLaunch& launch : kernels.launches) parts_.push_back({std::move(launch), nullptr});
  }
  void add(std::unique_ptr<CudaStep> other) {
    if (kernel.find(other->kernel) == kernel.npos) kernel += (kernel.empty() ? "" : " + ") + other->kernel;
    parts_.push_back({{}, std::move(other)});
  }

  void launch(cudaStream_t stream) override {
    for (Part& part : parts_) {
      if (part.other)
        part.other->launch(stream);
      else
        ireplay::launch(part.kernel, stream);
    }
  }
  bool capturable() const override {
    for (const Part& part : parts_)
      if (part.other && !part.other->capturable()) return false;
    return true;
  }

 private:
  struct Part {
    InterpreterLaunch kernel;
    std::unique_ptr<CudaStep> other;
  };
  std::vector<Part> parts_;
};

LoopKernels make_kernels(const LoopProgram& program, const std::function<std::byte*(std::int32_t)>& address,
                         CudaContext& context) {
  LaunchMemory memory;
  memory.address = address;
  memory.scratch = [&](std::int64_t bytes) { return context.memory.scratch(bytes); };
  memory.upload = [&](const std::vector<std::byte>& bytes) {
    std::byte* to = context.memory.scratch(static_cast<std::int64_t>(bytes.size()));
    IREPLAY_CUDA_CALL(
        cudaMemcpyAsync(to, bytes.data(), bytes.size(), cudaMemcpyHostToDevice, context.stream));
    IREPLAY_CUDA_CALL(cudaStreamSynchronize(context.stream));
    return reinterpret_cast<const unsigned char*>(to);
  };
  const auto number = static_cast<std::int32_t>(context.programs.size());
  context.programs.push_back(&program);
  return make_launches(program, context.shape, memory, number, context.fault);
}

}  // namespace

std::unique_ptr<CudaStep> make_loop_step(const std::vector<LoopProgram>& programs, CudaContext& context) {
  auto step = std::make_unique<LoopStep>();
  for (const LoopProgram& program : programs) {
    verify(program);
    if (const std::string why = why_not_on_machine(program); !why.empty()) {
      if (auto sorting = make_sorting_step(program, context)) {
        step->add(std::move(sorting));
        continue;
      }
      context.warnings.push_back(why + " runs on the CPU");
      step->add(make_cpu_loop_step(program, context));
      continue;
    }
    step->add(make_kernels(
        program,
        [&](std::int32_t k) {
          return context.memory.address(program.buffers[static_cast<std::size_t>(k)].buffer);
        },
        context));
  }
  return step;
}

std::unique_ptr<CudaStep> make_program_step(const LoopProgram& program,
                                            const std::vector<std::byte*>& addresses, CudaContext& context) {
  auto step = std::make_unique<LoopStep>();
  step->add(make_kernels(
      program, [&](std::int32_t k) { return addresses[static_cast<std::size_t>(k)]; }, context));
  return step;
}

}  // namespace ireplay
