#include "replay/lower/ptx/ptx.hpp"

#include <algorithm>
#include <charconv>

#include "replay/lower/ptx/ptx_lowering.hpp"

/// Statements, registers and operands of PTX; what the instructions compute is the matter of
/// arithmetic.cpp and moves.cpp.
namespace ireplay {
namespace {

struct TypeRow {
  std::string_view name;
  PtxType type;
};

constexpr TypeRow kTypes[] = {
    {"f32", {DType::f32}},
    {"f64", {DType::f64}},
    {"f16", {DType::f16}},
    {"bf16", {DType::bf16}},
    {"f16x2", {DType::f16, 2}},
    {"bf16x2", {DType::bf16, 2}},
    {"s8", {DType::i8}},
    {"s16", {DType::i16}},
    {"s32", {DType::i32}},
    {"s64", {DType::i64}},
    {"u8", {DType::u8}},
    {"u16", {DType::u16}},
    {"u32", {DType::u32}},
    {"u64", {DType::u64}},
    {"b8", {DType::u8}},
    {"b16", {DType::u16}},
    {"b32", {DType::u32}},
    {"b64", {DType::u64}},
    {"s16x2", {DType::i16, 2}},
    {"u16x2", {DType::u16, 2}},
    {"pred", {DType::boolean}},
    {"e4m3x2", {DType::f8e4m3fn, 2}},
    {"e5m2x2", {DType::f8e5m2, 2}},
    {"ue8m0x2", {DType::f8e8m0fnu, 2}},
};

constexpr std::string_view kSink = "_";

}  // namespace

DType register_type(int bits) {
  switch (bits) {
    case 1:
      return DType::boolean;
    case 8:
      return DType::u8;
    case 16:
      return DType::u16;
    case 32:
      return DType::u32;
    default:
      return DType::u64;
  }
}

std::optional<PtxType> find_ptx_type(std::string_view suffix) {
  const auto* row = std::ranges::find(kTypes, suffix, &TypeRow::name);
  return row == std::end(kTypes) ? std::nullopt : std::optional(row->type);
}

// ---- opcodes
// ------------------------------------------------------------------------------------------------------

PtxOpcode::PtxOpcode(std::string_view text, std::span<const std::string_view> parts)
    : text_(text), parts_(parts), taken_(parts.size(), false) {
  taken_[0] = true;
}

bool PtxOpcode::take(std::string_view modifier) {
  for (std::size_t k = 0; k < parts_.size(); ++k) {
    if (taken_[k] || parts_[k] != modifier) continue;
    taken_[k] = true;
    return true;
  }
  return false;
}

std::string_view PtxOpcode::take_next() {
  const auto next = std::ranges::find(taken_, false);
  if (next == taken_.end()) return {};
  *next = true;
  return parts_[static_cast<std::size_t>(next - taken_.begin())];
}

std::optional<PtxType> PtxOpcode::take_type() {
  const auto next = std::ranges::find(taken_, false);
  if (next == taken_.end()) return std::nullopt;
  const std::optional<PtxType> type = find_ptx_type(parts_[static_cast<std::size_t>(next - taken_.begin())]);
  if (type) *next = true;
  return type;
}

std::string_view PtxOpcode::left() const {
  const auto next = std::ranges::find(taken_, false);
  return next == taken_.end() ? std::string_view() : parts_[static_cast<std::size_t>(next - taken_.begin())];
}

// ---- errors
// -------------------------------------------------------------------------------------------------------

void PtxLowering::fail(std::string_view at, const std::string& sentence) const {
  throw Error(Error::Kind::dump, source_, at.data(), node_ + ": " + sentence);
}

void PtxLowering::refuse(std::string_view at, const std::string& sentence) const {
  throw Error(Error::Kind::unsupported, source_, at.data(), node_ + ": " + sentence);
}

void PtxLowering::refuse(const Call& call) const {
  refuse(call.opcode.text(), "the PTX instruction " + in_quotes(call.opcode.text()) + " is not supported");
}

/// No modifier is passed over in silence.
void PtxLowering::finish(const Call& call) const {
  if (!call.opcode.left().empty()) refuse(call);
}

// ---- statements
// ---------------------------------------------------------------------------------------------------

std::vector<ValueId> PtxLowering::run(std::string_view text) {
  code_ = parse_ptx(source_, text);
  scopes_.emplace_back();
  for (const PtxStatement& statement : code_.statements) lower(statement);
  if (scopes_.size() != 1) fail(text, "this assembly has a '{' that is not closed");
  std::vector<ValueId> results;
  for (std::size_t k = 0; k < outputs_; ++k) {
    if (placeholders_[k].value == kNone)
      fail(text, "this assembly does not write its output $" + std::to_string(k));
    results.push_back(placeholders_[k].value);
  }
  return results;
}

void PtxLowering::lower(const PtxStatement& statement) {
  constexpr std::size_t kMostNested = 200;
  const std::string_view text = statement.opcode;
  switch (statement.kind) {
    case PtxStatementKind::open:
      if (scopes_.size() > kMostNested) fail(text, "scopes are nested too deeply");
      scopes_.emplace_back();
      return;
    case PtxStatementKind::close:
      if (scopes_.size() == 1) fail(text, "this '}' closes nothing");
      scopes_.pop_back();
      return;
    case PtxStatementKind::registers:
      return declare(statement);
    case PtxStatementKind::other:
      refuse(text, "the PTX statement " + in_quotes(text) +
                       " is not supported: expected instructions on registers");
    case PtxStatementKind::instruction:
      break;
  }
  const PtxOpcode opcode(text, slice(code_.parts, statement.parts));
  const auto row = std::ranges::find(rows(), opcode.name(), &Row::name);
  if (row == rows().end()) refuse(text, "the PTX instruction " + in_quotes(text) + " is not supported");
  const auto operands = slice(code_.operands, statement.operands);
  Call call{*row, opcode, statement.guard, statement.guard_negated, operands, {}};
  if (operands.size() < row->operands)
    fail(text, "expected " + std::to_string(row->operands) + " operands of " + std::string(row->name) +
                   ", not " + std::to_string(operands.size()));
  if (row->whole)
    (this->*row->whole)(call);
  else
    element_wise(call);
}

/// Instructions whose result and operands have one type; packed types component by component.
void PtxLowering::element_wise(Call& call) {
  call.flush = call.opcode.take("ftz");
  call.saturate = call.opcode.take("sat");
  const PtxOpcode untouched = call.opcode;
  ValueId whole = kNone;
  int components = 1;
  for (int component = 0; component < components; ++component) {
    call.opcode = untouched;
    call.component = component;
    ValueId value = (this->*call.row.element)(call);
    finish(call);
    if (call.operands.size() != call.row.operands) refuse(call);
    components = call.type.components;
    value = to_bits(finished(call, value, call.type.element), call.type.element);
    if (components == 1) {
      whole = value;
      break;
    }
    value = left(writer_.convert(value, register_type(call.type.bits() * components)),
                 component * call.type.bits());
    whole = component == 0 ? value : either(whole, value);
  }
  write(call, call.operands[0], whole);
}

// ---- registers
// ----------------------------------------------------------------------------------------------------

void PtxLowering::declare(const PtxStatement& statement) {
  const std::optional<PtxType> type = find_ptx_type(statement.opcode.substr(1));
  if (!type)
    refuse(statement.opcode, "registers of type " + in_quotes(statement.opcode) + " are not supported");
  const int bits = type->bits() * type->components;
  for (const PtxOperand& name : slice(code_.operands, statement.operands)) {
    if (name.bits > 0)
      scopes_.back().families.push_back({name.text, name.bits, bits});
    else
      scopes_.back().registers[name.text] = {bits, kNone};
  }
}

AsmRegister* PtxLowering::find_register(const PtxOperand& operand) {
  if (operand.kind == PtxOperandKind::placeholder)
    return operand.bits < placeholders_.size() ? &placeholders_[static_cast<std::size_t>(operand.bits)]
                                               : nullptr;
  if (operand.kind != PtxOperandKind::name) return nullptr;
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    if (const auto found = scope->registers.find(operand.text); found != scope->registers.end())
      return &found->second;
    for (const Scope::Family& family : scope->families) {
      if (!operand.text.starts_with(family.name)) continue;
      const std::string_view digits = operand.text.substr(family.name.size());
      std::uint64_t number = 0;
      const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
      if (fault == std::errc() && end == digits.data() + digits.size() && number < family.count)
        return &scope->registers.emplace(operand.text, AsmRegister{family.bits, kNone}).first->second;
    }
  }
  return nullptr;
}

