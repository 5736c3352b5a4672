#include "replay/lower/body/instruction_writer.hpp"

#include <algorithm>

#include "kernels/scalar/scalar_ops.hpp"
#include "parser/hash.hpp"

namespace ireplay {
namespace {

std::uint64_t hash_of(const Instruction& at, std::uint64_t epoch) {
  std::uint64_t hash = mix(epoch, static_cast<std::uint64_t>(at.opcode) << 32 | at.kind);
  hash = mix(hash, static_cast<std::uint64_t>(at.dtype) << 32 | static_cast<std::uint64_t>(at.source));
  hash = mix(hash, static_cast<std::uint64_t>(at.immediate.i));
  for (ValueId operand : at.operands) hash = mix(hash, static_cast<std::uint32_t>(operand));
  hash = mix(hash, std::uint64_t{static_cast<std::uint32_t>(at.buffer)} << 32 |
                       static_cast<std::uint32_t>(at.index));
  return mix(hash, std::uint64_t{static_cast<std::uint32_t>(at.mask)} << 32 |
                       static_cast<std::uint16_t>(at.selection));
}

bool is_same(const Instruction& a, const Instruction& b) {
  return a.opcode == b.opcode && a.dtype == b.dtype && a.source == b.source && a.flag == b.flag &&
         a.operands == b.operands && a.mask == b.mask && a.buffer == b.buffer && a.index == b.index &&
         a.kind == b.kind && a.selection == b.selection && a.immediate.i == b.immediate.i;
}

}  // namespace

InstructionWriter::InstructionWriter(const BodyText& text, LoopProgram start,
                                     std::pmr::memory_resource* memory)
    : program(std::move(start)), algebra(program, memory), text_(text), pure_(memory) {}

void InstructionWriter::reserve(std::size_t instructions) {
  program.instructions.reserve(instructions);
  program.labels.reserve(instructions);
  pure_.reserve(instructions);
}

void InstructionWriter::note_rounding(ValueId value, DType narrow) {
  const Instruction& made = at(value);
  if (made.opcode == Opcode::load && buffer(made.buffer).dtype == narrow) return;
  std::vector<DType>& rounded = program.rounded_op_by_op;
  if (rounded.size() <= static_cast<std::size_t>(value))
    rounded.resize(program.instructions.size(), DType::f32);
  DType& noted = rounded[static_cast<std::size_t>(value)];
  if (noted != DType::bf16) noted = narrow;  // one after the other: the coarser one
}

ValueId InstructionWriter::emit(const Instruction& instruction) {
  constexpr std::size_t kMost = 1 << 24;
  if (program.instructions.size() >= kMost) text_.fail(label, "the loop body is too long");
  program.instructions.push_back(instruction);
  program.labels.push_back(label);
  return static_cast<ValueId>(program.instructions.size() - 1);
}

ValueId InstructionWriter::emit_pure(const Instruction& instruction) {
  const bool reads = instruction.opcode == Opcode::load;
  const std::uint64_t hash = hash_of(instruction, reads ? static_cast<std::uint64_t>(stores_) : 0);
  const auto same = [&](std::int32_t k) { return is_same(at(k), instruction); };
  ValueId found = pure_.find(hash, same);
  if (found == kNone) {
    found = emit(instruction);
    pure_.insert(hash, found);
  }
  return found;
}

ValueId InstructionWriter::constant(Scalar immediate, DType dtype) {
  Instruction result = make_instruction(Opcode::constant, dtype);
  result.immediate = immediate;
  return emit_pure(result);
}

ValueId InstructionWriter::convert_to(ValueId id, DType dtype) {
  const DType from = type_of(id);
  if (from == dtype) return id;
  const Instruction& source = at(id);
  if (source.opcode == Opcode::constant)
    return constant(convert(source.immediate, from, dtype, false), dtype);
  const bool widened_bool =
      source.opcode == Opcode::convert && source.source == DType::boolean && !source.flag;
  if (widened_bool && dtype == DType::boolean) return source.operands[0];
  Instruction result = make_instruction(Opcode::convert, dtype, id);
  result.source = from;
  return emit_pure(result);
}

ValueId InstructionWriter::scalar(ScalarOp op, DType dtype, std::array<ValueId, 4> operands, int selection) {
  Instruction result = make_instruction(Opcode::scalar, dtype);
  result.operands = operands;
  result.op = op;
  result.selection = static_cast<std::int16_t>(selection);
  return emit_pure(result);
}

ValueId InstructionWriter::scalar(std::string_view op, DType dtype, ValueId a, ValueId b, ValueId c) {
  const std::optional<ScalarOp> row = find_scalar_op(op);
  if (!row) text_.fail_unsupported(label, "no scalar op " + std::string(op));
  return scalar(*row, dtype, {a, b, c, kNone});
}

ValueId InstructionWriter::quantity(const Quantity& quantity, DType dtype) {
  if (quantity.kind == Quantity::Kind::real)
    return constant(convert({.f = quantity.real}, DType::f64, dtype, false), dtype);
  if (!quantity.is_integer()) {
    const ValueId numerator = this->quantity(Quantity::of(quantity.numerator), DType::f64);
    const ValueId denominator = constant({.f = static_cast<double>(quantity.denominator)}, DType::f64);
    return convert_to(scalar("truediv", DType::f64, numerator, denominator), dtype);
  }
  if (quantity.numerator.is_constant())
    return constant(convert({.i = quantity.numerator.offset}, DType::i64, dtype, false), dtype);
  Instruction result = make_instruction(Opcode::index_expr, dtype);
  result.index = algebra.intern(quantity.numerator);
  return emit_pure(result);
}

std::optional<bool> InstructionWriter::constant_truth(ValueId id) const {
  const Instruction& made = at(id);
  if (made.opcode != Opcode::constant || made.dtype != DType::boolean) return std::nullopt;
  return made.immediate.i != 0;
}

/// The index expression whose exact value an integer instruction has.
std::optional<Linear> InstructionWriter::exact_index(ValueId id) const {
  const Instruction& made = at(id);
  const bool is_signed = info(made.dtype).kind == DTypeClass::signed_int;
  if (is_signed && made.opcode == Opcode::constant) return Linear(made.immediate.i);
  if (made.opcode != Opcode::index_expr || made.dtype != DType::i64) return std::nullopt;
  return algebra.expand(made.index);
}

/// 1 or 0 where the variables' ranges decide a comparison of indices, as in the masks of padding; none
/// elsewhere.
std::optional<bool> InstructionWriter::decided(ScalarOp op, ValueId a, ValueId b) const try {
  if (op == ScalarOp::gt || op == ScalarOp::ge)
    return decided(op == ScalarOp::gt ? ScalarOp::lt : ScalarOp::le, b, a);
  if (op != ScalarOp::lt && op != ScalarOp::le) return std::nullopt;
  std::optional<Linear> difference = exact_index(a);
  const std::optional<Linear> other = exact_index(b);
  if (!difference || !other) return std::nullopt;
  difference->add(*other, -1);
  const Bounds apart = algebra.bounds(*difference);
  const std::int64_t most = op == ScalarOp::lt ? -1 : 0;  // of a - b where the comparison holds
  if (apart.hi <= most) return true;
  if (apart.lo > most) return false;
  return std::nullopt;
} catch (const IndexFault&) {
  return std::nullopt;
}

/// The value of an op that is known already; kNone if it must be computed.
ValueId InstructionWriter::folded(ScalarOp op, const std::array<ValueId, 4>& operands) {
  if (info(op).arity < 2) return kNone;
  if (const std::optional<bool> known = decided(op, operands[0], operands[1]))
    return constant({.i = *known}, DType::boolean);
  if (op == ScalarOp::where)
    if (const std::optional<bool> known = constant_truth(operands[0])) return operands[*known ? 1 : 2];
  const bool conjunction = op == ScalarOp::bitwise_and || op == ScalarOp::logical_and;
  if (!conjunction || type_of(operands[0]) != DType::boolean) return kNone;
  for (const int k : {0, 1})
    if (const std::optional<bool> known = constant_truth(operands[k])) return operands[*known ? 1 - k : k];
  return kNone;
}

}  // namespace ireplay
