// Eigenvalues of Hermitian matrices, singular values and what follows from them.
#include "replay/cpu/spectrum.hpp"

#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

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
