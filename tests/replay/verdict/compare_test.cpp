#include "replay/verdict/compare.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "kernels/scalar/scalar.hpp"
#include "kernels/scalar/scalar_ops.hpp"
#include "replay/externs/program.hpp"

namespace ireplay {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

HostTensor floats(DType dtype, Dims size, const std::vector<double>& values) {
  HostTensor tensor{dtype, std::move(size), HostBytes(values.size() * bytes_of(dtype))};
  for (std::size_t i = 0; i < values.size(); ++i)
    store_element(&tensor.data[i * bytes_of(dtype)], dtype, Scalar{.f = values[i]}, DType::f64);
  return tensor;
}

HostTensor ints(DType dtype, const std::vector<std::int64_t>& values) {
  HostTensor tensor{dtype, {static_cast<std::int64_t>(values.size())}, {}};
  tensor.data.resize(values.size() * bytes_of(dtype));
  for (std::size_t i = 0; i < values.size(); ++i)
    store_element(&tensor.data[i * bytes_of(dtype)], dtype, Scalar{.i = values[i]}, DType::i64);
  return tensor;
}

std::vector<double> normal_numbers(std::size_t count, unsigned seed) {
  std::mt19937 engine(seed);
  std::vector<double> values(count);
  for (double& value : values) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += static_cast<double>(engine()) / 4294967296.0;
    value = sum;
  }
  return values;
}

bool passes(double got, double want, const Limits& tolerance = {}) {
  return compare("x", floats(DType::f32, {1}, {got}), floats(DType::f32, {1}, {want}), tolerance).passes();
}

TEST(Compare, NanAndInfinityEqualOnlyThemselves) {
  const Limits wide{.atol = 1e9, .rtol = 1e9};
  EXPECT_TRUE(passes(kNan, kNan));
  EXPECT_TRUE(passes(kInf, kInf));
  EXPECT_TRUE(passes(-kInf, -kInf));
  EXPECT_TRUE(passes(0.0, -0.0));
  for (const double other : {0.0, 1.0, kInf, -kInf}) {
    EXPECT_FALSE(passes(kNan, other, wide)) << other;
    EXPECT_FALSE(passes(other, kNan, wide)) << other;
  }
  EXPECT_FALSE(passes(kInf, -kInf, wide));
  EXPECT_FALSE(passes(3e38, kInf, wide));
  EXPECT_FALSE(passes(kInf, 3e38, wide));
}

TEST(Compare, IntegersAndBoolsAreExactWhateverTheTolerance) {
  const Limits wide{.atol = 100, .rtol = 1};
  const std::int64_t big = std::int64_t{1} << 62;
  EXPECT_TRUE(compare("x", ints(DType::i64, {big, -1}), ints(DType::i64, {big, -1}), wide).passes());
  const Comparison off = compare("x", ints(DType::i64, {big, 5}), ints(DType::i64, {big + 1, 5}), wide);
  EXPECT_FALSE(off.passes());
  EXPECT_EQ(off.mismatched, 1);
  ASSERT_EQ(off.worst.size(), 1U);
  EXPECT_EQ(off.worst[0].want.i, big + 1);
  EXPECT_FALSE(compare("x", ints(DType::boolean, {1}), ints(DType::boolean, {0}), wide).passes());
}

TEST(Compare, ExcusedElementsAreCountedAndNotCompared) {
  const HostTensor got = floats(DType::f32, {3}, {1, 2.5, kNan}), want = floats(DType::f32, {3}, {1, 2, 3});
  EXPECT_EQ(compare("x", got, want, Limits{}).mismatched, 2);
  EXPECT_EQ(compare("x", got, want, Limits{}, {0, 1, 0}).mismatched, 1);
  const Comparison c = compare("x", got, want, Limits{}, {0, 1, 1});
  EXPECT_TRUE(c.passes());
  EXPECT_EQ(c.not_compared, 2);
  EXPECT_TRUE(compare("x", ints(DType::i64, {4, 7}), ints(DType::i64, {4, 9}), Limits{}, {0, 1}).passes());
  EXPECT_FALSE(compare("x", ints(DType::i64, {5, 7}), ints(DType::i64, {4, 9}), Limits{}, {0, 1}).passes());
  EXPECT_FALSE(compare("x", got, floats(DType::f32, {3}, {9, 9, 9}), Limits{}, {1, 1, 1}).passes());
}

