#include <bit>

#include "parser/source.hpp"
#include "replay/cuda/interpreter/node_builder.hpp"

/// Operands as nodes, constants and states, and index arithmetic.
namespace ireplay {
namespace {

IntegerOp integer_op(AtomKind kind) {
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

NodeOperand plus(NodeBuilder& nodes, const NodeOperand& a, const NodeOperand& b) {
  if (a.kind == NodeOperand::Kind::none) return b;
  return node_operand(add_integer(nodes, IntegerOp::add, a, b));
}

NodeOperand scaled(NodeBuilder& nodes, const NodeOperand& a, std::int64_t factor) {
  if (factor == 1) return a;
  return node_operand(
      add_integer(nodes, IntegerOp::multiply, a, immediate_operand(static_cast<std::uint64_t>(factor))));
}

NodeOperand atom_operand(NodeBuilder& nodes, std::int32_t number);

}  // namespace

std::int32_t NodeBuilder::add(const MachineNode& node) {
  result.nodes.push_back(node);
  result.nodes.back().in.source = current;
  return size() - 1;
}

std::int32_t NodeBuilder::add_index(const MachineIndex& index) {
  result.indices.push_back(index);
  return static_cast<std::int32_t>(result.indices.size()) - 1;
}

std::uint64_t constant_bits(const Instruction& in) {
  if (in.dtype == DType::f64) return std::bit_cast<std::uint64_t>(in.immediate.f);
  if (is_floating(in.dtype)) return std::bit_cast<std::uint32_t>(static_cast<float>(in.immediate.f));
  return static_cast<std::uint64_t>(in.immediate.i);
}

NodeOperand operand(NodeBuilder& nodes, ValueId value) {
  if (nodes.at(value).opcode == Opcode::constant) return immediate_operand(constant_bits(nodes.at(value)));
  if (const auto found = nodes.node_of.find(value); found != nodes.node_of.end())
    return node_operand(found->second);
  if (nodes.at(value).opcode == Opcode::reduce) return reduced_operand(nodes, value);
  throw Error(Error::Kind::unsupported,
              nodes.program.node + ": a value of " + label(nodes, value) + " crosses its stage");
}

std::string label(const NodeBuilder& nodes, ValueId value) {
  const bool known = static_cast<std::size_t>(value) < nodes.program.labels.size();
  return known ? std::string(nodes.program.labels[value]) : std::to_string(value);
}

std::int32_t mask_node(NodeBuilder& nodes, ValueId mask) {
  const NodeOperand found = operand(nodes, mask);
  if (found.kind == NodeOperand::Kind::node) return found.number;
  MachineNode node;
  node.in.op = MachineOp::copy;
  node.a = found;
  return nodes.add(node);
}

std::int32_t add_convert(NodeBuilder& nodes, const NodeOperand& from, DType source, DType to, bool rounds,
                         DType storage) {
  MachineNode node;
  node.in.op = MachineOp::convert;
  node.in.type = value_type(compute_type(source));
  node.in.target = value_type(compute_type(to));
  node.in.wrap = to == DType::i64 && !nodes.wide() ? DType::i32 : to;
  if (rounds && is_floating(storage) && bytes_of(storage) < 4) {
    node.in.flags |= kRounds;
    node.in.storage = storage;
  }
  node.a = from;
  return nodes.add(node);
}

std::int32_t add_copy(NodeBuilder& nodes, const NodeOperand& from) {
  MachineNode node;
  node.in.op = MachineOp::copy;
  node.a = from;
  return nodes.add(node);
}

std::int32_t add_integer(NodeBuilder& nodes, IntegerOp op, const NodeOperand& a, const NodeOperand& b,
                         const NodeOperand& c) {
  MachineNode node;
  node.in.op = MachineOp::integer;
  node.in.kind = static_cast<std::uint16_t>(op);
  node.a = a;
  node.b = b;
  node.c = c;
  return nodes.add(node);
}

std::int32_t as_node(NodeBuilder& nodes, const NodeOperand& value) {
  return value.kind == NodeOperand::Kind::node ? value.number : add_copy(nodes, value);
}

/// Types narrower than the word they are computed in.
bool wraps(const NodeBuilder& nodes, DType type) {
  if (is_floating(type) || type == DType::i64 || type == DType::u64) return false;
  return nodes.wide() || (type != DType::i32 && type != DType::u32);
}

SplitIndex split(NodeBuilder& nodes, IndexId id) {
  const IndexExpr& index = nodes.program.indices[id];
  std::vector<std::int64_t> coefficients(nodes.program.ranges.size(), 0);
  SplitIndex result;
  for (const IndexTerm& term : index.terms) {
    const Atom& atom = nodes.program.atoms[term.atom];
    if (atom.kind == AtomKind::variable)
      coefficients[atom.which] += term.coefficient;
    else
      result.rest = plus(nodes, result.rest, scaled(nodes, atom_operand(nodes, term.atom), term.coefficient));
  }
  result.affine = make_index(nodes.shape(), index.offset, coefficients);
  return result;
}

/// A whole index as a value.
NodeOperand index_operand(NodeBuilder& nodes, IndexId id) {
  const IndexExpr& index = nodes.program.indices[id];
  if (index.terms.empty()) return immediate_operand(static_cast<std::uint64_t>(index.offset));
  SplitIndex index_split = split(nodes, id);
  if (index_split.affine.item_digits.empty() && index_split.affine.other_digits.empty() &&
      index_split.rest.kind != NodeOperand::Kind::none) {
    if (index.offset == 0) return index_split.rest;
    return plus(nodes, index_split.rest, immediate_operand(static_cast<std::uint64_t>(index.offset)));
  }
  MachineNode node;
  node.in.op = MachineOp::coordinate;
  node.index = nodes.add_index(index_split.affine);
  const NodeOperand affine = node_operand(nodes.add(node));
  return index_split.rest.kind == NodeOperand::Kind::none ? affine : plus(nodes, affine, index_split.rest);
}

namespace {

NodeOperand atom_operand(NodeBuilder& nodes, std::int32_t number) {
  if (const auto found = nodes.atom_nodes.find(number); found != nodes.atom_nodes.end())
    return node_operand(found->second);
  const Atom& atom = nodes.program.atoms[number];
  if (atom.kind == AtomKind::value) return operand(nodes, atom.which);
  std::array<NodeOperand, 3> args;
  for (int k = 0; k < 3; ++k)
    if (atom.args[k] != kNone) args[k] = index_operand(nodes, atom.args[k]);
  const std::int32_t node = add_integer(nodes, integer_op(atom.kind), args[0], args[1], args[2]);
  nodes.atom_nodes[number] = node;
  return node_operand(node);
}

}  // namespace

}  // namespace ireplay
