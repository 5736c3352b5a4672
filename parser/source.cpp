#include "parser/source.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <utility>

#include "parser/log_prefix.hpp"

namespace ireplay {

namespace {

constexpr std::size_t kExcerpt = 100;    // bytes of a long line that are shown
constexpr std::size_t kQuoteLimit = 60;  // bytes of a name that a sentence shows

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

/// What a text has that the grammars shall not see.
struct Impurities {
  bool prefixes = false;   // of a logger
  bool line_ends = false;  // carriage returns, lines that a backslash splits
  bool colors = false;
};

Impurities find_impurities(std::string_view text) {
  Impurities found;
  found.colors = text.find('\x1B') != text.npos;
  for (std::size_t at = 0; at < text.size() && !(found.prefixes && found.line_ends);) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool broken = end < text.size() && (line.ends_with('\r') || line.ends_with('\\'));
    std::string_view tag;
    found.line_ends = found.line_ends || broken;
    found.prefixes = found.prefixes || log_prefix_length(line, tag) != 0;
    at = end + 1;
  }
  return found;
}

std::string without_colors(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::size_t color = color_length(text);
    if (color == 0) plain += text[0];
    text.remove_prefix(std::max<std::size_t>(color, 1));
  }
  return plain;
}

}  // namespace

Source::Source(std::string name, std::string original)
    : name_(std::move(name)), original_(std::move(original)) {
  const std::string_view all = original_;
  const std::size_t start = all.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const Impurities found = find_impurities(all);
  is_log_ = found.prefixes;
  const bool has_prefixes = found.prefixes || !common_prefix(all.substr(start)).empty();
  if (start == 0 && !has_prefixes && !found.line_ends && !found.colors) {
    text_ = original_;
    return;
  }
  clean(start);
}

void Source::clean(std::size_t start) {
  const std::string_view all = original_;
  const bool one_artifact = is_log_ && all.find("__ir_p") != all.npos;
  const std::string_view common = is_log_ ? std::string_view{} : common_prefix(all.substr(start));
  clean_.reserve(all.size());
  /// `count` bytes of a line at `offset`, those before `skipped` and the colours left out.
  const auto append_plain = [&](std::string_view printed, std::size_t offset, std::size_t skipped,
                                std::size_t count) {
    bool is_piece = true;  // what comes next stands apart from what was appended last
    for (std::size_t i = 0, plain = 0; i < printed.size() && plain < skipped + count;) {
      if (const std::size_t color = color_length(printed.substr(i)); color != 0) {
        i += color;
        is_piece = true;
        continue;
      }
      if (plain >= skipped) {
        if (is_piece) lines_.push_back({clean_.size(), offset + i});
        is_piece = false;
        clean_ += printed[i];
      }
      ++plain;
      ++i;
    }
    if (count == 0) lines_.push_back({clean_.size(), offset + printed.size()});
  };
  for (std::size_t at = start; at < all.size();) {
    const std::size_t line_break = all.find('\n', at);
    const std::size_t end = std::min(line_break, all.size());
    const std::string_view printed = all.substr(at, end - at);
    const bool colored = printed.find('\x1B') != printed.npos;
    const std::string plain = colored ? without_colors(printed) : std::string();
    std::string_view line = colored ? std::string_view(plain) : printed;
    std::string_view tag;
    std::size_t prefix = is_log_ ? log_prefix_length(line, tag) : 0;
    if (!common.empty() && has_prefix(line, common)) prefix = std::min(common.size(), line.size());
    const std::size_t first = at + prefix;
    at = end + 1;
    if (one_artifact && !tag.empty() && !tag.starts_with("__ir_p")) continue;
    line.remove_prefix(prefix);
    while (line_break != all.npos && line.ends_with('\r')) line.remove_suffix(1);
    const bool joined = line_break != all.npos && line.ends_with('\\');
    if (joined) line.remove_suffix(1);
    if (colored) {
      append_plain(printed, first - prefix, prefix, line.size());
    } else {
      lines_.push_back({clean_.size(), first});
      clean_ += line;
    }
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