TEST(Compare, EachLimitIsAReasonToFail) {
  const std::vector<double> want = normal_numbers(4096, 7);
  std::vector<double> larger = want, one = want;
  for (double& x : larger) x *= 1.0005;
  one[5] += 0.5;
  const HostTensor reference = floats(DType::f32, {4096}, want);
  Limits limits{.kind = Limits::Kind::measured, .atol = 0.01};
  const HostTensor off = floats(DType::f32, {4096}, larger);
  EXPECT_TRUE(compare("x", off, reference, limits).passes());
  limits.rms = 1e-4;
  EXPECT_TRUE(compare("x", off, reference, limits).rms_too_large);
  limits.rms = 1;
  limits.slope = 1e-4;
  const Comparison biased = compare("x", off, reference, limits);
  EXPECT_TRUE(biased.biased);
  EXPECT_FALSE(biased.passes());
  EXPECT_NEAR(biased.slope, 5e-4, 1e-6);
  EXPECT_NEAR(biased.teeth.factor, 1.0001, 1e-9);
  limits.slope = 1;
  EXPECT_EQ(compare("x", floats(DType::f32, {4096}, one), reference, limits).mismatched, 1);
}

TEST(Compare, BandsHoldByMagnitude) {
  Limits limits{.kind = Limits::Kind::measured, .bands = {{-3, 0.01}, {2, 0.5}}};
  EXPECT_EQ(element_limit(limits, 0), 0.01);
  EXPECT_EQ(element_limit(limits, 3.9), 0.01);
  EXPECT_EQ(element_limit(limits, 4), 0.5);
  EXPECT_EQ(element_limit(limits, 4, 0), 0.5) << "of two values the larger one tells";
  EXPECT_EQ(element_limit(limits, 0, 4), 0.5);
  const Limits given{.kind = Limits::Kind::given, .atol = 1, .rtol = 1};
  EXPECT_EQ(element_limit(given, 4, 0), 1) << "what is given holds for the reference";
  limits.dtype = DType::bf16;
  EXPECT_EQ(element_limit(limits, 1024), 8);
}

TEST(Compare, IntegersThatRoundingDecidesMayChangeAsOftenAsTheyWereSeenTo) {
  const Limits limits{.kind = Limits::Kind::measured, .changes = 1, .change = 2};
  std::vector<std::int64_t> want(100, 7), got = want;
  for (std::size_t i = 0; i < 5; ++i) got[i] = 8;
  const Comparison few = compare("x", ints(DType::i64, got), ints(DType::i64, want), limits);
  EXPECT_TRUE(few.passes());
  EXPECT_EQ(few.not_compared, 5);
  got[5] = 8;
  EXPECT_EQ(compare("x", ints(DType::i64, got), ints(DType::i64, want), limits).mismatched, 6);
  got = want;
  got[0] = 10;
  EXPECT_FALSE(compare("x", ints(DType::i64, got), ints(DType::i64, want), limits).passes());
}

TEST(Compare, NumbersBelowTheNormalOnesMayBeOneUnitApart) {
  const Limits tight{.rtol = 1e-7};
  const double least = 0x1p-149;
  EXPECT_TRUE(
      compare("x", floats(DType::f32, {1}, {2 * least}), floats(DType::f32, {1}, {least}), tight).passes());
  EXPECT_FALSE(
      compare("x", floats(DType::f32, {1}, {9 * least}), floats(DType::f32, {1}, {least}), tight).passes());
}

TEST(Compare, ShapesAndTypesMustAgree) {
  const HostTensor two = floats(DType::f32, {2}, {1, 2});
  EXPECT_EQ(compare("x", two, floats(DType::f32, {2, 1}, {1, 2}), Limits{}).reason,
            "got f32[2], the reference is f32[2,1]");
  EXPECT_EQ(compare("x", two, ints(DType::i32, {1, 2}), Limits{}).reason,
            "got f32[2], the reference is i32[2]");
  EXPECT_EQ(compare("x", two, floats(DType::f64, {2}, {1, 2}), Limits{}).reason,
            "got f32[2], the reference is f64[2]");
  EXPECT_TRUE(compare("x", HostTensor{DType::f32, {0, 3}, {}}, HostTensor{DType::f32, {0, 3}, {}}, Limits{})
                  .passes());
}

