#include "parser/expression/expression_actions.hpp"
#include "parser/messages.hpp"
#include "parser/parse.hpp"
#include "parser/parse_error.hpp"

namespace ireplay {

ExprId parse_expression(const Source& source, ExprPool& pool) {
  const std::string_view text = source.text();
  ExprId result = kNoExpr;
  with_located_errors(source, text, [&] {
    ExpressionBuilder build(pool);
    grammar::peg::memory_input<grammar::peg::tracking_mode::lazy> in(text.data(), text.data() + text.size(),
                                                                     "");
    grammar::peg::parse<grammar::lone_expression, grammar::action, grammar::control>(in, build);
    result = build.take();
  });
  return result;
}

}  // namespace ireplay
