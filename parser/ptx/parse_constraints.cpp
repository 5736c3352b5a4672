#include <algorithm>
#include <utility>

#include "parser/parse_rule.hpp"
#include "parser/ptx/ptx.hpp"

namespace ireplay {

namespace {

/// Takes what the rules match.
struct ConstraintsBuilder {
  std::vector<PtxConstraint> constraints;
  PtxConstraint next;

  void output() { next.is_output = true; }
  void letters(std::string_view text) { next.letters = text; }
  void constraint(std::string_view text) {
    next.text = text;
    constraints.push_back(std::exchange(next, {}));
  }
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The next character that is no blank and no escape of one; 0 at the end.
char next_of(std::string_view& text) {
  while (!text.empty()) {
    const char c = text[0];
    text.remove_prefix(1);
    if (c == '\\') {
      text.remove_prefix(std::min(text.find_first_not_of('\\'), text.size()));
      if (!text.empty() && (text[0] == 'n' || text[0] == 't' || text[0] == 'r')) text.remove_prefix(1);
    } else if (!is_blank(c)) {
      return c;
    }
  }
  return 0;
}

}  // namespace

namespace grammar {

template <>
struct action<ptx_output_mark> : without_text<&ConstraintsBuilder::output> {};
template <>
struct action<ptx_letters> : with_text<&ConstraintsBuilder::letters> {};
template <>
struct action<ptx_constraint> : with_text<&ConstraintsBuilder::constraint> {};

}  // namespace grammar

std::vector<PtxConstraint> parse_ptx_constraints(std::string_view text) {
  ConstraintsBuilder build;
  if (!text.empty()) parse_rule<grammar::ptx_constraints>(text, build);
  return std::move(build.constraints);
}

bool begins_like(std::string_view assembly, std::string_view printed) {
  for (char c = next_of(printed); c != 0; c = next_of(printed))
    if (next_of(assembly) != c) return false;
  return true;
}

}  // namespace ireplay
