#include "parser/graphs.hpp"

#include <algorithm>
#include <unordered_set>

namespace ireplay {

namespace {

constexpr std::string_view kBefore = "BEFORE FUSION";
constexpr std::string_view kAfter = "AFTER FUSION";

bool is_marker(std::string_view line) {
  if (!line.starts_with(kBefore) && !line.starts_with(kAfter)) return false;
  line.remove_prefix(line.starts_with(kBefore) ? kBefore.size() : kAfter.size());
  return line.find_first_not_of(" \t") == line.npos;
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The name of `op0: SchedulerNode(...)`, empty where `line` is no header.
std::string_view header_name(std::string_view line) {
  const auto end = std::find_if_not(line.begin(), line.end(), is_name_char);
  const auto length = static_cast<std::size_t>(end - line.begin());
  if (length == 0 || !line.substr(length).starts_with(": ")) return {};
  const std::string_view after = line.substr(length + 2);
  const auto paren =
      std::find_if_not(after.begin(), after.end(), [](char c) { return is_name_char(c) || c == '.'; });
  if (paren == after.begin() || paren == after.end() || *paren != '(') return {};
  return line.substr(0, length);
}

bool is_part_marker(std::string_view line) {
  return line.find(".snodes[") != line.npos && line.find(' ') >= line.find(".snodes[");
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<std::string_view> split() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      read(text_.substr(at, end - at), at);
      at = end + 1;
    }
    std::vector<std::string_view> pieces;
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1] : text_.size();
      pieces.push_back(text_.substr(starts_[i], end - starts_[i]));
    }
    if (pieces.empty()) pieces.push_back(text_);
    return pieces;
  }

 private:
  void read(std::string_view line, std::size_t at) {
    const std::size_t content = line.find_first_not_of(" \t");
    if (content == line.npos) return;
    line.remove_prefix(content);
    if (is_marker(line)) {
      names_.clear();
      marked_ = at;
      return;
    }
    if (is_part_marker(line)) {
      part_follows_ = true;
      return;
    }
    const std::string_view name = header_name(line);
    if (name.empty()) return;
    if (!part_follows_) top_ = at;
    part_follows_ = false;
    const bool again = !names_.insert(name).second;
    const bool first = marked_ != kNone || starts_.empty();
    if (first) {
      begin(marked_ == kNone ? top_ : marked_, name);
    } else if (again && top_ > starts_.back()) {
      begin(top_, name);
    }
  }

  void begin(std::size_t at, std::string_view name) {
    starts_.push_back(at);
    names_ = {name};
    marked_ = kNone;
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::unordered_set<std::string_view> names_;
  std::size_t marked_ = kNone, top_ = 0;
  bool part_follows_ = false;
};

}  // namespace

std::vector<std::string_view> split_graphs(std::string_view text) { return Splitter(text).split(); }

}  // namespace ireplay
