#include "replay/cpu_loops.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "kernels/philox.hpp"
#include "parser/source.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
using Floats = std::vector<float>;
using Ints = std::vector<std::int64_t>;

std::string fault_of(ProgramBuilder& builder) {
  try {
    builder.run();
  } catch (const Error& error) {
    return error.what();
  }
  return "no fault";
}

// ---- loads, stores, scalar instructions

TEST(CpuLoops, AddsElementByElement) {
  ProgramBuilder b({2, 3}, 2);
  const auto x = b.input(Floats{1, 2, 3, 4, 5, 6}), y = b.input(Floats{10, 20, 30});
  const auto out = b.output(DType::f32, 6);
  const auto sum = b.scalar("add", {b.load(x, b.index({3, 1})), b.load(y, b.index({0, 1}))});
  b.store(out, b.index({1, 2}), sum);
  b.run();
  EXPECT_EQ(b.values<float>(out), (Floats{11, 14, 22, 25, 33, 36}));
}

TEST(CpuLoops, RoundsHalvesOnlyAsTheyAreStored) {
  ProgramBuilder b({1}, 1);
  const auto x = b.input(Floats{1.0f + 1.0f / 512});
  const auto through = b.output(DType::f32, 1), rounded = b.output(DType::f32, 1),
             stored = b.output(DType::bf16, 1);
  const auto value = b.load(x, b.index({1}));
  b.store(through, b.index({1}), b.convert(value, DType::bf16));
  b.store(rounded, b.index({1}), b.convert(value, DType::bf16, true));
  b.store(stored, b.index({1}), value);
  b.run();
  EXPECT_EQ(b.values<float>(through)[0], 1.0f + 1.0f / 512);
  EXPECT_EQ(b.values<float>(rounded)[0], 1.0f);
  EXPECT_EQ(b.values<std::uint8_t>(stored), (std::vector<std::uint8_t>{0x80, 0x3f}));
}

TEST(CpuLoops, DoesNothingWhereAMaskIsFalse) {
  ProgramBuilder b({4}, 1);
  const auto x = b.input(Floats{5, 6});
  const auto out = b.output(DType::f32, 4);
  const auto i = b.index({1});
  const auto mask = b.scalar("lt", {b.index_expr(i, DType::i64), b.constant(DType::i64, 2)});
  const auto value = b.load(x, i, mask);
  b.store(out, i, b.scalar("where", {mask, value, b.constant(DType::f32, -1)}));
  b.store(out, b.index({}, 99), value, StoreMode::plain, b.constant(DType::boolean, 0));
  b.run();
  EXPECT_EQ(b.values<float>(out), (Floats{5, 6, -1, -1}));
}

TEST(CpuLoops, IndexExpressionsAreExactBeforeTheyConvert) {
  ProgramBuilder b({3}, 1);
  const auto floats = b.output(DType::f32, 3), ints = b.output(DType::i32, 3);
  const auto large = b.index({1}, (std::int64_t{1} << 32) + 5);
  b.store(floats, b.index({1}), b.index_expr(b.index({1}, 16777216), DType::f32));
  b.store(ints, b.index({1}), b.index_expr(large, DType::i32));
  b.run();
  EXPECT_EQ(b.values<float>(floats), (Floats{16777216, 16777216, 16777218}));
  EXPECT_EQ(b.values<std::int32_t>(ints), (std::vector<std::int32_t>{5, 6, 7}));
}

TEST(CpuLoops, FrexpSelectsMantissaAndExponent) {
  ProgramBuilder b({1}, 1);
  const auto x = b.input(Floats{10});
  const auto mantissa = b.output(DType::f32, 1), exponent = b.output(DType::i32, 1);
  const auto value = b.load(x, b.index({1}));
  b.store(mantissa, b.index({1}), b.scalar("frexp", {value}));
  b.store(exponent, b.index({1}), b.scalar("frexp", {value}, 1));
  b.run();
  EXPECT_EQ(b.values<float>(mantissa)[0], 0.625f);
  EXPECT_EQ(b.values<std::int32_t>(exponent)[0], 4);
}

TEST(CpuLoops, BitcastRoundsToItsSourceFirst) {
  ProgramBuilder b({1}, 1);
  const auto x = b.input(Floats{1.0f + 1.0f / 512});
  const auto out = b.output(DType::i16, 1);
  Instruction bitcast = ProgramBuilder::with_operands(Opcode::bitcast, {b.load(x, b.index({1}))});
  bitcast.source = DType::bf16;
  bitcast.dtype = DType::i16;
  b.store(out, b.index({1}), b.add(bitcast, "to_dtype_bitcast"));
  b.run();
  EXPECT_EQ(b.values<std::int16_t>(out)[0], 0x3f80);
}

