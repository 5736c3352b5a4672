#include "replay/report/text_table.hpp"

#include <algorithm>

namespace ireplay {
namespace {

std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = text.find('m', i);
      if (i == std::string::npos) break;
    } else {
      width += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    }
  }
  return width;
}

}  // namespace

TextTable& TextTable::column(const std::string& header) {
  columns_.push_back({header, false});
  return *this;
}

TextTable& TextTable::number_column(const std::string& header) {
  columns_.push_back({header, true});
  return *this;
}

void TextTable::row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

std::string TextTable::print(const std::string& header_style) const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    widths.push_back(width_of(columns_[c].header));
    for (const auto& cells : rows_) widths[c] = std::max(widths[c], width_of(cells[c]));
  }
  const auto line = [&](const auto& cell_of) {
    std::string text;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string& cell = cell_of(c);
      const std::string blanks(widths[c] - width_of(cell), ' ');
      text += (c == 0 ? "" : "  ") + (columns_[c].right ? blanks + cell : cell + blanks);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  const std::string header = line([&](std::size_t c) -> const std::string& { return columns_[c].header; });
  std::string text = header_style.empty() ? header + "\n" : header_style + header + "\x1b[0m\n";
  for (const auto& cells : rows_)
    text += line([&](std::size_t c) -> const std::string& { return cells[c]; }) + "\n";
  return text;
}

}  // namespace ireplay
