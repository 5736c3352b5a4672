#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "replay/plan/loop_program.hpp"

/// Which share of a loop program each thread of a compiled kernel does: one plain struct, chosen by one
/// function from the program, its memory and the device.
namespace ireplay {

/// What is known of the memory under LoopProgram::buffers, by number.
struct ProgramMemory {
  std::vector<int> alignment;   // of element 0, in bytes: 1, 2, 4, 8 or 16
  std::vector<bool> read_only;  // nothing that the program writes shares its memory
};

/// Of memory that is there: element 0 of each buffer lies at its address.
ProgramMemory memory_at(const LoopProgram& program, const std::vector<std::byte*>& addresses);

/// The device as far as shapes depend on it.
struct ScheduleDevice {
  int multiprocessors = 1;
  int threads_per_multiprocessor = 2048;
};

/// How threads walk.
///   points   each thread takes `unroll` vectors of the parallel points
///   rows     vectors lie along the reduction; `row_threads` neighbours share a row
///   columns  vectors lie along a parallel variable, the reduction is strided; the threads of a block are
///            threads / row_threads vectors of columns by row_threads steps of the reduction
enum class Family : std::uint8_t { points, rows, columns };

struct Schedule {
  Family family = Family::points;
  std::int32_t axis = 0;  // the variable that vectors lie along
  int vector = 1;         // elements of a vector
  /// Points, where operands are contiguous along another variable than the rest: a block takes a tile of
  /// tile_lead elements along `axis` by tile_across along `across`, and those operands go through shared
  /// memory. 0: no tiles.
  int tile_lead = 0, tile_across = 0;
  std::int32_t across = 0;
  int unroll = 1;  // vectors that a thread holds at once
  /// Points: a thread's vectors all have the same place along `axis`, so that what depends on that place
  /// alone (a bias, a channel's scale) is loaded and computed once for them. The block's threads divide the
  /// axis, or the axis them.
  bool repeats = false;
  /// Points: a thread's vectors differ in the variable `across` alone, so that what does not depend on it
  /// (the sines of positions, beside all heads) is loaded and computed once for them. unroll * rounds divides
  /// its extent, the block's threads the vectors from one value of it to the next.
  bool stacked = false;
  /// Where vectors repeat or are stacked: how often a block goes on to as many further vectors, with what it
  /// has loaded and computed.
  std::int64_t rounds = 1;
  int threads = 256;    // of a block
  int row_threads = 1;  // along the reduction; a power of two
  bool whole = false;   // the reduction fits unroll * row_threads vectors: what later stages read stays
                        // in registers; otherwise it is computed again from memory
  /// Rows whose length or offset is no multiple of the vector: a row's vectors begin where memory has
  /// multiples of them, up to vector - 1 elements before the row. `lead`: the index that says where.
  bool shifted = false;
  IndexId lead = kNone;
  std::int64_t splits = 1;  // blocks along the reduction; more than one finish in further launches
  /// Rows where operands are contiguous from row to row along `across`: neighbouring threads stand in
  /// neighbouring rows, and those of one row are threads / row_threads apart.
  bool abreast = false;
  bool operator==(const Schedule&) const = default;
};

/// `rows, 128 threads of 256 a row, 4 x 8 elements, row in registers`.
std::string to_text(const Schedule& schedule);
/// `rows/4x8`: family, vectors a thread holds, elements of one.
std::string short_text(const Schedule& schedule);

/// Why no compiled kernel runs the program, or empty: sorts, scans that want many blocks for a row, complex
/// numbers, empty ranges.
std::string why_not_compiled(const LoopProgram& program);

/// For a program that `why_not_compiled` has nothing against, its ranges merged. Linear in the program times
/// its ranges.
Schedule make_schedule(const LoopProgram& program, const ProgramMemory& memory, const ScheduleDevice& device);

/// Threads of a block that divide the axis of points, or that it divides, which `repeats` wants; 0: there are
/// none, or nothing is loaded along the axis alone.
int threads_for_repeats(const LoopProgram& program, const Schedule& schedule);

/// Whether the load is brought to a tile's shared memory, along `across`.
bool is_staged(const LoopProgram& program, const Schedule& schedule, const Instruction& at);
/// Shared memory of all loads that are, and what a block has of it without asking for more.
std::int64_t staged_bytes(const LoopProgram& program, const Schedule& schedule);
inline constexpr std::int64_t kMostStagedBytes = std::int64_t{48} * 1024;

// ---- the counts that follow from a schedule

/// Vectors of the points (points, columns); points (rows).
std::int64_t lead_count(const LoopProgram& program, const Schedule& schedule);
/// Points: how many vectors lie between two that a thread holds.
std::int64_t vector_distance(const LoopProgram& program, const Schedule& schedule);
/// Vectors (rows) or points (columns) of the reduction.
std::int64_t reduction_steps(const LoopProgram& program, const Schedule& schedule);
/// Of the grid: blocks along the points.
std::int64_t block_count(const LoopProgram& program, const Schedule& schedule);

}  // namespace ireplay
