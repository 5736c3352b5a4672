#pragma once

#include <algorithm>
#include <limits>

#include "replay/cpu/matrix.hpp"

/// Eigenvalues and right vectors of general matrices: Householder's reduction to Hessenberg form, then single
/// steps of the QR algorithm with Wilkinson's shifts (Golub and Van Loan, 7.5) on complex numbers. Vectors
/// are as LAPACK's geev scales them, of norm 2 = 1 with a real largest component; the order of values is that
/// of the Schur form's diagonal, which nothing prescribes.
namespace ireplay {

using ComplexMatrix = Matrix<std::complex<double>>;

struct GeneralSpectrum {
  std::vector<std::complex<double>> values;
  ComplexMatrix vectors;  // columns
  bool converged = true;
};

class GeneralEigen {
 public:
  using Complex = std::complex<double>;

  /// `real`: the matrix has no imaginary parts, so that values come in conjugate pairs, the one with the
  /// positive imaginary part first.
  static GeneralSpectrum of(ComplexMatrix matrix, bool real) {
    GeneralEigen eigen(std::move(matrix));
    eigen.reduce();
    GeneralSpectrum found;
    found.converged = eigen.iterate();
    for (std::int64_t i = 0; i < eigen.n_; ++i) found.values.push_back(eigen.t_.at(i, i));
    found.vectors = eigen.vectors();
    if (real) pair_up(found, eigen.norm_);
    for (std::int64_t j = 0; j < eigen.n_; ++j) scale(found.vectors, j);
    return found;
  }

 private:
  static constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  static constexpr int kStepsAValue = 60;

  explicit GeneralEigen(ComplexMatrix matrix)
      : n_(matrix.rows), t_(std::move(matrix)), q_(identity<Complex>(n_)) {
    for (const Complex& x : t_.data) norm_ += std::norm(x);
    norm_ = std::sqrt(norm_);
  }

  /// Zeros below the first subdiagonal.
  void reduce() {
    for (std::int64_t k = 0; k + 2 < n_; ++k) {
      std::vector<Complex> v(static_cast<std::size_t>(n_));
      double square = 0;
      for (std::int64_t i = k + 1; i < n_; ++i) square += std::norm(v[index(i)] = t_.at(i, k));
      const double length = std::sqrt(square), first = std::abs(v[index(k + 1)]);
      if (length == first) continue;  // zero already
      v[index(k + 1)] += first == 0 ? Complex(length) : length * v[index(k + 1)] / first;
      const double scale = 2 / (square + 2 * length * first + square);
      reflect(v, scale, k + 1);
    }
  }

  /// I - scale v v^H from both sides; v is 0 before `begin`.
  void reflect(const std::vector<Complex>& v, double scale, std::int64_t begin) {
    for (std::int64_t j = 0; j < n_; ++j) {
      Complex along;
      for (std::int64_t i = begin; i < n_; ++i) along += std::conj(v[index(i)]) * t_.at(i, j);
      for (std::int64_t i = begin; i < n_; ++i) t_.at(i, j) -= scale * along * v[index(i)];
    }
    for (ComplexMatrix* m : {&t_, &q_})
      for (std::int64_t i = 0; i < n_; ++i) {
        Complex along;
        for (std::int64_t j = begin; j < n_; ++j) along += m->at(i, j) * v[index(j)];
        for (std::int64_t j = begin; j < n_; ++j) m->at(i, j) -= scale * along * std::conj(v[index(j)]);
      }
  }

  /// To upper triangular form, a value at a time from the end.
  bool iterate() {
    int steps = 0;
    for (std::int64_t high = n_ - 1; high > 0;) {
      std::int64_t low = high;
      for (; low > 0; --low) {
        const double beside = std::abs(t_.at(low - 1, low - 1)) + std::abs(t_.at(low, low));
        if (std::abs(t_.at(low, low - 1)) > kEpsilon * (beside == 0 ? norm_ : beside)) continue;
        t_.at(low, low - 1) = 0;
        break;
      }
      if (low == high) {
        --high, steps = 0;
        continue;
      }
      if (++steps > kStepsAValue) return false;
      step(low, high, steps % 10 == 0 ? exceptional_shift(high) : wilkinson_shift(high));
    }
    return true;
  }

  /// Of the last two rows' eigenvalues the one nearer to the last element.
  Complex wilkinson_shift(std::int64_t high) const {
    const Complex a = t_.at(high - 1, high - 1), b = t_.at(high - 1, high), c = t_.at(high, high - 1),
                  d = t_.at(high, high);
    const Complex half = (a - d) / 2.0, root = std::sqrt(half * half + b * c);
    const Complex away = std::real(std::conj(half) * root) >= 0 ? half + root : half - root;
    return away == Complex() ? d : d - b * c / away;
  }

