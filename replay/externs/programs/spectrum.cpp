// Orthogonal factors, eigenvalues, singular values, and functions of matrices.
#include <algorithm>

#include "replay/externs/shared/factor.hpp"

namespace ireplay {
namespace {

constexpr int kTerms = 16;     // of the series of a matrix whose norm is at most 1/2
constexpr int kHalvings = 40;  // past it no digit of the result would be right

/// R and the reflections below it, of matrices by columns; the reflections' factors.
TensorView reflect_in_place(ExternWriter& to, const TensorView& by_columns) {
  SolverPart part;
  part.mode.call = SolverCall::qr;
  part.a = by_columns;
  part.values =
      to.temporary(by_columns.dtype,
                   with_lead(lead_of(by_columns), {std::min(rows_of(by_columns), columns_of(by_columns))}));
  to.solver(part);
  return *part.values;
}

/// The first columns of the product of the reflections: as many as `by_columns` has.
void multiply_reflections(ExternWriter& to, const TensorView& by_columns, const TensorView& factors) {
  SolverPart part;
  part.mode.call = SolverCall::reflections;
  part.a = by_columns;
  part.values = factors;
  to.solver(part);
}

/// One batch dimension, as products have it.
TensorView as_batch(const TensorView& dense) {
  return reshaped(dense, {numel(lead_of(dense)), rows_of(dense), columns_of(dense)});
}

/// The reciprocals of singular values above max(atol, rtol * largest), zeros for others.
TensorView safe_reciprocals(ExternWriter& to, const TensorView& values, std::int64_t longer) {
  const Dims lead(values.size.begin(), values.size.end() - 1);
  const std::size_t rank = lead.size();
  TensorView found = to.temporary(values.dtype, values.size);
  LoopWriter loops("reciprocals", values.size, rank + 1);
  const std::vector<Index> here = loops.range(0, rank + 1), batch(here.begin(), here.end() - 1);
  std::vector<Index> first = batch;
  first.push_back(loops.number(0));
  const auto bound = [&](std::string_view name) {
    if (!to.frame.has(name)) return Value{};
    TensorView given = to.tensor(name);
    if (numel(given.size) == 1) given = TensorView{given.buffer, given.dtype, {}, {}, given.offset};
    to.frame.require(broadcasts_to(given.size, lead),
                     "'" + std::string(name) + "' is " + bracketed(given.size));
    return loops.convert(loops.load(expanded(given, lead), batch), DType::f64);
  };
  const Value zero = loops.constant(DType::f64, 0);
  const Value given_atol = bound("atol"), atol = given_atol ? given_atol : zero;
  const double epsilon = values.dtype == DType::f64 ? 0x1p-52 : 0x1p-23;
  Value rtol = bound("rtol");
  if (!rtol) rtol = select(atol > 0, zero, loops.constant(DType::f64, static_cast<double>(longer) * epsilon));
  const Value largest = loops.convert(loops.load(values, first), DType::f64);
  const Value value = loops.convert(loops.load(values, here), DType::f64);
  loops.store(found, here, select(value > apply(ScalarOp::maximum, atol, rtol * largest), 1.0 / value, zero));
  to.add(loops);
  return found;
}

/// The Hermitian matrices whose lower triangles are given.
TensorView mirrored(ExternWriter& to, const TensorView& given) {
  TensorView found = to.temporary(given.dtype, given.size);
  const std::size_t rank = given.size.size();
  for (std::int64_t part = 0; part < (is_complex(given.dtype) ? 2 : 1); ++part) {
    const auto of = [&](const TensorView& tensor) {
      return is_complex(given.dtype) ? part_of(tensor, part) : tensor;
    };
    LoopWriter loops("mirrored", given.size, rank);
    const std::vector<Index> here = loops.range(0, rank);
    const Value below = loops.load(of(given), here), above = loops.load(turned(of(given)), here);
    const Value row = loops.value_of(here[rank - 2]), column = loops.value_of(here[rank - 1]);
    Value value = select(row >= column, below, part == 0 ? above : -above);
    if (part == 1) value = select(row == column, loops.constant(loops.type(value), 0), value);
    loops.store(of(found), here, value);
    to.add(loops);
  }
  return found;
}

/// scaled[j, k] = from[j, k] * by[j].
TensorView scaled_rows(ExternWriter& to, const TensorView& from, const TensorView& by) {
  TensorView scaled = to.temporary(from.dtype, from.size);
  const TensorView source = is_complex(from.dtype) ? as_reals(from) : from;
  const TensorView target = is_complex(from.dtype) ? as_reals(scaled) : scaled;
  LoopWriter loops("scaled", source.size, source.size.size());
  const std::vector<Index> here = loops.range(0, source.size.size());
  const std::vector<Index> row(here.begin(), here.begin() + static_cast<std::ptrdiff_t>(by.size.size()));
  loops.store(target, here, loops.load(source, here) * loops.load(by, row));
  to.add(loops);
  return scaled;
}

TensorView conjugated(ExternWriter& to, const TensorView& dense) {
  if (!is_complex(dense.dtype)) return dense;
  TensorView found = to.temporary(dense.dtype, dense.size);
  copy_conjugated(to, dense, found);
  return found;
}

/// The sum over j of by[j] v[j] v[j]^H, where v[j] are the rows of dense matrices.
TensorView weighted_square(ExternWriter& to, const TensorView& rows, const TensorView& by) {
  const TensorView scaled = scaled_rows(to, rows, by);
  TensorView square =
      to.temporary(rows.dtype, with_lead(lead_of(rows), {columns_of(rows), columns_of(rows)}));
  write_product(to, {turned(as_batch(scaled)), as_batch(conjugated(to, rows)), as_batch(square), {}});
  return square;
}

struct Eigenvectors {
  TensorView values, rows;  // a vector a row
};

Eigenvectors eigenvectors(ExternWriter& to, const TensorView& a, bool upper) {
  SolverPart part;
  part.mode.call = SolverCall::eigen;
  part.mode.upper = upper;
  part.a = by_columns(to, a, lead_of(a));
  part.values = to.temporary(real_type(a.dtype), with_lead(lead_of(a), {rows_of(a)}));
  to.solver(part);
  return {*part.values, part.a};
}

// ---- the exponential of a matrix

/// f64 matrices; complex ones as [[re, -im], [im, re]], which functions of matrices keep.
TensorView as_real_matrices(ExternWriter& to, const TensorView& given) {
  const Dims lead = lead_of(given);
  const std::int64_t n = rows_of(given);
  if (!is_complex(given.dtype)) return to.converted(given, DType::f64);
  TensorView found = to.temporary(DType::f64, with_lead(lead, {2 * n, 2 * n}));
  const std::size_t rank = lead.size() + 2;
  for (const std::int64_t row : {0, 1})
    for (const std::int64_t column : {0, 1}) {
      const TensorView from = part_of(given, row == column ? 0 : 1);
      const TensorView block = narrowed(narrowed(found, rank - 2, row * n, n), rank - 1, column * n, n);
      LoopWriter loops("block", from.size, rank);
      const std::vector<Index> here = loops.range(0, rank);
      const Value value = loops.convert(loops.load(from, here), DType::f64);
      loops.store(block, here, row < column ? -value : value);
      to.add(loops);
    }
  return found;
}

/// How often each matrix is halved so that its greatest row sum is at most 1/2; i32.
TensorView write_halvings(ExternWriter& to, const TensorView& matrices) {
  const TensorView sums = to.temporary(DType::f64, {matrices.size[0], matrices.size[1]});
  LoopWriter rows("row sums", matrices.size, 2);
  const Value sum = rows.reduce(ReduceKind::sum, apply(ScalarOp::abs, rows.load(matrices, rows.range(0, 3))));
  rows.then_once();
  rows.store(sums, rows.range(0, 2), sum);
  to.add(rows);
  TensorView halvings = to.temporary(DType::i32, {matrices.size[0]});
  LoopWriter loops("halvings", sums.size, 1);
  const Value norm = loops.reduce(ReduceKind::max, loops.load(sums, loops.range(0, 2)));
  loops.then_once();
  const Value count = loops.exponent(norm) + 1;
  const Value least = apply(ScalarOp::maximum, count, loops.integer(0, DType::i32));
  loops.store(halvings, {loops.at(0)}, apply(ScalarOp::minimum, least, loops.integer(kHalvings, DType::i32)));
  to.add(loops);
  return halvings;
}

void halve(ExternWriter& to, const TensorView& matrices, const TensorView& halvings) {
  LoopWriter loops("halved", matrices.size, 3);
  const std::vector<Index> here = loops.range(0, 3);
  const Value count = loops.convert(loops.load(halvings, {here[0]}), DType::f64);
  loops.store(matrices, here, loops.load(matrices, here) * apply(ScalarOp::exp2, -count));
  to.add(loops);
}

/// target = from of those matrices that are halved more than `round` times.
void keep_needed(ExternWriter& to, const TensorView& from, const TensorView& target,
                 const TensorView& halvings, int round) {
  LoopWriter loops("squared", from.size, 3);
  const std::vector<Index> here = loops.range(0, 3);
  const Value needed = loops.load(halvings, {here[0]}) > round;
  loops.store(target, here, loops.load(from, here, needed), needed);
  to.add(loops);
}

}  // namespace

void write_qr(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A");
  require_covered(to, {a});
  const Dims lead = lead_of(a);
  const std::string mode = to.args.text("mode");
  const std::int64_t rows = rows_of(a), columns = columns_of(a), least = std::min(rows, columns);
  const std::int64_t kept = mode == "complete" ? rows : least;
  const TensorView reflected = by_columns(to, a, lead);
  const TensorView factors = reflect_in_place(to, reflected);
  if (to.wants(1)) copy_triangle(to, turned(reflected), to.result(1, with_lead(lead, {kept, columns})), true);
  if (mode == "r" || !to.wants(0)) return;
  const TensorView q = to.temporary(a.dtype, with_lead(lead, {kept, rows}));
  to.copy(narrowed(reflected, lead.size(), 0, least), narrowed(q, lead.size(), 0, least));
  multiply_reflections(to, q, factors);
  to.copy(turned(q), to.result(0, with_lead(lead, {rows, kept})));
}

void write_geqrf(ExternWriter& to) {
  const TensorView a = matrices_of(to, "self");
  require_covered(to, {a});
  const TensorView reflected = by_columns(to, a, lead_of(a));
  const TensorView factors = reflect_in_place(to, reflected);
  if (to.wants(0)) to.copy(turned(reflected), to.result(0, a.size));
  if (to.wants(1)) to.copy(factors, to.result(1, factors.size));
}

void write_householder_product(ExternWriter& to) {
  const TensorView a = matrices_of(to, "input"), factors = to.tensor("tau");
  const Dims lead = lead_of(a);
  to.frame.require(!factors.size.empty() && factors.size == with_lead(lead, {factors.size.back()}) &&
                       factors.size.back() <= columns_of(a) && columns_of(a) <= rows_of(a),
                   "input " + bracketed(a.size) + " and tau " + bracketed(factors.size));
  require_covered(to, {a, factors});
  const TensorView q = by_columns(to, a, lead);
  multiply_reflections(to, q, repeated(to, factors, lead));
  to.copy(turned(q), to.result(0, a.size));
}

void write_ormqr(ExternWriter& to) {
  const TensorView a = matrices_of(to, "self"), other = matrices_of(to, "input3"),
                   factors = to.tensor("input2");
  const Dims lead = lead_of(a);
  const bool left = to.args.flag("left");
  to.frame.require(lead_of(other) == lead && !factors.size.empty() &&
                       factors.size == with_lead(lead, {factors.size.back()}),
                   "the batches differ");
  to.frame.require(
      rows_of(a) == (left ? rows_of(other) : columns_of(other)) && factors.size.back() <= columns_of(a),
      "the reflections do not fit the matrix");
  require_covered(to, {a, other, factors});
  SolverPart part;
  part.mode.call = SolverCall::reflect;
  part.mode.right = !left;
  part.mode.turn = to.args.flag("transpose") ? SolverTurn::adjoint : SolverTurn::none;
  part.a = by_columns(to, a, lead);
  part.values = repeated(to, factors, lead);
  part.x = by_columns(to, other, lead);
  to.solver(part);
  to.copy(turned(*part.x), to.result(0, other.size));
}

void write_eigh(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A", true);
  require_covered(to, {a});
  const Dims lead = lead_of(a);
  const std::string triangle = to.args.text("UPLO");
  SolverPart part;
  part.mode.call = SolverCall::eigen;
  part.mode.upper = triangle == "U" || triangle == "u";
  part.mode.vectors = to.args.flag("compute_v") && to.wants(1);
  part.a = by_columns(to, a, lead);
  part.values = to.temporary(real_type(a.dtype), with_lead(lead, {rows_of(a)}));
  to.solver(part);
  if (to.wants(0)) to.copy(*part.values, to.result(0, part.values->size));
  if (part.mode.vectors) to.copy(turned(part.a), to.result(1, a.size));
}

/// Eigenvalues of general matrices, which are complex whatever these are.
void write_eig(ExternWriter& to) {
  const TensorView a = matrices_of(to, "self", true);
  require_covered(to, {a});
  const Dims lead = lead_of(a);
  const DType complex = real_type(a.dtype) == DType::f64 ? DType::c128 : DType::c64;
  SolverPart part;
  part.mode.call = SolverCall::general_eigen;
  part.mode.real = !is_complex(a.dtype);
  part.mode.vectors = to.wants(1);
  part.a = by_columns(to, to.converted(a, complex), lead);
  part.values = to.temporary(complex, with_lead(lead, {rows_of(a)}));
  if (part.mode.vectors) part.x = to.temporary(complex, part.a.size);
  to.solver(part);
  if (to.wants(0)) to.copy(*part.values, to.result(0, part.values->size));
  if (part.x) to.copy(turned(*part.x), to.result(1, a.size));
}

void write_svd(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A");
  require_covered(to, {a});
  const bool vectors = to.args.flag("compute_uv") && (to.wants(0) || to.wants(2));
  const SingularFactors found = singular_values(to, a, vectors, to.args.flag("full_matrices"));
  if (to.wants(1)) to.copy(found.values, to.result(1, found.values.size));
  if (vectors && to.wants(0)) to.copy(found.left, to.result(0, found.left.size));
  if (vectors && to.wants(2)) to.copy(found.right_adjoint, to.result(2, found.right_adjoint.size));
}

/// The conjugate of (diag(1/values) V^H)^T U^T.
void write_pinv(ExternWriter& to) {
  const bool hermitian = to.args.flag("hermitian");
  const TensorView given = matrices_of(to, "self", hermitian);
  require_covered(to, {given});
  const TensorView a = hermitian ? mirrored(to, given) : given;
  const Dims lead = lead_of(a);
  const std::int64_t rows = rows_of(a), columns = columns_of(a);
  const SingularFactors found = singular_values(to, a, true, false);
  const TensorView reciprocals = safe_reciprocals(to, found.values, std::max(rows, columns));
  const TensorView right = scaled_rows(to, found.right_adjoint, reciprocals);
  const TensorView left = to.converted(found.left, a.dtype);
  const TensorView product = to.temporary(a.dtype, with_lead(lead, {columns, rows}));
  write_product(to, {turned(as_batch(right)), turned(as_batch(left)), as_batch(product), {}});
  if (is_complex(a.dtype))
    copy_conjugated(to, product, to.result(0, product.size));
  else
    to.copy(product, to.result(0, product.size));
}

/// X = V sqrt(values) V^H of the Hermitian matrix that the lower triangle gives.
void write_matrix_sqrth(ExternWriter& to) {
  const TensorView a = matrices_of(to, "self", true);
  require_covered(to, {a});
  const Eigenvectors found = eigenvectors(to, a, false);
  TensorView roots = to.temporary(found.values.dtype, found.values.size);
  LoopWriter loops("roots", roots.size, roots.size.size());
  const std::vector<Index> here = loops.range(0, roots.size.size());
  loops.store(roots, here, apply(ScalarOp::sqrt, loops.load(found.values, here)));
  to.add(loops);
  to.copy(weighted_square(to, found.rows, roots), to.result(0, a.size));
}

/// U = left right^H and H = right diag(values) right^H.
void write_linalg_polar(ExternWriter& to) {
  const TensorView a = matrices_of(to, "A");
  require_covered(to, {a});
  to.frame.require(rows_of(a) >= columns_of(a), "a polar decomposition of " + bracketed(a.size));
  const SingularFactors found = singular_values(to, a, true, false);
  const TensorView right = to.converted(found.right_adjoint, a.dtype);
  if (to.wants(0)) {
    const TensorView left = to.converted(found.left, a.dtype), product = to.temporary(a.dtype, a.size);
    write_product(to, {as_batch(left), as_batch(right), as_batch(product), {}});
    to.copy(product, to.result(0, a.size));
  }
  if (!to.wants(1)) return;
  const TensorView rows = conjugated(to, right);
  to.copy(weighted_square(to, rows, found.values), to.result(1, rows.size));
}

/// The series of the matrix halved until its norm is small, squared as often: each round squares all matrices
/// and keeps the squares that are needed.
void write_matrix_exp(ExternWriter& to) {
  const TensorView self = matrices_of(to, "self", true);
  if (!is_complex(self.dtype)) to.frame.refuse_unless_floats(self);
  const TensorView whole = as_real_matrices(to, self), a = as_batch(whole);
  const TensorView halvings = write_halvings(to, a);
  halve(to, a, halvings);
  const TensorView identity = to.temporary(DType::f64, {a.size[1], a.size[1]});
  write_identity(to, identity);
  TensorView sum = to.temporary(DType::f64, a.size), next = to.temporary(DType::f64, a.size);
  to.copy(expanded(identity, a.size), sum);
  for (int k = kTerms; k > 0; --k) {
    to.product({a, sum, next, identity, 1.0 / k, 1});
    std::swap(sum, next);
  }
  for (int round = 0; round < kHalvings; ++round) {
    to.product({sum, sum, next, {}});
    keep_needed(to, next, sum, halvings, round);
  }
  const TensorView found = reshaped(sum, whole.size), target = to.result(0, self.size);
  if (!is_complex(self.dtype)) {
    to.copy(found, target);
    return;
  }
  const std::size_t rank = self.size.size();
  const TensorView columns = narrowed(found, rank - 1, 0, columns_of(self));
  for (const std::int64_t part : {0, 1})
    to.copy(narrowed(columns, rank - 2, part * rows_of(self), rows_of(self)), part_of(target, part));
}

}  // namespace ireplay
