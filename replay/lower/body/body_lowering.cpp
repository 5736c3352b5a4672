#include "replay/lower/body/body_lowering.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ireplay {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 32);
}

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

const Named* NameTable::find(std::string_view name) const {
  const auto same = [&](std::int32_t k) { return entries_[static_cast<std::size_t>(k)].name == name; };
  const std::int32_t found = table_.find(hash_of_name(name), same);
  return found == kNone ? nullptr : &entries_[static_cast<std::size_t>(found)];
}

void NameTable::reserve(std::size_t names) {
  table_.reserve(names);
  entries_.reserve(names);
}

void NameTable::set(Named named) {
  const std::uint64_t hash = hash_of_name(named.name);
  const auto same = [&](std::int32_t k) { return entries_[static_cast<std::size_t>(k)].name == named.name; };
  const std::int32_t old = table_.find(hash, same);
  if (old != kNone) {
    entries_[static_cast<std::size_t>(old)] = named;
    return;
  }
  table_.insert(hash, static_cast<std::int32_t>(entries_.size()));
  entries_.push_back(named);
}

// ---- errors
// -------------------------------------------------------------------------------------------------------

void BodyLowering::fail(std::string_view at, const std::string& sentence) const {
  throw Error(Error::Kind::dump, *dump_.source, at.data(), program_.node + ": " + sentence);
}

void BodyLowering::fail(ExprId at, const std::string& sentence) const { fail(expr(at).text, sentence); }

void BodyLowering::fail_unsupported(std::string_view at, const std::string& sentence) const {
  throw Error(Error::Kind::unsupported, *dump_.source, at.data(), program_.node + ": " + sentence);
}

// ---- arguments
// ----------------------------------------------------------------------------------------------------

BodyLowering::Call BodyLowering::split_arguments(const Statement& statement) const {
  const std::span<const ExprId> all = slice(dump_.expr_lists, statement.arguments);
  const auto is_keyword = [&](ExprId id) { return expr(id).kind == ExprKind::keyword; };
  const auto first = static_cast<std::size_t>(std::ranges::find_if(all, is_keyword) - all.begin());
  for (ExprId id : all.subspan(first))
    if (!is_keyword(id)) fail(id, "a positional argument follows a keyword argument");
  return {statement, all.first(first), all.subspan(first)};
}

ExprId BodyLowering::find_argument(const Call& call, std::size_t k, std::string_view keyword) const {
  if (k < call.positional.size()) return call.positional[k];
  if (keyword.empty()) return kNoExpr;
  for (ExprId id : call.keywords)
    if (expr(id).text == keyword) return dump_.exprs.children_of(id)[0];
  return kNoExpr;
}

ExprId BodyLowering::argument(const Call& call, std::size_t k, std::string_view keyword) const {
  const ExprId found = find_argument(call, k, keyword);
  if (found == kNoExpr)
    fail(call.statement.name,
         "expected an argument number " + std::to_string(k + 1) + " of " + std::string(call.statement.name));
  return found;
}

std::string_view BodyLowering::string_argument(ExprId id) const {
  if (expr(id).kind != ExprKind::string) fail(id, "expected a string");
  return expr(id).text;
}

DType BodyLowering::dtype_argument(ExprId id) const {
  const Expr& at = expr(id);
  if (at.kind != ExprKind::name || !at.text.starts_with("torch."))
    fail(id, "expected a dtype, such as torch.float32");
  const std::optional<DType> found = find_dtype(at.text);
  if (!found || is_complex(*found))
    fail_unsupported(at.text, "the dtype " + std::string(at.text) + " is not supported");
  return *found;
}

bool BodyLowering::flag_argument(ExprId id) const {
  if (expr(id).kind != ExprKind::boolean) fail(id, "expected True or False");
  return expr(id).text == "True";
}

std::int64_t BodyLowering::integer_argument(ExprId id) {
  const Linear value = index_argument(id);
  if (!value.is_constant()) fail(id, "expected an integer");
  return value.offset;
}

std::span<const ExprId> BodyLowering::members(const ExprId& id) const {
  const ExprKind kind = expr(id).kind;
  if (kind == ExprKind::tuple || kind == ExprKind::list) return dump_.exprs.children_of(id);
  return {&id, 1};
}

const Named* BodyLowering::find_name(ExprId id) const {
  return expr(id).kind == ExprKind::name ? scope_->names.find(expr(id).text) : nullptr;
}

// ---- numbers
// ------------------------------------------------------------------------------------------------------

bool BodyLowering::is_literal(ExprId id) const {
  const Expr& at = expr(id);
  switch (at.kind) {
    case ExprKind::integer:
    case ExprKind::real:
    case ExprKind::boolean:
      return true;
    case ExprKind::neg:
      return is_literal(dump_.exprs.children_of(id)[0]);
    case ExprKind::name:
      return (at.text == "inf" || at.text == "nan") && !scope_->names.find(at.text);
    default:
      return false;
  }
}

DType BodyLowering::literal_type(ExprId id) const {
  const Expr& at = expr(id);
  if (at.kind == ExprKind::neg) return literal_type(dump_.exprs.children_of(id)[0]);
  if (at.kind == ExprKind::boolean) return DType::boolean;
  return at.kind == ExprKind::integer ? DType::i64 : DType::f32;
}

