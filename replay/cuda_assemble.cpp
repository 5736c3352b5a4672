#include "replay/cuda_assemble.hpp"

#include <algorithm>
#include <cstring>
#include <set>
#include <stdexcept>

#include "kernels/scalar_tiers.hpp"
#include "replay/cuda_index.hpp"

namespace ireplay {
namespace {

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

bool is_node(const NodeOperand& operand) { return operand.kind == NodeOperand::Kind::node; }

/// Which slot each node's value is in, if any, and how each node gets its first operand.
class SlotPlan {
 public:
  explicit SlotPlan(MachineProgram program) : program_(std::move(program)) {
    const std::size_t count = program_.nodes.size();
    slot_.assign(count, kNone);
    last_use_.assign(count, kNone);
    in_accumulator_.assign(count, false);
    find_stages();
    sink_loads();
    follow_accumulator();
    allot();
  }

  const MachineProgram& program() const { return program_; }
  int slots() const { return slots_; }
  std::int32_t slot(std::int32_t node) const { return slot_[node]; }
  bool in_accumulator(std::int32_t node) const { return in_accumulator_[node]; }

 private:
  void find_stages() {
    stage_of_.assign(program_.nodes.size(), 0);
    for (std::size_t stage = 0; stage < program_.stages.size(); ++stage)
      for (std::int32_t node = program_.stages[stage].begin; node < program_.stages[stage].end; ++node)
        stage_of_[node] = static_cast<std::int32_t>(stage);
  }

