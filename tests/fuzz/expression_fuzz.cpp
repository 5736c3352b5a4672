#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "parser/parse.hpp"
#include "parser/to_text.hpp"

namespace {

std::string parsed(const std::string& text) {
  const ireplay::Source source("fuzz", text);
  ireplay::ExprPool exprs;
  return to_text(exprs, parse_expression(source, exprs));
}

}  // namespace

/// Any bytes are an expression or an Error. Its text, where all brackets are written, is an expression again,
/// and the same one, unless the brackets make it too deep.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text;
  try {
    text = parsed(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const ireplay::Error& error) {
    to_text(error);
    return 0;
  }
  if (text.find_first_of("'\"\\") != text.npos) return 0;  // quotes are not written as they were
  try {
    if (parsed(" " + text) != text) std::abort();  // the blank: a first name may look like a byte order mark
  } catch (const ireplay::Error& error) {
    if (std::string_view(error.what()).find("deep") == std::string_view::npos) std::abort();
  }
  return 0;
}
