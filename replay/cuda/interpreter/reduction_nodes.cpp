#include <algorithm>
#include <bit>
#include <limits>
#include <optional>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/cuda/interpreter/node_builder.hpp"

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
std::uint64_t weakest_of(const NodeBuilder& nodes, DType dtype, bool large) {
  const double infinity = std::numeric_limits<double>::infinity();
  if (dtype == DType::f64) return std::bit_cast<std::uint64_t>(large ? -infinity : infinity);
  if (is_floating(dtype))
    return std::bit_cast<std::uint32_t>(static_cast<float>(large ? -infinity : infinity));
  if (dtype == DType::boolean) return large ? 0 : 1;
  const auto bits = static_cast<int>(8 * (dtype == DType::i64 && !nodes.wide() ? 4 : bytes_of(dtype)));
  if (info(dtype).kind == DTypeClass::unsigned_int) return large ? 0 : ~std::uint64_t{0} >> (64 - bits);
  const std::int64_t lowest = std::numeric_limits<std::int64_t>::min() >> (64 - bits);
  return static_cast<std::uint64_t>(large ? lowest : -(lowest + 1));
}

std::uint64_t one_of(DType dtype) {
  if (dtype == DType::f64) return std::bit_cast<std::uint64_t>(1.0);
  return is_floating(dtype) ? std::bit_cast<std::uint32_t>(1.0f) : 1;
}

std::array<std::uint64_t, 3> identity_of(const NodeBuilder& nodes, ReduceRule rule, DType dtype) {
  const std::uint64_t last = nodes.wide() ? INT64_MAX : INT32_MAX;
  switch (rule) {
    case ReduceRule::prod:
      return {one_of(dtype), 0, 0};
    case ReduceRule::max:
    case ReduceRule::fmax:
    case ReduceRule::softmax:
    case ReduceRule::log_add_exp:
      return {weakest_of(nodes, dtype, true), 0, 0};
    case ReduceRule::min:
      return {weakest_of(nodes, dtype, false), 0, 0};
    case ReduceRule::argmax:
      return {weakest_of(nodes, dtype, true), last, 0};
    case ReduceRule::argmin:
      return {weakest_of(nodes, dtype, false), last, 0};
    default:
      return {0, 0, 0};
  }
}

