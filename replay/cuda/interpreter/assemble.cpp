#include "replay/cuda/interpreter/assemble.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "kernels/scalar/scalar_tiers.hpp"
#include "replay/cuda/interpreter/lane_values.hpp"
#include "replay/cuda/interpreter/machine_index.hpp"
#include "replay/cuda/interpreter/operands.hpp"
#include "replay/cuda/interpreter/slots.hpp"

namespace ireplay {
namespace {

class Assembler {
 public:
  Assembler(const MachineProgram& program, int threads)
      : pack_(pack_of(program)),
        threads_(threads),
        plan_(plan_slots(settle_operands(
            program, [&](const MachineNode& load) { return in_whole_packs(program, load); }))),
        program_(plan_.program),
        values_(lane_values(program_)) {}

  AssembledProgram run() {
    result_.axis = program_.axis;
    result_.width = program_.width;
    DeviceProgram& head = result_.head;
    head.parallel = program_.parallel;
    head.reduction = program_.reduction;
    head.rows = program_.rows;
    head.pack = pack_;
    write_instructions();
    append(instructions_);
    result_.stages = stages_;
    std::vector<DeviceStage> stages;
    for (const MachineStage& stage : stages_)
      stages.push_back({stage.begin, stage.end, stage.kind, stage.carried});
    head.stages = static_cast<std::int32_t>(stages.size());
    head.stages_at = append(stages);
    head.folds = static_cast<std::int32_t>(program_.folds.size());
    head.folds_at = append(program_.folds);
    head.indices_at = append(indices_);
    head.groups_at = append(groups_);
    head.bucketizes_at = append(program_.bucketizes);
    head.bytes = static_cast<std::int32_t>(result_.block.size());
    head.work = plan_.slots;
    head.slots = plan_.slots + (needs_work_ ? 1 : 0);
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
  static int pack_of(const MachineProgram& program) {
    if (!is_main(program.width) || scans_along_lanes(program)) return 4;
    for (const MachineNode& node : program.nodes)
      if ((node.in.op == MachineOp::load || node.in.op == MachineOp::store) && node.in.bytes == 2 &&
          access_of(program.indices[node.index], node, 8) == Access::packed)
        return 8;
    const std::vector<LaneValue> values = lane_values(program);
    return std::ranges::any_of(program.nodes,
                               [&](const MachineNode& node) {
                                 return node.in.bytes == 2 && gathers_packs(program, node, values, 8);
                               })
               ? 8
               : 4;
  }

  static bool scans_along_lanes(const MachineProgram& program) {
    return program.axis == LaneAxis::reduction &&
           std::ranges::any_of(program.nodes,
                               [](const MachineNode& node) { return node.in.op == MachineOp::scan; });
  }

  bool in_whole_packs(const MachineProgram& program, const MachineNode& load) const {
    const MachineIndex& index = program.indices[load.index];
    return (load.in.flags & (kGathers | kChecks)) == 0 && (is_linear(index) || steps_of(program, index)) &&
           access_of(index, load, pack_) == Access::packed && (load.in.bytes != 2 || pack_ == 8) &&
           !has_partial_packs(program, pack_);
  }

  std::optional<PackSteps> steps_of_packs(const MachineProgram& program, const MachineIndex& index) const {
    return pack_steps(index.lane, lanes_of(program.width), threads_, pack_);
  }
  struct SteppedPlaces {
    DividedIndex first;
    PackSteps steps;
  };
  /// How a stepped access finds its packs, if it can; `has_steps`: whether they lie in steps at all.
  std::optional<SteppedPlaces> steps_of(const MachineProgram& program, const MachineIndex& index,
                                        bool* has_steps = nullptr) const {
    const auto steps = steps_of_packs(program, index);
    if (has_steps != nullptr) *has_steps = steps.has_value();
    if (!steps || has_partial_packs(program, pack_)) return std::nullopt;
    DividedIndex first = divided(index);
    if (first.divisions.size() > 2) return std::nullopt;
    return SteppedPlaces{std::move(first), *steps};
  }

  static bool divides(std::int64_t pack, const std::vector<IndexGroup>& groups, std::size_t from) {
    for (std::size_t k = from; k < groups.size(); ++k)
      if (groups[k].stride % pack != 0) return false;
    return true;
  }

  static std::int64_t elements_of_vector(const MachineNode& node, int pack) {
    return node.in.bytes <= 2 ? pack : 4;
  }

  /// Whether packs of lanes are aligned vectors of memory.
  static bool is_aligned(const MachineIndex& index, const MachineNode& node, int pack) {
    if (index.lane.empty() || node.in.bytes == 0) return false;
    const IndexGroup& inner = index.lane.front();
    const std::int64_t elements = elements_of_vector(node, pack);
    const auto address = reinterpret_cast<std::uintptr_t>(node.in.memory);
    const std::uintptr_t vector =
        std::min<std::uintptr_t>(16, static_cast<std::uintptr_t>(elements) * node.in.bytes);
    return inner.stride == 1 && static_cast<std::int64_t>(inner.extent) % elements == 0 &&
           index.offset % elements == 0 && divides(elements, index.lane, 1) &&
           divides(elements, index.other, 0) && address % vector == 0;
  }

  static Access access_of(const MachineIndex& index, const MachineNode& node, int pack) {
    if (index.lane.empty()) return Access::strided;
    if (index.lane.front().extent % 4 != 0) return Access::scattered;  // 0: all that is left
    return index.may_pack && is_aligned(index, node, pack) ? Access::packed : Access::strided;
  }

  /// Whether a load gathers whole packs of lanes, each of them an aligned vector.
  static bool gathers_packs(const MachineProgram& program, const MachineNode& load,
                            const std::vector<LaneValue>& values, int pack) {
    if (load.in.op != MachineOp::load || (load.in.flags & kGathers) == 0 || load.mask != kNone ||
        !is_node(load.a) || has_partial_packs(program, pack))
      return false;
    const LaneValue& moved = values[load.a.number];
    const std::int64_t elements = elements_of_vector(load, pack);
    return moved.same >= elements && moved.multiple >= elements &&
           is_aligned(program.indices[load.index], load, pack);
  }

  void write_instructions() {
    for (const MachineStage& stage : program_.stages) {
      MachineStage written{static_cast<std::int32_t>(instructions_.size()), 0, stage.kind, stage.carried};
      for (std::int32_t node = stage.begin; node < stage.end; ++node) write_node(node);
      if (unsaved_ != kNone) write_copy(instructions_.back().source);
      written.end = static_cast<std::int32_t>(instructions_.size());
      if (written.end > written.begin) instructions_.back().before |= kEndsStage;
      stages_.push_back(written);
    }
  }

  void write_node(std::int32_t number) {
    const MachineNode& node = program_.nodes[number];
    DeviceInstruction in = node.in;
    std::vector<std::uint64_t> immediates;  // b's first: the main instantiation looks for it there
    set_operand(in, in.b_kind, in.b, node.b, immediates);
    set_operand(in, in.c_kind, in.c, node.c, immediates);
    if (node.a.kind == NodeOperand::Kind::immediate && !has_room(in, immediates, node.a.immediate)) {
      in.a_kind = OperandKind::accumulator;
      write_constant(node.a.immediate, in.source);
    } else {
      set_operand(in, in.a_kind, in.a, node.a, immediates);
    }
    if (plan_.in_accumulator[number]) in.a_kind = OperandKind::accumulator;
    if (!immediates.empty()) in.immediate0 = immediates[0];
    if (immediates.size() > 1) in.immediate1 = immediates[1];
    if (node.mask != kNone) in.mask = short_of(plan_.slot[node.mask]);
    if (node.state != kNone) in.state = short_of(node.state);
    if (node.index != kNone) in.index = short_of(index_number(node));
    if (node.of_row) {
      write_for_row(in, number);
      return;
    }
    if (is_main(program_.width)) {
      const bool gathers = in.op == MachineOp::load && (in.flags & kGathers) != 0;
      if ((in.op == MachineOp::store || gathers) && !immediates.empty()) take_first(in);
      use_frequent(in, node);
      needs_work_ = needs_work_ || uses_work_slot(in);
    }
    write(in);
    if (node.assigns != kNone) save(node.assigns, kSavesFirst, in.source);
    if (!node.defines) return;
    if (plan_.slot[number] != kNone) save(plan_.slot[number], kSavesFirst, in.source);
    if (plan_.row[number] != kNone) save(plan_.row[number], kKeepsFirst, in.source);
  }

  /// The accumulator stays as it is, and may still be waiting to be saved.
  void write_for_row(DeviceInstruction& in, std::int32_t number) {
    in.op = in.op == MachineOp::load    ? MachineOp::row_load
            : in.op == MachineOp::store ? MachineOp::row_store
                                        : MachineOp::row_scalar;
    if (in.op != MachineOp::row_store) {
      if (plan_.row[number] == kNone) return;  // nobody wants it
      in.state = short_of(plan_.row[number]);
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

  /// Whether the constant is there or fits: there are two places, and an identity takes one.
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

  void set_operand(DeviceInstruction& in, OperandKind& kind, std::int16_t& number, const NodeOperand& operand,
                   std::vector<std::uint64_t>& immediates) {
    switch (operand.kind) {
      case NodeOperand::Kind::none:
        return;
      case NodeOperand::Kind::node:
        if (const std::int32_t row = plan_.row[operand.number]; row != kNone)
          kind = OperandKind::row, number = short_of(row);
        else
          kind = OperandKind::slot, number = short_of(plan_.slot[operand.number]);
        return;
      case NodeOperand::Kind::memory:
        kind = OperandKind::memory;
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

  // ---- the main instantiation's own instructions

  void use_frequent(DeviceInstruction& in, const MachineNode& node) {
    std::optional<MachineOp> found;
    switch (in.op) {
      case MachineOp::scalar:
        if (in.b_kind == OperandKind::memory)
          found = memory_operand(in, node);
        else if (in.type == ValueType::f32)
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

  std::optional<MachineOp> memory_operand(DeviceInstruction& in, const MachineNode& node) const {
    const MachineIndex& places = program_.indices[node.index];
    const auto found = memory_op(static_cast<ScalarOp>(in.kind), in.storage);
    if (is_linear(places)) {
      set_linear(in, places);
    } else {
      in.flags |= kStepped;
      set_steps(in, *steps_of(program_, places), places.offset);
    }
    return found;
  }

  static void set_linear(DeviceInstruction& in, const MachineIndex& places) {
    in.immediate0 = places.other.empty() ? 0 : static_cast<std::uint64_t>(places.other[0].stride);
    in.immediate1 = static_cast<std::uint64_t>(places.offset);
  }

  static void set_word(DeviceInstruction& in, int number, std::int64_t value) {
    const auto word = static_cast<std::uint32_t>(value);
    std::memcpy(reinterpret_cast<std::byte*>(&in) + static_cast<std::size_t>(number) * sizeof word, &word,
                sizeof word);
  }

  static void set_step_words(DeviceInstruction& in, const PackSteps& steps) {
    set_word(in, SteppedWord::kOdd, steps.odd);
    set_word(in, SteppedWord::kEven, steps.even);
  }

  static void set_steps(DeviceInstruction& in, const SteppedPlaces& places, std::int64_t offset) {
    set_step_words(in, places.steps);
    set_word(in, SteppedWord::kInner, places.first.inner);
    set_word(in, SteppedWord::kAway, places.first.away);
    set_word(in, SteppedWord::kOffset, offset);
    DividedIndex::Division first, second;
    if (!places.first.divisions.empty()) first = places.first.divisions[0];
    if (places.first.divisions.size() > 1) second = places.first.divisions[1];
    set_word(in, SteppedWord::kFirstSkip, first.skip);
    set_word(in, SteppedWord::kSecondSkip, second.skip);
    set_word(in, SteppedWord::kFirstMagic, static_cast<std::int64_t>(first.by.magic));
    set_word(in, SteppedWord::kSecondMagic, static_cast<std::int64_t>(second.by.magic));
    set_word(in, SteppedWord::kDivisions,
             first.by.shift | second.by.shift << 8 | (first.of_other ? kFirstOfOther : 0) |
                 (second.of_other ? kSecondOfOther : 0));
  }

  /// Sets the immediates that the form of the access asks for.
  std::optional<MachineOp> frequent_access(DeviceInstruction& in, const MachineNode& node) {
    const bool loads = in.op == MachineOp::load;
    if (loads && (in.flags & kGathers) != 0) return frequent_gather(in, node);
    if ((in.flags & (kGathers | kChecks)) != 0 || in.mask != kNoSlot) return std::nullopt;
    const DeviceIndex& index = indices_[in.index];
    if (loads && index.lane_groups == 0 && !(is_floating(in.storage) && in.bytes == 1))
      return MachineOp::load_same;
    if (index.access == Access::scattered) return std::nullopt;
    const bool two_bytes = in.storage == DType::bf16 || in.storage == DType::f16;
    const MachineIndex& places = program_.indices[node.index];
    if (loads && has_frequent_access(in.storage) && !places.lane.empty() && index.access == Access::strided &&
        places.lane[0].stride == 0) {
      set_steps_of_quads(in, places);
      return MachineOp::load_repeated;
    }
    bool has_steps = false;
    DeviceInstruction formed = in;
    const PackForm form = form_of(formed, index, places, two_bytes && pack_ != 8, has_steps);
    const auto found = access_op(in.storage, loads, form);
    if (!found) return std::nullopt;
    if (form == PackForm::packed && !has_steps) ++result_.searched;
    in = formed;
    return found;
  }

  /// Its index comes in the accumulator, so that both immediates are free.
  std::optional<MachineOp> frequent_gather(DeviceInstruction& in, const MachineNode& node) {
    if (indices_[in.index].access == Access::scattered || !has_frequent_access(in.storage))
      return std::nullopt;
    if (!set_steps_of_quads(in, program_.indices[node.index])) ++result_.searched;
    const bool vectors = in.bytes != 2 || pack_ == 8;
    return vectors && gathers_packs(program_, node, values_, pack_) ? MachineOp::load_gathered
                                                                    : MachineOp::load_scattered;
  }

  bool set_steps_of_quads(DeviceInstruction& in, const MachineIndex& places) const {
    const auto steps = steps_of_packs(program_, places);
    if (!steps) return false;
    set_step_words(in, *steps);
    in.flags |= kStepped;
    return true;
  }

  /// Sets what the form asks for. `short_packs`: vectors are longer than the packs are.
  PackForm form_of(DeviceInstruction& in, const DeviceIndex& index, const MachineIndex& places,
                   bool short_packs, bool& has_steps) const {
    if (index.access == Access::strided || short_packs) {
      in.immediate0 = places.lane.empty() ? 0 : static_cast<std::uint64_t>(places.lane[0].stride);
      return PackForm::strided;
    }
    if (is_linear(places)) {
      set_linear(in, places);
      return PackForm::linear;
    }
    const auto found = steps_of(program_, places, &has_steps);
    if (!found) return PackForm::packed;
    set_steps(in, *found, places.offset);
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
#include "kernels/interpreter/frequent_ops.def"
      return has_partial_packs(program_, pack_);
      case MachineOp::load_repeated:
      case MachineOp::load_gathered:
      case MachineOp::load_scattered:
      case MachineOp::wrap_index:
      case MachineOp::check_bounds:
      case MachineOp::check_true:
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
      case MachineOp::row_scalar:
      case MachineOp::row_load:
      case MachineOp::row_store:
      case MachineOp::f32_of_int:
      case MachineOp::round_bf16:
      case MachineOp::round_f16:
      case MachineOp::int_logical_not:
#define BINARY(row)                   \
  case MachineOp::f32_##row:          \
  case MachineOp::f32_##row##_scalar: \
  case MachineOp::f32_##row##_row:
#define MEMORY(row)                 \
  case MachineOp::f32_##row##_word: \
  case MachineOp::f32_##row##_bf16: \
  case MachineOp::f32_##row##_f16:
#define UNARY(row) case MachineOp::f32_##row:
#define TERNARY(row) case MachineOp::f32_##row:
#define INTEGER(row)                  \
  case MachineOp::int_##row:          \
  case MachineOp::int_##row##_scalar: \
  case MachineOp::int_##row##_row:
#include "kernels/interpreter/frequent_ops.def"
        return false;
      case MachineOp::reduce:
        return (in.flags & (kWholeRow | kThreadState)) == 0 && !folds_at_once(in);
      default:
        return true;
    }
  }
  static bool has_partial_packs(const MachineProgram& program, int pack) {
    const bool rows = program.axis == LaneAxis::reduction;
    return (rows ? program.reduction : program.parallel) % pack != 0;
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
    written.access = access_of(index, node, pack_);
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

  const int pack_, threads_;
  const SlotPlan plan_;
  const MachineProgram& program_;
  const std::vector<LaneValue> values_;  // of its nodes
  AssembledProgram result_;
  std::vector<MachineStage> stages_;
  std::vector<DeviceInstruction> instructions_;
  std::vector<DeviceIndex> indices_;
  std::vector<IndexGroup> groups_;
  std::int32_t unsaved_ = kNone;  // the slot or row value that the accumulator has yet to be saved to
  InstructionStart unsaved_how_ = kSavesFirst;
  bool needs_work_ = false;
};

}  // namespace

AssembledProgram assemble(const MachineProgram& program, int threads) {
  return Assembler(program, threads).run();
}

}  // namespace ireplay
