#pragma once

#include <string>

#include "replay/report/json.hpp"

namespace ireplay {

/// Writes to standard output, all of it, now; control characters other than our own are made visible. Where
/// that fails the output is lost: `finish_output` says so in the end, and the run goes on for its reports.
/// Throws Interrupted{SIGPIPE} where nobody reads any more.
void print(const std::string& text);

/// To standard error, behind what was printed; a failure there has nobody to hear of it.
void print_error(const std::string& text);

/// Writes a report to `file`; `-` is standard output.
void write_output(const std::string& file, const std::string& text);

/// The last flush. The exit code of what standard output lost, which standard error says: 5 for a full disk,
/// 141 where nobody reads; 0 where all of it was written.
int finish_output();
/// RFC 3339 in UTC.
std::string time_now();

/// Version, time and machine of a run that starts now.
RunHeader header_of(const std::string& command);

}  // namespace ireplay
