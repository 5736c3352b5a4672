#include "parser/source.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <utility>

namespace ireplay {

namespace {

constexpr std::size_t kExcerpt = 100;    // bytes of a long line that are shown
constexpr std::size_t kQuoteLimit = 60;  // bytes of a name that a sentence shows

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of the well-formed UTF-8 sequence at the start of `text`, 0 if there is none.
std::size_t utf8_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool no_character = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  const bool control = lead == 0xC2 && second < 0xA0;
  return overlong || no_character || control ? 0 : length;
}

/// `\x1b`.
std::string hexadecimal(char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

/// Calls `visit(piece, good)` for each character of `text`; one that a terminal should not get is not good.
template <class Visit>
void for_each_character(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const bool control = length == 1 && (static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7F);
    const std::size_t taken = std::max<std::size_t>(1, length);
    visit(text.substr(0, taken), length != 0 && (!control || text[0] == '\t'));
    text.remove_prefix(taken);
  }
}

/// What stands below `text`, as it is printed, to put a caret behind it: one blank per character, tabs as
/// tabs.
std::string blanks_under(std::string_view text) {
  std::string result;
  for_each_character(text, [&](std::string_view piece, bool good) {
    if (good)
      result += piece[0] == '\t' ? '\t' : ' ';
    else
      result.append(hexadecimal(piece[0]).size(), ' ');
  });
  return result;
}

/// Each line of a sentence on its own.
std::string printable_lines(std::string_view text) {
  std::string result;
  for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    result += printable(text.substr(0, end)) + '\n';
    text.remove_prefix(end + 1);
  }
  return result + printable(text);
}

/// A cut must not fall into a UTF-8 sequence.
std::size_t at_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::size_t skip_digits(std::string_view line, std::size_t at) {
  while (at < line.size() && is_digit(line[at])) ++at;
  return at;
}

std::size_t skip_word(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] != ' ') ++at;
  return at;
}

/// `[0/0] `, `[__ir_post_fusion] ` from `at` on; `tag` becomes the name of an artifact.
std::size_t skip_tags(std::string_view line, std::size_t at, std::string_view& tag) {
  while (at < line.size() && line[at] == '[') {
    std::size_t end = at + 1;
    while (end < line.size() && (std::isalnum(static_cast<unsigned char>(line[end])) != 0 ||
                                 line[end] == '_' || line[end] == '/' || line[end] == '!')) {
      ++end;
    }
    const std::string_view word = line.substr(at + 1, end - at - 1);
    const bool is_tag = word.starts_with("__") || word.find('/') != word.npos;
    if (!is_tag || end >= line.size() || line[end] != ']') return at;
    if (word.starts_with("__")) tag = word;
    at = std::min(end + 2, line.size());
    if (!tag.empty()) return at;
  }
  return at;
}

/// Length of a logger's prefix at the start of `line`, 0 if there is none:
/// `V0520 02:43:23.617000 86891 path/file.py:271] [0/0] [__ir_post_fusion] ` or
/// `[2023-11-20 10:11:12,345] [0/0] torch._inductor.debug.__ir_post_fusion: [DEBUG] `.
std::size_t prefix_length(std::string_view line, std::string_view& tag) {
  constexpr std::string_view kFirst = "[VDIWEC";
  if (line.empty() || kFirst.find(line[0]) == kFirst.npos) return 0;
  std::size_t at = 0;
  if (line.starts_with("[rank")) {
    at = line.find("]:");
    if (at == line.npos) return 0;
    at += 2;
  }
  if (at + 5 < line.size() && std::string_view("VDIWEC").find(line[at]) != std::string_view::npos &&
      skip_digits(line, at + 1) == at + 5 && line[at + 5] == ' ') {
    at = skip_word(line, at + 6) + 1;  // time
    const std::size_t process = at;
    at = skip_digits(line, at);
    if (at == process || at >= line.size() || line[at] != ' ') return 0;
    const std::size_t close = line.find(']', at);
    if (close == line.npos || !is_digit(line[close - 1])) return 0;
    return skip_tags(line, std::min(close + 2, line.size()), tag);
  }
  if (at + 6 < line.size() && line[at] == '[' && skip_digits(line, at + 1) == at + 5 && line[at + 5] == '-') {
    const std::size_t close = line.find("] ", at);
    if (close == line.npos) return 0;
    at = skip_tags(line, close + 2, tag);
    const std::size_t level = line.find(": [", at);
    if (level == line.npos || skip_word(line, at) < level) return 0;
    const std::size_t artifact = line.substr(0, level).rfind("__");
    if (artifact != line.npos && artifact >= at) tag = line.substr(artifact, level - artifact);
    const std::size_t end = line.find(']', level);
    return end == line.npos ? 0 : std::min(end + 2, line.size());
  }
  return 0;
}

/// What a text has that the grammars shall not see.
struct Impurities {
  bool prefixes = false;   // of a logger
  bool line_ends = false;  // carriage returns, lines that a backslash splits
};

