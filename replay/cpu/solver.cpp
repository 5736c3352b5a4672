#include "replay/cpu/solver.hpp"

#include <algorithm>

#include "replay/cpu/general_eigen.hpp"
#include "replay/cpu/ldl.hpp"
#include "replay/cpu/spectrum.hpp"

namespace ireplay {
namespace {

/// The operands of one call, matrix after matrix; what it changes is written back at the end.
template <class T>
class SolverRun {
 public:
  SolverRun(const SolverPart& part, const std::function<HostView(const TensorView&)>& view_of)
      : problem_(problem_of(part)), mode_(part.mode), part_(part), view_of_(view_of) {
    a_ = read<T>(view_of(part.a));
    if (part.x) x_ = read<T>(view_of(*part.x));
    if (part.y) y_ = read<T>(view_of(*part.y));
    if (part.values && has_pivots()) pivots_ = read<std::int64_t>(view_of(*part.values));
    if (part.values && has_factors()) factors_ = read<T>(view_of(*part.values));
    if (part.values && has_reals()) reals_ = read<double>(view_of(*part.values));
    if (part.info) infos_ = read<std::int64_t>(view_of(*part.info));
  }

  void run() {
    for (std::int64_t i = 0; i < problem_.batch; ++i) run(i);
    write(view_of_(part_.a), a_);
    if (part_.x) write(view_of_(*part_.x), x_);
    if (part_.y) write(view_of_(*part_.y), y_);
    if (part_.values && has_pivots()) write(view_of_(*part_.values), pivots_);
    if (part_.values && has_factors()) write(view_of_(*part_.values), factors_);
    if (part_.values && has_reals()) write(view_of_(*part_.values), reals_);
    if (part_.info) write(view_of_(*part_.info), infos_);
  }

 private:
  bool has_pivots() const {
    return mode_.call == SolverCall::lu || mode_.call == SolverCall::lu_solve ||
           mode_.call == SolverCall::ldl || mode_.call == SolverCall::ldl_solve;
  }
  bool has_reals() const { return mode_.call == SolverCall::eigen || mode_.call == SolverCall::singular; }
  bool has_factors() const { return !has_pivots() && !has_reals(); }

  static Matrix<T> matrix(const Dense<T>& of, std::int64_t i, std::int64_t rows, std::int64_t columns) {
    Matrix<T> turned(columns, rows);
    std::copy_n(of.data.begin() + i * rows * columns, rows * columns, turned.data.begin());
    return adjoint(turned, false);
  }
  static void put(Dense<T>& to, std::int64_t i, const Matrix<T>& m) {
    const Matrix<T> turned = adjoint(m, false);
    std::copy(turned.data.begin(), turned.data.end(), to.data.begin() + i * m.rows * m.columns);
  }
  template <class V>
  std::vector<V> values(const Dense<V>& of, std::int64_t i) const {
    const auto from = of.data.begin() + i * problem_.count;
    return {from, from + problem_.count};
  }
  template <class V>
  void put_values(Dense<V>& to, std::int64_t i, const std::vector<V>& from) const {
    std::copy(from.begin(), from.end(), to.data.begin() + i * problem_.count);
  }
  void put_info(std::int64_t i, std::int64_t info) {
    if (part_.info) infos_.data[static_cast<std::size_t>(i)] = info;
  }

  Matrix<T> a(std::int64_t i) const { return matrix(a_, i, problem_.rows, problem_.columns); }
  Matrix<T> x(std::int64_t i) const {
    return mode_.right ? matrix(x_, i, problem_.others, problem_.rows)
                       : matrix(x_, i, problem_.rows, problem_.others);
  }
  Matrix<T> turned(const Matrix<T>& m) const {
    return mode_.turn == SolverTurn::none ? m : adjoint(m, mode_.turn == SolverTurn::adjoint);
  }

