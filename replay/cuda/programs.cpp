#include "replay/cuda/programs.hpp"

#include <algorithm>

#include "replay/plan/loop_writer.hpp"

namespace ireplay {
namespace {

/// Keeps a program alive beside the step that runs it.
class OwningStep : public CudaStep {
 public:
  OwningStep(std::unique_ptr<LoopProgram> program, const std::vector<std::byte*>& addresses,
             CudaContext& context)
      : program_(std::move(program)), step_(make_program_step(*program_, addresses, context)) {
    kernel = step_->kernel;
  }
  void launch(cudaStream_t stream) override { step_->launch(stream); }
  bool capturable() const override { return step_->capturable(); }

 private:
  std::unique_ptr<LoopProgram> program_;
  std::unique_ptr<CudaStep> step_;
};

class Sequence : public CudaStep {
 public:
  Sequence(std::vector<std::unique_ptr<CudaStep>> steps, std::string name) : steps_(std::move(steps)) {
    kernel = std::move(name);
  }
  void launch(cudaStream_t stream) override {
    for (auto& step : steps_) step->launch(stream);
  }
  bool capturable() const override {
    return std::ranges::all_of(steps_, [](const auto& step) { return step->capturable(); });
  }

 private:
  std::vector<std::unique_ptr<CudaStep>> steps_;
};

}  // namespace

std::unique_ptr<CudaStep> make_copy_step(const DeviceTensor& from, const DeviceTensor& to,
                                         CudaContext& context) {
  LoopWriter loops("copy", to.size, to.size.size());
  const std::vector<Index> coordinates = loops.range(0, to.size.size());
  const Value value = loops.load({kNone, from.dtype, to.size, from.stride, 0}, coordinates);
  loops.store({kNone, to.dtype, to.size, to.stride, 0}, coordinates, value);
  return make_owned_step(std::make_unique<LoopProgram>(loops.finish().program), {from.data, to.data},
                         context);
}

std::unique_ptr<CudaStep> make_owned_step(std::unique_ptr<LoopProgram> program,
                                          const std::vector<std::byte*>& addresses, CudaContext& context) {
  return std::make_unique<OwningStep>(std::move(program), addresses, context);
}

void LibraryStep::launch(cudaStream_t stream) {
  for (auto& step : before_) step->launch(stream);
  plan_->launch(stream);
  for (auto& step : after_) step->launch(stream);
}

std::unique_ptr<CudaStep> make_sequence(std::vector<std::unique_ptr<CudaStep>> steps, std::string kernel) {
  return std::make_unique<Sequence>(std::move(steps), std::move(kernel));
}

}  // namespace ireplay
