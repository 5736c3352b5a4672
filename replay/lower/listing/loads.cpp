#include "replay/lower/listing/loads.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr std::size_t kMost = 1000;

bool names(const Listing& listing, std::string_view word) {
  return std::ranges::any_of(listing.exprs.nodes, [&](const Expr& node) {
    return node.kind == ExprKind::name && node.text == word;
  });
}

/// `x0`, `y12`: a part of an index.
bool is_variable(std::string_view name) {
  return name.size() > 1 && (name[0] == 'x' || name[0] == 'y') &&
         std::ranges::all_of(name.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

ListingLoads::ListingLoads(const Listing& listing, const Dims& ranges) : listing_(listing), ranges_(ranges) {
  for (const std::string_view other : {"zindex", "rindex", "r0_index"})
    if (names(listing, other)) return;
  read_statements();
  if (columns_ <= 0 && names(listing, "yindex")) return;
  if (!names(listing, "yindex")) columns_ = 0;
  const ExprPool& exprs = listing.exprs;
  for (const Expr& node : exprs.nodes) {
    if (node.kind != ExprKind::call || node.count < 2 || indices_.size() == kMost) continue;
    const ExprId callee = exprs.children[node.first], address = exprs.children[node.first + 1];
    if (exprs[callee].text == "tl.load" && exprs[address].kind == ExprKind::add)
      indices_.push_back(exprs.children_of(address)[1]);
  }
  read_addresses();
}

void ListingLoads::read_statements() {
  for (const ListingStatement& statement : listing_.statements) {
    if (statement.kind != ListingKind::assign || statement.targets.count != 1) continue;
    const std::string_view name = listing_.exprs[slice(listing_.expr_lists, statement.targets)[0]].text;
    if (is_variable(name)) variables_.push_back({name, statement.value});
    if (name != "xnumel") continue;
    try {
      columns_ = value_of(statement.value, {});
    } catch (const Error&) {  // a parameter that the kernel is called with
    }
  }
}

std::int64_t ListingLoads::value_of(ExprId id, const SymbolValues& symbols) const {
  return evaluate_size(*listing_.source, listing_.exprs, id, symbols);
}

void ListingLoads::read_addresses() {
  std::vector<SymbolValues> symbols;
  for (const std::int64_t stride : {0, 1, 7, 31, 101, 1009}) {
    Dims& point = points_.emplace_back();
    for (std::size_t d = 0; d < ranges_.size(); ++d)
      point.push_back(stride * static_cast<std::int64_t>(2 * d + 3) % std::max<std::int64_t>(ranges_[d], 1));
    std::int64_t number = 0;
    for (std::size_t d = 0; d < point.size(); ++d) number = number * ranges_[d] + point[d];
    symbols.push_back({{"xindex", number}});
    if (columns_ > 0) symbols.back() = {{"yindex", number / columns_}, {"xindex", number % columns_}};
    try {
      for (const Variable& variable : variables_)
        symbols.back()[std::string(variable.name)] = value_of(variable.value, symbols.back());
    } catch (const Error&) {
      return;
    }
  }
  for (const ExprId index : indices_) {
    std::vector<std::int64_t> addresses;
    try {
      for (const SymbolValues& values : symbols) addresses.push_back(value_of(index, values));
    } catch (const Error&) {  // an address of something else, such as `tmp4`
      continue;
    }
    addresses_.insert(std::move(addresses));
  }
}

}  // namespace ireplay
