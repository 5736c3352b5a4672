#include "replay/lower/body/index_lowering.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <numeric>
#include <random>

#include "parser/parse.hpp"

namespace ireplay {
namespace {

/// Variables p0: 12, p1: 64, p2: 5, p3: 1 (and p4: 0 for empty loops), symbol s0 = 16, indirect0 in 0 <= i
/// < 50.
class Lowered {
 public:
  explicit Lowered(std::string text, std::vector<std::int64_t> extents = {12, 64, 5, 1})
      : source_("index", std::move(text)) {
    program_.ranges = std::move(extents);
    program_.parallel = static_cast<std::int32_t>(program_.ranges.size());
    algebra_.emplace(program_);
    expr_ = parse_expression(source_, pool_);
    names_ = {"p0", "p1", "p2", "p3", "p4"};
    for (std::size_t k = 0; k < program_.ranges.size(); ++k) variables_.push_back({names_[k], kNoExpr});
  }

  Quantity quantity() {
    const auto indirect = [this](const Expr& name, int) -> std::optional<Quantity> {
      if (name.text != "indirect0") return std::nullopt;
      return Quantity::of(algebra_->value(0, {0, 49}));
    };
    return IndexLowering(source_, pool_, *algebra_, variables_, symbols_, indirect).lower(expr_);
  }
  IndexId index() { return algebra_->intern(quantity().numerator); }
  std::string text() { return to_text(program_, index()); }

  const ExprPool& pool() const { return pool_; }
  ExprId expr() const { return expr_; }
  const LoopProgram& program() const { return program_; }
  const Source& source() const { return source_; }
  IndexAlgebra& algebra() { return *algebra_; }

 private:
  Source source_;
  ExprPool pool_;
  ExprId expr_ = kNoExpr;
  LoopProgram program_;
  std::optional<IndexAlgebra> algebra_;
  std::vector<std::string_view> names_;
  std::vector<Variable> variables_;
  SymbolValues symbols_{{"s0", 16}};
};

// ---- simplest forms
// -----------------------------------------------------------------------------------------------

struct FormCase {
  const char* text;
  const char* form;
};

class IndexForm : public testing::TestWithParam<FormCase> {};

TEST_P(IndexForm, IsTheSimplest) { EXPECT_EQ(Lowered(GetParam().text).text(), GetParam().form); }

INSTANTIATE_TEST_SUITE_P(
    Affine, IndexForm,
    testing::Values(
        FormCase{"64*p0 + p1", "64*i0 + i1"}, FormCase{"(64*p0 + p1)//64", "i0"},
        FormCase{"ModularIndexing(64*p0 + p1, 1, 64)", "i1"},
        FormCase{"ModularIndexing(64*p0 + p1, 64, 12)", "i0"}, FormCase{"p3 + 7", "7"},
        FormCase{"20*p0 + ((p1 - 20))", "20*i0 + i1 - 20"}, FormCase{"127 - p1", "-i1 + 127"},
        FormCase{"-128*p0 - p1 + 127", "-128*i0 - i1 + 127"}, FormCase{"s0*p0 + s0//3", "16*i0 + 5"},
        FormCase{"Min(63, p1)", "i1"}, FormCase{"Max(0, p1)", "i1"}, FormCase{"Where(p1 < 64, p0, p1)", "i0"},
        FormCase{"Abs(p0)", "i0"}, FormCase{"Mod(p0, 12)", "i0"}, FormCase{"PythonMod(p0 - 12, 12)", "i0"},
        FormCase{"floor(p0/16 + 1/2)", "floordiv(i0 + 8, 16)"}, FormCase{"64*(p0//12) + p1", "i1"},
        FormCase{"ModularIndexing(p1 + 128, 64, 2)", "0"}, FormCase{"(2*p0 + 24)//2", "i0 + 12"},
        FormCase{"p0*(s0 - 15)", "i0"}, FormCase{"2**4*p0", "16*i0"}, FormCase{"p0 - p0", "0"},
        FormCase{"50*p0 + indirect0", "50*i0 + v0"},
        FormCase{"ModularIndexing(50*p0 + indirect0, 1, 50)", "v0"}, FormCase{"p0/2 + p0/2", "i0"},
        FormCase{"-p1//64", "0"}, FormCase{"CeilToInt(s0/3)", "6"}, FormCase{"floor(sqrt(s0))", "4"}));

INSTANTIATE_TEST_SUITE_P(
    NotAffine, IndexForm,
    testing::Values(FormCase{"(64*p0 + p1)//128", "floordiv(i0, 2)"},
                    FormCase{"ModularIndexing(64*p0 + p1, 1, 128)", "i1 + 64*mod(i0, 2)"},
                    FormCase{"(p1//4)//4", "floordiv(i1, 16)"},
                    FormCase{"ModularIndexing(ModularIndexing(p1, 1, 32), 1, 8)", "mod(i1, 8)"},
                    FormCase{"ModularIndexing(p1, 1, 32)//8", "mod(floordiv(i1, 8), 4)"},
                    FormCase{"ModularIndexing(p1, 8, 4)", "mod(floordiv(i1, 8), 4)"},
                    FormCase{"(4*p1 + 3)//8", "floordiv(i1, 2)"}, FormCase{"p0*p1", "multiply(i1, i0)"},
                    FormCase{"Min(p0, p1)", "minimum(i0, i1)"}));

TEST(LowerIndex, EqualExpressionsAreOneEntry) {
  Lowered lowered("p1//4 + p0");
  const IndexId first = lowered.index();
  EXPECT_EQ(lowered.index(), first);
  EXPECT_EQ(lowered.program().indices.size(), 3U);  // the sum, i1 and 4
}

TEST(LowerIndex, KeepsFractionsForFloatValues) {
  const Quantity half = Lowered("p0/2 + 1/2").quantity();
  EXPECT_EQ(half.kind, Quantity::Kind::exact);
  EXPECT_EQ(half.denominator, 2);
  EXPECT_EQ(half.numerator.offset, 1);
  EXPECT_EQ(Lowered("2.0/(s0 - 1.0)").quantity().constant(), 2.0 / 15.0);
  EXPECT_EQ(Lowered("sqrt(p0)").quantity().kind, Quantity::Kind::opaque);
  EXPECT_EQ(Lowered("OpaqueUnaryFn_sqrt(s0)").quantity().constant(), 4.0);
}

// ---- faults
// -------------------------------------------------------------------------------------------------------

struct FaultCase {
  const char* text;
  const char* sentence;
  std::size_t column;
};

class IndexFaultCase : public testing::TestWithParam<FaultCase> {};

TEST_P(IndexFaultCase, IsLocated) {
  Lowered lowered(GetParam().text);
  try {
    lowered.quantity();
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), GetParam().sentence);
    EXPECT_EQ(error.position().column, GetParam().column);
  }
}

