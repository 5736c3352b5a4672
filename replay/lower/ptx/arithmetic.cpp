#include <cstdint>

#include "replay/lower/ptx/ptx_lowering.hpp"

/// PTX instructions that compute: arithmetic, logic and bits.
namespace ireplay {
namespace {

/// The type of twice the width.
DType wider(DType type) {
  switch (type) {
    case DType::i16:
      return DType::i32;
    case DType::u16:
      return DType::u32;
    case DType::i32:
      return DType::i64;
    default:
      return DType::u64;
  }
}

int bits_of_type(DType type) { return static_cast<int>(bytes_of(type)) * 8; }

}  // namespace

/// add, sub, rem: one row of the table.
ValueId PtxLowering::simple(Call& call) {
  const std::optional<PtxType> type = (call.opcode.take("rn"), call.opcode.take_type());
  if (!type || (call.row.op == ScalarOp::fmod && type->is_float())) refuse(call);
  call.type = *type;
  const ValueId a = operand(call, 1), b = operand(call, 2);
  if (!call.saturate || type->is_float()) return apply(call.row.op, a, b);
  if (type->element != DType::i32) refuse(call);
  const ValueId exact = apply(call.row.op, writer_.convert(a, DType::i64), writer_.convert(b, DType::i64));
  const ValueId held = clamped(exact, number(static_cast<std::uint64_t>(INT32_MIN), DType::i64),
                               number(INT32_MAX, DType::i64));
  return writer_.convert(held, DType::i32);
}

/// mul: floats, and the low or the high half of integers.
ValueId PtxLowering::product(Call& call) {
  const bool low = call.opcode.take("lo"), high = call.opcode.take("hi");
  call.opcode.take("rn");
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() == (low || high)) refuse(call);
  call.type = *type;
  const ValueId a = operand(call, 1), b = operand(call, 2);
  return high ? high_product(a, b, type->element) : apply(ScalarOp::mul, a, b);
}

ValueId PtxLowering::high_product(ValueId a, ValueId b, DType element) {
  const int width = bits_of_type(element);
  if (width < 64) {
    const DType wide = wider(element);
    const ValueId exact = apply(ScalarOp::mul, writer_.convert(a, wide), writer_.convert(b, wide));
    return writer_.convert(right(exact, width), element);
  }
  // of 64 bits: by halves, unsigned; a negative factor counts 2**64 too much of the other one
  const ValueId x = writer_.convert(a, DType::u64), y = writer_.convert(b, DType::u64);
  const ValueId mask = number(0xffffffff, DType::u64);
  const ValueId x0 = both(x, mask), x1 = right(x, 32), y0 = both(y, mask), y1 = right(y, 32);
  const auto times = [&](ValueId p, ValueId q) { return apply(ScalarOp::mul, p, q); };
  const auto plus = [&](ValueId p, ValueId q) { return apply(ScalarOp::add, p, q); };
  const ValueId middle = plus(times(x1, y0), right(times(x0, y0), 32));
  const ValueId other = plus(times(x0, y1), both(middle, mask));
  ValueId result = plus(plus(times(x1, y1), right(middle, 32)), right(other, 32));
  if (element == DType::i64) {
    const ValueId zero = number(0, DType::i64), none = number(0, DType::u64);
    result = apply(ScalarOp::sub, result, select(compare(ScalarOp::lt, a, zero), y, none));
    result = apply(ScalarOp::sub, result, select(compare(ScalarOp::lt, b, zero), x, none));
  }
  return writer_.convert(result, element);
}

ValueId PtxLowering::quotient(Call& call) {
  const bool approximate = call.opcode.take("approx") || call.opcode.take("full");
  const bool nearest = call.opcode.take("rn");
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() != (approximate || nearest)) refuse(call);
  call.type = *type;
  const ScalarOp op = nearest ? ScalarOp::div_rn : approximate ? ScalarOp::truediv : ScalarOp::truncdiv;
  return apply(op, operand(call, 1), operand(call, 2));
}

