#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/cuda/interpreter/selection.hpp"

/// Reductions and scans: the states that they keep and what later stages read of them.
namespace ireplay {
namespace {

std::optional<ReduceRule> rule_of(ReduceKind kind) {
  switch (kind) {
    case ReduceKind::sum:
    case ReduceKind::dot:
      return ReduceRule::sum;
    case ReduceKind::prod:
      return ReduceRule::prod;
    case ReduceKind::max:
      return ReduceRule::max;
    case ReduceKind::min:
      return ReduceRule::min;
    case ReduceKind::any:
      return ReduceRule::any;
    case ReduceKind::xor_sum:
      return ReduceRule::xor_sum;
    case ReduceKind::fmax:
      return ReduceRule::fmax;
    case ReduceKind::argmax:
    case ReduceKind::argmax_with_value:
    case ReduceKind::argmax_value:
      return ReduceRule::argmax;
    case ReduceKind::argmin:
    case ReduceKind::argmin_with_value:
    case ReduceKind::argmin_value:
      return ReduceRule::argmin;
    case ReduceKind::welford_reduce:
      return ReduceRule::welford;
    case ReduceKind::welford_combine:
      return ReduceRule::welford_combine;
    case ReduceKind::online_softmax_reduce:
      return ReduceRule::softmax;
  }
  return std::nullopt;
}

bool is_arg(ReduceRule rule) { return rule == ReduceRule::argmax || rule == ReduceRule::argmin; }

/// Which state a reduction's value is.
int state_of(const Instruction& at) {
  switch (at.reduce) {
    case ReduceKind::argmax:
    case ReduceKind::argmin:
      return 1;
    case ReduceKind::argmax_value:
    case ReduceKind::argmin_value:
      return 0;
    default:
      return at.selection;
  }
}

// ---- states
std::uint64_t weakest_of(const Selection& selection, DType dtype, bool large) {
  const double infinity = std::numeric_limits<double>::infinity();
  if (dtype == DType::f64) return std::bit_cast<std::uint64_t>(large ? -infinity : infinity);
  if (is_floating(dtype))
    return std::bit_cast<std::uint32_t>(static_cast<float>(large ? -infinity : infinity));
  if (dtype == DType::boolean) return large ? 0 : 1;
  const auto bits = static_cast<int>(8 * (dtype == DType::i64 && !selection.wide() ? 4 : bytes_of(dtype)));
  if (info(dtype).kind == DTypeClass::unsigned_int) return large ? 0 : ~std::uint64_t{0} >> (64 - bits);
  const std::int64_t lowest = std::numeric_limits<std::int64_t>::min() >> (64 - bits);
  return static_cast<std::uint64_t>(large ? lowest : -(lowest + 1));
}

std::uint64_t one_of(DType dtype) {
  if (dtype == DType::f64) return std::bit_cast<std::uint64_t>(1.0);
  return is_floating(dtype) ? std::bit_cast<std::uint32_t>(1.0f) : 1;
}

std::array<std::uint64_t, 3> identity_of(const Selection& selection, ReduceRule rule, DType dtype) {
  const std::uint64_t last = selection.wide() ? INT64_MAX : INT32_MAX;
  switch (rule) {
    case ReduceRule::prod:
      return {one_of(dtype), 0, 0};
    case ReduceRule::max:
    case ReduceRule::fmax:
    case ReduceRule::softmax:
    case ReduceRule::log_add_exp:
      return {weakest_of(selection, dtype, true), 0, 0};
    case ReduceRule::min:
      return {weakest_of(selection, dtype, false), 0, 0};
    case ReduceRule::argmax:
      return {weakest_of(selection, dtype, true), last, 0};
    case ReduceRule::argmin:
      return {weakest_of(selection, dtype, false), last, 0};
    default:
      return {0, 0, 0};
  }
}

DType state_dtype(const Selection& selection, ReduceRule rule, const Instruction& in) {
  const DType operand = compute_type(selection.at(in.operands[0]).dtype);
  switch (rule) {
    case ReduceRule::sum:
    case ReduceRule::prod:
    case ReduceRule::xor_sum:
      return is_floating(in.dtype) || !is_floating(operand) ? compute_type(in.dtype) : operand;
    case ReduceRule::welford:
    case ReduceRule::welford_combine:
    case ReduceRule::softmax:
      return is_floating(operand) ? operand : DType::f32;
    case ReduceRule::any:
      return DType::boolean;
    default:
      return operand;
  }
}

ReductionKey key_of(const Selection& selection, const Instruction& in) {
  const ReduceRule rule = *rule_of(in.reduce);
  return {rule, in.operands, in.mask, state_dtype(selection, rule, in), in.reduce == ReduceKind::dot};
}

std::int32_t assign_state(Selection& selection, std::int32_t state, const MachineOperand& value) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::copy;
  instruction.a = value;
  instruction.assigns = state;
  return selection.add(instruction);
}

std::int32_t new_states(Selection& selection, int count, std::span<const std::uint64_t> identity) {
  const std::int32_t first = selection.result.states;
  selection.result.states += count;
  for (int k = 0; k < count; ++k)
    assign_state(selection, first + k, {.kind = MachineOperand::Kind::immediate, .immediate = identity[k]});
  return first;
}

void prepare_reduction(Selection& selection, const Instruction& in) {
  const ReductionKey key = key_of(selection, in);
  if (selection.reduced.contains(key)) return;
  Reduced entry;
  entry.rule = key.rule;
  entry.dtype = key.dtype;
  const bool direct = key.rule == ReduceRule::sum || key.rule == ReduceRule::max ||
                      key.rule == ReduceRule::min || key.rule == ReduceRule::welford;
  entry.whole_row = selection.options.whole_row && direct && key.dtype == DType::f32;
  entry.in_thread = selection.options.axis == ItemAxis::reduction && !selection.options.whole_row && direct &&
                    key.rule != ReduceRule::welford && key.dtype == DType::f32;
  entry.uniform = selection.result.uniforms;
  selection.result.uniforms += state_count(key.rule);
  if (!entry.whole_row && !entry.in_thread)
    entry.state = new_states(selection, state_count(key.rule), identity_of(selection, key.rule, key.dtype));
  selection.reduced[key] = entry;
  selection.order.push_back(key);
}

/// A uniform that carries a scan from chunk to chunk.
std::int32_t new_carry(Selection& selection, ReduceRule rule, DType dtype,
                       const std::array<std::uint64_t, 3>& identity) {
  BlockReduction reduction;
  reduction.state = kScanCarry;
  reduction.uniform = static_cast<std::int16_t>(selection.result.uniforms++);
  reduction.rule = rule;
  reduction.type = value_type(dtype);
  std::copy_n(identity.begin(), 3, reduction.identity);
  selection.carries.push_back(reduction);
  return reduction.uniform;
}

std::optional<ReduceRule> scan_rule(ScanKind kind) {
  switch (kind) {
    case ScanKind::sum:
      return ReduceRule::sum;
    case ScanKind::prod:
      return ReduceRule::prod;
    case ScanKind::max:
      return ReduceRule::max;
    case ScanKind::min:
      return ReduceRule::min;
    case ScanKind::logaddexp:
      return ReduceRule::log_add_exp;
    default:
      return std::nullopt;
  }
}

void prepare_scan(Selection& selection, ValueId value, const Instruction& in) {
  const DType dtype = compute_type(selection.at(in.operands[0]).dtype);
  const auto rule = scan_rule(in.scan);
  const DType held = is_floating(dtype) ? dtype : in.dtype;
  if (rule && selection.options.axis == ItemAxis::reduction)
    selection.scan_uniforms[value] = new_carry(selection, *rule, dtype, identity_of(selection, *rule, held));
  else if (rule)
    selection.scan_states[value] = new_states(selection, 1, identity_of(selection, *rule, held));
  else
    selection.scan_states[value] =
        new_states(selection, in.scan == ScanKind::program ? selection.program.combines[in.extra].members : 2,
                   std::array<std::uint64_t, 4>{0, ~std::uint64_t{0}});
}

// ---- reductions and scans
MachineOperand converted_operand(Selection& selection, ValueId value, DType to) {
  const DType from = compute_type(selection.at(value).dtype);
  const MachineOperand found = operand(selection, value);
  if (from == to) return found;
  const bool integers = !is_floating(from) && !is_floating(to) && to != DType::boolean;
  return integers ? found : result_operand(add_convert(selection, found, from, to, false, to));
}

MachineOperand position_operand(Selection& selection) {
  const auto reductions = static_cast<std::int32_t>(selection.program.ranges.size());
  std::vector<std::int64_t> coefficients(selection.program.ranges.size(), 0);
  std::int64_t stride = 1;
  for (std::int32_t d = reductions; d-- > selection.program.parallel;) {
    coefficients[d] = stride;
    stride *= selection.program.ranges[d];
  }
  MachineInstruction instruction;
  instruction.in.op = MachineOp::coordinate;
  instruction.index = selection.add_index(make_index(selection.shape(), 0, coefficients));
  return result_operand(selection.add(instruction));
}

MachineOperand as_truth(Selection& selection, ValueId value) {
  const DType from = compute_type(selection.at(value).dtype);
  if (from == DType::boolean) return operand(selection, value);
  return result_operand(
      add_convert(selection, operand(selection, value), from, DType::boolean, false, DType::boolean));
}

MachineOperand combine_step(Selection& selection, const Instruction& step,
                            const std::vector<MachineOperand>& values, const std::vector<DType>& types) {
  if (step.opcode == Opcode::constant) return immediate_operand(constant_bits(step));
  if (step.opcode == Opcode::convert)
    return result_operand(add_convert(selection, values[step.operands[0]], types[step.operands[0]],
                                      step.dtype, step.flag, step.dtype));
  MachineInstruction instruction;
  const DType type = types[step.operands[info(step.op).rule == TypeRule::select ? 1 : 0]];
  instruction.in.op = step.op == ScalarOp::where ? MachineOp::select : MachineOp::scalar;
  instruction.in.kind = static_cast<std::uint16_t>(step.op);
  instruction.in.type = value_type(type);
  if (info(step.op).rule != TypeRule::boolean && wraps(selection, type)) instruction.in.wrap = type;
  instruction.a = values[step.operands[0]];
  if (step.operands[1] != kNone) instruction.b = values[step.operands[1]];
  if (step.operands[2] != kNone) instruction.c = values[step.operands[2]];
  return result_operand(selection.add(instruction));
}

/// The combine function on (state, element) at every point but the first, whose element is taken as it is.
std::int32_t build_program_scan(Selection& selection, ValueId value, const Instruction& in) {
  const CombineProgram& combine = selection.program.combines[in.extra];
  const std::int32_t state = selection.scan_states.at(value);
  std::vector<MachineOperand> values;
  std::vector<DType> types;
  for (int k = 0; k < 2 * combine.members; ++k) {
    const ValueId element = in.operands[k % combine.members];
    types.push_back(compute_type(selection.at(element).dtype));
    values.push_back(
        k < combine.members
            ? result_operand(add_copy(selection, {.kind = MachineOperand::Kind::state, .number = state + k}))
            : operand(selection, element));
  }
  for (const Instruction& step : combine.instructions) {
    values.push_back(combine_step(selection, step, values, types));
    types.push_back(step.dtype);
  }
  const MachineOperand position = position_operand(selection);
  std::int32_t selected = kNone;
  for (int member = 0; member < combine.members; ++member) {
    MachineInstruction instruction;
    instruction.in.op = MachineOp::select;
    instruction.a = position;
    instruction.b = values[combine.results[member]];
    instruction.c = values[combine.members + member];
    instruction.assigns = state + member;
    const std::int32_t made = selection.add(instruction);
    if (member == in.selection) selected = made;
  }
  return selected;
}

}  // namespace

