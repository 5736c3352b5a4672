#include "replay/cuda/interpreter/operands.hpp"

#include <algorithm>

#include "kernels/scalar/scalar_tiers.hpp"

/// Scheduling within stages, before slots are allotted: passes over the instructions that each keep the order
/// of writes to memory. Row values move beside the accumulator, short-lived loads are done again for each use
/// (rematerialization, as in Briggs, Cooper and Torczon 1992), loads sink to what uses them or become its
/// memory operand, and a sum that is carried from element to element stays in the accumulator.
namespace ireplay {
namespace {

constexpr int kMostUniforms = 24;  // of those computed for a row; each takes shared memory of each thread
constexpr std::int64_t kNearBytes =
    std::int64_t{32} * 1024;           // that are read again and again from the nearest cache
constexpr std::size_t kMostReads = 4;  // of a load that is done again for each use

bool writes_memory(const MachineInstruction& instruction) {
  return instruction.in.op == MachineOp::store || instruction.in.op == MachineOp::atomic;
}

bool is_float_scalar(const MachineInstruction& instruction) {
  return instruction.in.op == MachineOp::scalar && instruction.in.type == ValueType::f32;
}

bool is_float_of_memory(DType storage) {
  return storage == DType::f32 || storage == DType::bf16 || storage == DType::f16;
}

class Operands {
 public:
  Operands(MachineProgram program, const VectorTest& reads_whole_vectors)
      : program_(std::move(program)), reads_whole_vectors_(reads_whole_vectors) {}

  MachineProgram run() {
    const bool main = is_main(program_.width);
    if (main && program_.whole_row && program_.block_reductions.empty()) join_stages();
    find_stages();
    if (main) repeat_loads();
    sink_loads();
    if (main) meet_in_memory();
    if (main && program_.axis == ItemAxis::parallel) carry_states();
    return std::move(program_);
  }

 private:
  std::int32_t size() const { return static_cast<std::int32_t>(program_.instructions.size()); }
  MachineInstruction& instruction(std::int32_t number) { return program_.instructions[number]; }
  const MachineInstruction& instruction(std::int32_t number) const { return program_.instructions[number]; }

  void find_stages() { stage_of_ = stages_of_instructions(program_); }
  std::int32_t stage_of(std::int32_t number) const { return stage_of_[number]; }

  std::vector<std::int32_t> count_uses() const {
    std::vector<std::int32_t> uses(program_.instructions.size(), 0);
    for (const MachineInstruction& at : program_.instructions)
      each_used(at, [&](std::int32_t used) { ++uses[used]; });
    return uses;
  }

  // ---- rows that items hold whole

  /// Stages of elements that follow each other run on the same items; a stage without elements goes in
  /// between if all of it can be computed for the row.
  void join_stages() {
    std::vector<bool> masks(program_.instructions.size(), false);
    for (const MachineInstruction& at : program_.instructions)
      if (at.mask != kNone) masks[at.mask] = true;
    int is_uniform = 0;
    std::vector<MachineStage> joined;
    for (MachineStage stage : program_.stages) {
      const bool elements = stage.kind == StageKind::elements;
      int marked = 0;
      for (std::int32_t k = stage.begin; k < stage.end && is_uniform + marked < kMostUniforms; ++k)
        if (!masks[k] && is_uniform_value(instruction(k), !elements))
          instruction(k).is_uniform = true, ++marked;
      const bool all = marked == stage.end - stage.begin;
      if (!elements && all) stage.kind = StageKind::elements;
      if (!elements && !all)
        for (std::int32_t k = stage.begin; k < stage.end; ++k) instruction(k).is_uniform = false;
      else
        is_uniform += marked;
      if (!joined.empty() && joined.back().kind == StageKind::elements && stage.kind == StageKind::elements)
        joined.back().end = stage.end;
      else
        joined.push_back(stage);
    }
    program_.stages = std::move(joined);
  }

