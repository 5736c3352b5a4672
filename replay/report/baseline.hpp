#pragma once

#include "replay/report/json.hpp"

/// A bench against an earlier one.
namespace ireplay {

/// Why the two were not measured alike, one line each (`the baseline ran on ..., this runs on ...`); empty
/// where device, driver, engine and kernels are the same.
std::vector<std::string> find_other_conditions(const GraphReport& now, const RunRecord& baseline);

/// Sets the changes of each op and of the totals, and status `slower` with exit code 6 where an op or a total
/// is SLOWER by more than `limit` (0.05: five percent). A graph's counterpart is the one with the same ops,
/// else the one of the same name; an op's the next one there with the same program. Warns where there is
/// none.
void compare_with_baseline(GraphReport& report, const RunRecord& baseline, double limit);

}  // namespace ireplay
