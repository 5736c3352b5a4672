#pragma once

#include <string>

#include "replay/report/table.hpp"

/// Colours and words that the tables share.
namespace ireplay {

constexpr const char* kRed = "\x1b[31m";
constexpr const char* kGreen = "\x1b[32m";
constexpr const char* kYellow = "\x1b[33m";
constexpr const char* kDim = "\x1b[2m";
constexpr const char* kBold = "\x1b[1m";
constexpr const char* kPlain = "\x1b[0m";

inline std::string painted(const std::string& text, const char* color, const TableStyle& style) {
  return style.color ? color + text + kPlain : text;
}

/// `1 output`, `2 outputs`.
inline std::string plural(std::size_t n, const std::string& one) {
  return std::to_string(n) + ' ' + one + (n == 1 ? "" : "s");
}

/// `text` shortened in the middle to `width` characters: names of dozens of fused parts would push the
/// figures off the screen.
std::string shortened(const std::string& text, std::size_t width);

/// Bytes of the longest line.
std::size_t widest_line(const std::string& text);

/// Items separated by commas, broken into lines of at most `width` characters behind `indent` blanks.
std::string in_lines(const std::string& head, const std::vector<std::string>& items, std::size_t width,
                     std::size_t indent);

}  // namespace ireplay
