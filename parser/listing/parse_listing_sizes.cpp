#include <algorithm>
#include <charconv>

#include "parser/listing/listing.hpp"
#include "parser/parse_rule.hpp"

namespace ireplay {

namespace {

/// Takes what the rules match.
struct SizesBuilder {
  ListingSizes sizes;

  void asserted(std::string_view text) { add(text, sizes.asserted); }
  void mentioned(std::string_view text) { add(text, sizes.mentioned); }

 private:
  static void add(std::string_view text, std::vector<std::int64_t>& to) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc() && value > 0) to.push_back(value);
  }
};

void keep_distinct(std::vector<std::int64_t>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

namespace grammar {

template <>
struct action<sizes_asserted_value> : with_text<&SizesBuilder::asserted> {};
template <>
struct action<sizes_mentioned_value> : with_text<&SizesBuilder::mentioned> {};

}  // namespace grammar

ListingSizes parse_listing_sizes(std::string_view text) {
  SizesBuilder build;
  parse_rule<grammar::sizes_text>(text, build);
  keep_distinct(build.sizes.asserted);
  keep_distinct(build.sizes.mentioned);
  return std::move(build.sizes);
}

}  // namespace ireplay
