#include <algorithm>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/lower/body/body_lowering.hpp"

/// Element-wise ops: operands brought to one type, and the conversions that the text names.
namespace ireplay {
namespace {

/// float8 is no type that Triton computes in float32 by itself: a conversion to it rounds.
bool is_float8(DType dtype) { return is_floating(dtype) && bytes_of(dtype) == 1; }

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

/// PyTorch's promotion among compute types.
DType promote(DType a, DType b) {
  if (a == b) return a;
  if (a == DType::boolean) return b;
  if (b == DType::boolean) return a;
  if (is_floating(a) || is_floating(b)) {
    if (is_floating(a) && is_floating(b)) return DType::f64;
    return is_floating(a) ? a : b;
  }
  const bool same_sign = info(a).kind == info(b).kind;
  const DType wider = bytes_of(a) >= bytes_of(b) ? a : b;
  if (same_sign) return wider;
  const DType is_signed = info(a).kind == DTypeClass::signed_int ? a : b;
  const std::size_t unsigned_bytes = bytes_of(is_signed == a ? b : a);
  if (bytes_of(is_signed) > unsigned_bytes) return is_signed;
  return unsigned_bytes == 1 ? DType::i16 : unsigned_bytes == 2 ? DType::i32 : DType::i64;
}

/// The type that an op computes in, given the promoted type of its operands: rows of floats take integers as
/// float32, rows of numbers take bools as int64.
DType BodyLowering::operation_type(ScalarOp op, DType type, std::string_view at) const {
  if (info(op).rule == TypeRule::real && !is_floating(type)) return DType::f32;
  for (DType candidate : {type, type == DType::boolean ? DType::i64 : type, DType::f32})
    if (scalar_function(op, candidate)) return candidate;
  fail_unsupported(
      at, "ops." + std::string(info(op).name) + " is not defined for " + std::string(info(type).torch_name));
}

Named BodyLowering::scalar_op(const Call& call, ScalarOp op) {
  const std::string_view function = call.statement.name;
  const auto arity = static_cast<std::size_t>(info(op).arity);
  if (info(op).rule == TypeRule::given) {
    const ExprId target = find_argument(call, 1, "dtype");
    const Named rounded = apply(op, call.positional.first(std::min(arity, call.positional.size())), function);
    const DType dtype = target == kNoExpr ? DType::i64 : dtype_argument(target);
    return Named::of(convert_to(rounded.values[0], compute_type(dtype)));
  }
  return apply(op, call.positional, function);
}

Named BodyLowering::apply(ScalarOp op, std::span<const ExprId> operands, std::string_view at) {
  const auto arity = static_cast<std::size_t>(info(op).arity);
  if (operands.size() != arity || arity > 3)
    fail(at, "expected " + std::to_string(arity) + " operands of " + std::string(info(op).name) + ", not " +
                 std::to_string(operands.size()));
  const bool selects = info(op).rule == TypeRule::select;
  std::array<ValueId, 4> values{kNone, kNone, kNone, kNone};
  std::optional<DType> common, literals;
  for (std::size_t k = 0; k < arity; ++k) {
    if (is_literal(operands[k])) {
      const DType type = literal_type(operands[k]);
      literals = literals ? promote(*literals, type) : type;
      continue;
    }
    values[k] = value(operands[k], DType::f32);
    if (selects && k == 0) continue;
    const DType type = type_of(values[k]);
    common = common ? promote(*common, type) : type;
  }
  DType type = common ? *common : literals.value_or(DType::f32);
  // a number takes the type of the others unless it is of a higher kind, as in Python
  const bool widens = literals && ((is_floating(*literals) && !is_floating(type)) ||
                                   (is_integer(*literals) && type == DType::boolean));
  if (widens) type = *literals;
  type = operation_type(op, type, at);
  for (std::size_t k = 0; k < arity; ++k) {
    const DType wanted = selects && k == 0 ? DType::boolean : type;
    values[k] =
        values[k] == kNone ? constant(literal(operands[k], wanted), wanted) : convert_to(values[k], wanted);
  }
  const DType narrow =
      common_narrow_type(operands.subspan(selects ? 1 : 0), std::span(values).subspan(selects ? 1 : 0));
  if (const ValueId known = folded(op, values); known != kNone) {
    Named result = Named::of(known);
    result.narrow = narrow;
    return result;
  }
  Named result = Named::of(scalar(op, result_type(op, type, type), values));
  if (narrow != DType::f32 && is_floating(type_of(result.values[0]))) {
    result.narrow = narrow;
    if (!keeps_precision(op)) note_rounding(result.values[0], narrow);
  }
  if (info(op).rule == TypeRule::mantissa_exponent) {
    result.results = 2;
    result.values[1] = scalar(op, DType::i32, values, 1);
  }
  return result;
}

/// The narrow type that all operands have; f32 where one is wide or all are constants.
DType BodyLowering::common_narrow_type(std::span<const ExprId> operands,
                                       std::span<const ValueId> values) const {
  std::optional<DType> common;
  for (std::size_t k = 0; k < operands.size(); ++k) {
    const std::optional<DType> own = narrow_type(operands[k], values[k]);
    if (!own) continue;
    common = common && *common != *own ? DType::f32 : *own;
  }
  return common.value_or(DType::f32);
}

std::optional<bool> BodyLowering::constant_truth(ValueId id) const {
  const Instruction& at = program_.instructions[static_cast<std::size_t>(id)];
  if (at.opcode != Opcode::constant || at.dtype != DType::boolean) return std::nullopt;
  return at.immediate.i != 0;
}

/// The index expression whose exact value an integer instruction has.
std::optional<Linear> BodyLowering::exact_index(ValueId id) const {
  const Instruction& at = program_.instructions[static_cast<std::size_t>(id)];
  const bool is_signed = info(at.dtype).kind == DTypeClass::signed_int;
  if (is_signed && at.opcode == Opcode::constant) return Linear(at.immediate.i);
  if (at.opcode != Opcode::index_expr || at.dtype != DType::i64) return std::nullopt;
  return algebra_.expand(at.index);
}

/// 1 or 0 where the variables' ranges decide a comparison of indices, as in the masks of padding; none
/// elsewhere.
std::optional<bool> BodyLowering::decided(ScalarOp op, ValueId a, ValueId b) const try {
  if (op == ScalarOp::gt || op == ScalarOp::ge)
    return decided(op == ScalarOp::gt ? ScalarOp::lt : ScalarOp::le, b, a);
  if (op != ScalarOp::lt && op != ScalarOp::le) return std::nullopt;
  std::optional<Linear> difference = exact_index(a);
  const std::optional<Linear> other = exact_index(b);
  if (!difference || !other) return std::nullopt;
  difference->add(*other, -1);
  const Bounds apart = algebra_.bounds(*difference);
  const std::int64_t most = op == ScalarOp::lt ? -1 : 0;  // of a - b where the comparison holds
  if (apart.hi <= most) return true;
  if (apart.lo > most) return false;
  return std::nullopt;
} catch (const IndexFault&) {
  return std::nullopt;
}

/// The value of an op that is known already; kNone if it must be computed.
ValueId BodyLowering::folded(ScalarOp op, const std::array<ValueId, 4>& operands) {
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

Named BodyLowering::constant_op(const Call& call) {
  const ExprId number = argument(call, 0);
  const DType dtype = dtype_argument(argument(call, 1, "dtype"));
  if (is_literal(number)) return Named::of(constant(literal(number, dtype), compute_type(dtype)));
  return Named::of(quantity_value(index_lowering_.lower(number), compute_type(dtype)));  // a symbol
}

Named BodyLowering::identity(const Call& call) { return named_operand(argument(call, 0)); }

Named BodyLowering::to_dtype(const Call& call) {
  const DType dtype = dtype_argument(argument(call, 1, "dtype"));
  const ExprId source_type = find_argument(call, 2, "src_dtype"),
               compute = find_argument(call, 3, "use_compute_types");
  const ExprId from = argument(call, 0);
  const ValueId operand = value(from, is_none(source_type) ? DType::f32 : dtype_argument(source_type));
  const bool emulates = compute != kNoExpr && !flag_argument(compute);
  const bool rounds = is_float8(dtype) || (emulates && compute_type(dtype) != dtype);
  Instruction result = make_instruction(Opcode::convert, dtype, operand);
  result.source = type_of(operand);
  result.flag = true;
  Named named = Named::of(rounds ? emit_pure(result) : convert_to(operand, compute_type(dtype)));
  named.narrow = narrow_or_wide(dtype);
  const bool is_one_already = narrow_type(from, operand).value_or(named.narrow) == named.narrow;
  if (!rounds && named.narrow != DType::f32 && !is_one_already) note_rounding(named.values[0], named.narrow);
  return named;
}

/// The type that `x = ops.to_dtype(y, type)` names, for such an x.
std::optional<DType> BodyLowering::converted_type(ExprId id) const {
  const Named* named = find_name(id);
  if (!named || !named->statement || !named->statement->calls_ops("to_dtype")) return std::nullopt;
  const Call made = split_arguments(*named->statement);
  return dtype_argument(argument(made, 1, "dtype"));
}

/// Releases up to 2.2 do not print the source's type: it is that of the buffer or the conversion that made
/// the value.
Named BodyLowering::to_dtype_bitcast(const Call& call) {
  const ValueId operand = value(argument(call, 0), DType::f32);
  const DType dtype = dtype_argument(argument(call, 1, "dtype"));
  const ExprId printed = find_argument(call, 2, "src_dtype");
  const Instruction& made = program_.instructions[static_cast<std::size_t>(operand)];
  DType source = made.dtype;
  if (!is_none(printed))
    source = dtype_argument(printed);
  else if (const std::optional<DType> named = converted_type(call.positional[0]))
    source = *named;
  else if (made.opcode == Opcode::load)
    source = program_.buffers[static_cast<std::size_t>(made.buffer)].dtype;
  if (bytes_of(source) != bytes_of(dtype))
    fail(call.statement.name, "expected types of the same size, not " + std::string(info(source).torch_name) +
                                  " and " + std::string(info(dtype).torch_name));
  Instruction result = make_instruction(Opcode::bitcast, dtype, convert_to(operand, compute_type(source)));
  result.source = source;
  return Named::of(emit_pure(result));
}

}  // namespace ireplay
