#pragma once

#include <tao/pegtl/parse_error.hpp>

#include "parser/expression/expression_builder.hpp"
#include "parser/source.hpp"

namespace ireplay {

/// Calls `parse` and turns what a grammar or an action throws into an Error at its place. `piece` is what is
/// parsed: the source's text or a part of it.
template <class Parse>
void with_located_errors(const Source& source, std::string_view piece, Parse&& parse) {
  try {
    parse();
  } catch (const tao::pegtl::parse_error& error) {
    const char* const at = piece.data() + error.positions().front().byte;
    throw Error(Error::Kind::dump, source, at, std::string(error.message()));
  } catch (const Fault& fault) {
    throw Error(Error::Kind::dump, source, fault.at, fault.sentence);
  }
}

}  // namespace ireplay
