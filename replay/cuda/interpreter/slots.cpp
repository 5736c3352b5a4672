#include "replay/cuda/interpreter/slots.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "replay/cuda/interpreter/operands.hpp"

/// Two passes in order of the instructions. The first follows the accumulator: an operand that is there
/// already needs no slot, and operands of ops that commute are exchanged where that helps. The second is a
/// linear scan (Poletto and Sarkar, "Linear scan register allocation", 1999) without spilling: a slot is free
/// again at the last use of its value, which for a value from outside of a loop over elements is the loop's
/// end.
namespace ireplay {
namespace {

class Slots {
 public:
  explicit Slots(MachineProgram program) : program_(std::move(program)) {}

  SlotPlan run() {
    stage_of_ = stages_of_instructions(program_);
    const std::size_t count = program_.instructions.size();
    slot_.assign(count, kNone);
    uniform_.assign(count, kNone);
    last_use_.assign(count, kNone);
    masks_.assign(count, false);
    in_accumulator_.assign(count, false);
    follow_accumulator();
    allot();
    return {std::move(program_), std::move(slot_), std::move(uniform_), std::move(in_accumulator_), slots_};
  }

 private:
  void follow_accumulator() {
    std::int32_t held = kNone;
    std::int32_t stage = kNone;
    for (std::int32_t k = 0; k < static_cast<std::int32_t>(program_.instructions.size()); ++k) {
      MachineInstruction& instruction = program_.instructions[k];
      if (stage_of_[k] != stage && !follows_at_once(stage, stage_of_[k])) held = kNone;
      stage = stage_of_[k];
      if (instruction.is_uniform) {
        use_operands(instruction, k, true);
        continue;
      }
      if (commutes(instruction.in) && is_result(instruction.b) && instruction.b.number == held &&
          !(is_result(instruction.a) && instruction.a.number == held))
        std::swap(instruction.a, instruction.b);
      in_accumulator_[k] =
          (is_result(instruction.a) && instruction.a.number == held) || is_carried(instruction.a, stage);
      use_operands(instruction, k, !in_accumulator_[k]);
      if (instruction.mask != kNone) use_slot(instruction.mask, k), masks_[instruction.mask] = true;
      held = instruction.defines                                      ? k
             : keeps_operand(instruction) && is_result(instruction.a) ? instruction.a.number
                                                                      : kNone;
    }
  }

  void use_operands(const MachineInstruction& instruction, std::int32_t user, bool first_too) {
    if (first_too && is_result(instruction.a)) use_slot(instruction.a.number, user);
    for (const MachineOperand* operand : {&instruction.b, &instruction.c})
      if (is_result(*operand)) use_slot(operand->number, user);
  }

  bool is_carried(const MachineOperand& operand, std::int32_t stage) const {
    return operand.kind == MachineOperand::Kind::state && operand.number == program_.stages[stage].carried;
  }

  /// Whether the accumulator lasts from one stage to another: a stage may run many times, or on other items;
  /// but a row that the items hold whole is gone through once in each stage.
  bool follows_at_once(std::int32_t stage, std::int32_t next) const {
    return stage != kNone && program_.whole_row && next == stage + 1 &&
           program_.stages[stage].kind == StageKind::elements &&
           program_.stages[next].kind == StageKind::elements;
  }

  static bool keeps_operand(const MachineInstruction& instruction) {
    return instruction.in.op != MachineOp::reduce || (instruction.in.flags & (kWholeRow | kThreadState)) != 0;
  }

  /// A value from outside of a loop has to last until the loop's end.
  void use_slot(std::int32_t instruction, std::int32_t user) {
    const MachineStage& stage = program_.stages[stage_of_[user]];
    const bool loops =
        stage.kind == StageKind::elements && !program_.whole_row && stage_of_[instruction] != stage_of_[user];
    last_use_[instruction] = std::max(last_use_[instruction], loops ? stage.end - 1 : user);
  }

  void allot() {
    slots_ = program_.states;
    std::set<std::int32_t> free;
    std::vector<std::vector<std::int32_t>> ends(program_.instructions.size());
    for (std::int32_t k = 0; k < static_cast<std::int32_t>(program_.instructions.size()); ++k) {
      // operands are read before the result is saved: a slot that ends here may be taken over
      for (std::int32_t ended : ends[k]) free.insert(slot_[ended]);
      if (last_use_[k] == kNone) continue;
      if (is_uniform_value(k)) {
        uniform_[k] = program_.uniforms++;
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

  /// A value that a stage without elements leaves to others: with items along the row, a uniform.
  bool is_uniform_value(std::int32_t instruction) const {
    const std::int32_t stage = stage_of_[instruction];
    if (program_.instructions[instruction].is_uniform) return true;
    return program_.axis == ItemAxis::reduction && program_.stages[stage].kind == StageKind::plain &&
           last_use_[instruction] >= program_.stages[stage].end && !masks_[instruction];
  }

  MachineProgram program_;
  std::vector<std::int32_t> stage_of_, slot_, uniform_, last_use_;
  std::vector<bool> masks_, in_accumulator_;
  int slots_ = 0;
};

}  // namespace

SlotPlan plan_slots(MachineProgram program) { return Slots(std::move(program)).run(); }

}  // namespace ireplay
