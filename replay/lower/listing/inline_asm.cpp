#include "replay/lower/listing/inline_asm.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "replay/lower/listing/triton_types.hpp"

namespace ireplay {
namespace {

constexpr std::string_view kCall = "tl.inline_asm_elementwise(";

/// Moves over `token`, if the text goes on with it.
bool accept(std::string_view& text, std::string_view token) {
  if (!text.starts_with(token)) return false;
  text.remove_prefix(token.size());
  return true;
}

/// A quoted text. Escapes of the two texts that lie around it are left as they are: any number of
/// backslashes.
std::optional<std::string_view> accept_quoted(std::string_view& text) {
  if (text.empty() || (text[0] != '\'' && text[0] != '"')) return std::nullopt;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\n' || text[at] != text[0] || text[at - 1] == '\\') continue;
    const std::string_view found = text.substr(1, at - 1);
    text.remove_prefix(at + 1);
    return found;
  }
  return std::nullopt;
}

/// Up to the bracket that closes the one behind us, which is taken.
std::optional<std::string_view> accept_inside(std::string_view& text) {
  int open = 1;
  for (std::size_t at = 0; at < text.size() && text[at] != '\n'; ++at) {
    if (text[at] == '(' || text[at] == '[') ++open;
    if ((text[at] == ')' || text[at] == ']') && --open == 0) {
      const std::string_view found = text.substr(0, at);
      text.remove_prefix(at + 1);
      return found;
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> pieces;
  int open = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && (text[at] == '(' || text[at] == '[')) ++open;
    if (at < text.size() && (text[at] == ')' || text[at] == ']')) --open;
    if (at < text.size() && (text[at] != ',' || open > 0)) continue;
    std::string_view piece = text.substr(begin, at - begin);
    while (piece.starts_with(' ')) piece.remove_prefix(1);
    if (!piece.empty()) pieces.push_back(piece);
    begin = at + 1;
  }
  return pieces;
}

/// The type of `tmp0.to(tl.bfloat16)`, also inside of `inline_asm_pack(.., 2)`.
std::optional<DType> converted_to(std::string_view argument) {
  constexpr std::string_view kTo = ".to(";
  const std::size_t at = argument.find(kTo);
  if (at == argument.npos) return std::nullopt;
  const std::string_view type = argument.substr(at + kTo.size());
  return find_triton_type(type.substr(0, type.find_first_of("),")));
}

bool read_call(std::string_view text, InlineAsm& code) {
  const auto assembly = accept_quoted(text);
  if (!assembly || !accept(text, ", ")) return false;
  const auto constraints = accept_quoted(text);
  if (!constraints || !accept(text, ", [")) return false;
  const auto arguments = accept_inside(text);
  if (!arguments || !accept(text, ", dtype=")) return false;
  const auto keywords = accept_inside(text);
  if (!keywords) return false;
  code.text = *assembly;
  code.constraints = *constraints;
  for (std::string_view argument : split_at_commas(*arguments)) code.inputs.push_back(converted_to(argument));
  std::vector<std::string_view> rest = split_at_commas(*keywords);
  std::string_view types = rest.empty() ? std::string_view() : rest[0];
  if (accept(types, "(") && types.ends_with(')')) types.remove_suffix(1);
  for (std::string_view type : split_at_commas(types)) {
    const std::optional<DType> known = find_triton_type(type);
    if (!known) return false;
    code.outputs.push_back(*known);
  }
  for (std::string_view keyword : rest)
    if (accept(keyword, "pack=")) std::from_chars(keyword.data(), keyword.data() + keyword.size(), code.pack);
  code.rest = text;
  return !code.outputs.empty();
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Where `name` stands as a word of its own.
std::size_t find_word(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return at;
  }
  return text.npos;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The next character that is no blank and no escape of one; 0 at the end.
char next_of(std::string_view& text) {
  while (!text.empty()) {
    const char c = text[0];
    if (is_blank(c)) {
      text.remove_prefix(1);
    } else if (c == '\\') {
      text.remove_prefix(std::min(text.find_first_not_of('\\'), text.size()));
      if (!text.empty() && (text[0] == 'n' || text[0] == 't' || text[0] == 'r')) text.remove_prefix(1);
    } else {
      text.remove_prefix(1);
      return c;
    }
  }
  return 0;
}

}  // namespace

std::vector<InlineAsm> find_inline_asm(std::string_view listing) {
  std::vector<InlineAsm> found;
  for (std::size_t at = listing.find(kCall); at != listing.npos; at = listing.find(kCall, at + 1)) {
    InlineAsm code;
    if (!read_call(listing.substr(at + kCall.size()), code)) continue;
    const std::size_t line = listing.rfind('\n', at) + 1;
    std::string_view names = listing.substr(line, at - line);
    names = names.substr(0, names.find('='));
    for (std::string_view name : split_at_commas(names))
      code.results.push_back(name.substr(0, name.find(' ')));
    found.push_back(std::move(code));
  }
  return found;
}

std::vector<std::size_t> used_outputs(const InlineAsm& code) {
  constexpr std::string_view kUnpack = " = triton_helpers.inline_asm_unpack(";
  std::vector<std::pair<std::size_t, std::size_t>> uses;
  for (std::size_t k = 0; k < code.results.size(); ++k) {
    std::string_view name = code.results[k];
    std::size_t begin = 0, at = find_word(code.rest, name);
    if (at != code.rest.npos && code.rest.substr(0, at).ends_with(kUnpack)) {
      const std::size_t line = code.rest.rfind('\n', at) + 1;
      name = code.rest.substr(line, code.rest.find('=', line) - line);
      while (name.starts_with(' ')) name.remove_prefix(1);
      while (name.ends_with(' ')) name.remove_suffix(1);
      begin = at;
      at = find_word(code.rest.substr(begin), name);
    }
    if (at != code.rest.npos) uses.emplace_back(begin + at, k);
  }
  std::ranges::sort(uses);
  std::vector<std::size_t> outputs;
  outputs.reserve(uses.size());
  for (const auto& [at, output] : uses) outputs.push_back(output);
  return outputs;
}

bool begins_like(std::string_view assembly, std::string_view printed) {
  for (char c = next_of(printed); c != 0; c = next_of(printed))
    if (next_of(assembly) != c) return false;
  return true;
}

}  // namespace ireplay