/// fma and mad.
ValueId PtxLowering::multiply_add(Call& call) {
  const bool low = call.opcode.take("lo"), high = call.opcode.take("hi"), relu = call.opcode.take("relu");
  call.opcode.take("rn");
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() == (low || high) || (call.saturate && !type->is_float())) refuse(call);
  call.type = *type;
  const ValueId a = operand(call, 1), b = operand(call, 2), c = operand(call, 3);
  if (type->is_float()) {
    const ValueId sum = multiply_add(a, b, c);
    return relu ? apply(ScalarOp::relu, sum) : sum;
  }
  const ValueId factor = high ? high_product(a, b, type->element) : apply(ScalarOp::mul, a, b);
  return apply(ScalarOp::add, factor, c);
}

/// mul.wide and mad.wide, and the ones that are not.
void PtxLowering::wide_product(Call& call) {
  const bool adds = call.operands.size() == 4;
  if (!call.opcode.take("wide")) {
    static const Row kProduct{"mul", 3, &PtxLowering::product}, kSum{"mad", 4, &PtxLowering::multiply_add};
    Call plain{adds ? kSum : kProduct, call.opcode, call.guard, call.guard_negated, call.operands, {}};
    return element_wise(plain);
  }
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() || type->components > 1 || type->bits() > 32 || type->bits() < 16)
    refuse(call);
  finish(call);
  const DType wide = wider(type->element);
  const auto factor = [&](std::size_t k) { return writer_.convert(operand_as(call, k, *type), wide); };
  ValueId result = apply(ScalarOp::mul, factor(1), factor(2));
  if (adds) result = apply(ScalarOp::add, result, operand_as(call, 3, {wide}));
  write(call, call.operands[0], to_bits(result, wide));
}

/// min and max: of two zeros the one of the right sign, of a NaN and a number the number (`.NaN`: NaN).
ValueId PtxLowering::extremum(Call& call) {
  const bool keeps_nan = call.opcode.take("NaN"), relu = call.opcode.take("relu");
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->element == DType::boolean) refuse(call);
  call.type = *type;
  const bool greatest = call.row.op == ScalarOp::maximum;
  const ValueId a = operand(call, 1), b = operand(call, 2);
  if (!type->is_float()) {
    const ValueId result = apply(call.row.op, a, b);
    return relu ? apply(ScalarOp::maximum, result, number(0, type->element)) : result;
  }
  ValueId result;
  if (keeps_nan)
    result = apply(call.row.op, a, b);
  else if (greatest)
    result = apply(ScalarOp::fmaximum, a, b);
  else
    result =
        apply(ScalarOp::neg, apply(ScalarOp::fmaximum, apply(ScalarOp::neg, a), apply(ScalarOp::neg, b)));
  const ValueId x = to_bits(a, type->element), y = to_bits(b, type->element);
  const ValueId zero = from_bits(greatest ? both(x, y) : either(x, y), type->element);
  result = select(compare(ScalarOp::eq, a, b), zero, result);
  return relu ? apply(ScalarOp::relu, result) : result;
}

/// abs and neg.
ValueId PtxLowering::sign_change(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type) refuse(call);
  call.type = *type;
  return apply(call.row.op, operand(call, 1));
}

/// Functions that the hardware gives approximately; here they are as exact as their rows.
ValueId PtxLowering::approximation(Call& call) {
  const bool approximate = call.opcode.take("approx");
  const bool nearest = call.opcode.take("rn");
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || !type->is_float() || approximate == nearest) refuse(call);
  call.type = *type;
  const ValueId a = operand(call, 1);
  const bool rough = call.row.op == ScalarOp::tanh && type->element == DType::f32;
  return writer_.scalar(call.row.op, writer_.type_of(a), {a, kNone, kNone}, rough);
}

