#include <algorithm>
#include <cstdint>
#include <limits>

#include "replay/lower/ptx/ptx_lowering.hpp"

/// PTX instructions that move, convert, compare and choose.
namespace ireplay {

void PtxLowering::move(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || call.operands.size() != 2) refuse(call);
  finish(call);
  write(call, call.operands[0], bits_of(call.operands[1], type->bits() * type->components));
}

// ---- comparisons
// --------------------------------------------------------------------------------------------------

namespace {

struct ComparisonRow {
  std::string_view name;
  ScalarOp op;
  bool unordered;    // true where an operand is NaN
  bool is_unsigned;  // the operands are taken so
};

constexpr ComparisonRow kComparisons[] = {
    {"eq", ScalarOp::eq, false, false},  {"ne", ScalarOp::ne, false, false},
    {"lt", ScalarOp::lt, false, false},  {"le", ScalarOp::le, false, false},
    {"gt", ScalarOp::gt, false, false},  {"ge", ScalarOp::ge, false, false},
    {"lo", ScalarOp::lt, false, true},   {"ls", ScalarOp::le, false, true},
    {"hi", ScalarOp::gt, false, true},   {"hs", ScalarOp::ge, false, true},
    {"equ", ScalarOp::eq, true, false},  {"neu", ScalarOp::ne, true, false},
    {"ltu", ScalarOp::lt, true, false},  {"leu", ScalarOp::le, true, false},
    {"gtu", ScalarOp::gt, true, false},  {"geu", ScalarOp::ge, true, false},
    {"num", ScalarOp::eq, false, false}, {"nan", ScalarOp::ne, true, false},
};

}  // namespace

ValueId PtxLowering::comparison(Call& call, std::string_view name, PtxType type) {
  const auto* row = std::ranges::find(kComparisons, name, &ComparisonRow::name);
  if (row == std::end(kComparisons) || type.components > 1) refuse(call);
  if (row->is_unsigned) type.element = register_type(type.bits());
  const ValueId a = operand_as(call, 1, type), b = operand_as(call, 2, type);
  const bool tests_order = name == "num" || name == "nan";
  if (!type.is_float()) {
    if (tests_order || row->unordered) refuse(call);
    return compare(row->op, a, b);
  }
  const ValueId unordered =
      apply(ScalarOp::bitwise_or, compare(ScalarOp::isnan, a), compare(ScalarOp::isnan, b));
  if (tests_order) return name == "nan" ? unordered : compare(ScalarOp::logical_not, unordered);
  const ValueId holds = compare(row->op, a, b);
  if (row->unordered) return either(holds, unordered);
  return row->op == ScalarOp::ne ? both(holds, compare(ScalarOp::logical_not, unordered)) : holds;
}

ValueId PtxLowering::combined(Call& call, ValueId value, std::string_view combine) {
  if (combine.empty()) return value;
  if (call.operands.size() != 4) refuse(call);
  const ValueId other = predicate(call.operands[3]);
  const ScalarOp op = combine == "and"  ? ScalarOp::bitwise_and
                      : combine == "or" ? ScalarOp::bitwise_or
                                        : ScalarOp::bitwise_xor;
  return apply(op, value, other);
}

/// `setp.lt.and.f32 p|q, a, b, c`: q is what p is without the comparison's turning out.
void PtxLowering::set_predicate(Call& call) {
  const bool has_pair = call.operands[1].paired;
  const PtxOperand& first = call.operands[0];
  const PtxOperand* const second = has_pair ? &call.operands[1] : nullptr;
  std::vector<PtxOperand> operands(call.operands.begin(), call.operands.end());
  if (has_pair) operands.erase(operands.begin() + 1);
  call.operands = operands;
  call.flush = call.opcode.take("ftz");
  const std::string_view name = call.opcode.take_next();
  std::string_view combine;
  for (std::string_view each : {"and", "or", "xor"})
    if (call.opcode.take(each)) combine = each;
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || operands.size() != (combine.empty() ? 3U : 4U)) refuse(call);
  finish(call);
  const ValueId holds = comparison(call, name, *type);
  const ValueId opposite = compare(ScalarOp::logical_not, holds);
  const ValueId value = combined(call, holds, combine);
  const ValueId other = second != nullptr ? combined(call, opposite, combine) : kNone;
  write(call, first, value);
  if (second != nullptr) write(call, *second, other);
}