void prepare_states(Selection& selection, ValueId value) {
  const Instruction& in = selection.at(value);
  if (in.opcode == Opcode::reduce) prepare_reduction(selection, in);
  if (in.opcode == Opcode::scan) prepare_scan(selection, value, in);
}

void close_block_reductions(Selection& selection) {
  for (const ReductionKey& key : selection.order) {
    const Reduced& entry = selection.reduced[key];
    if (entry.whole_row) continue;
    BlockReduction reduction;
    reduction.stage = static_cast<std::int16_t>(selection.result.stages.size() - 1);
    reduction.state = entry.in_thread ? kInUniform : static_cast<std::int16_t>(entry.state);
    reduction.uniform = static_cast<std::int16_t>(entry.uniform);
    reduction.rule = entry.rule;
    reduction.type = value_type(entry.dtype);
    const auto identity = identity_of(selection, entry.rule, entry.dtype);
    std::copy_n(identity.begin(), 3, reduction.identity);
    selection.result.block_reductions.push_back(reduction);
  }
  selection.order.clear();
  for (BlockReduction& carry : selection.carries) {
    carry.stage = static_cast<std::int16_t>(selection.result.stages.size() - 1);
    selection.result.block_reductions.push_back(carry);
  }
  selection.carries.clear();
}

