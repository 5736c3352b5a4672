#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parser/source.hpp"
#include "replay/cuda/original/cubin.hpp"

/// Any bytes are a cubin or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    ireplay::read_cubin({reinterpret_cast<const char*>(data), size}, "fuzz");
  } catch (const ireplay::Error& error) {
    to_text(error);
  }
  return 0;
}
