#pragma once

#include "kernels/libraries/factorization.hpp"

/// What kernels/libraries/factorization.hpp promises, of one matrix on the CPU: by Eigen, where it gives what
/// LAPACK gives.
namespace ireplay {

/// Column-major, as in SolverProblem; pointers may be null for what the call does not have. `T` is double or
/// std::complex<double>, and values are T, whether they are pivots, eigenvalues or factors.
template <class T>
struct SolverMatrices {
  std::int64_t rows = 0, columns = 0, others = 0, count = 0;
  T *a = nullptr, *x = nullptr, *y = nullptr, *values = nullptr;
};

/// In place; returns the call's info. Values and vectors are NaN where an iteration fails or what is given
/// is not finite. Throws Error{device} for pivots that name no row.
template <class T>
std::int64_t factorize(const SolverMode& mode, const SolverMatrices<T>& of);

}  // namespace ireplay
