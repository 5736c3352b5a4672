#include <bit>

#include "parser/source.hpp"
#include "replay/cuda/interpreter/selection.hpp"

/// Operands as results, constants and states, and index arithmetic: an index is what is affine in it, which
/// the access computes, and a sum of the rest, which instructions do.
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

MachineOperand plus(Selection& selection, const MachineOperand& a, const MachineOperand& b) {
  if (a.kind == MachineOperand::Kind::none) return b;
  return result_operand(add_integer(selection, IntegerOp::add, a, b));
}

MachineOperand scaled(Selection& selection, const MachineOperand& a, std::int64_t factor) {
  if (factor == 1) return a;
  return result_operand(
      add_integer(selection, IntegerOp::multiply, a, immediate_operand(static_cast<std::uint64_t>(factor))));
}

MachineOperand atom_operand(Selection& selection, std::int32_t number);

}  // namespace

std::int32_t Selection::add(const MachineInstruction& instruction) {
  result.instructions.push_back(instruction);
  result.instructions.back().in.source = current;
  return size() - 1;
}

std::int32_t Selection::add_index(const MachineIndex& index) {
  result.indices.push_back(index);
  return static_cast<std::int32_t>(result.indices.size()) - 1;
}

std::uint64_t constant_bits(const Instruction& in) {
  if (in.dtype == DType::f64) return std::bit_cast<std::uint64_t>(in.immediate.f);
  if (is_floating(in.dtype)) return std::bit_cast<std::uint32_t>(static_cast<float>(in.immediate.f));
  return static_cast<std::uint64_t>(in.immediate.i);
}

MachineOperand operand(Selection& selection, ValueId value) {
  if (selection.at(value).opcode == Opcode::constant)
    return immediate_operand(constant_bits(selection.at(value)));
  if (const auto found = selection.made_by.find(value); found != selection.made_by.end())
    return result_operand(found->second);
  if (selection.at(value).opcode == Opcode::reduce) return reduced_operand(selection, value);
  throw Error(Error::Kind::unsupported,
              selection.program.node + ": a value of " + label(selection, value) + " crosses its stage");
}

std::string label(const Selection& selection, ValueId value) {
  const bool known = static_cast<std::size_t>(value) < selection.program.labels.size();
  return known ? std::string(selection.program.labels[value]) : std::to_string(value);
}

std::int32_t mask_result(Selection& selection, ValueId mask) {
  const MachineOperand found = operand(selection, mask);
  if (found.kind == MachineOperand::Kind::result) return found.number;
  MachineInstruction instruction;
  instruction.in.op = MachineOp::copy;
  instruction.a = found;
  return selection.add(instruction);
}

std::int32_t add_convert(Selection& selection, const MachineOperand& from, DType source, DType to,
                         bool rounds, DType storage) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::convert;
  instruction.in.type = value_type(compute_type(source));
  instruction.in.target = value_type(compute_type(to));
  instruction.in.wrap = to == DType::i64 && !selection.wide() ? DType::i32 : to;
  if (rounds && is_floating(storage) && bytes_of(storage) < 4) {
    instruction.in.flags |= kRounds;
    instruction.in.storage = storage;
  }
  instruction.a = from;
  return selection.add(instruction);
}

std::int32_t add_copy(Selection& selection, const MachineOperand& from) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::copy;
  instruction.a = from;
  return selection.add(instruction);
}

std::int32_t add_integer(Selection& selection, IntegerOp op, const MachineOperand& a, const MachineOperand& b,
                         const MachineOperand& c) {
  MachineInstruction instruction;
  instruction.in.op = MachineOp::integer;
  instruction.in.kind = static_cast<std::uint16_t>(op);
  instruction.a = a;
  instruction.b = b;
  instruction.c = c;
  return selection.add(instruction);
}

std::int32_t as_result(Selection& selection, const MachineOperand& value) {
  return value.kind == MachineOperand::Kind::result ? value.number : add_copy(selection, value);
}

/// Types narrower than the word they are computed in.
bool wraps(const Selection& selection, DType type) {
  if (is_floating(type) || type == DType::i64 || type == DType::u64) return false;
  return selection.wide() || (type != DType::i32 && type != DType::u32);
}

SplitIndex split(Selection& selection, IndexId id) {
  const IndexExpr& index = selection.program.indices[id];
  std::vector<std::int64_t> coefficients(selection.program.ranges.size(), 0);
  SplitIndex result;
  for (const IndexTerm& term : index.terms) {
    const Atom& atom = selection.program.atoms[term.atom];
    if (atom.kind == AtomKind::variable)
      coefficients[atom.which] += term.coefficient;
    else
      result.rest = plus(selection, result.rest,
                         scaled(selection, atom_operand(selection, term.atom), term.coefficient));
  }
  result.affine = make_index(selection.shape(), index.offset, coefficients);
  return result;
}

/// A whole index as a value.
MachineOperand index_operand(Selection& selection, IndexId id) {
  const IndexExpr& index = selection.program.indices[id];
  if (index.terms.empty()) return immediate_operand(static_cast<std::uint64_t>(index.offset));
  SplitIndex index_split = split(selection, id);
  if (index_split.affine.item_digits.empty() && index_split.affine.other_digits.empty() &&
      index_split.rest.kind != MachineOperand::Kind::none) {
    if (index.offset == 0) return index_split.rest;
    return plus(selection, index_split.rest, immediate_operand(static_cast<std::uint64_t>(index.offset)));
  }
  MachineInstruction instruction;
  instruction.in.op = MachineOp::coordinate;
  instruction.index = selection.add_index(index_split.affine);
  const MachineOperand affine = result_operand(selection.add(instruction));
  return index_split.rest.kind == MachineOperand::Kind::none ? affine
                                                             : plus(selection, affine, index_split.rest);
}

namespace {

MachineOperand atom_operand(Selection& selection, std::int32_t number) {
  if (const auto found = selection.atoms_made.find(number); found != selection.atoms_made.end())
    return result_operand(found->second);
  const Atom& atom = selection.program.atoms[number];
  if (atom.kind == AtomKind::value) return operand(selection, atom.which);
  std::array<MachineOperand, 3> args;
  for (int k = 0; k < 3; ++k)
    if (atom.args[k] != kNone) args[k] = index_operand(selection, atom.args[k]);
  const std::int32_t instruction = add_integer(selection, integer_op(atom.kind), args[0], args[1], args[2]);
  selection.atoms_made[number] = instruction;
  return result_operand(instruction);
}

}  // namespace

}  // namespace ireplay
