#include "replay/cuda/original_step.hpp"

#include "replay/cuda/original/group_launch.hpp"
#include "replay/cuda/programs.hpp"

namespace ireplay {
namespace {

std::uint64_t number_of(const std::byte* address) { return reinterpret_cast<std::uint64_t>(address); }

class OriginalStep : public CudaStep {
 public:
  OriginalStep(const PlacedGroup& group, const OriginalPlaces& places, OriginalLauncher& launcher,
               NamedScratch& scratch, CudaContext& context)
      : launches_(group.launches),
        group_(group, places, context.plan, places_in(scratch, context), launcher) {
    name();
  }

  void prepare() override {
    for (const auto& step : loops_) step->prepare();
    name();
  }

  void launch(cudaStream_t stream) override {
    group_.launch(stream, [stream](std::uint64_t address, std::int64_t bytes) {
      IREPLAY_CUDA_CALL(
          cudaMemsetAsync(reinterpret_cast<void*>(address), 0, static_cast<std::size_t>(bytes), stream));
    });
  }

 private:
  LaunchPlaces places_in(NamedScratch& scratch, CudaContext& context) {
    DeviceMemory& memory = context.memory;
    return {
        .buffer = [&](std::int32_t buffer) { return number_of(memory.address(buffer)); },
        .storage = [&](std::int32_t storage) { return number_of(memory.storage(storage)); },
        .scratch = [&](std::int64_t bytes) { return number_of(memory.scratch(bytes)); },
        .named_scratch =
            [&](const std::string& name, std::int64_t bytes) {
              std::byte*& at = scratch[{name, bytes}];
              if (at == nullptr) at = memory.scratch(bytes);
              return number_of(at);
            },
        .loops = [&](LoopProgram program, const std::vector<std::uint64_t>& addresses) -> Launcher {
          std::vector<std::byte*> at;
          for (const std::uint64_t address : addresses) at.push_back(reinterpret_cast<std::byte*>(address));
          loops_.push_back(make_owned_step(std::make_unique<LoopProgram>(std::move(program)), at, context));
          return
              [step = loops_.back().get()](void* stream) { step->launch(static_cast<cudaStream_t>(stream)); };
        }};
  }

  /// A reduction of scratch memory is by a kernel of ours, which is named too.
  void name() {
    kernel.clear();
    auto loops = loops_.begin();
    for (const Launch* launch : launches_) {
      kernel += (kernel.empty() ? "original/" : " + ") + launch->kernel;
      if (launch->reduction) kernel += " (" + (*loops++)->kernel + ")";
    }
  }

  std::vector<const Launch*> launches_;
  std::vector<std::unique_ptr<CudaStep>> loops_;  // of reductions, in order
  GroupLaunch group_;
};

}  // namespace

std::unique_ptr<CudaStep> make_original_step(const PlacedGroup& group, const OriginalPlaces& places,
                                             OriginalLauncher& launcher, NamedScratch& scratch,
                                             CudaContext& context) {
  return std::make_unique<OriginalStep>(group, places, launcher, scratch, context);
}

}  // namespace ireplay
