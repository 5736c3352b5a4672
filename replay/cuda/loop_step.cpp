#include <algorithm>
#include <optional>

#include "parser/source.hpp"
#include "replay/cuda/compiled/work.hpp"
#include "replay/cuda/compiled_step.hpp"
#include "replay/cuda/interpreter/machine_program.hpp"
#include "replay/cuda/step.hpp"

namespace ireplay {
namespace {

class LoopStep : public CudaStep {
 public:
  void add(LoopKernels kernels) {
    name(kernels.name);
    for (InterpreterLaunch& part : kernels.launches)
      parts_.push_back(
          [launched = std::move(part)](cudaStream_t stream) { ireplay::launch(launched, stream); });
  }
  void add(const BatchLaunch& batch) {
    name("batch of " + std::to_string(batch.programs));
    parts_.push_back([batch](cudaStream_t stream) { ireplay::launch(batch, stream); });
  }
  void add(std::unique_ptr<CudaStep> other) {
    add_names(*other);
    capturable_ = capturable_ && other->capturable();
    steps_.push_back(std::move(other));
    parts_.push_back([step = steps_.back().get()](cudaStream_t stream) { step->launch(stream); });
  }

  void launch(cudaStream_t stream) override {
    for (const auto& part : parts_) part(stream);
  }
  void prepare() override {
    kernel = own_names_;
    schedule.clear();
    for (const auto& step : steps_) {
      step->prepare();
      add_names(*step);
    }
  }
  bool capturable() const override { return capturable_; }

 private:
  static void add_once(std::string& text, const std::string& part) {
    if (text.find(part) == text.npos) text += (text.empty() ? "" : " + ") + part;
  }
  void name(const std::string& part) {
    add_once(kernel, part);
    add_once(own_names_, part);
  }
  void add_names(const CudaStep& step) {
    add_once(kernel, step.kernel);
    add_once(algorithm, step.algorithm);
    add_once(schedule, step.schedule);
  }

  std::vector<std::function<void(cudaStream_t)>> parts_;
  std::vector<std::unique_ptr<CudaStep>> steps_;  // those among the parts
  std::string own_names_;                         // of prebuilt kernels
  bool capturable_ = true;
};

const unsigned char* uploaded(CudaContext& context, const void* bytes, std::size_t count) {
  std::byte* to = context.memory.scratch(static_cast<std::int64_t>(count));
  IREPLAY_CUDA_CALL(cudaMemcpyAsync(to, bytes, count, cudaMemcpyHostToDevice, context.stream));
  IREPLAY_CUDA_CALL(cudaStreamSynchronize(context.stream));
  return reinterpret_cast<const unsigned char*>(to);
}

LaunchMemory launch_memory(const std::function<std::byte*(std::int32_t)>& address, CudaContext& context) {
  LaunchMemory memory;
  memory.address = address;
  memory.scratch = [&](std::int64_t bytes) { return context.memory.scratch(bytes); };
  memory.upload = [&](const std::vector<std::byte>& bytes) {
    return uploaded(context, bytes.data(), bytes.size());
  };
  return memory;
}

std::int32_t number_of(const LoopProgram& program, CudaContext& context) {
  context.programs.push_back(&program);
  return static_cast<std::int32_t>(context.programs.size()) - 1;
}

LoopKernels make_kernels(const LoopProgram& program, const std::function<std::byte*(std::int32_t)>& address,
                         CudaContext& context) {
  return make_launches(program, context.shape, launch_memory(address, context), number_of(program, context),
                       context.fault);
}

std::function<std::byte*(std::int32_t)> addresses_in_plan(const LoopProgram& program, CudaContext& context) {
  return [&](std::int32_t k) {
    return context.memory.address(program.buffers[static_cast<std::size_t>(k)].buffer);
  };
}

// ---- several programs in one launch

/// More independent programs than that, where they cannot share a compiled launch, share one of prebuilt
/// kernels. Fewer are compiled one by one: a launch costs some 2 us.
constexpr std::size_t kMostSeparate = 16;

/// One launch for all programs of a step; none where they cannot share one.
std::optional<BatchLaunch> make_batch(const std::vector<const LoopProgram*>& programs, CudaContext& context) {
  std::vector<ProgramArgument> arguments;
  std::vector<std::int32_t> first_blocks{0};
  BatchLaunch batch;
  for (const LoopProgram* program : programs) {
    const auto part = make_batch_member(*program, context.shape,
                                        launch_memory(addresses_in_plan(*program, context), context),
                                        number_of(*program, context), context.fault);
    if (!part) return std::nullopt;
    arguments.push_back(part->argument);
    first_blocks.push_back(first_blocks.back() + static_cast<std::int32_t>(part->blocks));
    batch.shared_bytes = std::max(batch.shared_bytes, part->shared_bytes);
    batch.threads = part->block_x;
  }
  batch.programs = static_cast<std::int32_t>(programs.size());
  batch.blocks = static_cast<unsigned>(first_blocks.back());
  batch.arguments = reinterpret_cast<const ProgramArgument*>(
      uploaded(context, arguments.data(), arguments.size() * sizeof(ProgramArgument)));
  batch.first_blocks = reinterpret_cast<const std::int32_t*>(
      uploaded(context, first_blocks.data(), first_blocks.size() * sizeof(std::int32_t)));
  return batch;
}

}  // namespace

std::unique_ptr<CudaStep> make_loop_step(const std::vector<LoopProgram>& programs, CudaContext& context) {
  auto step = std::make_unique<LoopStep>();
  for (const LoopProgram& program : programs) verify(program);
  std::vector<const LoopProgram*> left;
  left.reserve(programs.size());
  for (const LoopProgram& program : programs) left.push_back(&program);
  if (programs.size() > 1 && are_independent(programs, context.plan)) {
    if (auto batch = make_compiled_batch(left, context)) step->add(std::move(batch));
    std::vector<const LoopProgram*> small;
    for (const LoopProgram* program : left)
      if (why_not_on_machine(*program).empty() &&
          (!compiles_kernels(context) || moved_bytes(*program) < kAloneBytes))
        small.push_back(program);
    if (small.size() > (compiles_kernels(context) ? kMostSeparate : 1))
      if (const auto batch = make_batch(small, context)) {
        step->add(*batch);
        std::erase_if(left, [&](const LoopProgram* program) {
          return std::ranges::find(small, program) != small.end();
        });
      }
  }
  for (const LoopProgram* one : left) {
    const LoopProgram& program = *one;
    if (auto compiled = make_compiled_step(program, addresses_in_plan(program, context), context)) {
      step->add(std::move(compiled));
      continue;
    }
    if (const std::string why = why_not_on_machine(program); !why.empty()) {
      if (auto sorting = make_sorting_step(program, context)) {
        step->add(std::move(sorting));
        continue;
      }
      context.warnings.push_back(why + " runs on the CPU");
      step->add(make_cpu_loop_step(program, context));
      continue;
    }
    step->add(make_kernels(program, addresses_in_plan(program, context), context));
  }
  return step;
}

std::unique_ptr<CudaStep> make_program_step(const LoopProgram& program,
                                            const std::vector<std::byte*>& addresses, CudaContext& context) {
  const auto address = [&](std::int32_t k) { return addresses[static_cast<std::size_t>(k)]; };
  if (auto compiled = make_compiled_step(program, address, context)) return compiled;
  auto step = std::make_unique<LoopStep>();
  step->add(make_kernels(program, address, context));
  return step;
}

}  // namespace ireplay
