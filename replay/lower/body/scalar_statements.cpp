#include <algorithm>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/lower/body/statements.hpp"
#include "replay/plan/promotion.hpp"

/// Element-wise ops: operands brought to one type, and the conversions that the text names.
namespace ireplay {
namespace {

/// float8 is no type that Triton computes in float32 by itself: a conversion to it rounds.
bool is_float8(DType dtype) { return is_floating(dtype) && bytes_of(dtype) == 1; }

/// The type that an op computes in, given the promoted type of its operands: rows of floats take integers as
/// float32, rows of numbers take bools as int64.
DType operation_type(const BodyLowering& body, ScalarOp op, DType type, std::string_view at) {
  if (info(op).rule == TypeRule::real && !is_floating(type)) return DType::f32;
  for (DType candidate : {type, type == DType::boolean ? DType::i64 : type, DType::f32})
    if (scalar_function(op, candidate)) return candidate;
  body.text.fail_unsupported(
      at, "ops." + std::string(info(op).name) + " is not defined for " + std::string(info(type).torch_name));
}

/// The narrow type that all operands have; f32 where one is wide or all are constants.
DType common_narrow_type(const BodyLowering& body, std::span<const ExprId> operands,
                         std::span<const ValueId> values) {
  std::optional<DType> common;
  for (std::size_t k = 0; k < operands.size(); ++k) {
    const std::optional<DType> own = narrow_type(body, operands[k], values[k]);
    if (!own) continue;
    common = common && *common != *own ? DType::f32 : *own;
  }
  return common.value_or(DType::f32);
}

/// The type that `x = ops.to_dtype(y, type)` names, for such an x.
std::optional<DType> converted_type(const BodyLowering& body, ExprId id) {
  const Named* named = find_name(body, id);
  if (!named || !named->statement || !named->statement->calls_ops("to_dtype")) return std::nullopt;
  const Call made = body.text.split_arguments(*named->statement);
  return body.text.dtype_argument(body.text.argument(made, 1, "dtype"));
}

}  // namespace

/// Ops whose result every narrow type can hold that holds the operands.
bool keeps_precision(ScalarOp op) {
  switch (op) {
    case ScalarOp::identity:
    case ScalarOp::abs:
    case ScalarOp::neg:
    case ScalarOp::sign:
    case ScalarOp::relu:
    case ScalarOp::where:
    case ScalarOp::copysign:
    case ScalarOp::minimum:
    case ScalarOp::maximum:
    case ScalarOp::fmaximum:
    case ScalarOp::floor:
    case ScalarOp::ceil:
    case ScalarOp::trunc:
    case ScalarOp::round:
      return true;
    default:
      return false;
  }
}

Named scalar_op(BodyLowering& body, const Call& call, ScalarOp op) {
  const std::string_view function = call.statement.name;
  const auto arity = static_cast<std::size_t>(info(op).arity);
  if (info(op).rule == TypeRule::given) {
    const ExprId target = body.text.find_argument(call, 1, "dtype");
    const Named rounded =
        apply(body, op, call.positional.first(std::min(arity, call.positional.size())), function);
    const DType dtype = target == kNoExpr ? DType::i64 : body.text.dtype_argument(target);
    return Named::of(body.out.convert_to(rounded.values[0], compute_type(dtype)));
  }
  return apply(body, op, call.positional, function);
}

Named apply(BodyLowering& body, ScalarOp op, std::span<const ExprId> operands, std::string_view at,
            int depth) {
  const auto arity = static_cast<std::size_t>(info(op).arity);
  if (operands.size() != arity || arity > 3)
    body.text.fail(at, "expected " + std::to_string(arity) + " operands of " + std::string(info(op).name) +
                           ", not " + std::to_string(operands.size()));
  const bool selects = info(op).rule == TypeRule::select;
  std::array<ValueId, 4> values{kNone, kNone, kNone, kNone};
  std::optional<DType> common, literals;
  for (std::size_t k = 0; k < arity; ++k) {
    if (is_literal(body, operands[k])) {
      const DType type = literal_type(body, operands[k]);
      literals = literals ? promote(*literals, type) : type;
      continue;
    }
    values[k] = value(body, operands[k], DType::f32, depth);
    if (selects && k == 0) continue;
    const DType type = body.out.type_of(values[k]);
    common = common ? promote(*common, type) : type;
  }
  DType type = common ? *common : literals.value_or(DType::f32);
  // a number takes the type of the others unless it is of a higher kind, as in Python
  const bool widens = literals && ((is_floating(*literals) && !is_floating(type)) ||
                                   (is_integer(*literals) && type == DType::boolean));
  if (widens) type = *literals;
  type = operation_type(body, op, type, at);
  for (std::size_t k = 0; k < arity; ++k) {
    const DType wanted = selects && k == 0 ? DType::boolean : type;
    values[k] = values[k] == kNone ? body.out.constant(literal(body, operands[k], wanted), wanted)
                                   : body.out.convert_to(values[k], wanted);
  }
  const DType narrow =
      common_narrow_type(body, operands.subspan(selects ? 1 : 0), std::span(values).subspan(selects ? 1 : 0));
  if (const ValueId known = body.out.folded(op, values); known != kNone) {
    Named result = Named::of(known);
    result.narrow = narrow;
    return result;
  }
  Named result = Named::of(body.out.scalar(op, result_type(op, type, type), values));
  if (narrow != DType::f32 && is_floating(body.out.type_of(result.values[0]))) {
    result.narrow = narrow;
    if (!keeps_precision(op)) body.out.note_rounding(result.values[0], narrow);
  }
  if (info(op).rule == TypeRule::mantissa_exponent) {
    result.results = 2;
    result.values[1] = body.out.scalar(op, DType::i32, values, 1);
  }
  return result;
}

Named constant_op(BodyLowering& body, const Call& call) {
  const ExprId number = body.text.argument(call, 0);
  const DType dtype = body.text.dtype_argument(body.text.argument(call, 1, "dtype"));
  if (is_literal(body, number))
    return Named::of(body.out.constant(literal(body, number, dtype), compute_type(dtype)));
  return Named::of(
      body.out.quantity(body.lines.lower(number, *body.scope), compute_type(dtype)));  // a symbol
}

Named identity(BodyLowering& body, const Call& call) {
  return named_operand(body, body.text.argument(call, 0));
}

Named to_dtype(BodyLowering& body, const Call& call) {
  const DType dtype = body.text.dtype_argument(body.text.argument(call, 1, "dtype"));
  const ExprId source_type = body.text.find_argument(call, 2, "src_dtype"),
               compute = body.text.find_argument(call, 3, "use_compute_types");
  const ExprId from = body.text.argument(call, 0);
  const ValueId operand =
      value(body, from, body.text.is_none(source_type) ? DType::f32 : body.text.dtype_argument(source_type));
  const bool emulates = compute != kNoExpr && !body.text.flag_argument(compute);
  const bool rounds = is_float8(dtype) || (emulates && compute_type(dtype) != dtype);
  Instruction result = make_instruction(Opcode::convert, dtype, operand);
  result.source = body.out.type_of(operand);
  result.flag = true;
  Named named =
      Named::of(rounds ? body.out.emit_pure(result) : body.out.convert_to(operand, compute_type(dtype)));
  named.narrow = narrow_or_wide(dtype);
  const bool is_one_already = narrow_type(body, from, operand).value_or(named.narrow) == named.narrow;
  if (!rounds && named.narrow != DType::f32 && !is_one_already)
    body.out.note_rounding(named.values[0], named.narrow);
  return named;
}

/// Releases up to 2.2 do not print the source's type: it is that of the buffer or the conversion that made
/// the value.
Named to_dtype_bitcast(BodyLowering& body, const Call& call) {
  const ValueId operand = value(body, body.text.argument(call, 0), DType::f32);
  const DType dtype = body.text.dtype_argument(body.text.argument(call, 1, "dtype"));
  const ExprId printed = body.text.find_argument(call, 2, "src_dtype");
  const Instruction& made = body.out.at(operand);
  DType source = made.dtype;
  if (!body.text.is_none(printed))
    source = body.text.dtype_argument(printed);
  else if (const std::optional<DType> named = converted_type(body, call.positional[0]))
    source = *named;
  else if (made.opcode == Opcode::load)
    source = body.out.buffer(made.buffer).dtype;
  if (bytes_of(source) != bytes_of(dtype))
    body.text.fail(call.statement.name, "expected types of the same size, not " +
                                            std::string(info(source).torch_name) + " and " +
                                            std::string(info(dtype).torch_name));
  Instruction result =
      make_instruction(Opcode::bitcast, dtype, body.out.convert_to(operand, compute_type(source)));
  result.source = source;
  return Named::of(body.out.emit_pure(result));
}

}  // namespace ireplay