/// The value of a reduction where a later stage uses it; narrower integers are cut to their width there.
MachineOperand reduced_operand(Selection& selection, ValueId value) {
  const Instruction& in = selection.at(value);
  const Reduced& entry = selection.reduced.at(key_of(selection, in));
  const int number = state_of(in);
  MachineOperand state;
  state.kind = selection.options.axis == ItemAxis::reduction ? MachineOperand::Kind::uniform
                                                             : MachineOperand::Kind::state;
  state.number = (selection.options.axis == ItemAxis::reduction ? entry.uniform : entry.state) + number;
  DType from = entry.dtype;
  if (is_arg(entry.rule) && number == 1) from = DType::i64;
  const DType to = compute_type(in.dtype);
  const bool same =
      from == to && (is_floating(to) || to == DType::i64 || to == DType::u64 || to == DType::boolean);
  if (same || (is_arg(entry.rule) && number == 1 && !is_floating(to))) return state;
  if (const auto found = selection.finished.find({selection.stage, value}); found != selection.finished.end())
    return result_operand(found->second);
  const std::int32_t instruction = add_convert(selection, state, from, to, false, DType::f32);
  selection.finished[{selection.stage, value}] = instruction;
  return result_operand(instruction);
}

std::int32_t build_reduce(Selection& selection, const Instruction& in) {
  Reduced& entry = selection.reduced.at(key_of(selection, in));
  if (entry.built) return kNone;
  entry.built = true;
  MachineInstruction instruction;
  instruction.in.op = MachineOp::reduce;
  instruction.in.kind = static_cast<std::uint16_t>(entry.rule);
  instruction.in.type = value_type(entry.dtype);
  instruction.a = entry.rule == ReduceRule::any ? as_truth(selection, in.operands[0])
                                                : converted_operand(selection, in.operands[0], entry.dtype);
  if (in.reduce == ReduceKind::dot && in.operands[1] != kNone) {
    MachineInstruction product;
    product.in.op = MachineOp::scalar;
    product.in.kind = static_cast<std::uint16_t>(ScalarOp::mul);
    product.in.type = instruction.in.type;
    product.b = converted_operand(selection, in.operands[1], entry.dtype);
    product.a = instruction.a;
    instruction.a = result_operand(selection.add(product));
  }
  if (is_arg(entry.rule))
    instruction.b =
        in.operands[1] == kNone ? position_operand(selection) : operand(selection, in.operands[1]);
  if (entry.rule == ReduceRule::softmax)
    instruction.b = in.operands[1] == kNone ? immediate_operand(one_of(entry.dtype))
                                            : converted_operand(selection, in.operands[1], entry.dtype);
  if (entry.rule == ReduceRule::welford_combine) {
    instruction.b = converted_operand(selection, in.operands[1], entry.dtype);
    instruction.c = converted_operand(selection, in.operands[2], entry.dtype);
  }
  instruction.state = entry.state;
  instruction.defines = false;
  if (entry.whole_row || entry.in_thread) {
    instruction.in.flags |= entry.whole_row ? kWholeRow : kThreadState;
    instruction.in.state = static_cast<std::int16_t>(entry.uniform);
    instruction.in.immediate1 = identity_of(selection, entry.rule, entry.dtype)[0];
  }
  if (in.mask != kNone) instruction.mask = mask_result(selection, in.mask);
  selection.add(instruction);
  return kNone;
}

