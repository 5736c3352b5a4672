#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kernels/scalar/dtype.hpp"

/// Values of loop bodies as a reader of the text would work them out, apart from the program's own tables.
namespace ireplay {

/// A float is in `f`, an integer or bool in `i`. Halves are held as float32.
struct PythonValue {
  DType type = DType::f32;
  double f = 0;
  std::int64_t i = 0;
};

/// The nearest value of a floating type.
double rounded(double value, DType type);
/// What is left of an integer in its type.
std::int64_t wrapped(std::int64_t value, DType type);
/// `ops.to_dtype`; `storage` rounds halves too.
PythonValue to_dtype(PythonValue value, DType type, bool storage = false);
/// `ops.<op>(values)`; throws std::out_of_range for an op that this small table lacks.
PythonValue apply_op(std::string_view op, std::span<const PythonValue> operands);

}  // namespace ireplay
