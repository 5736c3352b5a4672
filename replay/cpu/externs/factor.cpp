// Factorizations of batches of small dense matrices.
#include "replay/cpu/matrix.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {

void run_lu_factor_ex(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_batch<T>(frame, "A");
    const Dims& size = frame.args().tensor("A").size;
    const std::int64_t rows = size[size.size() - 2], columns = size.back();
    std::vector<std::vector<std::int64_t>> pivots;
    std::vector<std::int64_t> infos;
    for (Matrix<T>& m : a.matrices) {
      Factored<T> f = factor(m, frame.args().flag("pivot"));
      m = std::move(f.lu);
      pivots.push_back(f.pivots);
      infos.push_back(f.info);
    }
    write_batch(frame, 0, a.lead, a.matrices, rows, columns);
    write_vectors(frame, 1, a.lead, pivots, std::min(rows, columns));
    write_scalars(frame, 2, a.lead, infos);
    refuse_singular(frame, infos);
  });
}

namespace {

/// Pivots as stored, checked: row i was swapped with row pivots[i] - 1.
std::vector<std::vector<std::int64_t>> read_pivots(const ExternFrame& frame, std::string_view name,
                                                   std::size_t batches, std::int64_t rows) {
  const Ints all = frame.read<std::int64_t>(name);
  frame.require(!all.size.empty() && all.size.back() * static_cast<std::int64_t>(batches) == all.count() &&
                    all.size.back() <= rows,
                "'" + std::string(name) + "' is " + bracketed(all.size));
  std::vector<std::vector<std::int64_t>> pivots;
  for (std::size_t i = 0; i < batches; ++i) {
    const auto from = all.data.begin() + static_cast<std::ptrdiff_t>(i) * all.size.back();
    pivots.emplace_back(from, from + all.size.back());
    for (const std::int64_t pivot : pivots.back()) frame.check_index(pivot - 1, rows);
  }
  return pivots;
}

template <class T>
void write_p_l_u(const ExternFrame& frame, const Dims& lead, const std::vector<Matrix<T>>& factors,
                 const std::vector<std::vector<std::int64_t>>& pivots, std::int64_t rows,
                 std::int64_t columns, bool data, bool permutation) {
  const std::int64_t n = std::min(rows, columns);
  std::vector<Matrix<T>> p, l, u;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    Matrix<T> turned = identity<T>(rows);
    permute_rows(turned, pivots[i], false);
    p.push_back(adjoint(turned));
    l.push_back(triangle(factors[i], false, true, rows, n));
    u.push_back(triangle(factors[i], true, false, n, columns));
  }
  if (permutation) write_batch(frame, 0, lead, p, rows, rows);
  if (data) write_batch(frame, 1, lead, l, rows, n);
  if (data) write_batch(frame, 2, lead, u, n, columns);
}

}  // namespace

void run_lu(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_batch<T>(frame, "A");
    const Dims& size = frame.args().tensor("A").size;
    std::vector<std::vector<std::int64_t>> pivots;
    const bool pivot = frame.args().flag("pivot");
    for (Matrix<T>& m : a.matrices) {
      Factored<T> f = factor(m, pivot);
      m = std::move(f.lu);
      pivots.push_back(f.pivots);
    }
    write_p_l_u(frame, a.lead, a.matrices, pivots, size[size.size() - 2], size.back(), true, pivot);
  });
}

void run_lu_unpack(const ExternFrame& frame) {
  with_element_type(frame, "LU_data", [&](auto zero) {
    using T = decltype(zero);
    const Batch<T> a = read_batch<T>(frame, "LU_data");
    const Dims& size = frame.args().tensor("LU_data").size;
    const std::int64_t rows = size[size.size() - 2];
    write_p_l_u(frame, a.lead, a.matrices, read_pivots(frame, "LU_pivots", a.matrices.size(), rows), rows,
                size.back(), frame.args().flag("unpack_data"), frame.args().flag("unpack_pivots"));
  });
}

void run_lu_solve(const ExternFrame& frame) {
  with_element_type(frame, "LU", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_square<T>(frame, "LU"), b = read_batch<T>(frame, "B");
    frame.require(a.lead == b.lead, "'LU' and 'B' have different batches");
    const bool left = frame.args().flag("left"), turned = frame.args().flag("adjoint");
    const auto pivots =
        read_pivots(frame, "pivots", a.matrices.size(), frame.args().tensor("LU").size.back());
    for (std::size_t i = 0; i < a.matrices.size(); ++i) {
      const Factored<T> f{a.matrices[i], pivots[i], 0};
      Matrix<T>& right = b.matrices[i];
      frame.require((left ? right.rows : right.columns) == f.lu.rows, "'B' does not fit 'LU'");
      if (left)
        right = turned ? solve_adjoint(f, right) : solve(f, right);
      else
        right = adjoint(turned ? solve(f, adjoint(right)) : solve_adjoint(f, adjoint(right)));
    }
    const Dims& size = frame.args().tensor("B").size;
    write_batch(frame, 0, b.lead, b.matrices, size[size.size() - 2], size.back());
  });
}

void run_qr(const ExternFrame& frame) {
  with_element_type(frame, "A", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_batch<T>(frame, "A");
    const Dims& size = frame.args().tensor("A").size;
    const std::int64_t rows = size[size.size() - 2], columns = size.back();
    const std::string mode = frame.args().text("mode");
    const std::int64_t kept = mode == "complete" ? rows : std::min(rows, columns);
    std::vector<Matrix<T>> q, r;
    for (Matrix<T>& m : a.matrices) {
      const std::vector<T> taus = reflect_columns(m);
      q.push_back(reflections(m, taus, kept));
      r.push_back(triangle(m, true, false, kept, columns));
    }
    if (mode != "r") write_batch(frame, 0, a.lead, q, rows, kept);
    write_batch(frame, 1, a.lead, r, kept, columns);
  });
}

void run_geqrf(const ExternFrame& frame) {
  with_element_type(frame, "self", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_batch<T>(frame, "self");
    const Dims& size = frame.args().tensor("self").size;
    std::vector<std::vector<T>> taus;
    for (Matrix<T>& m : a.matrices) taus.push_back(reflect_columns(m));
    write_batch(frame, 0, a.lead, a.matrices, size[size.size() - 2], size.back());
    write_vectors(frame, 1, a.lead, taus, std::min(size[size.size() - 2], size.back()));
  });
}

void run_householder_product(const ExternFrame& frame) {
  with_element_type(frame, "input", [&](auto zero) {
    using T = decltype(zero);
    Batch<T> a = read_batch<T>(frame, "input");
    const Dense<T> taus = frame.read<T>("tau");
    const Dims& size = frame.args().tensor("input").size;
    const std::int64_t rows = size[size.size() - 2], columns = size.back();
    const std::int64_t each = taus.size.empty() ? 0 : taus.size.back();
    frame.require(each <= columns && columns <= rows &&
                      taus.count() == each * static_cast<std::int64_t>(a.matrices.size()),
                  "input " + bracketed(size) + " and tau " + bracketed(taus.size));
    for (std::size_t i = 0; i < a.matrices.size(); ++i) {
      const auto from = taus.data.begin() + static_cast<std::ptrdiff_t>(i) * each;
      a.matrices[i] = reflections(a.matrices[i], std::vector<T>(from, from + each), columns);
    }
    write_batch(frame, 0, a.lead, a.matrices, rows, columns);
  });
}

}  // namespace ireplay
