#include "replay/cpu/reductions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "tests/support/program_builder.hpp"

namespace ireplay {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
using Floats = std::vector<float>;
using Ints = std::vector<std::int64_t>;

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

TEST(CpuReductions, IntegersReduceExactlyAndWrap) {
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

TEST(CpuReductions, ReductionsRoundOnceAtTheEnd) {
  ProgramBuilder b({3}, 0);
  const auto x = b.input(Floats{16777216, 1, 1});
  const auto out = b.output(DType::f32, 1);
  const auto sum = b.reduce(ReduceKind::sum, {b.load(x, b.index({1}))}, DType::f32);
  b.stage(false);
  b.store(out, b.index({}), sum);
  b.run();
  EXPECT_EQ(b.values<float>(out)[0], 16777218.0f);
}

TEST(Reductions, NoiseRoundsAfterEveryTermButInAnOracleRun) {
  Instruction sum;
  sum.opcode = Opcode::reduce;
  sum.reduce = ReduceKind::sum;
  sum.dtype = sum.source = DType::f32;
  const auto total = [&](bool oracle, std::uint64_t seed) {
    RoundingNoise noise;
    noise.restart(seed, 0);
    Reduction reduction(sum, DType::f32, oracle, &noise);
    for (const double term : {16777216.0, 1.0, 1.0}) {
      const Scalar value{.f = term};
      reduction.add(&value, 0);
    }
    return reduction.result().f;
  };
  std::set<double> seen;
  for (std::uint64_t seed = 1; seed < 50; ++seed) {
    seen.insert(total(false, seed));
    EXPECT_EQ(total(true, seed), 16777218.0);
  }
  EXPECT_EQ(seen, (std::set<double>{16777216.0, 16777218.0, 16777220.0}));
}

}  // namespace
}  // namespace ireplay
