#include "replay/cuda/compiled/schedule.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "replay/cuda/compiled/walk.hpp"
#include "replay/cuda/compiled/work.hpp"

namespace ireplay {
namespace {

constexpr int kBlock = 256;
constexpr int kVectorBytes = 16;               // the widest access of a thread
constexpr int kMostVector = 8;                 // elements
constexpr std::int64_t kSmallBytes = 1 << 20;  // that are read in no time wherever they lie
constexpr int kLineBytes = 64;                 // of memory, that neighbouring threads should read at once
constexpr std::int64_t kBytesInFlight =
    64;  // of a thread: with 2048 threads a multiprocessor this covers latency

std::int64_t power_of_two_from(std::int64_t n) {
  return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(std::max<std::int64_t>(n, 1))));
}
std::int64_t power_of_two_to(std::int64_t n) {
  return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(n, 1))));
}

bool has_reduction(const LoopProgram& program) {
  return std::ranges::any_of(program.stages, [](const Stage& stage) { return stage.per_element; });
}

/// Whether the index has other values for other values of the variable, itself or by what it is gathered
/// with.
bool moves_with(const LoopProgram& program, IndexId index, std::int32_t variable,
                const std::vector<bool>& depends) {
  bool moves = Walk(program, variable, 1).step(index) != 0;
  for_each_value(program, index,
                 [&](ValueId value) { moves = moves || depends[static_cast<std::size_t>(value)]; });
  return moves;
}

/// Bytes that loads or stores move along a variable in order, counted once for each point of what they depend
/// on.
double contiguous_bytes(const LoopProgram& program, std::int32_t variable, Opcode access) {
  const Walk walk(program, variable, 2);
  const auto variables = static_cast<std::int32_t>(program.ranges.size());
  std::vector<std::vector<bool>> depends(program.ranges.size());
  for (std::int32_t v = 0; v < variables; ++v)
    depends[static_cast<std::size_t>(v)] = depends_on(program, v, v + 1);
  double total = 0;
  for (const Instruction& at : program.instructions) {
    if (at.opcode != access || at.index == kNone || walk.step(at.index) != 1) continue;
    double bytes = static_cast<double>(element_bytes(program, at));
    for (std::int32_t v = 0; v < variables; ++v)
      if (moves_with(program, at.index, v, depends[static_cast<std::size_t>(v)]))
        bytes *= static_cast<double>(program.ranges[static_cast<std::size_t>(v)]);
    total += bytes;
  }
  return total;
}

/// The variable that the most bytes are contiguous along. Of points those of stores come first: loads across
/// can be turned in shared memory.
std::int32_t find_axis(const LoopProgram& program, std::int32_t variables) {
  const bool stores_first = !has_reduction(program);
  std::int32_t best = variables - 1;
  std::pair<double, double> most{-1, -1};
  for (std::int32_t v = variables; v-- > 0;) {
    const double loads = contiguous_bytes(program, v, Opcode::load);
    const double stores = contiguous_bytes(program, v, Opcode::store);
    const auto bytes = stores_first ? std::pair{stores, loads} : std::pair{loads + stores, 0.0};
    if (bytes > most) most = bytes, best = v;
  }
  return best;
}

/// Whether most loads are of elements that do not follow each other (strided, gathered): then neighbours
/// should be neighbouring threads, whose elements share lines of memory, and not elements of one thread.
bool is_scattered(const LoopProgram& program, const Walk& walk) {
  std::int64_t in_order = 0, scattered = 0;
  for (const Instruction& at : program.instructions) {
    if (!is_access(at) || at.index == kNone) continue;
    const auto step = walk.step(at.index);
    if (step == 1) ++in_order;
    if (at.opcode == Opcode::load && step != 0 && step != 1) ++scattered;
  }
  return scattered > 2 * in_order;
}

