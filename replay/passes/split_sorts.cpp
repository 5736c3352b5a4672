// Loop fission at a sort: the statements on either side of it become loops of their own, the values that
// cross are expanded to arrays (Allen and Kennedy, Optimizing Compilers for Modern Architectures, chapter 5).
#include "replay/passes/split_sorts.hpp"

#include <algorithm>
#include <map>

#include "replay/plan/loop_stages.hpp"

/// Fission at the first stage that sorts. Both halves begin as the whole program; in the first one all
/// effects behind the cut are removed and the keys are stored instead, in the second those before it, and
/// each sort becomes a load of what was sorted in between. Arranging the stages then drops what a half has no
/// use for: values that both need are recomputed, not stored.
namespace ireplay {
namespace {

bool is_sort(const Instruction& at) { return at.opcode == Opcode::sort; }

/// One past the first stage with sorts: all of its sorts are done at once.
std::size_t end_of_sorting(const LoopProgram& program) {
  const auto first = std::ranges::find_if(program.instructions, is_sort) - program.instructions.begin();
  std::size_t stage = 0;
  while (program.stages[stage].end <= first) ++stage;
  return static_cast<std::size_t>(program.stages[stage].end);
}

/// Whether nothing that the second half computes once more is overwritten by the first.
bool can_compute_again(const LoopProgram& program, const Plan& plan, std::size_t end) {
  const auto storage_of = [&](std::int32_t number) {
    const std::int32_t buffer = program.buffers[static_cast<std::size_t>(number)].buffer;
    return buffer == kNone ? kNone : plan.buffers[static_cast<std::size_t>(buffer)].storage;
  };
  std::vector<std::int32_t> read, written;  // kNone: exchanged values, which are written once
  for (std::size_t k = 0; k < end; ++k) {
    const Instruction& at = program.instructions[k];
    if (at.buffer != kNone) (at.opcode == Opcode::store ? written : read).push_back(storage_of(at.buffer));
    if (at.opcode != Opcode::bucketize) continue;
    const Bucketize& table = program.bucketizes[static_cast<std::size_t>(at.extra)];
    for (const std::int32_t buffer : {table.boundaries, table.sorter})
      if (buffer != kNone) read.push_back(storage_of(buffer));
  }
  return std::ranges::none_of(written, [&](std::int32_t storage) {
    return storage != kNone && std::ranges::count(read, storage) > 0;
  });
}

class Splitter {
 public:
  explicit Splitter(const LoopProgram& program) : end_(end_of_sorting(program)) {
    split_.before = program;
    points_ = add_index_of_points(split_.before, split_.before.ranges.size());
    split_.after = split_.before;
  }

  SortSplit run() {
    const std::vector<Instruction> whole = split_.before.instructions;
    for (std::size_t k = 0; k < whole.size(); ++k) {
      // an instruction that nothing reads and that does nothing goes when the stages are arranged again
      if (has_effect(whole[k])) (k < end_ ? split_.after : split_.before).instructions[k] = {};
      if (is_sort(whole[k])) split_.before.instructions[k] = {};
    }
    for (std::size_t k = 0; k < end_; ++k)
      if (is_sort(whole[k])) replace_sort(k, whole[k]);
    for (LoopProgram* half : {&split_.before, &split_.after}) {
      half->stages.clear();
      arrange_stages(*half);
    }
    return std::move(split_);
  }

 private:
  static std::int32_t add_buffer(LoopProgram& program, DType dtype, bool written) {
    std::int64_t points = 1;
    for (const std::int64_t extent : program.ranges) points *= extent;
    program.buffers.push_back({kNone, dtype, points, !written, written});
    return static_cast<std::int32_t>(program.buffers.size()) - 1;
  }

  DType type_of(ValueId value) const {
    return compute_type(split_.after.instructions[static_cast<std::size_t>(value)].dtype);
  }

  /// The buffer to which the first half stores a value.
  std::int32_t stored(ValueId value) {
    if (const auto known = stored_.find(value); known != stored_.end()) return known->second;
    Instruction store;
    store.opcode = Opcode::store;
    store.dtype = type_of(value);
    store.operands[0] = value;
    store.mode = StoreMode::plain;
    store.buffer = add_buffer(split_.before, store.dtype, true);
    store.index = points_;
    split_.before.instructions.push_back(store);
    split_.before.labels.emplace_back("sort");
    return stored_.emplace(value, store.buffer).first->second;
  }

  SortedKey& key_of(const Instruction& sort) {
    const auto [at, is_new] = keys_.emplace(std::pair(sort.operands[0], sort.flag), split_.keys.size());
    if (is_new) {
      const std::int32_t buffer = stored(sort.operands[0]);
      split_.keys.push_back({buffer, type_of(sort.operands[0]), sort.flag, {}});
    }
    return split_.keys[at->second];
  }

  void replace_sort(std::size_t number, const Instruction& sort) {
    const ValueId value = sort.operands[static_cast<std::uint8_t>(sort.selection)];
    SortedKey& key = key_of(sort);
    const DType dtype = type_of(value);
    key.moved.push_back({dtype, stored(value), add_buffer(split_.after, dtype, false)});
    Instruction load;
    load.opcode = Opcode::load;
    load.dtype = sort.dtype;
    load.buffer = key.moved.back().to;
    load.index = points_;
    split_.after.instructions[number] = load;
  }

  std::size_t end_;
  IndexId points_ = kNone;
  SortSplit split_;
  std::map<ValueId, std::int32_t> stored_;
  std::map<std::pair<ValueId, bool>, std::size_t> keys_;
};

}  // namespace

std::optional<SortSplit> split_sorts(const LoopProgram& program, const Plan& plan) {
  if (std::ranges::none_of(program.instructions, is_sort)) return std::nullopt;
  const std::size_t end = end_of_sorting(program);
  const auto first = program.instructions.begin();
  const auto is_masked = [](const Instruction& at) { return is_sort(at) && at.mask != kNone; };
  if (std::any_of(first, first + static_cast<std::ptrdiff_t>(end), is_masked)) return std::nullopt;
  if (!can_compute_again(program, plan, end)) return std::nullopt;
  return Splitter(program).run();
}

}  // namespace ireplay
