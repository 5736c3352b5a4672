#include "replay/cuda/compiled_step.hpp"

#include "kernels/compiled/kernel.hpp"
#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/merge_ranges.hpp"
#include "replay/cuda/compiled/prelude.hpp"

namespace ireplay {
namespace {

class CompiledStep : public CudaStep {
 public:
  CompiledStep(EmittedProgram emitted, std::vector<KernelText> texts, std::vector<std::byte*> addresses,
               std::int32_t number, CudaContext& context)
      : emitted_(std::move(emitted)),
        texts_(std::move(texts)),
        addresses_(std::move(addresses)),
        number_(number),
        fault_(context.fault),
        compiler_(*context.compiler),
        programmatic_(context.programmatic) {
    if (emitted_.partial_bytes > 0) partials_ = context.memory.scratch(emitted_.partial_bytes);
    for (std::byte*& address : addresses_) arguments_.push_back(&address);
    arguments_.push_back(&fault_);
    arguments_.push_back(&number_);
    arguments_.push_back(&partials_);
  }

  void prepare() override {
    for (std::size_t k = kernels_.size(); k < texts_.size(); ++k)
      kernels_.emplace_back(compiler_.get(texts_[k]), texts_[k].entry);
  }

  void launch(cudaStream_t stream) override {
    prepare();
    for (std::size_t k = 0; k < kernels_.size(); ++k) {
      const EmittedKernel& shape = emitted_.kernels[k];
      kernels_[k].launch(dim3(static_cast<unsigned>(shape.blocks), static_cast<unsigned>(shape.splits)),
                         dim3(static_cast<unsigned>(shape.threads)), 0, arguments_.data(), stream,
                         programmatic_);
    }
  }

 private:
  EmittedProgram emitted_;
  std::vector<KernelText> texts_;
  std::vector<CompiledKernel> kernels_;
  std::vector<std::byte*> addresses_;
  int number_;
  DeviceFault* fault_;
  std::byte* partials_ = nullptr;
  std::vector<void*> arguments_;
  KernelCompiler& compiler_;
  bool programmatic_;
};

}  // namespace

bool compiles_kernels(const CudaContext& context) { return context.compiler != nullptr; }

std::unique_ptr<CudaStep> make_compiled_step(const LoopProgram& program,
                                             const std::function<std::byte*(std::int32_t)>& address,
                                             CudaContext& context) {
  if (!compiles_kernels(context) || !why_not_compiled(program).empty()) return nullptr;
  const LoopProgram merged = merged_ranges(program);
  std::vector<std::byte*> addresses;
  addresses.reserve(merged.buffers.size());
  for (std::int32_t k = 0; k < static_cast<std::int32_t>(merged.buffers.size()); ++k)
    addresses.push_back(address(k));
  const ProgramMemory memory = memory_at(merged, addresses);
  const Schedule schedule = make_schedule(merged, memory, {context.shape.multiprocessors, 2048});
  auto emitted = emit(merged, memory, schedule);
  if (!emitted) return nullptr;
  std::vector<KernelText> texts;
  const std::string before = prelude(used_ops(merged));
  for (const EmittedKernel& kernel : emitted->kernels) {
    texts.push_back({kKernelEntry, before + kernel.text});
    context.compiler->start(texts.back());
  }
  context.programs.push_back(&program);
  auto step = std::make_unique<CompiledStep>(std::move(*emitted), std::move(texts), std::move(addresses),
                                             static_cast<std::int32_t>(context.programs.size()) - 1, context);
  step->kernel = "compiled/" + short_text(schedule);
  step->schedule = to_text(schedule);
  return step;
}

}  // namespace ireplay