TEST(CpuLoops, TruncToIntConvertsToTheNamedType) {
  ProgramBuilder b({1}, 1);
  const auto x = b.input(Floats{-2.75f});
  const auto out = b.output(DType::i64, 1);
  const auto value = b.scalar("trunc_to_int", {b.load(x, b.index({1}))});
  b.program.instructions[value].dtype = DType::i64;
  b.store(out, b.index({1}), value);
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out)[0], -2);
}

TEST(CpuLoops, OracleKeepsDoublesBetweenOperations) {
  ProgramBuilder b({1}, 1);
  const auto x = b.input(std::vector<double>{1});
  b.program.buffers[x].dtype = DType::f32;  // what the graph says; the memory is widened
  const auto out = b.output(DType::f64, 1);
  const auto value = b.load(x, b.index({1}));
  const auto third = b.scalar("truediv", {value, b.constant(DType::f32, 3)});
  b.store(out, b.index({1}), b.convert(third, DType::bf16, true));
  std::vector<HostBuffer> buffers = b.host_buffers();
  buffers[x].dtype = DType::f64;
  run_loops(b.program, buffers, {.oracle = true, .threads = 1});
  EXPECT_EQ(b.values<double>(out)[0], 1.0 / 3.0);
}

// ---- store modes

struct ModeCase {
  StoreMode mode;
  std::int64_t expected;
};

class StoreModes : public testing::TestWithParam<ModeCase> {};

TEST_P(StoreModes, CombineWithWhatIsThere) {
  ProgramBuilder b({3}, 1);
  const auto x = b.input(Ints{6, 3, 5});
  const auto out = b.input(Ints{4});
  b.store(out, b.index({}), b.load(x, b.index({1})), GetParam().mode);
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out)[0], GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    All, StoreModes,
    testing::Values(ModeCase{StoreMode::plain, 5}, ModeCase{StoreMode::atomic_add, 18},
                    ModeCase{StoreMode::atomic_max, 6}, ModeCase{StoreMode::atomic_min, 3},
                    ModeCase{StoreMode::atomic_and, 0}, ModeCase{StoreMode::atomic_or, 7},
                    ModeCase{StoreMode::atomic_xor, 4 ^ 6 ^ 3 ^ 5}, ModeCase{StoreMode::atomic_xchg, 5}));

TEST(CpuLoops, AtomicAddRoundsInTheBuffersType) {
  ProgramBuilder b({300}, 1);
  const auto x = b.input(std::vector<std::uint8_t>{1});
  const auto bytes = b.output(DType::u8, 1);
  const auto half = b.output(DType::bf16, 1);
  const auto one = b.load(x, b.index({}));
  b.store(bytes, b.index({}), one, StoreMode::atomic_add);
  b.store(half, b.index({}), b.convert(one, DType::f32), StoreMode::atomic_add);
  b.run();
  EXPECT_EQ(b.values<std::uint8_t>(bytes)[0], 300 - 256);
  EXPECT_EQ(b.values<std::uint8_t>(half), (std::vector<std::uint8_t>{0x80, 0x43}));  // stays at 256
}

TEST(CpuLoops, AtomicCasIsNotSupported) {
  ProgramBuilder b({1}, 1);
  const auto out = b.output(DType::f32, 1);
  b.store(out, b.index({}), b.constant(DType::f32, 1), StoreMode::atomic_cas);
  EXPECT_EQ(fault_of(b), "op0: ops.store store_1: no meaning is known for mode 'atomic_cas'");
  EXPECT_EQ(why_unsupported(b.program), fault_of(b));
}

TEST(CpuLoops, AnOperationMustTakeItsType) {
  ProgramBuilder b({1}, 1);
  const auto x = b.input(Ints{1});
  const auto value = b.load(x, b.index({}));
  Instruction at = ProgramBuilder::with_operands(Opcode::scalar, {value});
  at.op = find_scalar_op("erf").value();
  b.add(at, "erf");
  EXPECT_EQ(why_unsupported(b.program), "op0: ops.erf erf_1: not defined for int64");
}

// ---- faults

TEST(CpuLoops, FaultsNameTheInstructionTheIndexAndTheBound) {
  ProgramBuilder b({20}, 1);
  const auto x = b.input(Floats(16, 1.0f));
  const auto out = b.output(DType::f32, 20);
  b.store(out, b.index({1}), b.load(x, b.index({1})));
  EXPECT_EQ(fault_of(b), "op0: ops.load load_0: index 16 is outside of buffer 'buf0' (16 elements)");
}

TEST(CpuLoops, StoresAreCheckedToo) {
  ProgramBuilder b({2}, 1);
  const auto out = b.output(DType::f32, 4);
  b.store(out, b.index({-1}), b.constant(DType::f32, 1));
  EXPECT_EQ(fault_of(b), "op0: ops.store store_1: index -1 is outside of buffer 'buf0' (4 elements)");
}