TEST(Compare, FiguresAreThoseOfTheDefinition) {
  const Comparison c = compare("x", floats(DType::f32, {2, 2}, {1, 2, kNan, kInf}),
                               floats(DType::f32, {2, 2}, {1, 2.5, kNan, kInf}), Limits{.atol = 0.25});
  EXPECT_EQ(c.elements, 4);
  EXPECT_EQ(c.mismatched, 1);
  EXPECT_EQ(c.ours.nan, 1);
  EXPECT_EQ(c.ours.inf, 1);
  EXPECT_DOUBLE_EQ(c.max_abs, 0.5);
  EXPECT_DOUBLE_EQ(c.max_rel, 0.2);
  EXPECT_DOUBLE_EQ(c.max_ulp, 0x1p21);  // a quarter of the 2^23 steps between 2 and 4
  EXPECT_DOUBLE_EQ(c.rms, std::sqrt(0.25 / 2));
  EXPECT_DOUBLE_EQ(*c.cosine, 6 / (std::sqrt(5.0) * std::sqrt(7.25)));
  ASSERT_EQ(c.worst.size(), 1U);
  EXPECT_EQ(c.worst[0].index, (Dims{0, 1}));
  EXPECT_DOUBLE_EQ(c.worst[0].got.f, 2);
  EXPECT_DOUBLE_EQ(c.worst[0].want.f, 2.5);
}

TEST(Compare, ComplexPartsAreComparedEach) {
  HostTensor got{DType::c64, {2}, HostBytes(16)}, want = got;
  const float off = 1;
  std::memcpy(&got.data[12], &off, 4);
  const Comparison c = compare("x", got, want, Limits{});
  EXPECT_FALSE(c.passes());
  ASSERT_EQ(c.worst.size(), 1U);
  EXPECT_EQ(c.worst[0].index, Dims{1});
}

TEST(Compare, UlpDistanceCountsValuesOfTheType) {
  EXPECT_EQ(ulp_distance(DType::bf16, 1.0, 1.0 + 0x1p-7), 1);
  EXPECT_EQ(ulp_distance(DType::f16, 1.0, 1.0 - 0x1p-11), 1);
  EXPECT_EQ(ulp_distance(DType::f32, 0x1p-149, -0x1p-149), 2);
  EXPECT_EQ(ulp_distance(DType::f64, 0.0, -0.0), 0);
  EXPECT_EQ(ulp_distance(DType::f64, 1.0, 1.0 + 0x1p-52), 1);
}

// ---- tolerances: loose enough for honest rounding, strict enough for real errors
// --------------------------------------

std::int32_t add_buffer(Plan& plan, const std::string& name, DType dtype, const Dims& size) {
  const auto number = static_cast<std::int32_t>(plan.buffers.size());
  plan.storages.push_back({.kind = Storage::Kind::arena,
                           .name = name,
                           .bytes = numel(size) * static_cast<std::int64_t>(bytes_of(dtype))});
  plan.buffers.push_back({.name = name,
                          .dtype = dtype,
                          .size = size,
                          .stride = dense_strides(size),
                          .offset = 0,
                          .storage = number});
  return number;
}

void add_output(Plan& plan, std::int32_t buffer) {
  const PlanBuffer& from = plan.buffers[static_cast<std::size_t>(buffer)];
  PlanOutput output;
  output.key = output.name = from.name;
  output.view = {buffer, from.dtype, from.size, from.stride, 0};
  plan.outputs.push_back(output);
}

/// out[m,n] = a[m,k] @ b[k,n]
Plan matrix_product(DType dtype, std::int64_t m, std::int64_t k, std::int64_t n) {
  Plan plan;
  const auto a = add_buffer(plan, "a", dtype, {m, k}), b = add_buffer(plan, "b", dtype, {k, n});
  const auto out = add_buffer(plan, "out", dtype, {m, n});
  const auto view = [&](std::int32_t i) {
    const PlanBuffer& from = plan.buffers[static_cast<std::size_t>(i)];
    return ExternArgument{"", ExternValue{TensorView{i, from.dtype, from.size, from.stride, 0}}};
  };
  Step step;
  step.kind = Step::Kind::extern_call;
  step.call = {.function = "extern_kernels.mm", .arguments = {view(a), view(b)}, .results = {out}};
  step.flops = 2 * m * k * n;
  plan.steps.push_back(step);
  write_parts(plan);
  add_output(plan, out);
  return plan;
}

