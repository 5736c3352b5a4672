#include "parser/scheduler/graphs.hpp"

#include <algorithm>
#include <unordered_set>

#include "parser/node_text.hpp"

namespace ireplay {

namespace {

constexpr std::string_view kBefore = "BEFORE FUSION";
constexpr std::string_view kAfter = "AFTER FUSION";

bool is_marker(std::string_view line) {
  if (!line.starts_with(kBefore) && !line.starts_with(kAfter)) return false;
  line.remove_prefix(line.starts_with(kBefore) ? kBefore.size() : kAfter.size());
  return line.find_first_not_of(" \t") == line.npos;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

enum class LineKind { other, header, part_marker };

/// `op0: SchedulerNode(...)` is a header, `op0_op1.snodes[0] =` a part marker; `name` becomes the name before
/// them.
LineKind kind_of(std::string_view line, std::string_view& name) {
  const auto end = std::find_if_not(line.begin(), line.end(), is_name_char);
  name = line.substr(0, static_cast<std::size_t>(end - line.begin()));
  std::string_view rest = line.substr(name.size());
  if (name.empty()) return LineKind::other;
  if (rest.starts_with(".snodes[")) return LineKind::part_marker;
  if (!rest.starts_with(": ")) return LineKind::other;
  rest.remove_prefix(2);
  const auto open =
      std::find_if_not(rest.begin(), rest.end(), [](char c) { return is_name_char(c) || c == '.'; });
  const bool is_call = open != rest.begin() && open != rest.end() && *open == '(';
  return is_call ? LineKind::header : LineKind::other;
}

/// Reads lines and keeps where graphs start. A node with its parts is one unit: what it repeats of itself (a
/// grouped node with one part has that part's name) is no restart.
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
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    if (line.empty() || (line.back() != ')' && line.back() != '=' && line.back() != 'N')) return;
    while (is_blank(line.front())) line.remove_prefix(1);
    if (is_marker(line)) {
      marked_ = at;
      return;
    }
    std::string_view name;
    const LineKind kind = kind_of(line, name);
    if (kind == LineKind::part_marker) part_follows_ = true;
    if (kind != LineKind::header) return;
    if (!part_follows_) begin_unit(at);
    part_follows_ = false;
    if (names_.contains(name) && unit_ != starts_.back()) begin_graph(unit_);
    unit_names_.push_back(name);
  }

  void begin_unit(std::size_t at) {
    names_.insert(unit_names_.begin(), unit_names_.end());
    unit_names_.clear();
    unit_ = at;
    if (marked_ != kNone || starts_.empty()) begin_graph(marked_ == kNone ? at : marked_);
    marked_ = kNone;
  }

  void begin_graph(std::size_t at) {
    starts_.push_back(at);
    names_.clear();
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::unordered_set<std::string_view> names_;
  std::vector<std::string_view> unit_names_;
  std::size_t marked_ = kNone, unit_ = 0;
  bool part_follows_ = false;
};

/// Whether the first node of a text has a name such as `true_graph_0_op0`.
bool is_of_subgraph(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view name;
    if (kind_of(text.substr(at, end - at), name) == LineKind::header) return !subgraph_of(name).empty();
    at = end + 1;
  }
  return false;
}

}  // namespace

bool is_line_of_graph(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  for (std::string_view start : {"var_ranges", "index", "def ", "return", "get_index", "store"})
    if (line.starts_with(start)) return true;
  const auto end = std::find_if_not(line.begin(), line.end(), is_name_char);
  const std::string_view name = line.substr(0, static_cast<std::size_t>(end - line.begin()));
  const std::string_view rest = line.substr(name.size());
  const bool is_name = name.find_first_of("0123456789") != name.npos;
  return is_name && (rest.starts_with(": ") || rest.starts_with(".") || rest.starts_with(" = "));
}

std::vector<GraphText> split_graphs(std::string_view text) {
  std::vector<GraphText> graphs;
  for (const std::string_view piece : Splitter(text).split()) {
    if (!graphs.empty() && is_of_subgraph(piece)) {
      graphs.back().subgraphs.push_back(piece);
    } else {
      graphs.push_back({piece, {}});
    }
  }
  return graphs;
}

}  // namespace ireplay