TEST(CpuLoops, TheFirstFaultIsToldWhateverTheThreads) {
  ProgramBuilder b({100'000}, 1);
  const auto x = b.input(Floats(10, 1.0f));
  const auto out = b.output(DType::f32, 100'000);
  b.store(out, b.index({1}), b.load(x, b.index({1})));
  try {
    b.run({.oracle = false, .threads = 4});
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "op0: ops.load load_0: index 10 is outside of buffer 'buf0' (10 elements)");
    EXPECT_EQ(error.kind(), Error::Kind::device);
  }
}

struct IndirectCase {
  std::int64_t index;
  bool checked;
  std::string outcome;
};

class Indirect : public testing::TestWithParam<IndirectCase> {};

TEST_P(Indirect, WrapsNegativesAndChecksBounds) {
  ProgramBuilder b({1}, 1);
  const auto at = b.input(Ints{GetParam().index}), x = b.input(Ints{10, 11, 12, 13});
  const auto out = b.output(DType::i64, 1);
  Instruction indirect = ProgramBuilder::with_operands(Opcode::indirect, {b.load(at, b.index({}))});
  indirect.dtype = DType::i64;
  indirect.immediate.i = 4;
  indirect.flag = GetParam().checked;
  b.store(out, b.index({}), b.load(x, b.value_index(b.add(indirect, "set_indirect0"))));
  const std::string fault = fault_of(b);
  EXPECT_EQ(fault == "no fault" ? std::to_string(b.values<std::int64_t>(out)[0]) : fault, GetParam().outcome);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Indirect,
    testing::Values(
        IndirectCase{3, true, "13"}, IndirectCase{-1, true, "13"}, IndirectCase{-4, true, "10"},
        IndirectCase{4, true,
                     "op0: ops.set_indirect0 set_indirect0_1: index 4 is outside of a dimension of size 4"},
        IndirectCase{-5, true,
                     "op0: ops.set_indirect0 set_indirect0_1: index -5 is outside of a dimension of size 4"},
        IndirectCase{4, false, "op0: ops.load load_2: index 4 is outside of buffer 'buf1' (4 elements)"}));

TEST(CpuLoops, CheckBoundsLooksAtTheSidesThatAreAsked) {
  for (const bool upper : {false, true}) {
    ProgramBuilder b({6}, 1);
    Instruction check;
    check.opcode = Opcode::check_bounds;
    check.index = b.index({1}, 1);
    check.immediate.i = 5;
    check.flag = true;
    check.flag2 = upper;
    b.add(check, "check_bounds");
    EXPECT_EQ(fault_of(b),
              upper ? "op0: ops.check_bounds check_bounds_0: index 5 is outside of a dimension of size 5"
                    : "no fault");
  }
}

TEST(CpuLoops, DeviceAssertTellsItsMessage) {
  ProgramBuilder b({1}, 1);
  b.program.messages = {"index out of range"};
  Instruction assertion =
      ProgramBuilder::with_operands(Opcode::device_assert, {b.constant(DType::boolean, 0)});
  assertion.extra = 0;
  b.add(assertion, "device_assert_async");
  EXPECT_EQ(
      fault_of(b),
      "op0: ops.device_assert_async device_assert_async_1: the assertion does not hold: index out of range");
}

TEST(CpuLoops, IndexArithmeticFaultsAreLocated) {
  ProgramBuilder b({2}, 1);
  const auto x = b.input(Floats{1, 2});
  b.load(x, b.atom_index(AtomKind::floordiv, b.index({}, 1), b.index({1})));
  EXPECT_EQ(fault_of(b), "op0: ops.load load_0: the index divides by zero");
}

// ---- reductions: one row of values, one result

struct ReduceCase {
  std::string name;
  ReduceKind kind;
  int selection;
  std::vector<double> values, second, third;
  double expected;
};

void PrintTo(const ReduceCase& at, std::ostream* out) { *out << at.name; }

class FloatReductions : public testing::TestWithParam<ReduceCase> {};

TEST_P(FloatReductions, GiveTheValueWorkedByHand) {
  const ReduceCase& at = GetParam();
  ProgramBuilder b({static_cast<std::int64_t>(at.values.size())}, 0);
  std::vector<ValueId> operands;
  for (const std::vector<double>* values : {&at.values, &at.second, &at.third})
    if (values == &at.values || !values->empty()) operands.push_back(b.load(b.input(*values), b.index({1})));
  const auto out = b.output(DType::f64, 1);
  const auto result = b.reduce(at.kind, operands, DType::f64, at.selection);
  b.stage(false);
  b.store(out, b.index({}), result);
  b.run();
  const double actual = b.values<double>(out)[0];
  if (std::isnan(at.expected))
    EXPECT_TRUE(std::isnan(actual)) << actual;
  else
    EXPECT_DOUBLE_EQ(actual, at.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, FloatReductions,
    testing::Values(
        ReduceCase{"sum", ReduceKind::sum, 0, {1, 2, 3.5}, {}, {}, 6.5},
        ReduceCase{"sum of nothing", ReduceKind::sum, 0, {}, {}, {}, 0},
        ReduceCase{"prod", ReduceKind::prod, 0, {2, 3, -4}, {}, {}, -24},
        ReduceCase{"prod of nothing", ReduceKind::prod, 0, {}, {}, {}, 1},
        ReduceCase{"max", ReduceKind::max, 0, {-3, -1, -2}, {}, {}, -1},
        ReduceCase{"max with NaN", ReduceKind::max, 0, {3, kNaN, 5}, {}, {}, kNaN},
        ReduceCase{"max of nothing", ReduceKind::max, 0, {}, {}, {}, -kInf},
        ReduceCase{"min", ReduceKind::min, 0, {3, 1, 2}, {}, {}, 1},
        ReduceCase{"min with NaN", ReduceKind::min, 0, {kNaN, 5}, {}, {}, kNaN},
        ReduceCase{"min of nothing", ReduceKind::min, 0, {}, {}, {}, kInf},
        ReduceCase{"fmax ignores NaN", ReduceKind::fmax, 0, {3, kNaN, 5, kNaN}, {}, {}, 5},
        ReduceCase{"fmax of NaN", ReduceKind::fmax, 0, {kNaN}, {}, {}, -kInf},
        ReduceCase{"dot", ReduceKind::dot, 0, {1, 2, 3}, {4, 5, 6}, {}, 32},
        ReduceCase{"dot of products", ReduceKind::dot, 0, {4, 10, 18}, {}, {}, 32},
        ReduceCase{"argmax value", ReduceKind::argmax_value, 0, {1, 7, 7}, {}, {}, 7},
        ReduceCase{"argmin value of NaN", ReduceKind::argmin_value, 0, {1, kNaN, 0}, {}, {}, kNaN},
        ReduceCase{"argmax with value", ReduceKind::argmax_with_value, 0, {1, 7, 7}, {}, {}, 7},
        ReduceCase{"its position", ReduceKind::argmax_with_value, 1, {1, 7, 7}, {}, {}, 1},
        ReduceCase{"argmin with value", ReduceKind::argmin_with_value, 0, {4, 2, 2}, {}, {}, 2},
        ReduceCase{"its position too", ReduceKind::argmin_with_value, 1, {4, 2, 2}, {}, {}, 1},
        ReduceCase{"welford mean", ReduceKind::welford_reduce, 0, {1, 2, 3, 6}, {}, {}, 3},
        ReduceCase{"welford m2", ReduceKind::welford_reduce, 1, {1, 2, 3, 6}, {}, {}, 14},
        ReduceCase{"welford weight", ReduceKind::welford_reduce, 2, {1, 2, 3, 6}, {}, {}, 4},
        ReduceCase{"welford mean of inf", ReduceKind::welford_reduce, 0, {1, kInf, 3}, {}, {}, kInf},
        ReduceCase{"welford m2 of inf", ReduceKind::welford_reduce, 1, {1, kInf, 3}, {}, {}, kNaN},
        // {1, 2} and {3, 6}: means 1.5 and 4.5, m2 0.5 and 4.5
        ReduceCase{"combined mean", ReduceKind::welford_combine, 0, {1.5, 4.5}, {0.5, 4.5}, {2, 2}, 3},
        ReduceCase{"combined m2", ReduceKind::welford_combine, 1, {1.5, 4.5}, {0.5, 4.5}, {2, 2}, 14},
        ReduceCase{"combined weight", ReduceKind::welford_combine, 2, {1.5, 4.5}, {0.5, 4.5}, {2, 2}, 4},
        ReduceCase{"weight 0 adds nothing", ReduceKind::welford_combine, 0, {1.5, 99}, {0.5, 0}, {2, 0}, 1.5},
        ReduceCase{
            "equal infinite means", ReduceKind::welford_combine, 0, {kInf, kInf}, {0, 0}, {1, 1}, kInf},
        ReduceCase{"softmax max", ReduceKind::online_softmax_reduce, 0, {0, 3, 1}, {}, {}, 3},
        ReduceCase{"softmax sum", ReduceKind::online_softmax_reduce, 1, {0, std::log(4.0), 0}, {}, {}, 1.5},
        ReduceCase{"softmax of -inf", ReduceKind::online_softmax_reduce, 1, {-kInf, -kInf}, {}, {}, 2},
        ReduceCase{"-inf first", ReduceKind::online_softmax_reduce, 1, {-kInf, 2, 2}, {}, {}, 2},
        ReduceCase{"weights", ReduceKind::online_softmax_reduce, 1, {5, 5}, {2, 0.25}, {}, 2.25},
        ReduceCase{"softmax of +inf", ReduceKind::online_softmax_reduce, 1, {1, kInf}, {}, {}, kNaN}));

struct ArgCase {
  ReduceKind kind;
  Floats values;
  Ints index;
  std::int64_t expected;
};

class ArgReductions : public testing::TestWithParam<ArgCase> {};

TEST_P(ArgReductions, TiesGiveTheSmallestIndexAndNanWins) {
  const ArgCase& at = GetParam();
  ProgramBuilder b({static_cast<std::int64_t>(at.values.size())}, 0);
  std::vector<ValueId> operands{b.load(b.input(at.values), b.index({1}))};
  if (!at.index.empty()) operands.push_back(b.load(b.input(at.index), b.index({1})));
  const auto out = b.output(DType::i64, 1);
  const auto result = b.reduce(at.kind, operands, DType::i64);
  b.stage(false);
  b.store(out, b.index({}), result);
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out)[0], at.expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, ArgReductions,
                         testing::Values(ArgCase{ReduceKind::argmax, {1, 5, 5, 2}, {}, 1},
                                         ArgCase{ReduceKind::argmin, {3, 1, 1}, {}, 1},
                                         ArgCase{ReduceKind::argmax, {1, kNaN, 9, kNaN}, {}, 1},
                                         ArgCase{ReduceKind::argmin, {1, kNaN, 0}, {}, 1},
                                         ArgCase{ReduceKind::argmax, {-kInf, -kInf}, {}, 0},
                                         ArgCase{ReduceKind::argmax, {4, 9, 9}, {7, 30, 20}, 20},
                                         ArgCase{ReduceKind::argmin, {0.0f, -0.0f}, {8, 3}, 3}));

template <class T>
std::int64_t reduced(ReduceKind kind, const std::vector<T>& values, DType dtype) {
  ProgramBuilder b({static_cast<std::int64_t>(values.size())}, 0);
  const auto x = b.input(values);
  const auto out = b.output(DType::i64, 1);
  const auto result = b.reduce(kind, {b.load(x, b.index({1}))}, dtype);
  b.stage(false);
  b.store(out, b.index({}), b.convert(result, DType::i64));
  b.run();
  return b.values<std::int64_t>(out)[0];
}

TEST(CpuLoops, IntegersReduceExactlyAndWrap) {
  using I8 = std::vector<std::int8_t>;
  EXPECT_EQ(reduced(ReduceKind::sum, I8{100, 100}, DType::i32), 200);
  EXPECT_EQ(reduced(ReduceKind::sum, I8{100, 100}, DType::i8), 200 - 256);
  EXPECT_EQ(reduced(ReduceKind::prod, I8{100, 100}, DType::i64), 10'000);
  EXPECT_EQ(reduced(ReduceKind::prod, std::vector<std::int32_t>{1 << 20, 1 << 11, 3}, DType::i32),
            -(1LL << 31));
  EXPECT_EQ(reduced(ReduceKind::xor_sum, Ints{5, 3, 6}, DType::i64), 0);
  EXPECT_EQ(reduced(ReduceKind::max, Ints{-5, -3}, DType::i64), -3);
  EXPECT_EQ(reduced(ReduceKind::max, Ints{}, DType::i64), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(reduced(ReduceKind::min, I8{}, DType::i8), 127);
  EXPECT_EQ(reduced(ReduceKind::max, std::vector<std::uint64_t>{1, ~0ull}, DType::u64), -1);
  EXPECT_EQ(reduced(ReduceKind::min, std::vector<std::uint8_t>{200, 7}, DType::u8), 7);
  EXPECT_EQ(reduced(ReduceKind::any, Ints{0, 8}, DType::boolean), 1);
  EXPECT_EQ(reduced(ReduceKind::any, Floats{0, -0.0f}, DType::boolean), 0);
  EXPECT_EQ(reduced(ReduceKind::any, Floats{0, kNaN}, DType::boolean), 1);
}

TEST(CpuLoops, ReductionsRoundOnceAtTheEnd) {
  ProgramBuilder b({3}, 0);
  const auto x = b.input(Floats{16777216, 1, 1});
  const auto out = b.output(DType::f32, 1);
  const auto sum = b.reduce(ReduceKind::sum, {b.load(x, b.index({1}))}, DType::f32);
  b.stage(false);
  b.store(out, b.index({}), sum);
  b.run();
  EXPECT_EQ(b.values<float>(out)[0], 16777218.0f);
}

TEST(CpuLoops, LaterStagesReadResultsAndElementsOfEarlierOnes) {
  ProgramBuilder b({2, 3}, 1);
  const auto x = b.input(Floats{1, 2, 3, 4, 5, 9});
  const auto centred = b.output(DType::f32, 6), squares = b.output(DType::f32, 2);
  const auto at = b.index({3, 1});
  const auto value = b.load(x, at);
  const auto sum = b.reduce(ReduceKind::sum, {value}, DType::f32);
  b.stage(false);
  const auto mean = b.scalar("truediv", {sum, b.constant(DType::f32, 3)});
  b.stage(true);
  const auto difference = b.scalar("sub", {value, mean});
  b.store(centred, at, difference);
  const auto square = b.reduce(ReduceKind::sum, {b.scalar("mul", {difference, difference})}, DType::f32);
  b.stage(false);
  b.store(squares, b.index({1}), square);
  b.run();
  EXPECT_EQ(b.values<float>(centred), (Floats{-1, 0, 1, -2, -1, 3}));
  EXPECT_EQ(b.values<float>(squares), (Floats{2, 14}));
}

// ---- scans and sorts

Floats scanned(ScanKind kind, const Floats& values) {
  ProgramBuilder b({static_cast<std::int64_t>(values.size())}, 0);
  const auto x = b.input(values);
  const auto out = b.output(DType::f32, static_cast<std::int64_t>(values.size()));
  const auto result = b.scan(kind, {b.load(x, b.index({1}))});
  b.store(out, b.index({1}), result);
  b.run();
  return b.values<float>(out);
}

TEST(CpuLoops, ScansAreInclusive) {
  EXPECT_EQ(scanned(ScanKind::sum, {1, 2, 3}), (Floats{1, 3, 6}));
  EXPECT_EQ(scanned(ScanKind::prod, {2, 3, -1}), (Floats{2, 6, -6}));
  EXPECT_EQ(scanned(ScanKind::max, {2, 1, 3}), (Floats{2, 2, 3}));
  EXPECT_EQ(scanned(ScanKind::min, {2, 1, 3}), (Floats{2, 1, 1}));
  EXPECT_EQ(scanned(ScanKind::sum, {16777216, 1, 1}), (Floats{16777216, 16777216, 16777218}));
  EXPECT_EQ(scanned(ScanKind::logaddexp, {-kInf, 0, 0, kInf}),
            (Floats{-kInf, 0, static_cast<float>(std::log(2.0)), kInf}));
}

TEST(CpuLoops, EachRowIsScannedAnew) {
  ProgramBuilder b({2, 2}, 1);
  const auto x = b.input(Ints{1, 2, 3, 4});
  const auto out = b.output(DType::i64, 4);
  b.store(out, b.index({2, 1}), b.scan(ScanKind::sum, {b.load(x, b.index({2, 1}))}));
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out), (Ints{1, 3, 3, 7}));
}

Ints cumulative_positions(ScanKind kind, const Floats& values) {
  const auto count = static_cast<std::int64_t>(values.size());
  ProgramBuilder b({count}, 0);
  const auto x = b.input(values);
  const auto out = b.output(DType::i64, count);
  const auto position = b.index_expr(b.index({1}), DType::i64);
  b.store(out, b.index({1}), b.scan(kind, {b.load(x, b.index({1})), position}, 1));
  b.run();
  return b.values<std::int64_t>(out);
}

TEST(CpuLoops, CumulativeExtremaTakeTheLaterIndexOfTies) {
  EXPECT_EQ(cumulative_positions(ScanKind::cummax, {1, 3, 3, 2}), (Ints{0, 1, 2, 2}));
  EXPECT_EQ(cumulative_positions(ScanKind::cummin, {3, 1, 2, 1}), (Ints{0, 1, 1, 3}));
  EXPECT_EQ(cumulative_positions(ScanKind::cummax, {1, kNaN, 5, kNaN, 2}), (Ints{0, 1, 1, 3, 3}));
}

TEST(CpuLoops, ScansCombineByAProgram) {
  // (a, b) then (c, d): (a * c, b * c + d), the scan of a linear recurrence
  ProgramBuilder b({3}, 0);
  const auto x = b.input(Floats{2, 3, 4}), y = b.input(Floats{1, 1, 1});
  const auto out = b.output(DType::f32, 3);
  CombineProgram combine;
  combine.members = 2;
  const auto row = [](std::string_view name, ValueId left, ValueId right) {
    Instruction at = ProgramBuilder::with_operands(Opcode::scalar, {left, right});
    at.op = find_scalar_op(name).value();
    return at;
  };
  combine.instructions = {row("mul", 0, 2), row("mul", 1, 2), row("add", 5, 3)};
  combine.results = {4, 6};
  b.program.combines.push_back(combine);
  const auto result = b.scan(ScanKind::program, {b.load(x, b.index({1})), b.load(y, b.index({1}))}, 1);
  b.program.instructions[result].extra = 0;
  b.store(out, b.index({1}), result);
  b.run();
  EXPECT_EQ(b.values<float>(out), (Floats{1, 4, 17}));
}

struct SortCase {
  bool descending;
  Ints order;
};

TEST(CpuLoops, SortsAreStableWithNanAsTheLargest) {
  const Floats keys{2, kNaN, 1, 2, kNaN, -0.0f, 0.0f};
  for (const SortCase& at : {SortCase{false, {2, 5, 6, 0, 3, 1, 4}}, SortCase{true, {1, 4, 0, 3, 2, 5, 6}}}) {
    ProgramBuilder b({7}, 0);
    const auto x = b.input(keys);
    const auto order = b.output(DType::i64, 7);
    const auto key = b.load(x, b.index({1})), position = b.index_expr(b.index({1}), DType::i64);
    const auto sorted = b.sort({key, position}, at.descending, 1);
    b.stage(true);
    b.store(order, b.index({1}), sorted);
    b.run();
    Ints expected = at.order;
    if (!at.descending) expected = {5, 6, 2, 0, 3, 1, 4};
    EXPECT_EQ(b.values<std::int64_t>(order), expected);
  }
}

TEST(CpuLoops, SortedValuesFeedLaterStages) {
  ProgramBuilder b({2, 3}, 1);
  const auto x = b.input(Ints{3, 1, 2, 9, 8, 7});
  const auto out = b.output(DType::i64, 6);
  const auto sorted = b.sort({b.load(x, b.index({3, 1}))}, false);
  b.stage(true);
  b.store(out, b.index({3, 1}), b.scalar("add", {sorted, b.constant(DType::i64, 1)}));
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out), (Ints{2, 3, 4, 8, 9, 10}));
}

