#include <algorithm>
#include <set>

#include "kernels/scalar/scalar_tiers.hpp"
#include "parser/source.hpp"
#include "replay/cuda/interpreter/machine_program.hpp"
#include "replay/cuda/interpreter/selection.hpp"

/// Instruction selection, stage by stage: everything that a stage's effects need and that no earlier stage
/// has left for it is selected in order of number, once (values by number, atoms of indices by number). A
/// stage over elements becomes three: identities of its states, the elements, and what block reductions
/// leave.
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

MachineInstruction memory_access(const Selection& selection, MachineOp op, std::int32_t buffer,
                                 DType storage) {
  MachineInstruction instruction;
  instruction.in.op = op;
  instruction.in.storage = storage;
  instruction.in.bytes = static_cast<std::uint8_t>(bytes_of(storage));
  instruction.in.memory = selection.options.address(buffer);
  instruction.in.extent = selection.program.buffers[buffer].extent;
  return instruction;
}

void set_index(Selection& selection, MachineInstruction& instruction, SplitIndex& index, bool checked,
               MachineOperand& moved) {
  if (index.rest.kind != MachineOperand::Kind::none) {
    instruction.in.flags |= kGathers | kChecks;
    moved = index.rest;
  } else {
    index.affine.may_vectorize = !checked;
    if (checked) instruction.in.flags |= kChecks;
  }
  instruction.index = selection.add_index(index.affine);
}

std::int32_t build_load(Selection& selection, const Instruction& in, ValueId) {
  SplitIndex index = split(selection, in.index);
  MachineInstruction instruction =
      memory_access(selection, MachineOp::load, in.buffer, selection.program.buffers[in.buffer].dtype);
  if (is_complex(instruction.in.storage))
    throw Error(Error::Kind::unsupported, selection.program.node + ": complex values in a loop");
  set_index(selection, instruction, index, in.checked, instruction.a);
  if (in.mask != kNone) instruction.mask = mask_result(selection, in.mask);
  return selection.add(instruction);
}

std::int32_t build_store(Selection& selection, const Instruction& in) {
  const DType storage = selection.program.buffers[in.buffer].dtype;
  if (is_complex(storage))
    throw Error(Error::Kind::unsupported, selection.program.node + ": complex values in a loop");
  const ValueId stored = in.operands[0];
  MachineOperand value = operand(selection, stored);
  const DType from = selection.at(stored).dtype, to = compute_type(storage);
  const bool same =
      compute_type(from) == to || (!is_floating(from) && !is_floating(to) && to != DType::boolean);
  SplitIndex index = split(selection, in.index);
  if (!same) value = result_operand(add_convert(selection, value, from, to, false, to));
  const auto atomic = atomic_of(in.mode);
  MachineInstruction instruction =
      memory_access(selection, atomic ? MachineOp::atomic : MachineOp::store, in.buffer, storage);
  if (atomic) instruction.in.kind = static_cast<std::uint16_t>(*atomic);
  set_index(selection, instruction, index, in.checked, instruction.b);
  if (atomic) selection.result.indices[instruction.index].may_vectorize = false;
  instruction.a = value;
  instruction.defines = false;
  if (in.mask != kNone) instruction.mask = mask_result(selection, in.mask);
  selection.add(instruction);
  return kNone;
}

std::int32_t build_index_expr(Selection& selection, const Instruction& in) {
  const MachineOperand value = index_operand(selection, in.index);
  const DType to = in.dtype;
  const bool fits = selection.ranges.indices[in.index].fits_32();
  if (to == DType::i64 || (to == DType::i32 && fits)) return as_result(selection, value);
  return add_convert(selection, value, selection.wide() ? DType::i64 : DType::i32, to, false, to);
}

std::int32_t build_bitcast(Selection& selection, const Instruction& in) {
  const DType from = in.source, to = in.dtype;
  MachineOperand value = operand(selection, in.operands[0]);
  if (compute_type(selection.at(in.operands[0]).dtype) != compute_type(from))
    value =
        result_operand(add_convert(selection, value, selection.at(in.operands[0]).dtype, from, false, from));
  MachineInstruction instruction;
  instruction.in.op = MachineOp::bitcast;
  instruction.in.storage = from;
  instruction.in.wrap = to;
  instruction.a = value;
  return selection.add(instruction);
}

