#pragma once

#include <string_view>

#include "parser/expression/expression_actions.hpp"
#include "parser/messages.hpp"

namespace ireplay {

/// Matches `Rule` at the start of `text`; what its parts do to `build` the actions say, which must be visible
/// where this is called. Throws what `with_located_errors` turns into an Error.
template <class Rule, class Builder>
void parse_rule(std::string_view text, Builder& build) {
  namespace peg = grammar::peg;
  peg::memory_input<peg::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "");
  peg::parse<Rule, grammar::action, grammar::control>(in, build);
}

}  // namespace ireplay