INSTANTIATE_TEST_SUITE_P(Sentences, IndexFaultCase,
                         testing::Values(FaultCase{"p0 + s7", "unknown symbol 's7': give --sym s7=VALUE", 6},
                                         FaultCase{"p0 + Frobnicate(p1)",
                                                   "unknown function 'Frobnicate' in an index expression", 6},
                                         FaultCase{"Mod(p0, 4, 3)", "expected 2 arguments of Mod", 1},
                                         FaultCase{"99999999999999999999",
                                                   "expected an integer that fits 64 bits", 1},
                                         FaultCase{"p0 + 'x'", "expected an index expression", 7}));

TEST(LowerIndex, OverflowAndDivisionByZeroAreErrors) {
  for (const char* text :
       {"9223372036854775807*p0 + 9223372036854775807*p0", "2**40*2**40*p0", "9223372036854775807 + p0 + 1",
        "ModularIndexing(p0, 1, s0 - 16)", "p0//(s0 - 16)", "1/(s0 - 16)"})
    EXPECT_THROW(Lowered(text).quantity(), Error) << text;
}

TEST(LowerIndex, LongSumsAreOneTerm) {
  std::string sum = "p0";
  for (int k = 0; k < 100; ++k) sum += " + p0";
  EXPECT_EQ(Lowered(sum).text(), "101*i0");
}

// ---- the same value as a naive evaluation
// -------------------------------------------------------------------------

struct Fraction {
  __int128 n = 0, d = 1;
};

__int128 floor_of(Fraction a) {
  const __int128 q = a.n / a.d;
  return a.n % a.d != 0 && a.n < 0 ? q - 1 : q;
}

/// Evaluates the tree as it stands, with fractions.
class Naive {
 public:
  Naive(const ExprPool& pool, const std::vector<std::int64_t>& variables)
      : pool_(pool), variables_(variables) {}

