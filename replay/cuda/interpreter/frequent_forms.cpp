#include "replay/cuda/interpreter/frequent_forms.hpp"

#include <cstring>

#include "kernels/scalar/scalar_tiers.hpp"
#include "replay/cuda/interpreter/operands.hpp"

/// Peephole selection on single instructions: what op, types, operands and the form of the index say decides
/// whether an instruction of the main instantiation's own stands for it; the general one is right for all
/// others.
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

void set_linear(DeviceInstruction& in, const MachineIndex& affine) {
  in.immediate0 = affine.other_digits.empty() ? 0 : static_cast<std::uint64_t>(affine.other_digits[0].stride);
  in.immediate1 = static_cast<std::uint64_t>(affine.offset);
}

void set_field(DeviceInstruction& in, int number, std::int64_t value) {
  const auto field = static_cast<std::uint32_t>(value);
  std::memcpy(reinterpret_cast<std::byte*>(&in) + static_cast<std::size_t>(number) * sizeof field, &field,
              sizeof field);
}

void set_step_fields(DeviceInstruction& in, const VectorSteps& steps) {
  set_field(in, SteppedField::kOdd, steps.odd);
  set_field(in, SteppedField::kEven, steps.even);
}

void set_steps(DeviceInstruction& in, const SteppedOffsets& offsets, std::int64_t offset) {
  set_step_fields(in, offsets.steps);
  set_field(in, SteppedField::kInner, offsets.first.inner);
  set_field(in, SteppedField::kAway, offsets.first.away);
  set_field(in, SteppedField::kOffset, offset);
  DividedIndex::Division first, second;
  if (!offsets.first.divisions.empty()) first = offsets.first.divisions[0];
  if (offsets.first.divisions.size() > 1) second = offsets.first.divisions[1];
  set_field(in, SteppedField::kFirstSkip, first.skip);
  set_field(in, SteppedField::kSecondSkip, second.skip);
  set_field(in, SteppedField::kFirstMagic, static_cast<std::int64_t>(first.by.magic));
  set_field(in, SteppedField::kSecondMagic, static_cast<std::int64_t>(second.by.magic));
  set_field(in, SteppedField::kDivisions,
            first.by.shift | second.by.shift << 8 | (first.of_other ? kFirstOfOther : 0) |
                (second.of_other ? kSecondOfOther : 0));
}

std::optional<MachineOp> memory_operand(FrequentForms& forms, DeviceInstruction& in,
                                        const MachineInstruction& instruction) {
  const MachineIndex& affine = forms.program.indices[instruction.index];
  const auto found = memory_op(static_cast<ScalarOp>(in.kind), in.storage);
  if (is_linear(affine)) {
    set_linear(in, affine);
  } else {
    in.flags |= kStepped;
    set_steps(in, *steps_of(forms.program, affine, forms.shape), affine.offset);
  }
  return found;
}

bool set_float4_steps(FrequentForms& forms, DeviceInstruction& in, const MachineIndex& affine) {
  const auto steps = find_vector_steps(forms.program, affine, forms.shape);
  if (!steps) return false;
  set_step_fields(in, *steps);
  in.flags |= kStepped;
  return true;
}

/// Sets what the form asks for. `half_vectors`: vectors of memory are longer than the consecutive items of a
/// thread.
VectorForm form_of(FrequentForms& forms, DeviceInstruction& in, const DeviceIndex& index,
                   const MachineIndex& affine, bool half_vectors, bool& has_steps) {
  if (index.access == Access::strided || half_vectors) {
    in.immediate0 = affine.item_digits.empty() ? 0 : static_cast<std::uint64_t>(affine.item_digits[0].stride);
    return VectorForm::strided;
  }
  if (is_linear(affine)) {
    set_linear(in, affine);
    return VectorForm::linear;
  }
  const auto found = steps_of(forms.program, affine, forms.shape, &has_steps);
  if (!found) return VectorForm::indexed;
  set_steps(in, *found, affine.offset);
  return VectorForm::stepped;
}

/// Its index comes in the accumulator, so that both immediates are free.
std::optional<MachineOp> frequent_gather(FrequentForms& forms, DeviceInstruction& in,
                                         const MachineInstruction& instruction) {
  if (forms.indices[in.index].access == Access::scattered || !has_frequent_access(in.storage))
    return std::nullopt;
  if (!set_float4_steps(forms, in, forms.program.indices[instruction.index])) ++forms.searched;
  const bool vectors = in.bytes != 2 || forms.shape.vector_items == 8;
  return vectors && gathers_vectors(forms.program, instruction, forms.values, forms.shape.vector_items)
             ? MachineOp::load_gathered
             : MachineOp::load_scattered;
}

