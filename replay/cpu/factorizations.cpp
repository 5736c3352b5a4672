#include "replay/cpu/factorizations.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <limits>

#include "replay/cpu/ldl.hpp"

namespace ireplay {
namespace {

using Eigen::Index;
using Complex = std::complex<double>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLarge = 1e100;  // its square is finite

/// In place, of the lower triangle, with LAPACK's info: the first minor (from 1) that is not positive
/// definite, where Eigen's LLT says no more than that there is one.
template <class T>
Index factor_cholesky(Matrix<T>& a) {
  for (Index k = 0; k < a.rows(); ++k) {
    const Index rest = a.rows() - k - 1;
    const auto left = a.row(k).head(k);
    const double square = std::real(a(k, k)) - left.squaredNorm();
    if (!(square > 0)) return k + 1;
    a(k, k) = std::sqrt(square);
    a.col(k).tail(rest) -= a.bottomLeftCorner(rest, k) * left.adjoint();
    a.col(k).tail(rest) /= a(k, k);
  }
  return 0;
}

/// In place, unit L and U packed, of a matrix of any shape, with partial pivoting if there are `pivots`:
/// pivot i (from 1) is the row swapped with row i. As in LAPACK's getrf a column without a pivot is left as
/// it is and elimination goes on; returns the first of these (from 1) or 0. Eigen's PartialPivLU takes the
/// pivots of the largest modulus, and square matrices alone.
template <class T>
Index factor_lu(MatrixMap<T> a, T* pivots) {
  Index info = 0;
  for (Index k = 0; k < std::min(a.rows(), a.cols()); ++k) {
    const Index below = a.rows() - k - 1, beside = a.cols() - k - 1;
    Index best = 0;
    if (pivots != nullptr) {
      pivot_sizes(a.col(k).tail(below + 1)).maxCoeff(&best);
      pivots[k] = static_cast<double>(k + best + 1);
      a.row(k).swap(a.row(k + best));
    }
    if (a(k, k) == T{}) {
      if (info == 0) info = k + 1;
      continue;
    }
    a.col(k).tail(below) /= a(k, k);
    a.bottomRightCorner(below, beside).noalias() -= a.col(k).tail(below) * a.row(k).tail(beside);
  }
  return info;
}

/// X becomes A^-1 X for a triangle of A. A zero on the diagonal gives infinities and NaNs.
template <class T>
void solve_triangle(const Matrix<T>& a, bool upper, bool unit, Eigen::Ref<Matrix<T>> x) {
  if (upper && unit)
    a.template triangularView<Eigen::UnitUpper>().solveInPlace(x);
  else if (upper)
    a.template triangularView<Eigen::Upper>().solveInPlace(x);
  else if (unit)
    a.template triangularView<Eigen::UnitLower>().solveInPlace(x);
  else
    a.template triangularView<Eigen::Lower>().solveInPlace(x);
}

/// Eigenvalues and right vectors of a general matrix.
struct GeneralSpectrum {
  bool converged = false;
  Matrix<Complex> values, vectors;
};

/// Values in the order of the Schur form's diagonal, as LAPACK has them, where Eigen's ComplexEigenSolver
/// sorts them; vectors of the triangle by substitution, scaled down where they grow. What overflows inside
/// ComplexSchur makes it read outside of its matrices, so it is given numbers of at most 1.
GeneralSpectrum general_spectrum(const Matrix<Complex>& a) {
  const double largest = a.cwiseAbs().maxCoeff(), scale = largest == 0 ? 1 : largest;
  const Eigen::ComplexSchur<Matrix<Complex>> schur(a / scale);
  if (schur.info() != Eigen::Success) return {};
  const Matrix<Complex>& t = schur.matrixT();
  const double least = std::max(std::numeric_limits<double>::epsilon() * t.norm(), 1 / kLarge);
  Matrix<Complex> found = Matrix<Complex>::Identity(t.rows(), t.rows());
  for (Index k = 0; k < t.rows(); ++k) {
    auto column = found.col(k).head(k + 1);
    for (Index i = k - 1; i >= 0; --i) {
      Complex apart = t(k, k) - t(i, i);
      if (std::abs(apart) < least) apart = least;
      column(i) = (t.row(i).segment(i + 1, k - i) * column.tail(k - i)).value() / apart;
      if (const double size = std::abs(column(i)); size > kLarge) column /= size;
    }
  }
  return {true, t.diagonal() * scale, schur.matrixU() * found};
}

/// Values of a real matrix come in conjugate pairs, the one with the positive imaginary part first.
GeneralSpectrum general_spectrum(const Matrix<double>& a) {
  const Eigen::EigenSolver<Matrix<double>> found(a);
  if (found.info() != Eigen::Success) return {};
  return {true, found.eigenvalues(), found.eigenvectors()};
}

/// One call on one matrix.
template <class T>
class Factorization {
 public:
  Factorization(const SolverMode& mode, const SolverMatrices<T>& of)
      : mode_(mode),
        rows_(of.rows),
        columns_(of.columns),
        a_(of.a, of.rows, of.columns),
        x_(of.x, mode.right ? of.others : of.rows, mode.right ? of.rows : of.others),
        y_(of.y, of.y == nullptr ? 0 : of.columns, of.columns),
        values_(of.values, of.count) {}

