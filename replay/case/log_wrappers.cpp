#include "replay/case/log_wrappers.hpp"

#include <algorithm>
#include <string_view>

namespace ireplay {
namespace {

constexpr std::string_view kArtifact = "__output_code", kTitle = "Output code";

/// What a line of the artifact says about where a wrapper begins.
enum class Part : std::uint8_t { other, title, code };

Part part_of(std::string_view line) {
  const std::size_t tag = line.find(kArtifact);
  if (tag == line.npos) return Part::other;
  const std::size_t end = line.find("] ", tag);
  const std::string_view message = end == line.npos ? std::string_view() : line.substr(end + 2);
  return message.starts_with(kTitle) ? Part::title : Part::code;
}

/// Calls `visit(begin, line)` for the lines from `begin` on until it returns false.
template <class Visit>
void for_each_line(std::string_view text, std::size_t begin, const Visit& visit) {
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!visit(begin, text.substr(begin, end - begin))) return;
    begin = end + 1;
  }
}

/// `Output code written to: ...` and empty messages stand between wrappers, too.
bool begins_wrapper(std::string_view line) {
  return part_of(line) == Part::title && line.find(std::string(kTitle) + ":") != line.npos;
}

}  // namespace

LogWrappers::LogWrappers(std::string name, std::string log) : name_(std::move(name)), log_(std::move(log)) {
  std::size_t number = 0;
  for_each_line(log_, 0, [&](std::size_t begin, std::string_view line) {
    ++number;
    if (begins_wrapper(line)) first_lines_.push_back({begin + line.size() + 1, number});
    return true;
  });
}

std::shared_ptr<const Source> LogWrappers::read(std::size_t i) const {
  const Line& first = first_lines_[i];
  std::string text(first.number, '\n');  // so that lines keep their numbers
  for_each_line(log_, first.begin, [&](std::size_t, std::string_view line) {
    const Part part = part_of(line);
    if (part == Part::title && begins_wrapper(line)) return false;
    if (part == Part::code) text += line;
    text += '\n';
    return true;
  });
  return std::make_shared<const Source>(name_, std::move(text));
}

}  // namespace ireplay