/// out = exp-like chain of `operations` scalar operations on x, element by element
Plan chain(DType dtype, std::int64_t count, int operations, int kernels = 1) {
  Plan plan;
  auto from = add_buffer(plan, "x", dtype, {count});
  for (int kernel = 0; kernel < kernels; ++kernel) {
    const auto to = add_buffer(plan, "buf" + std::to_string(kernel), dtype, {count});
    LoopProgram program;
    program.ranges = {count};
    program.parallel = 1;
    program.buffers = {{from, dtype, count, true, false}, {to, dtype, count, false, true}};
    Instruction load;
    load.opcode = Opcode::load;
    load.dtype = compute_type(dtype);
    load.buffer = 0;
    program.instructions.push_back(load);
    for (int i = 0; i < operations; ++i) {
      Instruction add;
      add.opcode = Opcode::scalar;
      add.op = ScalarOp::add;
      add.dtype = compute_type(dtype);
      add.operands = {i, i, kNone, kNone};
      program.instructions.push_back(add);
    }
    if (is_floating(dtype) && bytes_of(dtype) < 4) {
      program.rounded_op_by_op.assign(program.instructions.size(), dtype);
      program.rounded_op_by_op[0] = DType::f32;
    }
    Instruction store = load;
    store.opcode = Opcode::store;
    store.buffer = 1;
    store.operands[0] = operations;
    store.mode = StoreMode::plain;
    program.instructions.push_back(store);
    Step step;
    step.kind = Step::Kind::loops;
    step.programs.push_back(program);
    plan.steps.push_back(step);
    from = to;
  }
  add_output(plan, from);
  return plan;
}

struct Product {
  std::int64_t m, k, n;
  std::vector<double> a, b;

  Product(std::int64_t rows, std::int64_t terms, std::int64_t columns)
      : m(rows),
        k(terms),
        n(columns),
        a(normal_numbers(static_cast<std::size_t>(m * k), 1)),
        b(normal_numbers(static_cast<std::size_t>(k * n), 2)) {}

  template <class T>
  std::vector<double> multiply(std::int64_t skipped_term = -1) const {
    std::vector<double> out;
    for (std::int64_t i = 0; i < m; ++i)
      for (std::int64_t j = 0; j < n; ++j) {
        T sum = 0;
        for (std::int64_t t = 0; t < k; ++t)
          if (t != skipped_term)
            sum += static_cast<T>(a[static_cast<std::size_t>(i * k + t)]) *
                   static_cast<T>(b[static_cast<std::size_t>(t * n + j)]);
        out.push_back(static_cast<double>(sum));
      }
    return out;
  }
};

class TolerancePerType : public testing::TestWithParam<DType> {
 protected:
  Product product_{32, 512, 32};
  Tolerance tolerance_ =
      derive_tolerances(matrix_product(GetParam(), 32, 512, 32), ReferenceRounding::fused).at(0);

  Comparison against_exact(const std::vector<double>& got) {
    return compare("out", floats(GetParam(), {32, 32}, got),
                   floats(GetParam(), {32, 32}, product_.multiply<double>()), tolerance_);
  }
};

TEST_P(TolerancePerType, AnotherOrderOfSummationPasses) {
  const Comparison c = against_exact(product_.multiply<float>());
  EXPECT_TRUE(c.passes()) << c.max_abs << " atol " << c.limits.atol << " rms " << c.rms << " of "
                          << c.limits.rms;
}

TEST_P(TolerancePerType, OneDroppedTermFails) {
  EXPECT_FALSE(against_exact(product_.multiply<double>(17)).passes());
}

TEST_P(TolerancePerType, ATransposedResultFails) {
  std::vector<double> got = product_.multiply<double>();
  for (std::size_t i = 0; i < 32; ++i)
    for (std::size_t j = 0; j < i; ++j) std::swap(got[i * 32 + j], got[j * 32 + i]);
  EXPECT_FALSE(against_exact(got).passes());
}

TEST_P(TolerancePerType, OneElementOffByAFewPercentFails) {
  std::vector<double> got = product_.multiply<double>();
  got[77] *= 1.05;
  const Comparison c = against_exact(got);
  EXPECT_FALSE(c.passes());
  EXPECT_EQ(c.mismatched, 1);
  EXPECT_EQ(c.worst.at(0).index, (Dims{2, 13}));
}

INSTANTIATE_TEST_SUITE_P(Types, TolerancePerType, testing::Values(DType::f32, DType::f16, DType::bf16));

TEST(Tolerance, SmallErrorsEverywhereFailWhereNoElementBetraysThem) {
  const Tolerance tolerance =
      derive_tolerances(chain(DType::bf16, 4096, 4, 2), ReferenceRounding::fused).at(0);
  const std::vector<double> want = normal_numbers(4096, 3);
  std::vector<double> got = want;
  for (double& x : got) x *= 1.012;
  const Comparison c =
      compare("x", floats(DType::bf16, {4096}, got), floats(DType::bf16, {4096}, want), tolerance);
  EXPECT_EQ(c.mismatched, 0);
  EXPECT_TRUE(c.rms_too_large);
  EXPECT_FALSE(c.passes());
}

