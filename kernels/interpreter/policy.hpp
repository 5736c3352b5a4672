#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

/// Every number that shapes a launch, and how it follows from sizes. No CUDA header, so that host tests cover
/// it.
namespace ireplay {

/// When a thread has so many items: more slots than these leave too few threads in flight, and so do fewer
/// elements for each multiprocessor.
struct ItemPolicy {
  int items, most_slots;
  std::int64_t least_elements;
};
inline constexpr ItemPolicy kItemPolicies[] = {{32, 3, std::int64_t{16} * 1024}, {16, 12, 0}};
inline constexpr int kMostSlots = 12;  // of threads whose items are asked for

inline constexpr std::size_t kStaticSharedBytes = 1024;  // what kernels take beside their slots, at most
inline constexpr std::size_t kMostProgramBytes = std::size_t{48} * 1024;  // that blocks copy to shared memory
inline constexpr std::int64_t kMostSpillBytes = std::int64_t{256} << 20;
inline constexpr int kPointThreads = 128;  // of a block of independent points
/// The same where with those the vectors of some operand do not lie in steps, the first that helps most.
inline constexpr int kOtherPointThreads[] = {96, 80, 112};
inline constexpr int kRowThreads = 128;    // of a block of short rows
inline constexpr int kChunksOfASplit = 4;  // least work of a block along a long row
inline constexpr int kMostChunksOfAPass =
    1024;                                    // of a row scanned in a single pass: each looks at all before
inline constexpr int kLeastRowScan = 64;     // shorter rows are scanned by one thread each
inline constexpr int kPointsOfAThread = 16;  // least points of a reduction for one thread

/// Threads that share a row of `points`: as few as hold it at once, a power of two; `most` of them.
constexpr int row_group(std::int64_t points, int items, int most) {
  const std::int64_t wanted = std::max<std::int64_t>((points + items - 1) / items, 1);
  if (wanted >= most) return most;
  return static_cast<int>(std::bit_ceil(static_cast<std::uint64_t>(wanted)));
}

/// Threads of a block of independent points: fewer where there are too few points to fill the chip.
constexpr int parallel_threads(std::int64_t points, int items, int multiprocessors) {
  int threads = kPointThreads;
  while (threads > 32 && points < std::int64_t{multiprocessors} * threads * items) threads /= 2;
  return threads;
}

/// Threads along neighbouring results of a reduction of columns: no more than hold `points` of them.
constexpr int column_threads(std::int64_t points, int items) {
  const std::int64_t wanted = (points + items - 1) / items;
  return static_cast<int>(
      std::clamp<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(wanted)), 32, 128));
}

/// Blocks that a multiprocessor holds at once: the registers of a thread follow from it.
inline constexpr int kResidentBlocks = 4;
/// The same of thirty-two items along independent points, which have the least to keep.
inline constexpr int kWidePointBlocks = 5;

/// Blocks that take the tiles of independent points: one each, so that those that are done early get the next
/// one, unless there are so many that starting blocks would cost.
inline constexpr int kMostPointBlocks = 128;  // for each multiprocessor
constexpr std::int64_t point_blocks(std::int64_t tiles, int multiprocessors) {
  return std::clamp<std::int64_t>(tiles, 1, std::int64_t{kMostPointBlocks} * multiprocessors);
}
/// The same of rows, two each: a row takes longer to begin. For each multiprocessor several times what it
/// holds, so that the last ones to finish are short.
inline constexpr int kLeastRowBlocks = 32, kMostRowBlocks = 64;
constexpr std::int64_t row_blocks(std::int64_t tiles, int multiprocessors) {
  const std::int64_t least = std::min(tiles, std::int64_t{kLeastRowBlocks} * multiprocessors);
  return std::clamp<std::int64_t>((tiles + 1) / 2, std::max<std::int64_t>(least, 1),
                                  std::int64_t{kMostRowBlocks} * multiprocessors);
}

/// Blocks that share one reduction, so that all of them fill the chip, a few on each multiprocessor; at most
/// `most`.
constexpr std::int64_t splits_for(std::int64_t blocks, std::int64_t most, int multiprocessors) {
  const std::int64_t wanted = std::int64_t{4} * multiprocessors;
  if (blocks >= wanted / 2) return 1;
  return std::clamp<std::int64_t>(std::min(wanted / blocks, most), 1, 65535);
}

/// As few of `splits` as go through the points in as many rounds, `together` points of each split a round.
constexpr std::int64_t even_splits(std::int64_t splits, std::int64_t points, std::int64_t together) {
  const std::int64_t round = splits * together, rounds = (points + round - 1) / round;
  return rounds == 0 ? splits : (points + rounds * together - 1) / (rounds * together);
}

}  // namespace ireplay