/// The narrowest element that moves in order along the axis decides: it should fill a whole access. Atomic
/// updates of neighbouring threads should lie beside each other without a gap.
int find_vector(const LoopProgram& program, std::int32_t axis) {
  const Walk walk(program, axis, 2);
  if (is_scattered(program, walk)) return 1;
  std::int64_t most = kMostVector;
  std::int64_t narrowest = kVectorBytes;
  for (const Instruction& at : program.instructions)
    if (is_access(at) && at.index != kNone && walk.step(at.index) == 1) {
      narrowest = std::min(narrowest, element_bytes(program, at));
      if (at.opcode == Opcode::store && at.mode == StoreMode::atomic_add)
        most = std::min(most, kVectorBytes / element_bytes(program, at));
    }
  const std::int64_t extent = program.ranges[static_cast<std::size_t>(axis)];
  const std::int64_t dividing = extent & -extent;  // the largest power of two that divides it
  return static_cast<int>(std::min({kVectorBytes / narrowest, most, dividing}));
}

/// Vectors of the points from one value of a variable to the next.
std::int64_t vectors_below(const LoopProgram& program, const Schedule& schedule, std::int32_t variable) {
  std::int64_t vectors = program.ranges[static_cast<std::size_t>(schedule.axis)] / schedule.vector;
  for (std::int32_t v = variable + 1; v < program.parallel; ++v)
    if (v != schedule.axis) vectors *= program.ranges[static_cast<std::size_t>(v)];
  return vectors;
}

std::int64_t unroll_for(std::int64_t bytes_of_vector, std::int64_t most) {
  return std::clamp<std::int64_t>(kBytesInFlight / bytes_of_vector, 1, most);
}

constexpr int kTile = 64, kSmallTile = 32;  // elements of a tile's side
constexpr std::int64_t kLeastTiledPoints =
    512;  // of a multiprocessor; below that the caches turn the operands

/// With tiles along the first variable that loads are contiguous along which move by steps along the axis;
/// none: nothing is worth tiles.
std::optional<Schedule> find_tiles(const LoopProgram& program, const Schedule& schedule,
                                   const ScheduleDevice& device) {
  if (parallel_count(program) < kLeastTiledPoints * device.multiprocessors) return std::nullopt;
  for (std::int32_t v = 0; v < program.parallel; ++v) {
    const bool wide = program.ranges[static_cast<std::size_t>(v)] >= kTile / 4 &&
                      program.ranges[static_cast<std::size_t>(schedule.axis)] >= kTile / 4;
    if (v == schedule.axis || !wide || contiguous_bytes(program, v, Opcode::load) < kSmallBytes) continue;
    for (const int side : {kTile, kSmallTile}) {
      Schedule tiled = schedule;
      tiled.across = v;
      tiled.tile_lead = tiled.tile_across = side;
      tiled.threads = std::min(tiled.threads, side * side / tiled.vector);
      tiled.unroll = side * side / tiled.vector / tiled.threads;
      const std::int64_t bytes = staged_bytes(program, tiled);
      if (bytes > 0 && bytes <= kMostStagedBytes) return tiled;
    }
  }
  return std::nullopt;
}

/// With vectors stacked along the variable beside which most is computed; none: less than one function is
/// saved.
std::optional<Schedule> find_stacked(const LoopProgram& program, const Schedule& schedule,
                                     const ScheduleDevice& device) {
  constexpr std::int64_t kOneFunction = 16, kBlocks = 4, kMostRounds = 64;
  const std::int64_t lead = lead_count(program, schedule), multiprocessors = device.multiprocessors;
  std::int64_t most = kOneFunction - 1;
  std::optional<Schedule> best;
  for (std::int32_t v = 0; v < program.parallel; ++v) {
    const std::int64_t extent = program.ranges[static_cast<std::size_t>(v)];
    const std::int64_t saved = v == schedule.axis || extent == 1 ? 0 : work_beside(program, v);
    if (saved <= most) continue;
    Schedule stacked = schedule;
    stacked.stacked = true;
    stacked.repeats = false;
    stacked.across = v;
    stacked.rounds = 1;
    for (const int unroll : {1, 2, 4})
      if (extent % unroll == 0 && lead / unroll >= kBlock * multiprocessors) stacked.unroll = unroll;
    // all of the extent in rounds, as long as every multiprocessor has some blocks
    const std::int64_t of_unroll = extent / stacked.unroll;
    for (std::int64_t rounds = 1; rounds <= std::min(of_unroll, kMostRounds); ++rounds)
      if (of_unroll % rounds == 0 &&
          lead / (std::int64_t{kBlock} * stacked.unroll * rounds) >= kBlocks * multiprocessors)
        stacked.rounds = rounds;
    for (const int threads : {128, 192, 256})
      if (vectors_below(program, stacked, v) % threads == 0) {
        stacked.threads = threads;
        if (std::int64_t{stacked.unroll} * stacked.rounds > 1) best = stacked, most = saved;
      }
  }
  return best;
}

