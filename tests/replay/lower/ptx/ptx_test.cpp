#include "replay/lower/ptx/ptx.hpp"

#include <gtest/gtest.h>

#include <bit>

#include "kernels/scalar/scalar_ops.hpp"

namespace ireplay {
namespace {

/// Computes at once what would become instructions.
class Evaluator final : public ValueWriter {
 public:
  DType type_of(ValueId value) const override { return compute_type(at(value).dtype); }
  std::optional<Scalar> constant_of(ValueId value) const override { return at(value).value; }
  ValueId constant(Scalar value, DType dtype) override {
    values_.push_back({value, dtype});
    return static_cast<ValueId>(values_.size() - 1);
  }
  ValueId convert(ValueId value, DType to) override {
    return constant(ireplay::convert(at(value).value, type_of(value), to, false), to);
  }
  ValueId rounded(ValueId value, DType storage) override {
    return constant(ireplay::convert(at(value).value, type_of(value), storage, true), storage);
  }
  ValueId bitcast(ValueId value, DType from, DType to) override {
    return constant(ireplay::bitcast(at(value).value, from, to), to);
  }
  ValueId scalar(ScalarOp op, DType result, std::array<ValueId, 3> operands, bool) override {
    std::array<Scalar, 4> values{};
    for (std::size_t k = 0; k < operands.size(); ++k)
      if (operands[k] != kNone) values[k] = at(operands[k]).value;
    const ScalarFunction function = scalar_function(op, type_of(operands[op == ScalarOp::where ? 1 : 0]));
    EXPECT_NE(function, nullptr) << info(op).name;
    return constant(function ? function(values.data()) : Scalar{.i = 0}, result);
  }
  std::uint64_t bits(ValueId value) const {
    const int width = static_cast<int>(bytes_of(at(value).dtype)) * 8;
    return static_cast<std::uint64_t>(at(value).value.i) & (~std::uint64_t{0} >> (64 - width));
  }