  /// A load whose value meets one that is computed before it waits until then: its slot is free the longer.
  void sink_loads() {
    std::vector<std::int32_t> uses(program_.nodes.size(), 0), user(program_.nodes.size(), kNone);
    for (std::int32_t k = 0; k < static_cast<std::int32_t>(program_.nodes.size()); ++k)
      each_node_of(program_.nodes[k], [&](std::int32_t used) { ++uses[used], user[used] = k; });
    std::vector<std::int32_t> order;  // of the old numbers
    std::vector<std::vector<std::int32_t>> waiting(program_.nodes.size());
    std::vector<std::int32_t> held_back;
    for (std::int32_t k = 0; k < static_cast<std::int32_t>(program_.nodes.size()); ++k) {
      const MachineNode& node = program_.nodes[k];
      const bool first_of_stage = k == 0 || stage_of_[k] != stage_of_[k - 1];
      if (first_of_stage || node.in.op == MachineOp::store || node.in.op == MachineOp::atomic)
        release(held_back, order);
      for (std::int32_t load : waiting[k])
        if (std::erase(held_back, load) > 0) order.push_back(load);
      if (uses[k] == 1 && may_wait(k, user[k])) {
        waiting[user[k]].push_back(k);
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

  /// A plain load that is one operand of two that commute, of the same stage; the other one is computed.
  bool may_wait(std::int32_t load, std::int32_t user) const {
    const MachineNode &node = program_.nodes[load], &taker = program_.nodes[user];
    if (node.in.op != MachineOp::load || (node.in.flags & kGathers) != 0 || node.mask != kNone ||
        node.assigns != kNone || stage_of_[load] != stage_of_[user])
      return false;
    if (!commutes(taker.in) || !is_node(taker.a) || !is_node(taker.b)) return false;
    const std::int32_t other = taker.a.number == load ? taker.b.number : taker.a.number;
    return other != load && program_.nodes[other].in.op != MachineOp::load;
  }

  template <class Visit>
  static void each_node_of(const MachineNode& node, Visit&& visit) {
    for (const NodeOperand* operand : {&node.a, &node.b, &node.c})
      if (is_node(*operand)) visit(operand->number);
    if (node.mask != kNone) visit(node.mask);
  }

  void renumber(const std::vector<std::int32_t>& order) {
    std::vector<std::int32_t> now(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) now[order[k]] = static_cast<std::int32_t>(k);
    std::vector<MachineNode> nodes;
    nodes.reserve(order.size());
    for (std::int32_t old : order) {
      MachineNode& node = nodes.emplace_back(program_.nodes[old]);
      for (NodeOperand* operand : {&node.a, &node.b, &node.c})
        if (is_node(*operand)) operand->number = now[operand->number];
      if (node.mask != kNone) node.mask = now[node.mask];
    }
    program_.nodes = std::move(nodes);
  }

  void follow_accumulator() {
    std::int32_t held = kNone;
    std::int32_t stage = kNone;
    for (std::int32_t k = 0; k < static_cast<std::int32_t>(program_.nodes.size()); ++k) {
      MachineNode& node = program_.nodes[k];
      if (stage_of_[k] != stage && !follows_at_once(stage, stage_of_[k])) held = kNone;
      stage = stage_of_[k];
      if (commutes(node.in) && is_node(node.b) && node.b.number == held &&
          !(is_node(node.a) && node.a.number == held))
        std::swap(node.a, node.b);
      in_accumulator_[k] = is_node(node.a) && node.a.number == held;
      if (is_node(node.a) && !in_accumulator_[k]) use_slot(node.a.number, k);
      for (const NodeOperand* operand : {&node.b, &node.c})
        if (is_node(*operand)) use_slot(operand->number, k);
      if (node.mask != kNone) use_slot(node.mask, k);
      held = node.defines ? k : keeps_operand(node) && is_node(node.a) ? node.a.number : kNone;
    }
  }

  /// Whether the accumulator lasts from one stage to another: a stage may run many times, or on other lanes;
  /// but a row that the lanes hold whole is gone through once in each stage.
  bool follows_at_once(std::int32_t stage, std::int32_t next) const {
    return stage != kNone && program_.whole_row && next == stage + 1 &&
           program_.stages[stage].kind == StageKind::elements &&
           program_.stages[next].kind == StageKind::elements;
  }

  static bool keeps_operand(const MachineNode& node) {
    return node.in.op != MachineOp::reduce || (node.in.flags & (kWholeRow | kThreadState)) != 0;
  }

  /// A value from outside of a loop has to last until the loop's end.
  void use_slot(std::int32_t node, std::int32_t user) {
    const MachineStage& stage = program_.stages[stage_of_[user]];
    const bool loops =
        stage.kind == StageKind::elements && !program_.whole_row && stage_of_[node] != stage_of_[user];
    last_use_[node] = std::max(last_use_[node], loops ? stage.end - 1 : user);
  }

  void allot() {
    slots_ = program_.states;
    std::set<std::int32_t> free;
    std::vector<std::vector<std::int32_t>> ends(program_.nodes.size());
    for (std::int32_t k = 0; k < static_cast<std::int32_t>(program_.nodes.size()); ++k) {
      // operands are read before the result is saved: a slot that ends here may be taken over
      for (std::int32_t ended : ends[k]) free.insert(slot_[ended]);
      if (last_use_[k] == kNone) continue;
      if (free.empty()) {
        slot_[k] = slots_++;
      } else {
        slot_[k] = *free.begin();
        free.erase(free.begin());
      }
      if (last_use_[k] > k)
        ends[last_use_[k]].push_back(k);
      else
        free.insert(slot_[k]);
    }
  }

  MachineProgram program_;
  std::vector<std::int32_t> stage_of_, slot_, last_use_;
  std::vector<bool> in_accumulator_;
  int slots_ = 0;
};

class Assembler {
 public:
  Assembler(const MachineProgram& program, int threads)
      : plan_(program), program_(plan_.program()), threads_(threads) {}

  AssembledProgram run() {
    result_.axis = program_.axis;
    result_.width = program_.width;
    DeviceProgram& head = result_.head;
    head.parallel = program_.parallel;
    head.reduction = program_.reduction;
    head.rows = program_.rows;
    head.pack = pack();
    write_instructions();
    append(instructions_);
    result_.stages = stages_;
    std::vector<DeviceStage> stages;
    for (const MachineStage& stage : stages_) stages.push_back({stage.begin, stage.end, stage.kind, 0});
    head.stages = static_cast<std::int32_t>(stages.size());
    head.stages_at = append(stages);
    head.folds = static_cast<std::int32_t>(program_.folds.size());
    head.folds_at = append(program_.folds);
    head.indices_at = append(indices_);
    head.groups_at = append(groups_);
    head.bucketizes_at = append(program_.bucketizes);
    head.bytes = static_cast<std::int32_t>(result_.block.size());
    head.work = plan_.slots();
    head.slots = plan_.slots() + (needs_work_ ? 1 : 0);
    result_.folds = program_.folds;
    return std::move(result_);
  }

 private:
  template <class T>
  std::int32_t append(const std::vector<T>& entries) {
    const std::size_t at = result_.block.size();
    result_.block.resize(at + entries.size() * sizeof(T));
    if (!entries.empty()) std::memcpy(result_.block.data() + at, entries.data(), entries.size() * sizeof(T));
    return static_cast<std::int32_t>(at);
  }

  /// Eight elements of two bytes are one access; fewer bytes gain nothing from more. Scans along the lanes go
  /// by packs of four.
  int pack() const {
    if (!is_main(program_.width) || scans_along_lanes()) return 4;
    for (const MachineNode& node : program_.nodes)
      if ((node.in.op == MachineOp::load || node.in.op == MachineOp::store) && node.in.bytes == 2 &&
          access_of(program_.indices[node.index], node, 8) == Access::packed)
        return 8;
    return 4;
  }

  bool scans_along_lanes() const {
    return program_.axis == LaneAxis::reduction &&
           std::ranges::any_of(program_.nodes,
                               [](const MachineNode& node) { return node.in.op == MachineOp::scan; });
  }

  static bool divides(std::int64_t pack, const std::vector<IndexGroup>& groups, std::size_t from) {
    for (std::size_t k = from; k < groups.size(); ++k)
      if (groups[k].stride % pack != 0) return false;
    return true;
  }

  static Access access_of(const MachineIndex& index, const MachineNode& node, int pack) {
    if (index.lane.empty()) return Access::strided;
    const IndexGroup& inner = index.lane.front();
    const auto extent = static_cast<std::int64_t>(inner.extent);  // 0: all that is left
    if (extent % 4 != 0) return Access::scattered;
    const std::int64_t elements = node.in.bytes <= 2 ? pack : 4;
    const auto address = reinterpret_cast<std::uintptr_t>(node.in.memory);
    const std::uintptr_t vector =
        std::min<std::uintptr_t>(16, static_cast<std::uintptr_t>(elements) * node.in.bytes);
    const bool aligned = inner.stride == 1 && extent % elements == 0 && index.offset % elements == 0 &&
                         divides(elements, index.lane, 1) && divides(elements, index.other, 0) &&
                         address % std::max<std::uintptr_t>(vector, 1) == 0;
    return index.may_pack && node.in.bytes != 0 && aligned ? Access::packed : Access::strided;
  }

  void write_instructions() {
    for (const MachineStage& stage : program_.stages) {
      MachineStage written{static_cast<std::int32_t>(instructions_.size()), 0, stage.kind};
      for (std::int32_t node = stage.begin; node < stage.end; ++node) write_node(node);
      if (unsaved_ != kNone) write_copy(instructions_.back().source);
      written.end = static_cast<std::int32_t>(instructions_.size());
      stages_.push_back(written);
    }
  }

  void write_node(std::int32_t number) {
    const MachineNode& node = program_.nodes[number];
    DeviceInstruction in = node.in;
    std::vector<std::uint64_t> immediates;  // b's first: the main instantiation looks for it there
    set_operand(in, in.b_kind, in.b, node.b, immediates);
    set_operand(in, in.c_kind, in.c, node.c, immediates);
    set_operand(in, in.a_kind, in.a, node.a, immediates);
    if (plan_.in_accumulator(number)) in.a_kind = OperandKind::accumulator;
    if (!immediates.empty()) in.immediate0 = immediates[0];
    if (immediates.size() > 1) in.immediate1 = immediates[1];
    if (node.mask != kNone) in.mask = short_of(plan_.slot(node.mask));
    if (node.state != kNone) in.state = short_of(node.state);
    if (node.index != kNone) in.index = short_of(index_number(node));
    if (is_main(program_.width)) {
      if (in.op == MachineOp::store && !immediates.empty()) take_first(in);
      use_frequent(in, node);
      needs_work_ = needs_work_ || uses_work_slot(in);
    }
    write(in);
    const std::int32_t slot = node.defines ? plan_.slot(number) : kNone;
    if (node.assigns != kNone) save(node.assigns, in.source);
    if (slot != kNone) save(slot, in.source);
  }

  /// The instruction after this one begins by saving what is in the accumulator now.
  void save(std::int32_t slot, std::int32_t source) {
    if (unsaved_ != kNone) write_copy(source);
    unsaved_ = slot;
  }
  void write_copy(std::int32_t source) {
    DeviceInstruction copy;
    copy.a_kind = OperandKind::accumulator;
    copy.source = source;
    write(copy);
  }
  void write(DeviceInstruction in) {
    if (unsaved_ != kNone) in.before |= kSavesFirst, in.save = short_of(unsaved_);
    if (in.a_kind > OperandKind::accumulator) in.before |= kTakesFirst;
    unsaved_ = kNone;
    instructions_.push_back(in);
  }

  void set_operand(DeviceInstruction& in, OperandKind& kind, std::int16_t& number, const NodeOperand& operand,
                   std::vector<std::uint64_t>& immediates) {
    switch (operand.kind) {
      case NodeOperand::Kind::none:
        return;
      case NodeOperand::Kind::node:
        kind = OperandKind::slot, number = short_of(plan_.slot(operand.number));
        return;
      case NodeOperand::Kind::state:
        kind = OperandKind::slot, number = short_of(operand.number);
        return;
      case NodeOperand::Kind::row:
        kind = OperandKind::row, number = short_of(operand.number);
        return;
      case NodeOperand::Kind::immediate:
        break;
    }
    const bool has_identity = in.op == MachineOp::scan ||
                              (in.op == MachineOp::reduce && (in.flags & (kWholeRow | kThreadState)) != 0);
    const std::size_t most = has_identity ? 1 : 2;
    auto found = std::ranges::find(immediates, operand.immediate);
    if (found == immediates.end()) {
      if (immediates.size() == most) throw std::length_error("an instruction with three constants");
      immediates.push_back(operand.immediate);
      found = immediates.end() - 1;
    }
    kind = found == immediates.begin() ? OperandKind::immediate0 : OperandKind::immediate1;
  }

  /// The first operand becomes the accumulator in an instruction of its own.
  void take_first(DeviceInstruction& in) {
    DeviceInstruction copy;
    copy.a_kind = in.a_kind, copy.a = in.a;
    copy.immediate0 = in.immediate0, copy.immediate1 = in.immediate1;
    copy.source = in.source;
    write(copy);
    in.a_kind = OperandKind::accumulator, in.a = kNoSlot;
  }

  // ---- the main instantiation's own instructions

  void use_frequent(DeviceInstruction& in, const MachineNode& node) {
    std::optional<MachineOp> found;
    switch (in.op) {
      case MachineOp::scalar:
        if (in.type == ValueType::f32)
          found = frequent_op(static_cast<ScalarOp>(in.kind), in.b_kind);
        else if (in.type == ValueType::signed_int && in.wrap == DType::f64)
          found = frequent_integer_op(static_cast<ScalarOp>(in.kind), in.b_kind);
        break;
      case MachineOp::integer:
        if (const auto row = row_of_integer(static_cast<IntegerOp>(in.kind)))
          found = frequent_integer_op(*row, in.b_kind);
        break;
      case MachineOp::convert:
        found = frequent_conversion(in);
        break;
      case MachineOp::reduce:
        if (in.type == ValueType::f32 && in.mask == kNoSlot)
          found = frequent_reduction(static_cast<ReduceRule>(in.kind),
                                     (in.flags & (kWholeRow | kThreadState)) != 0);
        break;
      case MachineOp::load:
      case MachineOp::store:
        found = frequent_access(in, node);
        break;
      default:
        break;
    }
    if (found) in.op = *found;
  }

  static std::optional<MachineOp> frequent_conversion(const DeviceInstruction& in) {
    if (in.target != ValueType::f32) return std::nullopt;
    const bool rounds = (in.flags & kRounds) != 0;
    if (in.type == ValueType::signed_int && !rounds) return MachineOp::f32_of_int;
    if (in.type != ValueType::f32 || !rounds) return std::nullopt;
    if (in.storage == DType::bf16) return MachineOp::round_bf16;
    if (in.storage == DType::f16) return MachineOp::round_f16;
    return std::nullopt;
  }

  /// Sets the immediates that the form of the access asks for.
  std::optional<MachineOp> frequent_access(DeviceInstruction& in, const MachineNode& node) {
    if ((in.flags & (kGathers | kChecks)) != 0 || in.mask != kNoSlot) return std::nullopt;
    const DeviceIndex& index = indices_[in.index];
    const bool loads = in.op == MachineOp::load;
    if (loads && index.lane_groups == 0 && !(is_floating(in.storage) && in.bytes == 1))
      return MachineOp::load_same;
    if (index.access == Access::scattered) return std::nullopt;
    const bool two_bytes = in.storage == DType::bf16 || in.storage == DType::f16;
    const MachineIndex& places = program_.indices[node.index];
    const PackForm form = form_of(in, index, places, two_bytes && result_.head.pack != 8);
    const auto found = access_op(in.storage, loads, form);
    if (found && form == PackForm::packed) ++result_.searched;
    return found;
  }

  /// Sets the immediates that the form asks for. `short_packs`: vectors are longer than the packs are.
  PackForm form_of(DeviceInstruction& in, const DeviceIndex& index, const MachineIndex& places,
                   bool short_packs) const {
    if (index.access == Access::strided || short_packs) {
      in.immediate0 = places.lane.empty() ? 0 : static_cast<std::uint64_t>(places.lane[0].stride);
      return PackForm::strided;
    }
    if (is_linear(places)) {
      in.immediate0 = places.other.empty() ? 0 : static_cast<std::uint64_t>(places.other[0].stride);
      in.immediate1 = static_cast<std::uint64_t>(places.offset);
      return PackForm::linear;
    }
    const auto steps = pack_steps(places.lane, lanes_of(program_.width), threads_, result_.head.pack);
    if (!steps) return PackForm::packed;
    in.immediate0 = static_cast<std::uint32_t>(steps->odd) |
                    static_cast<std::uint64_t>(static_cast<std::uint32_t>(steps->even)) << 32;
    return PackForm::stepped;
  }

  static bool is_linear(const MachineIndex& index) {
    return index.lane.size() == 1 && index.lane[0].extent == 0 && index.other.size() <= 1 &&
           (index.other.empty() || index.other[0].extent == 0);
  }

  /// Whether an instruction may go through four lanes at a time.
  bool uses_work_slot(const DeviceInstruction& in) const {
    switch (in.op) {
#define STORAGE(type)                   \
  case MachineOp::load_linear_##type:   \
  case MachineOp::load_stepped_##type:  \
  case MachineOp::load_packed_##type:   \
  case MachineOp::load_strided_##type:  \
  case MachineOp::store_linear_##type:  \
  case MachineOp::store_stepped_##type: \
  case MachineOp::store_packed_##type:  \
  case MachineOp::store_strided_##type:
#include "kernels/frequent_ops.def"
      return has_partial_packs();
      case MachineOp::copy:
      case MachineOp::select:
      case MachineOp::load_same:
      case MachineOp::row_sum:
      case MachineOp::row_max:
      case MachineOp::row_min:
      case MachineOp::row_moments:
      case MachineOp::fold_sum:
      case MachineOp::fold_max:
      case MachineOp::fold_min:
      case MachineOp::f32_of_int:
      case MachineOp::round_bf16:
      case MachineOp::round_f16:
      case MachineOp::int_logical_not:
#define BINARY(row)                   \
  case MachineOp::f32_##row:          \
  case MachineOp::f32_##row##_scalar: \
  case MachineOp::f32_##row##_row:
#define UNARY(row) case MachineOp::f32_##row:
#define TERNARY(row) case MachineOp::f32_##row:
#define INTEGER(row)                  \
  case MachineOp::int_##row:          \
  case MachineOp::int_##row##_scalar: \
  case MachineOp::int_##row##_row:
#include "kernels/frequent_ops.def"
        return false;
      case MachineOp::reduce:
        return (in.flags & (kWholeRow | kThreadState)) == 0 && !folds_at_once(in);
      default:
        return true;
    }
  }
  bool has_partial_packs() const {
    const bool rows = program_.axis == LaneAxis::reduction;
    return (rows ? program_.reduction : program_.parallel) % result_.head.pack != 0;
  }
  static bool folds_at_once(const DeviceInstruction& in) {
    const auto rule = static_cast<ReduceRule>(in.kind);
    return (in.type == ValueType::f32 || in.type == ValueType::signed_int) &&
           (rule == ReduceRule::sum || rule == ReduceRule::max || rule == ReduceRule::min);
  }

  static std::int16_t short_of(std::int32_t number) {
    if (number > INT16_MAX) throw std::length_error("a program of more than 32767 slots or indices");
    return static_cast<std::int16_t>(number);
  }

  std::int32_t index_number(const MachineNode& node) {
    const MachineIndex& index = program_.indices[node.index];
    DeviceIndex written;
    written.offset = index.offset;
    written.access = access_of(index, node, result_.head.pack);
    written.first_group = static_cast<std::uint16_t>(groups_.size());
    written.lane_groups = static_cast<std::uint8_t>(index.lane.size());
    written.other_groups = static_cast<std::uint8_t>(index.other.size());
    if (groups_.size() + index.lane.size() + index.other.size() > UINT16_MAX)
      throw std::length_error("a program of more than 65535 index terms");
    groups_.insert(groups_.end(), index.lane.begin(), index.lane.end());
    groups_.insert(groups_.end(), index.other.begin(), index.other.end());
    indices_.push_back(written);
    return static_cast<std::int32_t>(indices_.size()) - 1;
  }

  SlotPlan plan_;
  const MachineProgram& program_;
  const int threads_;
  AssembledProgram result_;
  std::vector<MachineStage> stages_;
  std::vector<DeviceInstruction> instructions_;
  std::vector<DeviceIndex> indices_;
  std::vector<IndexGroup> groups_;
  std::int32_t unsaved_ = kNone;  // the slot that the accumulator has yet to be saved to
  bool needs_work_ = false;
};

}  // namespace

AssembledProgram assemble(const MachineProgram& program, int threads) {
  return Assembler(program, threads).run();
}

}  // namespace ireplay
