#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

/// Small questions about characters and names.
namespace ireplay {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What stands between the quotes of a token that a grammar took for a quoted text: `a` of `'a'` and `r"a"`.
constexpr std::string_view without_quotes(std::string_view quoted) {
  const std::size_t open = quoted.find_first_of("'\"");
  return quoted.substr(open + 1, quoted.size() - open - 2);
}

}  // namespace ireplay
