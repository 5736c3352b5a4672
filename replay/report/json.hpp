#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "replay/report/report.hpp"

/// The record of a run for programs, schema ireplay.run/2 (run.schema.json): a header and a record for each
/// graph, for one graph too. Times are microseconds or as their names say, sizes bytes, rates GB/s and
/// TFLOP/s with decimal prefixes. A quantity that was not measured has no key. NaN and infinities are the
/// strings "nan", "inf" and "-inf".
namespace ireplay {

/// Of the whole run. `started` is RFC 3339 in UTC.
struct RunHeader {
  std::string version, command, started, host;
  int signal = 0;               // that ended it: graphs are missing; 0: none
  std::string commit, toolkit;  // that the program was built from and with; empty: not known
};

std::string to_json(const std::vector<GraphReport>& reports, const RunHeader& header);

struct RunRecord {
  RunHeader header;
  std::vector<GraphReport> graphs;
};

/// Reads what `to_json` wrote, so that a record that was read is written the same again. `file` is for
/// messages. Throws Error{usage} for what is no such record.
RunRecord read_record(std::string_view text, const std::string& file);

}  // namespace ireplay
