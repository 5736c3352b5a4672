#include "replay/cuda/interpreter/assemble.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "replay/cuda/interpreter/frequent_forms.hpp"
#include "replay/cuda/interpreter/operands.hpp"
#include "replay/cuda/interpreter/slots.hpp"

/// Emission: one pass over the instructions in order, once operands are settled (operands.cpp) and slots
/// allotted (slots.cpp). Each becomes 32-bit fields in the main instantiation's own form where it has one,
/// and everything that an instruction points to goes into the same block of plain data.
namespace ireplay {
namespace {

/// Writes the instructions of a settled program, and the block of plain data around them.
class Assembler {
 public:
  Assembler(const MachineProgram& program, int threads)
      : shape_{find_vector_items(program), threads},
        plan_(plan_slots(settle_operands(
            program,
            [&](const MachineInstruction& load) { return reads_whole_vectors(program, load, shape_); }))),
        program_(plan_.program),
        values_(item_values(program_)),
        forms_{program_, shape_, values_, indices_} {}

  AssembledProgram run() {
    result_.axis = program_.axis;
    result_.width = program_.width;
    DeviceProgram& head = result_.head;
    head.parallel = program_.parallel;
    head.reduction = program_.reduction;
    head.uniforms = program_.uniforms;
    head.vector_items = shape_.vector_items;
    write_instructions();
    append(instructions_);
    result_.stages = stages_;
    std::vector<DeviceStage> stages;
    for (const MachineStage& stage : stages_)
      stages.push_back({stage.begin, stage.end, stage.kind, stage.carried});
    head.stages = static_cast<std::int32_t>(stages.size());
    head.stages_at = append(stages);
    head.block_reductions = static_cast<std::int32_t>(program_.block_reductions.size());
    head.block_reductions_at = append(program_.block_reductions);
    head.indices_at = append(indices_);
    head.digits_at = append(digits_);
    head.bucketizes_at = append(program_.bucketizes);
    head.bytes = static_cast<std::int32_t>(result_.block.size());
    head.work = plan_.slots;
    head.slots = plan_.slots + (needs_work_ ? 1 : 0);
    result_.block_reductions = program_.block_reductions;
    result_.searched = forms_.searched;
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

  void write_instructions() {
    for (const MachineStage& stage : program_.stages) {
      MachineStage written{static_cast<std::int32_t>(instructions_.size()), 0, stage.kind, stage.carried};
      for (std::int32_t instruction = stage.begin; instruction < stage.end; ++instruction)
        write_instruction(instruction);
      if (unsaved_ != kNone) write_copy(instructions_.back().source);
      written.end = static_cast<std::int32_t>(instructions_.size());
      if (written.end > written.begin) instructions_.back().before |= kEndsStage;
      stages_.push_back(written);
    }
  }

  void write_instruction(std::int32_t number) {
    const MachineInstruction& instruction = program_.instructions[number];
    DeviceInstruction in = instruction.in;
    std::vector<std::uint64_t> immediates;  // b's first: the main instantiation looks for it there
    set_operand(in, in.b_kind, in.b, instruction.b, immediates);
    set_operand(in, in.c_kind, in.c, instruction.c, immediates);
    if (instruction.a.kind == MachineOperand::Kind::immediate &&
        !has_room(in, immediates, instruction.a.immediate)) {
      in.a_kind = OperandKind::accumulator;
      write_constant(instruction.a.immediate, in.source);
    } else {
      set_operand(in, in.a_kind, in.a, instruction.a, immediates);
    }
    if (plan_.in_accumulator[number]) in.a_kind = OperandKind::accumulator;
    if (!immediates.empty()) in.immediate0 = immediates[0];
    if (immediates.size() > 1) in.immediate1 = immediates[1];
    if (instruction.mask != kNone) in.mask = short_of(plan_.slot[instruction.mask]);
    if (instruction.state != kNone) in.state = short_of(instruction.state);
    if (instruction.index != kNone) in.index = short_of(index_number(instruction));
    if (instruction.is_uniform) {
      write_on_uniforms(in, number);
      return;
    }
    if (is_main(program_.width)) {
      const bool gathers = in.op == MachineOp::load && (in.flags & kGathers) != 0;
      if ((in.op == MachineOp::store || gathers) && !immediates.empty()) take_first(in);
      use_frequent(forms_, in, instruction);
      needs_work_ = needs_work_ || uses_work_slot(forms_, in);
    }
    write(in);
    if (instruction.assigns != kNone) save(instruction.assigns, kSavesFirst, in.source);
    if (!instruction.defines) return;
    if (plan_.slot[number] != kNone) save(plan_.slot[number], kSavesFirst, in.source);
    if (plan_.uniform[number] != kNone) save(plan_.uniform[number], kKeepsUniform, in.source);
  }

  /// The accumulator stays as it is, and may still be waiting to be saved.
  void write_on_uniforms(DeviceInstruction& in, std::int32_t number) {
    in.op = in.op == MachineOp::load    ? MachineOp::uniform_load
            : in.op == MachineOp::store ? MachineOp::uniform_store
                                        : MachineOp::uniform_scalar;
    if (in.op != MachineOp::uniform_store) {
      if (plan_.uniform[number] == kNone) return;  // nobody wants it
      in.state = short_of(plan_.uniform[number]);
    }
    instructions_.push_back(in);
  }

  /// The instruction after this one begins by saving what is in the accumulator now.
  void save(std::int32_t number, InstructionStart how, std::int32_t source) {
    if (unsaved_ != kNone) write_copy(source);
    unsaved_ = number;
    unsaved_how_ = how;
  }
  void write_copy(std::int32_t source) {
    DeviceInstruction copy;
    copy.a_kind = OperandKind::accumulator;
    copy.source = source;
    write(copy);
  }
  void write(DeviceInstruction in) {
    if (unsaved_ != kNone) in.before |= unsaved_how_, in.save = short_of(unsaved_);
    if (in.a_kind > OperandKind::accumulator) in.before |= kTakesFirst;
    unsaved_ = kNone;
    instructions_.push_back(in);
  }

  /// Whether the constant is there or fits: there is room for two, and an identity takes one of them.
  static bool has_room(const DeviceInstruction& in, const std::vector<std::uint64_t>& immediates,
                       std::uint64_t constant) {
    const bool has_identity = in.op == MachineOp::scan ||
                              (in.op == MachineOp::reduce && (in.flags & (kWholeRow | kThreadState)) != 0);
    return immediates.size() < (has_identity ? 1 : 2) ||
           std::ranges::find(immediates, constant) != immediates.end();
  }
  void write_constant(std::uint64_t constant, std::int32_t source) {
    DeviceInstruction copy;
    copy.a_kind = OperandKind::immediate0;
    copy.immediate0 = constant;
    copy.source = source;
    write(copy);
  }

  void set_operand(DeviceInstruction& in, OperandKind& kind, std::int16_t& number,
                   const MachineOperand& operand, std::vector<std::uint64_t>& immediates) {
    switch (operand.kind) {
      case MachineOperand::Kind::none:
        return;
      case MachineOperand::Kind::result:
        if (const std::int32_t uniform = plan_.uniform[operand.number]; uniform != kNone)
          kind = OperandKind::uniform, number = short_of(uniform);
        else
          kind = OperandKind::slot, number = short_of(plan_.slot[operand.number]);
        return;
      case MachineOperand::Kind::memory:
        kind = OperandKind::memory;
        return;
      case MachineOperand::Kind::state:
        kind = OperandKind::slot, number = short_of(operand.number);
        return;
      case MachineOperand::Kind::uniform:
        kind = OperandKind::uniform, number = short_of(operand.number);
        return;
      case MachineOperand::Kind::immediate:
        break;
    }
    auto found = std::ranges::find(immediates, operand.immediate);
    if (found == immediates.end()) {
      if (!has_room(in, immediates, operand.immediate))
        throw std::logic_error("second and third operand are constants beside an identity");
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

  static std::int16_t short_of(std::int32_t number) {
    if (number > INT16_MAX) throw std::length_error("a program of more than 32767 slots or indices");
    return static_cast<std::int16_t>(number);
  }

  std::int32_t index_number(const MachineInstruction& instruction) {
    const MachineIndex& index = program_.indices[instruction.index];
    DeviceIndex written;
    written.offset = index.offset;
    written.access = access_of(index, instruction, shape_.vector_items);
    written.first_digit = static_cast<std::uint16_t>(digits_.size());
    written.item_digits = static_cast<std::uint8_t>(index.item_digits.size());
    written.other_digits = static_cast<std::uint8_t>(index.other_digits.size());
    if (digits_.size() + index.item_digits.size() + index.other_digits.size() > UINT16_MAX)
      throw std::length_error("a program of more than 65535 index terms");
    digits_.insert(digits_.end(), index.item_digits.begin(), index.item_digits.end());
    digits_.insert(digits_.end(), index.other_digits.begin(), index.other_digits.end());
    indices_.push_back(written);
    return static_cast<std::int32_t>(indices_.size()) - 1;
  }

  const AccessShape shape_;
  const SlotPlan plan_;
  const MachineProgram& program_;
  const std::vector<ItemValue> values_;  // of its instructions
  AssembledProgram result_;
  std::vector<MachineStage> stages_;
  std::vector<DeviceInstruction> instructions_;
  std::vector<DeviceIndex> indices_;
  std::vector<IndexDigit> digits_;
  FrequentForms forms_;
  std::int32_t unsaved_ = kNone;  // the slot or uniform that the accumulator has yet to be saved to
  InstructionStart unsaved_how_ = kSavesFirst;
  bool needs_work_ = false;
};

}  // namespace

AssembledProgram assemble(const MachineProgram& program, int threads) {
  return Assembler(program, threads).run();
}

}  // namespace ireplay
