#pragma once

#include "replay/report/json.hpp"

/// The files that --json, --csv, --junit, --html and --trace name, all written from one record of the run.
namespace ireplay {

struct Options;

/// Whether a report goes to standard output, so that tables must not.
bool reports_on_standard_output(const Options& options);

/// Every report that the options ask for, from one record. Each is tried, whatever becomes of the others;
/// returns the worst exit code of those that were lost, 0 where none was.
int write_reports(const Options& options, const std::vector<GraphReport>& reports, const RunHeader& header);

}  // namespace ireplay
