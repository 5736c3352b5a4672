#include <cstddef>
#include <cstdint>
#include <string>

#include "parser/fx/fx.hpp"

/// Any bytes are an ATen graph, the comments above a kernel and a tensor's type, or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ireplay::Source source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  const auto attempt = [](const auto& parse) {
    try {
      parse();
    } catch (const ireplay::Error& error) {
      to_text(error);
    }
  };
  attempt([&] { to_text(parse_fx_graph(source, source.text())); });
  attempt([&] { to_text(parse_kernel_comments(source, source.text())); });
  attempt([&] { parse_type_text(source); });
  return 0;
}
