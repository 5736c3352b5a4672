#pragma once

#include <string>

#include "replay/report/json.hpp"

namespace ireplay {

/// Writes a report to `file`; `-` is standard output.
void write_output(const std::string& file, const std::string& text);

/// RFC 3339 in UTC.
std::string time_now();

/// Version, time and machine of a run that starts now.
RunHeader header_of(const std::string& command);

}  // namespace ireplay