  Fraction operator()(ExprId id) const {
    const Expr& expr = pool_[id];
    const auto child = [&](std::size_t k) { return (*this)(pool_.children_of(id)[k]); };
    switch (expr.kind) {
      case ExprKind::integer:
        return {std::stoll(std::string(expr.text)), 1};
      case ExprKind::name:
        return {variables_.at(static_cast<std::size_t>(expr.text[1] - '0')), 1};
      case ExprKind::neg:
        return multiply(child(0), {-1, 1});
      case ExprKind::add:
        return add(child(0), child(1));
      case ExprKind::sub:
        return add(child(0), multiply(child(1), {-1, 1}));
      case ExprKind::mul:
        return multiply(child(0), child(1));
      case ExprKind::truediv:
        return divide(child(0), child(1));
      case ExprKind::floordiv:
        return {floor_of(divide(child(0), child(1))), 1};
      case ExprKind::mod:
        return modulo(child(0), child(1));
      case ExprKind::lt:
        return {less(child(0), child(1)), 1};
      case ExprKind::ge:
        return {!less(child(0), child(1)), 1};
      case ExprKind::call:
        return call(pool_[pool_.children_of(id)[0]].text, child(1),
                    pool_.children_of(id).size() > 2 ? child(2) : Fraction{},
                    pool_.children_of(id).size() > 3 ? child(3) : Fraction{});
      default:
        throw std::logic_error("kind");
    }
  }

 private:
  static Fraction add(Fraction a, Fraction b) { return {a.n * b.d + b.n * a.d, a.d * b.d}; }
  static Fraction multiply(Fraction a, Fraction b) { return {a.n * b.n, a.d * b.d}; }
  static Fraction divide(Fraction a, Fraction b) {
    return b.n < 0 ? Fraction{-a.n * b.d, -a.d * b.n} : Fraction{a.n * b.d, a.d * b.n};
  }
  static Fraction modulo(Fraction a, Fraction b) { return add(a, multiply(b, {-floor_of(divide(a, b)), 1})); }
  static bool less(Fraction a, Fraction b) { return a.n * b.d < b.n * a.d; }
  static Fraction call(std::string_view name, Fraction a, Fraction b, Fraction c) {
    if (name == "Min") return less(a, b) ? a : b;
    if (name == "Max") return less(a, b) ? b : a;
    if (name == "Mod" || name == "PythonMod") return modulo(a, b);
    if (name == "ModularIndexing") return modulo({floor_of(divide(a, b)), 1}, c);
    if (name == "Where") return a.n != 0 ? b : c;
    if (name == "floor") return {floor_of(a), 1};
    if (name == "ceiling") return {-floor_of(multiply(a, {-1, 1})), 1};
    if (name == "Abs") return a.n < 0 ? Fraction{-a.n, a.d} : a;
    if (name == "Eq") return {a.n * b.d == b.n * a.d, 1};
    throw std::logic_error("name");
  }

  const ExprPool& pool_;
  const std::vector<std::int64_t>& variables_;
};

class RandomExpression {
 public:
  explicit RandomExpression(unsigned seed) : random_(seed) {}
  int pick(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }

  std::string integer(int depth) {
    if (depth == 0 || pick(5) == 0)
      return pick(3) == 0 ? std::to_string(pick(70)) : "p" + std::to_string(pick(3));
    const std::string divisor =
        std::to_string(std::vector{2, 3, 4, 5, 8, 12, 16, 32, 64}[static_cast<std::size_t>(pick(8))]);
    switch (pick(13)) {
      case 0:
      case 1:
        return "(" + integer(depth - 1) + " + " + integer(depth - 1) + ")";
      case 2:
        return "(" + integer(depth - 1) + " - " + integer(depth - 1) + ")";
      case 3:
        return divisor + "*" + integer(depth - 1);
      case 4:
      case 5:
        return "(" + integer(depth - 1) + "//" + divisor + ")";
      case 6:
        return "ModularIndexing(" + integer(depth - 1) + ", " + divisor + ", " +
               std::to_string(2 + pick(30)) + ")";
      case 7:
        return "Mod(" + integer(depth - 1) + ", " + divisor + ")";
      case 8:
        return "Min(" + integer(depth - 1) + ", " + integer(depth - 1) + ")";
      case 9:
        return "Max(" + integer(depth - 1) + ", " + integer(depth - 1) + ")";
      case 10:
        return "Where(" + integer(depth - 1) + " < " + integer(depth - 1) + ", " + integer(depth - 1) + ", " +
               integer(depth - 1) + ")";
      case 11:
        return "floor(" + integer(depth - 1) + "/" + divisor + " + 1/2)";
      case 12:
        return "(" + integer(depth - 1) + "//(-" + divisor + "))";
      default:
        return "(64*p0 + p1 + " + integer(depth - 1) + ")";
    }
  }

