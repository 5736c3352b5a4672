#include "replay/cuda/interpreter/nodes.hpp"

#include <algorithm>
#include <set>

#include "kernels/scalar/scalar_tiers.hpp"
#include "replay/cuda/interpreter/combining_nodes.hpp"

namespace ireplay {
namespace {

bool is_element_stage(const LoopProgram& program, std::int32_t stage) {
  return program.stages[stage].per_element;
}

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

class Builder : public CombiningNodes {
 public:
  Builder(const LoopProgram& program, const ProgramRanges& ranges, const TranslateOptions& options)
      : CombiningNodes(program, ranges, options) {
    stage_of_.resize(program.instructions.size());
    for (std::int32_t stage = 0; stage < static_cast<std::int32_t>(program.stages.size()); ++stage)
      for (ValueId value = program.stages[stage].begin; value < program.stages[stage].end; ++value)
        stage_of_[value] = stage;
    find_used_later();
    find_kept();
  }

  MachineProgram run() {
    for (stage_ = 0; stage_ < static_cast<std::int32_t>(program_.stages.size()); ++stage_) build_stage();
    return std::move(result_);
  }

 private:
  /// Values that another stage than their own reads.
  void find_used_later() {
    used_later_.assign(program_.instructions.size(), false);
    for (ValueId value = 0; value < static_cast<ValueId>(program_.instructions.size()); ++value)
      each_operand(value, [&](ValueId operand) {
        if (stage_of_[operand] != stage_of_[value]) used_later_[operand] = true;
      });
  }

  // ---- values that one pass over the elements leaves to a later one

  /// Values that cannot be computed again, because what they read has been written since: they go through
  /// memory.
  void find_kept() {
    if (options_.whole_row) return;
    std::set<std::int32_t> written;
    for (std::int32_t stage = 0; stage < static_cast<std::int32_t>(program_.stages.size()); ++stage) {
      std::set<ValueId> seen;
      for (ValueId value = program_.stages[stage].begin; value < program_.stages[stage].end; ++value)
        if (is_root(value)) find_kept(value, stage, written, seen);
      for (ValueId value = program_.stages[stage].begin; value < program_.stages[stage].end; ++value)
        if (at(value).opcode == Opcode::store) written.insert(storage_key(at(value).buffer));
    }
  }

  void find_kept(ValueId value, std::int32_t stage, const std::set<std::int32_t>& written,
                 std::set<ValueId>& seen) {
    if (!seen.insert(value).second) return;
    const bool earlier = stage_of_[value] != stage;
    if (earlier && (at(value).opcode == Opcode::reduce || !is_element_stage(program_, stage_of_[value])))
      return;
    if (earlier && at(value).opcode == Opcode::load && written.contains(storage_key(at(value).buffer))) {
      kept_[value] = nullptr;
      return;
    }
    each_operand(value, [&](ValueId operand) { find_kept(operand, stage, written, seen); });
  }

  /// Buffers are told apart by where they lie: two names may share memory.
  std::int32_t storage_key(std::int32_t buffer) const {
    for (std::int32_t other = 0; other < buffer; ++other)
      if (overlap(other, buffer)) return other;
    return buffer;
  }
  bool overlap(std::int32_t a, std::int32_t b) const {
    const std::byte *first = options_.address(a), *second = options_.address(b);
    const auto bytes = [&](std::int32_t k) {
      return program_.buffers[k].extent * static_cast<std::int64_t>(bytes_of(program_.buffers[k].dtype));
    };
    return first < second + bytes(b) && second < first + bytes(a);
  }

  bool is_root(ValueId value) const {
    switch (at(value).opcode) {
      case Opcode::store:
      case Opcode::check_bounds:
      case Opcode::device_assert:
      case Opcode::reduce:
        return true;
      case Opcode::indirect:
        return at(value).flag;
      default:
        return false;
    }
  }

  template <class Visit>
  void each_operand(ValueId value, Visit&& visit) const {
    const Instruction& in = at(value);
    for (ValueId operand : in.operands)
      if (operand != kNone) visit(operand);
    if (in.mask != kNone) visit(in.mask);
    if (in.index != kNone) each_value_of(in.index, visit);
    if (in.opcode == Opcode::bucketize)
      for (IndexId index : {program_.bucketizes[in.extra].length, program_.bucketizes[in.extra].stride,
                            program_.bucketizes[in.extra].sorter_stride})
        if (index != kNone) each_value_of(index, visit);
  }
  template <class Visit>
  void each_value_of(IndexId index, Visit&& visit) const {
    for (const IndexTerm& term : program_.indices[index].terms) {
      const Atom& atom = program_.atoms[term.atom];
      if (atom.kind == AtomKind::value) visit(atom.which);
      for (IndexId argument : atom.args)
        if (argument != kNone) each_value_of(argument, visit);
    }
  }