/// The sign of the first operand, the magnitude of the second one.
ValueId PtxLowering::copy_sign(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || !type->is_float()) refuse(call);
  call.type = *type;
  return apply(ScalarOp::copysign, operand(call, 2), operand(call, 1));
}

/// sad: c + |a - b|.
ValueId PtxLowering::difference_sum(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float()) refuse(call);
  call.type = *type;
  const ValueId a = operand(call, 1), b = operand(call, 2);
  const ValueId apart =
      select(compare(ScalarOp::lt, a, b), apply(ScalarOp::sub, b, a), apply(ScalarOp::sub, a, b));
  return apply(ScalarOp::add, operand(call, 3), apart);
}

// ---- bits
// ---------------------------------------------------------------------------------------------------------

/// and, or, xor.
ValueId PtxLowering::logic(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float()) refuse(call);
  call.type = *type;
  return apply(call.row.op, operand(call, 1), operand(call, 2));
}

/// not and cnot.
ValueId PtxLowering::complement(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float()) refuse(call);
  call.type = *type;
  const ValueId a = operand(call, 1);
  if (call.row.name == "not") return apply(ScalarOp::bitwise_not, a);
  return writer_.convert(compare(ScalarOp::logical_not, a), type->element);
}

/// shl and shr: counts from the width on shift everything out.
ValueId PtxLowering::shift(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() || type->components > 1 || type->bits() < 16) refuse(call);
  call.type = *type;
  const ValueId by = operand_as(call, 2, {DType::u32});
  const ValueId most = number(static_cast<std::uint64_t>(type->bits()), DType::u32);
  const ValueId held = writer_.convert(apply(ScalarOp::minimum, by, most), type->element);
  return apply(call.row.op, operand(call, 1), held);
}

/// bfe: `c` bits of a from bit b on; those past the end are copies of the sign bit, or 0.
ValueId PtxLowering::extract(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() || type->bits() < 32) refuse(call);
  call.type = *type;
  const DType wide = type->is_signed() ? DType::i64 : DType::u64;
  const ValueId byte = number(0xff, DType::u32), width = number(64, wide);
  const ValueId at = writer_.convert(both(operand_as(call, 2, {DType::u32}), byte), wide);
  const ValueId length =
      apply(ScalarOp::minimum, writer_.convert(both(operand_as(call, 3, {DType::u32}), byte), wide), width);
  const ValueId moved = right_by(writer_.convert(operand(call, 1), wide), at);
  const ValueId unused = apply(ScalarOp::sub, width, length);
  const ValueId cut = right_by(left_by(moved, unused), unused);
  const ValueId none = compare(ScalarOp::eq, length, number(0, wide));
  return writer_.convert(select(none, number(0, wide), cut), type->element);
}

/// bfi: the lowest `d` bits of a in place of those of b from bit c on.
ValueId PtxLowering::insert(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() || type->bits() < 32) refuse(call);
  call.type = *type;
  const DType wide = DType::u64;
  const ValueId byte = number(0xff, DType::u32);
  const ValueId at = writer_.convert(both(operand_as(call, 3, {DType::u32}), byte), wide);
  const ValueId length = writer_.convert(both(operand_as(call, 4, {DType::u32}), byte), wide);
  const ValueId ones = apply(ScalarOp::bitwise_not, left_by(number(~std::uint64_t{0}, wide), length));
  const ValueId mask = left_by(ones, at);
  const ValueId kept = both(writer_.convert(operand(call, 2), wide), apply(ScalarOp::bitwise_not, mask));
  const ValueId put = both(left_by(writer_.convert(operand(call, 1), wide), at), mask);
  return writer_.convert(either(kept, put), type->element);
}

