#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "kernels/scalar/scalar_eval.hpp"

/// What PyTorch's CUDA kernels give for the scalar ops: corpus/tables/scalar_ops.safetensors, one case for
/// each op and type, and how our values are held against it.
namespace ireplay {

struct ScalarCase {
  ScalarOp op{};
  DType type = DType::f32, result_type = DType::f32;
  std::vector<std::array<Scalar, 3>> operands;  // as the op saw them: table inputs adjusted as its maker did
  std::vector<Scalar> results;
};

/// "pow.f32", "polygamma2.f64" ...
std::vector<std::string> scalar_case_keys();
ScalarCase load_scalar_case(const std::string& key);
/// How many arrays of the file the cases read.
std::size_t arrays_of_scalar_cases();

struct TableComparison {
  std::size_t wrong = 0;    // neither PyTorch's value nor the exact one
  std::size_t excused = 0;  // exact within the bound, where PyTorch's value is not
  std::string first_wrong, first_excused;
};

/// Integers and bools must be equal. Floats must be within the row's bound of the exact value where there is
/// one and, unless the table is further off, within the bound and PyTorch's own 2 ulp of the table's.
TableComparison compare_with_table(const ScalarCase& table, const std::vector<Scalar>& got);

}  // namespace ireplay