Scalar BodyLowering::literal(ExprId id, DType dtype) const {
  bool negative = false;
  while (expr(id).kind == ExprKind::neg) {
    negative = !negative;
    id = dump_.exprs.children_of(id)[0];
  }
  const Expr& at = expr(id);
  const bool whole = at.kind == ExprKind::integer || at.kind == ExprKind::boolean;
  const DType target = compute_type(dtype);
  if (whole && !is_floating(target)) {
    if (at.kind == ExprKind::boolean) return {.i = (at.text == "True") != negative};
    if (target == DType::u64) {
      std::uint64_t bits = 0;
      for (char c : at.text)
        if (c != '-') bits = bits * 10 + static_cast<std::uint64_t>(c - '0');
      return {.i = static_cast<std::int64_t>(negative != at.text.starts_with('-') ? 0 - bits : bits)};
    }
    return convert({.i = parse_integer(*dump_.source, at.text, negative)}, DType::i64, target, false);
  }
  double number = at.kind == ExprKind::boolean ? (at.text == "True" ? 1.0 : 0.0) : parse_real(at.text);
  if (negative) number = -number;
  if (is_floating(target))
    return {.f = target == DType::f32 ? static_cast<double>(static_cast<float>(number)) : number};
  if (target == DType::boolean) return {.i = number != 0};
  if (!std::isfinite(number)) {  // the neutral element of an integer extremum
    const std::size_t width = bytes_of(target) * 8;
    const bool is_signed = info(target).kind == DTypeClass::signed_int;
    const std::uint64_t top = std::uint64_t{1} << (width - 1), all = top | (top - 1);
    const std::uint64_t bits = number > 0 ? (is_signed ? top - 1 : all) : (is_signed ? 0 - top : 0);
    return {.i = static_cast<std::int64_t>(bits)};
  }
  return convert({.f = number}, DType::f64, target, false);
}

// ---- values
// -------------------------------------------------------------------------------------------------------

ValueId BodyLowering::value(ExprId id, DType number_type) {
  if (const Named* named = find_name(id)) {
    if (named->index_line != kNone) return quantity_value(line_quantity(named->index_line), DType::i64);
    if (named->results == 1) return named->values[0];
    fail(id, named->results == 0
                 ? "'" + std::string(named->name) + "' has no value"
                 : "'" + std::string(named->name) + "' has several results: expected one of them");
  }
  if (is_literal(id)) return constant(literal(id, number_type), compute_type(number_type));
  if (expr(id).kind == ExprKind::name) fail(id, "unknown name '" + std::string(expr(id).text) + "'");
  if (expr(id).kind == ExprKind::string && expr(id).text == "rindex") return scanned_position(DType::i64);
  if (!is_operator(expr(id).kind)) fail(id, "expected a value");
  return operator_expression(id).values[0];
}

std::optional<DType> BodyLowering::narrow_type(ExprId id, ValueId value) const {
  if (value == kNone || program_.instructions[static_cast<std::size_t>(value)].opcode == Opcode::constant)
    return std::nullopt;
  const Named* named = find_name(id);
  return named ? named->narrow : DType::f32;
}

void BodyLowering::note_rounding(ValueId value, DType narrow) {
  const Instruction& made = program_.instructions[static_cast<std::size_t>(value)];
  if (made.opcode == Opcode::load && program_.buffers[static_cast<std::size_t>(made.buffer)].dtype == narrow)
    return;
  std::vector<DType>& rounded = program_.rounded_op_by_op;
  if (rounded.size() <= static_cast<std::size_t>(value))
    rounded.resize(program_.instructions.size(), DType::f32);
  DType& noted = rounded[static_cast<std::size_t>(value)];
  if (noted != DType::bf16) noted = narrow;  // one after the other: the coarser one
}

ValueId BodyLowering::emit(const Instruction& instruction) {
  constexpr std::size_t kMost = 1 << 24;
  if (program_.instructions.size() >= kMost) fail(label_, "the loop body is too long");
  program_.instructions.push_back(instruction);
  program_.labels.push_back(label_);
  return static_cast<ValueId>(program_.instructions.size() - 1);
}

ValueId BodyLowering::emit_pure(const Instruction& instruction) {
  const bool reads = instruction.opcode == Opcode::load;
  const std::uint64_t hash = hash_of(instruction, reads ? static_cast<std::uint64_t>(stores_) : 0);
  const auto same = [&](std::int32_t k) {
    return is_same(program_.instructions[static_cast<std::size_t>(k)], instruction);
  };
  ValueId found = pure_.find(hash, same);
  if (found == kNone) {
    found = emit(instruction);
    pure_.insert(hash, found);
  }
  return found;
}

ValueId BodyLowering::constant(Scalar immediate, DType dtype) {
  Instruction result = make_instruction(Opcode::constant, dtype);
  result.immediate = immediate;
  return emit_pure(result);
}

ValueId BodyLowering::convert_to(ValueId id, DType dtype) {
  const DType from = type_of(id);
  if (from == dtype) return id;
  const Instruction& source = program_.instructions[static_cast<std::size_t>(id)];
  if (source.opcode == Opcode::constant)
    return constant(convert(source.immediate, from, dtype, false), dtype);
  const bool widened_bool =
      source.opcode == Opcode::convert && source.source == DType::boolean && !source.flag;
  if (widened_bool && dtype == DType::boolean) return source.operands[0];
  Instruction result = make_instruction(Opcode::convert, dtype, id);
  result.source = from;
  return emit_pure(result);
}

ValueId BodyLowering::scalar(ScalarOp op, DType dtype, std::array<ValueId, 4> operands, int selection) {
  Instruction result = make_instruction(Opcode::scalar, dtype);
  result.operands = operands;
  result.op = op;
  result.selection = static_cast<std::int16_t>(selection);
  return emit_pure(result);
}

ValueId BodyLowering::scalar(std::string_view op, DType dtype, ValueId a, ValueId b, ValueId c) {
  const std::optional<ScalarOp> row = find_scalar_op(op);
  if (!row) fail_unsupported(label_, "no scalar op " + std::string(op));
  return scalar(*row, dtype, {a, b, c, kNone});
}

}  // namespace ireplay