Schedule schedule_points(const LoopProgram& program, const ScheduleDevice& device) {
  Schedule schedule;
  schedule.family = Family::points;
  schedule.axis = find_axis(program, program.parallel);
  schedule.vector = find_vector(program, schedule.axis);
  const std::int64_t points = parallel_count(program);
  const std::int64_t wave = std::int64_t{device.multiprocessors} * device.threads_per_multiprocessor;
  while (schedule.vector > 1 && points / schedule.vector < wave / 4) schedule.vector /= 2;
  const std::int64_t vectors = points / schedule.vector;
  if (const auto tiled = find_tiles(program, schedule, device)) return *tiled;
  const std::int64_t most = std::min<std::int64_t>(4, std::max<std::int64_t>(vectors / (2 * wave), 1));
  if (const int threads = threads_for_repeats(program, schedule); threads != 0 && most > 1) {
    schedule.threads = threads;
    schedule.repeats = true;
  }
  const std::int64_t bytes = bytes_of_vectors(program, schedule.axis, schedule.vector, schedule.repeats);
  schedule.unroll = static_cast<int>(power_of_two_to(unroll_for(bytes, most)));
  schedule.repeats = schedule.repeats && schedule.unroll > 1;
  if (vectors < std::int64_t{device.multiprocessors} * kBlock) schedule.threads = kBlock / 2;
  if (const auto stacked = find_stacked(program, schedule, device)) return *stacked;
  return schedule;
}

/// The index whose rows' starts vectors follow where their length is odd: that of the widest access that goes
/// along the axis, if every index of the program is affine; kNone otherwise.
IndexId find_lead(const LoopProgram& program, const ProgramMemory& memory, std::int32_t axis) {
  if (static_cast<std::int32_t>(program.ranges.size()) != program.parallel + 1) return kNone;
  const Walk walk(program, axis, 1);
  IndexId lead = kNone;
  for (const Instruction& at : program.instructions) {
    if (at.index != kNone && !is_affine(program, at.index) && walk.step(at.index) != 0) return kNone;
    if (!is_access(at) || at.index == kNone || walk.step(at.index) != 1) continue;
    if (lead == kNone && memory.alignment[static_cast<std::size_t>(at.buffer)] == kVectorBytes)
      lead = at.index;
  }
  return lead;
}

/// Bytes of the narrowest element that moves in order along the axis; those of a vector where none does.
std::int64_t narrowest_bytes(const LoopProgram& program, std::int32_t axis) {
  const Walk walk(program, axis, 1);
  std::int64_t narrowest = kVectorBytes;
  for (const Instruction& at : program.instructions)
    if (is_access(at) && at.index != kNone && walk.step(at.index) == 1)
      narrowest = std::min(narrowest, element_bytes(program, at));
  return narrowest;
}

/// The longest vector of the elements that move in order along the axis.
int wide_vector(const LoopProgram& program, std::int32_t axis) {
  return static_cast<int>(std::min<std::int64_t>(kVectorBytes / narrowest_bytes(program, axis), kMostVector));
}

/// Rows abreast, where a good part of what is loaded is contiguous from row to row; none: a row's vectors lie
/// side by side, or it does not fit the registers of few threads.
std::optional<Schedule> find_abreast(const LoopProgram& program, const Schedule& rows) {
  constexpr int kBeside = 32, kMostThreads = 512;
  if (rows.shifted || has_scan(program)) return std::nullopt;
  const std::int64_t steps = reduction_steps(program, rows);
  const std::int64_t kept = std::max<std::int64_t>(kept_values(program), 1);
  const double along = contiguous_bytes(program, rows.axis, Opcode::load);
  for (std::int32_t v = 0; v < program.parallel; ++v) {
    if (program.ranges[static_cast<std::size_t>(v)] < kBeside / 2) continue;
    if (3 * contiguous_bytes(program, v, Opcode::load) < along) continue;
    for (const int row_threads : {16, 32}) {
      Schedule abreast = rows;
      abreast.abreast = abreast.whole = true;
      abreast.across = v;
      abreast.row_threads = static_cast<int>(std::min<std::int64_t>(row_threads, power_of_two_from(steps)));
      abreast.unroll = static_cast<int>(ceil_div(steps, abreast.row_threads));
      abreast.threads = std::min(abreast.row_threads * kBeside, kMostThreads);
      if (std::int64_t{abreast.unroll} * abreast.vector * kept <= kKeptElements) return abreast;
    }
  }
  return std::nullopt;
}

