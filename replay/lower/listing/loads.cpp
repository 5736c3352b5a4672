#include "replay/lower/listing/loads.hpp"

#include <algorithm>
#include <charconv>

#include "parser/parse.hpp"
#include "replay/lower/body/lower_body.hpp"

namespace ireplay {
namespace {

/// What stands between the parenthesis before `text` and the one that closes it; empty if none does.
std::string_view inside(std::string_view text) {
  int depth = 1;
  for (std::size_t k = 0; k < text.size() && text[k] != '\n'; ++k) {
    depth += text[k] == '(' ? 1 : text[k] == ')' ? -1 : 0;
    if (depth == 0) return text.substr(0, k);
  }
  return {};
}

/// 0 where no number follows.
std::int64_t number_after(std::string_view text, std::string_view mark) {
  std::int64_t value = 0;
  const std::size_t at = text.find(mark);
  if (at == text.npos) return 0;
  const std::string_view digits = text.substr(at + mark.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_variable(std::string_view name) {
  return name.size() > 1 && (name[0] == 'x' || name[0] == 'y') &&
         std::ranges::all_of(name.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

ListingLoads::ListingLoads(std::string_view listing, const Dims& ranges) : ranges_(ranges) {
  constexpr std::size_t kMost = 1000;
  for (const std::string_view other : {"zindex", "rindex", "r0_index"})
    if (listing.find(other) != listing.npos) return;
  if (listing.find("yindex") != listing.npos) {
    columns_ = number_after(listing, "\n    xnumel = ");
    if (columns_ <= 0) return;
  }
  for (std::size_t at = 0; at < listing.size() && loads_.size() < kMost;) {
    const std::size_t end = std::min(listing.find('\n', at), listing.size());
    std::string_view line = listing.substr(at, end - at);
    at = end + 1;
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    const std::size_t equals = line.find(" = ");
    if (equals == line.npos) continue;
    const std::string_view value = line.substr(equals + 3);
    if (is_variable(line.substr(0, equals))) variables_.push_back({line.substr(0, equals), value});
    constexpr std::string_view kOpen = " + (";
    const std::size_t open = value.find(kOpen);
    if (!value.starts_with("tl.load(") || open == value.npos) continue;
    if (const std::string_view index = inside(value.substr(open + kOpen.size())); !index.empty())
      loads_.push_back({{}, index});
  }
  read_addresses();
}

std::int64_t ListingLoads::value_of(std::string_view expression, const SymbolValues& symbols) const {
  const Source source("index", std::string(expression));
  ExprPool exprs;
  return evaluate_size(source, exprs, parse_expression(source, exprs), symbols);
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
      for (const Text& variable : variables_)
        symbols.back()[std::string(variable.name)] = value_of(variable.expression, symbols.back());
    } catch (const Error&) {
      return;
    }
  }
  for (const Text& load : loads_) {
    std::vector<std::int64_t> addresses;
    try {
      for (const SymbolValues& values : symbols) addresses.push_back(value_of(load.expression, values));
    } catch (const Error&) {  // an address of something else, such as `tmp4`
      continue;
    }
    addresses_.insert(std::move(addresses));
  }
}

}  // namespace ireplay
