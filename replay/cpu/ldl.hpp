#pragma once

#include "replay/cpu/matrix.hpp"

/// Symmetric and Hermitian matrices that need not be definite: A = L D L^T (L^H), n^3/3 products.
namespace ireplay {

/// The diagonal pivoting of Bunch and Kaufman (Math. Comp. 31, 1977), of the lower triangle, with LAPACK's
/// packing (sytf2, hetf2): blocks of D on and below the diagonal, L below them. Pivot i from 1; a negative
/// one stands twice, for a block of two.
template <class T>
class LdlFactors {
 public:
  LdlFactors(Matrix<T> lower, bool hermitian) : a_(std::move(lower)), hermitian_(hermitian) {}
  LdlFactors(Matrix<T> lower, std::vector<std::int64_t> pivots, bool hermitian)
      : a_(std::move(lower)), pivots_(std::move(pivots)), hermitian_(hermitian) {}

  /// In place. Afterwards `info` is 0, or the first pivot that is exactly zero, from 1.
  void factor() {
    for (std::int64_t k = 0; hermitian_ && k < n(); ++k) a_.at(k, k) = T{std::real(a_.at(k, k))};
    pivots_.assign(static_cast<std::size_t>(n()), 0);
    for (std::int64_t k = 0; k < n();) {
      const Pivot pivot = choose(k);
      if (pivot.singular) {
        if (info_ == 0) info_ = k + 1;
      } else {
        swap(k, k + pivot.width - 1, pivot.row, pivot.width);
        pivot.width == 1 ? eliminate_one(k) : eliminate_two(k);
      }
      for (std::int64_t i = 0; i < pivot.width; ++i)
        pivots_[static_cast<std::size_t>(k + i)] = pivot.width == 1 ? pivot.row + 1 : -(pivot.row + 1);
      k += pivot.width;
    }
  }

  /// A^-1 B, of factors that `factor` made or that were given.
  Matrix<T> solve(Matrix<T> b) const {
    for (std::int64_t k = 0; k < n(); k += width(k)) {
      swap_rows(b, k + width(k) - 1, row_of(k));
      for (std::int64_t part = 0; part < width(k); ++part)
        for (std::int64_t i = k + width(k); i < n(); ++i) add_row(b, i, k + part, -a_.at(i, k + part));
      width(k) == 1 ? divide(b, k) : divide_two(b, k);
    }
    for (std::int64_t k = n() - 1; k >= 0; --k) {
      const std::int64_t first = pivots_[static_cast<std::size_t>(k)] < 0 && k > 0 ? k - 1 : k;
      for (std::int64_t part = first; part <= k; ++part)
        for (std::int64_t i = k + 1; i < n(); ++i) add_row(b, part, i, -turned(a_.at(i, part)));
      swap_rows(b, k, row_of(k));
      k = first;
    }
    return b;
  }

  /// L and D, packed as LAPACK packs them.
  const Matrix<T>& matrix() const { return a_; }
  const std::vector<std::int64_t>& pivots() const { return pivots_; }
  std::int64_t info() const { return info_; }

 private:
  struct Pivot {
    std::int64_t row = 0, width = 1;
    bool singular = false;
  };

  std::int64_t n() const { return a_.rows; }
  T turned(T x) const { return hermitian_ ? conjugate(x) : x; }
  double size(T x) const {
    return hermitian_ ? std::abs(std::real(x)) + std::abs(std::imag(x)) : pivot_size(x);
  }
  double diagonal_size(std::int64_t k) const {
    return hermitian_ ? std::abs(std::real(a_.at(k, k))) : pivot_size(a_.at(k, k));
  }
  std::int64_t width(std::int64_t k) const {
    return pivots_[static_cast<std::size_t>(k)] < 0 && k + 1 < n() ? 2 : 1;
  }
  std::int64_t row_of(std::int64_t k) const { return std::abs(pivots_[static_cast<std::size_t>(k)]) - 1; }