constexpr std::int64_t kLeastShifted = 256;  // elements of a row; of shorter ones the rest would be too much

Schedule schedule_rows(const LoopProgram& program, const ProgramMemory& memory, std::int32_t axis,
                       const ScheduleDevice& device) {
  Schedule schedule;
  schedule.family = Family::rows;
  schedule.axis = axis;
  schedule.vector = find_vector(program, axis);
  const int widest = wide_vector(program, axis);
  if (schedule.vector < widest && reduction_count(program) >= kLeastShifted) {
    schedule.lead = find_lead(program, memory, axis);
    schedule.shifted = schedule.lead != kNone;
    if (schedule.shifted) schedule.vector = widest;
  }
  const std::int64_t rows = parallel_count(program);
  const std::int64_t steps = reduction_steps(program, schedule);
  const std::int64_t kept = std::max<std::int64_t>(kept_values(program), 1);
  const bool few_rows = rows < 2 * std::int64_t{device.multiprocessors};
  const std::int64_t most_threads = few_rows ? 1024 : 512;

  // of very many rows a thread holds several vectors, which wait for memory together
  const std::int64_t wave = std::int64_t{device.multiprocessors} * device.threads_per_multiprocessor;
  const std::int64_t least = rows >= wave / 8 ? 8 : 32;
  std::int64_t row_threads = power_of_two_from(steps);
  if (row_threads > least)
    row_threads =
        std::clamp<std::int64_t>(power_of_two_from(ceil_div(steps, few_rows ? 1 : 4)), least, most_threads);
  // as many threads as hide latency, as far as rows have vectors for them
  while (row_threads >= 32 && row_threads < std::min(most_threads, steps) && rows * row_threads < wave / 2)
    row_threads *= 2;
  std::int64_t unroll = ceil_div(steps, row_threads);
  while (unroll * schedule.vector * kept > kKeptElements && row_threads < most_threads &&
         steps > row_threads * 2) {
    row_threads *= 2;
    unroll = ceil_div(steps, row_threads);
  }
  const auto passes = std::ranges::count_if(program.stages, &Stage::per_element);
  // read once, a long row gains nothing by staying
  schedule.whole = unroll * schedule.vector * kept <= kKeptElements && (passes > 1 || unroll <= 4);
  if (!schedule.whole) {
    row_threads = std::min<std::int64_t>(row_threads, few_rows ? 512 : kBlock);
    unroll = power_of_two_to(unroll_for(bytes_of_vectors(program, axis, schedule.vector), 4));
    unroll = std::min(unroll, power_of_two_to(ceil_div(steps, row_threads)));
  }
  schedule.row_threads = static_cast<int>(row_threads);
  schedule.unroll = static_cast<int>(unroll);
  schedule.threads = static_cast<int>(std::max<std::int64_t>(row_threads, kBlock / 2));
  if (const auto abreast = find_abreast(program, schedule)) return *abreast;
  if (schedule.whole) return schedule;
  // all blocks at once: a few more than fit would take as long again
  const std::int64_t at_once =
      std::int64_t{device.multiprocessors} * device.threads_per_multiprocessor / schedule.threads;
  const std::int64_t wanted = at_once / ceil_div(rows * row_threads, schedule.threads);
  schedule.splits = std::max<std::int64_t>(std::min(wanted, steps / (4 * row_threads * unroll)), 1);
  if (!few_rows) schedule.splits = 1;
  return schedule;
}

/// So many of at most `most` at a time that the last of `count` leave few places empty.
std::int64_t evenly(std::int64_t count, std::int64_t most) {
  std::int64_t best = std::min(most, count);
  for (std::int64_t n = best; n > std::max<std::int64_t>(best / 2, 1); --n)
    if (ceil_div(count, n) * n < ceil_div(count, best) * best) best = n;
  return best;
}

