#pragma once

#include <cstdint>

#include "kernels/scalar/dtype.hpp"

/// Factorizations of dense matrices and what is solved with them, as LAPACK has them.
///
/// Matrices are column-major without gaps; batches of them lie one after the other. A is `rows` x `columns`,
/// X has `others` columns, or with `right` `others` rows.
namespace ireplay {

enum class SolverCall : std::uint8_t {
  cholesky,        // a: L with A = L L^H, or `upper` U with A = U^H U, in its triangle; the other one is left
  lu,              // a: L and U of P A = L U; values: pivots, i64, row i was swapped with row values[i] - 1
  lu_solve,        // x: op(A)^-1 X, of a and values as lu gives them
  triangle_solve,  // x: op(A)^-1 X, or with `right` X op(A)^-1, of one triangle of A
  qr,              // a: R and below it the reflections; values: their factors
  reflections,     // a: the first columns of the product of the reflections in a and values
  reflect,         // x: op(Q) X, or with `right` X op(Q), of the reflections in a and values
  eigen,           // values: eigenvalues, rising, of the Hermitian matrix in a triangle; a: vectors if wanted
  singular,   // values: singular values, falling; x: left vectors, y: right ones' V^H if wanted; a is lost
  ldl,        // a: L and D of P^T A P = L D L^T, of the lower triangle, as sytrf and hetrf give them; values:
              // their pivots, i64
  ldl_solve,  // x: A^-1 X, of a and values as ldl gives them
  general_eigen,  // values: eigenvalues of a complex matrix, which is lost; x: right vectors if wanted
};

enum class SolverTurn : std::uint8_t { none, transposed, adjoint };

struct SolverMode {
  SolverCall call = SolverCall::lu;
  SolverTurn turn = SolverTurn::none;  // op(A), op(Q); adjoint is transposed for real numbers
  bool upper = false;                  // cholesky, triangle_solve, eigen: the triangle that is read
  bool unit = false;                   // triangle_solve: the diagonal counts as 1
  bool right = false;
  bool pivot = true;       // lu: without, no rows are swapped and there are no values
  bool vectors = true;     // eigen, singular, general_eigen
  bool hermitian = false;  // ldl, ldl_solve: L D L^H
  bool real = false;       // general_eigen: the imaginary parts are 0, so that values come in pairs
};

/// In device memory. Values are of a's type, for eigen and singular of its real type. `info` is 0 or says
/// what failed: cholesky the first minor that is not positive, lu the first zero pivot, both from 1.
struct SolverProblem {
  SolverMode mode;
  DType dtype = DType::f64;  // f32, f64, c64, c128
  std::int64_t batch = 1, rows = 0, columns = 0, others = 0;
  std::int64_t count = 0;  // values of one matrix; singular wants rows >= columns
  void *a = nullptr, *x = nullptr, *y = nullptr, *values = nullptr;
  std::int32_t* info = nullptr;  // one for each matrix; null: not wanted
};

}  // namespace ireplay
