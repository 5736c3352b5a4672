#pragma once

#include <vector>

#include "replay/cuda/compiled/schedule.hpp"

namespace ireplay {

/// Programs that move fewer bytes are over before a choice shows in their time.
inline constexpr std::int64_t kLeastTunedBytes = std::int64_t{8} << 20;

/// The schedule of `make_schedule`, and behind it those that differ from it where its model is unsure: sides
/// of tiles, vectors that a thread holds, threads of a row, splits. At most `most` of them, all right; which
/// is fastest only time tells. One alone for programs whose time depends on values that are not there yet:
/// gathers and atomic updates.
std::vector<Schedule> candidate_schedules(const LoopProgram& program, const ProgramMemory& memory,
                                          const ScheduleDevice& device, std::size_t most = 6);

}  // namespace ireplay
