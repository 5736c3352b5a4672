#pragma once

#include <string>

namespace ireplay {

/// Writes a report to `file`; `-` is standard output.
void write_output(const std::string& file, const std::string& text);

}  // namespace ireplay
