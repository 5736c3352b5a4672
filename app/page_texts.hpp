#pragma once

#include "parser/model.hpp"
#include "replay/report/report.hpp"

namespace ireplay {

/// What a page shows of each op: its lines in the dump, its loop program, and the schedule and source of the
/// kernels that an H100 would run. `plan` is the one that the report was made of.
void add_page_texts(GraphReport& report, const Plan& plan, const Dump& dump);

}  // namespace ireplay
