#include "replay/cuda_slots.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "kernels/scalar_tiers.hpp"

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

class Slots {
 public:
  Slots(MachineProgram program, const std::function<bool(const MachineNode&)>& in_whole_packs)
      : program_(std::move(program)), in_whole_packs_(in_whole_packs) {}

  SlotPlan run() {
    find_stages();
    sink_loads();
    if (is_main(program_.width)) meet_in_memory();
    const std::size_t count = program_.nodes.size();
    slot_.assign(count, kNone);
    row_.assign(count, kNone);
    last_use_.assign(count, kNone);
    masks_.assign(count, false);
    in_accumulator_.assign(count, false);
    follow_accumulator();
    allot();
    return {std::move(program_), std::move(slot_), std::move(row_), std::move(in_accumulator_), slots_};
  }

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

  /// A plain load that is one operand of two that commute, of the same stage; the other one is computed, or
  /// has been loaded before.
  bool may_wait(std::int32_t load, std::int32_t user) const {
    const MachineNode &node = program_.nodes[load], &taker = program_.nodes[user];
    if (node.in.op != MachineOp::load || (node.in.flags & kGathers) != 0 || node.mask != kNone ||
        node.assigns != kNone || stage_of_[load] != stage_of_[user])
      return false;
    if (!commutes(taker.in) || !is_node(taker.a) || !is_node(taker.b)) return false;
    const std::int32_t other = taker.a.number == load ? taker.b.number : taker.a.number;
    return other != load && (program_.nodes[other].in.op != MachineOp::load || other < load);
  }

  /// A load right before the one instruction that wants its value as the second operand becomes part of it.
  void meet_in_memory() {
    std::vector<std::int32_t> uses(program_.nodes.size(), 0), order;
    for (const MachineNode& node : program_.nodes)
      each_node_of(node, [&](std::int32_t used) { ++uses[used]; });
    for (std::int32_t k = 0; k < static_cast<std::int32_t>(program_.nodes.size()); ++k) {
      MachineNode& node = program_.nodes[k];
      if (k > 0 && uses[k - 1] == 1 && stage_of_[k - 1] == stage_of_[k] && takes_from_memory(node, k - 1)) {
        order.pop_back();
        read_from(node, program_.nodes[k - 1]);
      }
      order.push_back(k);
    }
    drop_others(order);
  }

  bool takes_from_memory(MachineNode& node, std::int32_t load) const {
    const MachineNode& loaded = program_.nodes[load];
    if (node.in.op != MachineOp::scalar || node.in.type != ValueType::f32 || !is_node(node.a) ||
        !is_node(node.b) || loaded.in.op != MachineOp::load || loaded.mask != kNone ||
        loaded.assigns != kNone || !in_whole_packs_(loaded) ||
        !memory_op(static_cast<ScalarOp>(node.in.kind), loaded.in.storage))
      return false;
    if (node.a.number == load && commutes(node.in)) std::swap(node.a, node.b);
    return node.b.number == load && node.a.number != load;
  }

  static void read_from(MachineNode& node, const MachineNode& loaded) {
    node.b = {.kind = NodeOperand::Kind::memory};
    node.index = loaded.index;
    node.in.memory = loaded.in.memory;
    node.in.extent = loaded.in.extent;
    node.in.storage = loaded.in.storage;
    node.in.bytes = loaded.in.bytes;
  }

  /// Keeps the nodes `order`, and the stages true.
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

  template <class Visit>
  static void each_node_of(const MachineNode& node, Visit&& visit) {
    for (const NodeOperand* operand : {&node.a, &node.b, &node.c})
      if (is_node(*operand)) visit(operand->number);
    if (node.mask != kNone) visit(node.mask);
  }

  void renumber(const std::vector<std::int32_t>& order) {
    std::vector<std::int32_t> now(program_.nodes.size());
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
      if (node.mask != kNone) use_slot(node.mask, k), masks_[node.mask] = true;
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
      if (is_of_row(k)) {
        row_[k] = program_.rows++;
        continue;
      }
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

  /// A value that a stage without elements leaves to others: with lanes along the row, one of the row.
  bool is_of_row(std::int32_t node) const {
    const std::int32_t stage = stage_of_[node];
    return program_.axis == LaneAxis::reduction && program_.stages[stage].kind == StageKind::plain &&
           last_use_[node] >= program_.stages[stage].end && !masks_[node];
  }

  MachineProgram program_;
  const std::function<bool(const MachineNode&)>& in_whole_packs_;
  std::vector<std::int32_t> stage_of_, slot_, row_, last_use_;
  std::vector<bool> masks_, in_accumulator_;
  int slots_ = 0;
};

}  // namespace

SlotPlan plan_slots(MachineProgram program, const std::function<bool(const MachineNode&)>& in_whole_packs) {
  return Slots(std::move(program), in_whole_packs).run();
}

}  // namespace ireplay
