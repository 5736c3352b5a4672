#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// What launching a kernel of somebody else's binary needs of the driver. No CUDA header: tests put a driver
/// in its place that writes down what it is asked.
namespace ireplay {

struct ModuleLaunch {
  std::array<std::uint32_t, 3> grid = {1, 1, 1}, block = {1, 1, 1};  // blocks, threads
  std::array<std::uint32_t, 3> cluster = {1, 1, 1};                  // blocks; all 1: no cluster launch
  std::uint32_t dynamic_shared = 0;                                  // bytes a block
  bool is_cooperative = false;
  bool is_programmatic = false;  // may begin while the launch before it still runs
  void* stream = nullptr;
};

/// The arguments of cuTensorMapEncodeTiled, innermost dimension first; no interleaving, element strides of 1,
/// promotion to 128 bytes of L2, zeros outside.
struct TiledMap {
  int element_type = 0, swizzle = 0;      // CUtensorMapDataType, CUtensorMapSwizzle
  std::span<const std::uint64_t> size;    // elements
  std::span<const std::uint64_t> stride;  // bytes, of all dimensions but the innermost
  std::span<const std::uint32_t> box;     // elements
};

/// Its functions throw CudaError; errors of a kernel itself show in later calls.
class ModuleDriver {
 public:
  virtual ~ModuleDriver() = default;

  /// A module of a cubin or of PTX text that ends with a zero byte; null where it has no code for this
  /// device.
  virtual void* load(const std::string& image) = 0;
  virtual void unload(void* module) = 0;
  virtual void* find_function(void* module, const std::string& entry) = 0;
  /// Before a launch with more than 48 KiB.
  virtual void allow_dynamic_shared(void* function, std::uint32_t bytes) = 0;
  /// Before a launch with more than 8 blocks a cluster.
  virtual void allow_large_clusters(void* function) = 0;
  /// `arguments`: an address of the value of each parameter, read before this returns.
  virtual void launch(void* function, const ModuleLaunch& launch, std::span<void*> arguments) = 0;
  /// Writes the 128 bytes of a tensor map of the memory at `address` to `out`.
  virtual void encode(const TiledMap& map, std::uint64_t address, std::byte* out) = 0;
};

/// That of the machine, in the current device's primary context.
ModuleDriver& module_driver();

}  // namespace ireplay
