#include "parser/log_prefix.hpp"

#include <algorithm>
#include <cctype>

#include "parser/text.hpp"

namespace ireplay {
namespace {

constexpr std::size_t kFarthest = 160;  // bytes that may stand before a logger's prefix

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

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
    while (end < line.size() && (is_word(line[end]) || line[end] == '/' || line[end] == '!')) ++end;
    const std::string_view word = line.substr(at + 1, end - at - 1);
    const bool is_tag = word.starts_with("__") || word.find('/') != word.npos;
    if (!is_tag || end >= line.size() || line[end] != ']') return at;
    if (word.starts_with("__")) tag = word;
    at = std::min(end + 2, line.size());
    if (!tag.empty()) return at;
  }
  return at;
}

/// `V0520 02:43:23.617000 86891 path/file.py:271] `; where it ends, 0 if it is none.
std::size_t end_of_level_prefix(std::string_view line, std::size_t at, std::string_view& tag) {
  if (at + 5 >= line.size() || skip_digits(line, at + 1) != at + 5 || line[at + 5] != ' ') return 0;
  at = skip_word(line, at + 6) + 1;  // time
  const std::size_t process = at;
  at = skip_digits(line, at);
  if (at == process || at >= line.size() || line[at] != ' ') return 0;
  const std::size_t close = line.find(']', at);
  if (close == line.npos || !is_digit(line[close - 1])) return 0;
  return skip_tags(line, std::min(close + 2, line.size()), tag);
}

/// `[2023-11-20 10:11:12,345] [0/0] torch._inductor.debug.__ir_post_fusion: [DEBUG] `.
std::size_t end_of_dated_prefix(std::string_view line, std::size_t at, std::string_view& tag) {
  if (at + 6 >= line.size() || skip_digits(line, at + 1) != at + 5 || line[at + 5] != '-') return 0;
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

/// Where `name: SomeSchedulerNode(` begins in the line, npos where it does not stand there.
std::size_t find_header(std::string_view line) {
  const std::size_t node = line.find("SchedulerNode(");
  if (node == line.npos) return line.npos;
  std::size_t colon = line.rfind(": ", node);
  if (colon == line.npos || colon == 0) return line.npos;
  std::size_t first = colon;
  while (first > 0 && is_word(line[first - 1])) --first;
  return first == colon ? line.npos : first;
}

template <class Visit>
void for_each_line(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    visit(text.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace

std::size_t log_prefix_length(std::string_view line, std::string_view& tag) {
  const std::size_t last = std::min(line.size(), kFarthest);
  for (std::size_t at = 0; at + 1 < last; ++at) {
    if (!is_digit(line[at + 1]) || (at > 0 && is_word(line[at - 1]))) continue;
    const bool is_level = std::string_view("VDIWEC").find(line[at]) != std::string_view::npos;
    std::size_t end = 0;
    if (is_level) end = end_of_level_prefix(line, at, tag);
    if (line[at] == '[') end = end_of_dated_prefix(line, at, tag);
    if (end != 0) return end;
  }
  return 0;
}

bool has_prefix(std::string_view line, std::string_view prefix) {
  if (line.size() < prefix.size()) {
    const std::size_t last = prefix.find_last_not_of(" \t");
    if (last == prefix.npos || line.size() != last + 1) return false;
    prefix = prefix.substr(0, last + 1);
  }
  for (std::size_t i = 0; i < prefix.size(); ++i)
    if (line[i] != prefix[i] && !(is_digit(line[i]) && is_digit(prefix[i]))) return false;
  return true;
}

std::string_view common_prefix(std::string_view text) {
  std::string_view prefix;
  bool known = false;
  std::size_t with = 0, without = 0;
  for_each_line(text, [&](std::string_view line) {
    if (const std::size_t header = known ? line.npos : find_header(line); header != line.npos) {
      prefix = line.substr(0, header);
      known = true;
    }
    if (!known || prefix.empty() || line.find_first_not_of(" \t\r") == line.npos) return;
    ++(has_prefix(line, prefix) ? with : without);
  });
  return with > 4 * without ? prefix : std::string_view{};
}

std::size_t color_length(std::string_view text) {
  if (text.size() < 3 || text[0] != '\x1B' || text[1] != '[') return 0;
  std::size_t at = 2;
  while (at < text.size() && (is_digit(text[at]) || text[at] == ';')) ++at;
  return at < text.size() && (text[at] == 'm' || text[at] == 'K') ? at + 1 : 0;
}

std::vector<std::string> wrappers_of_log(std::string_view log) {
  constexpr std::string_view kTag = "__output_code", kStart = "Output code:";
  std::vector<std::string> wrappers;
  std::size_t lines = 0;
  if (log.find(kTag) == log.npos) return wrappers;
  for_each_line(log, [&](std::string_view line) {
    std::string_view tag;
    const std::size_t prefix = log_prefix_length(line, tag);
    const bool is_code = prefix != 0 && tag == kTag;
    const std::string_view text = line.substr(prefix);
    if (is_code && text.starts_with(kStart)) wrappers.emplace_back(lines, '\n');
    const bool is_note = text.starts_with(kStart) || text.starts_with("Output code written to");
    for (std::size_t k = 0; k < wrappers.size(); ++k) {
      if (k + 1 == wrappers.size() && is_code && !is_note) wrappers[k] += line;
      wrappers[k] += '\n';
    }
    ++lines;
  });
  return wrappers;
}

}  // namespace ireplay
