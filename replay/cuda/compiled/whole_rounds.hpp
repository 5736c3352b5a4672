#pragma once

#include <string>
#include <vector>

#include "replay/cuda/compiled/passes.hpp"

/// Rounds of a loop over long rows in which all of a thread's elements are inside: of the row, and of masks
/// that only cut off its end, as those of a reduction that was split into shares of equal length. They are
/// nearly all rounds, and without a condition for each element they take half as long.
namespace ireplay {

struct WholeRounds {
  std::vector<ValueId> masks;      // hold in a whole round
  std::vector<ValueId> positions;  // the masks and what they are computed from, in order
  std::string condition;           // of one vector; empty: nothing is gained, the loop's body is written once
};

/// `exact`: every vector of every thread is one of the row's.
WholeRounds find_whole_rounds(const Body& body, const Pass& pass, bool exact);

}  // namespace ireplay