std::int32_t build_scan(Selection& selection, ValueId value, const Instruction& in) {
  if (in.scan == ScanKind::program) return build_program_scan(selection, value, in);
  const DType dtype = compute_type(selection.at(in.operands[0]).dtype);
  MachineInstruction instruction;
  instruction.in.type = value_type(dtype);
  instruction.a = operand(selection, in.operands[0]);
  if (const auto rule = scan_rule(in.scan)) {
    instruction.in.op = MachineOp::scan;
    instruction.in.kind = static_cast<std::uint16_t>(*rule);
    if (selection.options.axis == ItemAxis::reduction) {
      instruction.in.state = static_cast<std::int16_t>(selection.scan_uniforms.at(value));
      instruction.in.immediate1 = identity_of(selection, *rule, is_floating(dtype) ? dtype : in.dtype)[0];
    } else {
      instruction.state = selection.scan_states.at(value);
    }
  } else {
    instruction.state = selection.scan_states.at(value);
    instruction.in.op = MachineOp::pair_scan;
    instruction.in.extra = static_cast<std::uint8_t>(in.selection);
    if (in.scan == ScanKind::cummax) instruction.in.flags |= kLargest;
    instruction.b =
        in.operands[1] == kNone ? position_operand(selection) : operand(selection, in.operands[1]);
  }
  const std::int32_t scanned = selection.add(instruction);
  if (is_floating(in.dtype) || !wraps(selection, in.dtype)) return scanned;
  return add_convert(selection, result_operand(scanned), dtype, in.dtype, false, in.dtype);
}

}  // namespace ireplay
