#pragma once

#include "kernels/scalar/scalar.hpp"

/// The order of elements: of numbers, and of NaN, which PyTorch takes for greater than everything.
namespace ireplay {

inline bool comes_before(double a, double b) { return a < b || (b != b && a == a); }
inline bool comes_before(std::int64_t a, std::int64_t b) { return a < b; }
inline bool is_nan(double a) { return a != a; }
inline bool is_nan(std::int64_t) { return false; }

/// Of an element of type `dtype`.
inline bool is_nan(Scalar value, DType dtype) { return is_floating(dtype) && is_nan(value.f); }

/// Of elements of type `dtype`, without an order for NaN.
inline bool is_less(Scalar a, Scalar b, DType dtype) {
  if (is_floating(dtype)) return a.f < b.f;
  if (dtype == DType::u64) return static_cast<std::uint64_t>(a.i) < static_cast<std::uint64_t>(b.i);
  return a.i < b.i;
}

}  // namespace ireplay