TEST(Tolerance, TheSlopeOfNearlyEqualElementsIsChance) {
  const Tolerance tolerance{.scaled = 0.05, .rms = 0.015, .deviation = 0.0055};
  std::vector<double> want(128), factor(128);
  for (std::size_t k = 0; k < want.size(); ++k) {
    want[k] = 1012.0 + 4.0 * static_cast<double>(k % 3);
    factor[k] = 1.02 * want[k];
  }
  std::vector<double> got = want;
  got[57] += 4;  // a unit in the last place
  const HostTensor reference = floats(DType::bf16, {128}, want);
  const Comparison one = compare("x", floats(DType::bf16, {128}, got), reference, tolerance);
  EXPECT_TRUE(one.passes()) << one.slope << " of " << one.limits.slope;
  const Comparison all = compare("x", floats(DType::bf16, {128}, factor), reference, tolerance);
  EXPECT_TRUE(all.biased);
  EXPECT_FALSE(all.passes());
}

TEST(Tolerance, OperandsInTf32PassWhereTheyMayBe) {
  Plan plan = matrix_product(DType::f32, 32, 512, 32);
  Product product{32, 512, 32};
  const std::vector<double> want = product.multiply<double>();
  for (std::vector<double>* operand : {&product.a, &product.b})
    for (double& x : *operand) {  // cut to ten bits, as tensor cores do
      auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(x));
      x = static_cast<double>(std::bit_cast<float>(bits & 0xffffe000u));
    }
  const auto passes = [&](const std::vector<double>& got) {
    return compare("out", floats(DType::f32, {32, 32}, got), floats(DType::f32, {32, 32}, want),
                   derive_tolerances(plan, ReferenceRounding::fused).at(0))
        .passes();
  };
  EXPECT_FALSE(passes(product.multiply<double>()));
  plan.tf32.products = true;
  EXPECT_TRUE(passes(product.multiply<double>()));
  EXPECT_FALSE(passes(product.multiply<double>(17))) << "a dropped term";
}

TEST(Tolerance, GrowsWithOperationsTermsAndRoundings) {
  const auto scaled = [](const Plan& plan, ReferenceRounding rounding = ReferenceRounding::fused) {
    return derive_tolerances(plan, rounding).at(0).scaled;
  };
  EXPECT_LT(scaled(chain(DType::f32, 8, 2)), scaled(chain(DType::f32, 8, 20)));
  EXPECT_LT(scaled(chain(DType::bf16, 8, 4)), scaled(chain(DType::bf16, 8, 4, 3)));
  EXPECT_LT(scaled(chain(DType::bf16, 8, 4)), scaled(chain(DType::bf16, 8, 4), ReferenceRounding::per_op));
  EXPECT_EQ(scaled(chain(DType::f32, 8, 4)), scaled(chain(DType::f32, 8, 4), ReferenceRounding::per_op));
  EXPECT_LT(scaled(matrix_product(DType::f32, 4, 16, 4)), scaled(matrix_product(DType::f32, 4, 4096, 4)));
  EXPECT_LT(scaled(chain(DType::f64, 8, 20)), 1e-13);
}

TEST(Tolerance, SaysWhy) {
  const auto why = [](const Plan& plan, ReferenceRounding rounding = ReferenceRounding::fused) {
    return derive_tolerances(plan, rounding).at(0).why;
  };
  EXPECT_EQ(why(matrix_product(DType::bf16, 4, 512, 4)), "bf16 output, 1 operation, 512 accumulated terms");
  EXPECT_EQ(why(chain(DType::f32, 8, 3)), "f32, 3 operations");
  Plan tf32 = matrix_product(DType::f32, 4, 512, 4);
  tf32.tf32.products = true;
  EXPECT_EQ(why(tf32), "f32, 1 operation, 512 accumulated terms, operands rounded to TF32");
  EXPECT_EQ(why(chain(DType::bf16, 8, 3, 2)), "bf16 output, 6 operations, 1 rounding to bf16 on the way");
  EXPECT_EQ(why(chain(DType::f16, 8, 2), ReferenceRounding::per_op),
            "f16 output, 2 operations, 1 rounding to f16 on the way, reference rounded op by op");
  Plan exact = chain(DType::i32, 8, 3);
  EXPECT_EQ(why(exact), "exact");
}

}  // namespace
}  // namespace ireplay
