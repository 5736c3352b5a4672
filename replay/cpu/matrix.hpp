#pragma once

#include <cmath>
#include <numeric>

#include "replay/externs/call_frame.hpp"

/// Small dense matrices, real or complex, and LAPACK's factorizations of them, unblocked: what linear algebra
/// of a graph is checked by. `T` is double or std::complex<double>; sizes are the caller's to check. Factors
/// follow LAPACK's conventions, so that they can be compared with PyTorch's: an n x n factorization costs
/// O(n^3) and keeps to the order of its textbook loops.
namespace ireplay {

/// Of a real number itself.
template <class T>
T conjugate(T x) {
  if constexpr (std::is_same_v<T, std::complex<double>>)
    return std::conj(x);
  else
    return x;
}

/// One matrix, row-major.
template <class T>
struct Matrix {
  std::int64_t rows = 0, columns = 0;
  std::vector<T> data;
  Matrix() = default;
  Matrix(std::int64_t r, std::int64_t c) : rows(r), columns(c), data(static_cast<std::size_t>(r * c)) {}
  T& at(std::int64_t i, std::int64_t j) { return data[static_cast<std::size_t>(i * columns + j)]; }
  const T& at(std::int64_t i, std::int64_t j) const {
    return data[static_cast<std::size_t>(i * columns + j)];
  }
};

template <class T>
Matrix<T> identity(std::int64_t n) {
  Matrix<T> m(n, n);
  for (std::int64_t i = 0; i < n; ++i) m.at(i, i) = T{1};
  return m;
}

template <class T>
Matrix<T> product(const Matrix<T>& a, const Matrix<T>& b) {
  Matrix<T> c(a.rows, b.columns);
  for (std::int64_t i = 0; i < a.rows; ++i)
    for (std::int64_t k = 0; k < a.columns; ++k)
      for (std::int64_t j = 0; j < b.columns; ++j) c.at(i, j) += a.at(i, k) * b.at(k, j);
  return c;
}

/// A^H, or A^T with `conjugated` false.
template <class T>
Matrix<T> adjoint(const Matrix<T>& a, bool conjugated = true) {
  Matrix<T> b(a.columns, a.rows);
  for (std::int64_t i = 0; i < a.rows; ++i)
    for (std::int64_t j = 0; j < a.columns; ++j) b.at(j, i) = conjugated ? conjugate(a.at(i, j)) : a.at(i, j);
  return b;
}

/// What pivots are chosen by: |re| + |im|, as in LAPACK, whose getrf takes what i?amax finds (BLAS: the first
/// element with the largest |re| + |im|), and in cuSOLVER. cuBLAS's getrfBatched, which PyTorch takes for
/// batches on CUDA, goes by the modulus: complex factors and pivots may differ from its, solutions do not.
inline double pivot_size(double x) { return std::abs(x); }
inline double pivot_size(const std::complex<double>& x) { return std::abs(x.real()) + std::abs(x.imag()); }

/// P A = L U with LAPACK's conventions: unit L and U packed, pivot i (from 1) is the row swapped with row i,
/// info is the first zero pivot (from 1) or 0.
template <class T>
struct Factored {
  Matrix<T> lu;
  std::vector<std::int64_t> pivots;
  std::int64_t info = 0;
};

/// Gaussian elimination by columns, with partial pivoting if `pivot`. `a` may have any shape; a column
/// without a pivot is left as it is and elimination goes on, as in LAPACK's getrf.
template <class T>
Factored<T> factor(Matrix<T> a, bool pivot = true) {
  const std::int64_t n = std::min(a.rows, a.columns);
  Factored<T> f{std::move(a), {}, 0};
  for (std::int64_t k = 0; k < n; ++k) {
    std::int64_t best = k;
    for (std::int64_t i = k + 1; pivot && i < f.lu.rows; ++i)
      if (pivot_size(f.lu.at(i, k)) > pivot_size(f.lu.at(best, k))) best = i;
    f.pivots.push_back(best + 1);
    if (best != k)
      for (std::int64_t j = 0; j < f.lu.columns; ++j) std::swap(f.lu.at(k, j), f.lu.at(best, j));
    if (f.lu.at(k, k) == T{}) {
      if (f.info == 0) f.info = k + 1;
      continue;
    }
    for (std::int64_t i = k + 1; i < f.lu.rows; ++i) {
      const T by = f.lu.at(i, k) /= f.lu.at(k, k);
      for (std::int64_t j = k + 1; j < f.lu.columns; ++j) f.lu.at(i, j) -= by * f.lu.at(k, j);
    }
  }
  return f;
}

/// Solves A X = B in place for a triangle of A.
template <class T>
void solve_triangle(const Matrix<T>& a, Matrix<T>& b, bool upper, bool unit) {
  const std::int64_t n = a.rows;
  for (std::int64_t step = 0; step < n; ++step) {
    const std::int64_t i = upper ? n - 1 - step : step;
    for (std::int64_t j = 0; j < b.columns; ++j) {
      T value = b.at(i, j);
      for (std::int64_t k = upper ? i + 1 : 0; k < (upper ? n : i); ++k) value -= a.at(i, k) * b.at(k, j);
      b.at(i, j) = unit ? value : value / a.at(i, i);
    }
  }
}

/// The row swaps of a factorization, or with `back` their inverse.
template <class T>
void permute_rows(Matrix<T>& b, const std::vector<std::int64_t>& pivots, bool back) {
  const auto n = static_cast<std::int64_t>(pivots.size());
  for (std::int64_t step = 0; step < n; ++step) {
    const std::int64_t i = back ? n - 1 - step : step, other = pivots[static_cast<std::size_t>(i)] - 1;
    if (other != i)
      for (std::int64_t j = 0; j < b.columns; ++j) std::swap(b.at(i, j), b.at(other, j));
  }
}

/// A X = B. A zero on U's diagonal gives infinities and NaNs, as LAPACK's getrs.
template <class T>
Matrix<T> solve(const Factored<T>& f, Matrix<T> b) {
  permute_rows(b, f.pivots, false);
  solve_triangle(f.lu, b, false, true);
  solve_triangle(f.lu, b, true, false);
  return b;
}

/// A^H X = B (A^T with `conjugated` false).
template <class T>
Matrix<T> solve_adjoint(const Factored<T>& f, Matrix<T> b, bool conjugated = true) {
  const Matrix<T> turned = adjoint(f.lu, conjugated);
  solve_triangle(turned, b, false, false);
  solve_triangle(turned, b, true, true);
  permute_rows(b, f.pivots, true);
  return b;
}

/// Lower triangle L with L L^H = A; info is the first minor (from 1) that is not positive definite. Reads one
/// triangle.
template <class T>
Matrix<T> cholesky(const Matrix<T>& a, std::int64_t& info) {
  Matrix<T> l(a.rows, a.columns);
  info = 0;
  for (std::int64_t j = 0; j < a.rows; ++j) {
    T diagonal = a.at(j, j);
    for (std::int64_t k = 0; k < j; ++k) diagonal -= l.at(j, k) * conjugate(l.at(j, k));
    if (!(std::real(diagonal) > 0)) {
      info = j + 1;
      return l;
    }
    l.at(j, j) = std::sqrt(std::real(diagonal));
    for (std::int64_t i = j + 1; i < a.rows; ++i) {
      T value = a.at(i, j);
      for (std::int64_t k = 0; k < j; ++k) value -= l.at(i, k) * conjugate(l.at(j, k));
      l.at(i, j) = value / l.at(j, j);
    }
  }
  return l;
}

/// Householder vectors below the diagonal and R above, with LAPACK's signs (the diagonal of R is real).
template <class T>
std::vector<T> reflect_columns(Matrix<T>& a) {
  const std::int64_t n = std::min(a.rows, a.columns);
  std::vector<T> taus(static_cast<std::size_t>(n));
  for (std::int64_t k = 0; k < n; ++k) {
    double below = 0;
    for (std::int64_t i = k + 1; i < a.rows; ++i) below += std::norm(a.at(i, k));
    const T alpha = a.at(k, k);
    if (below == 0 && std::imag(alpha) == 0) continue;
    const double norm = std::sqrt(std::norm(alpha) + below), beta = std::real(alpha) > 0 ? -norm : norm;
    const T tau = (beta - alpha) / beta;
    taus[static_cast<std::size_t>(k)] = tau;
    for (std::int64_t i = k + 1; i < a.rows; ++i) a.at(i, k) /= alpha - beta;
    a.at(k, k) = beta;
    for (std::int64_t j = k + 1; j < a.columns; ++j) {
      T along = a.at(k, j);
      for (std::int64_t i = k + 1; i < a.rows; ++i) along += conjugate(a.at(i, k)) * a.at(i, j);
      along *= conjugate(tau);
      a.at(k, j) -= along;
      for (std::int64_t i = k + 1; i < a.rows; ++i) a.at(i, j) -= along * a.at(i, k);
    }
  }
  return taus;
}

/// The first `columns` columns of the product of the reflections.
template <class T>
Matrix<T> reflections(const Matrix<T>& vectors, const std::vector<T>& taus, std::int64_t columns) {
  Matrix<T> q(vectors.rows, columns);
  for (std::int64_t i = 0; i < std::min(q.rows, columns); ++i) q.at(i, i) = T{1};
  for (auto k = static_cast<std::int64_t>(taus.size()) - 1; k >= 0; --k)
    for (std::int64_t j = 0; j < columns; ++j) {
      T along = q.at(k, j);
      for (std::int64_t i = k + 1; i < q.rows; ++i) along += conjugate(vectors.at(i, k)) * q.at(i, j);
      along *= taus[static_cast<std::size_t>(k)];
      q.at(k, j) -= along;
      for (std::int64_t i = k + 1; i < q.rows; ++i) q.at(i, j) -= along * vectors.at(i, k);
    }
  return q;
}

}  // namespace ireplay
