#pragma once

#include <array>
#include <cstring>
#include <string_view>
#include <tao/pegtl.hpp>

/// Tokens that all grammars share: written as scanning loops because dumps consist of little else.
namespace ireplay::grammar {

namespace peg = tao::pegtl;

/// The sentence of a rule that is a commit point: where it does not match, the text is faulty there. All of
/// them stand in parser/messages.hpp.
template <class Rule>
inline constexpr const char* text_of = nullptr;

struct CharClasses {
  std::array<bool, 256> name_first{}, name{}, digit{}, hexadecimal{}, blank{}, string_prefix{};

  constexpr CharClasses() {
    for (int c = 0; c < 256; ++c) {
      digit[c] = c >= '0' && c <= '9';
      name_first[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
      name[c] = name_first[c] || digit[c];
      hexadecimal[c] = digit[c] || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      blank[c] = c == ' ' || c == '\t';
    }
    for (const char c : {'r', 'b', 'f', 'u', 'R', 'B', 'F', 'U'})
      string_prefix[static_cast<unsigned char>(c)] = true;
  }
};
inline constexpr CharClasses kChars;

inline bool is_in(const std::array<bool, 256>& chars, char c) { return chars[static_cast<unsigned char>(c)]; }

inline const char* skip(const std::array<bool, 256>& chars, const char* at, const char* end) {
  while (at != end && is_in(chars, *at)) ++at;
  return at;
}

/// End of the quoted text that starts at `at`: one past the closing quote, null where it is not closed.
/// Triple-quoted texts run over lines, others do not.
inline const char* end_of_string(const char* at, const char* end) {
  const char quote = *at;
  const bool triple = end - at >= 3 && at[1] == quote && at[2] == quote;
  at += triple ? 3 : 1;
  while (at != end) {
    if (*at == quote && (!triple || (end - at >= 3 && at[1] == quote && at[2] == quote))) {
      return at + (triple ? 3 : 1);
    }
    if (*at == '\n' && !triple) return nullptr;
    if (*at == '\\' && end - at > 1) ++at;
    ++at;
  }
  return nullptr;
}

/// A rule that the scanning function `scan(first, end)` decides: it returns the end of the match, or null.
template <class Rule>
struct scanned {
  using subs_t = peg::empty_list;