Schedule schedule_columns(const LoopProgram& program, std::int32_t axis, const ScheduleDevice& device) {
  Schedule schedule;
  schedule.family = Family::columns;
  schedule.axis = axis;
  schedule.vector = std::min(find_vector(program, axis), 4);
  const std::int64_t wave = std::int64_t{device.multiprocessors} * device.threads_per_multiprocessor;
  const std::int64_t steps = reduction_count(program);
  const std::int64_t points = parallel_count(program);
  while (schedule.vector > 1 && points / schedule.vector * steps < wave / 2) schedule.vector /= 2;
  const std::int64_t vectors = points / schedule.vector;
  const std::int64_t extent = program.ranges[static_cast<std::size_t>(axis)] / schedule.vector;

  // threads side by side cover a line of memory; beyond that columns get more threads the fewer they are
  const std::int64_t narrowest = narrowest_bytes(program, axis);
  const std::int64_t line_bytes = points * steps * narrowest < kSmallBytes ? kLineBytes / 4 : kLineBytes;
  const std::int64_t line = std::max<std::int64_t>(line_bytes / (schedule.vector * narrowest), 1);
  const std::int64_t beside = std::min(power_of_two_to(extent), power_of_two_from(line));
  std::int64_t row_threads = 1;
  while (row_threads < kBlock / beside && row_threads < steps && vectors * row_threads < wave / 2)
    row_threads *= 2;
  while (row_threads > 1 && row_threads > steps) row_threads /= 2;
  schedule.row_threads = static_cast<int>(row_threads);
  const std::int64_t share = ceil_div(steps, row_threads);
  const std::int64_t kept = kept_values(program);
  schedule.whole = share <= 8 && share * schedule.vector * std::max<std::int64_t>(kept, 1) <= kKeptElements;
  const std::int64_t in_flight = unroll_for(bytes_of_vectors(program, axis, schedule.vector), 8);
  schedule.unroll = static_cast<int>(schedule.whole ? share : evenly(share, power_of_two_to(in_flight)));
  if (schedule.whole) return schedule;
  const std::int64_t threads = vectors * row_threads;
  const std::int64_t wanted = threads * 2 <= wave ? wave / threads : 1;
  schedule.splits = std::max<std::int64_t>(std::min(wanted, share / (8 * std::int64_t{schedule.unroll})), 1);
  return schedule;
}

constexpr std::int64_t kMostRowOfFew = std::int64_t{1} << 15;  // elements; a longer one wants many blocks
constexpr std::int64_t kLeastRows = 128, kLeastColumns = std::int64_t{1} << 15;
constexpr std::int64_t kMostColumnOfFew = 512;

/// Scans take the reduction in order: along rows a vector after the other, or columns side by side.
std::int32_t find_scan_axis(const LoopProgram& program) {
  const auto variables = static_cast<std::int32_t>(program.ranges.size());
  const std::int32_t axis = find_axis(program, variables);
  return axis < program.parallel ? axis : variables - 1;
}

Schedule schedule_scan(const LoopProgram& program, const ScheduleDevice& device) {
  Schedule schedule;
  schedule.axis = find_scan_axis(program);
  const std::int64_t points = parallel_count(program);
  if (schedule.axis < program.parallel) {
    schedule.family = Family::columns;
    const std::int64_t wave = std::int64_t{device.multiprocessors} * device.threads_per_multiprocessor;
    schedule.vector = std::min(find_vector(program, schedule.axis), 4);
    while (schedule.vector > 1 && points / schedule.vector < wave / 2) schedule.vector /= 2;
    schedule.threads = kBlock / 2;
    const std::int64_t bytes = bytes_of_vectors(program, schedule.axis, schedule.vector);
    schedule.unroll =
        static_cast<int>(std::min(power_of_two_to(unroll_for(bytes, 8)), reduction_count(program)));
    return schedule;
  }
  schedule.family = Family::rows;
  schedule.vector = find_vector(program, schedule.axis);
  const std::int64_t steps = reduction_steps(program, schedule);
  const std::int64_t kept = std::max<std::int64_t>(kept_values(program), 1);
  schedule.row_threads = static_cast<int>(std::clamp<std::int64_t>(power_of_two_from(steps), 2, kBlock));
  const std::int64_t most = std::min<std::int64_t>(4, kKeptElements / (schedule.vector * kept));
  schedule.unroll = static_cast<int>(
      power_of_two_to(std::min(ceil_div(steps, schedule.row_threads), std::max<std::int64_t>(most, 1))));
  schedule.whole = std::int64_t{schedule.unroll} * schedule.row_threads >= steps;
  schedule.threads = std::max(schedule.row_threads, kBlock / 2);
  return schedule;
}

