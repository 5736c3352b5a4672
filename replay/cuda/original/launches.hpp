#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "replay/cuda/original/kernel_files.hpp"
#include "replay/cuda/original/partial_reduction.hpp"
#include "replay/lower/launch_grid.hpp"
#include "replay/lower/wrapper_facts.hpp"

/// What the wrapper's launches of original kernels are, to the byte: grid, block, shared memory and
/// arguments. Plain data; nothing here needs a device.
namespace ireplay {

/// What `cuTensorMapEncodeTiled` is given for a descriptor that the host makes; innermost dimension first.
struct TmaDescriptor {
  std::int64_t swizzle = 0, element_type = 0;  // CUtensorMapSwizzle, CUtensorMapDataType
  std::vector<std::uint64_t> size, stride;     // strides in bytes, without the innermost one's
  std::vector<std::uint32_t> box;
};

struct LaunchArgument {
  enum class Kind : std::uint8_t {
    value,           // `bits`
    address,         // of `buffer`, and `buffer_offset` bytes on; without a buffer null
    descriptor,      // of that address, as `map` says
    global_scratch,  // memory that the launcher provides, Launch::global_scratch bytes; none: null
    profile_scratch,
  };
  Kind kind = Kind::value;
  std::string name, type;               // the kernel's parameter; of a descriptor's sizes its own with [d]
  std::uint32_t offset = 0, bytes = 0;  // among the parameters, as the cubin has them
  std::uint64_t bits = 0;               // the value's lowest bytes
  std::string buffer;                   // as the wrapper names it
  std::int64_t buffer_offset = 0;       // bytes from where that buffer begins, or with `absolute` its storage
  bool absolute = false;
  /// The buffer whose memory this one took over with what is in it, which the kernel reads (`in_out_ptr0`).
  std::string contents_of;
  /// Not 0: memory that no tensor has, so many bytes for kernels alone (workspaces, semaphores), with
  /// `zeroed` zero before the launch. Launches that name the same one share it.
  std::int64_t scratch_bytes = 0;
  bool zeroed = false;
  std::size_t map = 0;  // of Launch::descriptors
};

/// A call of a kernel; or `reduction`, which has no kernel of the graph's own.
struct Launch {
  std::string kernel;                                    // the variable that the wrapper launches
  const OriginalKernel* original = nullptr;              // null: there is none
  const char* at = nullptr;                              // the call, in the wrapper's text
  std::vector<std::string> buffers;                      // tensors among the call's arguments, in its order
  Grid grid = {0, 0, 0};                                 // with a 0: nothing is launched
  std::int64_t threads = 0;                              // a block, all in x
  std::vector<LaunchArgument> arguments;                 // in the cubin's order
  std::int64_t global_scratch = 0, profile_scratch = 0;  // bytes of all blocks
  std::vector<TmaDescriptor> descriptors;
  std::optional<PartialReduction> reduction;
  std::string fault;  // why it cannot be launched; then the rest is not complete
};

/// One for each kernel call of the wrapper, and for each reduction of what one left in its scratch memory, in
/// order. `kernels`, which must outlive the result, are those of
/// a case's `kernels/`, by the variable that the wrapper launches. A call whose kernel is not among them, or
/// whose facts do not fit its cubin, has a fault that says so.
std::vector<Launch> launches_of(const WrapperFacts& facts, std::span<const OriginalKernel> kernels);

/// The bytes of all parameters, as the kernel sees them. `address` gives where a buffer lies, and null for an
/// empty name; `encode` writes the 128 bytes of a tensor map of memory that begins at the address.
struct ArgumentMemory {
  std::function<std::uint64_t(const LaunchArgument& argument)> address;
  std::uint64_t global_scratch = 0, profile_scratch = 0;
  std::function<void(const TmaDescriptor& map, std::uint64_t address, std::span<std::byte, 128> out)> encode;
};
std::vector<std::byte> argument_bytes(const Launch& launch, const ArgumentMemory& memory);

}  // namespace ireplay