 private:
  struct Typed {
    Scalar value;
    DType dtype;
  };
  const Typed& at(ValueId value) const { return values_[static_cast<std::size_t>(value)]; }
  std::vector<Typed> values_;
};

struct PtxCase {
  const char* text;
  std::uint64_t result;
  std::uint64_t a = 0, b = 0, c = 0;
  const char* widths = "rrrr";  // of $0, $1 ...: h 16, r 32, l 64 bits, as constraints call them
};

int width_of(char letter) { return letter == 'h' ? 16 : letter == 'l' ? 64 : 32; }

std::uint64_t run(const PtxCase& at) {
  Evaluator evaluator;
  std::vector<AsmRegister> registers;
  const std::uint64_t inputs[] = {0, at.a, at.b, at.c};
  for (std::size_t k = 0; k < 4; ++k) {
    const int bits = width_of(at.widths[k]);
    const Scalar value{.i = wrap(static_cast<std::int64_t>(inputs[k]), register_type(bits))};
    registers.push_back({bits, k == 0 ? kNone : evaluator.constant(value, register_type(bits))});
  }
  const Source source("asm", at.text);
  return evaluator.bits(lower_ptx(source, source.text(), "op0", registers, 1, evaluator)[0]);
}

std::uint64_t f(float x) { return std::bit_cast<std::uint32_t>(x); }
std::uint64_t d(double x) { return std::bit_cast<std::uint64_t>(x); }
constexpr std::uint64_t kNaN = 0x7fc00000, kInf = 0x7f800000, kMinus = 0x80000000;

void expect_all(std::initializer_list<PtxCase> cases) {
  for (const PtxCase& at : cases) {
    try {
      EXPECT_EQ(run(at), at.result) << at.text << std::hex << "  " << at.a << ' ' << at.b << ' ' << at.c;
    } catch (const Error& error) {
      ADD_FAILURE() << to_text(error);
    }
  }
}

TEST(LowerPtx, Floats) {
  expect_all({
      {"add.f32 $0, $1, $2;", f(3.5F), f(1), f(2.5F)},
      {"sub.rn.f32 $0, $1, $2;", f(-1.5F), f(1), f(2.5F)},
      {"mul.f32 $0, $1, 0f40000000;", f(6), f(3)},
      {"mul.f32 $0, $1, 2.0;", f(6), f(3)},
      {"fma.rn.f32 $0, $1, $2, $3;", f(0x1p-24F), f(1 + 0x1p-12F), f(1 + 0x1p-12F), f(-1 - 0x1p-11F)},
      {"mad.rn.f32 $0, $1, $2, $3;", f(10), f(2), f(3), f(4)},
      {"add.ftz.f32 $0, $1, $2;", f(1), 0x00400000, f(1)},
      {"mul.ftz.f32 $0, $1, $2;", kMinus, 0x80800000, f(0.5F)},
      {"add.sat.f32 $0, $1, $2;", f(1), f(1), f(2.5F)},
      {"add.sat.f32 $0, $1, $2;", 0, kNaN, f(2.5F)},
      {"div.rn.f32 $0, $1, $2;", f(1.0F / 3), f(1), f(3)},
      {"div.full.f32 $0, $1, $2;", f(0.5F), f(1), f(2)},
      {"min.f32 $0, $1, $2;", f(1), kNaN, f(1)},
      {"min.f32 $0, $1, $2;", kMinus, 0, kMinus},
      {"max.f32 $0, $1, $2;", 0, 0, kMinus},
      {"max.f32 $0, $1, $2;", f(4), f(4), kNaN},
      {"max.NaN.f32 $0, $1, $2;", kNaN, f(4), kNaN},
      {"abs.f32 $0, $1;", f(2), f(-2)},
      {"neg.f32 $0, $1;", kMinus, 0},
      {"copysign.f32 $0, $1, $2;", f(-2), f(-0.5F), f(2)},
      {"rcp.approx.ftz.f32 $0, $1;", f(0.25F), f(4)},
      {"sqrt.rn.f32 $0, $1;", f(3), f(9)},
      {"rsqrt.approx.f32 $0, $1;", f(0.5F), f(4)},
      {"ex2.approx.ftz.f32 $0, $1;", f(8), f(3)},
      {"lg2.approx.f32 $0, $1;", f(3), f(8)},
      {"sin.approx.f32 $0, $1;", 0, 0},
      {"cos.approx.f32 $0, $1;", f(1), 0},
      {"tanh.approx.f32 $0, $1;", f(1), f(40)},
      {"add.f64 $0, $1, $2;", d(0.75), d(0.5), d(0.25), 0, "lllr"},
      {"fma.rn.f64 $0, $1, 0d4000000000000000, $2;", d(1.25), d(0.5), d(0.25), 0, "lllr"},
      {"add.rn.bf16 $0, $1, $2;", 0x4060, 0x3f80, 0x4020, 0, "hhhr"},
      {"mul.f16 $0, $1, $2;", 0x4600, 0x4000, 0x4200, 0, "hhhr"},
      {"fma.rn.f16x2 $0, $1, $2, $3;", 0x46004900, 0x40004000, 0x42004400, 0x00004000},
      {"max.bf16x2 $0, $1, $2;", 0x40003f80, 0x3f803f80, 0x4000bf80},
      {"fma.rn.relu.bf16x2 $0, $1, $2, $3;", 0x00004040, 0xbf803f80, 0x40004000, 0x3f803f80},
      {"ex2.approx.f16x2 $0, $1;", 0x40003c00, 0x3c000000},
  });
}

TEST(LowerPtx, Integers) {
  expect_all({
      {"add.u32 $0, $1, $2;", 1, 0xffffffff, 2},
      {"sub.s32 $0, $1, -1;", 8, 7},
      {"add.sat.s32 $0, $1, $2;", 0x7fffffff, 0x7fffffff, 5},
      {"sub.sat.s32 $0, $1, $2;", 0x80000000, 0x80000000, 5},
      {"mul.lo.u32 $0, $1, $2;", 0xfffffffe, 0xffffffff, 2},
      {"mul.hi.u32 $0, $1, $2;", 1, 0xffffffff, 2},
      {"mul.hi.s32 $0, $1, $2;", 0xffffffff, 0xffffffff, 2},
      {"mul.hi.u64 $0, $1, $2;", 0xfffffffffffffffe, ~0ULL, ~0ULL, 0, "lllr"},
      {"mul.hi.s64 $0, $1, $2;", ~0ULL, ~0ULL, 5, 0, "lllr"},
      {"mul.wide.s32 $0, $1, $2;", ~5ULL, 0xfffffffd, 2, 0, "lrrr"},
      {"mul.wide.u16 $0, $1, $2;", 0x1fffe, 0xffff, 2, 0, "rhhr"},
      {"mad.lo.s32 $0, $1, $2, 7;", 1, 0xfffffffd, 2},
      {"mad.wide.u32 $0, $1, $2, $3;", 0x200000000, 0xffffffff, 2, 2, "lrrl"},
      {"div.s32 $0, $1, $2;", 0xfffffffd, 0xfffffff9, 2},
      {"div.u32 $0, $1, $2;", 0x7ffffffc, 0xfffffff9, 2},
      {"rem.s32 $0, $1, $2;", 0xffffffff, 0xfffffff9, 2},
      {"min.s32 $0, $1, $2;", 0xffffffff, 0xffffffff, 2},
      {"min.u32 $0, $1, $2;", 2, 0xffffffff, 2},
      {"abs.s32 $0, $1;", 7, 0xfffffff9},
      {"neg.s32 $0, $1;", 0xfffffff9, 7},
      {"sad.s32 $0, $1, $2, $3;", 12, 0xfffffffe, 5, 5},
      {"add.u16x2 $0, $1, $2;", 0x00010003, 0xffff0001, 0x00020002},
  });
}

TEST(LowerPtx, Bits) {
  expect_all({
      {"and.b32 $0, $1, 0xffffe000;", 0x12344000, 0x12345678},
      {"or.b32 $0, $1, $2;", 0xff, 0xf0, 0x0f},
      {"xor.b32 $0, $1, $2;", 0xf0, 0xff, 0x0f},
      {"not.b32 $0, $1;", 0xffff0000, 0xffff},
      {"cnot.b32 $0, $1;", 1, 0},
      {"shl.b32 $0, $1, 4;", 0xf0, 0xf},
      {"shl.b32 $0, $1, $2;", 0, 0xf, 32},
      {"shr.u32 $0, $1, $2;", 0, 0xf0000000, 100},
      {"shr.s32 $0, $1, $2;", 0xffffffff, 0xf0000000, 100},
      {"shr.s32 $0, $1, 4;", 0xff000000, 0xf0000000},
      {"shr.b64 $0, $1, $2;", 0xf, 0xf000000000000000, 60, 0, "llrr"},
      {"shf.l.wrap.b32 $0, $1, $2, 8;", 0x345678ab, 0xabcdef01, 0x12345678},
      {"shf.r.clamp.b32 $0, $1, $2, 40;", 0x12345678, 0xabcdef01, 0x12345678},
      {"bfe.u32 $0, $1, 8, 8;", 0x56, 0x12345678},
      {"bfe.s32 $0, $1, 4, 4;", 0xffffffff, 0xf0},
      {"bfe.s32 $0, $1, 28, 8;", 0xffffffff, 0xf0000000},
      {"bfe.u32 $0, $1, 8, 0;", 0, 0x12345678},
      {"bfe.u64 $0, $1, 32, 40;", 0x12345678, 0x1234567800000000, 0, 0, "llrr"},
      {"bfi.b32 $0, $1, $2, 8, 8;", 0x1234ab78, 0xcdab, 0x12345678},
      {"bfi.b32 $0, $1, $2, 32, 8;", 0x12345678, 0xab, 0x12345678},
      {"prmt.b32 $0, $1, $2, 0x5410;", 0xbeef5678, 0x12345678, 0xdeadbeef},
      {"prmt.b32 $0, $1, $2, 0x77ba;", 0xdede0000, 0x12345678, 0xdeadbeef},
      {"prmt.b32 $0, $1, $2, 0x000f;", 0x787878ff, 0x12345678, 0xdeadbeef},
      {"lop3.b32 $0, $1, $2, $3, 0x96;", 0xf0 ^ 0xcc ^ 0xaa, 0xf0, 0xcc, 0xaa},
      {"lop3.b32 $0, $1, $2, $3, 0xea;", (0xf0 & 0xcc) | 0xaa, 0xf0, 0xcc, 0xaa},
      {"popc.b32 $0, $1;", 13, 0x12345678},
      {"popc.b64 $0, $1;", 64, ~0ULL, 0, 0, "rlrr"},
      {"clz.b32 $0, $1;", 3, 0x12345678},
      {"clz.b32 $0, $1;", 32, 0},
      {"clz.b64 $0, $1;", 59, 0x12, 0, 0, "rlrr"},
      {"brev.b32 $0, $1;", 0x1e6a2c48, 0x12345678},
      {"brev.b64 $0, $1;", 0x8000000000000000, 1, 0, 0, "llrr"},
  });
}

TEST(LowerPtx, Conversions) {
  expect_all({
      {"cvt.rn.f32.s32 $0, $1;", f(-7), 0xfffffff9},
      {"cvt.rn.f32.u32 $0, $1;", f(4294967289.0F), 0xfffffff9},
      {"cvt.rzi.s32.f32 $0, $1;", 0xfffffffe, f(-2.5F)},
      {"cvt.rni.s32.f32 $0, $1;", 2, f(2.5F)},
      {"cvt.rmi.s32.f32 $0, $1;", 0xfffffffd, f(-2.5F)},
      {"cvt.rpi.s32.f32 $0, $1;", 3, f(2.5F)},
      {"cvt.rzi.s32.f32 $0, $1;", 0x7fffffff, kInf},
      {"cvt.rzi.s32.f32 $0, $1;", 0, kNaN},
      {"cvt.rzi.u32.f32 $0, $1;", 0, f(-5)},
      {"cvt.rzi.u32.f32 $0, $1;", 0xffffffff, f(5e9F)},
      {"cvt.rzi.u32.f32 $0, $1;", 0xfffffe00, f(4294966784.0F)},
      {"cvt.rzi.u64.f64 $0, $1;", 0x8000000000000800, d(0x1p63 + 2048), 0, 0, "llrr"},
      {"cvt.rzi.s64.f64 $0, $1;", 0x8000000000000000, d(-1e30), 0, 0, "llrr"},
      {"cvt.rni.f32.f32 $0, $1;", f(-2), f(-2.5F)},
      {"cvt.sat.f32.f32 $0, $1;", f(1), f(7)},
      {"cvt.rn.f16.f32 $0, $1;", 0x3c00, f(1 + 0x1p-12F), 0, 0, "hrrr"},
      {"cvt.rz.bf16.f32 $0, $1;", 0x3f80, 0x3f80ffff, 0, 0, "hrrr"},
      {"cvt.rn.bf16.f32 $0, $1;", 0x3f81, 0x3f80ffff, 0, 0, "hrrr"},
      {"cvt.rz.f32.f64 $0, $1;", f(1), d(1 + 0x1.8p-24), 0, 0, "rlrr"},
      {"cvt.rp.f32.f64 $0, $1;", f(1 + 0x1p-23F), d(1 + 0x1p-30), 0, 0, "rlrr"},
      {"cvt.rm.f32.f64 $0, $1;", 0x80000001, d(-1e-300), 0, 0, "rlrr"},
      {"cvt.f32.bf16 $0, $1;", f(1.5F), 0x3fc0, 0, 0, "rhrr"},
      {"cvt.f64.f32 $0, $1;", d(1.5), f(1.5F), 0, 0, "lrrr"},
      {"cvt.rn.f16x2.f32 $0, $1, $2;", 0x3c004000, f(1), f(2)},
      {"cvt.rn.relu.bf16x2.f32 $0, $1, $2;", 0x00004000, f(-1), f(2)},
      {"cvt.rn.satfinite.e4m3x2.f32 $0, $1, $2;", 0x387e, f(1), f(1000), 0, "hrrr"},
      {"cvt.rn.f16x2.e4m3x2 $0, $1;", 0x3c005f00, 0x387e, 0, 0, "rhrr"},
      {"cvt.rn.satfinite.e5m2x2.f32 $0, $1, $2;", 0x3cfb, f(1), f(-1e9F), 0, "hrrr"},
      {"cvt.rp.satfinite.ue8m0x2.f32 $0, 0.0, $1;", 129, f(3), 0, 0, "hrrr"},
      {"cvt.rp.satfinite.ue8m0x2.f32 $0, 0.0, $1;", 128, f(2), 0, 0, "hrrr"},
      {"cvt.rp.satfinite.ue8m0x2.f32 $0, $1, $2;", 0xfffe, kNaN, kInf, 0, "hrrr"},
      {"cvt.rz.satfinite.ue8m0x2.f32 $0, 0.0, $1;", 128, f(3), 0, 0, "hrrr"},
      {"cvt.u32.u16 $0, $1;", 0xfff9, 0xfff9, 0, 0, "rhrr"},
      {"cvt.s32.s16 $0, $1;", 0xfffffff9, 0xfff9, 0, 0, "rhrr"},
      {"cvt.s64.s32 $0, $1;", ~6ULL, 0xfffffff9, 0, 0, "lrrr"},
      {"cvt.u8.u32 $0, $1;", 0x78, 0x12345678},
      {"cvt.s8.s32 $0, $1;", 0xfffffff8, 0x123456f8},
      {"cvt.sat.s8.s32 $0, $1;", 0x7f, 1000},
      {"cvt.sat.u8.s32 $0, $1;", 0, 0xfffffff9},
  });
}

TEST(LowerPtx, MovesPredicatesAndScopes) {
  expect_all({
      {"mov.b32 $0, $1;", 0x12345678, 0x12345678},
      {"mov.f32 $0, 0f3F800000;", f(1)},
      {"mov.b64 $0, {$1, $2};", 0x0000000200000001, 1, 2, 0, "lrrr"},
      {"{.reg .b32 a, b; mov.b64 {a, b}, $1; mov.b32 $0, b;}", 2, 0x0000000200000001, 0, 0, "rlrr"},
      {"{.reg .b8 t<4>; mov.b32 {t0, t1, t2, t3}, $1; cvt.u32.u8 $0, t2;}", 0x34, 0x12345678},
      {"{.reg .pred p; setp.gt.f32 p, $1, 0f00000000; selp.f32 $0, $1, $2, p;}", f(1), f(-3), f(1)},
      {"{.reg .pred p; setp.lt.f32 p, $1, $2; selp.b32 $0, 1, 0, p;}", 0, kNaN, f(1)},
      {"{.reg .pred p; setp.ltu.f32 p, $1, $2; selp.b32 $0, 1, 0, p;}", 1, kNaN, f(1)},
      {"{.reg .pred p; setp.ne.f32 p, $1, $2; selp.b32 $0, 1, 0, p;}", 0, kNaN, f(1)},
      {"{.reg .pred p; setp.nan.f32 p, $1, $2; selp.b32 $0, 1, 0, p;}", 1, kNaN, f(1)},
      {"{.reg .pred p; setp.lo.u32 p, $1, $2; selp.b32 $0, 1, 0, p;}", 1, 1, 0xffffffff},
      {"{.reg .pred p; setp.lt.s32 p, $1, $2; selp.b32 $0, 1, 0, p;}", 0, 1, 0xffffffff},
      {"{.reg .pred p, q; setp.eq.s32 p|q, $1, 3; @!p mov.b32 $0, 5; @p mov.b32 $0, 6;}", 6, 3},
      {"{.reg .pred p, q; setp.eq.s32 p, $1, 3; setp.eq.and.s32 q, $2, 4, !p; selp.b32 $0, 1, 0, q;}", 1, 2,
       4},
      {"{.reg .pred p, q; setp.eq.s32 p, $1, 3; not.pred q, p; and.pred p, p, q; selp.b32 $0, 1, 0, p;}", 0,
       3},
      {"mov.b32 $0, $1; {.reg .pred p; setp.eq.s32 _|p, $1, 3; @p add.s32 $0, $0, 1;}", 3, 3},
      {"set.gt.u32.f32 $0, $1, $2;", 0xffffffff, f(2), f(1)},
      {"set.gt.f32.s32 $0, $1, $2;", f(1), 2, 1},
      {"{.reg .pred p; testp.subnormal.f32 p, $1; selp.b32 $0, 1, 0, p;}", 1, 5},
      {"{.reg .pred p; testp.finite.f32 p, $1; selp.b32 $0, 1, 0, p;}", 0, kInf},
      {"{ .reg .b32 a; mov.b32 a, $1; { .reg .b32 a; mov.b32 a, 1; } mov.b32 $0, a; }", 7, 7},
  });
}

/// The sentence for a text with one output and one input of 32 bits.
std::string sentence(const char* text) {
  try {
    run({text, 0, 1});
  } catch (const Error& error) {
    return std::to_string(error.position().column) + ": " + error.what();
  }
  return "";
}

TEST(LowerPtx, WhatIsNotUnderstoodIsNamedWithItsPlace) {
  EXPECT_EQ(sentence("mov.b32 $0, 1; bra.uni $L1;"),
            "16: op0: the PTX instruction 'bra.uni' is not supported");
  EXPECT_EQ(sentence("add.rz.f32 $0, $1, $1;"), "1: op0: the PTX instruction 'add.rz.f32' is not supported");
  EXPECT_EQ(sentence("mul.f32x4 $0, $1, $1;"), "1: op0: the PTX instruction 'mul.f32x4' is not supported");
  EXPECT_EQ(sentence("$L1: mov.b32 $0, $1;"),
            "1: op0: the PTX statement '$L1:' is not supported: expected instructions on registers");
  EXPECT_EQ(sentence(".reg .v4 a; mov.b32 $0, $1;"), "6: op0: registers of type '.v4' are not supported");
  EXPECT_EQ(sentence("mov.b32 $0, %tid.x;"), "17: expected an operand, ',' or ';'");
  EXPECT_EQ(sentence("mov.b32 $0, x;"), "13: op0: expected a register, not 'x'");
  EXPECT_EQ(sentence("mov.b32 $0, $9;"), "13: op0: expected a register, not '$9'");
  EXPECT_EQ(sentence("add.f32 $0, $1;"), "1: op0: expected 3 operands of add, not 2");
  EXPECT_EQ(sentence("add.f64 $0, $1, $1;"), "13: op0: expected a value of 64 bits, not '$1'");
  EXPECT_EQ(sentence("add.u64 $0, 1, 1;"), "9: op0: '$0' is a register of 32 bits");
  EXPECT_EQ(sentence("add.u32 $0, $0, 1;"), "13: op0: '$0' is read before it is written");
  EXPECT_EQ(sentence("{.reg .pred p; @p mov.b32 $0, 1;}"), "17: op0: 'p' is read before it is written");
  EXPECT_EQ(sentence("add.u32 $1, $1, 1;"), "1: op0: this assembly does not write its output $0");
  EXPECT_EQ(sentence("{ mov.b32 $0, $1;"), "1: op0: this assembly has a '{' that is not closed");
  EXPECT_EQ(sentence("mov.b32 $0, $1; }"), "17: op0: this '}' closes nothing");
  EXPECT_EQ(sentence("mov.b32 {$0, $0, $0}, $1;"), "9: op0: expected registers of 32 bits together");
}

}  // namespace
}  // namespace ireplay
