#pragma once

#include <map>
#include <string>
#include <vector>

#include "replay/case/origin.hpp"
#include "replay/report/json.hpp"
#include "replay/report/table.hpp"
#include "replay/verdict/bisect.hpp"

/// What `ireplay bisect` tells of a graph.
namespace ireplay {

struct BisectReport {
  std::string dump, on, against;  // against: float64, the CPU engine, 'saved.safetensors'
  Bisection found;
  std::map<std::string, Origin> origins;  // by op, of those that the text speaks of
  std::string within;                     // of a fused op that is at fault: what its nodes one by one show
  std::string case_folder;                // written by --out; empty: none
  std::string reproduce;                  // the command that shows it
  std::vector<std::string> warnings;
};

/// 1 where an op is at fault, 7 where nothing could be judged, else 0.
int exit_code_of(const BisectReport& report);

/// A row for each op, then the op that is at fault with its lines and origin.
std::string to_text(const BisectReport& report, const TableStyle& style);

/// {"schema": "ireplay.bisect/1", version, command, graphs: [...]}.
std::string to_json(const std::vector<BisectReport>& reports, const RunHeader& header);

}  // namespace ireplay