std::int32_t build_scalar(Selection& selection, const Instruction& in) {
  const DType type = compute_type(scalar_operand(selection.program, in));
  if (in.op == ScalarOp::identity) return add_copy(selection, operand(selection, in.operands[0]));
  MachineInstruction instruction;
  instruction.a = operand(selection, in.operands[0]);
  if (in.operands[1] != kNone) instruction.b = operand(selection, in.operands[1]);
  if (in.operands[2] != kNone) instruction.c = operand(selection, in.operands[2]);
  if (in.op == ScalarOp::where) {
    instruction.in.op = MachineOp::select;
    return selection.add(instruction);
  }
  instruction.in.op = in.op == ScalarOp::frexp && in.selection == 1 ? MachineOp::exponent : MachineOp::scalar;
  instruction.in.type = value_type(type);
  ScalarOp op = in.op;
  if (type == DType::boolean && op == ScalarOp::bitwise_not) op = ScalarOp::logical_not;
  if (info(op).rule == TypeRule::real && !is_floating(type)) {
    instruction.a =
        result_operand(add_convert(selection, instruction.a, type, DType::f32, false, DType::f32));
    instruction.b =
        result_operand(add_convert(selection, instruction.b, type, DType::f32, false, DType::f32));
    instruction.in.type = ValueType::f32;
  } else if (info(op).rule != TypeRule::boolean && wraps(selection, type)) {
    instruction.in.wrap = type;
  }
  instruction.in.kind = static_cast<std::uint16_t>(op);
  const std::int32_t made = selection.add(instruction);
  if (info(op).rule != TypeRule::given || type == in.dtype) return made;
  return add_convert(selection, result_operand(made), type, in.dtype, false, in.dtype);
}

std::int32_t build_seed(Selection& selection, const Instruction& in) {
  MachineInstruction instruction =
      memory_access(selection, MachineOp::load, in.buffer, selection.program.buffers[in.buffer].dtype);
  MachineIndex index;
  index.offset = in.immediate.i;
  instruction.index = selection.add_index(index);
  instruction.in.flags |= kChecks;
  return selection.add(instruction);
}

std::int32_t build_random(Selection& selection, const Instruction& in) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::random;
  instruction.in.kind = static_cast<std::uint16_t>(random_rule(in.random));
  instruction.a = operand(selection, in.operands[0]);
  instruction.b = operand(selection, in.operands[1]);
  const bool bounded = in.operands[2] != kNone;
  if (!bounded) return selection.add(instruction);
  // drawn below `high - low`, and `low` added
  const MachineOperand low = operand(selection, in.operands[2]);
  const MachineOperand span =
      result_operand(add_integer(selection, IntegerOp::add, operand(selection, in.operands[3]),
                                 result_operand(add_integer(selection, IntegerOp::multiply, low,
                                                            immediate_operand(~std::uint64_t{0})))));
  instruction.c = span;
  const std::int32_t drawn = selection.add(instruction);
  return add_integer(selection, IntegerOp::add, result_operand(drawn), low);
}

std::int64_t constant_index(const Selection& selection, IndexId id) {
  const IndexExpr& index = selection.program.indices[id];
  if (!index.terms.empty())
    throw Error(Error::Kind::unsupported, selection.program.node + ": a search in rows whose length varies");
  return index.offset;
}

std::int32_t build_bucketize(Selection& selection, const Instruction& in) {
  const Bucketize& from = selection.program.bucketizes[in.extra];
  DeviceBucketize table;
  table.boundaries = selection.options.address(from.boundaries);
  table.boundaries_dtype = selection.program.buffers[from.boundaries].dtype;
  table.boundaries_extent = selection.program.buffers[from.boundaries].extent;
  table.length = constant_index(selection, from.length);
  if (from.stride != kNone) table.stride = constant_index(selection, from.stride);
  if (from.sorter != kNone) {
    table.sorter = selection.options.address(from.sorter);
    table.sorter_dtype = selection.program.buffers[from.sorter].dtype;
    table.sorter_extent = selection.program.buffers[from.sorter].extent;
    if (from.sorter_stride != kNone) table.sorter_stride = constant_index(selection, from.sorter_stride);
  }
  MachineInstruction instruction;
  instruction.in.op = MachineOp::bucketize;
  instruction.in.type = value_type(compute_type(selection.at(in.operands[0]).dtype));
  instruction.in.extra = static_cast<std::uint8_t>(selection.result.bucketizes.size());
  if (from.right) instruction.in.flags |= kRight;
  instruction.a = operand(selection, in.operands[0]);
  instruction.b = in.operands[1] == kNone ? immediate_operand(0) : operand(selection, in.operands[1]);
  instruction.c = in.operands[2] == kNone ? immediate_operand(0) : operand(selection, in.operands[2]);
  if (in.mask != kNone) instruction.mask = mask_result(selection, in.mask);
  selection.result.bucketizes.push_back(table);
  return selection.add(instruction);
}

