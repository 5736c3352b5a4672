#include "replay/cuda/compiled_step.hpp"

#include <algorithm>
#include <utility>

#include "kernels/compiled/kernel.hpp"
#include "replay/cuda/compiled/candidates.hpp"
#include "replay/cuda/compiled/emit.hpp"
#include "replay/cuda/compiled/kernel_program.hpp"
#include "replay/cuda/compiled/prelude.hpp"
#include "replay/cuda/compiled/work.hpp"
#include "replay/cuda/tuner.hpp"

namespace ireplay {
namespace {

/// A program's kernels by one schedule.
struct Variant {
  Schedule schedule;
  EmittedProgram emitted;
  std::vector<KernelText> texts;
  std::vector<CompiledKernel> kernels;  // loaded
};

/// Everything about it that counts for its time.
std::string text_of(const Variant& variant) {
  std::string text = to_text(variant.schedule);
  for (const KernelText& kernel : variant.texts) text += kernel.text;
  return text;
}

class CompiledStep : public CudaStep {
 public:
  /// The first of several variants is the model's choice; `tuner` decides when the step is prepared.
  CompiledStep(std::vector<Variant> variants, std::vector<std::byte*> addresses, std::int32_t number,
               KernelTuner* tuner, CudaContext& context)
      : variants_(std::move(variants)),
        addresses_(std::move(addresses)),
        number_(number),
        fault_(context.fault),
        compiler_(*context.compiler),
        tuner_(tuner),
        stream_(context.stream),
        programmatic_(context.programmatic) {
    std::int64_t partials = 0;
    for (const Variant& variant : variants_) partials = std::max(partials, variant.emitted.partial_bytes);
    if (partials > 0) partials_ = context.memory.scratch(partials);
    for (std::byte*& address : addresses_) arguments_.push_back(&address);
    arguments_.push_back(&fault_);
    arguments_.push_back(&number_);
    arguments_.push_back(&partials_);
    name();
  }

  void prepare() override {
    if (variants_.size() > 1) choose();
    load(variants_[0]);
  }

  void launch(cudaStream_t stream) override {
    prepare();
    launch(variants_[0], stream);
  }

 private:
  void name() {
    kernel = "compiled/" + short_text(variants_[0].schedule);
    schedule = to_text(variants_[0].schedule);
  }

  void load(Variant& variant) {
    for (std::size_t k = variant.kernels.size(); k < variant.texts.size(); ++k)
      variant.kernels.emplace_back(compiler_.get(variant.texts[k]), variant.texts[k].entry);
  }

  void launch(const Variant& variant, cudaStream_t stream) {
    for (std::size_t k = 0; k < variant.kernels.size(); ++k) {
      const EmittedKernel& shape = variant.emitted.kernels[k];
      variant.kernels[k].launch(
          dim3(static_cast<unsigned>(shape.blocks), static_cast<unsigned>(shape.splits)),
          dim3(static_cast<unsigned>(shape.threads)), 0, arguments_.data(), stream, programmatic_);
    }
  }

  /// Times all variants on the memory they will run on, and keeps the fastest.
  void choose() {
    std::vector<Candidate> candidates;
    candidates.reserve(variants_.size());
    for (Variant& variant : variants_) {
      load(variant);
      candidates.push_back(
          {short_text(variant.schedule), text_of(variant), [this, &variant] { launch(variant, stream_); }});
    }
    const KernelTuner::Found found = tuner_->find(candidates, stream_);
    Variant best = std::move(variants_[found.choice]);
    variants_.clear();
    variants_.push_back(std::move(best));
    name();
    schedule += "; " + found.figures;
  }

  std::vector<Variant> variants_;
  std::vector<std::byte*> addresses_;
  int number_;
  DeviceFault* fault_;
  std::byte* partials_ = nullptr;
  std::vector<void*> arguments_;
  KernelCompiler& compiler_;
  KernelTuner* tuner_;
  cudaStream_t stream_;
  bool programmatic_;
};

std::vector<Variant> make_variants(const LoopProgram& merged, const ProgramMemory& memory,
                                   const std::vector<Schedule>& schedules) {
  std::vector<Variant> variants;
  const std::string before = prelude(used_ops(merged));
  for (const Schedule& schedule : schedules) {
    auto emitted = emit(merged, memory, schedule);
    if (!emitted) continue;
    Variant variant{schedule, std::move(*emitted), {}, {}};
    for (const EmittedKernel& kernel : variant.emitted.kernels)
      variant.texts.push_back({kKernelEntry, before + kernel.text});
    variants.push_back(std::move(variant));
  }
  return variants;
}

bool is_tuned(const LoopProgram& program, const KernelTuner* tuner) {
  return tuner != nullptr && (tuner->tuning() == Tuning::full || moved_bytes(program) >= kLeastTunedBytes);
}

/// What is known of them alone, or, where nothing is and nothing is to be timed, the first.
void narrow_down(std::vector<Variant>& variants, const KernelTuner& tuner) {
  std::vector<std::string> texts;
  texts.reserve(variants.size());
  for (const Variant& variant : variants) texts.push_back(text_of(variant));
  const std::optional<std::size_t> known = tuner.known(texts);
  if (!known && tuner.tuning() != Tuning::off) return;
  std::swap(variants[0], variants[known.value_or(0)]);
  variants.resize(1);
}

}  // namespace

bool compiles_kernels(const CudaContext& context) { return context.compiler != nullptr; }

std::unique_ptr<CudaStep> make_compiled_step(const LoopProgram& program,
                                             const std::function<std::byte*(std::int32_t)>& address,
                                             CudaContext& context) {
  if (!compiles_kernels(context) || !why_not_compiled(program).empty()) return nullptr;
  const LoopProgram merged = kernel_program(program);
  std::vector<std::byte*> addresses;
  addresses.reserve(merged.buffers.size());
  for (std::int32_t k = 0; k < static_cast<std::int32_t>(merged.buffers.size()); ++k)
    addresses.push_back(address(k));
  const ProgramMemory memory = memory_at(merged, addresses);
  const ScheduleDevice device{context.shape.multiprocessors, 2048};
  std::vector<Variant> variants =
      make_variants(merged, memory,
                    is_tuned(merged, context.tuner) ? candidate_schedules(merged, memory, device)
                                                    : std::vector{make_schedule(merged, memory, device)});
  if (variants.empty()) return nullptr;
  if (variants.size() > 1) narrow_down(variants, *context.tuner);
  for (const Variant& variant : variants)
    for (const KernelText& text : variant.texts) context.compiler->start(text);
  context.programs.push_back(&program);
  return std::make_unique<CompiledStep>(std::move(variants), std::move(addresses),
                                        static_cast<std::int32_t>(context.programs.size()) - 1, context.tuner,
                                        context);
}

}  // namespace ireplay
