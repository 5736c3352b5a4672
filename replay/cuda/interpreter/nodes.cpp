#include "replay/cuda/interpreter/nodes.hpp"

#include <algorithm>
#include <set>

#include "kernels/scalar/scalar_tiers.hpp"
#include "parser/source.hpp"
#include "replay/cuda/interpreter/node_builder.hpp"

namespace ireplay {
namespace {

std::optional<AtomicKind> atomic_of(StoreMode mode) {
  switch (mode) {
    case StoreMode::atomic_add:
      return AtomicKind::add;
    case StoreMode::atomic_max:
      return AtomicKind::max;
    case StoreMode::atomic_min:
      return AtomicKind::min;
    case StoreMode::atomic_and:
      return AtomicKind::bit_and;
    case StoreMode::atomic_or:
      return AtomicKind::bit_or;
    case StoreMode::atomic_xor:
      return AtomicKind::bit_xor;
    case StoreMode::atomic_xchg:
      return AtomicKind::exchange;
    default:
      return std::nullopt;
  }
}

RandomRule random_rule(RandomKind kind) {
  switch (kind) {
    case RandomKind::rand:
      return RandomRule::uniform;
    case RandomKind::randn:
      return RandomRule::normal;
    case RandomKind::randint64:
      return RandomRule::integer;
    case RandomKind::rand4x:
      return RandomRule::uniform4;
    case RandomKind::randn4x:
      return RandomRule::normal4;
    case RandomKind::rand_cpu:
      return RandomRule::uniform_cpu;
    case RandomKind::randn_cpu:
      return RandomRule::normal_cpu;
    case RandomKind::randint64_cpu:
      return RandomRule::integer_cpu;
  }
  return RandomRule::uniform;
}

bool is_special_scalar(const Instruction& at, DType operand) {
  if (at.op == ScalarOp::where || at.op == ScalarOp::identity) return false;
  if (at.op == ScalarOp::bitwise_not && operand == DType::boolean) return false;
  const bool quotient_of_integers = info(at.op).rule == TypeRule::real && !is_floating(operand);
  return !is_frequent(at.op, is_floating(operand) || quotient_of_integers);
}

bool is_f8(DType dtype) { return is_floating(dtype) && bytes_of(dtype) == 1; }

DType scalar_operand(const LoopProgram& program, const Instruction& at) {
  const int which = info(at.op).rule == TypeRule::select ? 1 : 0;
  return program.instructions[at.operands[which]].dtype;
}

MachineNode memory_node(const NodeBuilder& nodes, MachineOp op, std::int32_t buffer, DType storage) {
  MachineNode node;
  node.in.op = op;
  node.in.storage = storage;
  node.in.bytes = static_cast<std::uint8_t>(bytes_of(storage));
  node.in.memory = nodes.options.address(buffer);
  node.in.extent = nodes.program.buffers[buffer].extent;
  return node;
}

void set_index(NodeBuilder& nodes, MachineNode& node, SplitIndex& index, bool checked, NodeOperand& moved) {
  if (index.rest.kind != NodeOperand::Kind::none) {
    node.in.flags |= kGathers | kChecks;
    moved = index.rest;
  } else {
    index.affine.may_vectorize = !checked;
    if (checked) node.in.flags |= kChecks;
  }
  node.index = nodes.add_index(index.affine);
}

std::int32_t build_load(NodeBuilder& nodes, const Instruction& in, ValueId) {
  SplitIndex index = split(nodes, in.index);
  MachineNode node = memory_node(nodes, MachineOp::load, in.buffer, nodes.program.buffers[in.buffer].dtype);
  if (is_complex(node.in.storage))
    throw Error(Error::Kind::unsupported, nodes.program.node + ": complex values in a loop");
  set_index(nodes, node, index, in.checked, node.a);
  if (in.mask != kNone) node.mask = mask_node(nodes, in.mask);
  return nodes.add(node);
}

std::int32_t build_store(NodeBuilder& nodes, const Instruction& in) {
  const DType storage = nodes.program.buffers[in.buffer].dtype;
  if (is_complex(storage))
    throw Error(Error::Kind::unsupported, nodes.program.node + ": complex values in a loop");
  const ValueId stored = in.operands[0];
  NodeOperand value = operand(nodes, stored);
  const DType from = nodes.at(stored).dtype, to = compute_type(storage);
  const bool same =
      compute_type(from) == to || (!is_floating(from) && !is_floating(to) && to != DType::boolean);
  SplitIndex index = split(nodes, in.index);
  if (!same) value = node_operand(add_convert(nodes, value, from, to, false, to));
  const auto atomic = atomic_of(in.mode);
  MachineNode node = memory_node(nodes, atomic ? MachineOp::atomic : MachineOp::store, in.buffer, storage);
  if (atomic) node.in.kind = static_cast<std::uint16_t>(*atomic);
  set_index(nodes, node, index, in.checked, node.b);
  if (atomic) nodes.result.indices[node.index].may_vectorize = false;
  node.a = value;
  node.defines = false;
  if (in.mask != kNone) node.mask = mask_node(nodes, in.mask);
  nodes.add(node);
  return kNone;
}

std::int32_t build_index_expr(NodeBuilder& nodes, const Instruction& in) {
  const NodeOperand value = index_operand(nodes, in.index);
  const DType to = in.dtype;
  const bool fits = nodes.ranges.indices[in.index].fits_32();
  if (to == DType::i64 || (to == DType::i32 && fits)) return as_node(nodes, value);
  return add_convert(nodes, value, nodes.wide() ? DType::i64 : DType::i32, to, false, to);
}

std::int32_t build_bitcast(NodeBuilder& nodes, const Instruction& in) {
  const DType from = in.source, to = in.dtype;
  NodeOperand value = operand(nodes, in.operands[0]);
  if (compute_type(nodes.at(in.operands[0]).dtype) != compute_type(from))
    value = node_operand(add_convert(nodes, value, nodes.at(in.operands[0]).dtype, from, false, from));
  MachineNode node;
  node.in.op = MachineOp::bitcast;
  node.in.storage = from;
  node.in.wrap = to;
  node.a = value;
  return nodes.add(node);
}

std::int32_t build_scalar(NodeBuilder& nodes, const Instruction& in) {
  const DType type = compute_type(scalar_operand(nodes.program, in));
  if (in.op == ScalarOp::identity) return add_copy(nodes, operand(nodes, in.operands[0]));
  MachineNode node;
  node.a = operand(nodes, in.operands[0]);
  if (in.operands[1] != kNone) node.b = operand(nodes, in.operands[1]);
  if (in.operands[2] != kNone) node.c = operand(nodes, in.operands[2]);
  if (in.op == ScalarOp::where) {
    node.in.op = MachineOp::select;
    return nodes.add(node);
  }
  node.in.op = in.op == ScalarOp::frexp && in.selection == 1 ? MachineOp::exponent : MachineOp::scalar;
  node.in.type = value_type(type);
  ScalarOp op = in.op;
  if (type == DType::boolean && op == ScalarOp::bitwise_not) op = ScalarOp::logical_not;
  if (info(op).rule == TypeRule::real && !is_floating(type)) {
    node.a = node_operand(add_convert(nodes, node.a, type, DType::f32, false, DType::f32));
    node.b = node_operand(add_convert(nodes, node.b, type, DType::f32, false, DType::f32));
    node.in.type = ValueType::f32;
  } else if (info(op).rule != TypeRule::boolean && wraps(nodes, type)) {
    node.in.wrap = type;
  }
  node.in.kind = static_cast<std::uint16_t>(op);
  const std::int32_t made = nodes.add(node);
  if (info(op).rule != TypeRule::given || type == in.dtype) return made;
  return add_convert(nodes, node_operand(made), type, in.dtype, false, in.dtype);
}

std::int32_t build_seed(NodeBuilder& nodes, const Instruction& in) {
  MachineNode node = memory_node(nodes, MachineOp::load, in.buffer, nodes.program.buffers[in.buffer].dtype);
  MachineIndex index;
  index.offset = in.immediate.i;
  node.index = nodes.add_index(index);
  node.in.flags |= kChecks;
  return nodes.add(node);
}

std::int32_t build_random(NodeBuilder& nodes, const Instruction& in) {
  MachineNode node;
  node.in.op = MachineOp::random;
  node.in.kind = static_cast<std::uint16_t>(random_rule(in.random));
  node.a = operand(nodes, in.operands[0]);
  node.b = operand(nodes, in.operands[1]);
  const bool bounded = in.operands[2] != kNone;
  if (!bounded) return nodes.add(node);
  // drawn below `high - low`, and `low` added
  const NodeOperand low = operand(nodes, in.operands[2]);
  const NodeOperand span = node_operand(add_integer(
      nodes, IntegerOp::add, operand(nodes, in.operands[3]),
      node_operand(add_integer(nodes, IntegerOp::multiply, low, immediate_operand(~std::uint64_t{0})))));
  node.c = span;
  const std::int32_t drawn = nodes.add(node);
  return add_integer(nodes, IntegerOp::add, node_operand(drawn), low);
}

std::int64_t constant_index(const NodeBuilder& nodes, IndexId id) {
  const IndexExpr& index = nodes.program.indices[id];
  if (!index.terms.empty())
    throw Error(Error::Kind::unsupported, nodes.program.node + ": a search in rows whose length varies");
  return index.offset;
}

std::int32_t build_bucketize(NodeBuilder& nodes, const Instruction& in) {
  const Bucketize& from = nodes.program.bucketizes[in.extra];
  DeviceBucketize table;
  table.boundaries = nodes.options.address(from.boundaries);
  table.boundaries_dtype = nodes.program.buffers[from.boundaries].dtype;
  table.boundaries_extent = nodes.program.buffers[from.boundaries].extent;
  table.length = constant_index(nodes, from.length);
  if (from.stride != kNone) table.stride = constant_index(nodes, from.stride);
  if (from.sorter != kNone) {
    table.sorter = nodes.options.address(from.sorter);
    table.sorter_dtype = nodes.program.buffers[from.sorter].dtype;
    table.sorter_extent = nodes.program.buffers[from.sorter].extent;
    if (from.sorter_stride != kNone) table.sorter_stride = constant_index(nodes, from.sorter_stride);
  }
  MachineNode node;
  node.in.op = MachineOp::bucketize;
  node.in.type = value_type(compute_type(nodes.at(in.operands[0]).dtype));
  node.in.extra = static_cast<std::uint8_t>(nodes.result.bucketizes.size());
  if (from.right) node.in.flags |= kRight;
  node.a = operand(nodes, in.operands[0]);
  node.b = in.operands[1] == kNone ? immediate_operand(0) : operand(nodes, in.operands[1]);
  node.c = in.operands[2] == kNone ? immediate_operand(0) : operand(nodes, in.operands[2]);
  if (in.mask != kNone) node.mask = mask_node(nodes, in.mask);
  nodes.result.bucketizes.push_back(table);
  return nodes.add(node);
}

std::int32_t build_indirect(NodeBuilder& nodes, const Instruction& in) {
  MachineNode node;
  node.in.op = MachineOp::wrap_index;
  node.in.extent = in.immediate.i;
  if (in.immediate.i != kNone) node.in.flags |= kWraps;
  if (in.flag && in.immediate.i != kNone) node.in.flags |= kChecks;
  node.a = operand(nodes, in.operands[0]);
  if (in.mask != kNone && in.flag) node.mask = mask_node(nodes, in.mask);
  return nodes.add(node);
}

std::int32_t build_check(NodeBuilder& nodes, const Instruction& in) {
  MachineNode node;
  node.in.op = MachineOp::check_bounds;
  node.in.extent = in.immediate.i;
  if (in.flag) node.in.flags |= kChecksLower;
  if (in.flag2) node.in.flags |= kChecksUpper;
  if (!in.flag && !in.flag2) return kNone;
  node.a = index_operand(nodes, in.index);
  node.defines = false;
  if (in.mask != kNone) node.mask = mask_node(nodes, in.mask);
  nodes.add(node);
  return kNone;
}

std::int32_t build_assert(NodeBuilder& nodes, const Instruction& in) {
  MachineNode node;
  node.in.op = MachineOp::check_true;
  node.a = operand(nodes, in.operands[0]);
  node.defines = false;
  if (in.mask != kNone) node.mask = mask_node(nodes, in.mask);
  nodes.add(node);
  return kNone;
}

// ---- values through memory
MachineNode kept_node(NodeBuilder& nodes, ValueId value, MachineOp op) {
  DType storage = compute_type(nodes.at(value).dtype);
  if (storage == DType::i64 && !nodes.wide()) storage = DType::i32;
  std::byte*& memory = nodes.kept[value];
  const std::int64_t count = nodes.result.parallel * nodes.result.reduction;
  if (memory == nullptr) memory = nodes.options.scratch(count * static_cast<std::int64_t>(bytes_of(storage)));
  MachineNode node;
  node.in.op = op;
  node.in.storage = storage;
  node.in.bytes = static_cast<std::uint8_t>(bytes_of(storage));
  node.in.memory = memory;
  node.in.extent = count;
  std::vector<std::int64_t> coefficients(nodes.program.ranges.size(), 0);
  std::int64_t stride = 1;
  for (std::size_t d = nodes.program.ranges.size(); d-- > 0;) {
    coefficients[d] = stride;
    stride *= nodes.program.ranges[d];
  }
  MachineIndex index = make_index(nodes.shape(), 0, coefficients);
  index.may_vectorize = true;
  node.index = nodes.add_index(index);
  return node;
}

std::int32_t load_kept(NodeBuilder& nodes, ValueId value) {
  return nodes.add(kept_node(nodes, value, MachineOp::load));
}

void store_kept(NodeBuilder& nodes, ValueId value) {
  MachineNode node = kept_node(nodes, value, MachineOp::store);
  node.a = operand(nodes, value);
  node.defines = false;
  nodes.add(node);
}

std::int32_t build_node(NodeBuilder& nodes, ValueId value, const Instruction& in) {
  switch (in.opcode) {
    case Opcode::load:
      return build_load(nodes, in, value);
    case Opcode::store:
      return build_store(nodes, in);
    case Opcode::constant:
      return kNone;
    case Opcode::index_expr:
      return build_index_expr(nodes, in);
    case Opcode::convert:
      return add_convert(nodes, operand(nodes, in.operands[0]), nodes.at(in.operands[0]).dtype, in.dtype,
                         in.flag, in.dtype);
    case Opcode::bitcast:
      return build_bitcast(nodes, in);
    case Opcode::scalar:
      return build_scalar(nodes, in);
    case Opcode::reduce:
      return build_reduce(nodes, in);
    case Opcode::scan:
      return build_scan(nodes, value, in);
    case Opcode::sort:
      break;
    case Opcode::load_seed:
      return build_seed(nodes, in);
    case Opcode::random:
      return build_random(nodes, in);
    case Opcode::bucketize:
      return build_bucketize(nodes, in);
    case Opcode::indirect:
      return build_indirect(nodes, in);
    case Opcode::check_bounds:
      return build_check(nodes, in);
    case Opcode::device_assert:
      return build_assert(nodes, in);
  }
  throw Error(Error::Kind::unsupported, nodes.program.node + ": no kernel for " + label(nodes, value));
}

// ---- instructions
void build(NodeBuilder& nodes, ValueId value) {
  nodes.current = value;
  if (nodes.at(value).opcode == Opcode::constant || nodes.node_of.contains(value)) return;
  if (nodes.kept.contains(value) && nodes.values.stage_of[value] != nodes.stage) {
    nodes.node_of[value] = load_kept(nodes, value);
    return;
  }
  const std::int32_t node = build_node(nodes, value, nodes.at(value));
  if (node != kNone) nodes.node_of[value] = node;
  if (nodes.kept.contains(value)) store_kept(nodes, value);
}

/// Everything of this stage that `value` needs, itself included, in order of number.
void find_needed(NodeBuilder& nodes, ValueId value, std::set<ValueId>& needed) {
  if (needed.contains(value)) return;
  const bool here = nodes.values.stage_of[value] == nodes.stage;
  if (!here) {
    if (nodes.at(value).opcode == Opcode::reduce ||
        !is_element_stage(nodes.program, nodes.values.stage_of[value]))
      return;
    if (nodes.options.whole_row && nodes.node_of.contains(value)) return;
  }
  needed.insert(value);
  if (!here && nodes.kept.contains(value)) return;
  each_operand(nodes.program, value, [&](ValueId operand) { find_needed(nodes, operand, needed); });
}

void close_stage(NodeBuilder& nodes, std::int32_t begin, StageKind kind, bool even_empty = false) {
  if (begin != nodes.size() || even_empty) nodes.result.stages.push_back({begin, nodes.size(), kind});
}

// ---- stages
void build_stage(NodeBuilder& nodes) {
  const Stage& stage = nodes.program.stages[nodes.stage];
  nodes.elements = stage.per_element;
  std::set<ValueId> needed;
  for (ValueId value = stage.begin; value < stage.end; ++value)
    if (is_root(nodes.at(value)) || nodes.kept.contains(value) ||
        (!nodes.elements && nodes.values.used_later[value]))
      find_needed(nodes, value, needed);
  if (!nodes.options.whole_row && nodes.elements) {
    std::erase_if(nodes.node_of, [&](const auto& entry) {
      return is_element_stage(nodes.program, nodes.values.stage_of[entry.first]);
    });
  }
  nodes.atom_nodes.clear();
  const auto identities_at = nodes.size();
  if (nodes.elements)
    for (ValueId value : needed) prepare_states(nodes, value);
  close_stage(nodes, identities_at, StageKind::identities);
  const auto begin = nodes.size();
  for (ValueId value : needed) build(nodes, value);
  if (nodes.result.stages.empty() || begin != nodes.size() || nodes.elements)
    close_stage(nodes, begin, nodes.elements ? StageKind::elements : StageKind::plain, true);
  close_block_reductions(nodes);
}

}  // namespace

NodeBuilder::NodeBuilder(const LoopProgram& of, const ProgramRanges& in, const TranslateOptions& by)
    : program(of), ranges(in), options(by), values(find_stage_values(of, by)) {
  result.axis = by.axis;
  result.width = by.width;
  result.whole_row = by.whole_row;
  result.parallel = parallel_count(of);
  result.reduction = reduction_count(of);
  for (const ValueId value : values.kept) kept[value] = nullptr;
}

bool needs_special(const LoopProgram& program) {
  for (const BufferUse& use : program.buffers)
    if (is_f8(use.dtype)) return true;
  for (const Instruction& at : program.instructions) {
    switch (at.opcode) {
      case Opcode::bitcast:
      case Opcode::random:
      case Opcode::bucketize:
        return true;
      case Opcode::scan: {
        const DType scanned = compute_type(program.instructions[at.operands[0]].dtype);
        if (at.scan != ScanKind::sum || !is_frequent_scan(ReduceRule::sum, value_type(scanned))) return true;
        break;
      }
      case Opcode::store:
        if (at.mode != StoreMode::plain) return true;
        break;
      case Opcode::convert:
        if (is_f8(at.dtype)) return true;
        break;
      case Opcode::scalar:
        if (is_special_scalar(at, compute_type(scalar_operand(program, at)))) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

std::string why_not_on_machine(const LoopProgram& program) {
  for (std::size_t k = 0; k < program.instructions.size(); ++k) {
    const Instruction& at = program.instructions[k];
    const std::string where =
        program.node + ": " + std::string(k < program.labels.size() ? program.labels[k] : "") + ": ";
    if (at.opcode == Opcode::sort) return where + "sort";
    if (at.opcode == Opcode::store && at.mode == StoreMode::atomic_cas) return where + "atomic_cas";
    if (at.opcode == Opcode::load || at.opcode == Opcode::store)
      if (is_complex(program.buffers[at.buffer].dtype)) return where + "complex values";
    if (at.opcode == Opcode::bucketize) {
      const Bucketize& table = program.bucketizes[at.extra];
      for (IndexId index : {table.length, table.stride, table.sorter_stride})
        if (index != kNone && !program.indices[index].terms.empty())
          return where + "rows whose length varies";
    }
  }
  return {};
}

bool scans_along_rows(const LoopProgram& program) {
  bool any = false;
  for (const Instruction& at : program.instructions) {
    if (at.opcode == Opcode::reduce || at.opcode == Opcode::sort) return false;
    if (at.opcode != Opcode::scan) continue;
    if (at.scan == ScanKind::cummax || at.scan == ScanKind::cummin || at.scan == ScanKind::program)
      return false;
    any = true;
  }
  return any;
}

MachineProgram translate(const LoopProgram& program, const ProgramRanges& ranges,
                         const TranslateOptions& options) {
  NodeBuilder nodes(program, ranges, options);
  for (; nodes.stage < static_cast<std::int32_t>(program.stages.size()); ++nodes.stage) build_stage(nodes);
  return std::move(nodes.result);
}

}  // namespace ireplay
