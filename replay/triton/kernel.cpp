#include "replay/triton/kernel.hpp"

#include <algorithm>

namespace ireplay {

TritonKernel::TritonKernel(const std::string& file, std::size_t line, std::string_view text)
    : line_(line),
      source_(file, std::string(line - 1, '\n').append(text)),
      listing_(parse_listing(source_, source_.text())) {
  for (std::size_t k = 0; k < listing_.functions.size(); ++k)
    for (const ExprId decorator : slice(listing_.decorators, listing_.functions[k].decorators)) {
      if (listing_.exprs[decorator].kind != ExprKind::call) continue;
      const Expr& callee = listing_.exprs[listing_.exprs.children_of(decorator)[0]];
      if (callee.text.find("heuristics.") == std::string_view::npos) continue;
      entry_ = k;
      heuristics_ = decorator;
    }
  if (heuristics_ == kNoExpr)
    throw Error(Error::Kind::unsupported, source_, source_.text().data() + line - 1,
                "this text has no kernel: no function whose decorator says how it is launched");
}

const ListingFunction* TritonKernel::find_function(std::string_view name) const {
  const auto found = std::ranges::find(listing_.functions, name, &ListingFunction::name);
  return found == listing_.functions.end() ? nullptr : &*found;
}

ExprId TritonKernel::meta(std::string_view keyword) const {
  const ExprPool& exprs = listing_.exprs;
  for (const ExprId argument : exprs.children_of(heuristics_))
    if (exprs[argument].kind == ExprKind::keyword && exprs[argument].text == keyword)
      return exprs.children_of(argument)[0];
  return kNoExpr;
}

ExprId TritonKernel::meta(std::string_view keyword, std::string_view key) const {
  const ExprPool& exprs = listing_.exprs;
  const ExprId dict = meta(keyword);
  if (dict == kNoExpr || exprs[dict].kind != ExprKind::dict) return kNoExpr;
  const auto entries = exprs.children_of(dict);
  for (std::size_t k = 0; k + 1 < entries.size(); k += 2)
    if (exprs[entries[k]].text == key) return entries[k + 1];
  return kNoExpr;
}

std::vector<ExprId> TritonKernel::by_parameter(ExprId dict) const {
  std::vector<ExprId> found(parameters().size(), kNoExpr);
  if (dict == kNoExpr || listing_.exprs[dict].kind != ExprKind::dict) return found;
  const auto entries = listing_.exprs.children_of(dict);
  for (std::size_t k = 0; k + 1 < entries.size(); k += 2) {
    const std::string_view key = listing_.exprs[entries[k]].text;
    for (std::size_t p = 0; p < found.size(); ++p)
      if (key == parameters()[p].name || key == std::to_string(p)) found[p] = entries[k + 1];
  }
  return found;
}

TritonConfiguration TritonKernel::first_configuration() const {
  const ExprPool& exprs = listing_.exprs;
  TritonConfiguration found;
  const ExprId list = meta("configs");
  if (list == kNoExpr || exprs[list].count == 0 || exprs[exprs.children_of(list)[0]].kind != ExprKind::dict)
    return found;
  const auto entries = exprs.children_of(exprs.children_of(list)[0]);
  for (std::size_t k = 0; k + 1 < entries.size(); k += 2) found[exprs[entries[k]].text] = entries[k + 1];
  return found;
}

std::vector<std::string_view> TritonKernel::launcher_arguments() const {
  std::vector<std::string_view> names;
  const ExprId list = meta("inductor_meta", "extra_launcher_args");
  if (list != kNoExpr)
    for (const ExprId name : listing_.exprs.children_of(list)) names.push_back(listing_.exprs[name].text);
  return names;
}

}  // namespace ireplay
