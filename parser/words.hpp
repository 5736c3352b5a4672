#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Names in texts whose structure does not matter: of a command line's names, which does a graph have at all.
/// A word is a run of letters, digits and underscores.
namespace ireplay {

/// Every word once. Points into `text`.
std::set<std::string_view> words_of(std::string_view text);

/// Where `word` stands first as a word of its own; empty where it does not.
std::string_view find_word(std::string_view text, std::string_view word);
inline bool has_word(std::string_view text, std::string_view word) { return !find_word(text, word).empty(); }

/// The word that a text begins with; empty where it begins with none.
std::string_view first_word(std::string_view text);

/// `a.b` and `c` of `a.b.c`; nothing and the whole of a name without a dot.
struct DottedName {
  std::string_view before, last;
};
constexpr DottedName split_last(std::string_view name, char dot = '.') {
  const std::size_t at = name.rfind(dot);
  if (at == std::string_view::npos) return {{}, name};
  return {name.substr(0, at), name.substr(at + 1)};
}

/// Whether a name is one of a size: s0, s77, u3, zuf0.
bool is_size_symbol(std::string_view name);

/// The names of sizes in a text; sorted, each once.
std::vector<std::string> symbols_in(std::string_view text);

/// Names whose layouts a text states (`arg0_1_layout = ...`, `buf0.layout = ...`); sorted, each once.
std::vector<std::string> laid_out_names(std::string_view text);

}  // namespace ireplay