/// `set.lt.u32.f32 d, a, b`: all ones or 1.0 where it holds.
void PtxLowering::set_value(Call& call) {
  call.flush = call.opcode.take("ftz");
  const std::string_view name = call.opcode.take_next();
  const std::optional<PtxType> to = call.opcode.take_type(), from = call.opcode.take_type();
  if (!to || !from || call.operands.size() != 3 || to->components > 1) refuse(call);
  finish(call);
  const ValueId holds = comparison(call, name, *from);
  if (to->is_float())
    return write(call, call.operands[0],
                 to_bits(select(holds, real(1, to->element), real(0, to->element)), to->element));
  const DType type = register_type(to->bits());
  write(call, call.operands[0], select(holds, number(~std::uint64_t{0}, type), number(0, type)));
}

void PtxLowering::select_value(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || call.operands.size() != 4) refuse(call);
  finish(call);
  const int bits = type->bits() * type->components;
  const ValueId condition = predicate(call.operands[3]);
  write(call, call.operands[0],
        select(condition, bits_of(call.operands[1], bits), bits_of(call.operands[2], bits)));
}

/// testp.
void PtxLowering::test(Call& call) {
  const std::string_view what = call.opcode.take_next();
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || !type->is_float() || type->bits() < 32 || call.operands.size() != 2) refuse(call);
  finish(call);
  const ValueId a = operand_as(call, 1, *type), size = apply(ScalarOp::abs, a);
  const auto below = [&](double bound) { return compare(ScalarOp::lt, size, real(bound, type->element)); };
  const auto no = [&](ValueId condition) { return compare(ScalarOp::logical_not, condition); };
  const double least = type->element == DType::f64 ? std::numeric_limits<double>::min() : 0x1p-126;
  const double infinity = std::numeric_limits<double>::infinity();
  ValueId result = kNone;
  if (what == "finite") result = below(infinity);
  if (what == "infinite") result = compare(ScalarOp::isinf, a);
  if (what == "number") result = no(compare(ScalarOp::isnan, a));
  if (what == "notanumber") result = compare(ScalarOp::isnan, a);
  if (what == "normal") result = both(below(infinity), no(below(least)));
  if (what == "subnormal") result = below(least);
  if (result == kNone) refuse(call);
  write(call, call.operands[0], result);
}

// ---- conversions
// --------------------------------------------------------------------------------------------------

struct PtxLowering::Rounding {
  enum class Mode : std::uint8_t { none, nearest, to_zero, down, up };
  Mode mode = Mode::none;
  bool to_whole = false;  // .rni: to an integer in a floating type
  bool saturate = false, finite = false, relu = false;
};

/// cvt. `cvt.rn.f16x2.f32 d, a, b` puts a above b.
void PtxLowering::convert(Call& call) {
  using Mode = Rounding::Mode;
  struct ModeRow {
    std::string_view name;
    Mode mode;
    bool to_whole;
  };
  static constexpr ModeRow kModes[] = {
      {"rn", Mode::nearest, false}, {"rz", Mode::to_zero, false}, {"rm", Mode::down, false},
      {"rp", Mode::up, false},      {"rni", Mode::nearest, true}, {"rzi", Mode::to_zero, true},
      {"rmi", Mode::down, true},    {"rpi", Mode::up, true},
  };
  Rounding rounding;
  for (const ModeRow& row : kModes)
    if (call.opcode.take(row.name)) rounding.mode = row.mode, rounding.to_whole = row.to_whole;
  call.flush = call.opcode.take("ftz");
  rounding.saturate = call.opcode.take("sat");
  rounding.finite = call.opcode.take("satfinite");
  rounding.relu = call.opcode.take("relu");
  const std::optional<PtxType> to = call.opcode.take_type(), from = call.opcode.take_type();
  if (!to || !from || to->element == DType::boolean || from->element == DType::boolean) refuse(call);
  finish(call);
  const bool joins = to->components == 2 && from->components == 1;
  if ((to->components == 1 && from->components == 2) || call.operands.size() != (joins ? 3U : 2U))
    refuse(call);
  ValueId whole = kNone;
  for (int component = 0; component < to->components; ++component) {
    call.component = component;
    const std::size_t source = joins ? static_cast<std::size_t>(2 - component) : 1;
    const ValueId value = converted(call, operand_as(call, source, *from, true), *from, *to, rounding);
    const ValueId bits = to_bits(value, to->element);
    if (to->components == 1) {
      whole = bits;
      break;
    }
    const ValueId wide = left(writer_.convert(bits, register_type(2 * to->bits())), component * to->bits());
    whole = component == 0 ? wide : either(whole, wide);
  }
  // a register may be wider than the type: integers are extended by their sign
  const AsmRegister* const target = find_register(call.operands[0]);
  if (to->components == 1 && target != nullptr && target->bits > to->bits() && to->is_signed()) {
    const DType wide = target->bits == 64 ? DType::i64 : target->bits == 32 ? DType::i32 : DType::i16;
    whole = to_bits(writer_.convert(from_bits(whole, to->element), wide), wide);
  }
  write(call, call.operands[0], whole);
}