/// Sets the immediates that the form of the access asks for.
std::optional<MachineOp> frequent_access(FrequentForms& forms, DeviceInstruction& in,
                                         const MachineInstruction& instruction) {
  const bool loads = in.op == MachineOp::load;
  if (loads && (in.flags & kGathers) != 0) return frequent_gather(forms, in, instruction);
  if ((in.flags & (kGathers | kChecks)) != 0 || in.mask != kNoSlot) return std::nullopt;
  const DeviceIndex& index = forms.indices[in.index];
  if (loads && index.item_digits == 0 && !(is_floating(in.storage) && in.bytes == 1))
    return MachineOp::load_same;
  if (index.access == Access::scattered) return std::nullopt;
  const bool two_bytes = in.storage == DType::bf16 || in.storage == DType::f16;
  const MachineIndex& affine = forms.program.indices[instruction.index];
  if (loads && has_frequent_access(in.storage) && !affine.item_digits.empty() &&
      index.access == Access::strided && affine.item_digits[0].stride == 0) {
    set_float4_steps(forms, in, affine);
    return MachineOp::load_repeated;
  }
  bool has_steps = false;
  DeviceInstruction formed = in;
  const VectorForm form =
      form_of(forms, formed, index, affine, two_bytes && forms.shape.vector_items != 8, has_steps);
  const auto found = access_op(in.storage, loads, form);
  if (!found) return std::nullopt;
  if (form == VectorForm::indexed && !has_steps) ++forms.searched;
  in = formed;
  return found;
}

bool accumulates_at_once(const DeviceInstruction& in) {
  const auto rule = static_cast<ReduceRule>(in.kind);
  return (in.type == ValueType::f32 || in.type == ValueType::signed_int) &&
         (rule == ReduceRule::sum || rule == ReduceRule::max || rule == ReduceRule::min);
}

}  // namespace

void use_frequent(FrequentForms& forms, DeviceInstruction& in, const MachineInstruction& instruction) {
  std::optional<MachineOp> found;
  switch (in.op) {
    case MachineOp::scalar:
      if (in.b_kind == OperandKind::memory)
        found = memory_operand(forms, in, instruction);
      else if (in.type == ValueType::f32)
        found = frequent_op(static_cast<ScalarOp>(in.kind), in.b_kind);
      else if (in.type == ValueType::signed_int && in.wrap == DType::f64)
        found = frequent_integer_op(static_cast<ScalarOp>(in.kind), in.b_kind);
      break;
    case MachineOp::integer:
      if (const auto op = scalar_of_integer(static_cast<IntegerOp>(in.kind)))
        found = frequent_integer_op(*op, in.b_kind);
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
      found = frequent_access(forms, in, instruction);
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
  case MachineOp::load_indexed_##type:  \
  case MachineOp::load_strided_##type:  \
  case MachineOp::store_linear_##type:  \
  case MachineOp::store_stepped_##type: \
  case MachineOp::store_indexed_##type: \
  case MachineOp::store_strided_##type:
#include "kernels/interpreter/frequent_ops.def"
    return has_partial_vectors(forms.program, forms.shape.vector_items);
    case MachineOp::load_repeated:
    case MachineOp::load_gathered:
    case MachineOp::load_scattered:
    case MachineOp::wrap_index:
    case MachineOp::check_bounds:
    case MachineOp::check_true:
    case MachineOp::copy:
    case MachineOp::select:
    case MachineOp::load_same:
    case MachineOp::uniform_sum:
    case MachineOp::uniform_max:
    case MachineOp::uniform_min:
    case MachineOp::uniform_moments:
    case MachineOp::state_sum:
    case MachineOp::state_max:
    case MachineOp::state_min:
    case MachineOp::uniform_scalar:
    case MachineOp::uniform_load:
    case MachineOp::uniform_store:
    case MachineOp::f32_of_int:
    case MachineOp::round_bf16:
    case MachineOp::round_f16:
    case MachineOp::int_logical_not:
#define BINARY(name)                   \
  case MachineOp::f32_##name:          \
  case MachineOp::f32_##name##_scalar: \
  case MachineOp::f32_##name##_uniform:
#define MEMORY(name)                 \
  case MachineOp::f32_##name##_b32:  \
  case MachineOp::f32_##name##_bf16: \
  case MachineOp::f32_##name##_f16:
#define UNARY(name) case MachineOp::f32_##name:
#define TERNARY(name) case MachineOp::f32_##name:
#define INTEGER(name)                  \
  case MachineOp::int_##name:          \
  case MachineOp::int_##name##_scalar: \
  case MachineOp::int_##name##_uniform:
#include "kernels/interpreter/frequent_ops.def"
      return false;
    case MachineOp::reduce:
      return (in.flags & (kWholeRow | kThreadState)) == 0 && !accumulates_at_once(in);
    default:
      return true;
  }
}

}  // namespace ireplay