  // ---- stages

  void build_stage() {
    const Stage& stage = program_.stages[stage_];
    elements_ = stage.per_element;
    std::set<ValueId> needed;
    for (ValueId value = stage.begin; value < stage.end; ++value)
      if (is_root(value) || kept_.contains(value) || (!elements_ && used_later_[value]))
        find_needed(value, needed);
    if (!options_.whole_row && elements_) {
      std::erase_if(node_of_,
                    [&](const auto& entry) { return is_element_stage(program_, stage_of_[entry.first]); });
    }
    atom_nodes_.clear();
    const auto identities_at = size();
    if (elements_)
      for (ValueId value : needed) prepare_states(value);
    close_stage(identities_at, StageKind::identities);
    const auto begin = size();
    for (ValueId value : needed) build(value);
    if (result_.stages.empty() || begin != size() || elements_)
      close_stage(begin, elements_ ? StageKind::elements : StageKind::plain, true);
    settle_folds();
  }

  void close_stage(std::int32_t begin, StageKind kind, bool even_empty = false) {
    if (begin != size() || even_empty) result_.stages.push_back({begin, size(), kind});
  }

  /// Everything of this stage that `value` needs, itself included, in order of number.
  void find_needed(ValueId value, std::set<ValueId>& needed) {
    if (needed.contains(value)) return;
    const bool here = stage_of_[value] == stage_;
    if (!here) {
      if (at(value).opcode == Opcode::reduce || !is_element_stage(program_, stage_of_[value])) return;
      if (options_.whole_row && node_of_.contains(value)) return;
    }
    needed.insert(value);
    if (!here && kept_.contains(value)) return;
    each_operand(value, [&](ValueId operand) { find_needed(operand, needed); });
  }

  // ---- instructions

  void build(ValueId value) {
    current_ = value;
    if (at(value).opcode == Opcode::constant || node_of_.contains(value)) return;
    if (kept_.contains(value) && stage_of_[value] != stage_) {
      node_of_[value] = load_kept(value);
      return;
    }
    const std::int32_t node = build_node(value, at(value));
    if (node != kNone) node_of_[value] = node;
    if (kept_.contains(value)) store_kept(value);
  }

  std::int32_t build_node(ValueId value, const Instruction& in) {
    switch (in.opcode) {
      case Opcode::load:
        return build_load(in, value);
      case Opcode::store:
        return build_store(in);
      case Opcode::constant:
        return kNone;
      case Opcode::index_expr:
        return build_index_expr(in);
      case Opcode::convert:
        return add_convert(operand(in.operands[0]), at(in.operands[0]).dtype, in.dtype, in.flag, in.dtype);
      case Opcode::bitcast:
        return build_bitcast(in);
      case Opcode::scalar:
        return build_scalar(in);
      case Opcode::reduce:
        return build_reduce(in);
      case Opcode::scan:
        return build_scan(value, in);
      case Opcode::sort:
        break;
      case Opcode::load_seed:
        return build_seed(in);
      case Opcode::random:
        return build_random(in);
      case Opcode::bucketize:
        return build_bucketize(in);
      case Opcode::indirect:
        return build_indirect(in);
      case Opcode::check_bounds:
        return build_check(in);
      case Opcode::device_assert:
        return build_assert(in);
    }
    throw Error(Error::Kind::unsupported, program_.node + ": no kernel for " + label(value));
  }

  MachineNode memory_node(MachineOp op, std::int32_t buffer, DType storage) const {
    MachineNode node;
    node.in.op = op;
    node.in.storage = storage;
    node.in.bytes = static_cast<std::uint8_t>(bytes_of(storage));
    node.in.memory = options_.address(buffer);
    node.in.extent = program_.buffers[buffer].extent;
    return node;
  }

  std::int32_t build_load(const Instruction& in, ValueId) {
    SplitIndex index = split(in.index);
    MachineNode node = memory_node(MachineOp::load, in.buffer, program_.buffers[in.buffer].dtype);
    if (is_complex(node.in.storage))
      throw Error(Error::Kind::unsupported, program_.node + ": complex values in a loop");
    place(node, index, in.checked, node.a);
    if (in.mask != kNone) node.mask = mask_node(in.mask);
    return add(node);
  }

  void place(MachineNode& node, SplitIndex& index, bool checked, NodeOperand& moved) {
    if (index.rest.kind != NodeOperand::Kind::none) {
      node.in.flags |= kGathers | kChecks;
      moved = index.rest;
    } else {
      index.affine.may_pack = !checked;
      if (checked) node.in.flags |= kChecks;
    }
    node.index = add_index(index.affine);
  }

