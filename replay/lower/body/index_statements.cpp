#include <cmath>

#include "replay/lower/body/statements.hpp"

/// Index lines, the symbols in them, and what they are used for beside addresses.
namespace ireplay {

Named get_index(BodyLowering& body, const Call& call) {
  const ExprId id = body.text.argument(call, 0);
  const std::string_view name = body.text.string_argument(id);
  const std::int32_t line = body.lines.find(name);
  if (line == kNone) body.text.fail(id, "the loop body has no line '" + std::string(name) + " = '");
  return Named::of_line(line);
}

Named set_indirect(BodyLowering& body, const Call& call) {
  const std::string_view function = call.statement.name;
  const std::int32_t number = number_after(function, "set_indirect");
  if (number == kNone) body.text.fail(function, "expected a number after set_indirect");
  if (!body.indirect_sizes) body.indirect_sizes = std::make_unique<IndirectSizes>(body.text.context);
  Instruction result =
      make_instruction(Opcode::indirect, DType::i64, value_as(body, body.text.argument(call, 0), DType::i64));
  result.immediate.i = body.indirect_sizes->find(number);
  result.flag = result.immediate.i != kNone;
  result.mask = body.scope->mask;
  body.lines.set_indirect(number, body.out.emit(result));
  return {};
}

namespace {

/// A float64 value of an expression that integer arithmetic cannot hold.
ValueId real_value(BodyLowering& body, ExprId id, int depth) {
  constexpr int kMostNested = 100;
  if (depth > kMostNested) body.text.fail(id, "the expression is nested too deeply");
  const Quantity quantity = body.lines.lower(id, *body.scope);
  if (quantity.kind != Quantity::Kind::opaque) return body.out.quantity(quantity, DType::f64);
  const std::span<const ExprId> children = body.text.dump.exprs.children_of(id);
  const auto operand = [&](std::size_t k) { return real_value(body, children[k], depth + 1); };
  const auto unary = [&](std::string_view op, std::size_t k) {
    return body.out.scalar(op, DType::f64, operand(k));
  };
  const auto binary = [&](std::string_view op, std::size_t k) {
    const ValueId first = operand(k);
    return body.out.scalar(op, DType::f64, first, operand(k + 1));
  };
  switch (body.text.expr(id).kind) {
    case ExprKind::add:
      return binary("add", 0);
    case ExprKind::sub:
      return binary("sub", 0);
    case ExprKind::mul:
      return binary("mul", 0);
    case ExprKind::truediv:
      return binary("truediv", 0);
    case ExprKind::pow:
      return binary("pow", 0);
    case ExprKind::neg:
      return unary("neg", 0);
    case ExprKind::call:
      break;
    default:
      body.text.fail(id, "expected an index expression");
  }
  std::string_view function = body.text.expr(children[0]).text;
  for (std::string_view prefix : {"OpaqueUnaryFn_", "math."})
    if (function.starts_with(prefix)) function.remove_prefix(prefix.size());
  if (function.ends_with("TrueDiv")) return binary("truediv", 1);
  if (function == "FloatPow" || function == "PowByNatural") return binary("pow", 1);
  if (function == "ToFloat" || function == "Identity") return operand(1);
  if (function.starts_with("Trunc")) return unary("trunc", 1);
  if (function.starts_with("Round")) return unary("round", 1);
  if (function.starts_with("Ceil") || function == "ceiling") return unary("ceil", 1);
  if (function.starts_with("Floor") || function == "floor") return unary("floor", 1);
  if (function == "Abs") return unary("abs", 1);
  if (function == "Min" && children.size() == 3) return binary("minimum", 1);
  if (function == "Max" && children.size() == 3) return binary("maximum", 1);
  if (children.size() == 2 && find_scalar_op(function)) return unary(function, 1);
  body.text.fail_unsupported(body.text.expr(id).text,
                             "the function " + std::string(function) + " in an index is not supported");
}

/// An integer is made of an expression that is none: which way it was rounded in PyTorch's kernel is the
/// kernel's own choice.
void warn_of_fraction(const BodyText& text, ExprId id, const Quantity& quantity, DType dtype) {
  if (text.context.warnings == nullptr || is_floating(dtype) || quantity.is_integer()) return;
  if (quantity.is_constant() && quantity.constant() == std::floor(quantity.constant())) return;
  const Position place = text.dump.source->position(text.expr(id).text.data());
  text.context.warnings->push_back(
      text.dump.source->name() + ":" + std::to_string(place.line) +
      ": a fractional index expression is converted to an integer; it is cut towards zero");
}

}  // namespace

Named index_expr(BodyLowering& body, const Call& call) {
  const ExprId id = body.text.argument(call, 0);
  const DType dtype = compute_type(body.text.dtype_argument(body.text.argument(call, 1, "dtype")));
  const Named* named = find_name(body, id);
  if (named && named->index_line == kNone) return Named::of(value_as(body, id, dtype));
  if (!named && body.text.expr(id).kind == ExprKind::name)
    body.text.fail(id, "unknown name '" + std::string(body.text.expr(id).text) + "'");
  const ExprId printed = named ? body.lines.text_of(named->index_line) : id;
  const Quantity quantity =
      named ? body.lines.quantity(named->index_line, *body.scope) : body.lines.lower(id, *body.scope);
  warn_of_fraction(body.text, printed, quantity, dtype);
  if (quantity.kind == Quantity::Kind::opaque)
    return Named::of(body.out.convert_to(real_value(body, printed, 0), dtype));
  return Named::of(body.out.quantity(quantity, dtype));
}

Named check_bounds(BodyLowering& body, const Call& call) {
  const Linear index = index_argument(body, body.text.argument(call, 0));
  const std::int64_t size = integer_argument(body, body.text.argument(call, 1));
  Instruction result = make_instruction(Opcode::check_bounds, DType::i64);
  const Bounds bounds = body.out.algebra.bounds(index);
  result.flag = body.text.flag_argument(body.text.argument(call, 2, "lower")) && bounds.lo < 0;
  result.flag2 = body.text.flag_argument(body.text.argument(call, 3, "upper")) && bounds.hi >= size;
  if (!result.flag && !result.flag2) return {};
  result.immediate.i = size;
  result.index = body.out.algebra.intern(index);
  result.mask = body.scope->mask;
  body.out.emit(result);
  return {};
}

}  // namespace ireplay