  Pivot choose(std::int64_t k) const {
    const double alpha = (1 + std::sqrt(17.0)) / 8, own = diagonal_size(k);
    std::int64_t other = k;
    double column = 0;
    for (std::int64_t i = k + 1; i < n(); ++i)
      if (size(a_.at(i, k)) > column) column = size(a_.at(i, k)), other = i;
    if (std::max(own, column) == 0) return {k, 1, true};
    if (own >= alpha * column) return {k, 1};
    double row = 0;
    for (std::int64_t j = k; j < n(); ++j)
      if (j != other) row = std::max(row, size(j < other ? a_.at(other, j) : a_.at(j, other)));
    if (own >= alpha * column * (column / row)) return {k, 1};
    if (diagonal_size(other) >= alpha * row) return {other, 1};
    return {other, 2};
  }

  void swap(std::int64_t k, std::int64_t from, std::int64_t to, std::int64_t width) {
    if (from == to) return;
    for (std::int64_t i = to + 1; i < n(); ++i) std::swap(a_.at(i, from), a_.at(i, to));
    for (std::int64_t j = from + 1; j < to; ++j) {
      const T above = turned(a_.at(j, from));
      a_.at(j, from) = turned(a_.at(to, j));
      a_.at(to, j) = above;
    }
    a_.at(to, from) = turned(a_.at(to, from));
    std::swap(a_.at(from, from), a_.at(to, to));
    if (width == 2) std::swap(a_.at(k + 1, k), a_.at(to, k));
  }

  void eliminate_one(std::int64_t k) {
    const T by = T{1} / (hermitian_ ? T{std::real(a_.at(k, k))} : a_.at(k, k));
    for (std::int64_t j = k + 1; j < n(); ++j)
      for (std::int64_t i = j; i < n(); ++i) a_.at(i, j) -= by * a_.at(i, k) * turned(a_.at(j, k));
    for (std::int64_t i = k + 1; i < n(); ++i) a_.at(i, k) *= by;
  }

  void eliminate_two(std::int64_t k) {
    const T below = a_.at(k + 1, k), first = a_.at(k, k), second = a_.at(k + 1, k + 1);
    const T determinant = first * second - below * turned(below);
    for (std::int64_t j = k + 2; j < n(); ++j) {
      const T left = a_.at(j, k), right = a_.at(j, k + 1);
      const T one = (second * left - below * right) / determinant,
              two = (first * right - turned(below) * left) / determinant;
      for (std::int64_t i = j; i < n(); ++i)
        a_.at(i, j) -= a_.at(i, k) * turned(one) + a_.at(i, k + 1) * turned(two);
      a_.at(j, k) = one, a_.at(j, k + 1) = two;
    }
  }

  static void swap_rows(Matrix<T>& b, std::int64_t i, std::int64_t j) {
    for (std::int64_t c = 0; i != j && c < b.columns; ++c) std::swap(b.at(i, c), b.at(j, c));
  }
  static void add_row(Matrix<T>& b, std::int64_t to, std::int64_t from, T by) {
    for (std::int64_t c = 0; c < b.columns; ++c) b.at(to, c) += by * b.at(from, c);
  }
  void divide(Matrix<T>& b, std::int64_t k) const {
    for (std::int64_t c = 0; c < b.columns; ++c) b.at(k, c) /= a_.at(k, k);
  }
  void divide_two(Matrix<T>& b, std::int64_t k) const {
    const T below = a_.at(k + 1, k), first = a_.at(k, k), second = a_.at(k + 1, k + 1);
    const T determinant = first * second - below * turned(below);
    for (std::int64_t c = 0; c < b.columns; ++c) {
      const T x = b.at(k, c), y = b.at(k + 1, c);
      b.at(k, c) = (second * x - turned(below) * y) / determinant;
      b.at(k + 1, c) = (first * y - below * x) / determinant;
    }
  }

  Matrix<T> a_;
  std::vector<std::int64_t> pivots_;
  bool hermitian_;
  std::int64_t info_ = 0;
};

}  // namespace ireplay
