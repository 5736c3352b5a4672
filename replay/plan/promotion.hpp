#pragma once

#include "kernels/scalar/dtype.hpp"

namespace ireplay {

/// PyTorch's common type of two tensors: complex before floating before integers before bools, within a kind
/// the wider one. An unsigned and a signed type meet in a signed one that is wider than the unsigned; f16 and
/// bf16 meet in f32.
DType promote(DType a, DType b);

}  // namespace ireplay
