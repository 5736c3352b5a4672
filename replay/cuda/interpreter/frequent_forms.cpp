#include "replay/cuda/interpreter/frequent_forms.hpp"

#include <cstring>

#include "kernels/scalar/scalar_tiers.hpp"
#include "replay/cuda/interpreter/operands.hpp"

namespace ireplay {
namespace {

std::optional<MachineOp> frequent_conversion(const DeviceInstruction& in) {
  if (in.target != ValueType::f32) return std::nullopt;
  const bool rounds = (in.flags & kRounds) != 0;
  if (in.type == ValueType::signed_int && !rounds) return MachineOp::f32_of_int;
  if (in.type != ValueType::f32 || !rounds) return std::nullopt;
  if (in.storage == DType::bf16) return MachineOp::round_bf16;
  if (in.storage == DType::f16) return MachineOp::round_f16;
  return std::nullopt;
}

void set_linear(DeviceInstruction& in, const MachineIndex& places) {
  in.immediate0 = places.other.empty() ? 0 : static_cast<std::uint64_t>(places.other[0].stride);
  in.immediate1 = static_cast<std::uint64_t>(places.offset);
}

void set_word(DeviceInstruction& in, int number, std::int64_t value) {
  const auto word = static_cast<std::uint32_t>(value);
  std::memcpy(reinterpret_cast<std::byte*>(&in) + static_cast<std::size_t>(number) * sizeof word, &word,
              sizeof word);
}

void set_step_words(DeviceInstruction& in, const PackSteps& steps) {
  set_word(in, SteppedWord::kOdd, steps.odd);
  set_word(in, SteppedWord::kEven, steps.even);
}

void set_steps(DeviceInstruction& in, const SteppedPlaces& places, std::int64_t offset) {
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

std::optional<MachineOp> memory_operand(FrequentForms& forms, DeviceInstruction& in,
                                        const MachineNode& node) {
  const MachineIndex& places = forms.program.indices[node.index];
  const auto found = memory_op(static_cast<ScalarOp>(in.kind), in.storage);
  if (is_linear(places)) {
    set_linear(in, places);
  } else {
    in.flags |= kStepped;
    set_steps(in, *steps_of(forms.program, places, forms.shape), places.offset);
  }
  return found;
}

bool set_steps_of_quads(FrequentForms& forms, DeviceInstruction& in, const MachineIndex& places) {
  const auto steps = steps_of_packs(forms.program, places, forms.shape);
  if (!steps) return false;
  set_step_words(in, *steps);
  in.flags |= kStepped;
  return true;
}

/// Sets what the form asks for. `short_packs`: vectors are longer than the packs are.
PackForm form_of(FrequentForms& forms, DeviceInstruction& in, const DeviceIndex& index,
                 const MachineIndex& places, bool short_packs, bool& has_steps) {
  if (index.access == Access::strided || short_packs) {
    in.immediate0 = places.lane.empty() ? 0 : static_cast<std::uint64_t>(places.lane[0].stride);
    return PackForm::strided;
  }
  if (is_linear(places)) {
    set_linear(in, places);
    return PackForm::linear;
  }
  const auto found = steps_of(forms.program, places, forms.shape, &has_steps);
  if (!found) return PackForm::packed;
  set_steps(in, *found, places.offset);
  return PackForm::stepped;
}

/// Its index comes in the accumulator, so that both immediates are free.
std::optional<MachineOp> frequent_gather(FrequentForms& forms, DeviceInstruction& in,
                                         const MachineNode& node) {
  if (forms.indices[in.index].access == Access::scattered || !has_frequent_access(in.storage))
    return std::nullopt;
  if (!set_steps_of_quads(forms, in, forms.program.indices[node.index])) ++forms.searched;
  const bool vectors = in.bytes != 2 || forms.shape.pack == 8;
  return vectors && gathers_packs(forms.program, node, forms.values, forms.shape.pack)
             ? MachineOp::load_gathered
             : MachineOp::load_scattered;
}

/// Sets the immediates that the form of the access asks for.
std::optional<MachineOp> frequent_access(FrequentForms& forms, DeviceInstruction& in,
                                         const MachineNode& node) {
  const bool loads = in.op == MachineOp::load;
  if (loads && (in.flags & kGathers) != 0) return frequent_gather(forms, in, node);
  if ((in.flags & (kGathers | kChecks)) != 0 || in.mask != kNoSlot) return std::nullopt;
  const DeviceIndex& index = forms.indices[in.index];
  if (loads && index.lane_groups == 0 && !(is_floating(in.storage) && in.bytes == 1))
    return MachineOp::load_same;
  if (index.access == Access::scattered) return std::nullopt;
  const bool two_bytes = in.storage == DType::bf16 || in.storage == DType::f16;
  const MachineIndex& places = forms.program.indices[node.index];
  if (loads && has_frequent_access(in.storage) && !places.lane.empty() && index.access == Access::strided &&
      places.lane[0].stride == 0) {
    set_steps_of_quads(forms, in, places);
    return MachineOp::load_repeated;
  }
  bool has_steps = false;
  DeviceInstruction formed = in;
  const PackForm form = form_of(forms, formed, index, places, two_bytes && forms.shape.pack != 8, has_steps);
  const auto found = access_op(in.storage, loads, form);
  if (!found) return std::nullopt;
  if (form == PackForm::packed && !has_steps) ++forms.searched;
  in = formed;
  return found;
}

bool folds_at_once(const DeviceInstruction& in) {
  const auto rule = static_cast<ReduceRule>(in.kind);
  return (in.type == ValueType::f32 || in.type == ValueType::signed_int) &&
         (rule == ReduceRule::sum || rule == ReduceRule::max || rule == ReduceRule::min);
}

}  // namespace

void use_frequent(FrequentForms& forms, DeviceInstruction& in, const MachineNode& node) {
  std::optional<MachineOp> found;
  switch (in.op) {
    case MachineOp::scalar:
      if (in.b_kind == OperandKind::memory)
        found = memory_operand(forms, in, node);
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
      found = frequent_access(forms, in, node);
      break;
    default:
      break;
  }
  if (found) in.op = *found;
}

bool uses_work_slot(const FrequentForms& forms, const DeviceInstruction& in) {
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
    return has_partial_packs(forms.program, forms.shape.pack);
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

}  // namespace ireplay
