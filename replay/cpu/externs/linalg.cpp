// Solutions, inverses and determinants of batches of small dense matrices.
#include "parser/source.hpp"
#include "replay/cpu/matrix.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {

void refuse_singular(const ExternFrame& frame, const std::vector<std::int64_t>& infos) {
  if (!frame.args().flag("check_errors")) return;
  for (const std::int64_t info : infos)
    if (info != 0)
      throw Error(Error::Kind::device,
                  std::string(frame.op()) + ": the factorization failed at " + std::to_string(info));
}

void run_solve_ex(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "A");
    Dense<T> right = frame.read<T>("B");
    const bool vector = right.size.size() == 1 || right.size == Dims(frame.args().tensor("A").size.begin(),
                                                                     frame.args().tensor("A").size.end() - 1);
    if (vector) right.size.push_back(1);
    Batch<T> b = split(frame, right, "B");
    align(frame, a, b);
    const bool left = vector || frame.args().flag("left");
    std::vector<Matrix<T>> solutions, factors;
    std::vector<std::vector<std::int64_t>> pivots;
    std::vector<std::int64_t> infos;
    for (std::size_t i = 0; i < a.matrices.size(); ++i) {
      frame.require((left ? b.matrices[i].rows : b.matrices[i].columns) == a.matrices[i].rows,
                    "'B' does not fit 'A'");
      const Factored<T> f = factor(a.matrices[i]);
      solutions.push_back(left ? solve(f, b.matrices[i])
                               : adjoint(solve_adjoint(f, adjoint(b.matrices[i], false), false), false));
      factors.push_back(f.lu);
      pivots.push_back(f.pivots);
      infos.push_back(f.info);
    }
    const std::int64_t n = frame.args().tensor("A").size.back();
    if (frame.wants(0)) {
      Dense<T> solution(frame.result(0).size);
      std::int64_t count = 0;
      for (const Matrix<T>& m : solutions) count += static_cast<std::int64_t>(m.data.size());
      frame.require(count == solution.count(), "the result is " + bracketed(solution.size));
      auto to = solution.data.begin();
      for (const Matrix<T>& m : solutions) to = std::copy(m.data.begin(), m.data.end(), to);
      frame.write(0, solution);
    }
    write_batch(frame, 1, a.lead, factors, n, n);
    write_vectors(frame, 2, a.lead, pivots, n);
    write_scalars(frame, 3, a.lead, infos);
    refuse_singular(frame, infos);
  });
}

void run_solve_triangular(const ExternFrame& frame) {
  const bool old = frame.args().knows("transpose");  // triangular_solve(B, A)
  const char* const a_name = old ? "A" : "self";
  with_element_type(frame, a_name, [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, a_name), b = read_batch<T>(frame, old ? "self" : "B");
    align(frame, a, b);
    bool upper = frame.args().flag("upper");
    const bool unit = frame.args().flag("unitriangular");
    const bool left = old || frame.args().flag("left"), turned = old ? frame.args().flag("transpose") : !left;
    std::int64_t rows = 0, columns = 0;
    for (std::size_t i = 0; i < a.matrices.size(); ++i) {
      Matrix<T>& right = b.matrices[i];
      rows = right.rows, columns = right.columns;
      frame.require((left ? rows : columns) == a.matrices[i].rows,
                    "the right side does not fit the triangle");
      if (!left) right = adjoint(right, false);
      solve_triangle(turned ? adjoint(a.matrices[i], false) : a.matrices[i], right, upper != turned, unit);
      if (!left) right = adjoint(right, false);
    }
    const Dims& size = frame.args().tensor(old ? "self" : "B").size;
    write_batch(frame, 0, b.lead, b.matrices, size[size.size() - 2], size.back());
    if (old) {
      const std::int64_t n = frame.args().tensor("A").size.back();
      write_batch(frame, 1, a.lead, a.matrices, n, n);
    }
  });
}

void run_inv_ex(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "A");
    const std::int64_t n = frame.args().tensor("A").size.back();
    std::vector<std::int64_t> infos;
    for (Matrix<T>& m : a.matrices) {
      const Factored<T> f = factor(m);
      m = solve(f, identity<T>(n));
      infos.push_back(f.info);
    }
    write_batch(frame, 0, a.lead, a.matrices, n, n);
    write_scalars(frame, 1, a.lead, infos);
    refuse_singular(frame, infos);
  });
}

void run_cholesky_ex(const ExternFrame& frame) {
  with_element_type(frame, "self", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "self");
    const bool upper = frame.args().flag("upper");
    const std::int64_t n = frame.args().tensor("self").size.back();
    std::vector<std::int64_t> infos;
    for (Matrix<T>& m : a.matrices) {
      infos.push_back(0);
      m = cholesky(upper ? adjoint(m) : m, infos.back());
      if (upper) m = adjoint(m);
    }
    write_batch(frame, 0, a.lead, a.matrices, n, n);
    write_scalars(frame, 1, a.lead, infos);
    refuse_singular(frame, infos);
  });
}

