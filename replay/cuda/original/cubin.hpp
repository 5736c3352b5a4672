#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a cubin says of its kernels, read off its ELF sections: no driver and no device.
namespace ireplay {

struct CubinParameter {
  std::uint32_t offset = 0, bytes = 0;  // within the parameters

  friend bool operator==(const CubinParameter&, const CubinParameter&) = default;
};

struct CubinKernel {
  std::string entry;
  std::vector<CubinParameter> parameters;  // in the order of the function's, hidden ones too
  std::uint32_t parameter_bytes = 0;       // of all of them
  std::uint32_t registers = 0;             // a thread
  std::uint32_t static_shared = 0;         // bytes a block, what the launch adds not among them
  std::uint32_t local_bytes = 0;  // a thread: registers that did not fit, and arrays that are indexed
  /// The block that the kernel was compiled for: its threads in each dimension, or at most so many.
  std::optional<std::array<std::uint32_t, 3>> block;
  std::optional<std::array<std::uint32_t, 3>> cluster;
};

/// The kernels of a cubin in the order of its sections. `file` is the name for messages. A text that is no
/// 64-bit ELF file for NVIDIA's devices, or whose tables point outside of it, throws Error{dump} with the
/// byte: `add.cubin: byte 0x40: section 3 ends at byte 9000 of 4096`. Takes time in proportion to the text.
std::vector<CubinKernel> read_cubin(std::string_view text, const std::string& file);

}  // namespace ireplay
