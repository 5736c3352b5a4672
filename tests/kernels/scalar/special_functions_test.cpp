#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "kernels/scalar/scalar_ops.hpp"
#include "tests/support/scalar_judge.hpp"

namespace ireplay {
namespace {

using Operands = ScalarJudge::Operands;

/// Both signs, 2^-40 to 2^40, 7 to an octave.
std::vector<double> wide_grid() {
  std::vector<double> grid{0};
  for (int octave = -40; octave < 40; ++octave)
    for (int step = 0; step < 7; ++step)
      for (const double sign : {1.0, -1.0}) grid.push_back(sign * std::ldexp(1 + step / 7.0, octave));
  return grid;
}

/// (0, 1) and its mirror image, dense at both ends.
std::vector<double> probability_grid() {
  std::vector<double> grid;
  for (int octave = -60; octave < 0; ++octave)
    for (int step = 0; step < 8; ++step) grid.push_back(std::ldexp(1 + step / 8.0, octave));
  for (int step = 1; step < 500; ++step) grid.push_back(1 - step / 1000.0);
  const std::size_t half = grid.size();
  for (std::size_t i = 0; i < half; ++i) grid.push_back(-grid[i]);
  return grid;
}

std::vector<Operands> pairs(const std::vector<double>& first, const std::vector<double>& second,
                            const std::function<bool(double, double)>& wanted) {
  std::vector<Operands> result;
  for (const double a : first)
    for (const double b : second)
      if (wanted(a, b)) result.push_back({Scalar{.f = a}, Scalar{.f = b}, Scalar{}});
  return result;
}

std::vector<double> positive_grid(int from_octave, int to_octave) {
  std::vector<double> grid;
  for (int octave = from_octave; octave < to_octave; ++octave)
    for (int step = 0; step < 9; ++step) grid.push_back(std::ldexp(1 + step / 9.0, octave));
  return grid;
}

std::vector<double> range(double from, double to, double step) {
  std::vector<double> result;
  for (double x = from; x <= to; x += step) result.push_back(x);
  return result;
}

std::vector<Operands> operands_of(ScalarOp op) {
  const auto any = [](double, double) { return true; };
  const std::string_view name = info(op).name;
  if (name.find("polynomial") != name.npos) return pairs(range(-1, 1, 0.043), range(0, 24, 1), any);
  switch (op) {
    case ScalarOp::igamma:
    case ScalarOp::igammac:
      return pairs(positive_grid(-8, 18), positive_grid(-8, 18),
                   [](double a, double x) { return std::fabs(x - a) < 8 * std::sqrt(a) + 8; });
    case ScalarOp::zeta:
      return pairs(range(1.0625, 30, 1.3125), range(0.03125, 40, 0.59375), any);
    case ScalarOp::polygamma:
      return pairs(range(0, 12, 1), positive_grid(-6, 12), any);
    case ScalarOp::erfinv:
    case ScalarOp::ndtri:
      return pairs(probability_grid(), {0}, any);
    default:
      return pairs(wide_grid(), {0}, any);
  }
}

class SpecialFunction : public testing::TestWithParam<ScalarOp> {};

void expect_within_bound(ScalarOp op, DType type) {
  const ScalarJudge judge(op, type);
  const ScalarFunction function = scalar_function(op, type);
  int judged = 0, wrong = 0;
  for (Operands operands : operands_of(op)) {
    if (type == DType::f32)
      for (Scalar& operand : operands) operand.f = static_cast<float>(operand.f);
    const double got = function(operands.data()).f;
    const std::optional<double> error = judge.error(operands, got);
    if (!error) continue;
    ++judged;
    if (*error <= judge.bound() || ++wrong > 5) continue;
    ADD_FAILURE() << info(op).name << '(' << operands[0].f << ", " << operands[1].f << ") = " << got << " in "
                  << info(type).name << " is off by " << *error << " ulp";
  }
  EXPECT_GT(judged, 100) << info(op).name;
  EXPECT_EQ(wrong, 0) << "of " << judged;
}

TEST_P(SpecialFunction, HoldsItsBoundOnAWideGrid) {
  expect_within_bound(GetParam(), DType::f32);
  expect_within_bound(GetParam(), DType::f64);
}

std::vector<ScalarOp> special_ops() {
  std::vector<ScalarOp> result;
  for (std::size_t row = 0; row < scalar_op_count(); ++row)
    if (const auto op = static_cast<ScalarOp>(row); is_special(op)) result.push_back(op);
  return result;
}
std::string test_name(const testing::TestParamInfo<ScalarOp>& parameter) {
  return std::string(ireplay::info(parameter.param).name);
}
INSTANTIATE_TEST_SUITE_P(Rows, SpecialFunction, testing::ValuesIn(special_ops()), test_name);

// ---- what no second library gives: limits and identities

double value(ScalarOp op, double a, double b = 0) {
  const Operands operands{Scalar{.f = a}, Scalar{.f = b}, Scalar{}};
  return scalar_function(op, DType::f64)(operands.data()).f;
}

TEST(SpecialFunctions, HurwitzZetaBelowZero) {
  // zeta(s, q) = q^-s + zeta(s, q + 1)
  for (const double q : {-0.25, -3.75, -40.5})
    for (const double s : {2.0, 3.0})
      EXPECT_NEAR(value(ScalarOp::zeta, s, q), std::pow(q, -s) + value(ScalarOp::zeta, s, q + 1),
                  1e-13 * value(ScalarOp::zeta, s, q - std::floor(q)));
  EXPECT_TRUE(std::isfinite(value(ScalarOp::zeta, 2, -1e12 - 0.5)));  // and does not take long
  EXPECT_TRUE(std::isnan(value(ScalarOp::zeta, 2.5, -0.5)));
  EXPECT_TRUE(std::isnan(value(ScalarOp::zeta, 0.5, 1)));
}

TEST(SpecialFunctions, IncompleteGammaAtItsEdges) {
  const double inf = HUGE_VAL;
  for (const ScalarOp op : {ScalarOp::igamma, ScalarOp::igammac}) {
    EXPECT_TRUE(std::isnan(value(op, 0, 0)));
    EXPECT_TRUE(std::isnan(value(op, -1, 1)));
    EXPECT_TRUE(std::isnan(value(op, 1, -1)));
    EXPECT_TRUE(std::isnan(value(op, inf, inf)));
  }
  EXPECT_EQ(value(ScalarOp::igamma, 0, 1), 1);
  EXPECT_EQ(value(ScalarOp::igamma, 1, 0), 0);
  EXPECT_EQ(value(ScalarOp::igamma, 1, inf), 1);
  EXPECT_EQ(value(ScalarOp::igamma, inf, 1), 0);
  EXPECT_EQ(value(ScalarOp::igammac, 1, inf), 0);
}

TEST(SpecialFunctions, TrigammaReflects) {
  constexpr double kPi = 3.14159265358979323846;
  for (const double x : {-0.5, -3.25, -10.125}) {
    const double sine = std::sin(kPi * x);
    EXPECT_NEAR(value(ScalarOp::polygamma, 1, x) + value(ScalarOp::polygamma, 1, 1 - x),
                kPi * kPi / (sine * sine), 1e-11);
  }
}

TEST(OrthogonalPolynomials, OrdersThatAreNotSmallWholeNumbers) {
  EXPECT_EQ(value(ScalarOp::chebyshev_polynomial_t, 0.5, -1), 0);
  EXPECT_EQ(value(ScalarOp::chebyshev_polynomial_t, 3, 2.9), 17);
  EXPECT_NEAR(value(ScalarOp::chebyshev_polynomial_t, 0.5, 3e9), 1,
              1e-5);  // cos(n pi / 3), n a multiple of 6
  EXPECT_EQ(value(ScalarOp::chebyshev_polynomial_u, 1, 1e9), 1e9 + 1);
  EXPECT_EQ(value(ScalarOp::legendre_polynomial_p, -1, 7), -1);
  EXPECT_TRUE(std::isnan(value(ScalarOp::legendre_polynomial_p, 0.5, 1e9)));
  EXPECT_TRUE(std::isnan(value(ScalarOp::hermite_polynomial_h, NAN, 3)));
}

TEST(OrthogonalPolynomials, ChebyshevFormsMeetOutsideTheInterval) {
  // T(16, x) = T(2, T(8, x)): order 16 is computed by hyperbolic functions, the others by recurrence
  for (const double x : {1.001, 1.5, -2.5})
    EXPECT_NEAR(value(ScalarOp::chebyshev_polynomial_t, x, 16) /
                    value(ScalarOp::chebyshev_polynomial_t, value(ScalarOp::chebyshev_polynomial_t, x, 8), 2),
                1, 1e-13);
  // U(n) = (V(n) + W(n)) / 2
  for (const double x : {1.25, -1.25, 0.3, -0.3})
    EXPECT_NEAR(
        (value(ScalarOp::chebyshev_polynomial_v, x, 11) + value(ScalarOp::chebyshev_polynomial_w, x, 11)) /
            2 / value(ScalarOp::chebyshev_polynomial_u, x, 11),
        1, 1e-12);
}

}  // namespace
}  // namespace ireplay