void run_cholesky_solve(const ExternFrame& frame) {
  with_element_type(frame, "self", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> b = read_batch<T>(frame, "self"), a = read_square<T>(frame, "input2");
    align(frame, a, b);
    const bool upper = frame.args().flag("upper");
    for (std::size_t i = 0; i < b.matrices.size(); ++i) {
      frame.require(b.matrices[i].rows == a.matrices[i].rows, "'self' does not fit 'input2'");
      const Matrix<T> l = upper ? adjoint(a.matrices[i]) : a.matrices[i];
      solve_triangle(l, b.matrices[i], false, false);
      solve_triangle(adjoint(l), b.matrices[i], true, false);
    }
    const Dims& size = frame.args().tensor("self").size;
    write_batch(frame, 0, b.lead, b.matrices, size[size.size() - 2], size.back());
  });
}

void run_cholesky_inverse(const ExternFrame& frame) {
  with_element_type(frame, "self", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "self");
    const std::int64_t n = frame.args().tensor("self").size.back();
    for (Matrix<T>& m : a.matrices) {
      const Matrix<T> l = frame.args().flag("upper") ? adjoint(m) : m;
      m = identity<T>(n);
      solve_triangle(l, m, false, false);
      solve_triangle(adjoint(l), m, true, false);
    }
    write_batch(frame, 0, a.lead, a.matrices, n, n);
  });
}

namespace {

/// PyTorch factors the transpose of what lies row-major in memory; the factors that it returns are those.
template <class T>
Matrix<T> as_factored(const ExternFrame& frame, const Matrix<T>& m) {
  const TensorView& a = frame.args().tensor("A");
  return !is_complex(a.dtype) && a.stride == dense_strides(a.size) ? adjoint(m) : m;
}

}  // namespace

void run_det(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "A");
    const std::int64_t n = frame.args().tensor("A").size.back();
    std::vector<T> results;
    std::vector<std::vector<std::int64_t>> pivots;
    for (Matrix<T>& m : a.matrices) {
      Factored<T> f = factor(as_factored(frame, m));
      results.push_back(determinant_sign(f));
      for (std::int64_t i = 0; i < n; ++i) results.back() *= f.lu.at(i, i);
      m = std::move(f.lu);
      pivots.push_back(f.pivots);
    }
    write_scalars(frame, 0, a.lead, results);
    write_batch(frame, 1, a.lead, a.matrices, n, n);
    write_vectors(frame, 2, a.lead, pivots, n);
  });
}

void run_slogdet(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "A");
    const std::int64_t n = frame.args().tensor("A").size.back();
    std::vector<T> signs;
    std::vector<double> logs;
    std::vector<std::vector<std::int64_t>> pivots;
    for (Matrix<T>& m : a.matrices) {
      Factored<T> f = factor(as_factored(frame, m));
      signs.push_back(determinant_sign(f));
      logs.push_back(0);
      for (std::int64_t i = 0; i < n; ++i) {
        const T diagonal = f.lu.at(i, i);
        signs.back() *= diagonal == T{} ? T{} : diagonal / std::abs(diagonal);
        logs.back() += std::log(std::abs(diagonal));
      }
      m = std::move(f.lu);
      pivots.push_back(f.pivots);
    }
    write_scalars(frame, 0, a.lead, signs);
    write_scalars(frame, 1, a.lead, logs);
    write_batch(frame, 2, a.lead, a.matrices, n, n);
    write_vectors(frame, 3, a.lead, pivots, n);
  });
}

void run_matrix_exp(const ExternFrame& frame) {
  with_element_type(frame, "self", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "self");
    const std::int64_t n = frame.args().tensor("self").size.back();
    constexpr int kTerms = 20;
    for (Matrix<T>& m : a.matrices) {
      double norm = 0;
      for (const T& element : m.data) norm += std::abs(element);
      int halvings = 0;
      if (std::isfinite(norm)) std::frexp(norm, &halvings);
      halvings = std::max(halvings + 1, 0);
      for (T& element : m.data) element *= std::ldexp(1.0, -halvings);
      Matrix<T> sum = identity<T>(n), term = sum;
      for (int k = 1; k <= kTerms; ++k) {
        term = product(term, m);
        for (std::size_t i = 0; i < sum.data.size(); ++i) sum.data[i] += term.data[i] /= k;
      }
      for (int i = 0; i < halvings; ++i) sum = product(sum, sum);
      m = std::move(sum);
    }
    write_batch(frame, 0, a.lead, a.matrices, n, n);
  });
}

void run_check_errors(const ExternFrame& frame) {
  for (const std::int64_t info : frame.read<std::int64_t>("info").data)
    if (info != 0)
      throw Error(Error::Kind::device,
                  frame.args().text("api_name") + ": the factorization failed at " + std::to_string(info));
}

}  // namespace ireplay
