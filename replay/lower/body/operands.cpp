#include <algorithm>
#include <cmath>

#include "replay/lower/body/body_lowering.hpp"

/// What stands between the parentheses of a statement: names, numbers, index lines.
namespace ireplay {

const Named* find_name(const BodyLowering& body, ExprId id) {
  return body.text.expr(id).kind == ExprKind::name ? body.scope->names.find(body.text.expr(id).text)
                                                   : nullptr;
}

// ---- numbers

bool is_literal(const BodyLowering& body, ExprId id) {
  const Expr& at = body.text.expr(id);
  switch (at.kind) {
    case ExprKind::integer:
    case ExprKind::real:
    case ExprKind::boolean:
      return true;
    case ExprKind::neg:
      return is_literal(body, body.text.dump.exprs.children_of(id)[0]);
    case ExprKind::name:
      return (at.text == "inf" || at.text == "nan") && !body.scope->names.find(at.text);
    default:
      return false;
  }
}

DType literal_type(const BodyLowering& body, ExprId id) {
  const Expr& at = body.text.expr(id);
  if (at.kind == ExprKind::neg) return literal_type(body, body.text.dump.exprs.children_of(id)[0]);
  if (at.kind == ExprKind::boolean) return DType::boolean;
  return at.kind == ExprKind::integer ? DType::i64 : DType::f32;
}

Scalar literal(const BodyLowering& body, ExprId id, DType dtype) {
  bool negative = false;
  while (body.text.expr(id).kind == ExprKind::neg) {
    negative = !negative;
    id = body.text.dump.exprs.children_of(id)[0];
  }
  const Expr& at = body.text.expr(id);
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
    return convert({.i = parse_integer(*body.text.dump.source, at.text, negative)}, DType::i64, target,
                   false);
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

ValueId value(BodyLowering& body, ExprId id, DType number_type, int depth) {
  if (const Named* named = find_name(body, id)) {
    if (named->index_line != kNone)
      return body.out.quantity(body.lines.quantity(named->index_line, *body.scope), DType::i64);
    if (named->results == 1) return named->values[0];
    body.text.fail(id, named->results == 0
                           ? "'" + std::string(named->name) + "' has no value"
                           : "'" + std::string(named->name) + "' has several results: expected one of them");
  }
  if (is_literal(body, id))
    return body.out.constant(literal(body, id, number_type), compute_type(number_type));
  if (body.text.expr(id).kind == ExprKind::name)
    body.text.fail(id, "unknown name '" + std::string(body.text.expr(id).text) + "'");
  if (body.text.expr(id).kind == ExprKind::string && body.text.expr(id).text == "rindex")
    return scanned_position(body, DType::i64);
  if (!is_operator(body.text.expr(id).kind)) body.text.fail(id, "expected a value");
  return operator_expression(body, id, depth).values[0];
}

ValueId value_as(BodyLowering& body, ExprId id, DType dtype) {
  return body.out.convert_to(value(body, id, dtype), dtype);
}

std::optional<DType> narrow_type(const BodyLowering& body, ExprId id, ValueId value) {
  if (value == kNone || body.out.at(value).opcode == Opcode::constant) return std::nullopt;
  const Named* named = find_name(body, id);
  return named ? named->narrow : DType::f32;
}

std::int64_t integer_argument(BodyLowering& body, ExprId id) {
  const Linear value = index_argument(body, id);
  if (!value.is_constant()) body.text.fail(id, "expected an integer");
  return value.offset;
}

Linear index_argument(BodyLowering& body, ExprId id, bool is_address) {
  if (const Named* named = find_name(body, id)) {
    if (named->index_line == kNone)
      body.text.fail(id, "expected an index, '" + std::string(named->name) + "' is a value");
    return body.lines.integer(named->index_line, *body.scope, is_address);
  }
  if (body.text.expr(id).kind == ExprKind::name)
    body.text.fail(id, "unknown name '" + std::string(body.text.expr(id).text) + "'");
  return body.lines.lower_integer(id, *body.scope);
}

ValueId scanned_position(BodyLowering& body, DType dtype) {
  const auto last = static_cast<std::int32_t>(body.out.program.ranges.size()) - 1;
  const bool is_single = last < body.out.program.parallel;
  return body.out.quantity(Quantity::of(is_single ? Linear(0) : body.out.algebra.variable(last)),
                           compute_type(dtype));
}

Named named_operand(BodyLowering& body, ExprId id) {
  if (const Named* named = find_name(body, id)) return *named;
  return Named::of(value(body, id, literal_type(body, id)));
}

}  // namespace ireplay