AsmRegister& PtxLowering::register_of(const PtxOperand& operand) {
  AsmRegister* const found = find_register(operand);
  if (found == nullptr) fail(operand.text, "expected a register, not " + in_quotes(operand.text));
  return *found;
}

ValueId PtxLowering::predicate(const PtxOperand& operand) {
  AsmRegister& source = register_of(operand);
  if (source.bits != 1) fail(operand.text, "expected a predicate, not " + in_quotes(operand.text));
  if (source.value == kNone) fail(operand.text, in_quotes(operand.text) + " is read before it is written");
  return operand.negated ? compare(ScalarOp::logical_not, source.value) : source.value;
}

ValueId PtxLowering::bits_of(const PtxOperand& operand, int bits, bool or_wider) {
  const DType type = register_type(bits);
  switch (operand.kind) {
    case PtxOperandKind::vector:
      return vector_bits(operand, bits);
    case PtxOperandKind::integer:
      return number(operand.bits, type);
    case PtxOperandKind::single:
      if (bits == 32) return number(operand.bits, type);
      break;
    case PtxOperandKind::real:
      if (bits == 64) return number(operand.bits, type);
      if (bits == 32)
        return to_bits(real(Scalar{.i = static_cast<std::int64_t>(operand.bits)}.f, DType::f32), DType::f32);
      break;
    case PtxOperandKind::name:
    case PtxOperandKind::placeholder: {
      if (bits == 1) return predicate(operand);
      const AsmRegister& source = register_of(operand);
      if (source.bits != bits && !(or_wider && source.bits > bits)) break;
      if (source.value == kNone)
        fail(operand.text, in_quotes(operand.text) + " is read before it is written");
      return writer_.convert(source.value, type);
    }
  }
  fail(operand.text, "expected a value of " + std::to_string(bits) + " bits, not " + in_quotes(operand.text));
}