  /// What the call says as `info`.
  std::int64_t run() {
    if (is_empty()) return 0;
    switch (mode_.call) {
      case SolverCall::cholesky:
        return cholesky();
      case SolverCall::lu:
        return factor_lu<T>(a_, values_.data());
      case SolverCall::lu_solve:
        return lu_solve(), 0;
      case SolverCall::triangle_solve:
        return triangle_solve(), 0;
      case SolverCall::qr:
        return qr(), 0;
      case SolverCall::reflections:
        return a_ = reflected(Matrix<T>::Identity(rows_, columns_), false), 0;
      case SolverCall::reflect:
        return reflect(), 0;
      case SolverCall::eigen:
        return eigen(), 0;
      case SolverCall::ldl:
        return Ldl<T>(a_, values_, mode_.hermitian).factor();
      case SolverCall::ldl_solve:
        return Ldl<T>(a_, values_, mode_.hermitian).solve(x_), 0;
      case SolverCall::general_eigen:
        return general_eigen(), 0;
      case SolverCall::singular:
        return singular(), 0;
    }
    return 0;
  }

 private:
  /// Whether there is nothing to do, but for bases of which nothing is prescribed.
  bool is_empty() {
    const SolverCall call = mode_.call;
    const bool changes_x = call == SolverCall::lu_solve || call == SolverCall::triangle_solve ||
                           call == SolverCall::reflect || call == SolverCall::ldl_solve;
    if (a_.size() != 0 && (!changes_x || x_.size() != 0)) return false;
    if (call == SolverCall::singular) x_.setIdentity(), y_.setIdentity();
    return true;
  }

  bool turns() const { return mode_.turn != SolverTurn::none; }
  Matrix<T> turned() const {
    if (!turns()) return a_;
    return mode_.turn == SolverTurn::adjoint ? Matrix<T>(a_.adjoint()) : Matrix<T>(a_.transpose());
  }
  /// A Hermitian matrix whose lower triangle counts.
  Matrix<T> lower() const { return mode_.upper ? Matrix<T>(a_.adjoint()) : Matrix<T>(a_); }

  std::int64_t cholesky() {
    Matrix<T> factor = lower();
    const std::int64_t info = factor_cholesky(factor);
    if (mode_.upper)
      a_.template triangularView<Eigen::Upper>() = factor.adjoint();
    else
      a_.template triangularView<Eigen::Lower>() = factor;
    return info;
  }

  void swap_rows(Index k) { x_.row(k).swap(x_.row(pivot_row(values_(k), rows_))); }