 private:
  std::mt19937 random_;
};

TEST(LowerIndex, SimplifiedFormsHaveTheNaiveValueAndStayWithinTheirBounds) {
  const unsigned seed = 20240917;
  RandomExpression random(seed);
  for (int round = 0; round < 4000; ++round) {
    const std::string text = random.integer(1 + random.pick(4));
    SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round) + ": " + text);
    Lowered lowered(text);
    const Quantity quantity = lowered.quantity();
    ASSERT_TRUE(quantity.is_integer());
    const Bounds bounds = lowered.algebra().bounds(quantity.numerator);
    const IndexId index = lowered.index();
    for (int point = 0; point < 40; ++point) {
      std::vector<std::int64_t> at{random.pick(11), random.pick(63), random.pick(4), 0};
      const Fraction wanted = Naive(lowered.pool(), at)(lowered.expr());
      ASSERT_EQ(wanted.n % wanted.d, 0);
      const auto expected = static_cast<std::int64_t>(wanted.n / wanted.d);
      ASSERT_EQ(evaluate(lowered.program(), index, at.data(), nullptr), expected)
          << at[0] << ' ' << at[1] << ' ' << at[2] << " form " << lowered.text();
      ASSERT_GE(expected, bounds.lo);
      ASSERT_LE(expected, bounds.hi);
    }
  }
}

TEST(LowerIndex, BoundsOfAffineExpressionsAreReached) {
  for (const char* text : {"64*p0 + p1", "127 - p1 - 3*p2", "p2 - 64*p0"}) {
    Lowered lowered(text);
    const Quantity quantity = lowered.quantity();
    const Bounds bounds = lowered.algebra().bounds(quantity.numerator);
    std::int64_t least = bounds.hi, most = bounds.lo;
    const IndexId index = lowered.index();
    for (std::int64_t a : {0, 11})
      for (std::int64_t b : {0, 63})
        for (std::int64_t c : {0, 4}) {
          const std::int64_t at[] = {a, b, c, 0};
          const std::int64_t value = evaluate(lowered.program(), index, at, nullptr);
          least = std::min(least, value), most = std::max(most, value);
        }
    EXPECT_EQ(least, bounds.lo) << text;
    EXPECT_EQ(most, bounds.hi) << text;
  }
}

// ---- sizes
// --------------------------------------------------------------------------------------------------------

std::int64_t size_of(std::string text, const SymbolValues& symbols) {
  const Source source("size", std::move(text));
  ExprPool pool;
  const ExprId id = parse_expression(source, pool);
  return evaluate_size(source, pool, id, symbols);
}

TEST(EvaluateSize, TakesSymbolsAndPythonsFunctions) {
  const SymbolValues symbols{{"s0", 13}, {"s77", 64}};
  EXPECT_EQ(size_of("2048", symbols), 2048);
  EXPECT_EQ(size_of("s0*s77", symbols), 832);
  EXPECT_EQ(size_of("((s77 + 3)//4)", symbols), 16);
  EXPECT_EQ(size_of("max(1, s0 - 20)", symbols), 1);
  EXPECT_EQ(size_of("math.ceil(s0 / 4)", symbols), 4);
  EXPECT_EQ(size_of("s0**2", symbols), 169);
  EXPECT_EQ(size_of("((s77 // 8) % 3)", symbols), 2);
  EXPECT_EQ(size_of("Piecewise((s0, s0 < 4), (7, True))", symbols), 7);
}

TEST(EvaluateSize, NamesAnUnknownSymbol) {
  try {
    size_of("4*s1", {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "unknown symbol 's1': give --sym s1=VALUE");
    EXPECT_EQ(error.position().column, 3U);
  }
  EXPECT_THROW(size_of("s0/2", {{"s0", 5}}), Error);
}

}  // namespace
}  // namespace ireplay
