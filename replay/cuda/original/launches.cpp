#include "replay/cuda/original/launches.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <memory>

#include "replay/cuda/original/fill_launch.hpp"

namespace ireplay {
namespace {

/// The launches of one wrapper; listings are read once a kernel.
class LaunchesMaker {
 public:
  LaunchesMaker(const WrapperFacts& facts, std::span<const OriginalKernel> kernels)
      : facts_(facts), kernels_(kernels) {}

  Launch make(const ScratchReduction& reduction) const {
    Launch launch;
    launch.at = reduction.result.data();
    launch.buffers = {std::string(reduction.result)};
    launch.reduction = {.scratch = std::string(reduction.scratch), .result = launch.buffers[0]};
    launch.kernel = launch.reduction->scratch;
    try {
      launch.reduction = read_reduction(facts_, reduction);
      launch.kernel += "." + std::string(to_text(launch.reduction->kind));
    } catch (const Error& error) {
      launch.fault = error.what();
    }
    return launch;
  }

  Launch make(const KernelCall& call) {
    Launch launch;
    launch.kernel = call.kernel;
    launch.at = call.kernel.data();
    for (const NamedView& view : call.arguments)
      if (!view.buffer.empty()) launch.buffers.emplace_back(view.buffer);
    try {
      const auto original = std::ranges::find(kernels_, call.kernel, &OriginalKernel::name);
      const auto listing = facts_.kernels.find(call.kernel);
      if (call.kernel.starts_with("multi_kernel_"))
        launch.fault = "one of several kernels, which is chosen at run time";
      else if (listing == facts_.kernels.end())
        launch.fault = "the wrapper has no listing of it";
      else if (original == kernels_.end())
        launch.fault = "there is no compiled kernel of this name";
      else
        fill(launch, call, *original, *listing->second);
      for (const LaunchArgument& argument : launch.arguments)  // what descriptors are of, too
        if (!argument.buffer.empty() &&
            std::ranges::find(launch.buffers, argument.buffer) == launch.buffers.end())
          launch.buffers.push_back(argument.buffer);
    } catch (const Error& error) {
      launch.fault = error.what();
    }
    return launch;
  }

 private:
  void fill(Launch& launch, const KernelCall& call, const OriginalKernel& original, const PyKernel& listing) {
    launch.original = &original;
    launch.fault = original.fault;
    if (!launch.fault.empty()) return;
    std::unique_ptr<KernelRules>& rules = rules_[call.kernel];
    if (rules == nullptr)
      rules =
          std::make_unique<KernelRules>(read_rules(*facts_.wrapper->source, listing, original.code.entry));
    fill_launch(facts_at(call), call, original, *rules, launch);
  }

  /// With variables as they are at the call, where the wrapper sets them several times.
  const WrapperFacts& facts_at(const KernelCall& call) {
    const WrapperFacts& known = now_ ? *now_ : facts_;
    const bool is_known = std::ranges::all_of(call.numbers, [&](const auto& number) {
      const auto found = known.symbols.find(number.first);
      return found != known.symbols.end() && found->second == number.second;
    });
    if (is_known) return known;
    if (!now_) now_ = facts_;
    for (const auto& [name, value] : call.numbers) now_->symbols.insert_or_assign(std::string(name), value);
    return *now_;
  }

  const WrapperFacts& facts_;
  std::optional<WrapperFacts> now_;
  std::span<const OriginalKernel> kernels_;
  std::map<std::string_view, std::unique_ptr<KernelRules>> rules_;
};

}  // namespace

std::vector<Launch> launches_of(const WrapperFacts& facts, std::span<const OriginalKernel> kernels) {
  LaunchesMaker maker(facts, kernels);
  std::vector<Launch> launches;
  launches.reserve(facts.kernel_calls.size() + facts.scratch_reductions.size());
  auto reduction = facts.scratch_reductions.begin();
  const auto add_reductions = [&](std::size_t before) {
    for (; reduction != facts.scratch_reductions.end() && reduction->order < before; ++reduction)
      launches.push_back(maker.make(*reduction));
  };
  for (const KernelCall& call : facts.kernel_calls) {
    add_reductions(call.order);
    launches.push_back(maker.make(call));
  }
  add_reductions(std::numeric_limits<std::size_t>::max());
  return launches;
}

std::vector<std::byte> argument_bytes(const Launch& launch, const ArgumentMemory& memory) {
  std::vector<std::byte> bytes(launch.original->code.parameter_bytes);
  for (const LaunchArgument& argument : launch.arguments) {
    std::uint64_t bits = argument.bits;
    switch (argument.kind) {
      case LaunchArgument::Kind::value:
        break;
      case LaunchArgument::Kind::address:
        bits = argument.buffer.empty() ? 0 : memory.address(argument);
        break;
      case LaunchArgument::Kind::descriptor:
        memory.encode(launch.descriptors[argument.map], memory.address(argument),
                      std::span<std::byte, 128>(bytes.data() + argument.offset, kMapBytes));
        continue;
      case LaunchArgument::Kind::global_scratch:
        bits = memory.global_scratch;
        break;
      case LaunchArgument::Kind::profile_scratch:
        bits = memory.profile_scratch;
        break;
    }
    std::memcpy(bytes.data() + argument.offset, &bits, std::min<std::size_t>(argument.bytes, sizeof bits));
  }
  return bytes;
}

}  // namespace ireplay
