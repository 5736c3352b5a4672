// Solutions, inverses and determinants by factorizations.
#include "replay/externs/shared/factor.hpp"

#include <algorithm>

namespace ireplay {
namespace {

constexpr std::int64_t kPivotsAtOnce = 16;

/// x = op(A)^-1 x.
void solve_with(ExternWriter& to, const LuFactors& factors, const TensorView& x, SolverTurn turn) {
  SolverPart part;
  part.mode.call = SolverCall::lu_solve;
  part.mode.turn = turn;
  part.a = factors.lu;
  part.values = factors.pivots;
  part.x = x;
  to.solver(part);
}

void solve_triangles(ExternWriter& to, const TensorView& a, const TensorView& x, bool upper, SolverTurn turn,
                     bool unit = false, bool right = false) {
  SolverPart part;
  part.mode.call = SolverCall::triangle_solve;
  part.mode.upper = upper;
  part.mode.turn = turn;
  part.mode.unit = unit;
  part.mode.right = right;
  part.a = a;
  part.x = x;
  to.solver(part);
}

/// A x = b of A = L L^H or U^H U.
void solve_definite(ExternWriter& to, const TensorView& factor, const TensorView& x, bool upper) {
  solve_triangles(to, factor, x, upper, upper ? SolverTurn::adjoint : SolverTurn::none);
  solve_triangles(to, factor, x, upper, upper ? SolverTurn::none : SolverTurn::adjoint);
}

/// Pivots as int64, each of a row that there is: others are a fault.
TensorView checked_pivots(ExternWriter& to, const TensorView& pivots, const Dims& lead, std::int64_t rows) {
  to.frame.require(!pivots.size.empty() && pivots.size == with_lead(lead, {pivots.size.back()}) &&
                       pivots.size.back() <= rows,
                   "pivots are " + bracketed(pivots.size));
  TensorView checked = to.temporary(DType::i64, pivots.size);
  LoopWriter loops("pivots", pivots.size, pivots.size.size());
  const std::vector<Index> here = loops.range(0, pivots.size.size());
  const Value pivot = loops.convert(loops.load(pivots, here), DType::i64);
  loops.store(checked, here, loops.value_of(loops.checked_index(pivot - 1, rows, false) + 1));
  to.add(loops);
  return checked;
}

/// P[r, c] = 1 where row r goes to when the rows are swapped one after the other.
void write_permutation(ExternWriter& to, const TensorView& pivots, const TensorView& p) {
  const Dims lead = lead_of(p);
  const std::size_t rank = lead.size();
  const TensorView position = to.temporary(DType::i64, with_lead(lead, {rows_of(p)}));
  const std::int64_t count = pivots.size.back();
  for (std::int64_t first = 0; first < std::max<std::int64_t>(count, 1); first += kPivotsAtOnce) {
    LoopWriter loops("row swaps", position.size, rank + 1);
    const std::vector<Index> here = loops.range(0, rank + 1);
    Value at = first == 0 ? loops.value_of(here.back()) : loops.load(position, here);
    for (std::int64_t i = first; i < std::min(first + kPivotsAtOnce, count); ++i) {
      std::vector<Index> step = loops.range(0, rank);
      step.push_back(loops.number(i));
      const Value other = loops.load(pivots, step) - 1, own = loops.integer(i);
      at = select(at == own, other, select(at == other, own, at));
    }
    loops.store(position, here, at);
    to.add(loops);
  }
  if (is_complex(p.dtype)) to.fill(part_of(p, 1), 0);
  const TensorView real = is_complex(p.dtype) ? part_of(p, 0) : p;
  LoopWriter loops("permutation", real.size, rank + 2);
  const std::vector<Index> here = loops.range(0, rank + 2);
  const std::vector<Index> row(here.begin(), here.end() - 1);
  const Value there = loops.load(position, row) == loops.value_of(here.back());
  loops.store(real, here, select(there, loops.constant(real.dtype, 1), loops.constant(real.dtype, 0)));
  to.add(loops);
}

void write_p_l_u(ExternWriter& to, const TensorView& lu, const TensorView& pivots, bool data,
                 bool permutation) {
  const Dims lead = lead_of(lu);
  const std::int64_t rows = rows_of(lu), columns = columns_of(lu), least = std::min(rows, columns);
  if (permutation && to.wants(0)) write_permutation(to, pivots, to.result(0, with_lead(lead, {rows, rows})));
  if (data && to.wants(1)) copy_triangle(to, lu, to.result(1, with_lead(lead, {rows, least})), false, 1);
  if (data && to.wants(2)) copy_triangle(to, lu, to.result(2, with_lead(lead, {least, columns})), true);
}

/// What a determinant is made of, in f64 for each matrix: its size, or the logarithm of that, and the number
/// of modulus 1 (or 0) that stands before it.
struct Determinants {
  TensorView size, sign_real, sign_imaginary;
};

Determinants determinants(ExternWriter& to, const LuFactors& factors, bool logarithm) {
  const Dims lead = lead_of(factors.lu);
  const std::size_t rank = lead.size();
  const bool complex = is_complex(factors.lu.dtype);
  Determinants found{to.temporary(DType::f64, lead), to.temporary(DType::f64, lead),
                     to.temporary(DType::f64, lead)};
  LoopWriter loops("diagonal", factors.pivots.size, rank);
  std::vector<Index> diagonal = loops.range(0, rank + 1);
  const Value zero = loops.constant(DType::f64, 0), one = loops.constant(DType::f64, 1);
  const Value stays = loops.load(factors.pivots, diagonal) == loops.value_of(diagonal.back() + 1);
  diagonal.push_back(diagonal.back());
  const auto load = [&](std::int64_t part) {
    const TensorView from = complex ? part_of(factors.lu, part) : factors.lu;
    return loops.convert(loops.load(from, diagonal), DType::f64);
  };
  const Value real = load(0), imaginary = complex ? load(1) : zero;
  const Value size = complex ? apply(ScalarOp::hypot, real, imaginary) : apply(ScalarOp::abs, real);
  const Value sign = complex ? select(size == 0, zero, one) : select(size == 0, zero, real / size);
  const Value signs = loops.reduce(ReduceKind::prod, select(stays, sign, -sign));
  const Value angles =
      complex ? loops.reduce(ReduceKind::sum, apply(ScalarOp::atan2, imaginary, real)) : Value{};
  const Value total = logarithm ? loops.reduce(ReduceKind::sum, apply(ScalarOp::log, size))
                                : loops.reduce(ReduceKind::prod, size);
  loops.then_once();
  const std::vector<Index> here = loops.range(0, rank);
  loops.store(found.size, here, total);
  loops.store(found.sign_real, here, complex ? signs * apply(ScalarOp::cos, angles) : signs);
  if (complex) loops.store(found.sign_imaginary, here, signs * apply(ScalarOp::sin, angles));
  to.add(loops);
  return found;
}

/// target = factor * sign, or the sign alone.
void write_signed(ExternWriter& to, const Determinants& from, bool with_size, const TensorView& target) {
  const bool complex = is_complex(target.dtype);
  for (const std::int64_t part : {0, 1}) {
    if (part == 1 && !complex) break;
    LoopWriter loops("determinant", target.size, target.size.size());
    const std::vector<Index> here = loops.range(0, target.size.size());
    Value value = loops.load(part == 0 ? from.sign_real : from.sign_imaginary, here);
    if (with_size) value = value * loops.load(from.size, here);
    loops.store(complex ? part_of(target, part) : target, here, value);
    to.add(loops);
  }
}

/// The factors as results: LU, pivots.
void write_factors(ExternWriter& to, const LuFactors& factors, std::size_t first) {
  if (to.wants(first)) to.copy(turned(factors.lu), to.result(first, turned(factors.lu).size));
  if (to.wants(first + 1)) to.copy(factors.pivots, to.result(first + 1, factors.pivots.size));
}

void write_info(ExternWriter& to, const TensorView& info, std::size_t result) {
  if (to.wants(result)) to.copy(info, to.result(result, info.size));
  if (to.args.flag("check_errors")) require_success(to, info, std::string(to.frame.op()));
}

/// PyTorch factors the transpose of what lies row-major in memory; the factors that it returns are those.
LuFactors factor_for_determinant(ExternWriter& to, const TensorView& a) {
  const bool transposed = !is_complex(a.dtype) && a.stride == dense_strides(a.size);
  return factor_in_place(to, by_columns(to, transposed ? turned(a) : a, lead_of(a)));
}

}  // namespace

void write_solve_ex(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A", true);
  TensorView b = to.tensor("B");
  const bool vector = b.size.size() == 1 || b.size == Dims(a.size.begin(), a.size.end() - 1);
  if (vector) b = unsqueezed(b, b.size.size());
  to.frame.require(b.size.size() >= 2, "'B' is " + bracketed(b.size));
  const bool left = vector || to.args.flag("left");
  to.frame.require((left ? rows_of(b) : columns_of(b)) == rows_of(a), "'B' does not fit 'A'");
  require_covered(to, {a, b});
  const LuFactors factors = factor_in_place(to, by_columns(to, a, lead_of(a)));
  if (to.wants(0)) {
    const Dims lead = common_lead(to, a, b);
    const LuFactors used{lead == lead_of(a) ? factors.lu : by_columns(to, turned(factors.lu), lead),
                         lead == lead_of(a) ? factors.pivots : repeated(to, factors.pivots, lead),
                         {}};
    const TensorView x = by_columns(to, left ? b : turned(b), lead);
    solve_with(to, used, x, left ? SolverTurn::none : SolverTurn::transposed);
    const TensorView solution = to.result(0);
    to.frame.require(numel(solution.size) == numel(x.size), "the result is " + bracketed(solution.size));
    to.copy_in_order(left ? turned(x) : x, solution);
  }
  write_factors(to, factors, 1);
  write_info(to, factors.info, 3);
}

void write_solve_triangular(ExternWriter& to) {
  const bool old = to.args.knows("transpose");  // triangular_solve(B, A)
  const TensorView a = matrices_of(to, old ? "A" : "self", true), b = matrices_of(to, old ? "self" : "B");
  const bool left = old || to.args.flag("left");
  to.frame.require((left ? rows_of(b) : columns_of(b)) == rows_of(a),
                   "the right side does not fit the triangle");
  require_covered(to, {a, b});
  const Dims lead = common_lead(to, a, b);
  const TensorView triangle = by_columns(to, a, lead);
  if (to.wants(0)) {
    const TensorView x = by_columns(to, b, lead);
    solve_triangles(to, triangle, x, to.args.flag("upper"),
                    old && to.args.flag("transpose") ? SolverTurn::transposed : SolverTurn::none,
                    to.args.flag("unitriangular"), !left);
    to.copy(turned(x), to.result(0, turned(x).size));
  }
  if (old && to.wants(1)) to.copy(turned(triangle), to.result(1, turned(triangle).size));
}

void write_inv_ex(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A", true);
  require_covered(to, {a});
  const LuFactors factors = factor_in_place(to, by_columns(to, a, lead_of(a)));
  if (to.wants(0)) {
    const TensorView x = to.temporary(a.dtype, a.size);
    write_identity(to, x);
    solve_with(to, factors, x, SolverTurn::none);
    to.copy(turned(x), to.result(0, a.size));
  }
  write_info(to, factors.info, 1);
}

void write_cholesky_ex(ExternWriter& to) {
  const TensorView a = matrices_of(to, "self", true);
  require_covered(to, {a});
  SolverPart part;
  part.mode.call = SolverCall::cholesky;
  part.mode.upper = to.args.flag("upper");
  part.a = by_columns(to, a, lead_of(a));
  part.info = to.temporary(DType::i32, lead_of(a));
  to.solver(part);
  if (to.wants(0)) copy_triangle(to, turned(part.a), to.result(0, a.size), part.mode.upper);
  write_info(to, *part.info, 1);
}

void write_cholesky_solve(ExternWriter& to) {
  const TensorView b = matrices_of(to, "self"), a = matrices_of(to, "input2", true);
  to.frame.require(rows_of(b) == rows_of(a), "'self' does not fit 'input2'");
  require_covered(to, {a, b});
  const Dims lead = common_lead(to, a, b);
  const TensorView x = by_columns(to, b, lead);
  solve_definite(to, by_columns(to, a, lead), x, to.args.flag("upper"));
  to.copy(turned(x), to.result(0, turned(x).size));
}

void write_cholesky_inverse(ExternWriter& to) {
  const TensorView a = matrices_of(to, "self", true);
  require_covered(to, {a});
  const TensorView x = to.temporary(a.dtype, a.size);
  write_identity(to, x);
  solve_definite(to, by_columns(to, a, lead_of(a)), x, to.args.flag("upper"));
  to.copy(turned(x), to.result(0, a.size));
}

void write_det(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A", true);
  require_covered(to, {a});
  const LuFactors factors = factor_for_determinant(to, a);
  if (to.wants(0)) write_signed(to, determinants(to, factors, false), true, to.result(0, lead_of(a)));
  write_factors(to, factors, 1);
}

void write_slogdet(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A", true);
  require_covered(to, {a});
  const LuFactors factors = factor_for_determinant(to, a);
  if (to.wants(0) || to.wants(1)) {
    const Determinants found = determinants(to, factors, true);
    if (to.wants(0)) write_signed(to, found, false, to.result(0, lead_of(a)));
    if (to.wants(1)) to.copy(found.size, to.result(1, lead_of(a)));
  }
  write_factors(to, factors, 2);
}

void write_lu_factor_ex(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A");
  require_covered(to, {a});
  const LuFactors factors = factor_in_place(to, by_columns(to, a, lead_of(a)), to.args.flag("pivot"));
  write_factors(to, factors, 0);
  write_info(to, factors.info, 2);
}

void write_lu(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A");
  require_covered(to, {a});
  const bool pivot = to.args.flag("pivot");
  const LuFactors factors = factor_in_place(to, by_columns(to, a, lead_of(a)), pivot);
  write_p_l_u(to, turned(factors.lu), factors.pivots, true, pivot);
}

void write_lu_unpack(ExternWriter& to) {
  const TensorView lu = matrices_of(to, "LU_data");
  require_covered(to, {lu});
  const bool permutation = to.args.flag("unpack_pivots");
  const TensorView pivots =
      permutation ? checked_pivots(to, to.tensor("LU_pivots"), lead_of(lu), rows_of(lu)) : TensorView{};
  write_p_l_u(to, lu, pivots, to.args.flag("unpack_data"), permutation);
}

/// X A = B is A^T X^T = B^T, and X A^H = B is A conj(X^T) = conj(B^T).
void write_lu_solve(ExternWriter& to) {
  const TensorView lu = matrices_of(to, "LU", true), b = matrices_of(to, "B");
  const bool left = to.args.flag("left"), adjoint = to.args.flag("adjoint");
  to.frame.require((left ? rows_of(b) : columns_of(b)) == rows_of(lu), "'B' does not fit 'LU'");
  to.frame.require(lead_of(lu) == lead_of(b), "'LU' and 'B' have different batches");
  require_covered(to, {lu, b});
  const Dims lead = lead_of(lu);
  const LuFactors factors{
      by_columns(to, lu, lead), checked_pivots(to, to.tensor("pivots"), lead, rows_of(lu)), {}};
  const bool conjugated = !left && adjoint;
  TensorView x = by_columns(to, left ? b : turned(b), lead);
  if (conjugated) {
    const TensorView plain = x;
    x = to.temporary(x.dtype, x.size);
    copy_conjugated(to, plain, x);
  }
  solve_with(to, factors, x,
             left ? (adjoint ? SolverTurn::adjoint : SolverTurn::none)
                  : (adjoint ? SolverTurn::none : SolverTurn::transposed));
  const TensorView solution = left ? turned(x) : x, target = to.result(0, b.size);
  if (conjugated)
    copy_conjugated(to, solution, target);
  else
    to.copy(solution, target);
}

void write_check_errors(ExternWriter& to) {
  const TensorView info = to.tensor("info");
  if (numel(info.size) != 0) require_success(to, info, to.args.text("api_name"));
}

/// L D L^T of the lower triangles; what stands above them is 0.
void write_ldl_factor_ex(ExternWriter& to) {
  const TensorView a = matrices_of(to, "self", true);
  require_covered(to, {a});
  const Dims lead = lead_of(a);
  SolverPart part;
  part.mode.call = SolverCall::ldl;
  part.mode.hermitian = to.args.flag("hermitian");
  part.a = by_columns(to, a, lead);
  part.values = to.temporary(DType::i64, with_lead(lead, {rows_of(a)}));
  part.info = to.temporary(DType::i32, lead);
  to.solver(part);
  if (to.args.flag("check_errors")) require_success(to, *part.info, "linalg.ldl_factor_ex");
  if (to.wants(0)) copy_triangle(to, turned(part.a), to.result(0, a.size), false);
  if (to.wants(1)) to.copy(*part.values, to.result(1, part.values->size));
  if (to.wants(2)) to.copy(*part.info, to.result(2, lead));
}

void write_ldl_solve(ExternWriter& to) {
  const TensorView a = matrices_of(to, "LD", true), b = matrices_of(to, "B"), pivots = to.tensor("pivots");
  require_covered(to, {a, b});
  const Dims lead = common_lead(to, a, b);
  const std::int64_t n = rows_of(a);
  to.frame.require(
      rows_of(b) == n && pivots.size == with_lead(lead_of(a), {n}),
      "LD " + bracketed(a.size) + ", pivots " + bracketed(pivots.size) + " and B " + bracketed(b.size));
  const TensorView checked = to.temporary(DType::i64, pivots.size);
  LoopWriter loops("pivots", pivots.size, pivots.size.size());
  const std::vector<Index> here = loops.range(0, pivots.size.size());
  const Value pivot = loops.convert(loops.load(pivots, here), DType::i64);
  loops.require(loops.both(apply(ScalarOp::abs, pivot) <= static_cast<double>(n), pivot != 0),
                "pivots name rows");
  loops.store(checked, here, pivot);
  to.add(loops);
  SolverPart part;
  part.mode.call = SolverCall::ldl_solve;
  part.mode.hermitian = to.args.flag("hermitian");
  part.a = by_columns(to, a, lead);
  part.values = repeated(to, checked, lead);
  part.x = by_columns(to, b, lead);
  to.solver(part);
  to.copy(turned(*part.x), to.result(0, with_lead(lead, {n, columns_of(b)})));
}

}  // namespace ireplay