// ---- bucketize and random numbers

struct BucketCase {
  bool right;
  Ints expected;
};

class Buckets : public testing::TestWithParam<BucketCase> {};

TEST_P(Buckets, FindTheFirstBoundaryThatIsNotBefore) {
  const Floats values{0, 1, 1.5f, 3, 9, kNaN};
  ProgramBuilder b({6}, 1);
  const auto x = b.input(values), bounds = b.input(Floats{1, 2, 2, 3});
  const auto out = b.output(DType::i64, 6);
  b.program.bucketizes.push_back(
      {bounds, b.index({}, 4), b.index({}, 4), b.index({}, 1), kNone, kNone, GetParam().right});
  Instruction find = ProgramBuilder::with_operands(Opcode::bucketize, {b.load(x, b.index({1}))});
  find.dtype = DType::i64;
  find.extra = 0;
  b.store(out, b.index({1}), b.add(find, "bucketize"));
  b.run();
  EXPECT_EQ(b.values<std::int64_t>(out), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Sides, Buckets,
                         testing::Values(BucketCase{false, {0, 0, 1, 3, 4, 4}},
                                         BucketCase{true, {0, 1, 1, 4, 4, 4}}));

TEST(CpuLoops, BucketizeReadsRowsThroughASorter) {
  // rows {5, 1, 3} and {2, 6, 4}, sorted by {1, 2, 0} and {0, 2, 1}
  ProgramBuilder b({2}, 1);
  const auto x = b.input(Ints{3, 5}), bounds = b.input(Ints{5, 1, 3, 2, 6, 4}),
             order = b.input(Ints{1, 2, 0, 0, 2, 1});
  const auto out = b.output(DType::i32, 2);
  b.program.bucketizes.push_back(
      {bounds, b.index({}, 3), b.index({}, 6), b.index({}, 1), order, b.index({}, 1), false});
  const auto base = b.index_expr(b.index({3}), DType::i64);
  Instruction find = ProgramBuilder::with_operands(Opcode::bucketize, {b.load(x, b.index({1})), base, base});
  find.dtype = DType::i32;
  find.extra = 0;
  b.store(out, b.index({1}), b.add(find, "bucketize"));
  b.run();
  EXPECT_EQ(b.values<std::int32_t>(out), (std::vector<std::int32_t>{1, 2}));
}

std::vector<double> drawn(RandomKind kind, std::int64_t seed, std::int64_t count,
                          std::vector<double> range = {}) {
  ProgramBuilder b({count}, 1);
  const auto seeds = b.input(Ints{0, seed});
  const bool integer = !range.empty();
  const auto out = b.output(integer ? DType::i64 : DType::f32, count);
  Instruction load;
  load.opcode = Opcode::load_seed;
  load.dtype = DType::i64;
  load.buffer = seeds;
  load.immediate.i = 1;
  std::vector<ValueId> operands{b.add(load, "load_seed"), b.index_expr(b.index({1}), DType::i32)};
  for (double bound : range) operands.push_back(b.constant(DType::i64, bound));
  Instruction random = ProgramBuilder::with_operands(Opcode::random, operands);
  random.random = kind;
  random.dtype = integer ? DType::i64 : DType::f32;
  b.store(out, b.index({1}), b.add(random, "rand"));
  b.run();
  std::vector<double> result;
  if (integer)
    for (std::int64_t value : b.values<std::int64_t>(out)) result.push_back(static_cast<double>(value));
  else
    for (float value : b.values<float>(out)) result.push_back(value);
  return result;
}

TEST(CpuLoops, PhiloxHasThePublishedOutputs) {
  // known answers of Random123 for ten rounds
  const Philox4 zero = philox(0, 0);
  EXPECT_EQ(std::vector<std::uint32_t>(zero.out, zero.out + 4),
            (std::vector<std::uint32_t>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

TEST(CpuLoops, UniformsOfZeroSeed) {
  // 0x6627e8d5 = 1713891541, times 4.6566127342e-10
  EXPECT_FLOAT_EQ(static_cast<float>(drawn(RandomKind::rand, 0, 1)[0]), 0.79809294f);
  EXPECT_FLOAT_EQ(static_cast<float>(drawn(RandomKind::rand_cpu, 0, 1)[0]), 0.79809294f);
  // output 1 = 0xe169c58d is negative: 0x1e963a72 = 513161842
  const auto four = drawn(RandomKind::rand4x, 0, 4);
  EXPECT_FLOAT_EQ(static_cast<float>(four[0]), 0.79809294f);
  EXPECT_FLOAT_EQ(static_cast<float>(four[1]), static_cast<float>(513161842 * 4.6566127342e-10));
}

TEST(CpuLoops, NormalsFollowBoxAndMuller) {
  const double u1 = 1713891541 * 4.6566127342e-10, u2 = 513161842 * 4.6566127342e-10;
  const double radius = std::sqrt(-2 * std::log(u1)), angle = 2 * M_PI * u2;
  EXPECT_NEAR(drawn(RandomKind::randn, 0, 1)[0], radius * std::cos(angle), 1e-6);
  const auto four = drawn(RandomKind::randn4x, 0, 2);
  EXPECT_NEAR(four[0], radius * std::cos(angle), 1e-6);
  EXPECT_NEAR(four[1], radius * std::sin(angle), 1e-6);
  // the CPU keeps 31 bits: 0x6169c58d = 1634321805
  const double v1 = 1 - u1, v2 = 1 - 1634321805 * 4.6566127342e-10;
  EXPECT_NEAR(drawn(RandomKind::randn_cpu, 0, 1)[0], std::sqrt(-2 * std::log(v1)) * std::cos(2 * M_PI * v2),
              1e-6);
}

TEST(CpuLoops, IntegersAreDrawnFromTheirRange) {
  const std::uint64_t bits = 0x6627e8d5ull | 0xe169c58dull << 32;
  EXPECT_EQ(drawn(RandomKind::randint64, 0, 1, {-5, 12})[0], static_cast<double>(bits % 17) - 5);
  EXPECT_EQ(drawn(RandomKind::randint64_cpu, 0, 1, {-5, 12})[0], static_cast<double>(bits % 17) - 5);
  EXPECT_EQ(drawn(RandomKind::randint64, 0, 1, {3, 3})[0], 3);
}

// ---- whole loops

TEST(CpuLoops, NothingHappensWithoutPoints) {
  ProgramBuilder b({0, 3}, 2);
  const auto out = b.output(DType::f32, 0);
  b.store(out, b.index({3, 1}), b.constant(DType::f32, 1));
  EXPECT_EQ(fault_of(b), "no fault");
}

TEST(CpuLoops, ThreadsGiveTheSameValues) {
  ProgramBuilder b({1000, 200}, 1);
  Floats values(200'000);
  std::iota(values.begin(), values.end(), 0.0f);
  const auto x = b.input(values);
  const auto out = b.output(DType::f32, 1000);
  const auto sum = b.reduce(ReduceKind::sum, {b.load(x, b.index({200, 1}))}, DType::f32);
  b.stage(false);
  b.store(out, b.index({1}), sum);
  b.run({.oracle = false, .threads = 1});
  const Floats alone = b.values<float>(out);
  b.run({.oracle = false, .threads = 3});
  EXPECT_EQ(b.values<float>(out), alone);
  EXPECT_EQ(alone[1], 200.0f * 200 + 199 * 100);
}

TEST(CpuLoops, PointsThatMeetRunInOrder) {
  ProgramBuilder b({100'000}, 1);
  const auto out = b.output(DType::i64, 2);
  const auto i = b.index_expr(b.index({1}), DType::i64);
  b.store(out, b.index({}), i);
  b.store(out, b.index({}, 1), i, StoreMode::atomic_add);
  b.run({.oracle = false, .threads = 4});
  EXPECT_EQ(b.values<std::int64_t>(out), (Ints{99'999, 4'999'950'000}));
}

}  // namespace
}  // namespace ireplay
