#include <algorithm>
#include <set>

#include "kernels/compiled/kernel.hpp"
#include "replay/cuda/compiled/batch.hpp"
#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/prelude.hpp"
#include "replay/cuda/compiled/work.hpp"
#include "replay/cuda/compiled_step.hpp"

namespace ireplay {
namespace {

class CompiledBatchStep : public CudaStep {
 public:
  CompiledBatchStep(std::vector<EmittedBatch> batches, std::vector<KernelText> texts, CudaContext& context)
      : batches_(std::move(batches)),
        texts_(std::move(texts)),
        compiler_(*context.compiler),
        programmatic_(context.programmatic) {
    std::size_t programs = 0;
    for (const EmittedBatch& batch : batches_) {
      programs += batch.programs;
      if (schedule.find(batch.schedules) == schedule.npos)
        schedule += (schedule.empty() ? "" : " + ") + batch.schedules;
    }
    kernel = "compiled/batch of " + std::to_string(programs);
    schedule =
        std::to_string(batches_.size()) + (batches_.size() == 1 ? " launch: " : " launches: ") + schedule;
  }

  void prepare() override {
    for (std::size_t k = kernels_.size(); k < texts_.size(); ++k)
      kernels_.emplace_back(compiler_.get(texts_[k]), texts_[k].entry);
  }

  void launch(cudaStream_t stream) override {
    prepare();
    for (std::size_t k = 0; k < kernels_.size(); ++k) {
      EmittedBatch& batch = batches_[k];
      void* arguments[] = {batch.argument.data()};
      kernels_[k].launch(dim3(static_cast<unsigned>(batch.blocks)),
                         dim3(static_cast<unsigned>(batch.threads)), 0, arguments, stream, programmatic_);
    }
  }

 private:
  std::vector<EmittedBatch> batches_;
  std::vector<KernelText> texts_;
  std::vector<CompiledKernel> kernels_;  // loaded
  KernelCompiler& compiler_;
  bool programmatic_;
};

}  // namespace

std::unique_ptr<CudaStep> make_compiled_batch(std::vector<const LoopProgram*>& programs,
                                              CudaContext& context) {
  if (!compiles_kernels(context)) return nullptr;
  const ScheduleDevice device{context.shape.multiprocessors, 2048};
  std::vector<BatchMember> members;
  std::vector<const LoopProgram*> taken, left;
  std::set<ScalarOp> ops;
  for (const LoopProgram* program : programs) {
    std::vector<std::byte*> addresses;
    for (const BufferUse& use : program->buffers) addresses.push_back(context.memory.address(use.buffer));
    std::optional<BatchMember> member;
    if (moved_bytes(*program) < kAloneBytes) member = batch_member(*program, std::move(addresses), device);
    (member ? taken : left).push_back(program);
    if (!member) continue;
    member->number = static_cast<int>(context.programs.size() + members.size());
    ops.merge(used_ops(member->program));
    members.push_back(std::move(*member));
  }
  if (members.size() < 2) return nullptr;
  context.programs.insert(context.programs.end(), taken.begin(), taken.end());
  programs = std::move(left);
  std::vector<EmittedBatch> batches = emit_batches(members, context.fault);
  std::vector<KernelText> texts;
  const std::string before = prelude(ops);
  for (const EmittedBatch& batch : batches) {
    texts.push_back({kKernelEntry, before + batch.text});
    context.compiler->start(texts.back());
  }
  return std::make_unique<CompiledBatchStep>(std::move(batches), std::move(texts), context);
}

}  // namespace ireplay
