// Factorizations of matrices that no library is written for: empty ones, ones that are not finite, ones
// without full rank, large ones.
#include "replay/cpu/factorizations.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <limits>
#include <random>
#include <vector>

#include "parser/source.hpp"

namespace ireplay {
namespace {

using Complex = std::complex<double>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

template <class T>
struct Call {
  SolverMode mode;
  std::int64_t rows, columns, others, count;
  std::vector<T> a, x, y, values;

  Call(const SolverMode& m, std::int64_t r, std::int64_t c, std::int64_t o)
      : mode(m),
        rows(r),
        columns(c),
        others(o),
        count(std::min(r, c)),
        a(size(r * c)),
        x(size(r * o)),
        y(size(c * c)) {
    values.assign(size(count), T{1});
  }
  static std::size_t size(std::int64_t n) { return static_cast<std::size_t>(n); }
  T& at(std::int64_t i, std::int64_t j) { return a[size(j * rows + i)]; }
  std::int64_t run() {
    return factorize<T>(mode, {rows, columns, others, count, a.data(), x.data(), y.data(), values.data()});
  }
};

const std::vector<SolverCall> kCalls = {
    SolverCall::cholesky, SolverCall::lu,          SolverCall::lu_solve,  SolverCall::triangle_solve,
    SolverCall::qr,       SolverCall::reflections, SolverCall::reflect,   SolverCall::eigen,
    SolverCall::singular, SolverCall::ldl,         SolverCall::ldl_solve, SolverCall::general_eigen};

bool wants_square(SolverCall call) {
  return call != SolverCall::lu && call != SolverCall::qr && call != SolverCall::reflections &&
         call != SolverCall::reflect && call != SolverCall::singular;
}

/// Every call on matrices whose elements are drawn from `numbers`, in modes that `bits` gives.
template <class T>
void run_all(std::int64_t rows, std::int64_t columns, const std::vector<double>& numbers, unsigned bits) {
  std::mt19937 random(1);
  for (const SolverCall solver : kCalls) {
    const bool turned = (bits & 1) != 0, other = (bits & 2) != 0;
    const bool solves = solver != SolverCall::singular && solver != SolverCall::general_eigen;
    if (rows != columns && wants_square(solver)) continue;
    const SolverMode mode{
        .call = solver,
        .turn = turned ? SolverTurn::adjoint : SolverTurn::none,
        .upper = other,
        .unit = turned,
        .right = other && (solver == SolverCall::triangle_solve || solver == SolverCall::reflect),
        .vectors = turned,
        .hermitian = other,
        .real = other};
    Call<T> call(mode, rows, columns, solves ? (turned ? 3 : 0) : other ? rows : columns);
    for (std::vector<T>* of : {&call.a, &call.x})
      for (T& element : *of) element = T(numbers[random() % numbers.size()]);
    call.run();
  }
}

TEST(Factorizations, EndWhateverTheyAreGiven) {
  const std::vector<std::vector<double>> numbers{{0},
                                                 {1},
                                                 {kNaN},
                                                 {kInfinity},
                                                 {1, kNaN},
                                                 {0, 1, -kInfinity},
                                                 {1e308, -1e308, 1},
                                                 {5e-324, 0, 1e-310},
                                                 {0, 1, -1}};
  const std::vector<std::pair<int, int>> sizes{{0, 0}, {1, 1}, {2, 2}, {3, 0}, {3, 2}, {7, 7}, {50, 49}};
  for (const std::vector<double>& from : numbers)
    for (const auto& [rows, columns] : sizes)
      for (unsigned bits = 0; bits < 4; ++bits) {
        run_all<double>(rows, columns, from, bits);
        run_all<Complex>(rows, columns, from, bits);
      }
}

TEST(Factorizations, OfNothingAreTheIdentity) {
  Call<double> call({.call = SolverCall::singular}, 3, 0, 3);
  call.run();
  EXPECT_EQ(call.x, (std::vector<double>{1, 0, 0, 0, 1, 0, 0, 0, 1}));
}

TEST(Factorizations, OfWhatIsNotFiniteAreNaN) {
  for (const SolverCall solver : {SolverCall::eigen, SolverCall::singular, SolverCall::general_eigen}) {
    Call<Complex> call({.call = solver}, 3, 3, 3);
    call.at(2, 0) = kInfinity;
    EXPECT_EQ(call.run(), 0);
    for (const Complex& value : call.values) EXPECT_TRUE(std::isnan(value.real()));
  }
}

/// The minor, from 1, as LAPACK has it.
TEST(Factorizations, CholeskyNamesTheMinorThatIsNotPositive) {
  for (const double bad : {0.0, -1.0, kNaN}) {
    Call<double> call({.call = SolverCall::cholesky}, 3, 3, 0);
    call.a = {4, 2, 0, 7, bad, 0, 8, 9, 1};  // 7, 8, 9: the triangle that is left
    EXPECT_EQ(call.run(), 2);
    EXPECT_EQ(call.a[0], 2);
    EXPECT_EQ(call.a[3], 7);
  }
}

TEST(Factorizations, EliminationGoesOnBehindAZeroPivot) {
  Call<double> call({.call = SolverCall::lu}, 3, 3, 0);
  call.a = {0, 0, 0, 1, 2, 4, 3, 5, 7};
  EXPECT_EQ(call.run(), 1);
  EXPECT_EQ(call.values, (std::vector<double>{1, 3, 3}));
  EXPECT_EQ(call.a, (std::vector<double>{0, 0, 0, 1, 4, 0.5, 3, 7, 1.5}));
}

/// The reflection of LAPACK's dlarfg turns a positive element, and zero, to a negative one.
TEST(Factorizations, ReflectionsHaveLapacksSigns) {
  Call<double> call({.call = SolverCall::qr}, 2, 2, 0);
  call.a = {0, 1, 3, 4};
  call.run();
  EXPECT_EQ(call.a, (std::vector<double>{-1, 1, -4, -3}));
  EXPECT_EQ(call.values, (std::vector<double>{1, 0}));
}

/// The longest vectors of a Jordan block's triangle leave the range of doubles.
TEST(Factorizations, DefectiveMatricesHaveFiniteVectors) {
  for (const bool real : {true, false}) {
    Call<Complex> call({.call = SolverCall::general_eigen, .real = real}, 60, 60, 60);
    for (std::int64_t i = 0; i < 60; ++i)
      call.at(i, i) = 2, call.at(i, std::min<std::int64_t>(i + 1, 59)) += 1;
    call.at(59, 59) = 2;
    call.run();
    for (const Complex& value : call.values) EXPECT_NEAR(std::abs(value), 2, 1e-12);
    for (const Complex& element : call.x) ASSERT_TRUE(std::isfinite(std::abs(element)));
  }
}

TEST(Factorizations, APivotOutsideTheMatrixIsAFault) {
  for (const SolverCall solver : {SolverCall::lu_solve, SolverCall::ldl_solve}) {
    Call<double> call({.call = solver}, 2, 2, 1);
    call.a = {1, 0, 0, 1};
    call.values = {1, 3};
    try {
      call.run();
      ADD_FAILURE();
    } catch (const Error& error) {
      EXPECT_STREQ(error.what(), "a pivot names row 3 of a matrix of 2 rows");
    }
  }
}

}  // namespace
}  // namespace ireplay