  std::int32_t build_store(const Instruction& in) {
    const DType storage = program_.buffers[in.buffer].dtype;
    if (is_complex(storage))
      throw Error(Error::Kind::unsupported, program_.node + ": complex values in a loop");
    const ValueId stored = in.operands[0];
    NodeOperand value = operand(stored);
    const DType from = at(stored).dtype, to = compute_type(storage);
    const bool same =
        compute_type(from) == to || (!is_floating(from) && !is_floating(to) && to != DType::boolean);
    SplitIndex index = split(in.index);
    if (!same) value = node_operand(add_convert(value, from, to, false, to));
    const auto atomic = atomic_of(in.mode);
    MachineNode node = memory_node(atomic ? MachineOp::atomic : MachineOp::store, in.buffer, storage);
    if (atomic) node.in.kind = static_cast<std::uint16_t>(*atomic);
    place(node, index, in.checked, node.b);
    if (atomic) result_.indices[node.index].may_pack = false;
    node.a = value;
    node.defines = false;
    if (in.mask != kNone) node.mask = mask_node(in.mask);
    add(node);
    return kNone;
  }

  std::int32_t build_index_expr(const Instruction& in) {
    const NodeOperand value = index_operand(in.index);
    const DType to = in.dtype;
    const bool fits = ranges_.indices[in.index].fits_32();
    if (to == DType::i64 || (to == DType::i32 && fits)) return as_node(value);
    return add_convert(value, wide() ? DType::i64 : DType::i32, to, false, to);
  }

  std::int32_t build_bitcast(const Instruction& in) {
    const DType from = in.source, to = in.dtype;
    NodeOperand value = operand(in.operands[0]);
    if (compute_type(at(in.operands[0]).dtype) != compute_type(from))
      value = node_operand(add_convert(value, at(in.operands[0]).dtype, from, false, from));
    MachineNode node;
    node.in.op = MachineOp::bitcast;
    node.in.storage = from;
    node.in.wrap = to;
    node.a = value;
    return add(node);
  }

  std::int32_t build_scalar(const Instruction& in) {
    const DType type = compute_type(scalar_operand(program_, in));
    if (in.op == ScalarOp::identity) return add_copy(operand(in.operands[0]));
    MachineNode node;
    node.a = operand(in.operands[0]);
    if (in.operands[1] != kNone) node.b = operand(in.operands[1]);
    if (in.operands[2] != kNone) node.c = operand(in.operands[2]);
    if (in.op == ScalarOp::where) {
      node.in.op = MachineOp::select;
      return add(node);
    }
    node.in.op = in.op == ScalarOp::frexp && in.selection == 1 ? MachineOp::exponent : MachineOp::scalar;
    node.in.type = value_type(type);
    ScalarOp op = in.op;
    if (type == DType::boolean && op == ScalarOp::bitwise_not) op = ScalarOp::logical_not;
    if (info(op).rule == TypeRule::real && !is_floating(type)) {
      node.a = node_operand(add_convert(node.a, type, DType::f32, false, DType::f32));
      node.b = node_operand(add_convert(node.b, type, DType::f32, false, DType::f32));
      node.in.type = ValueType::f32;
    } else if (info(op).rule != TypeRule::boolean && wraps(type)) {
      node.in.wrap = type;
    }
    node.in.kind = static_cast<std::uint16_t>(op);
    const std::int32_t made = add(node);
    if (info(op).rule != TypeRule::given || type == in.dtype) return made;
    return add_convert(node_operand(made), type, in.dtype, false, in.dtype);
  }

  std::int32_t build_seed(const Instruction& in) {
    MachineNode node = memory_node(MachineOp::load, in.buffer, program_.buffers[in.buffer].dtype);
    MachineIndex index;
    index.offset = in.immediate.i;
    node.index = add_index(index);
    node.in.flags |= kChecks;
    return add(node);
  }

  std::int32_t build_random(const Instruction& in) {
    MachineNode node;
    node.in.op = MachineOp::random;
    node.in.kind = static_cast<std::uint16_t>(random_rule(in.random));
    node.a = operand(in.operands[0]);
    node.b = operand(in.operands[1]);
    const bool bounded = in.operands[2] != kNone;
    if (!bounded) return add(node);
    // drawn below `high - low`, and `low` added
    const NodeOperand low = operand(in.operands[2]);
    const NodeOperand span = node_operand(add_integer(
        IntegerOp::add, operand(in.operands[3]),
        node_operand(add_integer(IntegerOp::multiply, low, immediate_operand(~std::uint64_t{0})))));
    node.c = span;
    const std::int32_t drawn = add(node);
    return add_integer(IntegerOp::add, node_operand(drawn), low);
  }

