#include <cstddef>
#include <cstdint>

#include "parser/parse.hpp"
#include "parser/to_text.hpp"

/// Any bytes are a wrapper or an Error; what parses can be written out.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ireplay;
  try {
    const Source source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
    to_text(parse_wrapper(source));
  } catch (const Error& error) {
    to_text(error);
  }
  return 0;
}
