#include <cstddef>
#include <cstdint>

#include "parser/check.hpp"
#include "parser/node_text.hpp"
#include "parser/parse.hpp"
#include "parser/scheduler/node_places.hpp"
#include "parser/to_text.hpp"
#include "parser/words.hpp"

/// Any bytes are a dump or an Error, whichever of its graphs is asked for; what parses can be written out,
/// and the lines of its nodes say what they name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ireplay;
  try {
    const Source source("fuzz", std::string(reinterpret_cast<const char*>(data), size));
    const std::size_t graphs = count_graphs(source);
    const Dump dump = parse_dump(source, graphs - 1);
    to_text(dump);
    to_full_text(dump);
    for (const Node& node : dump.nodes) find_places(source, node_text(dump, node));
    symbols_in(source.text());
    laid_out_names(source.text());
    check(dump);
  } catch (const Error& error) {
    to_text(error);
  }
  return 0;
}