ValueId PtxLowering::converted(Call& call, ValueId value, PtxType from, PtxType to,
                               const Rounding& rounding) {
  using Mode = Rounding::Mode;
  if (!to.is_float()) {
    if (rounding.finite || rounding.relu) refuse(call);
    if (!from.is_float()) return to_narrower_integer(value, from.element, to.element, rounding.saturate);
    if (!rounding.to_whole) refuse(call);
    return to_integer(value, to.element, rounding);
  }
  if (from.is_float()) return to_float(call, value, from.element, to.element, rounding);
  if (rounding.mode != Mode::nearest || rounding.to_whole || bytes_of(to.element) == 1) refuse(call);
  ValueId number = writer_.convert(value, compute_type(to.element));
  if (compute_type(to.element) != to.element) number = writer_.rounded(number, to.element);
  return number;
}

ValueId PtxLowering::to_narrower_integer(ValueId value, DType from, DType to, bool saturate) {
  if (!saturate) return writer_.convert(value, to);
  const bool is_signed = info(to).kind == DTypeClass::signed_int;
  const int bits = static_cast<int>(bytes_of(to)) * 8;
  const std::uint64_t top = std::uint64_t{1} << (bits - 1);
  const bool from_signed = info(from).kind == DTypeClass::signed_int;
  if (!from_signed) {  // there is nothing below 0
    const std::uint64_t most = is_signed ? top - 1 : top | (top - 1);
    if (bytes_of(from) < bytes_of(to) || (from == to)) return writer_.convert(value, to);
    return writer_.convert(apply(ScalarOp::minimum, value, number(most, from)), to);
  }
  ValueId held = writer_.convert(value, DType::i64);
  const std::uint64_t low = is_signed ? 0 - top : 0;
  held = apply(ScalarOp::maximum, held, number(low, DType::i64));
  if (bits < 64)
    held = apply(ScalarOp::minimum, held, number(is_signed ? top - 1 : top | (top - 1), DType::i64));
  return writer_.convert(held, to);
}

/// Values outside of the type become its nearest one, NaN becomes 0.
ValueId PtxLowering::to_integer(ValueId value, DType to, const Rounding& rounding) {
  using Mode = Rounding::Mode;
  const ScalarOp op = rounding.mode == Mode::nearest   ? ScalarOp::round
                      : rounding.mode == Mode::to_zero ? ScalarOp::trunc
                      : rounding.mode == Mode::down    ? ScalarOp::floor
                                                       : ScalarOp::ceil;
  const ValueId whole = apply(op, value);
  const DType type = writer_.type_of(whole);
  const bool is_signed = info(to).kind == DTypeClass::signed_int;
  const int bits = static_cast<int>(bytes_of(to)) * 8;
  const std::uint64_t top = std::uint64_t{1} << (bits - 1);
  const double low = is_signed ? -static_cast<double>(top) : 0,
               past = is_signed ? -low : 2.0 * static_cast<double>(top);
  const ValueId below = compare(ScalarOp::le, whole, real(low, type));
  const ValueId above = compare(ScalarOp::ge, whole, real(past, type));
  const ValueId outside = either(either(below, above), compare(ScalarOp::isnan, whole));
  const ValueId held = select(outside, real(0, type), whole);
  ValueId result;
  if (to == DType::u64) {  // by halves: the upper one is past what a signed conversion has
    const ValueId upper = compare(ScalarOp::ge, held, real(0x1p63, type));
    const ValueId lower = select(upper, apply(ScalarOp::sub, held, real(0x1p63, type)), held);
    const ValueId bits64 = writer_.convert(writer_.convert(lower, DType::i64), DType::u64);
    result = select(upper, apply(ScalarOp::bitwise_xor, bits64, number(top, DType::u64)), bits64);
  } else {
    result = writer_.convert(writer_.convert(held, DType::i64), to);
  }
  result = select(below, number(is_signed ? top : 0, to), result);
  return select(above, number(is_signed ? top - 1 : top | (top - 1), to), result);
}

