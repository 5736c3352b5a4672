#pragma once

#include <optional>
#include <vector>

#include "replay/plan/plan.hpp"

namespace ireplay {

/// One program that computes what the parts compute one after the other, or none where their iteration
/// domains differ or a value is loaded at another index than it was stored at. The parts' variables become
/// those of the common refinement of their ranges: the flat order of all elements is split at every border
/// that some part has. Instructions are then appended part by part, equal ones once (value numbering over a
/// hash table), and a load of what an earlier part stored is that value.
///
/// The result is not yet arranged into stages, and may store what nobody reads.
std::optional<LoopProgram> join_parts(const std::vector<const LoopProgram*>& parts, const Plan& plan);

}  // namespace ireplay
