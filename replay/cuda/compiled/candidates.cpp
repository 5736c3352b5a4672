#include "replay/cuda/compiled/candidates.hpp"

#include <algorithm>
#include <bit>

#include "replay/cuda/compiled/walk.hpp"
#include "replay/cuda/compiled/work.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kKeptOfLargeBlocks = 32;  // 32-bit values where 1024 threads share the registers
constexpr int kMostThreads = 1024;

/// Whether places in memory follow from what lies in memory.
bool depends_on_values(const LoopProgram& program) {
  std::vector<bool> loaded(program.instructions.size());
  for (std::size_t v = 0; v < loaded.size(); ++v) {
    loaded[v] = program.instructions[v].opcode == Opcode::load;
    for_each_operand(program, program.instructions[v], [&](ValueId operand) {
      loaded[v] = loaded[v] || loaded[static_cast<std::size_t>(operand)];
    });
  }
  const bool gathers = std::ranges::any_of(program.atoms, [&](const Atom& atom) {
    return atom.kind == AtomKind::value && loaded[static_cast<std::size_t>(atom.which)];
  });
  return gathers || std::ranges::any_of(program.instructions, [](const Instruction& at) {
           return at.opcode == Opcode::store && at.mode == StoreMode::atomic_add;
         });
}

class Candidates {
 public:
  Candidates(const LoopProgram& program, const Schedule& model, const ScheduleDevice& device)
      : program_(program), model_(model), device_(device), list_{model} {}

  std::vector<Schedule> take(std::size_t most) {
    if (has_scan(program_))
      scans();
    else if (model_.family == Family::points)
      model_.tile_lead != 0 ? tiles() : vectors_held();
    else if (model_.family == Family::rows)
      rows();
    else
      columns();
    if (list_.size() > most) list_.resize(most);
    return std::move(list_);
  }

 private:
  void add(const Schedule& schedule) {
    if (std::ranges::find(list_, schedule) == list_.end()) list_.push_back(schedule);
  }

  void tiles() {
    struct Tile {
      int lead, across, threads;
    };
    for (const Tile tile : {Tile{128, 128, 512}, Tile{128, 64, 256}, Tile{64, 128, 256}, Tile{64, 64, 512},
                            Tile{32, 64, 256}, Tile{32, 32, 128}}) {
      Schedule other = model_;
      other.tile_lead = tile.lead;
      other.tile_across = tile.across;
      other.threads = tile.threads;
      other.unroll = tile.lead * tile.across / other.vector / tile.threads;
      if (other.unroll >= 1 && staged_bytes(program_, other) <= kMostStagedBytes) add(other);
    }
  }

  /// So many blocks a multiprocessor that go on in rounds, where that is more than one round.
  void add_rounds(int blocks, int unroll, int vector) {
    if (vector < 1 || program_.stages.size() != 1) return;
    Schedule other = model_;
    other.unroll = unroll;
    other.vector = vector;
    const std::int64_t axis = program_.ranges[static_cast<std::size_t>(model_.axis)] / vector;
    if (other.threads % axis != 0 && axis % other.threads != 0) return;
    other.rounds = ceil_div(block_count(program_, other), std::int64_t{blocks} * device_.multiprocessors);
    if (other.rounds > 1) add(other);
  }

  /// Few points would rather have more threads, but not where each of them computes the same again.
  void add_repeats() {
    constexpr std::int64_t kWorthSharing = 3;  // scalar ops, such as a batch norm's 1 / sqrt(variance + eps)
    Schedule other = model_;
    other.threads = threads_for_repeats(program_, model_);
    other.repeats = true;
    if (other.threads == 0 || count_along_alone(program_, model_.axis, Opcode::scalar) < kWorthSharing)
      return;
    for (const int unroll : {2, 4}) {
      other.unroll = unroll;
      add(other);
    }
  }

  void stacks() {
    for (const std::int64_t rounds : {std::int64_t{1}, model_.rounds / 2, model_.rounds * 2})
      for (const int unroll : {model_.unroll, 2, 1}) {
        Schedule other = model_;
        other.rounds = rounds;
        other.unroll = unroll;
        const std::int64_t extent = program_.ranges[static_cast<std::size_t>(model_.across)];
        const std::int64_t together = rounds * unroll;
        if (together > 1 && extent % together == 0) add(other);
      }
    Schedule apart = model_;
    apart.stacked = false;
    apart.rounds = 1;
    add(apart);
  }

  void vectors_held() {
    if (model_.stacked) return stacks();
    if (!model_.repeats) add_repeats();
    if (model_.repeats) {
      for (const int blocks : {2, 4}) add_rounds(blocks, 4, model_.vector);
      add_rounds(4, 4, model_.vector / 2);
      Schedule other = model_;
      other.repeats = false;
      other.threads = 256;
      for (const int unroll : {1, 2}) {
        other.unroll = unroll;
        add(other);
      }
    }
    for (const int unroll : {1, 2, 4}) {
      Schedule other = model_;
      other.unroll = unroll;
      if (unroll > 1 || !model_.repeats) add(other);
    }
    const std::int64_t extent = program_.ranges[static_cast<std::size_t>(model_.axis)];
    for (const int vector : {4, 2}) {  // of elements that are gathered one by one
      Schedule wide = model_;
      wide.vector = vector;
      wide.unroll = 1;
      if (model_.vector == 1 && extent % vector == 0) add(wide);
    }
    if (model_.vector < 4 || model_.repeats) return;
    Schedule narrow = model_;
    narrow.vector /= 2;
    add(narrow);
  }

