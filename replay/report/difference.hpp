#pragma once

#include <string>

#include "replay/passes/plan_difference.hpp"
#include "replay/report/json.hpp"
#include "replay/report/table.hpp"

/// What `ireplay diff` tells of two texts of one model.
namespace ireplay {

struct DiffReport {
  std::string first_name, second_name;
  Plan first, second;
  std::vector<OpChange> changes;
};

/// Whether every op is the same at both sides.
bool is_same(const DiffReport& report);

/// A row for each change (of ops that are the same only their number, unless verbose), bytes and flops of
/// both sides, calls that changed.
std::string to_text(const DiffReport& report, const TableStyle& style);

/// {"schema": "ireplay.diff/1", same, graphs: [{first, second, same, changes: [...]}]}.
std::string to_json(const std::vector<DiffReport>& reports, const RunHeader& header);

}  // namespace ireplay