/// How many bits of an unsigned value are set.
ValueId PtxLowering::set_bits(ValueId value) {
  const DType wide = DType::u64;
  ValueId bits = writer_.convert(value, wide);
  const auto masked = [&](ValueId x, std::uint64_t mask) { return both(x, number(mask, wide)); };
  const auto halves = [&](std::uint64_t mask, int by) {
    return apply(ScalarOp::add, masked(bits, mask), masked(right(bits, by), mask));
  };
  bits = halves(0x5555555555555555, 1);
  bits = halves(0x3333333333333333, 2);
  bits = halves(0x0f0f0f0f0f0f0f0f, 4);
  return right(apply(ScalarOp::mul, bits, number(0x0101010101010101, wide)), 56);
}

/// popc and clz. The result is of 32 bits.
ValueId PtxLowering::count(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() || type->bits() < 32) refuse(call);
  ValueId bits = operand_as(call, 1, *type);
  call.type = {DType::u32};
  if (call.row.name == "popc") return writer_.convert(set_bits(bits), DType::u32);
  for (int by = 1; by < type->bits(); by *= 2) bits = either(bits, right(bits, by));
  const ValueId width = number(static_cast<std::uint64_t>(type->bits()), DType::u64);
  return writer_.convert(apply(ScalarOp::sub, width, set_bits(bits)), DType::u32);
}

/// brev.
ValueId PtxLowering::reverse(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->is_float() || type->bits() < 32) refuse(call);
  call.type = *type;
  ValueId bits = operand(call, 1);
  std::uint64_t mask = ~std::uint64_t{0};
  for (int by = type->bits() / 2; by > 0; by /= 2) {
    mask ^= mask << by;
    const ValueId low = number(mask, type->element);
    bits = either(both(right(bits, by), low), left(both(bits, low), by));
  }
  return bits;
}

/// prmt: four bytes of the eight of a and b; bit 3 of a selector spreads the byte's sign instead.
void PtxLowering::permute(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->bits() != 32 || call.operands.size() != 4) refuse(call);
  finish(call);
  const DType wide = DType::u64;
  const auto bits = [&](std::size_t k) { return writer_.convert(bits_of(call.operands[k], 32), wide); };
  const ValueId bytes = either(bits(1), left(bits(2), 32)), selectors = bits(3);
  ValueId result = kNone;
  for (int k = 0; k < 4; ++k) {
    const ValueId selector = right(selectors, 4 * k);
    const ValueId at = left(both(selector, number(7, wide)), 3);
    const ValueId byte = both(right_by(bytes, at), number(0xff, wide));
    const ValueId sign = apply(ScalarOp::mul, right(byte, 7), number(0xff, wide));
    const ValueId spreads = compare(ScalarOp::ne, both(selector, number(8, wide)), number(0, wide));
    const ValueId chosen = left(select(spreads, sign, byte), 8 * k);
    result = k == 0 ? chosen : either(result, chosen);
  }
  write(call, call.operands[0], writer_.convert(result, DType::u32));
}

/// lop3: bit 4a + 2b + c of the table is the result where the operands' bits are a, b and c.
void PtxLowering::look_up(Call& call) {
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->bits() != 32 || call.operands.size() != 5 ||
      call.operands[4].kind != PtxOperandKind::integer)
    refuse(call);
  finish(call);
  ValueId result = number(0, DType::u32);
  for (unsigned entry = 0; entry < 8; ++entry) {
    if ((call.operands[4].bits >> entry & 1) == 0) continue;
    ValueId term = kNone;
    for (unsigned k = 0; k < 3; ++k) {
      ValueId bits = bits_of(call.operands[k + 1], 32);
      if ((entry >> (2 - k) & 1) == 0) bits = apply(ScalarOp::bitwise_not, bits);
      term = k == 0 ? bits : both(term, bits);
    }
    result = either(result, term);
  }
  write(call, call.operands[0], result);
}

