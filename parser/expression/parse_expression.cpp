#include "parser/expression/expression_actions.hpp"
#include "parser/messages.hpp"
#include "parser/parse.hpp"
#include "parser/parse_error.hpp"
#include "parser/parse_rule.hpp"

namespace ireplay {

ExprId parse_expression(const Source& source, ExprPool& pool) {
  const std::string_view text = source.text();
  ExprId result = kNoExpr;
  with_located_errors(source, text, [&] {
    ExpressionBuilder build(pool);
    parse_rule<grammar::lone_expression>(text, build);
    result = build.take();
  });
  return result;
}

}  // namespace ireplay
