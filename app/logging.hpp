#pragma once

#include <string>

/// Notes on standard error and what the terminal can show. logging.cpp alone knows spdlog; libraries return
/// or throw, and do not log.
namespace ireplay {

struct Options;

/// Where notes go: standard error, `note: ...` and `warning: ...`; none with --quiet, details too with
/// --verbose.
void set_up_logging(const Options& options);
void log_note(const std::string& text);

/// Whether colours are wanted on standard output.
bool wants_color(const Options& options);

/// Columns of the terminal on standard output, 80 at least; 100 where it is none.
std::size_t output_width();

}  // namespace ireplay
