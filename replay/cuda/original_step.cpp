#include "replay/cuda/original_step.hpp"

#include "parser/source.hpp"

namespace ireplay {
namespace {

/// One launch, with where its arguments lie.
struct PlacedLaunch {
  const Launch* launch = nullptr;
  std::vector<std::uint64_t> addresses;  // by argument
  std::uint64_t global_scratch = 0, profile_scratch = 0;
  /// To be zero when the kernel begins: nobody but this launch sees them.
  std::vector<std::pair<std::byte*, std::int64_t>> zeroed;
};

std::uint64_t number_of(const std::byte* address) { return reinterpret_cast<std::uint64_t>(address); }

std::uint64_t scratch(std::int64_t bytes, DeviceMemory& memory) {
  return bytes > 0 ? number_of(memory.scratch(bytes)) : 0;
}

PlacedLaunch place(const Launch& launch, const OriginalPlaces& places, CudaContext& context) {
  PlacedLaunch placed{.launch = &launch,
                      .addresses = {},
                      .global_scratch = scratch(launch.global_scratch, context.memory),
                      .profile_scratch = scratch(launch.profile_scratch, context.memory),
                      .zeroed = {}};
  for (const LaunchArgument& argument : launch.arguments) {
    std::byte* address = nullptr;
    if (argument.scratch_bytes > 0) {
      address = context.memory.scratch(argument.scratch_bytes);
      placed.zeroed.emplace_back(address, argument.scratch_bytes);
    } else if (!argument.buffer.empty()) {
      const std::int32_t buffer = places.buffers.at(argument.buffer);
      address = argument.absolute ? context.memory.storage(buffer_of(context.plan, buffer).storage)
                                  : context.memory.address(buffer);
    }
    if (address != nullptr) address += argument.buffer_offset;
    placed.addresses.push_back(number_of(address));
  }
  return placed;
}

class OriginalStep : public CudaStep {
 public:
  OriginalStep(std::vector<PlacedLaunch> launches, OriginalLauncher& launcher)
      : launches_(std::move(launches)), launcher_(launcher) {
    for (const PlacedLaunch& placed : launches_) {
      kernel += (kernel.empty() ? "original/" : " + ") + placed.launch->kernel;
      launcher_.prepare(*placed.launch);
    }
  }

  void launch(cudaStream_t stream) override {
    for (const PlacedLaunch& placed : launches_) {
      for (const auto& [data, bytes] : placed.zeroed)
        IREPLAY_CUDA_CALL(cudaMemsetAsync(data, 0, static_cast<std::size_t>(bytes), stream));
      const LaunchArgument* const first = placed.launch->arguments.data();
      ArgumentMemory memory;
      memory.address = [&](const LaunchArgument& argument) {
        return placed.addresses[static_cast<std::size_t>(&argument - first)];
      };
      memory.global_scratch = placed.global_scratch;
      memory.profile_scratch = placed.profile_scratch;
      launcher_.launch(*placed.launch, memory, stream);
    }
  }

 private:
  std::vector<PlacedLaunch> launches_;
  OriginalLauncher& launcher_;
};

}  // namespace

std::unique_ptr<CudaStep> make_original_step(const PlacedGroup& group, const OriginalPlaces& places,
                                             OriginalLauncher& launcher, CudaContext& context) {
  std::vector<PlacedLaunch> launches;
  launches.reserve(group.launches.size());
  for (const Launch* launch : group.launches) launches.push_back(place(*launch, places, context));
  return std::make_unique<OriginalStep>(std::move(launches), launcher);
}

}  // namespace ireplay
