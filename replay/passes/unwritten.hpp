#pragma once

#include <vector>

#include "replay/plan/plan.hpp"

namespace ireplay {

/// A buffer of the graph's own that is read, or returned, before anything is written into its memory: what it
/// holds is whatever was there.
struct UnwrittenRead {
  std::int32_t buffer = kNone;
  std::int32_t step = kNone;  // Plan::steps; kNone: it is returned
};

/// The first such read of each storage, in order of steps.
std::vector<UnwrittenRead> find_unwritten_reads(const Plan& plan);

}  // namespace ireplay
