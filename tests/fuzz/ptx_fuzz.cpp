#include <cstddef>
#include <cstdint>
#include <string>

#include "parser/ptx/ptx.hpp"

/// Any bytes are inline assembly or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ireplay::Source source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  try {
    ireplay::parse_ptx_constraints(source.text());
    to_text(parse_ptx(source, source.text()));
  } catch (const ireplay::Error& error) {
    to_text(error);
  }
  return 0;
}
