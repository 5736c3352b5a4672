#pragma once

#include "kernels/scalar/float_formats.hpp"
#include "tests/support/cuda_on_host/cuda_runtime.h"

/// Sixteen-bit floats by their bits.
struct __half {
  unsigned short bits;
};
struct __half2 {
  __half low, high;
};
inline __half __ushort_as_half(unsigned short bits) { return {bits}; }
inline unsigned short __half_as_ushort(__half value) { return value.bits; }
inline float __half2float(__half value) {
  return static_cast<float>(ireplay::decode<ireplay::kFormatF16>(value.bits));
}
inline __half __float2half_rn(float value) {
  return {static_cast<unsigned short>(ireplay::encode<ireplay::kFormatF16>(value))};
}
inline __half2 __floats2half2_rn(float low, float high) {
  return {__float2half_rn(low), __float2half_rn(high)};
}
inline __half operator+(__half a, __half b) { return __float2half_rn(__half2float(a) + __half2float(b)); }