std::string why_no_scan(const LoopProgram& program) {
  for (const Instruction& at : program.instructions) {
    if (at.opcode != Opcode::scan) continue;
    if (at.scan == ScanKind::program) return "a scan with a combine function of its own";
    if (at.mask != kNone) return "a scan under a mask";
  }
  const std::int64_t points = parallel_count(program), steps = reduction_count(program);
  if (find_scan_axis(program) < program.parallel)
    return points < kLeastColumns && steps > kMostColumnOfFew ? "a scan of few long columns" : "";
  return points < kLeastRows && steps > kMostRowOfFew ? "a scan of few long rows" : "";
}

}  // namespace

ProgramMemory memory_at(const LoopProgram& program, const std::vector<std::byte*>& addresses) {
  const auto end_of = [&](std::size_t k) {
    const BufferUse& use = program.buffers[k];
    return addresses[k] + use.extent * static_cast<std::int64_t>(bytes_of(use.dtype));
  };
  ProgramMemory memory;
  for (std::size_t k = 0; k < addresses.size(); ++k) {
    const auto address = reinterpret_cast<std::uintptr_t>(addresses[k]);
    int alignment = 16;
    while (address % static_cast<std::uintptr_t>(alignment) != 0) alignment /= 2;
    bool read_only = !program.buffers[k].written;
    for (std::size_t other = 0; other < addresses.size(); ++other)
      if (program.buffers[other].written && addresses[other] < end_of(k) && addresses[k] < end_of(other))
        read_only = false;
    memory.alignment.push_back(alignment);
    memory.read_only.push_back(read_only);
  }
  return memory;
}

std::string short_text(const Schedule& schedule) {
  constexpr const char* kNames[] = {"points", "rows", "columns"};
  return std::string(kNames[static_cast<int>(schedule.family)]) + "/" + std::to_string(schedule.unroll) +
         "x" + std::to_string(schedule.vector);
}

std::string to_text(const Schedule& schedule) {
  const auto number = [](std::int64_t n) { return std::to_string(n); };
  const std::string held = number(schedule.unroll) + " x " + number(schedule.vector) + " elements";
  if (schedule.family == Family::points)
    return "points, blocks of " + number(schedule.threads) + ", " + held +
           (schedule.repeats ? " at one place of the fastest dimension" : "") +
           (schedule.stacked ? " at one place of all dimensions but one" : "") +
           (schedule.rounds > 1 ? ", " + number(schedule.rounds) + " rounds" : "") +
           (schedule.tile_lead == 0 ? ""
                                    : ", tiles of " + number(schedule.tile_lead) + " x " +
                                          number(schedule.tile_across) + " through shared memory");
  std::string text = schedule.family == Family::rows ? "rows, " : "columns, ";
  text += number(schedule.row_threads) + " threads of " + number(schedule.threads) + " a " +
          (schedule.family == Family::rows ? "row, " : "column, ") + held;
  if (schedule.abreast) text += ", rows abreast";
  if (schedule.shifted) text += ", vectors from the row's own start";
  if (schedule.whole)
    text += schedule.family == Family::rows ? ", row in registers" : ", column in registers";
  if (schedule.splits > 1) text += ", " + number(schedule.splits) + " splits";
  return text;
}

bool is_staged(const LoopProgram& program, const Schedule& schedule, const Instruction& at) {
  if (schedule.tile_lead == 0 || at.opcode != Opcode::load || at.checked || at.index == kNone ||
      !is_affine(program, at.index) || (at.mask != kNone && !is_of_indices(program, at.mask)))
    return false;
  const auto along = Walk(program, schedule.axis, 1).step(at.index);
  return along != 0 && along != 1 && Walk(program, schedule.across, 1).step(at.index) == 1;
}