/// shf: 32 of the 64 bits of b and a, shifted.
void PtxLowering::funnel(Call& call) {
  const bool to_left = call.opcode.take("l"), to_right = call.opcode.take("r");
  const bool wraps = call.opcode.take("wrap"), clamps = call.opcode.take("clamp");
  const std::optional<PtxType> type = call.opcode.take_type();
  if (!type || type->bits() != 32 || to_left == to_right || wraps == clamps || call.operands.size() != 4)
    refuse(call);
  finish(call);
  const DType wide = DType::u64;
  const auto bits = [&](std::size_t k) { return writer_.convert(bits_of(call.operands[k], 32), wide); };
  const ValueId whole = either(bits(1), left(bits(2), 32));
  const ValueId by =
      wraps ? both(bits(3), number(31, wide)) : apply(ScalarOp::minimum, bits(3), number(32, wide));
  const ValueId result = to_left ? right(left_by(whole, by), 32) : right_by(whole, by);
  write(call, call.operands[0], writer_.convert(result, DType::u32));
}

// ---- the table
// ----------------------------------------------------------------------------------------------------

const std::vector<PtxLowering::Row>& PtxLowering::rows() {
  using P = PtxLowering;
  static const std::vector<Row> kRows = {
      {"add", 3, &P::simple, nullptr, ScalarOp::add},
      {"sub", 3, &P::simple, nullptr, ScalarOp::sub},
      {"rem", 3, &P::simple, nullptr, ScalarOp::fmod},
      {"mul", 3, nullptr, &P::wide_product},
      {"mad", 4, nullptr, &P::wide_product},
      {"fma", 4, &P::multiply_add},
      {"div", 3, &P::quotient},
      {"min", 3, &P::extremum, nullptr, ScalarOp::minimum},
      {"max", 3, &P::extremum, nullptr, ScalarOp::maximum},
      {"abs", 2, &P::sign_change, nullptr, ScalarOp::abs},
      {"neg", 2, &P::sign_change, nullptr, ScalarOp::neg},
      {"copysign", 3, &P::copy_sign},
      {"sad", 4, &P::difference_sum},
      {"rcp", 2, &P::approximation, nullptr, ScalarOp::reciprocal},
      {"sqrt", 2, &P::approximation, nullptr, ScalarOp::sqrt},
      {"rsqrt", 2, &P::approximation, nullptr, ScalarOp::rsqrt},
      {"ex2", 2, &P::approximation, nullptr, ScalarOp::exp2},
      {"lg2", 2, &P::approximation, nullptr, ScalarOp::log2},
      {"sin", 2, &P::approximation, nullptr, ScalarOp::sin},
      {"cos", 2, &P::approximation, nullptr, ScalarOp::cos},
      {"tanh", 2, &P::approximation, nullptr, ScalarOp::tanh},
      {"and", 3, &P::logic, nullptr, ScalarOp::bitwise_and},
      {"or", 3, &P::logic, nullptr, ScalarOp::bitwise_or},
      {"xor", 3, &P::logic, nullptr, ScalarOp::bitwise_xor},
      {"not", 2, &P::complement},
      {"cnot", 2, &P::complement},
      {"shl", 3, &P::shift, nullptr, ScalarOp::bitwise_left_shift},
      {"shr", 3, &P::shift, nullptr, ScalarOp::bitwise_right_shift},
      {"shf", 4, nullptr, &P::funnel},
      {"bfe", 4, &P::extract},
      {"bfi", 5, &P::insert},
      {"popc", 2, &P::count},
      {"clz", 2, &P::count},
      {"brev", 2, &P::reverse},
      {"prmt", 4, nullptr, &P::permute},
      {"lop3", 5, nullptr, &P::look_up},
      {"mov", 2, nullptr, &P::move},
      {"cvt", 2, nullptr, &P::convert},
      {"setp", 3, nullptr, &P::set_predicate},
      {"set", 3, nullptr, &P::set_value},
      {"selp", 4, nullptr, &P::select_value},
      {"testp", 2, nullptr, &P::test},
  };
  return kRows;
}

}  // namespace ireplay
