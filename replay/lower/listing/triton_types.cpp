#include "replay/lower/listing/triton_types.hpp"

#include <algorithm>

#include "parser/words.hpp"

namespace ireplay {
namespace {

/// The call of the heuristics: the last decorator that is a call.
ExprId heuristics_call(const Listing& listing) {
  ExprId found = kNoExpr;
  for (const ExprId decorator : listing.decorators)
    if (listing.exprs[decorator].kind == ExprKind::call) found = decorator;
  return found;
}

}  // namespace

ExprId entry_of(const ExprPool& exprs, ExprId dict, std::string_view key) {
  if (dict == kNoExpr || exprs[dict].kind != ExprKind::dict) return kNoExpr;
  const auto children = exprs.children_of(dict);
  for (std::size_t k = 0; k + 1 < children.size(); k += 2) {
    const Expr& entry = exprs[children[k]];
    if ((entry.kind == ExprKind::string || entry.kind == ExprKind::integer) && entry.text == key)
      return children[k + 1];
  }
  return kNoExpr;
}

ExprId heuristics_argument(const Listing& listing, std::string_view keyword) {
  const ExprId call = heuristics_call(listing);
  if (call == kNoExpr) return kNoExpr;
  for (const ExprId argument : listing.exprs.children_of(call).subspan(1))
    if (const Expr& named = listing.exprs[argument]; named.kind == ExprKind::keyword && named.text == keyword)
      return listing.exprs.children_of(argument)[0];
  return kNoExpr;
}

std::optional<DType> find_pointer_type(std::string_view type) {
  return type.starts_with('*') ? find_triton_type(type.substr(1)) : std::nullopt;
}

bool has_heuristic(const Listing& listing, std::string_view keyword) {
  const ExprId call = heuristics_call(listing);
  if (call == kNoExpr) return false;
  const ExprPool& exprs = listing.exprs;
  return std::ranges::any_of(exprs.children_of(call).subspan(1), [&](ExprId argument) {
    return exprs[argument].kind == ExprKind::keyword && exprs[argument].text == keyword &&
           exprs[exprs.children_of(argument)[0]].text == "True";
  });
}

std::string_view heuristics_of(const Listing& listing) {
  const ExprId call = heuristics_call(listing);
  if (call == kNoExpr) return {};
  return split_last(listing.exprs[listing.exprs.children_of(call)[0]].text).last;
}

std::vector<std::string_view> signature_of(const Listing& listing) {
  std::vector<std::string_view> types;
  const ExprId call = heuristics_call(listing);
  if (call == kNoExpr || listing.functions.empty()) return types;
  const ExprPool& exprs = listing.exprs;
  const auto parameters = slice(listing.parameters, listing.functions.back().parameters);
  types.resize(parameters.size());
  for (const ExprId argument : exprs.children_of(call).subspan(1)) {
    if (exprs[argument].kind != ExprKind::keyword) continue;
    const ExprId signature = entry_of(exprs, exprs.children_of(argument)[0], "signature");
    if (signature == kNoExpr) continue;
    const auto entries = exprs.children_of(signature);
    for (std::size_t k = 0; k + 1 < entries.size(); k += 2) {
      const Expr &key = exprs[entries[k]], &type = exprs[entries[k + 1]];
      for (std::size_t p = 0; p < parameters.size(); ++p)
        if (key.text == parameters[p].name || key.text == std::to_string(p)) types[p] = type.text;
    }
  }
  return types;
}

}  // namespace ireplay
