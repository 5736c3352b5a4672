#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ireplay {

/// The unsigned little-endian number in the first `bytes` (at most 8) of `text`, which must hold them.
inline std::uint64_t little_endian(std::string_view text, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i)
    value |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
  return value;
}

}  // namespace ireplay
