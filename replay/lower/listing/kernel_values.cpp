#include <algorithm>
#include <bit>
#include <cmath>

#include "kernels/scalar/scalar_ops.hpp"
#include "replay/lower/body/instruction_writer.hpp"
#include "replay/lower/body/scope.hpp"
#include "replay/lower/listing/kernel_lowering.hpp"

/// Values of a listing as instructions, with Triton's rules for types: a Python number takes the type of the
/// other operand, and what is computed in a type of 16 bits is rounded to it.
namespace ireplay {
namespace {

/// Functions of Triton and its libraries that the dump's ops call otherwise.
struct SpellingRow {
  std::string_view name, op;
};
constexpr SpellingRow kSpellings[] = {
    {"fabs", "abs"},
    {"sqrt_rn", "sqrt"},
    {"rint", "round"},
    {"nearbyint", "round"},
    {"div_floor_integer", "floordiv"},
    {"pow_integer", "pow"},
    {"remainder_integer", "remainder"},
    {"cyl_bessel_i0", "i0"},
    {"cyl_bessel_i1", "i1"},
    {"j0", "bessel_j0"},
    {"j1", "bessel_j1"},
    {"y0", "bessel_y0"},
    {"y1", "bessel_y1"},
    {"normcdf", "ndtr"},
    {"normcdfinv", "ndtri"},
};

bool is_narrow(DType dtype) { return is_floating(dtype) && bytes_of(dtype) < 4; }

}  // namespace

ValueId KernelLowering::constant(Scalar immediate, DType dtype) {
  const auto [known, added] = constants_.try_emplace({dtype, immediate.i}, kNone);
  if (!added) return known->second;
  Instruction made = make_instruction(Opcode::constant, dtype);
  made.immediate = immediate;
  return known->second = emit(made);
}

ValueId KernelLowering::convert_to(ValueId id, DType dtype) {
  const DType from = type_of(id);
  if (from == dtype) return id;
  const Instruction& source = program_.instructions[static_cast<std::size_t>(id)];
  if (source.opcode == Opcode::constant)
    return constant(convert(source.immediate, from, dtype, false), dtype);
  Instruction made = make_instruction(Opcode::convert, dtype, id);
  made.source = from;
  return emit(made);
}

ValueId KernelLowering::id_of(const KernelValue& value, DType dtype, ExprId at) {
  const DType type = compute_type(dtype);
  switch (value.kind) {
    case Kind::value:
      return convert_to(value.value, type);
    case Kind::truth:
      return constant(convert({.i = value.truth ? 1 : 0}, DType::boolean, type, false), type);
    case Kind::real: {
      const bool typed = !value.weak && is_floating(value.dtype);
      const double held = typed ? round_to(value.dtype, value.real) : value.real;
      return constant(convert({.f = held}, DType::f64, type, false), type);
    }
    case Kind::index: {
      if (value.index.is_constant())
        return constant(convert({.i = value.index.offset}, DType::i64, type, false), type);
      const DType integer = value.dtype == DType::i64 ? DType::i64 : DType::i32;
      const IndexId index = algebra_->intern(value.index);
      const auto [known, added] = index_values_.try_emplace({integer, index}, kNone);
      if (added) {
        Instruction made = make_instruction(Opcode::index_expr, integer);
        made.index = index;
        known->second = emit(made);
      }
      return convert_to(known->second, type);
    }
    case Kind::carried:
    case Kind::update:
    case Kind::compared:
      fail(at, "what '" + std::string(value.text) +
                   "' holds within the loop is used in a way that is not understood");
    case Kind::block_elements:
    case Kind::start:
    case Kind::block:
      fail(at, "this depends on the size of the launch's blocks");
    case Kind::unknown:
      fail(at, "what this is at one point of the loops is not known");
    default:
      fail(at, "expected a value");
  }
}

/// A value of `dtype`: narrow floats are rounded.
KernelValue KernelLowering::rounded(ValueId value, DType dtype) {
  if (!is_narrow(dtype)) return KernelValue::of_value(convert_to(value, dtype), dtype);
  Instruction made = make_instruction(Opcode::convert, dtype, value);
  made.source = type_of(value);
  made.flag = true;
  return KernelValue::of_value(emit(made), dtype);
}

/// What a run op by op rounds to a narrow type, and the kernel does not.
void KernelLowering::note_rounding(ValueId value, DType narrow) {
  const Instruction& made = program_.instructions[static_cast<std::size_t>(value)];
  if (made.opcode == Opcode::load || made.opcode == Opcode::constant) return;
  std::vector<DType>& noted = program_.rounded_op_by_op;
  if (noted.size() <= static_cast<std::size_t>(value)) noted.resize(program_.instructions.size(), DType::f32);
  if (noted[static_cast<std::size_t>(value)] != DType::bf16) noted[static_cast<std::size_t>(value)] = narrow;
}

/// `.to(dtype)`.
KernelValue KernelLowering::converted(const KernelValue& value, DType dtype, ExprId at) {
  if (value.is(Kind::unknown) || value.is(Kind::block)) return KernelValue::of_kind(Kind::unknown);
  if (value.is(Kind::update) || value.is(Kind::carried)) {
    KernelValue same = value;  // a reduction's result is converted where it is read
    return same;
  }
  const bool wide = dtype == DType::i64 || dtype == DType::i32;
  if (value.is(Kind::index) && wide) return KernelValue::of_index(value.index, dtype);
  if (value.is(Kind::real) && is_floating(dtype))
    return KernelValue::of_real(round_to(dtype, value.real), dtype, false);
  if (value.is(Kind::truth) && dtype == DType::boolean) return value;
  if (value.is(Kind::value) && value.dtype == dtype) return value;
  const bool whole = value.is(Kind::index) || value.is(Kind::truth);
  const DType own = value.is(Kind::value) ? compute_type(value.dtype) : whole ? DType::i64 : DType::f64;
  const ValueId id = id_of(value, own, at);
  const bool holds = value.is(Kind::value) && is_narrow(value.dtype) && dtype == DType::f32;
  if (holds) return KernelValue::of_value(id, dtype);
  return rounded(id, dtype);
}

/// Triton's type of an operation on two operands (triton.language.semantic).
DType KernelLowering::common_type(const KernelValue& a, const KernelValue& b) {
  if (a.weak != b.weak) {
    const KernelValue &number = a.weak ? a : b, &other = a.weak ? b : a;
    if (is_floating(number.dtype) && !is_floating(other.dtype)) return DType::f32;
    if (other.dtype == DType::boolean) return number.dtype;
    return other.dtype;
  }
  const DType x = a.dtype, y = b.dtype;
  if (x == y) return x;
  if (is_floating(x) != is_floating(y)) return is_floating(x) ? x : y;
  if (is_floating(x)) {
    if (x == DType::f64 || y == DType::f64) return DType::f64;
    return bytes_of(x) < 4 && bytes_of(y) < 4 && bytes_of(x) != bytes_of(y)
               ? (bytes_of(x) > bytes_of(y) ? x : y)
               : DType::f32;
  }
  if (x == DType::boolean || y == DType::boolean) return x == DType::boolean ? y : x;
  if (bytes_of(x) != bytes_of(y)) return bytes_of(x) > bytes_of(y) ? x : y;
  return info(x).kind == DTypeClass::unsigned_int ? x : y;
}

KernelValue KernelLowering::apply(ScalarOp op, std::span<const KernelValue> operands, ExprId at,
                                  bool divides) {
  const bool selects = ireplay::info(op).rule == TypeRule::select;
  for (const KernelValue& operand : operands)
    if (operand.is(Kind::unknown)) return operand;
  KernelValue common = operands[selects ? 1 : 0];
  for (std::size_t k = selects ? 2 : 1; k < operands.size(); ++k) {
    const DType type = common_type(common, operands[k]);
    common.weak = common.weak && operands[k].weak;
    common.dtype = type;
  }
  DType type = common.dtype;
  if (divides && (!is_floating(type) || is_narrow(type))) type = DType::f32;
  DType compute = compute_type(type);
  const auto row = ireplay::info(op);
  if (row.rule == TypeRule::real && !is_floating(compute)) compute = DType::f32;
  if (!scalar_function(op, compute)) compute = compute == DType::boolean ? DType::i32 : DType::f32;
  if (!scalar_function(op, compute))
    fail(at, "the op '" + std::string(row.name) + "' is not defined for these types");
  if (static_cast<std::size_t>(row.arity) != operands.size())
    fail(at, "expected " + std::to_string(row.arity) + " operands of " + std::string(row.name));
  Instruction made = make_instruction(Opcode::scalar, result_type(op, compute, compute));
  made.op = op;
  for (std::size_t k = 0; k < operands.size(); ++k)
    made.operands[k] = id_of(operands[k], selects && k == 0 ? DType::boolean : compute, at);
  const ValueId value = emit(made);
  if (is_narrow(type) && made.dtype == DType::f32) return rounded(value, type);
  KernelValue result = KernelValue::of_value(value, made.dtype);
  if (made.dtype != DType::f32) return result;
  std::optional<DType> narrow;  // of all operands but numbers
  for (const KernelValue& operand : operands.subspan(selects ? 1 : 0)) {
    if (!operand.is(Kind::value) ||
        program_.instructions[static_cast<std::size_t>(operand.value)].opcode == Opcode::constant)
      continue;
    narrow = narrow && *narrow != operand.narrow ? DType::f32 : operand.narrow;
  }
  result.narrow = narrow.value_or(DType::f32);
  if (result.narrow != DType::f32 && !keeps_precision(op)) note_rounding(value, result.narrow);
  return result;
}

KernelValue KernelLowering::apply(std::string_view name, std::span<const KernelValue> operands, ExprId at) {
  for (const SpellingRow& row : kSpellings)
    if (row.name == name) name = row.op;
  const auto op = find_scalar_op(name);
  if (!op) fail(at, "the function '" + std::string(expr(children(at)[0]).text) + "' is not supported");
  return apply(*op, operands, at);
}

/// `tl.where`.
KernelValue KernelLowering::select(const KernelValue& condition, const KernelValue& yes,
                                   const KernelValue& no, ExprId at) {
  if (condition.is(Kind::truth)) return condition.truth ? yes : no;
  if (condition.is(Kind::compared)) {
    if (yes.is(Kind::index) && no.is(Kind::carried)) {  // up to 2.0: where the extremum stands
      KernelValue made = KernelValue::of_kind(Kind::update);
      made.reduce = condition.reduce == ReduceKind::max ? ReduceKind::argmax : ReduceKind::argmin;
      made.dtype = DType::i64;
      made.source = condition.source;
      made.operands = {condition.operands[0], id_of(yes, DType::i64, at), kNone};
      made.text = no.text;
      return made;
    }
    if (no.is(Kind::carried) && no.text == condition.text) {
      KernelValue made = condition;
      made.kind = Kind::update;
      made.dtype = no.dtype;
      return made;
    }
    return KernelValue::of_kind(Kind::unknown);
  }
  const bool picks_one = condition.is(Kind::unknown) && yes.is(Kind::update) &&
                         (yes.reduce == ReduceKind::argmax || yes.reduce == ReduceKind::argmin);
  if (picks_one) return yes;
  for (const KernelValue* operand : {&condition, &yes, &no})
    if (operand->is(Kind::unknown) || operand->is(Kind::carried) || operand->is(Kind::update))
      return KernelValue::of_kind(Kind::unknown);
  const KernelValue operands[] = {condition, yes, no};
  return apply(ScalarOp::where, operands, at);
}

}  // namespace ireplay
