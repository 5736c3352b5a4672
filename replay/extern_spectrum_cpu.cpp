// Eigenvalues of Hermitian matrices, singular values and what follows from them, by Jacobi's rotations.
// Vectors of single values are unique up to a factor of modulus 1, which nothing prescribes.
#include <cmath>
#include <limits>
#include <numeric>

#include "replay/extern_matrix.hpp"
#include "replay/extern_table_cpu.hpp"

namespace ireplay {
namespace {

constexpr int kSweeps = 60;

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
std::vector<std::int64_t> order_of(const std::vector<double>& values, bool descending) {
  std::vector<std::int64_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
    const double x = values[static_cast<std::size_t>(a)], y = values[static_cast<std::size_t>(b)];
    return descending ? x > y : x < y;
  });
  return order;
}

std::vector<double> in_order(const std::vector<double>& values, const std::vector<std::int64_t>& order) {
  std::vector<double> sorted;
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
  for (int sweep = 0; turned && sweep < kSweeps; ++sweep) {
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
  for (int sweep = 0; turned && sweep < kSweeps; ++sweep) {
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

/// max(atol, rtol * largest): the size below which a singular value counts as zero.
double cutoff(const ExternFrame& frame, std::size_t number, double largest, std::int64_t longer,
              DType dtype) {
  const auto of = [&](std::string_view name, double otherwise) {
    if (!frame.has(name)) return otherwise;
    const Reals values = frame.read<double>(name);
    frame.require(values.data.size() == 1 || number < values.data.size(),
                  "'" + std::string(name) + "' is " + bracketed(values.size));
    return values.data[values.data.size() == 1 ? 0 : number];
  };
  const double atol = of("atol", 0);
  const bool is_double = dtype == DType::f64 || dtype == DType::c128;
  const double rtol =
      of("rtol", atol > 0 ? 0 : static_cast<double>(longer) * (is_double ? 0x1p-52 : 0x1p-23));
  return std::max(atol, rtol * largest);
}

/// The matrix with the reciprocals of the singular values above `zero`.
template <class T>
Matrix<T> pseudo_inverse(const Spectrum<T>& of, double zero) {
  Matrix<T> scaled = of.right;
  for (std::int64_t i = 0; i < scaled.rows; ++i)
    for (std::int64_t j = 0; j < scaled.columns; ++j) {
      const double value = of.values[static_cast<std::size_t>(j)];
      scaled.at(i, j) = value > zero ? scaled.at(i, j) / value : T{};
    }
  return product(scaled, adjoint(of.left));
}

}  // namespace

void run_eigh(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "A");
    const std::string triangle = frame.args().text("UPLO");
    const std::int64_t n = frame.args().tensor("A").size.back();
    std::vector<std::vector<double>> values;
    for (Matrix<T>& m : a.matrices) {
      Spectrum<T> found = eigen(m, triangle != "U" && triangle != "u");
      values.push_back(std::move(found.values));
      m = std::move(found.right);
    }
    write_vectors(frame, 0, a.lead, values, n);
    if (frame.args().flag("compute_v")) write_batch(frame, 1, a.lead, a.matrices, n, n);
  });
}

void run_svd(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    const Batch<T> a = read_batch<T>(frame, "A");
    const Dims& size = frame.args().tensor("A").size;
    const std::int64_t rows = size[size.size() - 2], columns = size.back(), least = std::min(rows, columns);
    const bool full = frame.args().flag("full_matrices");
    std::vector<std::vector<double>> values;
    std::vector<Matrix<T>> left, right;
    for (const Matrix<T>& m : a.matrices) {
      const Spectrum<T> found = singular(m);
      values.push_back(found.values);
      left.push_back(completed(found.left, full ? rows : least));
      right.push_back(adjoint(completed(found.right, full ? columns : least)));
    }
    write_vectors(frame, 1, a.lead, values, least);
    if (!frame.args().flag("compute_uv")) return;
    write_batch(frame, 0, a.lead, left, rows, full ? rows : least);
    write_batch(frame, 2, a.lead, right, full ? columns : least, columns);
  });
}

void run_pinv(const ExternFrame& frame) {
  with_element_type(frame, "self", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_batch<T>(frame, "self");
    const TensorView& self = frame.args().tensor("self");
    const std::int64_t rows = self.size[self.size.size() - 2], columns = self.size.back();
    for (std::size_t i = 0; i < a.matrices.size(); ++i) {
      const Spectrum<T> found = singular(a.matrices[i]);
      const double largest = found.values.empty() ? 0 : found.values.front();
      a.matrices[i] = pseudo_inverse(found, cutoff(frame, i, largest, std::max(rows, columns), self.dtype));
    }
    write_batch(frame, 0, a.lead, a.matrices, columns, rows);
  });
}

void run_ormqr(const ExternFrame& frame) {
  with_element_type(frame, "self", [&](auto zero) {
    using T = decltype(zero);
    const Batch<T> vectors = read_batch<T>(frame, "self");
    Batch<T> other = read_batch<T>(frame, "input3");
    const Dense<T> taus = frame.read<T>("input2");
    frame.require(vectors.lead == other.lead && !taus.size.empty(), "the batches differ");
    const bool left = frame.args().flag("left"), turned = frame.args().flag("transpose");
    const std::int64_t each = taus.size.back();
    for (std::size_t i = 0; i < other.matrices.size(); ++i) {
      const Matrix<T>& v = vectors.matrices[i];
      frame.require(
          v.rows == (left ? other.matrices[i].rows : other.matrices[i].columns) && each <= v.columns,
          "the reflections do not fit the matrix");
      const auto first = taus.data.begin() + static_cast<std::ptrdiff_t>(i) * each;
      Matrix<T> q = reflections(v, std::vector<T>(first, first + each), v.rows);
      if (turned) q = adjoint(q);
      other.matrices[i] = left ? product(q, other.matrices[i]) : product(other.matrices[i], q);
    }
    const Dims& size = frame.args().tensor("input3").size;
    write_batch(frame, 0, other.lead, other.matrices, size[size.size() - 2], size.back());
  });
}

std::string pinv_limits(const ExternFrame& frame) {
  return frame.args().flag("hermitian") ? "linalg_pinv: argument 'hermitian' is True" : std::string();
}

}  // namespace ireplay
