#include "replay/cuda/original/group_launch.hpp"

namespace ireplay {

GroupLaunch::GroupLaunch(const PlacedGroup& group, const OriginalPlaces& places, const Plan& plan,
                         const LaunchPlaces& memory, OriginalLauncher& launcher)
    : launcher_(launcher) {
  launches_.reserve(group.launches.size());
  for (const Launch* launch : group.launches) {
    launches_.push_back(place(*launch, places, plan, memory));
    launcher_.prepare(*launch);
  }
}

GroupLaunch::Placed GroupLaunch::place(const Launch& launch, const OriginalPlaces& places, const Plan& plan,
                                       const LaunchPlaces& memory) {
  Placed placed;
  placed.launch = &launch;
  if (launch.reduction) {
    const PartialReduction& of = *launch.reduction;
    const std::int32_t result = places.buffers.at(of.result);
    const std::uint64_t terms = memory.named_scratch(of.scratch, of.scratch_bytes) +
                                static_cast<std::uint64_t>(of.first) * bytes_of(of.dtype);
    placed.loops = memory.loops(loops_of(of, buffer_of(plan, result)), {terms, memory.buffer(result)});
  }
  if (launch.global_scratch > 0) placed.global_scratch = memory.scratch(launch.global_scratch);
  if (launch.profile_scratch > 0) placed.profile_scratch = memory.scratch(launch.profile_scratch);
  for (const LaunchArgument& argument : launch.arguments) {
    std::uint64_t address = 0;
    if (argument.scratch_bytes > 0) {
      address = memory.named_scratch(argument.buffer, argument.scratch_bytes);
      if (argument.zeroed) placed.zeroed.emplace_back(address, argument.scratch_bytes);
    } else if (!argument.buffer.empty()) {
      const std::int32_t buffer = places.buffers.at(argument.buffer);
      address = argument.absolute ? memory.storage(buffer_of(plan, buffer).storage) : memory.buffer(buffer);
    }
    placed.addresses.push_back(address == 0 ? 0
                                            : address + static_cast<std::uint64_t>(argument.buffer_offset));
  }
  return placed;
}

void GroupLaunch::launch(void* stream,
                         const std::function<void(std::uint64_t address, std::int64_t bytes)>& zero) {
  for (const Placed& placed : launches_) {
    if (placed.loops) {
      placed.loops(stream);
      continue;
    }
    for (const auto& [address, bytes] : placed.zeroed) zero(address, bytes);
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

}  // namespace ireplay
