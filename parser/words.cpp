#include "parser/words.hpp"

#include <algorithm>
#include <functional>

#include "parser/expression/token_rules.hpp"

namespace ireplay {

namespace {

namespace peg = grammar::peg;

struct between_words : grammar::scanned<between_words> {
  using rule_t = between_words;
  static const char* scan(const char* at, const char* end) {
    const char* const first = at;
    while (at != end && !grammar::is_in(grammar::kChars.name, *at)) ++at;
    return at == first ? nullptr : at;
  }
};
struct text_word : grammar::scanned<text_word> {
  using rule_t = text_word;
  static const char* scan(const char* at, const char* end) {
    const char* const last = grammar::skip(grammar::kChars.name, at, end);
    return last == at ? nullptr : last;
  }
};
struct layout_key : peg::string<'.', 'l', 'a', 'y', 'o', 'u', 't', ' ', '=', ' '> {};
struct words : peg::star<peg::sor<peg::seq<text_word, peg::opt<peg::at<layout_key>>>, between_words>> {};

/// What takes the words, and of those that `.layout = ` follows word for word once more.
struct Takers {
  std::function<void(std::string_view)> word, laid_out;
  std::string_view last;
};

template <class Rule>
struct word_action {};
template <>
struct word_action<text_word> {
  template <class Input>
  static void apply(const Input& in, Takers& takers) {
    takers.last = in.string_view();
    takers.word(takers.last);
  }
};
template <>
struct word_action<peg::at<layout_key>> {
  static void apply0(Takers& takers) {
    if (takers.laid_out) takers.laid_out(takers.last);
  }
};

void for_each_word(std::string_view text, Takers takers) {
  peg::memory_input<peg::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "");
  peg::parse<words, word_action>(in, takers);
}

std::vector<std::string> listed(const std::set<std::string_view>& found) {
  return {found.begin(), found.end()};
}

}  // namespace

std::set<std::string_view> words_of(std::string_view text) {
  std::set<std::string_view> found;
  for_each_word(text, {[&](std::string_view word) { found.insert(word); }, {}, {}});
  return found;
}

std::string_view find_word(std::string_view text, std::string_view word) {
  std::string_view found;
  for_each_word(text, {[&](std::string_view one) {
                         if (found.empty() && one == word) found = one;
                       },
                       {},
                       {}});
  return found;
}

std::string_view first_word(std::string_view text) {
  const char* const end = grammar::skip(grammar::kChars.name, text.data(), text.data() + text.size());
  return text.substr(0, static_cast<std::size_t>(end - text.data()));
}

bool is_size_symbol(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789";
  const std::string_view prefix = name.substr(0, name.find_first_of(kDigits));
  const bool known = prefix == "s" || prefix == "u" || prefix == "ps" || prefix == "zuf" || prefix == "zf";
  return known && name.size() > prefix.size() &&
         name.find_first_not_of(kDigits, prefix.size()) == std::string_view::npos;
}

std::vector<std::string> symbols_in(std::string_view text) {
  std::set<std::string_view> found = words_of(text);
  std::erase_if(found, [](std::string_view word) { return !is_size_symbol(word); });
  return listed(found);
}

std::vector<std::string> laid_out_names(std::string_view text) {
  constexpr std::string_view kLayout = "_layout";
  std::set<std::string_view> found;
  for_each_word(text, {[&](std::string_view word) {
                         if (word.ends_with(kLayout))
                           found.insert(word.substr(0, word.size() - kLayout.size()));
                       },
                       [&](std::string_view word) { found.insert(word); },
                       {}});
  return listed(found);
}

}  // namespace ireplay