  /// Whether the instruction is one of the row's own and the machine computes such. `may_store`: one item of
  /// all that stand for the row writes.
  bool is_uniform_value(const MachineInstruction& at, bool may_store) const {
    if (at.mask != kNone || at.assigns != kNone || at.state != kNone) return false;
    if (is_float_scalar(at))
      return is_uniform_op(static_cast<ScalarOp>(at.in.kind)) && at.c.kind == MachineOperand::Kind::none &&
             comes_from_uniforms(at.a) && comes_from_uniforms(at.b);
    const bool stores = at.in.op == MachineOp::store;
    if (at.in.op != MachineOp::load && !(stores && may_store)) return false;
    return program_.indices[at.index].item_digits.empty() && (at.in.flags & (kGathers | kChecks)) == 0 &&
           is_float_of_memory(at.in.storage) && (!stores || comes_from_uniforms(at.a));
  }

  bool comes_from_uniforms(const MachineOperand& operand) const {
    switch (operand.kind) {
      case MachineOperand::Kind::result:
        return instruction(operand.number).is_uniform;
      case MachineOperand::Kind::none:
      case MachineOperand::Kind::immediate:
      case MachineOperand::Kind::uniform:
        return true;
      default:
        return false;
    }
  }

  // ---- loads that are done again for each use

  /// A load of what stays near, each of whose users can read it from memory itself, needs no slot then.
  void repeat_loads() {
    std::vector<std::vector<std::int32_t>> users(program_.instructions.size());
    std::vector<std::int32_t> writes(
        program_.instructions.size());  // instructions before this one that write to memory
    for (std::int32_t k = 0; k < size(); ++k) {
      writes[k] = k == 0 ? 0 : writes[k - 1] + (writes_memory(instruction(k - 1)) ? 1 : 0);
      each_used(instruction(k), [&](std::int32_t used) { users[used].push_back(k); });
    }
    std::vector<bool> repeated(program_.instructions.size(), false);
    for (std::int32_t k = 0; k < size(); ++k)
      repeated[k] = users[k].size() > 1 && users[k].size() <= kMostReads && is_plain_load(instruction(k)) &&
                    writes[users[k].back()] == writes[k] && reads_whole_vectors_(instruction(k)) &&
                    bytes_read(instruction(k)) <= kNearBytes &&
                    std::ranges::all_of(users[k], [&](std::int32_t user) {
                      return stage_of(user) == stage_of(k) && may_read(instruction(user), k);
                    });
    if (std::ranges::find(repeated, true) == repeated.end()) return;
    std::vector<MachineInstruction> instructions;
    std::vector<std::int32_t> now(program_.instructions.size());
    for (MachineStage& stage : program_.stages) {
      const auto begin = static_cast<std::int32_t>(instructions.size());
      for (std::int32_t k = stage.begin; k < stage.end; ++k) {
        if (repeated[k]) continue;
        MachineInstruction copy = instruction(k);
        for (MachineOperand* operand : {&copy.a, &copy.b, &copy.c}) {
          if (!is_result(*operand)) continue;
          const auto used = static_cast<std::size_t>(operand->number);
          if (repeated[used]) instructions.push_back(program_.instructions[used]);
          operand->number = repeated[used] ? static_cast<std::int32_t>(instructions.size()) - 1 : now[used];
        }
        if (copy.mask != kNone) copy.mask = now[copy.mask];
        now[k] = static_cast<std::int32_t>(instructions.size());
        instructions.push_back(copy);
      }
      stage.begin = begin, stage.end = static_cast<std::int32_t>(instructions.size());
    }
    program_.instructions = std::move(instructions);
    find_stages();
  }

  /// Bytes between the first element that a load may read and the last one.
  std::int64_t bytes_read(const MachineInstruction& load) const {
    const MachineIndex& index = program_.indices[load.index];
    std::int64_t elements = 1;
    const bool along_rows = program_.axis == ItemAxis::reduction;
    const std::int64_t along = along_rows ? program_.reduction : program_.parallel,
                       across = along_rows ? program_.parallel : program_.reduction;
    for (const auto& [digits, points] :
         {std::pair(&index.item_digits, along), std::pair(&index.other_digits, across)}) {
      std::int64_t left = points;
      for (const IndexDigit& digit : *digits) {
        const std::int64_t extent = digit.extent == 0 ? left : static_cast<std::int64_t>(digit.extent);
        const std::int64_t stride = digit.stride < 0 ? -digit.stride : digit.stride;
        if (stride > kNearBytes || (stride > 0 && extent > kNearBytes)) return kNearBytes + 1;
        elements += (extent - 1) * stride;
        left = (left + extent - 1) / std::max<std::int64_t>(extent, 1);
      }
    }
    return elements * load.in.bytes;
  }

