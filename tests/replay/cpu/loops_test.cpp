#include "replay/cpu/loops.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "kernels/scalar/philox.hpp"
#include "parser/source.hpp"
#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

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

/// The sum of three numbers as runs with noise give it.
std::set<float> noisy_sums(const Floats& terms, ValueRounding rounding) {
  std::set<float> sums;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    ProgramBuilder b({1}, 1);
    const auto x = b.input(terms);
    const auto out = b.output(DType::f32, 1);
    const auto term = [&](std::int64_t k) { return b.load(x, b.index({1}, k)); };
    b.store(out, b.index({1}), b.scalar("add", {b.scalar("add", {term(0), term(1)}), term(2)}));
    b.run({.value_rounding = rounding, .noise = seed});
    sums.insert(b.values<float>(out)[0]);
  }
  return sums;
}

TEST(CpuLoops, ASumThatIsWrittenOutHasAnotherOrderWhereOpsRunOneByOne) {
  const Floats inexact{1, 0.1f, 0.3f}, exact{1, 2, 3};
  EXPECT_EQ(noisy_sums(inexact, ValueRounding::planned).size(), 1U);
  EXPECT_EQ(noisy_sums(inexact, ValueRounding::per_op).size(), 2U);
  EXPECT_EQ(noisy_sums(exact, ValueRounding::per_op), std::set<float>{6});
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

// ---- stages

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