  std::int32_t build_bucketize(const Instruction& in) {
    const Bucketize& from = program_.bucketizes[in.extra];
    DeviceBucketize table;
    table.boundaries = options_.address(from.boundaries);
    table.boundaries_dtype = program_.buffers[from.boundaries].dtype;
    table.boundaries_extent = program_.buffers[from.boundaries].extent;
    table.length = constant_index(from.length);
    if (from.stride != kNone) table.stride = constant_index(from.stride);
    if (from.sorter != kNone) {
      table.sorter = options_.address(from.sorter);
      table.sorter_dtype = program_.buffers[from.sorter].dtype;
      table.sorter_extent = program_.buffers[from.sorter].extent;
      if (from.sorter_stride != kNone) table.sorter_stride = constant_index(from.sorter_stride);
    }
    MachineNode node;
    node.in.op = MachineOp::bucketize;
    node.in.type = value_type(compute_type(at(in.operands[0]).dtype));
    node.in.extra = static_cast<std::uint8_t>(result_.bucketizes.size());
    if (from.right) node.in.flags |= kRight;
    node.a = operand(in.operands[0]);
    node.b = in.operands[1] == kNone ? immediate_operand(0) : operand(in.operands[1]);
    node.c = in.operands[2] == kNone ? immediate_operand(0) : operand(in.operands[2]);
    if (in.mask != kNone) node.mask = mask_node(in.mask);
    result_.bucketizes.push_back(table);
    return add(node);
  }

  std::int64_t constant_index(IndexId id) const {
    const IndexExpr& index = program_.indices[id];
    if (!index.terms.empty())
      throw Error(Error::Kind::unsupported, program_.node + ": a search in rows whose length varies");
    return index.offset;
  }

  std::int32_t build_indirect(const Instruction& in) {
    MachineNode node;
    node.in.op = MachineOp::wrap_index;
    node.in.extent = in.immediate.i;
    if (in.immediate.i != kNone) node.in.flags |= kWraps;
    if (in.flag && in.immediate.i != kNone) node.in.flags |= kChecks;
    node.a = operand(in.operands[0]);
    if (in.mask != kNone && in.flag) node.mask = mask_node(in.mask);
    return add(node);
  }

  std::int32_t build_check(const Instruction& in) {
    MachineNode node;
    node.in.op = MachineOp::check_bounds;
    node.in.extent = in.immediate.i;
    if (in.flag) node.in.flags |= kChecksLower;
    if (in.flag2) node.in.flags |= kChecksUpper;
    if (!in.flag && !in.flag2) return kNone;
    node.a = index_operand(in.index);
    node.defines = false;
    if (in.mask != kNone) node.mask = mask_node(in.mask);
    add(node);
    return kNone;
  }

  std::int32_t build_assert(const Instruction& in) {
    MachineNode node;
    node.in.op = MachineOp::check_true;
    node.a = operand(in.operands[0]);
    node.defines = false;
    if (in.mask != kNone) node.mask = mask_node(in.mask);
    add(node);
    return kNone;
  }

  // ---- values through memory

  MachineNode kept_node(ValueId value, MachineOp op) {
    DType storage = compute_type(at(value).dtype);
    if (storage == DType::i64 && !wide()) storage = DType::i32;
    std::byte*& memory = kept_[value];
    const std::int64_t count = result_.parallel * result_.reduction;
    if (memory == nullptr) memory = options_.scratch(count * static_cast<std::int64_t>(bytes_of(storage)));
    MachineNode node;
    node.in.op = op;
    node.in.storage = storage;
    node.in.bytes = static_cast<std::uint8_t>(bytes_of(storage));
    node.in.memory = memory;
    node.in.extent = count;
    std::vector<std::int64_t> coefficients(program_.ranges.size(), 0);
    std::int64_t stride = 1;
    for (std::size_t d = program_.ranges.size(); d-- > 0;) {
      coefficients[d] = stride;
      stride *= program_.ranges[d];
    }
    MachineIndex index = make_index(shape(), 0, coefficients);
    index.may_pack = true;
    node.index = add_index(index);
    return node;
  }

  std::int32_t load_kept(ValueId value) { return add(kept_node(value, MachineOp::load)); }

  void store_kept(ValueId value) {
    MachineNode node = kept_node(value, MachineOp::store);
    node.a = operand(value);
    node.defines = false;
    add(node);
  }

  std::vector<std::int32_t> stage_of_;
  std::vector<bool> used_later_;
  bool elements_ = false;
  std::map<ValueId, std::byte*> kept_;
};

}  // namespace

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
  return Builder(program, ranges, options).run();
}

}  // namespace ireplay
