#include "kernels/scalar/philox.hpp"
#include "kernels/scalar/scalar_ops.hpp"
#include "replay/lower/body/statements.hpp"

/// `ops.rand_eager`: the numbers that PyTorch's own CUDA generator draws, by ordinary instructions.
namespace ireplay {

namespace {

/// Philox4x32-10 (kernels/scalar/philox.hpp) as instructions on 64-bit values of 32 bits each.
std::array<ValueId, 4> philox_values(BodyLowering& body, ValueId seed, std::array<ValueId, 4> counter) {
  constexpr DType kType = DType::u64;
  const auto number = [&](std::uint64_t value) {
    return body.out.constant({.i = static_cast<std::int64_t>(value)}, kType);
  };
  const auto apply = [&](ScalarOp op, ValueId a, ValueId b) {
    return body.out.scalar(op, kType, {a, b, kNone, kNone});
  };
  const ValueId mask = number(0xffffffff), half = number(32);
  const auto low = [&](ValueId x) { return apply(ScalarOp::bitwise_and, x, mask); };
  const auto high = [&](ValueId x) { return apply(ScalarOp::bitwise_right_shift, x, half); };
  const auto mixed = [&](ValueId a, ValueId b, ValueId c) {
    return apply(ScalarOp::bitwise_xor, apply(ScalarOp::bitwise_xor, a, b), c);
  };
  ValueId key0 = low(seed), key1 = high(seed);
  for (int round = 0; round < kPhiloxRounds; ++round) {
    const ValueId p0 = apply(ScalarOp::mul, number(kPhiloxFactor0), counter[0]);
    const ValueId p1 = apply(ScalarOp::mul, number(kPhiloxFactor2), counter[2]);
    counter = {mixed(high(p1), counter[1], key0), low(p1), mixed(high(p0), counter[3], key1), low(p0)};
    key0 = low(apply(ScalarOp::add, key0, number(kPhiloxStep0)));
    key1 = low(apply(ScalarOp::add, key1, number(kPhiloxStep1)));
  }
  return counter;
}

}  // namespace

/// `rand_eager(seed, base, threads, tid, vec)`: element `tid` is drawn by thread `tid / vec` of a grid that
/// `threads` threads fill; each one takes `vec` numbers a round, four to a counter.
Named rand_eager(BodyLowering& body, const Call& call) {
  constexpr DType kType = DType::u64;
  const ValueId seed = body.out.convert_to(value_as(body, body.text.argument(call, 0), DType::i64), kType);
  const ValueId base = body.out.convert_to(value_as(body, body.text.argument(call, 1), DType::i64), kType);
  const std::int64_t threads = integer_argument(body, body.text.argument(call, 2)),
                     vec = integer_argument(body, body.text.argument(call, 4, "vec"));
  constexpr std::int64_t kMost = std::int64_t{1} << 31;
  if (threads < 1 || threads > kMost || vec < 4 || vec > kMost || vec % 4 != 0)
    body.text.fail(call.statement.name,
                   "expected the threads of a round and a multiple of 4, the numbers of each");
  const ValueId tid = body.out.convert_to(
      body.out.convert_to(value(body, body.text.argument(call, 3), DType::i64), DType::u32), kType);
  const auto number = [&](std::int64_t value) { return body.out.constant({.i = value}, kType); };
  const auto apply = [&](ScalarOp op, ValueId a, ValueId b) {
    return body.out.scalar(op, kType, {a, b, kNone, kNone});
  };
  const auto quotient = [&](ValueId a, std::int64_t b) { return apply(ScalarOp::truncdiv, a, number(b)); };
  const auto rest = [&](ValueId a, std::int64_t b) { return apply(ScalarOp::fmod, a, number(b)); };

  const ValueId round = quotient(tid, vec * threads), within = rest(tid, vec * threads);
  ValueId offset = apply(ScalarOp::add, base, apply(ScalarOp::mul, round, number(vec / 4)));
  offset = apply(ScalarOp::add, offset, quotient(rest(within, vec), 4));
  const ValueId thread = quotient(within, vec), member = rest(within, 4);
  const ValueId mask = number(0xffffffff), half = number(32);
  const std::array<ValueId, 4> drawn = philox_values(
      body, seed,
      {apply(ScalarOp::bitwise_and, offset, mask), apply(ScalarOp::bitwise_right_shift, offset, half),
       apply(ScalarOp::bitwise_and, thread, mask), apply(ScalarOp::bitwise_right_shift, thread, half)});
  ValueId bits = drawn[3];
  for (int k = 2; k >= 0; --k) {
    const ValueId is_it = body.out.scalar(ScalarOp::eq, DType::boolean, {member, number(k), kNone, kNone});
    bits = body.out.scalar(ScalarOp::where, kType, {is_it, drawn[static_cast<std::size_t>(k)], bits, kNone});
  }
  // 1 - (bits * 2**-32 + 2**-33), each rounded to float32
  const ValueId whole = body.out.convert_to(body.out.convert_to(bits, DType::u32), DType::f32);
  const auto real = [&](double x) { return body.out.constant({.f = x}, DType::f32); };
  const ValueId scaled = body.out.scalar("mul", DType::f32, whole, real(0x1p-32));
  const ValueId centred = body.out.scalar("add", DType::f32, scaled, real(0x1p-33));
  return Named::of(body.out.scalar("sub", DType::f32, real(1), centred));
}

}  // namespace ireplay