  bool may_read(const MachineInstruction& user, std::int32_t load) const {
    if (user.is_uniform || !is_float_scalar(user) || !is_result(user.a) || !is_result(user.b) ||
        user.mask == load || (is_result(user.c) && user.c.number == load) || user.a.number == user.b.number)
      return false;
    return (user.b.number == load || commutes(user.in)) &&
           memory_op(static_cast<ScalarOp>(user.in.kind), instruction(load).in.storage).has_value();
  }

  static bool is_plain_load(const MachineInstruction& at) {
    return at.in.op == MachineOp::load && !at.is_uniform && (at.in.flags & kGathers) == 0 &&
           at.mask == kNone && at.assigns == kNone;
  }

  // ---- loads next to their users

  /// A load whose value meets one that is computed before it waits until then: its slot is free the longer.
  void sink_loads() {
    std::vector<std::int32_t> uses(program_.instructions.size(), 0),
        user(program_.instructions.size(), kNone);
    for (std::int32_t k = 0; k < size(); ++k)
      each_used(instruction(k), [&](std::int32_t used) { ++uses[used], user[used] = k; });
    std::vector<std::int32_t> order;  // of the old numbers
    std::vector<std::vector<std::int32_t>> waiting(program_.instructions.size());
    std::vector<std::int32_t> held_back;
    for (std::int32_t k = 0; k < size(); ++k) {
      const bool first_of_stage = k == 0 || stage_of(k) != stage_of(k - 1);
      if (first_of_stage || writes_memory(instruction(k))) release(held_back, order);
      for (std::int32_t load : waiting[k])
        if (std::erase(held_back, load) > 0) order.push_back(load);
      const std::int32_t only_user = user[k];
      if (uses[k] == 1 && may_wait(k, only_user)) {
        waiting[only_user].push_back(k);
        held_back.push_back(k);
      } else {
        order.push_back(k);
      }
    }
    release(held_back, order);
    renumber(order);
  }

  /// What is held back comes before anything that may write to memory.
  static void release(std::vector<std::int32_t>& held_back, std::vector<std::int32_t>& order) {
    order.insert(order.end(), held_back.begin(), held_back.end());
    held_back.clear();
  }

  /// A plain load that is one operand of two that commute, of the same stage; the other one is computed, or
  /// has been loaded before.
  bool may_wait(std::int32_t load, std::int32_t user) const {
    const MachineInstruction& taker = instruction(user);
    if (!is_plain_load(instruction(load)) || stage_of(load) != stage_of(user)) return false;
    if (!commutes(taker.in) || !is_result(taker.a) || !is_result(taker.b)) return false;
    const std::int32_t other = taker.a.number == load ? taker.b.number : taker.a.number;
    return other != load && (instruction(other).in.op != MachineOp::load || other < load);
  }

  // ---- operands from memory

  /// A load right before the one instruction that wants its value as the second operand becomes part of it.
  void meet_in_memory() {
    const std::vector<std::int32_t> uses = count_uses();
    std::vector<std::int32_t> order;
    for (std::int32_t k = 0; k < size(); ++k) {
      if (k > 0 && uses[k - 1] == 1 && stage_of(k - 1) == stage_of(k) &&
          takes_from_memory(instruction(k), k - 1)) {
        order.pop_back();
        read_from(instruction(k), instruction(k - 1));
      }
      order.push_back(k);
    }
    drop_others(order);
  }

  bool takes_from_memory(MachineInstruction& at, std::int32_t load) const {
    const MachineInstruction& loaded = instruction(load);
    if (at.is_uniform || !is_float_scalar(at) || !is_result(at.a) || !is_result(at.b) ||
        !is_plain_load(loaded) || !reads_whole_vectors_(loaded) ||
        !memory_op(static_cast<ScalarOp>(at.in.kind), loaded.in.storage))
      return false;
    if (at.a.number == load && commutes(at.in)) std::swap(at.a, at.b);
    return at.b.number == load && at.a.number != load;
  }