  /// As many blocks along the reduction as the device holds at once.
  std::int64_t splits_of(const Schedule& schedule) const {
    const std::int64_t steps = reduction_steps(program_, schedule);
    const std::int64_t at_once =
        std::int64_t{device_.multiprocessors} * device_.threads_per_multiprocessor / schedule.threads;
    const std::int64_t wanted = at_once / std::max<std::int64_t>(block_count(program_, schedule), 1);
    const std::int64_t share = std::int64_t{4} * schedule.row_threads * schedule.unroll;
    return std::max<std::int64_t>(std::min(wanted, steps / share), 1);
  }

  void rows() {
    if (model_.abreast) {
      Schedule apart = model_;
      apart.abreast = false;
      apart.threads = std::max(apart.row_threads, 128);
      return add(apart);
    }
    const std::int64_t kept = std::max<std::int64_t>(kept_values(program_), 1);
    const std::int64_t steps = reduction_steps(program_, model_);
    const auto passes = std::ranges::count_if(program_.stages, &Stage::per_element);
    for (const int row_threads : {512, 256, 1024, 128, 64, 32}) {
      Schedule whole = model_;
      whole.whole = true;
      whole.splits = 1;
      whole.row_threads = row_threads;
      whole.threads = std::max(row_threads, 128);
      whole.unroll = static_cast<int>(std::min<std::int64_t>(ceil_div(steps, row_threads), kKeptElements));
      const std::int64_t room = row_threads == kMostThreads ? kKeptOfLargeBlocks : kKeptElements;
      const bool holds = std::int64_t{whole.unroll} * row_threads >= steps &&
                         std::int64_t{whole.unroll} * whole.vector * kept <= room &&
                         (passes > 1 || whole.unroll <= 4);
      if (holds && row_threads <= 2 * steps) add(whole);
    }
    if (model_.whole) return;
    for (const int row_threads : {256, 512, 1024})
      for (const int unroll : {4, 2, 1}) {
        Schedule loops = model_;
        loops.row_threads = loops.threads = row_threads;
        loops.unroll = unroll;
        loops.splits = splits_of(loops);
        if (std::int64_t{row_threads} * unroll > 2 * steps) continue;
        add(loops);
        if (row_threads == 256 && loops.splits == 1) add_halves(loops);
      }
  }

  /// A few blocks for each multiprocessor are one more for some of them than for others: twice as many even
  /// that out, at the price of a second launch.
  void add_halves(Schedule schedule) {
    const std::int64_t blocks = block_count(program_, schedule), multiprocessors = device_.multiprocessors;
    schedule.splits = 2;
    if (blocks > 2 * multiprocessors && blocks < 8 * multiprocessors &&
        reduction_steps(program_, schedule) >= 8 * std::int64_t{schedule.row_threads} * schedule.unroll)
      add(schedule);
  }

  void scans() {
    if (model_.family != Family::rows) return;
    const std::int64_t steps = reduction_steps(program_, model_);
    for (const int row_threads : {256, 128, 64, 32})
      for (const int unroll : {4, 2, 1}) {
        Schedule other = model_;
        other.row_threads = row_threads;
        other.threads = std::max(row_threads, 128);
        other.unroll = unroll;
        other.whole = std::int64_t{row_threads} * unroll >= steps;
        if (std::int64_t{row_threads} * unroll <= 2 * steps) add(other);
      }
  }

  void columns() {
    for (const int factor : {2, 4}) {
      Schedule other = model_;
      other.row_threads *= factor;
      if (other.row_threads <= other.threads / 8 && !other.whole) add(other);
      other = model_;
      other.row_threads /= factor;
      if (other.row_threads >= 1 && !other.whole) add(other);
    }
    for (const int unroll : {model_.unroll * 2, model_.unroll / 2}) {
      Schedule other = model_;
      other.unroll = unroll;
      if (unroll >= 1 && unroll <= 16 && !other.whole) add(other);
    }
    for (const std::int64_t splits : {model_.splits * 2, model_.splits / 2}) {
      Schedule other = model_;
      other.splits = splits;
      if (splits >= 1 && !other.whole && model_.splits > 1) add(other);
    }
  }

  const LoopProgram& program_;
  const Schedule& model_;
  const ScheduleDevice& device_;
  std::vector<Schedule> list_;
};

}  // namespace

std::vector<Schedule> candidate_schedules(const LoopProgram& program, const ProgramMemory& memory,
                                          const ScheduleDevice& device, std::size_t most) {
  const Schedule model = make_schedule(program, memory, device);
  if (depends_on_values(program)) return {model};
  return Candidates(program, model, device).take(most);
}

}  // namespace ireplay
