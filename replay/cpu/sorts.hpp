#pragma once

#include "replay/cpu/wide_memory.hpp"
#include "replay/plan/extern_program.hpp"

namespace ireplay {

/// One stable sort of each row, of positions. Throws Error{device} where there are more or fewer groups than
/// there must be.
void run_sort_cpu(const SortPart& part, const ViewOf& view_of);

}  // namespace ireplay