std::int64_t staged_bytes(const LoopProgram& program, const Schedule& schedule) {
  std::int64_t bytes = 0;
  for (const Instruction& at : program.instructions)
    if (is_staged(program, schedule, at))
      bytes += schedule.tile_lead * (schedule.tile_across * element_bytes(program, at) + 8);
  return bytes;
}

std::string why_not_compiled(const LoopProgram& program) {
  for (const Instruction& at : program.instructions) {
    if (at.opcode == Opcode::sort) return "a sort";
    if (at.opcode == Opcode::store && at.mode == StoreMode::atomic_cas) return "atomic_cas";
    if (is_complex(at.dtype) || is_complex(at.source)) return "complex numbers";
  }
  for (const BufferUse& use : program.buffers)
    if (is_complex(use.dtype)) return "complex numbers";
  for (const std::int64_t range : program.ranges)
    if (range <= 0) return "an empty range";
  if (parallel_count(program) > (std::int64_t{1} << 40) || reduction_count(program) > (std::int64_t{1} << 40))
    return "more points than a grid holds";
  return has_scan(program) ? why_no_scan(program) : "";
}

Schedule make_schedule(const LoopProgram& program, const ProgramMemory& memory,
                       const ScheduleDevice& device) {
  if (!has_reduction(program)) return schedule_points(program, device);
  if (has_scan(program)) return schedule_scan(program, device);
  const auto variables = static_cast<std::int32_t>(program.ranges.size());
  const std::int32_t axis = find_axis(program, variables);
  if (axis >= program.parallel) return schedule_rows(program, memory, axis, device);
  // where a good part lies along the rows all the same, rows abreast read both well
  if (3 * contiguous_bytes(program, variables - 1, Opcode::load) >=
      contiguous_bytes(program, axis, Opcode::load))
    if (const Schedule rows = schedule_rows(program, memory, variables - 1, device); rows.abreast)
      return rows;
  return schedule_columns(program, axis, device);
}

int threads_for_repeats(const LoopProgram& program, const Schedule& schedule) {
  const std::int64_t axis = program.ranges[static_cast<std::size_t>(schedule.axis)] / schedule.vector;
  constexpr std::int64_t kLongest = 1 << 16;  // vectors; past that a thread's are far apart in memory
  if (program.parallel < 2 || axis < 2 || axis > kLongest ||
      count_along_alone(program, schedule.axis, Opcode::load) == 0)
    return 0;
  for (const int threads : {256, 192, 384, 320, 224, 288, 160, 352, 128, 416, 448, 480, 512})
    if (threads % axis == 0 || axis % threads == 0) return threads;
  return 0;
}

std::int64_t lead_count(const LoopProgram& program, const Schedule& schedule) {
  return parallel_count(program) / (schedule.family == Family::rows ? 1 : schedule.vector);
}

std::int64_t reduction_steps(const LoopProgram& program, const Schedule& schedule) {
  const std::int64_t count = reduction_count(program);
  if (schedule.shifted) return ceil_div(count + schedule.vector - 1, schedule.vector);
  return count / (schedule.family == Family::rows ? schedule.vector : 1);
}

std::int64_t vector_distance(const LoopProgram& program, const Schedule& schedule) {
  if (schedule.stacked) return vectors_below(program, schedule, schedule.across);
  if (!schedule.repeats) return schedule.threads;
  const std::int64_t axis = program.ranges[static_cast<std::size_t>(schedule.axis)] / schedule.vector;
  return std::max<std::int64_t>(schedule.threads, axis);
}

std::int64_t block_count(const LoopProgram& program, const Schedule& schedule) {
  const std::int64_t lead = lead_count(program, schedule);
  if (schedule.tile_lead != 0) {
    const std::int64_t axis = program.ranges[static_cast<std::size_t>(schedule.axis)];
    const std::int64_t across = program.ranges[static_cast<std::size_t>(schedule.across)];
    return ceil_div(axis, schedule.tile_lead) * ceil_div(across, schedule.tile_across) *
           (parallel_count(program) / (axis * across));
  }
  if (schedule.family == Family::points) {
    const std::int64_t distance = vector_distance(program, schedule);
    return ceil_div(lead, distance * schedule.unroll * schedule.rounds) * (distance / schedule.threads);
  }
  return ceil_div(lead, schedule.threads / schedule.row_threads);
}

}  // namespace ireplay
