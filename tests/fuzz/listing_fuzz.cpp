#include <cstddef>
#include <cstdint>
#include <string>

#include "parser/listing/listing.hpp"

/// Any bytes are a kernel's listing or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ireplay::Source source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  try {
    ireplay::parse_listing_sizes(source.text());
    to_text(parse_listing(source, source.text()));
  } catch (const ireplay::Error& error) {
    to_text(error);
  }
  return 0;
}
