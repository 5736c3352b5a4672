#pragma once

#include <string>

#include "replay/report/report.hpp"

/// The report for programs, schema ireplay.run/2 (run.schema.json): a header and a record for each graph, for
/// one graph too. Times are microseconds or as their names say, sizes bytes, rates GB/s and TFLOP/s with
/// decimal prefixes. A quantity that was not measured has no key. NaN and infinities are the strings "nan",
/// "inf" and
/// "-inf".
namespace ireplay {

/// Of the whole run. `started` is RFC 3339 in UTC.
struct RunHeader {
  std::string version, command, started, host;
  int signal = 0;  // that ended the run before all graphs were done
};

std::string to_json(const std::vector<GraphReport>& reports, const RunHeader& header);

}  // namespace ireplay
