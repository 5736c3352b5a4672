#include "replay/lower/body/body_text.hpp"

#include <algorithm>

namespace ireplay {

void BodyText::fail(std::string_view at, const std::string& sentence) const {
  throw Error(Error::Kind::dump, *dump.source, at.data(), std::string(context.node->name) + ": " + sentence);
}

void BodyText::fail(ExprId at, const std::string& sentence) const { fail(expr(at).text, sentence); }

void BodyText::fail_unsupported(std::string_view at, const std::string& sentence) const {
  throw Error(Error::Kind::unsupported, *dump.source, at.data(),
              std::string(context.node->name) + ": " + sentence);
}

Call BodyText::split_arguments(const Statement& statement) const {
  const std::span<const ExprId> all = slice(dump.expr_lists, statement.arguments);
  const auto is_keyword = [&](ExprId id) { return expr(id).kind == ExprKind::keyword; };
  const auto first = static_cast<std::size_t>(std::ranges::find_if(all, is_keyword) - all.begin());
  for (ExprId id : all.subspan(first))
    if (!is_keyword(id)) fail(id, "a positional argument follows a keyword argument");
  return {statement, all.first(first), all.subspan(first)};
}

ExprId BodyText::find_argument(const Call& call, std::size_t k, std::string_view keyword) const {
  if (k < call.positional.size()) return call.positional[k];
  if (keyword.empty()) return kNoExpr;
  for (ExprId id : call.keywords)
    if (expr(id).text == keyword) return dump.exprs.children_of(id)[0];
  return kNoExpr;
}

ExprId BodyText::argument(const Call& call, std::size_t k, std::string_view keyword) const {
  const ExprId found = find_argument(call, k, keyword);
  if (found == kNoExpr)
    fail(call.statement.name,
         "expected an argument number " + std::to_string(k + 1) + " of " + std::string(call.statement.name));
  return found;
}

std::string_view BodyText::string_argument(ExprId id) const {
  if (expr(id).kind != ExprKind::string) fail(id, "expected a string");
  return expr(id).text;
}

DType BodyText::dtype_argument(ExprId id) const {
  const Expr& at = expr(id);
  if (at.kind != ExprKind::name || !at.text.starts_with("torch."))
    fail(id, "expected a dtype, such as torch.float32");
  const std::optional<DType> found = find_dtype(at.text);
  if (!found || is_complex(*found))
    fail_unsupported(at.text, "the dtype " + std::string(at.text) + " is not supported");
  return *found;
}

bool BodyText::flag_argument(ExprId id) const {
  if (expr(id).kind != ExprKind::boolean) fail(id, "expected True or False");
  return expr(id).text == "True";
}

std::span<const ExprId> BodyText::members(const ExprId& id) const {
  const ExprKind kind = expr(id).kind;
  if (kind == ExprKind::tuple || kind == ExprKind::list) return dump.exprs.children_of(id);
  return {&id, 1};
}

const Block* BodyText::find_block(std::string_view name) const {
  const std::span<const Block> all = blocks();
  const auto found = std::ranges::find(all, name, &Block::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace ireplay
