#pragma once

#include <string>
#include <vector>

namespace ireplay {

/// Aligned columns of text: two blanks apart, no blanks at the end of a line. Widths count characters of
/// UTF-8 and leave ANSI colours out.
class TextTable {
 public:
  TextTable& column(const std::string& header);         // flush left
  TextTable& number_column(const std::string& header);  // flush right
  void row(std::vector<std::string> cells);
  /// `header_style`: an ANSI colour for the header line, or empty.
  std::string print(const std::string& header_style) const;

 private:
  struct Column {
    std::string header;
    bool right = false;
  };
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace ireplay