  void run(std::int64_t i) {
    switch (mode_.call) {
      case SolverCall::cholesky:
        return cholesky_of(i);
      case SolverCall::lu: {
        const Factored<T> f = factor(a(i), mode_.pivot);
        put(a_, i, f.lu);
        if (part_.values) put_values(pivots_, i, f.pivots);
        return put_info(i, f.info);
      }
      case SolverCall::lu_solve: {
        const Factored<T> f{a(i), values(pivots_, i), 0};
        return put(x_, i,
                   mode_.turn == SolverTurn::none
                       ? solve(f, x(i))
                       : solve_adjoint(f, x(i), mode_.turn == SolverTurn::adjoint));
      }
      case SolverCall::triangle_solve:
        return triangle_of(i);
      case SolverCall::qr: {
        Matrix<T> m = a(i);
        put_values(factors_, i, reflect_columns(m));
        return put(a_, i, m);
      }
      case SolverCall::reflections:
        return put(a_, i, ireplay::reflections(a(i), values(factors_, i), problem_.columns));
      case SolverCall::reflect: {
        const Matrix<T> q = turned(ireplay::reflections(a(i), values(factors_, i), problem_.rows));
        return put(x_, i, mode_.right ? product(x(i), q) : product(q, x(i)));
      }
      case SolverCall::eigen: {
        const Spectrum<T> found = ireplay::eigen(a(i), !mode_.upper);
        put_values(reals_, i, found.values);
        if (mode_.vectors) put(a_, i, found.right);
        return put_info(i, 0);
      }
      case SolverCall::ldl: {
        LdlFactors<T> f(a(i), mode_.hermitian);
        f.factor();
        put(a_, i, f.matrix());
        put_values(pivots_, i, f.pivots());
        return put_info(i, f.info());
      }
      case SolverCall::ldl_solve:
        return put(x_, i, LdlFactors<T>(a(i), values(pivots_, i), mode_.hermitian).solve(x(i)));
      case SolverCall::general_eigen:
        return general_eigen_of(i);
      case SolverCall::singular: {
        const Spectrum<T> found = ireplay::singular(a(i));
        put_values(reals_, i, found.values);
        put_info(i, 0);
        if (!mode_.vectors) return;
        put(x_, i, completed(found.left, problem_.others));
        return put(y_, i, adjoint(completed(found.right, problem_.columns)));
      }
    }
  }

  void general_eigen_of(std::int64_t i) {
    if constexpr (std::is_same_v<T, std::complex<double>>) {
      GeneralSpectrum found = GeneralEigen::of(a(i), mode_.real);
      if (!found.converged) std::ranges::fill(found.values, std::numeric_limits<double>::quiet_NaN());
      put_values(factors_, i, found.values);
      if (mode_.vectors) put(x_, i, found.vectors);
    }
  }

  void cholesky_of(std::int64_t i) {
    std::int64_t info = 0;
    const Matrix<T> given = a(i);
    const Matrix<T> l = ireplay::cholesky(mode_.upper ? adjoint(given) : given, info);
    Matrix<T> m = given;
    for (std::int64_t r = 0; r < m.rows; ++r)
      for (std::int64_t c = 0; c <= r; ++c)
        (mode_.upper ? m.at(c, r) : m.at(r, c)) = mode_.upper ? conjugate(l.at(r, c)) : l.at(r, c);
    put(a_, i, m);
    put_info(i, info);
  }

  /// X op(A)^-1 is the transpose of op(A)^-T X^T.
  void triangle_of(std::int64_t i) {
    const bool upper = mode_.upper != (mode_.turn != SolverTurn::none);
    const Matrix<T> m = turned(a(i));
    Matrix<T> right = x(i);
    if (mode_.right) right = adjoint(right, false);
    solve_triangle(mode_.right ? adjoint(m, false) : m, right, upper != mode_.right, mode_.unit);
    put(x_, i, mode_.right ? adjoint(right, false) : right);
  }

  SolverProblem problem_;
  const SolverMode& mode_;
  const SolverPart& part_;
  const std::function<HostView(const TensorView&)>& view_of_;
  Dense<T> a_, x_, y_, factors_;
  Ints pivots_, infos_;
  Reals reals_;
};

}  // namespace

void run_solver_cpu(const SolverPart& part, const std::function<HostView(const TensorView&)>& view_of) {
  if (is_complex(part.a.dtype))
    SolverRun<std::complex<double>>(part, view_of).run();
  else
    SolverRun<double>(part, view_of).run();
}

}  // namespace ireplay