DType state_dtype(const NodeBuilder& nodes, ReduceRule rule, const Instruction& in) {
  const DType operand = compute_type(nodes.at(in.operands[0]).dtype);
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

ReductionKey key_of(const NodeBuilder& nodes, const Instruction& in) {
  const ReduceRule rule = *rule_of(in.reduce);
  return {rule, in.operands, in.mask, state_dtype(nodes, rule, in), in.reduce == ReduceKind::dot};
}

std::int32_t assign_state(NodeBuilder& nodes, std::int32_t state, const NodeOperand& value) {
  MachineNode node;
  node.in.op = MachineOp::copy;
  node.a = value;
  node.assigns = state;
  return nodes.add(node);
}

std::int32_t new_states(NodeBuilder& nodes, int count, std::span<const std::uint64_t> identity) {
  const std::int32_t first = nodes.result.states;
  nodes.result.states += count;
  for (int k = 0; k < count; ++k)
    assign_state(nodes, first + k, {.kind = NodeOperand::Kind::immediate, .immediate = identity[k]});
  return first;
}

void prepare_reduction(NodeBuilder& nodes, const Instruction& in) {
  const ReductionKey key = key_of(nodes, in);
  if (nodes.reduced.contains(key)) return;
  Reduced entry;
  entry.rule = key.rule;
  entry.dtype = key.dtype;
  const bool direct = key.rule == ReduceRule::sum || key.rule == ReduceRule::max ||
                      key.rule == ReduceRule::min || key.rule == ReduceRule::welford;
  entry.whole_row = nodes.options.whole_row && direct && key.dtype == DType::f32;
  entry.in_thread = nodes.options.axis == ItemAxis::reduction && !nodes.options.whole_row && direct &&
                    key.rule != ReduceRule::welford && key.dtype == DType::f32;
  entry.uniform = nodes.result.uniforms;
  nodes.result.uniforms += state_count(key.rule);
  if (!entry.whole_row && !entry.in_thread)
    entry.state = new_states(nodes, state_count(key.rule), identity_of(nodes, key.rule, key.dtype));
  nodes.reduced[key] = entry;
  nodes.order.push_back(key);
}

/// A uniform that carries a scan from chunk to chunk.
std::int32_t new_carry(NodeBuilder& nodes, ReduceRule rule, DType dtype,
                       const std::array<std::uint64_t, 3>& identity) {
  BlockReduction reduction;
  reduction.state = kScanCarry;
  reduction.uniform = static_cast<std::int16_t>(nodes.result.uniforms++);
  reduction.rule = rule;
  reduction.type = value_type(dtype);
  std::copy_n(identity.begin(), 3, reduction.identity);
  nodes.carries.push_back(reduction);
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

void prepare_scan(NodeBuilder& nodes, ValueId value, const Instruction& in) {
  const DType dtype = compute_type(nodes.at(in.operands[0]).dtype);
  const auto rule = scan_rule(in.scan);
  const DType held = is_floating(dtype) ? dtype : in.dtype;
  if (rule && nodes.options.axis == ItemAxis::reduction)
    nodes.scan_uniforms[value] = new_carry(nodes, *rule, dtype, identity_of(nodes, *rule, held));
  else if (rule)
    nodes.scan_states[value] = new_states(nodes, 1, identity_of(nodes, *rule, held));
  else
    nodes.scan_states[value] =
        new_states(nodes, in.scan == ScanKind::program ? nodes.program.combines[in.extra].members : 2,
                   std::array<std::uint64_t, 4>{0, ~std::uint64_t{0}});
}

// ---- reductions and scans
NodeOperand converted_operand(NodeBuilder& nodes, ValueId value, DType to) {
  const DType from = compute_type(nodes.at(value).dtype);
  const NodeOperand found = operand(nodes, value);
  if (from == to) return found;
  const bool integers = !is_floating(from) && !is_floating(to) && to != DType::boolean;
  return integers ? found : node_operand(add_convert(nodes, found, from, to, false, to));
}

NodeOperand position_operand(NodeBuilder& nodes) {
  const auto reductions = static_cast<std::int32_t>(nodes.program.ranges.size());
  std::vector<std::int64_t> coefficients(nodes.program.ranges.size(), 0);
  std::int64_t stride = 1;
  for (std::int32_t d = reductions; d-- > nodes.program.parallel;) {
    coefficients[d] = stride;
    stride *= nodes.program.ranges[d];
  }
  MachineNode node;
  node.in.op = MachineOp::coordinate;
  node.index = nodes.add_index(make_index(nodes.shape(), 0, coefficients));
  return node_operand(nodes.add(node));
}

NodeOperand as_truth(NodeBuilder& nodes, ValueId value) {
  const DType from = compute_type(nodes.at(value).dtype);
  if (from == DType::boolean) return operand(nodes, value);
  return node_operand(add_convert(nodes, operand(nodes, value), from, DType::boolean, false, DType::boolean));
}

NodeOperand combine_step(NodeBuilder& nodes, const Instruction& step, const std::vector<NodeOperand>& values,
                         const std::vector<DType>& types) {
  if (step.opcode == Opcode::constant) return immediate_operand(constant_bits(step));
  if (step.opcode == Opcode::convert)
    return node_operand(add_convert(nodes, values[step.operands[0]], types[step.operands[0]], step.dtype,
                                    step.flag, step.dtype));
  MachineNode node;
  const DType type = types[step.operands[info(step.op).rule == TypeRule::select ? 1 : 0]];
  node.in.op = step.op == ScalarOp::where ? MachineOp::select : MachineOp::scalar;
  node.in.kind = static_cast<std::uint16_t>(step.op);
  node.in.type = value_type(type);
  if (info(step.op).rule != TypeRule::boolean && wraps(nodes, type)) node.in.wrap = type;
  node.a = values[step.operands[0]];
  if (step.operands[1] != kNone) node.b = values[step.operands[1]];
  if (step.operands[2] != kNone) node.c = values[step.operands[2]];
  return node_operand(nodes.add(node));
}

/// The combine function on (state, element) at every point but the first, whose element is taken as it is.
std::int32_t build_program_scan(NodeBuilder& nodes, ValueId value, const Instruction& in) {
  const CombineProgram& combine = nodes.program.combines[in.extra];
  const std::int32_t state = nodes.scan_states.at(value);
  std::vector<NodeOperand> values;
  std::vector<DType> types;
  for (int k = 0; k < 2 * combine.members; ++k) {
    const ValueId element = in.operands[k % combine.members];
    types.push_back(compute_type(nodes.at(element).dtype));
    values.push_back(k < combine.members ? node_operand(add_copy(nodes, {.kind = NodeOperand::Kind::state,
                                                                         .number = state + k}))
                                         : operand(nodes, element));
  }
  for (const Instruction& step : combine.instructions) {
    values.push_back(combine_step(nodes, step, values, types));
    types.push_back(step.dtype);
  }
  const NodeOperand position = position_operand(nodes);
  std::int32_t selected = kNone;
  for (int member = 0; member < combine.members; ++member) {
    MachineNode node;
    node.in.op = MachineOp::select;
    node.a = position;
    node.b = values[combine.results[member]];
    node.c = values[combine.members + member];
    node.assigns = state + member;
    const std::int32_t made = nodes.add(node);
    if (member == in.selection) selected = made;
  }
  return selected;
}

}  // namespace

void prepare_states(NodeBuilder& nodes, ValueId value) {
  const Instruction& in = nodes.at(value);
  if (in.opcode == Opcode::reduce) prepare_reduction(nodes, in);
  if (in.opcode == Opcode::scan) prepare_scan(nodes, value, in);
}

void close_block_reductions(NodeBuilder& nodes) {
  for (const ReductionKey& key : nodes.order) {
    const Reduced& entry = nodes.reduced[key];
    if (entry.whole_row) continue;
    BlockReduction reduction;
    reduction.stage = static_cast<std::int16_t>(nodes.result.stages.size() - 1);
    reduction.state = entry.in_thread ? kInUniform : static_cast<std::int16_t>(entry.state);
    reduction.uniform = static_cast<std::int16_t>(entry.uniform);
    reduction.rule = entry.rule;
    reduction.type = value_type(entry.dtype);
    const auto identity = identity_of(nodes, entry.rule, entry.dtype);
    std::copy_n(identity.begin(), 3, reduction.identity);
    nodes.result.block_reductions.push_back(reduction);
  }
  nodes.order.clear();
  for (BlockReduction& carry : nodes.carries) {
    carry.stage = static_cast<std::int16_t>(nodes.result.stages.size() - 1);
    nodes.result.block_reductions.push_back(carry);
  }
  nodes.carries.clear();
}

/// The value of a reduction where a later stage uses it; narrower integers are cut to their width there.
NodeOperand reduced_operand(NodeBuilder& nodes, ValueId value) {
  const Instruction& in = nodes.at(value);
  const Reduced& entry = nodes.reduced.at(key_of(nodes, in));
  const int number = state_of(in);
  NodeOperand state;
  state.kind =
      nodes.options.axis == ItemAxis::reduction ? NodeOperand::Kind::uniform : NodeOperand::Kind::state;
  state.number = (nodes.options.axis == ItemAxis::reduction ? entry.uniform : entry.state) + number;
  DType from = entry.dtype;
  if (is_arg(entry.rule) && number == 1) from = DType::i64;
  const DType to = compute_type(in.dtype);
  const bool same =
      from == to && (is_floating(to) || to == DType::i64 || to == DType::u64 || to == DType::boolean);
  if (same || (is_arg(entry.rule) && number == 1 && !is_floating(to))) return state;
  if (const auto found = nodes.finished.find({nodes.stage, value}); found != nodes.finished.end())
    return node_operand(found->second);
  const std::int32_t node = add_convert(nodes, state, from, to, false, DType::f32);
  nodes.finished[{nodes.stage, value}] = node;
  return node_operand(node);
}

std::int32_t build_reduce(NodeBuilder& nodes, const Instruction& in) {
  Reduced& entry = nodes.reduced.at(key_of(nodes, in));
  if (entry.built) return kNone;
  entry.built = true;
  MachineNode node;
  node.in.op = MachineOp::reduce;
  node.in.kind = static_cast<std::uint16_t>(entry.rule);
  node.in.type = value_type(entry.dtype);
  node.a = entry.rule == ReduceRule::any ? as_truth(nodes, in.operands[0])
                                         : converted_operand(nodes, in.operands[0], entry.dtype);
  if (in.reduce == ReduceKind::dot && in.operands[1] != kNone) {
    MachineNode product;
    product.in.op = MachineOp::scalar;
    product.in.kind = static_cast<std::uint16_t>(ScalarOp::mul);
    product.in.type = node.in.type;
    product.b = converted_operand(nodes, in.operands[1], entry.dtype);
    product.a = node.a;
    node.a = node_operand(nodes.add(product));
  }
  if (is_arg(entry.rule))
    node.b = in.operands[1] == kNone ? position_operand(nodes) : operand(nodes, in.operands[1]);
  if (entry.rule == ReduceRule::softmax)
    node.b = in.operands[1] == kNone ? immediate_operand(one_of(entry.dtype))
                                     : converted_operand(nodes, in.operands[1], entry.dtype);
  if (entry.rule == ReduceRule::welford_combine) {
    node.b = converted_operand(nodes, in.operands[1], entry.dtype);
    node.c = converted_operand(nodes, in.operands[2], entry.dtype);
  }
  node.state = entry.state;
  node.defines = false;
  if (entry.whole_row || entry.in_thread) {
    node.in.flags |= entry.whole_row ? kWholeRow : kThreadState;
    node.in.state = static_cast<std::int16_t>(entry.uniform);
    node.in.immediate1 = identity_of(nodes, entry.rule, entry.dtype)[0];
  }
  if (in.mask != kNone) node.mask = mask_node(nodes, in.mask);
  nodes.add(node);
  return kNone;
}

std::int32_t build_scan(NodeBuilder& nodes, ValueId value, const Instruction& in) {
  if (in.scan == ScanKind::program) return build_program_scan(nodes, value, in);
  const DType dtype = compute_type(nodes.at(in.operands[0]).dtype);
  MachineNode node;
  node.in.type = value_type(dtype);
  node.a = operand(nodes, in.operands[0]);
  if (const auto rule = scan_rule(in.scan)) {
    node.in.op = MachineOp::scan;
    node.in.kind = static_cast<std::uint16_t>(*rule);
    if (nodes.options.axis == ItemAxis::reduction) {
      node.in.state = static_cast<std::int16_t>(nodes.scan_uniforms.at(value));
      node.in.immediate1 = identity_of(nodes, *rule, is_floating(dtype) ? dtype : in.dtype)[0];
    } else {
      node.state = nodes.scan_states.at(value);
    }
  } else {
    node.state = nodes.scan_states.at(value);
    node.in.op = MachineOp::pair_scan;
    node.in.extra = static_cast<std::uint8_t>(in.selection);
    if (in.scan == ScanKind::cummax) node.in.flags |= kLargest;
    node.b = in.operands[1] == kNone ? position_operand(nodes) : operand(nodes, in.operands[1]);
  }
  const std::int32_t scanned = nodes.add(node);
  if (is_floating(in.dtype) || !wraps(nodes, in.dtype)) return scanned;
  return add_convert(nodes, node_operand(scanned), dtype, in.dtype, false, in.dtype);
}

}  // namespace ireplay
