#pragma once

#include "replay/cpu/wide_memory.hpp"
#include "replay/plan/extern_program.hpp"

namespace ireplay {

/// A stable sort of each row; with `late_ties` the last of equal elements comes first, which is as right
/// unless the call asks for a stable sort. Throws Error{device} where there are more or fewer groups than
/// there must be.
void run_sort_cpu(const SortPart& part, const ViewOf& view_of, bool late_ties = false);

}  // namespace ireplay
