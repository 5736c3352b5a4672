#pragma once

#include <cstdint>
#include <functional>

namespace ireplay {

/// How many parts `count` elements are worth: one for each core, and no part smaller than `least`.
std::int64_t parts_of(std::int64_t count, std::int64_t least);

/// Calls `work(part, begin, end)` for that many parts of 0..count, the first on this thread and each other on
/// one of its own, or on this one where there is no other to be had. The first exception that a part throws
/// is thrown again.
void in_parts(std::int64_t count, std::int64_t parts,
              const std::function<void(std::int64_t part, std::int64_t begin, std::int64_t end)>& work);

}  // namespace ireplay