std::int32_t build_indirect(Selection& selection, const Instruction& in) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::wrap_index;
  instruction.in.extent = in.immediate.i;
  if (in.immediate.i != kNone) instruction.in.flags |= kWraps;
  if (in.flag && in.immediate.i != kNone) instruction.in.flags |= kChecks;
  instruction.a = operand(selection, in.operands[0]);
  if (in.mask != kNone && in.flag) instruction.mask = mask_result(selection, in.mask);
  return selection.add(instruction);
}

std::int32_t build_check(Selection& selection, const Instruction& in) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::check_bounds;
  instruction.in.extent = in.immediate.i;
  if (in.flag) instruction.in.flags |= kChecksLower;
  if (in.flag2) instruction.in.flags |= kChecksUpper;
  if (!in.flag && !in.flag2) return kNone;
  instruction.a = index_operand(selection, in.index);
  instruction.defines = false;
  if (in.mask != kNone) instruction.mask = mask_result(selection, in.mask);
  selection.add(instruction);
  return kNone;
}

std::int32_t build_assert(Selection& selection, const Instruction& in) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::check_true;
  instruction.a = operand(selection, in.operands[0]);
  instruction.defines = false;
  if (in.mask != kNone) instruction.mask = mask_result(selection, in.mask);
  selection.add(instruction);
  return kNone;
}

// ---- values through memory
MachineInstruction kept_access(Selection& selection, ValueId value, MachineOp op) {
  DType storage = compute_type(selection.at(value).dtype);
  if (storage == DType::i64 && !selection.wide()) storage = DType::i32;
  std::byte*& memory = selection.kept[value];
  const std::int64_t count = selection.result.parallel * selection.result.reduction;
  if (memory == nullptr)
    memory = selection.options.scratch(count * static_cast<std::int64_t>(bytes_of(storage)));
  MachineInstruction instruction;
  instruction.in.op = op;
  instruction.in.storage = storage;
  instruction.in.bytes = static_cast<std::uint8_t>(bytes_of(storage));
  instruction.in.memory = memory;
  instruction.in.extent = count;
  std::vector<std::int64_t> coefficients(selection.program.ranges.size(), 0);
  std::int64_t stride = 1;
  for (std::size_t d = selection.program.ranges.size(); d-- > 0;) {
    coefficients[d] = stride;
    stride *= selection.program.ranges[d];
  }
  MachineIndex index = make_index(selection.shape(), 0, coefficients);
  index.may_vectorize = true;
  instruction.index = selection.add_index(index);
  return instruction;
}

std::int32_t load_kept(Selection& selection, ValueId value) {
  return selection.add(kept_access(selection, value, MachineOp::load));
}

void store_kept(Selection& selection, ValueId value) {
  MachineInstruction instruction = kept_access(selection, value, MachineOp::store);
  instruction.a = operand(selection, value);
  instruction.defines = false;
  selection.add(instruction);
}

std::int32_t build_instruction(Selection& selection, ValueId value, const Instruction& in) {
  switch (in.opcode) {
    case Opcode::load:
      return build_load(selection, in, value);
    case Opcode::store:
      return build_store(selection, in);
    case Opcode::constant:
      return kNone;
    case Opcode::index_expr:
      return build_index_expr(selection, in);
    case Opcode::convert:
      return add_convert(selection, operand(selection, in.operands[0]), selection.at(in.operands[0]).dtype,
                         in.dtype, in.flag, in.dtype);
    case Opcode::bitcast:
      return build_bitcast(selection, in);
    case Opcode::scalar:
      return build_scalar(selection, in);
    case Opcode::reduce:
      return build_reduce(selection, in);
    case Opcode::scan:
      return build_scan(selection, value, in);
    case Opcode::sort:
      break;
    case Opcode::load_seed:
      return build_seed(selection, in);
    case Opcode::random:
      return build_random(selection, in);
    case Opcode::bucketize:
      return build_bucketize(selection, in);
    case Opcode::indirect:
      return build_indirect(selection, in);
    case Opcode::check_bounds:
      return build_check(selection, in);
    case Opcode::device_assert:
      return build_assert(selection, in);
  }
  throw Error(Error::Kind::unsupported,
              selection.program.node + ": no kernel for " + label(selection, value));
}

