#include "replay/case/named_things.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace ireplay {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_symbol(std::string_view word) {
  const std::string_view prefix = word.substr(0, word.find_first_of("0123456789"));
  const bool known = prefix == "s" || prefix == "u" || prefix == "ps" || prefix == "zuf" || prefix == "zf";
  return known && word.size() > prefix.size() &&
         word.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
}

/// Calls `visit(word, end)` for every word; `end`: where the text goes on behind it.
template <class Visit>
void for_each_word(std::string_view text, const Visit& visit) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    while (begin < text.size() && !is_word(text[begin])) ++begin;
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end > begin) visit(text.substr(begin, end - begin), end);
    begin = end;
  }
}

}  // namespace

bool has_word(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

std::vector<std::string> symbols_in(std::string_view text) {
  std::set<std::string> found;
  for_each_word(text, [&](std::string_view word, std::size_t) {
    if (is_symbol(word)) found.emplace(word);
  });
  return {found.begin(), found.end()};
}

std::vector<std::string> laid_out_names(std::string_view text) {
  constexpr std::string_view kLayout = "_layout";
  std::set<std::string> found;
  for_each_word(text, [&](std::string_view word, std::size_t end) {
    if (word.ends_with(kLayout)) found.emplace(word.substr(0, word.size() - kLayout.size()));
    if (text.substr(end).starts_with(".layout = ")) found.emplace(word);
  });
  return {found.begin(), found.end()};
}

std::vector<std::string> input_names(const Plan& plan) {
  std::vector<std::string> names;
  for (const PlanInput& input : plan.inputs) names.push_back(input.name);
  return names;
}

std::vector<std::string> keys_without_input(const Plan& plan, const TensorMap& tensors) {
  const std::vector<std::string> known = input_names(plan);
  std::vector<std::string> unknown;
  for (const auto& [key, tensor] : tensors)
    if (std::find(known.begin(), known.end(), key) == known.end()) unknown.push_back(key);
  return unknown;
}

std::string list_names(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 12;
  if (names.empty()) return "nothing";
  const std::size_t shown = std::min(names.size(), kMost);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == names.size();
    text += (i == 0 ? "'" : last ? " and '" : ", '") + names[i] + "'";
  }
  return names.size() > shown ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

}  // namespace ireplay
