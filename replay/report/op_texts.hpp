#pragma once

#include "parser/model.hpp"
#include "replay/plan/plan.hpp"
#include "replay/report/report.hpp"

/// Where an op comes from and what runs for it, as text.
namespace ireplay {

/// Sets the lines of each op in the IR text that `dump` was parsed from.
void add_places(GraphReport& report, const Dump& dump);

/// Sets OpTexts::ir and OpTexts::program, for pages; the kernels' text is the caller's. `plan` is the one
/// that the report was made of.
void add_texts(GraphReport& report, const Plan& plan, const Dump& dump);

}  // namespace ireplay