  Complex exceptional_shift(std::int64_t high) const {
    const double before = high > 1 ? std::abs(t_.at(high - 1, high - 2)) : 0;
    return std::abs(t_.at(high, high - 1)) + before;
  }

  /// T - shift = Q R, then R Q + shift, for rows and columns low to high.
  void step(std::int64_t low, std::int64_t high, Complex shift) {
    for (std::int64_t i = low; i <= high; ++i) t_.at(i, i) -= shift;
    std::vector<std::pair<Complex, Complex>> turns;
    for (std::int64_t k = low; k < high; ++k) {
      const Complex a = t_.at(k, k), b = t_.at(k + 1, k);
      const double length = std::sqrt(std::norm(a) + std::norm(b));
      turns.emplace_back(length == 0 ? 1 : a / length, length == 0 ? 0 : b / length);
      const auto [c, s] = turns.back();
      for (std::int64_t j = k; j < n_; ++j) {
        const Complex x = t_.at(k, j), y = t_.at(k + 1, j);
        t_.at(k, j) = std::conj(c) * x + std::conj(s) * y;
        t_.at(k + 1, j) = c * y - s * x;
      }
    }
    for (std::int64_t k = low; k < high; ++k) {
      const auto [c, s] = turns[index(k - low)];
      for (ComplexMatrix* m : {&t_, &q_})
        for (std::int64_t i = 0; i < (m == &t_ ? std::min(k + 2, high + 1) : n_); ++i) {
          const Complex x = m->at(i, k), y = m->at(i, k + 1);
          m->at(i, k) = x * c + y * s;
          m->at(i, k + 1) = y * std::conj(c) - x * std::conj(s);
        }
    }
    for (std::int64_t i = low; i <= high; ++i) t_.at(i, i) += shift;
  }

  /// Those of T by substitution, turned back by Q.
  ComplexMatrix vectors() const {
    ComplexMatrix found(n_, n_);
    for (std::int64_t k = 0; k < n_; ++k) {
      found.at(k, k) = 1;
      for (std::int64_t i = k - 1; i >= 0; --i) {
        Complex sum;
        for (std::int64_t j = i + 1; j <= k; ++j) sum += t_.at(i, j) * found.at(j, k);
        Complex apart = t_.at(i, i) - t_.at(k, k);
        if (std::abs(apart) < kEpsilon * norm_) apart = kEpsilon * norm_;
        found.at(i, k) = sum == Complex() ? Complex() : -sum / apart;
      }
    }
    return product(q_, found);
  }

  /// Values of a real matrix: real ones, and pairs whose second one is made the first one's conjugate.
  static void pair_up(GeneralSpectrum& found, double norm) {
    const std::int64_t n = found.vectors.rows;
    std::vector<bool> taken(index(n));
    GeneralSpectrum paired{{}, ComplexMatrix(n, n), found.converged};
    const auto put = [&](Complex value, std::int64_t from, bool conjugated) {
      const auto to = static_cast<std::int64_t>(paired.values.size());
      paired.values.push_back(value);
      for (std::int64_t i = 0; i < n; ++i) {
        const Complex x = found.vectors.at(i, from);
        paired.vectors.at(i, to) = conjugated ? std::conj(x) : x;
      }
    };
    for (std::int64_t i = 0; i < n; ++i) {
      if (taken[index(i)]) continue;
      const Complex value = found.values[index(i)];
      std::int64_t partner = i;
      for (std::int64_t j = i; j < n; ++j)
        if (!taken[index(j)] && std::abs(found.values[index(j)] - std::conj(value)) <
                                    std::abs(found.values[index(partner)] - std::conj(value)))
          partner = j;
      taken[index(i)] = taken[index(partner)] = true;
      if (partner == i || std::fabs(value.imag()) <= kEpsilon * norm) {
        taken[index(partner)] = partner == i;
        put(value.real(), i, false);
        continue;
      }
      const bool positive = value.imag() > 0;
      put(positive ? value : std::conj(value), i, !positive);
      put(positive ? std::conj(value) : value, i, positive);
    }
    found = std::move(paired);
  }

  static void scale(ComplexMatrix& m, std::int64_t column) {
    double square = 0;
    std::int64_t largest = 0;
    for (std::int64_t i = 0; i < m.rows; ++i) {
      square += std::norm(m.at(i, column));
      if (std::norm(m.at(i, column)) > std::norm(m.at(largest, column))) largest = i;
    }
    if (!(square > 0)) return;
    const Complex top = m.at(largest, column), by = std::conj(top) / (std::abs(top) * std::sqrt(square));
    for (std::int64_t i = 0; i < m.rows; ++i) m.at(i, column) *= by;
    m.at(largest, column) = m.at(largest, column).real();
  }

  static std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }

  std::int64_t n_;
  ComplexMatrix t_, q_;  // A = Q T Q^H
  double norm_ = 0;
};

}  // namespace ireplay
