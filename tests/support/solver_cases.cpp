#include "tests/support/solver_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstring>

#include "kernels/scalar/scalar.hpp"

namespace ireplay {
namespace {

using Number = std::complex<double>;

DType real_part_of(DType dtype) {
  return dtype == DType::c64 ? DType::f32 : dtype == DType::c128 ? DType::f64 : dtype;
}

/// Rounding errors of these sizes, relative to the largest value.
double allowed(DType dtype) { return real_part_of(dtype) == DType::f32 ? 2e-4 : 1e-11; }

std::vector<Number> numbers_of(const HostTensor& tensor) {
  std::vector<Number> numbers;
  if (!is_complex(tensor.dtype)) {
    for (std::int64_t k = 0; k < numel(tensor.size); ++k) numbers.emplace_back(value_at(tensor, k));
    return numbers;
  }
  HostTensor reals = tensor;
  reals.dtype = real_part_of(tensor.dtype);
  for (std::int64_t k = 0; k < numel(tensor.size); ++k)
    numbers.emplace_back(value_at(reals, 2 * k), value_at(reals, 2 * k + 1));
  return numbers;
}

/// Makes operands of one type.
class Maker {
 public:
  Maker(DType dtype, RandomNumbers& random) : dtype_(dtype), random_(random) {}

  HostTensor tensor(const Dims& size, const std::function<Number(std::int64_t, Number)>& value) {
    Dims reals = size;
    if (is_complex(dtype_)) reals.push_back(2);
    Number at;
    HostTensor made = tensor_of(real_part_of(dtype_), reals, [&](std::int64_t k) {
      if (!is_complex(dtype_)) return value(k, {normal_(random_), 0}).real();
      if (k % 2 == 0) at = value(k / 2, {normal_(random_), normal_(random_)});
      return k % 2 == 0 ? at.real() : at.imag();
    });
    made.dtype = dtype_, made.size = size;
    return made;
  }
  HostTensor any(const Dims& size) {
    return tensor(size, [](std::int64_t, Number drawn) { return drawn; });
  }
  /// Matrices whose diagonals prevail.
  HostTensor regular(const Dims& size) {
    const std::int64_t n = size.back();
    return tensor(size, [n](std::int64_t k, Number drawn) {
      return k / n % n == k % n ? drawn + 2.0 * std::sqrt(static_cast<double>(n)) + 2.0 : drawn;
    });
  }
  HostTensor hermitian(const Dims& size) {
    const std::int64_t n = size.back(), each = n * n;
    const std::vector<Number> half = numbers_of(any(size));
    return tensor(size, [&](std::int64_t k, Number) {
      const std::int64_t other = k - k % each + k % n * n + k / n % n;
      const Number sum = half[static_cast<std::size_t>(k)] + std::conj(half[static_cast<std::size_t>(other)]);
      return k == other ? sum + 4.0 * std::sqrt(static_cast<double>(n)) + 4.0 : sum;
    });
  }

