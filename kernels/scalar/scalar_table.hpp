#pragma once

#include <array>
#include <vector>

#include "kernels/scalar/scalar_eval.hpp"

/// Rows of scalar_ops.def evaluated on the device, one element at a time: how tests see what every kernel
/// computes.
namespace ireplay {

/// Row `op` on operands of compute type `type`, given and returned as the host keeps values
/// (scalar_function's form); `result` 1 is frexp's exponent. Throws CudaError; the row must be defined for
/// the type.
std::vector<Scalar> evaluate_on_device(ScalarOp op, DType type,
                                       const std::vector<std::array<Scalar, 3>>& operands, int result = 0);

}  // namespace ireplay