  void lu_solve() {
    const Matrix<T> lu = turned();
    for (Index k = 0; !turns() && k < values_.size(); ++k) swap_rows(k);
    solve_triangle<T>(lu, false, !turns(), x_);
    solve_triangle<T>(lu, true, turns(), x_);
    for (Index k = values_.size() - 1; turns() && k >= 0; --k) swap_rows(k);
  }

  /// X op(A)^-1 is the transpose of op(A)^-T X^T.
  void triangle_solve() {
    const bool upper = mode_.upper != turns();
    if (!mode_.right) return solve_triangle<T>(turned(), upper, mode_.unit, x_);
    Matrix<T> rows = x_.transpose();
    solve_triangle<T>(turned().transpose(), !upper, mode_.unit, rows);
    x_ = rows.transpose();
  }

  void qr() {
    const Eigen::HouseholderQR<Matrix<T>> found(a_);
    a_ = found.matrixQR();
    values_ = found.hCoeffs().conjugate();
  }

  /// Q X or Q^H X.
  Matrix<T> reflected(const Matrix<T>& x, bool adjoint) const {
    const Matrix<T> vectors = a_;
    const Vector<T> factors = values_;
    const auto q = Eigen::householderSequence(vectors, factors).setLength(factors.size());
    return adjoint ? q.adjoint() * x : q * x;
  }

  void reflect() {
    if (mode_.right)
      x_ = reflected(x_.adjoint(), !turns()).adjoint();
    else
      x_ = reflected(x_, turns());
  }

  void eigen() {
    Matrix<T> given = lower();
    given.template triangularView<Eigen::StrictlyUpper>().setZero();
    if (!given.allFinite()) return fail(a_);
    const Eigen::SelfAdjointEigenSolver<Matrix<T>> found(
        given, mode_.vectors ? Eigen::ComputeEigenvectors : Eigen::EigenvaluesOnly);
    if (found.info() != Eigen::Success) return fail(a_);
    values_ = found.eigenvalues().template cast<T>();
    if (mode_.vectors) a_ = found.eigenvectors();
  }

  void singular() {
    const int left = x_.cols() == columns_ ? Eigen::ComputeThinU : Eigen::ComputeFullU;
    const Eigen::JacobiSVD<Matrix<T>, Eigen::HouseholderQRPreconditioner> found(
        a_, mode_.vectors ? left | Eigen::ComputeFullV : 0);
    if (found.info() != Eigen::Success) return y_.setConstant(kNaN), fail(x_);
    values_ = found.singularValues().template cast<T>();
    if (!mode_.vectors) return;
    x_ = found.matrixU();
    y_ = found.matrixV().adjoint();
  }

  /// Vectors as LAPACK's geev scales them, of norm 1 with a real largest component.
  void general_eigen() {
    if constexpr (std::is_same_v<T, Complex>) {
      if (!a_.allFinite()) return fail(x_);
      const GeneralSpectrum found =
          mode_.real ? general_spectrum(Matrix<double>(a_.real())) : general_spectrum(Matrix<T>(a_));
      if (!found.converged) return fail(x_);
      values_ = found.values;
      if (!mode_.vectors) return;
      x_ = found.vectors;
      for (auto column : x_.colwise()) {
        Index largest = 0;
        const double size = column.cwiseAbs().maxCoeff(&largest);
        column *= std::conj(column(largest)) / (size * column.norm());
        column(largest) = std::real(column(largest));
      }
    }
  }

  void fail(MatrixMap<T> vectors) {
    values_.setConstant(kNaN);
    vectors.setConstant(kNaN);
  }

  const SolverMode& mode_;
  Index rows_, columns_;
  MatrixMap<T> a_, x_, y_;
  VectorMap<T> values_;
};

}  // namespace

template <class T>
std::int64_t factorize(const SolverMode& mode, const SolverMatrices<T>& of) {
  return Factorization<T>(mode, of).run();
}
template std::int64_t factorize(const SolverMode&, const SolverMatrices<double>&);
template std::int64_t factorize(const SolverMode&, const SolverMatrices<Complex>&);

}  // namespace ireplay