/// `{a, b}`: a holds the lowest bits.
ValueId PtxLowering::vector_bits(const PtxOperand& operand, int bits) {
  const std::span<const PtxOperand> members = slice(code_.members, operand.members);
  const int each = bits / static_cast<int>(members.size());
  if (each < 8 || each * static_cast<int>(members.size()) != bits)
    fail(operand.text, "expected registers of " + std::to_string(bits) + " bits together");
  ValueId whole = kNone;
  for (std::size_t k = 0; k < members.size(); ++k) {
    const ValueId wide = writer_.convert(bits_of(members[k], each), register_type(bits));
    whole = k == 0 ? wide : either(whole, left(wide, static_cast<int>(k) * each));
  }
  return whole;
}

void PtxLowering::write(const Call& call, const PtxOperand& to, ValueId bits) {
  if (to.kind == PtxOperandKind::vector) {
    const std::span<const PtxOperand> members = slice(code_.members, to.members);
    const int whole = static_cast<int>(bytes_of(writer_.type_of(bits))) * 8;
    const int each = whole / static_cast<int>(members.size());
    if (each < 8 || each * static_cast<int>(members.size()) != whole)
      fail(to.text, "expected registers of " + std::to_string(whole) + " bits together");
    for (std::size_t k = 0; k < members.size(); ++k)
      write(call, members[k], writer_.convert(right(bits, static_cast<int>(k) * each), register_type(each)));
    return;
  }
  if (to.kind == PtxOperandKind::name && to.text == kSink) return;
  AsmRegister& target = register_of(to);
  const DType type = register_type(target.bits);
  const bool is_predicate = writer_.type_of(bits) == DType::boolean;
  if (is_predicate != (target.bits == 1) || bytes_of(type) < bytes_of(writer_.type_of(bits)))
    fail(to.text, in_quotes(to.text) + " is a register of " + std::to_string(target.bits) + " bits");
  ValueId value = writer_.convert(bits, type);
  if (!call.guard.empty()) {
    PtxOperand guard{.text = call.guard, .negated = call.guard_negated};
    const ValueId old = target.value == kNone ? number(0, type) : target.value;
    value = select(predicate(guard), value, old);
  }
  target.value = value;
}

