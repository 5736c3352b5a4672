#pragma once

#include <bit>
#include <map>
#include <string>

#include "parser/source.hpp"
#include "replay/cuda/interpreter/machine_index.hpp"

/// The first part of the translation: nodes, their operands, index arithmetic. Included by nodes.cpp
/// alone, as is combining_nodes.hpp.
namespace ireplay {

inline ValueType value_type(DType dtype) {
  if (dtype == DType::f64) return ValueType::f64;
  if (is_floating(dtype)) return ValueType::f32;
  return info(dtype).kind == DTypeClass::signed_int ? ValueType::signed_int : ValueType::unsigned_int;
}

class NodeWriter {
 public:
  NodeWriter(const LoopProgram& program, const ProgramRanges& ranges, const TranslateOptions& options)
      : program_(program), ranges_(ranges), options_(options) {
    result_.axis = options.axis;
    result_.width = options.width;
    result_.whole_row = options.whole_row;
    result_.parallel = parallel_count(program);
    result_.reduction = reduction_count(program);
  }
  virtual ~NodeWriter() = default;

 protected:
  bool wide() const { return options_.width == MachineWidth::words64; }
  const Instruction& at(ValueId value) const { return program_.instructions[value]; }

  /// The value of a reduction where a later stage uses it.
  virtual NodeOperand reduced_operand(ValueId value) = 0;

  std::int32_t size() const { return static_cast<std::int32_t>(result_.nodes.size()); }

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

  std::int32_t as_node(const NodeOperand& value) {
    return value.kind == NodeOperand::Kind::node ? value.number : add_copy(value);
  }

  /// Types narrower than the word they are computed in.
  bool wraps(DType type) const {
    if (is_floating(type) || type == DType::i64 || type == DType::u64) return false;
    return wide() || (type != DType::i32 && type != DType::u32);
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

  const LoopProgram& program_;
  const ProgramRanges& ranges_;
  const TranslateOptions& options_;
  MachineProgram result_;
  ValueId current_ = 0;  // what nodes are being made for
  std::int32_t stage_ = 0;
  std::map<ValueId, std::int32_t> node_of_;
  std::map<std::int32_t, std::int32_t> atom_nodes_;
};

}  // namespace ireplay