// ---- instructions
void build(Selection& selection, ValueId value) {
  selection.current = value;
  if (selection.at(value).opcode == Opcode::constant || selection.made_by.contains(value)) return;
  if (selection.kept.contains(value) && selection.values.stage_of[value] != selection.stage) {
    selection.made_by[value] = load_kept(selection, value);
    return;
  }
  const std::int32_t instruction = build_instruction(selection, value, selection.at(value));
  if (instruction != kNone) selection.made_by[value] = instruction;
  if (selection.kept.contains(value)) store_kept(selection, value);
}

/// Everything of this stage that `value` needs, itself included, in order of number.
void find_needed(Selection& selection, ValueId value, std::set<ValueId>& needed) {
  if (needed.contains(value)) return;
  const bool here = selection.values.stage_of[value] == selection.stage;
  if (!here) {
    if (selection.at(value).opcode == Opcode::reduce ||
        !is_element_stage(selection.program, selection.values.stage_of[value]))
      return;
    if (selection.options.whole_row && selection.made_by.contains(value)) return;
  }
  needed.insert(value);
  if (!here && selection.kept.contains(value)) return;
  each_operand(selection.program, value, [&](ValueId operand) { find_needed(selection, operand, needed); });
}

void close_stage(Selection& selection, std::int32_t begin, StageKind kind, bool even_empty = false) {
  if (begin != selection.size() || even_empty)
    selection.result.stages.push_back({begin, selection.size(), kind});
}

// ---- stages
void build_stage(Selection& selection) {
  const Stage& stage = selection.program.stages[selection.stage];
  selection.elements = stage.per_element;
  std::set<ValueId> needed;
  for (ValueId value = stage.begin; value < stage.end; ++value)
    if (is_root(selection.at(value)) || selection.kept.contains(value) ||
        (!selection.elements && selection.values.used_later[value]))
      find_needed(selection, value, needed);
  if (!selection.options.whole_row && selection.elements) {
    std::erase_if(selection.made_by, [&](const auto& entry) {
      return is_element_stage(selection.program, selection.values.stage_of[entry.first]);
    });
  }
  selection.atoms_made.clear();
  const auto identities_at = selection.size();
  if (selection.elements)
    for (ValueId value : needed) prepare_states(selection, value);
  close_stage(selection, identities_at, StageKind::identities);
  const auto begin = selection.size();
  for (ValueId value : needed) build(selection, value);
  if (selection.result.stages.empty() || begin != selection.size() || selection.elements)
    close_stage(selection, begin, selection.elements ? StageKind::elements : StageKind::plain, true);
  close_block_reductions(selection);
}

}  // namespace

DType scalar_operand(const LoopProgram& program, const Instruction& at) {
  const int which = info(at.op).rule == TypeRule::select ? 1 : 0;
  return program.instructions[at.operands[which]].dtype;
}

Selection::Selection(const LoopProgram& of, const ProgramRanges& in, const TranslateOptions& by)
    : program(of), ranges(in), options(by), values(find_stage_values(of, by)) {
  result.axis = by.axis;
  result.width = by.width;
  result.whole_row = by.whole_row;
  result.parallel = parallel_count(of);
  result.reduction = reduction_count(of);
  for (const ValueId value : values.kept) kept[value] = nullptr;
}

MachineProgram translate(const LoopProgram& program, const ProgramRanges& ranges,
                         const TranslateOptions& options) {
  Selection selection(program, ranges, options);
  for (; selection.stage < static_cast<std::int32_t>(program.stages.size()); ++selection.stage)
    build_stage(selection);
  return std::move(selection.result);
}

}  // namespace ireplay
