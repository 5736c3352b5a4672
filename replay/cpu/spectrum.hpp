#pragma once

#include <algorithm>

#include "replay/cpu/matrix.hpp"

/// Eigenvalues of Hermitian matrices and singular values by Jacobi's rotations: of both sides for eigenvalues
/// (cyclic by rows), of columns alone for singular values (Hestenes 1958). Vectors of single values are
/// unique up to a factor of modulus 1, which nothing prescribes. A sweep costs O(n^3); some ten of them
/// converge, and `kJacobiSweeps` ends what does not (NaN).
namespace ireplay {

inline constexpr int kJacobiSweeps = 60;

/// Columns p and q of `m`, rotated by the cosine `c` and the sine `s`.
template <class T>
void rotate_columns(Matrix<T>& m, std::int64_t p, std::int64_t q, double c, T s) {
  for (std::int64_t i = 0; i < m.rows; ++i) {
    const T a = m.at(i, p), b = m.at(i, q);
    m.at(i, p) = c * a - conjugate(s) * b;
    m.at(i, q) = s * a + c * b;
  }
}

/// The adjoint rotation from the left.
template <class T>
void rotate_rows(Matrix<T>& m, std::int64_t p, std::int64_t q, double c, T s) {
  for (std::int64_t j = 0; j < m.columns; ++j) {
    const T a = m.at(p, j), b = m.at(q, j);
    m.at(p, j) = c * a - s * b;
    m.at(q, j) = conjugate(s) * a + c * b;
  }
}

/// The rotation that makes columns with squares `a`, `b` and product `ab` = conj(p).q orthogonal.
template <class T>
std::pair<double, T> rotation(double a, double b, T ab) {
  const double size = std::abs(ab), angle = (b - a) / (2 * size);
  const double t = (angle >= 0 ? 1 : -1) / (std::fabs(angle) + std::sqrt(1 + angle * angle));
  const double c = 1 / std::sqrt(1 + t * t);
  return {c, (t * c) * (ab / size)};
}

/// The order of `values`, least first or greatest first.
inline std::vector<std::int64_t> order_of(const std::vector<double>& values, bool descending) {
  std::vector<std::int64_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
    const double x = values[static_cast<std::size_t>(a)], y = values[static_cast<std::size_t>(b)];
    return descending ? x > y : x < y;
  });
  return order;
}

inline std::vector<double> in_order(const std::vector<double>& values,
                                    const std::vector<std::int64_t>& order) {
  std::vector<double> sorted;
  sorted.reserve(order.size());
  for (const std::int64_t i : order) sorted.push_back(values[static_cast<std::size_t>(i)]);
  return sorted;
}

template <class T>
Matrix<T> columns_in_order(const Matrix<T>& m, const std::vector<std::int64_t>& order) {
  Matrix<T> sorted(m.rows, static_cast<std::int64_t>(order.size()));
  for (std::int64_t i = 0; i < sorted.rows; ++i)
    for (std::int64_t j = 0; j < sorted.columns; ++j)
      sorted.at(i, j) = m.at(i, order[static_cast<std::size_t>(j)]);
  return sorted;
}

template <class T>
struct Spectrum {
  std::vector<double> values;
  Matrix<T> left, right;  // columns; of a Hermitian matrix `right` alone
};

/// Of the Hermitian matrix that one triangle of `a` gives. Values rise.
template <class T>
Spectrum<T> eigen(Matrix<T> a, bool lower) {
  const std::int64_t n = a.rows;
  for (std::int64_t i = 0; i < n; ++i) {
    a.at(i, i) = std::real(a.at(i, i));
    for (std::int64_t j = 0; j < i; ++j)
      (lower ? a.at(j, i) : a.at(i, j)) = conjugate(lower ? a.at(i, j) : a.at(j, i));
  }
  Spectrum<T> found{{}, {}, identity<T>(n)};
  double scale = 0;
  for (const T& x : a.data) scale = std::max(scale, std::abs(x));
  bool turned = true;
  for (int sweep = 0; turned && sweep < kJacobiSweeps; ++sweep) {
    turned = false;
    for (std::int64_t p = 0; p < n; ++p)
      for (std::int64_t q = p + 1; q < n; ++q) {
        if (!(std::abs(a.at(p, q)) > scale * 1e-16)) continue;
        turned = true;
        const auto [c, s] = rotation<T>(std::real(a.at(p, p)), std::real(a.at(q, q)), a.at(p, q));
        rotate_columns(a, p, q, c, s);
        rotate_rows(a, p, q, c, s);
        rotate_columns(found.right, p, q, c, s);
      }
  }
  std::vector<double> diagonal;
  for (std::int64_t i = 0; i < n; ++i) diagonal.push_back(std::real(a.at(i, i)));
  const auto order = order_of(diagonal, false);
  found.values = in_order(diagonal, order);
  found.right = columns_in_order(found.right, order);
  return found;
}

