#include "replay/cuda/programs.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "replay/cuda/tuner.hpp"
#include "replay/plan/loop_writer.hpp"

namespace ireplay {
namespace {

/// Keeps a program alive beside the step that runs it.
class OwningStep : public CudaStep {
 public:
  OwningStep(std::unique_ptr<LoopProgram> program, const std::vector<std::byte*>& addresses,
             CudaContext& context, std::string label)
      : program_(std::move(program)),
        step_(make_program_step(*program_, addresses, context)),
        label_(std::move(label)) {
    name();
  }
  void prepare() override {
    step_->prepare();
    name();
  }
  void launch(cudaStream_t stream) override { step_->launch(stream); }
  bool capturable() const override { return step_->capturable(); }

 private:
  void name() {
    kernel = label_ + step_->kernel;
    schedule = step_->schedule;
  }

  std::unique_ptr<LoopProgram> program_;
  std::unique_ptr<CudaStep> step_;
  std::string label_;
};

/// Distinct texts, joined.
std::string joined(const std::set<std::string>& texts, std::string_view between) {
  std::string all;
  for (const std::string& text : texts) all.append(all.empty() ? "" : between).append(text);
  return all;
}

class Sequence : public CudaStep {
 public:
  explicit Sequence(std::vector<std::unique_ptr<CudaStep>> steps) : steps_(std::move(steps)) { name(); }
  void prepare() override {
    for (auto& step : steps_) step->prepare();
    name();
  }
  void launch(cudaStream_t stream) override {
    for (auto& step : steps_) step->launch(stream);
  }
  bool capturable() const override {
    return std::ranges::all_of(steps_, [](const auto& step) { return step->capturable(); });
  }

 private:
  void name() {
    std::set<std::string> kernels, algorithms;
    for (const auto& part : steps_) {
      kernels.insert(part->kernel.substr(0, part->kernel.find(": ")));
      if (!part->algorithm.empty()) algorithms.insert(part->algorithm);
    }
    if (steps_.empty()) kernels.insert("nothing");
    kernel = joined(kernels, " + ");
    algorithm = joined(algorithms, ", ");
  }

  std::vector<std::unique_ptr<CudaStep>> steps_;
};

class FastestStep : public CudaStep {
 public:
  FastestStep(std::vector<std::unique_ptr<CudaStep>> steps, std::vector<std::string> texts,
              CudaContext& context)
      : steps_(std::move(steps)), texts_(std::move(texts)), tuner_(*context.tuner), stream_(context.stream) {
    name();
  }
  void prepare() override {
    for (auto& step : steps_) step->prepare();
    if (steps_.size() > 1) choose();
  }
  void launch(cudaStream_t stream) override { steps_[0]->launch(stream); }
  bool capturable() const override { return steps_[0]->capturable(); }

 private:
  void name() {
    kernel = steps_[0]->kernel;
    algorithm = steps_[0]->algorithm;
    schedule = steps_[0]->schedule;
  }

  void choose() {
    std::vector<Candidate> candidates;
    candidates.reserve(steps_.size());
    for (std::size_t k = 0; k < steps_.size(); ++k)
      candidates.push_back({steps_[k]->kernel, texts_[k], [this, k] { steps_[k]->launch(stream_); }});
    const KernelTuner::Found found = tuner_.find(candidates, stream_);
    std::swap(steps_[0], steps_[found.choice]);
    steps_.resize(1);
    name();
    schedule += (schedule.empty() ? "" : "; ") + found.figures;
  }

  std::vector<std::unique_ptr<CudaStep>> steps_;
  std::vector<std::string> texts_;
  KernelTuner& tuner_;
  cudaStream_t stream_;
};

}  // namespace

std::unique_ptr<CudaStep> make_fastest_step(std::vector<std::unique_ptr<CudaStep>> steps,
                                            std::vector<std::string> texts, CudaContext& context) {
  return std::make_unique<FastestStep>(std::move(steps), std::move(texts), context);
}

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
                                          const std::vector<std::byte*>& addresses, CudaContext& context,
                                          std::string label) {
  return std::make_unique<OwningStep>(std::move(program), addresses, context, std::move(label));
}

Measuring measuring(const CudaContext& context) {
  if (context.options.tune == "off") return Measuring::never;
  const bool is_tuned = context.tuner != nullptr && context.tuner->tuning() != Tuning::off;
  return is_tuned ? Measuring::all : Measuring::large;
}

void LibraryStep::launch(cudaStream_t stream) {
  for (auto& step : before_) step->launch(stream);
  plan_->launch(stream);
  for (auto& step : after_) step->launch(stream);
}

void LibraryStep::prepare() {
  for (auto& step : before_) step->prepare();
  for (auto& step : after_) step->prepare();
}

std::unique_ptr<CudaStep> make_sequence(std::vector<std::unique_ptr<CudaStep>> steps) {
  return std::make_unique<Sequence>(std::move(steps));
}

}  // namespace ireplay
