#include "replay/cuda/original/launcher.hpp"

#include <algorithm>

#include "replay/case/tensor_file.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kSharedWithoutAsking = 48 << 10, kPortableCluster = 8;

ModuleLaunch shape_of(const Launch& launch, void* stream) {
  const OriginalKernel& kernel = *launch.original;
  ModuleLaunch shape;
  for (std::size_t d = 0; d < 3; ++d) {
    const std::int64_t cluster = kernel.ctas > 1 ? kernel.cluster[d] : 1;
    shape.cluster.at(d) = static_cast<std::uint32_t>(cluster);
    shape.grid.at(d) =
        static_cast<std::uint32_t>(launch.grid[d] * cluster);  // Triton counts programs, not blocks
  }
  shape.block = {static_cast<std::uint32_t>(launch.threads), 1, 1};
  shape.dynamic_shared = static_cast<std::uint32_t>(kernel.shared);
  shape.is_cooperative = kernel.cooperative;
  shape.is_programmatic = kernel.programmatic;
  shape.stream = stream;
  return shape;
}

}  // namespace

OriginalLauncher::~OriginalLauncher() {
  for (const auto& [kernel, loaded] : loaded_) driver_.unload(loaded.module);
}

OriginalLauncher::Loaded OriginalLauncher::load(const OriginalKernel& kernel) {
  Loaded loaded{driver_.load(read_file(kernel.cubin))};
  if (loaded.module == nullptr && !kernel.ptx.empty()) {
    loaded.module = driver_.load(read_file(kernel.ptx));
    if (loaded.module != nullptr)
      warnings_.push_back(kernel.name +
                          ": the cubin is for another device; its PTX was compiled for this one, which "
                          "is not the code that ran");
  }
  if (loaded.module == nullptr)
    throw Error(Error::Kind::unsupported,
                printable(kernel.cubin.string()) + ": it has no code for this device" +
                    (kernel.ptx.empty() ? ", and there is no PTX beside it" : ", nor has the PTX beside it"));
  return loaded;
}

void OriginalLauncher::prepare(const Launch& launch) {
  if (!launch.fault.empty())
    throw Error(Error::Kind::unsupported, launch.kernel + " cannot be launched: " + launch.fault);
  if (launch.original == nullptr) return;
  const OriginalKernel& kernel = *launch.original;
  if (loaded_.contains(&kernel)) return;
  Loaded& loaded = loaded_[&kernel] = load(kernel);
  loaded.function = driver_.find_function(loaded.module, kernel.code.entry);
  if (kernel.shared + kernel.code.static_shared > kSharedWithoutAsking)
    driver_.allow_dynamic_shared(loaded.function, static_cast<std::uint32_t>(kernel.shared));
  if (kernel.ctas > kPortableCluster) driver_.allow_large_clusters(loaded.function);
}

void OriginalLauncher::launch(const Launch& launch, const ArgumentMemory& memory, void* stream) {
  prepare(launch);
  if (std::ranges::find(launch.grid, 0) != launch.grid.end()) return;
  ArgumentMemory encoding = memory;
  encoding.encode = [&](const TmaDescriptor& map, std::uint64_t address, std::span<std::byte, 128> out) {
    driver_.encode({.element_type = static_cast<int>(map.element_type),
                    .swizzle = static_cast<int>(map.swizzle),
                    .size = map.size,
                    .stride = map.stride,
                    .box = map.box},
                   address, out.data());
  };
  std::vector<std::byte> bytes = argument_bytes(launch, encoding);
  std::vector<void*> arguments;
  arguments.reserve(launch.arguments.size());
  for (const LaunchArgument& argument : launch.arguments) arguments.push_back(bytes.data() + argument.offset);
  driver_.launch(loaded_.at(launch.original).function, shape_of(launch, stream), arguments);
}

}  // namespace ireplay