void PtxLowering::write_typed(Call& call, const PtxOperand& to, ValueId value, DType element) {
  write(call, to, to_bits(finished(call, value, element), element));
}

ValueId PtxLowering::operand(Call& call, std::size_t k) { return operand_as(call, k, call.type); }

ValueId PtxLowering::operand_as(Call& call, std::size_t k, PtxType type, bool or_wider) {
  ValueId bits = bits_of(call.operands[k], type.bits() * type.components, or_wider);
  if (type.components > 1)
    bits = writer_.convert(right(bits, call.component * type.bits()), register_type(type.bits()));
  const ValueId value = from_bits(bits, type.element);
  return call.flush ? flushed(value, type.element) : value;
}

ValueId PtxLowering::from_bits(ValueId bits, DType element) {
  const DType type = writer_.type_of(bits);
  return type == element ? bits : writer_.bitcast(bits, type, element);
}

ValueId PtxLowering::to_bits(ValueId value, DType element) {
  if (element == DType::boolean) return value;
  const DType type = register_type(static_cast<int>(bytes_of(element)) * 8);
  return type == element ? value : writer_.bitcast(value, element, type);
}

/// What `.ftz` and `.sat` do to a result, rounded to its type.
ValueId PtxLowering::finished(Call& call, ValueId value, DType element) {
  if (!is_floating(element)) return value;
  if (compute_type(element) != element) value = writer_.rounded(value, element);
  if (call.flush) value = flushed(value, element);
  if (!call.saturate) return value;
  const DType type = writer_.type_of(value);
  const ValueId zero = real(0, type), one = real(1, type);
  value = select(compare(ScalarOp::gt, value, one), one, value);
  return select(compare(ScalarOp::gt, value, zero), value, zero);
}

// ---- formulas
// -----------------------------------------------------------------------------------------------------

ValueId PtxLowering::number(std::uint64_t value, DType dtype) {
  return writer_.constant({.i = wrap(static_cast<std::int64_t>(value), dtype)}, dtype);
}

ValueId PtxLowering::real(double value, DType dtype) {
  const DType type = compute_type(dtype);
  return writer_.constant({.f = type == DType::f32 ? static_cast<double>(static_cast<float>(value)) : value},
                          type);
}

ValueId PtxLowering::apply(ScalarOp op, ValueId a, ValueId b) {
  return writer_.scalar(op, writer_.type_of(a), {a, b, kNone});
}

ValueId PtxLowering::compare(ScalarOp op, ValueId a, ValueId b) {
  return writer_.scalar(op, DType::boolean, {a, b, kNone});
}

ValueId PtxLowering::select(ValueId condition, ValueId a, ValueId b) {
  if (const std::optional<Scalar> known = writer_.constant_of(condition)) return known->i != 0 ? a : b;
  return writer_.scalar(ScalarOp::where, writer_.type_of(a), {condition, a, b});
}

ValueId PtxLowering::multiply_add(ValueId a, ValueId b, ValueId c) {
  return writer_.scalar(ScalarOp::fma, writer_.type_of(a), {a, b, c});
}

/// Denormal numbers become zeros of their sign.
ValueId PtxLowering::flushed(ValueId value, DType element) {
  if (!is_floating(element) || element == DType::f64) return value;
  const double least = element == DType::f16 ? 0x1p-14 : 0x1p-126;
  const ValueId small = compare(ScalarOp::lt, apply(ScalarOp::abs, value), real(least, element));
  return select(small, apply(ScalarOp::copysign, real(0, element), value), value);
}

ValueId PtxLowering::clamped(ValueId value, ValueId low, ValueId high) {
  return apply(ScalarOp::minimum, apply(ScalarOp::maximum, value, low), high);
}

std::vector<ValueId> lower_ptx(const Source& source, std::string_view text, const std::string& node,
                               std::span<const AsmRegister> registers, std::size_t outputs,
                               ValueWriter& writer) {
  return PtxLowering(source, node, registers, outputs, writer).run(text);
}

}  // namespace ireplay
