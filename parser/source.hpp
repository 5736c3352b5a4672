#pragma once

#include <cstdint>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ireplay {

/// A place in a text as a person counts it: both numbers start at 1, columns count bytes.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// One text that the user gave, by the name to show for it, and the clean form of it that the grammars read.
///
/// Logger prefixes (`V0520 02:43:23.617000 86891 path/file.py:271] [0/0] [__ir_post_fusion] `), carriage
/// returns and lines that a trailing backslash splits are taken out; `position` undoes that, so that messages
/// speak of the file as it lies on disk. Every `std::string_view` of a model element points into `text()`:
/// the element's place is the address of its name. Not movable once parsed: elements point into it.
class Source {
 public:
  Source(std::string name, std::string original);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  /// Whether `at` points into `text()` (its end included).
  bool contains(const char* at) const;
  /// Line and column in the original of a pointer into `text()`.
  Position position(const char* at) const;
  /// The line of the original that `at` lies in, without its line break.
  std::string_view line(const char* at) const;
  /// Whether lines had logger prefixes: then lines of other programs may stand between the nodes.
  bool is_log() const { return is_log_; }

 private:
  void clean(std::size_t start);
  std::size_t original_offset(const char* at) const;
  const std::vector<std::size_t>& line_starts() const;

  struct Line {            // one line of the clean text, or one piece of a joined line
    std::size_t clean;     // its offset there
    std::size_t original;  // offset in the original of the same character
  };
  std::string name_;
  std::string original_;
  std::string clean_;  // empty when the original needed no cleaning
  std::string_view text_;
  std::vector<Line> lines_;  // empty when the original needed no cleaning
  bool is_log_ = false;
  mutable std::once_flag counted_;                // a text may have a fault at each of its nodes:
  mutable std::vector<std::size_t> line_starts_;  // its lines are counted once
};

/// A fault in what the user gave: a sentence that says what was expected and, where there is one, the place.
/// `what()` is the sentence alone; `to_text(error)` adds `file:line:col: error: `, the line and a caret.
class Error : public std::runtime_error {
 public:
  /// Exit code classes of the command line (the values are the process's exit codes).
  enum class Kind { usage = 2, dump = 3, unsupported = 4, device = 5 };

  Error(Kind kind, const std::string& sentence);
  /// `at` points into `source.text()`.
  Error(Kind kind, const Source& source, const char* at, const std::string& sentence);

  Kind kind() const { return kind_; }
  const std::string& file() const { return file_; }
  Position position() const { return position_; }
  const std::string& source_line() const { return source_line_; }
  bool has_place() const { return has_place_; }

 private:
  Kind kind_;
  bool has_place_ = false;
  std::string file_;
  Position position_;
  std::string source_line_;
};

/// `dump.txt:3:12: error: sentence`, the line and a caret under the column; only `error: sentence` without a
/// place. A sentence may have several lines, as lists do, one item a line. A long line is cut to the 100
/// characters around the caret. The only place that draws a caret.
std::string to_text(const Error& error);

/// `text` as it is harmless on a terminal: control characters and bytes that are no UTF-8 become `\x1b`, tabs
/// stay.
std::string printable(std::string_view text);

/// A name of the input as sentences show it: in single quotes, harmless on a terminal, cut after 60 bytes.
std::string in_quotes(std::string_view name);

}  // namespace ireplay