  template <class Input>
  static bool match(Input& in) {
    const char* const first = in.current();
    const char* const end = Rule::scan(first, in.end());
    if (end == nullptr) return false;
    in.bump(static_cast<std::size_t>(end - first));
    return true;
  }
};

/// `buf0`
struct word : scanned<word> {
  using rule_t = word;
  static const char* scan(const char* at, const char* end) {
    if (at == end || !is_in(kChars.name_first, *at)) return nullptr;
    return skip(kChars.name, at + 1, end);
  }
};

/// `torch.ops.aten.topk.default`
struct dotted_word : scanned<dotted_word> {
  using rule_t = dotted_word;
  static const char* scan(const char* at, const char* end) {
    at = word::scan(at, end);
    while (at != nullptr && end - at > 1 && *at == '.' && is_in(kChars.name_first, at[1])) {
      at = skip(kChars.name, at + 2, end);
    }
    return at;
  }
};

/// `12`, `0.5`, `1e-05`, `1.`, `.5`, `1.5j`, `0x7f`
struct number : scanned<number> {
  using rule_t = number;
  static const char* scan(const char* at, const char* end) {
    const char* const first = at;
    if (end - at > 2 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) {
      at = skip(kChars.hexadecimal, at + 2, end);
      return at == first + 2 || (at != end && is_in(kChars.name, *at)) ? nullptr : at;
    }
    at = skip(kChars.digit, at, end);
    std::ptrdiff_t digits = at - first;
    if (at != end && *at == '.') {
      const char* const fraction = at + 1;
      at = skip(kChars.digit, fraction, end);
      digits += at - fraction;
    }
    if (digits == 0) return nullptr;
    if (at != end && (*at == 'e' || *at == 'E')) {
      const char* exponent = at + 1;
      if (exponent != end && (*exponent == '+' || *exponent == '-')) ++exponent;
      if (exponent != end && is_in(kChars.digit, *exponent)) at = skip(kChars.digit, exponent, end);
    }
    if (at != end && *at == 'j') ++at;
    return at != end && is_in(kChars.name, *at) ? nullptr : at;
  }
};

struct digits : scanned<digits> {
  using rule_t = digits;
  static const char* scan(const char* at, const char* end) {
    const char* const last = skip(kChars.digit, at, end);
    return last == at ? nullptr : last;
  }
};

/// Blanks and tabs, none included.
struct blanks : scanned<blanks> {
  using rule_t = blanks;
  static const char* scan(const char* at, const char* end) { return skip(kChars.blank, at, end); }
};

/// Blanks, line breaks and comments, as they may stand inside brackets.
struct white : scanned<white> {
  using rule_t = white;
  static const char* scan(const char* at, const char* end) {
    while (at != end) {
      if (*at == '#') {
        const void* const line_break = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
        at = line_break == nullptr ? end : static_cast<const char*>(line_break);
      } else if (*at == ' ' || *at == '\t' || *at == '\n') {
        ++at;
      } else {
        break;
      }
    }
    return at;
  }
};

/// Everything up to the line break, which stays.
struct rest_of_line : scanned<rest_of_line> {
  using rule_t = rest_of_line;
  static const char* scan(const char* at, const char* end) {
    const void* const line_break = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    return line_break == nullptr ? end : static_cast<const char*>(line_break);
  }
};

/// Trailing blanks and the line break, or the end of the text.
struct line_end : scanned<line_end> {
  using rule_t = line_end;
  static const char* scan(const char* at, const char* end) {
    at = skip(kChars.blank, at, end);
    if (at == end) return at;
    return *at == '\n' ? at + 1 : nullptr;
  }
};

/// A quoted text with its quotes and its prefix, if any: 'a', r'''b'''.
struct quoted_text : scanned<quoted_text> {
  using rule_t = quoted_text;
  static const char* scan(const char* at, const char* end) {
    at = skip_prefix(at, end);
    return at == nullptr ? nullptr : end_of_string(at, end);
  }
  /// Where the opening quote is, null if no quoted text starts here.
  static const char* skip_prefix(const char* at, const char* end) {
    for (int letters = 0; at != end && letters < 3; ++letters, ++at) {
      if (*at == '\'' || *at == '"') return at;
      if (!is_in(kChars.string_prefix, *at)) return nullptr;
    }
    return nullptr;
  }
};

struct quoted_text_start : scanned<quoted_text_start> {
  using rule_t = quoted_text_start;
  static const char* scan(const char* at, const char* end) { return quoted_text::skip_prefix(at, end); }
};

/// The inside of brackets whose opening one is behind us, up to and including the closing one, on one line.
struct balanced_rest : scanned<balanced_rest> {
  using rule_t = balanced_rest;
  static const char* scan(const char* at, const char* end) {
    for (std::size_t open = 1; at != end && *at != '\n'; ++at) {
      if (*at == '\'' || *at == '"') {
        const char* const after = end_of_string(at, end);
        if (after == nullptr) return nullptr;
        at = after - 1;
      } else if (*at == '(' || *at == '[' || *at == '{') {
        ++open;
      } else if ((*at == ')' || *at == ']' || *at == '}') && --open == 0) {
        return at + 1;
      }
    }
    return nullptr;
  }
};

/// A word that is exactly this text: `or`, but not the start of `order`.
template <char... Text>
struct keyword : peg::seq<peg::string<Text...>, peg::not_at<word>, peg::not_at<digits>> {};

}  // namespace ireplay::grammar
