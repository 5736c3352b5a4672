#pragma once

#include <cstdint>

#include "kernels/scalar/dtype.hpp"

/// One value of a loop program on the host, and the operations on it that are not rows of scalar_ops.def.
namespace ireplay {

/// Floating types keep their value in `f` (a double that the compute type can represent); integers and bools
/// keep it in `i`, sign- or zero-extended from their type (u64 as its bit pattern; bool as 0 or 1).
union Scalar {
  double f;
  std::int64_t i;
};

/// Reads one element and widens it to its compute type. Any non-zero byte of a bool is true.
Scalar load_element(const void* from, DType dtype);
/// Writes `value`, a value of type `from`, converted to the buffer's type `to` with PyTorch's casting rules.
void store_element(void* to_address, DType to, Scalar value, DType from);

/// An integer cut to the width of `dtype` and extended again, as in wrapping arithmetic; bool is `value !=
/// 0`.
std::int64_t wrap(std::int64_t value, DType dtype);

/// `ops.to_dtype(x, to)`: PyTorch's cast (corpus/tables/casts): floats truncate toward zero and wrap through
/// int64 for narrower integers, NaN and out-of-range as on CUDA; `to` bool is `x != 0`. Integers wrap. A
/// floating result is in the compute type of `to` and NOT rounded to it, unless `round_to_storage`
/// (`use_compute_types = False`).
Scalar convert(Scalar value, DType from, DType to, bool round_to_storage);

/// The nearest value that the (floating) storage type has, ties to even, as a double.
double round_to(DType storage, double value);

/// `ops.to_dtype_bitcast(x, to, from)`: x is rounded to `from`, its bits are read as `to` (same width).
Scalar bitcast(Scalar value, DType from, DType to);

}  // namespace ireplay
