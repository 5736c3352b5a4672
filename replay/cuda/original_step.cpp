#include "replay/cuda/original_step.hpp"

#include "replay/cuda/original/group_launch.hpp"

namespace ireplay {
namespace {

std::uint64_t number_of(const std::byte* address) { return reinterpret_cast<std::uint64_t>(address); }

LaunchPlaces places_in(DeviceMemory& memory) {
  return {.buffer = [&](std::int32_t buffer) { return number_of(memory.address(buffer)); },
          .storage = [&](std::int32_t storage) { return number_of(memory.storage(storage)); },
          .scratch = [&](std::int64_t bytes) { return number_of(memory.scratch(bytes)); }};
}

class OriginalStep : public CudaStep {
 public:
  OriginalStep(const PlacedGroup& group, const OriginalPlaces& places, OriginalLauncher& launcher,
               CudaContext& context)
      : group_(group, places, context.plan, places_in(context.memory), launcher) {
    for (const Launch* launch : group.launches)
      kernel += (kernel.empty() ? "original/" : " + ") + launch->kernel;
  }

  void launch(cudaStream_t stream) override {
    group_.launch(stream, [stream](std::uint64_t address, std::int64_t bytes) {
      IREPLAY_CUDA_CALL(
          cudaMemsetAsync(reinterpret_cast<void*>(address), 0, static_cast<std::size_t>(bytes), stream));
    });
  }

 private:
  GroupLaunch group_;
};

}  // namespace

std::unique_ptr<CudaStep> make_original_step(const PlacedGroup& group, const OriginalPlaces& places,
                                             OriginalLauncher& launcher, CudaContext& context) {
  return std::make_unique<OriginalStep>(group, places, launcher, context);
}

}  // namespace ireplay