Impurities find_impurities(std::string_view text) {
  Impurities found;
  for (std::size_t at = 0; at < text.size() && !(found.prefixes && found.line_ends);) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool broken = end < text.size() && (line.ends_with('\r') || line.ends_with('\\'));
    std::string_view tag;
    found.line_ends = found.line_ends || broken;
    found.prefixes = found.prefixes || prefix_length(line, tag) != 0;
    at = end + 1;
  }
  return found;
}

}  // namespace

Source::Source(std::string name, std::string original)
    : name_(std::move(name)), original_(std::move(original)) {
  const std::string_view all = original_;
  const std::size_t start = all.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const Impurities found = find_impurities(all);
  is_log_ = found.prefixes;
  if (start == 0 && !found.prefixes && !found.line_ends) {
    text_ = original_;
    return;
  }
  clean(start);
}

void Source::clean(std::size_t start) {
  const std::string_view all = original_;
  const bool one_artifact = is_log_ && all.find("__ir_p") != all.npos;
  clean_.reserve(all.size());
  for (std::size_t at = start; at < all.size();) {
    const std::size_t line_break = all.find('\n', at);
    const std::size_t end = std::min(line_break, all.size());
    std::string_view line = all.substr(at, end - at);
    std::string_view tag;
    const std::size_t prefix = is_log_ ? prefix_length(line, tag) : 0;
    const std::size_t first = at + prefix;
    at = end + 1;
    if (one_artifact && !tag.empty() && !tag.starts_with("__ir_p")) continue;
    line.remove_prefix(prefix);
    while (line_break != all.npos && line.ends_with('\r')) line.remove_suffix(1);
    const bool joined = line_break != all.npos && line.ends_with('\\');
    if (joined) line.remove_suffix(1);
    lines_.push_back({clean_.size(), first});
    clean_ += line;
    if (!joined && line_break != all.npos) clean_ += '\n';
  }
  text_ = clean_;
}

bool Source::contains(const char* at) const {
  return std::less_equal<>()(text_.data(), at) && std::less_equal<>()(at, text_.data() + text_.size());
}

std::size_t Source::original_offset(const char* at) const {
  const auto offset = static_cast<std::size_t>(at - text_.data());
  if (lines_.empty()) return offset;
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                      [](std::size_t value, const Line& line) { return value < line.clean; });
  const Line& line = *std::prev(after);
  return std::min(line.original + (offset - line.clean), original_.size());
}

const std::vector<std::size_t>& Source::line_starts() const {
  std::call_once(counted_, [this] {
    line_starts_.push_back(0);
    for (std::size_t at = original_.find('\n'); at != std::string::npos; at = original_.find('\n', at + 1))
      line_starts_.push_back(at + 1);
  });
  return line_starts_;
}

Position Source::position(const char* at) const {
  if (!contains(at)) return {};
  const std::size_t offset = original_offset(at);
  const std::vector<std::size_t>& starts = line_starts();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  return {static_cast<std::size_t>(after - starts.begin()), offset - *std::prev(after) + 1};
}

std::string_view Source::line(const char* at) const {
  if (!contains(at)) return {};
  const std::string_view all = original_;
  const std::size_t offset = original_offset(at);
  const std::size_t start = all.substr(0, offset).rfind('\n') + 1;
  std::string_view line = all.substr(start, std::min(all.find('\n', offset), all.size()) - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Error::Error(Kind kind, const std::string& sentence) : std::runtime_error(sentence), kind_(kind) {}

Error::Error(Kind kind, const Source& source, const char* at, const std::string& sentence)
    : std::runtime_error(sentence),
      kind_(kind),
      has_place_(source.contains(at)),
      file_(source.name()),
      position_(source.position(at)),
      source_line_(source.line(at)) {}

std::string printable(std::string_view text) {
  std::string result;
  for_each_character(text, [&](std::string_view piece, bool good) {
    if (good)
      result += piece;
    else
      result += hexadecimal(piece[0]);
  });
  return result;
}

std::string in_quotes(std::string_view name) {
  const bool cut = name.size() > kQuoteLimit;
  if (cut) name = name.substr(0, at_character(name, kQuoteLimit));
  return "'" + printable(name) + (cut ? "...'" : "'");
}

std::string to_text(const Error& error) {
  const std::string sentence = "error: " + printable_lines(error.what()) + "\n";
  if (!error.has_place()) return error.file().empty() ? sentence : printable(error.file()) + ": " + sentence;
  std::string_view line = error.source_line();
  std::size_t caret = std::min(error.position().column - 1, line.size());
  bool cut_before = false, cut_after = false;
  if (line.size() > kExcerpt) {
    const std::size_t latest = line.size() - kExcerpt;
    const std::size_t from =
        at_character(line, std::min(caret > kExcerpt / 2 ? caret - kExcerpt / 2 : 0, latest));
    cut_before = from > 0;
    cut_after = from + kExcerpt < line.size();
    line = line.substr(from, at_character(line.substr(from), kExcerpt));
    caret = std::min(caret - from, line.size());
  }
  const std::string front = cut_before ? "... " : "";
  return printable(error.file()) + ':' + std::to_string(error.position().line) + ':' +
         std::to_string(error.position().column) + ": " + sentence + front + printable(line) +
         (cut_after ? " ..." : "") + '\n' + std::string(front.size(), ' ') +
         blanks_under(line.substr(0, caret)) + "^\n";
}

}  // namespace ireplay