  static void read_from(MachineInstruction& at, const MachineInstruction& loaded) {
    at.b = {.kind = MachineOperand::Kind::memory};
    at.index = loaded.index;
    at.in.memory = loaded.in.memory;
    at.in.extent = loaded.in.extent;
    at.in.storage = loaded.in.storage;
    at.in.bytes = loaded.in.bytes;
  }

  // ---- states

  /// Where all that a stage does is to add up what it loads, the sum stays in the accumulator.
  void carry_states() {
    std::vector<std::int32_t> order;
    for (MachineStage& stage : program_.stages) {
      const bool carries = stage.kind == StageKind::elements && stage.end - stage.begin == 2 &&
                           adds_up(instruction(stage.end - 1), stage.begin);
      if (carries) {
        MachineInstruction& sum = instruction(stage.end - 1);
        read_from(sum, instruction(stage.begin));
        stage.carried = sum.state;
        sum.a = {.kind = MachineOperand::Kind::state, .number = sum.state};
        sum.state = kNone;
        sum.in.op = MachineOp::scalar;
        sum.in.kind = static_cast<std::uint8_t>(ScalarOp::add);
      }
      for (std::int32_t k = stage.begin + (carries ? 1 : 0); k < stage.end; ++k) order.push_back(k);
    }
    drop_others(order);
  }

  bool adds_up(const MachineInstruction& at, std::int32_t load) const {
    return at.in.op == MachineOp::reduce && static_cast<ReduceRule>(at.in.kind) == ReduceRule::sum &&
           at.in.type == ValueType::f32 && at.in.flags == 0 && at.mask == kNone && is_result(at.a) &&
           at.a.number == load && is_plain_load(instruction(load)) &&
           reads_whole_vectors_(instruction(load)) &&
           memory_op(ScalarOp::add, instruction(load).in.storage).has_value();
  }

  // ---- new numbers

  /// Keeps the instructions `order`, and the stages true.
  void drop_others(const std::vector<std::int32_t>& order) {
    std::size_t kept = 0;
    for (MachineStage& stage : program_.stages) {
      const auto begin = static_cast<std::int32_t>(kept);
      while (kept < order.size() && order[kept] < stage.end) ++kept;
      stage.begin = begin, stage.end = static_cast<std::int32_t>(kept);
    }
    renumber(order);
    find_stages();
  }

  void renumber(const std::vector<std::int32_t>& order) {
    std::vector<std::int32_t> now(program_.instructions.size());
    for (std::size_t k = 0; k < order.size(); ++k) now[order[k]] = static_cast<std::int32_t>(k);
    std::vector<MachineInstruction> instructions;
    instructions.reserve(order.size());
    for (std::int32_t old : order) {
      MachineInstruction& copy = instructions.emplace_back(instruction(old));
      for (MachineOperand* operand : {&copy.a, &copy.b, &copy.c})
        if (is_result(*operand)) operand->number = now[operand->number];
      if (copy.mask != kNone) copy.mask = now[copy.mask];
    }
    program_.instructions = std::move(instructions);
  }

  MachineProgram program_;
  const VectorTest& reads_whole_vectors_;
  std::vector<std::int32_t> stage_of_;
};

}  // namespace

bool commutes(const DeviceInstruction& in) {
  if (in.op == MachineOp::integer) {
    switch (static_cast<IntegerOp>(in.kind)) {
      case IntegerOp::add:
      case IntegerOp::multiply:
      case IntegerOp::minimum:
      case IntegerOp::maximum:
      case IntegerOp::eq:
      case IntegerOp::ne:
      case IntegerOp::logical_and:
      case IntegerOp::logical_or:
        return true;
      default:
        return false;
    }
  }
  if (in.op != MachineOp::scalar) return false;
  switch (static_cast<ScalarOp>(in.kind)) {
    case ScalarOp::add:
    case ScalarOp::mul:
    case ScalarOp::eq:
    case ScalarOp::ne:
    case ScalarOp::logical_and:
    case ScalarOp::logical_or:
      return true;
    default:
      return false;
  }
}

MachineProgram settle_operands(MachineProgram program, const VectorTest& reads_whole_vectors) {
  return Operands(std::move(program), reads_whole_vectors).run();
}

}  // namespace ireplay
