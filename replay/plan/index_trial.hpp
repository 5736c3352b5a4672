#pragma once

#include <string>

#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// What an index comes to, tried at every combination of the variables that it is made of.
struct IndexTrial {
  enum class Kind : std::uint8_t {
    inside,     // 0 <= index < extent at each of them
    outside,    // `value` at `point`
    fault,      // it has no value at `point`: `why`
    undecided,  // data decides, or there are too many combinations
  };
  Kind kind = Kind::undecided;
  std::int64_t value = 0;
  std::vector<std::int64_t> point;  // by variable; 0 for those that the index does not have
  std::string why;
};

/// Few enough for every access of a plan that interval arithmetic leaves open.
inline constexpr std::int64_t kTriedPoints = 1 << 16;

/// Ends at the first that is not inside. Variables without values (an empty range) leave nothing to try:
/// inside.
IndexTrial try_index(const LoopProgram& program, IndexId index, std::int64_t extent,
                     std::int64_t most_points);

}  // namespace ireplay