/// A = left diag(values) right^H with min(rows, columns) values that fall. A zero value's left column is
/// zero.
template <class T>
Spectrum<T> singular(const Matrix<T>& a) {
  if (a.rows < a.columns) {
    Spectrum<T> turned = singular(adjoint(a));
    std::swap(turned.left, turned.right);
    return turned;
  }
  Spectrum<T> found{{}, a, identity<T>(a.columns)};
  bool turned = true;
  for (int sweep = 0; turned && sweep < kJacobiSweeps; ++sweep) {
    turned = false;
    for (std::int64_t p = 0; p < a.columns; ++p)
      for (std::int64_t q = p + 1; q < a.columns; ++q) {
        double pp = 0, qq = 0;
        T pq{};
        for (std::int64_t i = 0; i < a.rows; ++i) {
          pp += std::norm(found.left.at(i, p));
          qq += std::norm(found.left.at(i, q));
          pq += conjugate(found.left.at(i, p)) * found.left.at(i, q);
        }
        if (!(std::abs(pq) > 1e-16 * std::sqrt(pp * qq))) continue;
        turned = true;
        const auto [c, s] = rotation<T>(pp, qq, pq);
        rotate_columns(found.left, p, q, c, s);
        rotate_columns(found.right, p, q, c, s);
      }
  }
  std::vector<double> norms;
  for (std::int64_t j = 0; j < a.columns; ++j) {
    double square = 0;
    for (std::int64_t i = 0; i < a.rows; ++i) square += std::norm(found.left.at(i, j));
    norms.push_back(std::sqrt(square));
    for (std::int64_t i = 0; square > 0 && i < a.rows; ++i) found.left.at(i, j) /= norms.back();
  }
  const auto order = order_of(norms, true);
  found.values = in_order(norms, order);
  found.left = columns_in_order(found.left, order);
  found.right = columns_in_order(found.right, order);
  return found;
}

/// Orthonormal columns: those of `m`, zero ones replaced, then others up to `count`.
template <class T>
Matrix<T> completed(const Matrix<T>& m, std::int64_t count) {
  Matrix<T> basis(m.rows, count);
  std::int64_t candidate = 0;
  for (std::int64_t j = 0; j < count; ++j) {
    double square = 0;
    for (std::int64_t i = 0; j < m.columns && i < m.rows; ++i)
      square += std::norm(basis.at(i, j) = m.at(i, j));
    while (square < 0.25 && candidate < m.rows) {
      for (std::int64_t i = 0; i < m.rows; ++i) basis.at(i, j) = i == candidate ? T{1} : T{};
      ++candidate;
      for (int pass = 0; pass < 2; ++pass)
        for (std::int64_t k = 0; k < count; ++k) {
          if (k == j || (k > j && k >= m.columns)) continue;
          const Matrix<T>& from = k < j ? basis : m;
          T along{};
          for (std::int64_t i = 0; i < m.rows; ++i) along += conjugate(from.at(i, k)) * basis.at(i, j);
          for (std::int64_t i = 0; i < m.rows; ++i) basis.at(i, j) -= along * from.at(i, k);
        }
      square = 0;
      for (std::int64_t i = 0; i < m.rows; ++i) square += std::norm(basis.at(i, j));
      if (square < 1e-3 / static_cast<double>(m.rows)) {
        square = 0;
        continue;
      }
      for (std::int64_t i = 0; i < m.rows; ++i) basis.at(i, j) /= std::sqrt(square);
      square = 1;
    }
  }
  return basis;
}

}  // namespace ireplay