 private:
  DType dtype_;
  RandomNumbers& random_;
  std::normal_distribution<double> normal_;
};

std::vector<HostTensor> of_sizes(DType dtype, const std::vector<Dims>& sizes) {
  std::vector<HostTensor> made;
  for (const Dims& size : sizes) made.push_back(zeros(dtype, size));
  return made;
}

std::vector<HostTensor> operator+(std::vector<HostTensor> first, const std::vector<HostTensor>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

void add_cases(DType dtype, std::int64_t largest, RandomNumbers& random, std::vector<CallCase>& cases) {
  Maker make(dtype, random);
  const std::int64_t b = draw(random, 1, 3), n = draw(random, 1, largest), k = draw(random, 1, 9);
  const std::int64_t wide = n + k;
  const DType real = real_part_of(dtype);
  const Dims square{b, n, n}, vectors{b, n}, lead{b};
  const HostTensor a = make.regular(square), h = make.hermitian(square);
  const HostTensor x = make.any({b, n, k}), xt = make.any({b, k, n});
  const auto add = [&](const std::string& text, const TensorMap& operands, std::vector<HostTensor> results) {
    cases.push_back({text, operands, std::move(results)});
  };
  const auto values = [&](const std::vector<Dims>& sizes) { return of_sizes(dtype, sizes); };
  const auto pivots = [](const Dims& size) { return zeros(DType::i32, size); };

  add("aten._linalg_solve_ex.default(a, x)", {{"a", a}, {"x", x}},
      values({{b, n, k}, square}) + std::vector{pivots(vectors), pivots(lead)});
  add("aten._linalg_solve_ex.default(a, x, left=False)", {{"a", a}, {"x", xt}}, values({{b, k, n}}));
  add("aten._linalg_solve_ex.default(a, x)", {{"a", make.regular({n, n})}, {"x", x}}, values({{b, n, k}}));
  for (const char* upper : {"True", "False"}) {
    add(std::string("aten.linalg_solve_triangular.default(a, x, upper=") + upper + ")", {{"a", a}, {"x", x}},
        values({{b, n, k}}));
    add(std::string("aten.linalg_solve_triangular.default(a, x, upper=") + upper + ", left=False)",
        {{"a", a}, {"x", xt}}, values({{b, k, n}}));
    add(std::string("aten.triangular_solve.default(x, a, ") + upper + ", True)", {{"a", a}, {"x", x}},
        values({{b, n, k}, square}));
    add(std::string("aten.linalg_cholesky_ex.default(h, upper=") + upper + ", check_errors=True)", {{"h", h}},
        values({square}) + std::vector{pivots(lead)});
    add(std::string("aten.cholesky_solve.default(x, a, ") + upper + ")", {{"a", a}, {"x", x}},
        values({{b, n, k}}));
    add(std::string("aten.cholesky_inverse.default(a, ") + upper + ")", {{"a", a}}, values({square}));
    const char* const triangle = upper[0] == 'T' ? "'U'" : "'L'";
    add(std::string("aten._linalg_eigh.default(a, ") + triangle + ")", {{"a", h}},
        std::vector{zeros(real, vectors)} + values({square}));
    add(std::string("aten._linalg_eigh.default(a, ") + triangle + ", False)", {{"a", a}},
        {zeros(real, vectors)});
  }
  add("aten.linalg_inv_ex.default(a, check_errors=True)", {{"a", a}},
      values({square}) + std::vector{pivots(lead)});
  const HostTensor few = make.any({b, 5, 5});  // of many, a determinant leaves the range of float32
  add("aten._linalg_det.default(a)", {{"a", few}}, values({lead, {b, 5, 5}}) + std::vector{pivots({b, 5})});
  add("aten._linalg_slogdet.default(a)", {{"a", a}},
      values({lead}) + std::vector{zeros(real, lead)} + values({square}) + std::vector{pivots(vectors)});
  for (const Dims& size : {Dims{b, n, wide}, Dims{b, wide, n}}) {
    const std::int64_t rows = size[1], columns = size[2];
    const HostTensor m = make.any(size);
    add("aten.linalg_lu_factor_ex.default(a)", {{"a", m}},
        values({size}) + std::vector{pivots({b, n}), pivots(lead)});
    add("aten.linalg_lu.default(a)", {{"a", m}}, values({{b, rows, rows}, {b, rows, n}, {b, n, columns}}));
    add("aten.linalg_qr.default(a)", {{"a", m}}, values({{b, rows, n}, {b, n, columns}}));
    add("aten.linalg_qr.default(a, 'complete')", {{"a", m}}, values({{b, rows, rows}, {b, rows, columns}}));
    add("aten.geqrf.default(a)", {{"a", m}}, values({size, {b, n}}));
    add("aten._linalg_svd.default(a)", {{"a", m}},
        values({{b, rows, n}}) + std::vector{zeros(real, {b, n})} + values({{b, n, columns}}));
    add("aten._linalg_svd.default(a, True)", {{"a", m}},
        values({{b, rows, rows}}) + std::vector{zeros(real, {b, n})} + values({{b, columns, columns}}));
    add("aten.linalg_pinv.atol_rtol_tensor(a)", {{"a", m}}, values({{b, columns, rows}}));
  }
  HostTensor swaps = pivots(vectors);
  for (std::int64_t i = 0; i < b * n; ++i) {
    const auto row = static_cast<std::int32_t>(draw(random, i % n + 1, n));
    std::memcpy(swaps.data.data() + i * 4, &row, sizeof row);
  }
  add("aten.lu_unpack.default(a, p)", {{"a", a}, {"p", swaps}}, values({square, square, square}));
  for (const char* adjoint : {"True", "False"}) {
    add(std::string("aten.linalg_lu_solve.default(a, p, x, adjoint=") + adjoint + ")",
        {{"a", a}, {"p", swaps}, {"x", x}}, values({{b, n, k}}));
    add(std::string("aten.linalg_lu_solve.default(a, p, x, left=False, adjoint=") + adjoint + ")",
        {{"a", a}, {"p", swaps}, {"x", xt}}, values({{b, k, n}}));
    const HostTensor factors = make.tensor({b, n}, [](std::int64_t, Number drawn) { return 0.1 * drawn; });
    const HostTensor reflections =
        make.tensor({b, wide, n}, [](std::int64_t, Number drawn) { return 0.1 * drawn; });
    add(std::string("aten.ormqr.default(v, t, x, True, ") + adjoint + ")",
        {{"v", reflections}, {"t", factors}, {"x", make.any({b, wide, k})}}, values({{b, wide, k}}));
    add(std::string("aten.ormqr.default(v, t, x, False, ") + adjoint + ")",
        {{"v", reflections}, {"t", factors}, {"x", make.any({b, k, wide})}}, values({{b, k, wide}}));
    add("aten.linalg_householder_product.default(v, t)", {{"v", reflections}, {"t", factors}},
        values({{b, wide, n}}));
  }
  add("aten.linalg_matrix_exp.default(a)",
      {{"a", make.tensor(square, [](std::int64_t, Number drawn) { return 0.3 * drawn; })}}, values({square}));
}

// ---- results

/// Matrices of [batch, rows, columns].
struct Factors {
  std::int64_t batch = 1, rows = 1, columns = 1;
  std::vector<Number> data;
  explicit Factors(const HostTensor& from) : data(numbers_of(from)) {
    const std::size_t rank = from.size.size();
    rows = from.size[rank - 2], columns = from.size[rank - 1];
    batch = numel(from.size) / (rows * columns);
  }
  Factors(std::int64_t b, std::int64_t r, std::int64_t c)
      : batch(b), rows(r), columns(c), data(static_cast<std::size_t>(b * r * c)) {}
  Number& at(std::int64_t b, std::int64_t r, std::int64_t c) {
    return data[static_cast<std::size_t>((b * rows + r) * columns + c)];
  }
};

Factors adjoint(Factors m) {
  Factors result(m.batch, m.columns, m.rows);
  for (std::int64_t b = 0; b < m.batch; ++b)
    for (std::int64_t r = 0; r < m.rows; ++r)
      for (std::int64_t c = 0; c < m.columns; ++c) result.at(b, c, r) = std::conj(m.at(b, r, c));
  return result;
}

/// left diag(values) right; without values, of ones.
Factors product(Factors left, const std::vector<Number>& values, Factors right, std::int64_t inner) {
  Factors result(left.batch, left.rows, right.columns);
  for (std::int64_t b = 0; b < left.batch; ++b)
    for (std::int64_t r = 0; r < left.rows; ++r)
      for (std::int64_t k = 0; k < inner; ++k)
        for (std::int64_t c = 0; c < right.columns; ++c)
          result.at(b, r, c) +=
              left.at(b, r, k) *
              (values.empty() ? Number(1) : values[static_cast<std::size_t>(b * inner + k)]) *
              right.at(b, k, c);
  return result;
}

void expect_close(const std::vector<Number>& want, const std::vector<Number>& got, double share,
                  const std::string& what) {
  ASSERT_EQ(want.size(), got.size()) << what;
  double largest = 0;
  for (const Number& number : want) largest = std::max(largest, std::abs(number));
  for (std::size_t k = 0; k < want.size(); ++k)
    ASSERT_LE(std::abs(want[k] - got[k]), share * largest)
        << what << " at " << k << ": want " << want[k] << ", got " << got[k];
}

void expect_orthonormal(const Factors& columns, double share, const std::string& what) {
  Factors unit(columns.batch, columns.columns, columns.columns);
  for (std::int64_t b = 0; b < unit.batch; ++b)
    for (std::int64_t i = 0; i < unit.rows; ++i) unit.at(b, i, i) = 1;
  expect_close(unit.data, product(adjoint(columns), {}, columns, columns.rows).data, share, what);
}

}  // namespace

std::vector<CallCase> make_solver_cases(RandomNumbers& random, std::int64_t largest) {
  std::vector<CallCase> cases;
  for (const DType dtype : {DType::f32, DType::f64, DType::c64, DType::c128})
    add_cases(dtype, largest, random, cases);
  return cases;
}

void expect_same_factors(const CallCase& call, const std::vector<HostTensor>& want,
                         const std::vector<HostTensor>& got, const std::string& what) {
  ASSERT_EQ(want.size(), got.size()) << what;
  const bool eigen = call.text.find("eigh") != call.text.npos && want.size() == 2;
  const bool singular = call.text.find("svd") != call.text.npos;
  const DType dtype = call.operands.begin()->second.dtype;
  const double share = allowed(dtype);
  for (std::size_t k = 0; k < want.size(); ++k)
    if ((!eigen || k == 0) && (!singular || k == 1))
      expect_close(numbers_of(want[k]), numbers_of(got[k]), share, what + " result " + std::to_string(k));
  if (testing::Test::HasFatalFailure() || (!eigen && !singular)) return;
  const Factors a(call.operands.at("a"));
  const Factors left(got[eigen ? 1 : 0]), right = eigen ? adjoint(left) : Factors(got[2]);
  const std::vector<Number> values = numbers_of(got[eigen ? 0 : 1]);
  expect_orthonormal(left, share, what + " left vectors");
  expect_orthonormal(adjoint(right), share, what + " right vectors");
  expect_close(a.data, product(left, values, right, std::min(a.rows, a.columns)).data, share,
               what + " put together");
}

// Of [[3, 5], [2+2i, 7]] the first row has the larger modulus, the second the larger |re| + |im|. L below the
// diagonal is 3 / (2+2i) = 3/4 - 3/4i, and 5 - 7 (3/4 - 3/4i) = -1/4 + 21/4i.
// Of [[1+i, 1], [2, 1]] both rows have the same |re| + |im|, and the first stays. 2 / (1+i) = 1-i, 1 - (1-i)
// = i.
std::vector<PivotCase> make_pivot_cases(DType dtype) {
  const std::vector<Number> values{3, 5, {2, 2}, 7, {1, 1}, 1, 2, 1};
  RandomNumbers unused;
  const HostTensor a = Maker(dtype, unused).tensor({2, 2, 2}, [&](std::int64_t k, Number) {
    return values[static_cast<std::size_t>(k)];
  });
  const HostTensor square = zeros(dtype, a.size), scalars = zeros(dtype, {2});
  const HostTensor reals = zeros(real_part_of(dtype), {2});
  const HostTensor pivots = zeros(DType::i32, {2, 2}), info = zeros(DType::i32, {2});
  return {
      {{"aten.linalg_lu_factor_ex.default(a)", {{"a", a}}, {square, pivots, info}}, 0, 1},
      {{"aten._linalg_det.default(a)", {{"a", a}}, {scalars, square, pivots}}, 1, 2},
      {{"aten._linalg_slogdet.default(a)", {{"a", a}}, {scalars, reals, square, pivots}}, 2, 3},
      {{"aten._linalg_solve_ex.default(a, a)", {{"a", a}}, {square, square, pivots, info}}, 1, 2},
  };
}

void expect_lapack_pivots(const PivotCase& c, const std::vector<HostTensor>& got, const std::string& what) {
  const double share = allowed(got[c.factors].dtype);
  expect_close({{2, 2}, 7, {0.75, -0.75}, {-0.25, 5.25}, {1, 1}, 1, {1, -1}, {0, 1}},
               numbers_of(got[c.factors]), share, what + " factors");
  expect_close({2, 2, 1, 2}, numbers_of(got[c.pivots]), 0, what + " pivots");
}

}  // namespace ireplay
