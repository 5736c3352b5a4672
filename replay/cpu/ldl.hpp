#pragma once

#include <Eigen/Core>
#include <cmath>
#include <complex>
#include <string>
#include <vector>

#include "parser/source.hpp"

/// Symmetric and Hermitian matrices that need not be definite: A = L D L^T (L^H), n^3/3 products. `T` is
/// double or std::complex<double>.
namespace ireplay {

template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
template <class T>
using MatrixMap = Eigen::Map<Matrix<T>>;
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;
template <class T>
using VectorMap = Eigen::Map<Vector<T>>;

/// What pivots are chosen by: |re| + |im|, as in LAPACK, whose getrf takes what i?amax finds (BLAS: the first
/// element with the largest |re| + |im|), and in cuSOLVER. cuBLAS's getrfBatched, which PyTorch takes for
/// batches on CUDA, goes by the modulus: complex factors and pivots may differ from its, solutions do not.
template <class Elements>
auto pivot_sizes(const Elements& of) {
  return of.real().cwiseAbs() + of.imag().cwiseAbs();
}

/// The row that a pivot names, from 1. Throws Error{device} for one outside a matrix of `rows` rows.
template <class T>
Eigen::Index pivot_row(const T& pivot, Eigen::Index rows) {
  const double number = std::abs(std::real(pivot));
  if (number >= 1 && number <= static_cast<double>(rows)) return static_cast<Eigen::Index>(number) - 1;
  throw Error(Error::Kind::device, "a pivot names row " + std::to_string(std::llround(number)) +
                                       " of a matrix of " + std::to_string(rows) + " rows");
}

/// The diagonal pivoting of Bunch and Kaufman (Math. Comp. 31, 1977), of the lower triangle, with LAPACK's
/// packing (sytf2, hetf2): blocks of D on and below the diagonal, L below them. Pivot i from 1; a negative
/// one stands twice, for a block of two. Works in place on the matrix and the pivots that are given.
template <class T>
class Ldl {
 public:
  using Index = Eigen::Index;
  Ldl(MatrixMap<T> lower, VectorMap<T> pivots, bool hermitian)
      : a_(lower), pivots_(pivots), hermitian_(hermitian) {}

  /// 0, or the first pivot that is exactly zero, from 1.
  Index factor() {
    Index info = 0;
    for (Index k = 0, width = 1; k < n(); k += width) {
      if (hermitian_) a_.diagonal() = a_.diagonal().real().template cast<T>();
      const Pivot pivot = choose(k);
      width = pivot.width;
      pivots_.segment(k, width).setConstant(static_cast<double>(width == 1 ? pivot.row + 1 : -pivot.row - 1));
      if (pivot.singular && info == 0) info = k + 1;
      if (pivot.singular) continue;
      swap(k, k + width - 1, pivot.row, width);
      const Index rest = n() - k - width;
      if (rest == 0) break;
      const Matrix<T> given = a_.block(k + width, k, rest, width);
      a_.block(k + width, k, rest, width) = given * inverse(k, width);
      a_.bottomRightCorner(rest, rest).template triangularView<Eigen::Lower>() -=
          given * turned(a_.block(k + width, k, rest, width));
    }
    return info;
  }

  /// X becomes A^-1 X, of factors that `factor` made or that were given.
  void solve(MatrixMap<T> x) const {
    std::vector<Index> starts;
    starts.reserve(static_cast<std::size_t>(n()));
    for (Index k = 0; k < n(); k += width(k)) starts.push_back(k);
    for (const Index k : starts) {
      const Index last = k + width(k) - 1, rest = n() - last - 1;
      x.row(last).swap(x.row(pivot_row(pivots_(k), n())));
      x.bottomRows(rest) -= a_.block(last + 1, k, rest, width(k)) * x.middleRows(k, width(k));
      x.middleRows(k, width(k)) = inverse(k, width(k)) * x.middleRows(k, width(k));
    }
    for (auto at = starts.rbegin(); at != starts.rend(); ++at) {
      const Index k = *at, last = k + width(k) - 1, rest = n() - last - 1;
      x.middleRows(k, width(k)) -= turned(a_.block(last + 1, k, rest, width(k))) * x.bottomRows(rest);
      x.row(last).swap(x.row(pivot_row(pivots_(k), n())));
    }
  }

 private:
  struct Pivot {
    Index row = 0, width = 1;
    bool singular = false;
  };

  Index n() const { return a_.rows(); }
  Index width(Index k) const { return std::real(pivots_(k)) < 0 && k + 1 < n() ? 2 : 1; }
  Matrix<T> turned(const Matrix<T>& m) const {
    return hermitian_ ? Matrix<T>(m.adjoint()) : Matrix<T>(m.transpose());
  }
  /// Of a block of D.
  Matrix<T> inverse(Index k, Index width) const {
    if (width == 1) return Matrix<T>::Constant(1, 1, T{1} / a_(k, k));
    const T below = a_(k + 1, k), above = hermitian_ ? Eigen::numext::conj(below) : below;
    Matrix<T> cofactors(2, 2);
    cofactors << a_(k + 1, k + 1), -above, -below, a_(k, k);
    return cofactors / (a_(k, k) * a_(k + 1, k + 1) - above * below);
  }

  Pivot choose(Index k) const {
    const double alpha = (1 + std::sqrt(17.0)) / 8;
    const auto sizes = pivot_sizes(a_);
    const double own = sizes(k, k);
    const Index rest = n() - k - 1;
    if (rest == 0) return {k, 1, own == 0};
    Index other = 0;
    const double column = sizes.col(k).tail(rest).maxCoeff(&other);
    other += k + 1;
    if (own == 0 && column == 0) return {k, 1, true};
    if (own >= alpha * column) return {k, 1};
    double row = sizes.row(other).segment(k, other - k).maxCoeff();
    if (other + 1 < n()) row = std::max(row, sizes.col(other).tail(n() - other - 1).maxCoeff());
    if (own >= alpha * column * (column / row)) return {k, 1};
    if (sizes(other, other) >= alpha * row) return {other, 1};
    return {other, 2};
  }

  /// Rows and columns `from` and `to` of what is left from k on.
  void swap(Index k, Index from, Index to, Index width) {
    if (from == to) return;
    a_.col(from).tail(n() - to - 1).swap(a_.col(to).tail(n() - to - 1));
    auto below = a_.col(from).segment(from + 1, to - from - 1);
    auto beside = a_.row(to).segment(from + 1, to - from - 1);
    const Matrix<T> above = turned(below);
    below = turned(beside);
    beside = above;
    if (hermitian_) a_(to, from) = Eigen::numext::conj(a_(to, from));
    std::swap(a_(from, from), a_(to, to));
    if (width == 2) std::swap(a_(k + 1, k), a_(to, k));
  }

  MatrixMap<T> a_;
  VectorMap<T> pivots_;
  bool hermitian_;
};

}  // namespace ireplay
