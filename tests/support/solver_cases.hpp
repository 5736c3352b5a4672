#pragma once

#include <vector>

#include "tests/support/extern_device.hpp"

/// Calls of factorizations on random matrices, and what of their results is unique.
namespace ireplay {

/// Every row of the family, in f32, f64 and the complex types, on batches of well conditioned matrices of up
/// to `largest` rows and some more columns or the other way round.
std::vector<CallCase> make_solver_cases(RandomNumbers& random, std::int64_t largest);

/// Expects equal results up to rounding; of eigenvectors and singular vectors, which are unique only up to a
/// factor, that they are orthonormal and that they give the operand back.
void expect_same_factors(const CallCase& call, const std::vector<HostTensor>& want,
                         const std::vector<HostTensor>& got, const std::string& what);

/// Calls that give complex factors, on matrices whose largest modulus in a column is not the largest
/// |re| + |im|, or one of two.
struct PivotCase {
  CallCase call;
  std::size_t factors, pivots;  // which results they are
};
std::vector<PivotCase> make_pivot_cases(DType dtype);

/// Expects LAPACK's choice.
void expect_lapack_pivots(const PivotCase& c, const std::vector<HostTensor>& got, const std::string& what);

}  // namespace ireplay
