#include "replay/cuda_nodes.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <set>

#include "kernels/scalar_ops.hpp"
#include "kernels/scalar_tiers.hpp"
#include "parser/source.hpp"
#include "replay/cuda_index.hpp"

namespace ireplay {
namespace {

ValueType value_type(DType dtype) {
  if (dtype == DType::f64) return ValueType::f64;
  if (is_floating(dtype)) return ValueType::f32;
  return info(dtype).kind == DTypeClass::signed_int ? ValueType::signed_int : ValueType::unsigned_int;
}

bool is_element_stage(const LoopProgram& program, std::int32_t stage) {
  return program.stages[stage].per_element;
}

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

class Builder {
 public:
  Builder(const LoopProgram& program, const ProgramRanges& ranges, const TranslateOptions& options)
      : program_(program), ranges_(ranges), options_(options) {
    result_.axis = options.axis;
    result_.width = options.width;
    result_.whole_row = options.whole_row;
    result_.parallel = parallel_count(program);
    result_.reduction = reduction_count(program);
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
  bool wide() const { return options_.width == MachineWidth::words64; }
  const Instruction& at(ValueId value) const { return program_.instructions[value]; }

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

  std::int32_t size() const { return static_cast<std::int32_t>(result_.nodes.size()); }

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

  // ---- states

  std::uint64_t weakest_of(DType dtype, bool large) const {
    const double infinity = std::numeric_limits<double>::infinity();
    if (dtype == DType::f64) return std::bit_cast<std::uint64_t>(large ? -infinity : infinity);
    if (is_floating(dtype))
      return std::bit_cast<std::uint32_t>(static_cast<float>(large ? -infinity : infinity));
    if (dtype == DType::boolean) return large ? 0 : 1;
    const auto bits = static_cast<int>(8 * (dtype == DType::i64 && !wide() ? 4 : bytes_of(dtype)));
    if (info(dtype).kind == DTypeClass::unsigned_int) return large ? 0 : ~std::uint64_t{0} >> (64 - bits);
    const std::int64_t lowest = std::numeric_limits<std::int64_t>::min() >> (64 - bits);
    return static_cast<std::uint64_t>(large ? lowest : -(lowest + 1));
  }

  std::uint64_t one_of(DType dtype) const {
    if (dtype == DType::f64) return std::bit_cast<std::uint64_t>(1.0);
    return is_floating(dtype) ? std::bit_cast<std::uint32_t>(1.0f) : 1;
  }

  std::array<std::uint64_t, 3> identity_of(ReduceRule rule, DType dtype) const {
    const std::uint64_t last = wide() ? INT64_MAX : INT32_MAX;
    switch (rule) {
      case ReduceRule::prod:
        return {one_of(dtype), 0, 0};
      case ReduceRule::max:
      case ReduceRule::fmax:
      case ReduceRule::softmax:
      case ReduceRule::log_add_exp:
        return {weakest_of(dtype, true), 0, 0};
      case ReduceRule::min:
        return {weakest_of(dtype, false), 0, 0};
      case ReduceRule::argmax:
        return {weakest_of(dtype, true), last, 0};
      case ReduceRule::argmin:
        return {weakest_of(dtype, false), last, 0};
      default:
        return {0, 0, 0};
    }
  }

  /// Reductions over the same operands share their states.
  struct ReductionKey {
    ReduceRule rule;
    std::array<ValueId, 4> operands;
    ValueId mask;
    DType dtype;
    bool dot;
    auto operator<=>(const ReductionKey&) const = default;
  };
  struct Reduced {
    std::int32_t state = kNone, row = kNone;
    bool whole_row = false, in_thread = false;
    ReduceRule rule = ReduceRule::sum;
    DType dtype = DType::f32;  // that the states are computed in
    bool built = false;
  };

  DType state_dtype(ReduceRule rule, const Instruction& in) const {
    const DType operand = compute_type(at(in.operands[0]).dtype);
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

  ReductionKey key_of(const Instruction& in) const {
    const ReduceRule rule = *rule_of(in.reduce);
    return {rule, in.operands, in.mask, state_dtype(rule, in), in.reduce == ReduceKind::dot};
  }

  void prepare_states(ValueId value) {
    const Instruction& in = at(value);
    if (in.opcode == Opcode::reduce) prepare_reduction(in);
    if (in.opcode == Opcode::scan) prepare_scan(value, in);
  }

  void prepare_reduction(const Instruction& in) {
    const ReductionKey key = key_of(in);
    if (reduced_.contains(key)) return;
    Reduced entry;
    entry.rule = key.rule;
    entry.dtype = key.dtype;
    const bool direct = key.rule == ReduceRule::sum || key.rule == ReduceRule::max ||
                        key.rule == ReduceRule::min || key.rule == ReduceRule::welford;
    entry.whole_row = options_.whole_row && direct && key.dtype == DType::f32;
    entry.in_thread = options_.axis == LaneAxis::reduction && !options_.whole_row && direct &&
                      key.rule != ReduceRule::welford && key.dtype == DType::f32;
    entry.row = result_.rows;
    result_.rows += state_count(key.rule);
    if (!entry.whole_row && !entry.in_thread)
      entry.state = new_states(state_count(key.rule), identity_of(key.rule, key.dtype));
    reduced_[key] = entry;
    order_.push_back(key);
  }

  std::int32_t new_states(int count, const std::array<std::uint64_t, 3>& identity) {
    const std::int32_t first = result_.states;
    result_.states += count;
    for (int k = 0; k < count; ++k)
      assign_state(first + k, {.kind = NodeOperand::Kind::immediate, .immediate = identity[k]});
    return first;
  }

  std::int32_t assign_state(std::int32_t state, const NodeOperand& value) {
    MachineNode node;
    node.in.op = MachineOp::copy;
    node.a = value;
    node.assigns = state;
    return add(node);
  }

  void settle_folds() {
    for (const ReductionKey& key : order_) {
      const Reduced& entry = reduced_[key];
      if (entry.whole_row) continue;
      DeviceFold fold;
      fold.stage = static_cast<std::int16_t>(result_.stages.size() - 1);
      fold.state = entry.in_thread ? kThreadFold : static_cast<std::int16_t>(entry.state);
      fold.row = static_cast<std::int16_t>(entry.row);
      fold.rule = entry.rule;
      fold.type = value_type(entry.dtype);
      const auto identity = identity_of(entry.rule, entry.dtype);
      std::copy_n(identity.begin(), 3, fold.identity);
      result_.folds.push_back(fold);
    }
    order_.clear();
    for (DeviceFold& carry : carries_) {
      carry.stage = static_cast<std::int16_t>(result_.stages.size() - 1);
      result_.folds.push_back(carry);
    }
    carries_.clear();
  }

  // ---- nodes

  std::int32_t add(const MachineNode& node) {
    result_.nodes.push_back(node);
    result_.nodes.back().in.source = current_;
    return size() - 1;
  }

  static NodeOperand node_operand(std::int32_t node) {
    return {.kind = NodeOperand::Kind::node, .number = node};
  }
  static NodeOperand immediate_operand(std::uint64_t bits) {
    return {.kind = NodeOperand::Kind::immediate, .immediate = bits};
  }

  std::uint64_t constant_bits(const Instruction& in) const {
    if (in.dtype == DType::f64) return std::bit_cast<std::uint64_t>(in.immediate.f);
    if (is_floating(in.dtype)) return std::bit_cast<std::uint32_t>(static_cast<float>(in.immediate.f));
    return static_cast<std::uint64_t>(in.immediate.i);
  }

  NodeOperand operand(ValueId value) {
    if (at(value).opcode == Opcode::constant) return immediate_operand(constant_bits(at(value)));
    if (const auto found = node_of_.find(value); found != node_of_.end()) return node_operand(found->second);
    if (at(value).opcode == Opcode::reduce) return reduced_operand(value);
    throw Error(Error::Kind::unsupported,
                program_.node + ": a value of " + label(value) + " crosses its stage");
  }
  std::string label(ValueId value) const {
    const bool known = static_cast<std::size_t>(value) < program_.labels.size();
    return known ? std::string(program_.labels[value]) : std::to_string(value);
  }

  /// The value of a reduction where a later stage uses it; narrower integers are cut to their width there.
  NodeOperand reduced_operand(ValueId value) {
    const Instruction& in = at(value);
    const Reduced& entry = reduced_.at(key_of(in));
    const int part = state_of(in);
    NodeOperand state;
    state.kind = options_.axis == LaneAxis::reduction ? NodeOperand::Kind::row : NodeOperand::Kind::state;
    state.number = (options_.axis == LaneAxis::reduction ? entry.row : entry.state) + part;
    DType from = entry.dtype;
    if (is_arg(entry.rule) && part == 1) from = DType::i64;
    const DType to = compute_type(in.dtype);
    const bool same =
        from == to && (is_floating(to) || to == DType::i64 || to == DType::u64 || to == DType::boolean);
    if (same || (is_arg(entry.rule) && part == 1 && !is_floating(to))) return state;
    if (const auto found = finished_.find({stage_, value}); found != finished_.end())
      return node_operand(found->second);
    const std::int32_t node = add_convert(state, from, to, false, DType::f32);
    finished_[{stage_, value}] = node;
    return node_operand(node);
  }

  std::int32_t mask_node(ValueId mask) {
    const NodeOperand found = operand(mask);
    if (found.kind == NodeOperand::Kind::node) return found.number;
    MachineNode node;
    node.in.op = MachineOp::copy;
    node.a = found;
    return add(node);
  }

  std::int32_t add_convert(const NodeOperand& from, DType source, DType to, bool rounds, DType storage) {
    MachineNode node;
    node.in.op = MachineOp::convert;
    node.in.type = value_type(compute_type(source));
    node.in.target = value_type(compute_type(to));
    node.in.wrap = to == DType::i64 && !wide() ? DType::i32 : to;
    if (rounds && is_floating(storage) && bytes_of(storage) < 4) {
      node.in.flags |= kRounds;
      node.in.storage = storage;
    }
    node.a = from;
    return add(node);
  }

  std::int32_t add_copy(const NodeOperand& from) {
    MachineNode node;
    node.in.op = MachineOp::copy;
    node.a = from;
    return add(node);
  }

  std::int32_t add_integer(IntegerOp op, const NodeOperand& a, const NodeOperand& b,
                           const NodeOperand& c = {}) {
    MachineNode node;
    node.in.op = MachineOp::integer;
    node.in.kind = static_cast<std::uint16_t>(op);
    node.a = a;
    node.b = b;
    node.c = c;
    return add(node);
  }

  // ---- indices

  AxisShape shape() const {
    return {program_.ranges, program_.parallel, options_.axis == LaneAxis::reduction, wide()};
  }

  std::int32_t add_index(const MachineIndex& index) {
    result_.indices.push_back(index);
    return static_cast<std::int32_t>(result_.indices.size()) - 1;
  }

  /// The part of an index that is affine, and the sum of the rest as an operand (none where nothing is left).
  struct SplitIndex {
    MachineIndex affine;
    NodeOperand rest;
  };
  SplitIndex split(IndexId id) {
    const IndexExpr& index = program_.indices[id];
    std::vector<std::int64_t> coefficients(program_.ranges.size(), 0);
    SplitIndex result;
    for (const IndexTerm& term : index.terms) {
      const Atom& atom = program_.atoms[term.atom];
      if (atom.kind == AtomKind::variable)
        coefficients[atom.which] += term.coefficient;
      else
        result.rest = plus(result.rest, scaled(atom_operand(term.atom), term.coefficient));
    }
    result.affine = make_index(shape(), index.offset, coefficients);
    return result;
  }

  NodeOperand plus(const NodeOperand& a, const NodeOperand& b) {
    if (a.kind == NodeOperand::Kind::none) return b;
    return node_operand(add_integer(IntegerOp::add, a, b));
  }
  NodeOperand scaled(const NodeOperand& a, std::int64_t factor) {
    if (factor == 1) return a;
    return node_operand(
        add_integer(IntegerOp::multiply, a, immediate_operand(static_cast<std::uint64_t>(factor))));
  }

  /// A whole index as a value.
  NodeOperand index_operand(IndexId id) {
    const IndexExpr& index = program_.indices[id];
    if (index.terms.empty()) return immediate_operand(static_cast<std::uint64_t>(index.offset));
    SplitIndex parts = split(id);
    if (parts.affine.lane.empty() && parts.affine.other.empty() &&
        parts.rest.kind != NodeOperand::Kind::none) {
      if (index.offset == 0) return parts.rest;
      return plus(parts.rest, immediate_operand(static_cast<std::uint64_t>(index.offset)));
    }
    MachineNode node;
    node.in.op = MachineOp::coordinate;
    node.index = add_index(parts.affine);
    const NodeOperand affine = node_operand(add(node));
    return parts.rest.kind == NodeOperand::Kind::none ? affine : plus(affine, parts.rest);
  }

  NodeOperand atom_operand(std::int32_t number) {
    if (const auto found = atom_nodes_.find(number); found != atom_nodes_.end())
      return node_operand(found->second);
    const Atom& atom = program_.atoms[number];
    if (atom.kind == AtomKind::value) return operand(atom.which);
    std::array<NodeOperand, 3> args;
    for (int k = 0; k < 3; ++k)
      if (atom.args[k] != kNone) args[k] = index_operand(atom.args[k]);
    const std::int32_t node = add_integer(integer_op(atom.kind), args[0], args[1], args[2]);
    atom_nodes_[number] = node;
    return node_operand(node);
  }

  static IntegerOp integer_op(AtomKind kind) {
    switch (kind) {
      case AtomKind::floordiv:
        return IntegerOp::floordiv;
      case AtomKind::mod:
        return IntegerOp::mod;
      case AtomKind::multiply:
        return IntegerOp::multiply;
      case AtomKind::minimum:
        return IntegerOp::minimum;
      case AtomKind::maximum:
        return IntegerOp::maximum;
      case AtomKind::select:
        return IntegerOp::select;
      case AtomKind::eq:
        return IntegerOp::eq;
      case AtomKind::ne:
        return IntegerOp::ne;
      case AtomKind::lt:
        return IntegerOp::lt;
      case AtomKind::le:
        return IntegerOp::le;
      case AtomKind::logical_and:
        return IntegerOp::logical_and;
      case AtomKind::logical_or:
        return IntegerOp::logical_or;
      case AtomKind::logical_not:
        return IntegerOp::logical_not;
      case AtomKind::bit_and:
        return IntegerOp::bit_and;
      case AtomKind::bit_or:
        return IntegerOp::bit_or;
      default:
        return IntegerOp::bit_xor;
    }
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
    node.constants.memory = options_.address(buffer);
    node.constants.extent = program_.buffers[buffer].extent;
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

  std::int32_t as_node(const NodeOperand& value) {
    return value.kind == NodeOperand::Kind::node ? value.number : add_copy(value);
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

  /// Types narrower than the word they are computed in.
  bool wraps(DType type) const {
    if (is_floating(type) || type == DType::i64 || type == DType::u64) return false;
    return wide() || (type != DType::i32 && type != DType::u32);
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
    node.constants.extent = in.immediate.i;
    if (in.immediate.i != kNone) node.in.flags |= kWraps;
    if (in.flag && in.immediate.i != kNone) node.in.flags |= kChecks;
    node.a = operand(in.operands[0]);
    if (in.mask != kNone && in.flag) node.mask = mask_node(in.mask);
    return add(node);
  }

  std::int32_t build_check(const Instruction& in) {
    MachineNode node;
    node.in.op = MachineOp::check_bounds;
    node.constants.extent = in.immediate.i;
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

  // ---- reductions and scans

  NodeOperand converted_operand(ValueId value, DType to) {
    const DType from = compute_type(at(value).dtype);
    const NodeOperand found = operand(value);
    if (from == to) return found;
    const bool integers = !is_floating(from) && !is_floating(to) && to != DType::boolean;
    return integers ? found : node_operand(add_convert(found, from, to, false, to));
  }

  NodeOperand position_operand() {
    const auto reductions = static_cast<std::int32_t>(program_.ranges.size());
    std::vector<std::int64_t> coefficients(program_.ranges.size(), 0);
    std::int64_t stride = 1;
    for (std::int32_t d = reductions; d-- > program_.parallel;) {
      coefficients[d] = stride;
      stride *= program_.ranges[d];
    }
    MachineNode node;
    node.in.op = MachineOp::coordinate;
    node.index = add_index(make_index(shape(), 0, coefficients));
    return node_operand(add(node));
  }

  std::int32_t build_reduce(const Instruction& in) {
    Reduced& entry = reduced_.at(key_of(in));
    if (entry.built) return kNone;
    entry.built = true;
    MachineNode node;
    node.in.op = MachineOp::reduce;
    node.in.kind = static_cast<std::uint16_t>(entry.rule);
    node.in.type = value_type(entry.dtype);
    node.a = entry.rule == ReduceRule::any ? as_truth(in.operands[0])
                                           : converted_operand(in.operands[0], entry.dtype);
    if (in.reduce == ReduceKind::dot && in.operands[1] != kNone) {
      MachineNode product;
      product.in.op = MachineOp::scalar;
      product.in.kind = static_cast<std::uint16_t>(ScalarOp::mul);
      product.in.type = node.in.type;
      product.b = converted_operand(in.operands[1], entry.dtype);
      product.a = node.a;
      node.a = node_operand(add(product));
    }
    if (is_arg(entry.rule)) node.b = in.operands[1] == kNone ? position_operand() : operand(in.operands[1]);
    if (entry.rule == ReduceRule::softmax)
      node.b = in.operands[1] == kNone ? immediate_operand(one_of(entry.dtype))
                                       : converted_operand(in.operands[1], entry.dtype);
    if (entry.rule == ReduceRule::welford_combine) {
      node.b = converted_operand(in.operands[1], entry.dtype);
      node.c = converted_operand(in.operands[2], entry.dtype);
    }
    node.state = entry.state;
    node.defines = false;
    if (entry.whole_row || entry.in_thread) {
      node.in.flags |= entry.whole_row ? kWholeRow : kThreadState;
      node.in.state = static_cast<std::int16_t>(entry.row);
      node.constants.immediate1 = identity_of(entry.rule, entry.dtype)[0];
    }
    if (in.mask != kNone) node.mask = mask_node(in.mask);
    add(node);
    return kNone;
  }

  NodeOperand as_truth(ValueId value) {
    const DType from = compute_type(at(value).dtype);
    if (from == DType::boolean) return operand(value);
    return node_operand(add_convert(operand(value), from, DType::boolean, false, DType::boolean));
  }

  static std::optional<ReduceRule> scan_rule(ScanKind kind) {
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

  void prepare_scan(ValueId value, const Instruction& in) {
    const DType dtype = compute_type(at(in.operands[0]).dtype);
    const auto rule = scan_rule(in.scan);
    const DType held = is_floating(dtype) ? dtype : in.dtype;
    if (rule && options_.axis == LaneAxis::reduction)
      scan_rows_[value] = new_carry(*rule, dtype, identity_of(*rule, held));
    else if (rule)
      scan_states_[value] = new_states(1, identity_of(*rule, held));
    else
      scan_states_[value] = new_states(2, {0, ~std::uint64_t{0}, 0});
  }

  /// A row value that carries a scan from chunk to chunk.
  std::int32_t new_carry(ReduceRule rule, DType dtype, const std::array<std::uint64_t, 3>& identity) {
    DeviceFold fold;
    fold.state = kScanCarry;
    fold.row = static_cast<std::int16_t>(result_.rows++);
    fold.rule = rule;
    fold.type = value_type(dtype);
    std::copy_n(identity.begin(), 3, fold.identity);
    carries_.push_back(fold);
    return fold.row;
  }

  std::int32_t build_scan(ValueId value, const Instruction& in) {
    if (in.scan == ScanKind::program) return build_program_scan(value, in);
    const DType dtype = compute_type(at(in.operands[0]).dtype);
    MachineNode node;
    node.in.type = value_type(dtype);
    node.a = operand(in.operands[0]);
    if (const auto rule = scan_rule(in.scan)) {
      node.in.op = MachineOp::scan;
      node.in.kind = static_cast<std::uint16_t>(*rule);
      if (options_.axis == LaneAxis::reduction) {
        node.in.state = static_cast<std::int16_t>(scan_rows_.at(value));
        node.constants.immediate1 = identity_of(*rule, is_floating(dtype) ? dtype : in.dtype)[0];
      } else {
        node.state = scan_states_.at(value);
      }
    } else {
      node.state = scan_states_.at(value);
      node.in.op = MachineOp::pair_scan;
      node.in.extra = static_cast<std::uint8_t>(in.selection);
      if (in.scan == ScanKind::cummax) node.in.flags |= kLargest;
      node.b = in.operands[1] == kNone ? position_operand() : operand(in.operands[1]);
    }
    const std::int32_t scanned = add(node);
    if (is_floating(in.dtype) || !wraps(in.dtype)) return scanned;
    return add_convert(node_operand(scanned), dtype, in.dtype, false, in.dtype);
  }

  /// The combine function on (state, element) at every point but the first, whose element is taken as it is.
  std::int32_t build_program_scan(ValueId value, const Instruction& in) {
    const CombineProgram& combine = program_.combines[in.extra];
    const std::int32_t state = scan_states_.at(value);
    std::vector<NodeOperand> values;
    std::vector<DType> types;
    for (int k = 0; k < 2 * combine.members; ++k) {
      const ValueId element = in.operands[k % combine.members];
      types.push_back(compute_type(at(element).dtype));
      values.push_back(k < combine.members
                           ? node_operand(add_copy({.kind = NodeOperand::Kind::state, .number = state + k}))
                           : operand(element));
    }
    for (const Instruction& step : combine.instructions) {
      values.push_back(combine_step(step, values, types));
      types.push_back(step.dtype);
    }
    const NodeOperand position = position_operand();
    std::int32_t selected = kNone;
    for (int member = 0; member < combine.members; ++member) {
      MachineNode node;
      node.in.op = MachineOp::select;
      node.a = position;
      node.b = values[combine.results[member]];
      node.c = values[combine.members + member];
      node.assigns = state + member;
      const std::int32_t made = add(node);
      if (member == in.selection) selected = made;
    }
    return selected;
  }

  NodeOperand combine_step(const Instruction& step, const std::vector<NodeOperand>& values,
                           const std::vector<DType>& types) {
    if (step.opcode == Opcode::constant) return immediate_operand(constant_bits(step));
    if (step.opcode == Opcode::convert)
      return node_operand(
          add_convert(values[step.operands[0]], types[step.operands[0]], step.dtype, step.flag, step.dtype));
    MachineNode node;
    const DType type = types[step.operands[info(step.op).rule == TypeRule::select ? 1 : 0]];
    node.in.op = step.op == ScalarOp::where ? MachineOp::select : MachineOp::scalar;
    node.in.kind = static_cast<std::uint16_t>(step.op);
    node.in.type = value_type(type);
    if (info(step.op).rule != TypeRule::boolean && wraps(type)) node.in.wrap = type;
    node.a = values[step.operands[0]];
    if (step.operands[1] != kNone) node.b = values[step.operands[1]];
    if (step.operands[2] != kNone) node.c = values[step.operands[2]];
    return node_operand(add(node));
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
    node.constants.memory = memory;
    node.constants.extent = count;
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

  const LoopProgram& program_;
  const ProgramRanges& ranges_;
  const TranslateOptions& options_;
  MachineProgram result_;
  std::vector<std::int32_t> stage_of_;
  std::vector<bool> used_later_;
  std::int32_t stage_ = 0;
  bool elements_ = false;
  ValueId current_ = 0;
  std::map<ValueId, std::int32_t> node_of_;
  std::map<std::int32_t, std::int32_t> atom_nodes_;
  std::map<ReductionKey, Reduced> reduced_;
  std::vector<ReductionKey> order_;
  std::map<std::pair<std::int32_t, ValueId>, std::int32_t> finished_;
  std::map<ValueId, std::int32_t> scan_states_, scan_rows_;
  std::vector<DeviceFold> carries_;
  std::map<ValueId, std::byte*> kept_;
};

}  // namespace

bool needs_special(const LoopProgram& program) {
  for (const BufferUse& use : program.buffers)
    if (is_f8(use.dtype)) return true;
  for (const Instruction& at : program.instructions) {
    switch (at.opcode) {
      case Opcode::bitcast:
      case Opcode::scan:
      case Opcode::random:
      case Opcode::bucketize:
        return true;
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