ValueId PtxLowering::to_float(Call& call, ValueId value, DType from, DType to, const Rounding& rounding) {
  using Mode = Rounding::Mode;
  if (rounding.relu) value = apply(ScalarOp::relu, value);
  if (rounding.to_whole) {
    if (from != to) refuse(call);
    const ScalarOp op = rounding.mode == Mode::nearest   ? ScalarOp::round
                        : rounding.mode == Mode::to_zero ? ScalarOp::trunc
                        : rounding.mode == Mode::down    ? ScalarOp::floor
                                                         : ScalarOp::ceil;
    value = apply(op, value);
  }
  if (to == DType::f8e8m0fnu) {
    if (from != DType::f32 || (rounding.mode != Mode::up && rounding.mode != Mode::to_zero) ||
        !rounding.finite)
      refuse(call);
    return to_scale(value, rounding.mode == Mode::up);
  }
  if (bytes_of(to) == 1 && !rounding.finite) refuse(call);
  const bool narrows = bytes_of(to) < bytes_of(from);
  if (narrows && rounding.mode == Mode::none) refuse(call);
  ValueId result = bytes_of(to) < bytes_of(from) && !rounding.finite && rounding.mode != Mode::nearest
                       ? directed(value, to, rounding)
                       : value;
  if (rounding.finite) {
    if (bytes_of(to) > 2 || rounding.mode != Mode::nearest) refuse(call);
    const double most = to == DType::f8e4m3fn ? 448
                        : to == DType::f8e5m2 ? 57344
                        : to == DType::f16    ? 65504
                                              : 0x1.fep127;
    const DType type = writer_.type_of(value);
    result = clamped(value, real(-most, type), real(most, type));
  }
  result = writer_.convert(result, compute_type(to));
  if (compute_type(to) != to && from != to) result = writer_.rounded(result, to);
  call.saturate = rounding.saturate;
  result = finished(call, result, to);
  call.saturate = false;
  return result;
}

/// ue8m0: the exponent alone, rounded up where `up`; infinity becomes the greatest one.
ValueId PtxLowering::to_scale(ValueId value, bool up) {
  const DType type = DType::u32;
  const ValueId bits = both(to_bits(value, DType::f32), number(0x7fffffff, type));
  ValueId exponent = right(bits, 23);
  if (up) {
    const ValueId has_more = compare(ScalarOp::ne, both(bits, number(0x7fffff, type)), number(0, type));
    const ValueId is_least = compare(ScalarOp::le, bits, number(0x400000, type));  // 2**-127 is exponent 0
    const ValueId rounds = both(has_more, compare(ScalarOp::logical_not, is_least));
    exponent = apply(ScalarOp::add, exponent, writer_.convert(rounds, type));
  }
  exponent = apply(ScalarOp::minimum, exponent, number(254, type));
  exponent = select(compare(ScalarOp::isnan, value), number(255, type), exponent);
  return from_bits(writer_.convert(exponent, DType::u8), DType::f8e8m0fnu);
}

/// The neighbour of `value` in the narrower type on the side that the mode says.
ValueId PtxLowering::directed(ValueId value, DType to, const Rounding& rounding) {
  using Mode = Rounding::Mode;
  const DType wide = writer_.type_of(value), bits_type = register_type(static_cast<int>(bytes_of(to)) * 8);
  ValueId near = writer_.convert(value, compute_type(to));
  if (compute_type(to) != to) near = writer_.rounded(near, to);
  const ValueId back = writer_.convert(near, wide), bits = to_bits(near, to);
  const ValueId one = number(1, bits_type), zero = real(0, wide);
  const std::uint64_t sign = std::uint64_t{1} << (bytes_of(to) * 8 - 1);
  const ValueId inward = apply(ScalarOp::sub, bits, one), outward = apply(ScalarOp::add, bits, one);
  const ValueId positive = compare(ScalarOp::gt, back, zero), negative = compare(ScalarOp::lt, back, zero);
  ValueId passed, moved;
  if (rounding.mode == Mode::to_zero) {
    passed = compare(ScalarOp::gt, apply(ScalarOp::abs, back), apply(ScalarOp::abs, value));
    moved = inward;
  } else if (rounding.mode == Mode::down) {
    passed = compare(ScalarOp::gt, back, value);
    moved = select(positive, inward, select(negative, outward, number(sign | 1, bits_type)));
  } else {
    passed = compare(ScalarOp::lt, back, value);
    moved = select(positive, outward, select(negative, inward, one));
  }
  return from_bits(select(passed, moved, bits), to);
}

}  // namespace ireplay
