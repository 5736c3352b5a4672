#pragma once

#include "kernels/scalar/dtype.hpp"
#include "kernels/scalar/float_formats.hpp"

/// Bit patterns of the float8 types, by type. The host and the prebuilt interpreter read the same table.
namespace ireplay {

/// `Real`: float or double. The pattern in the low byte, rounded as float_formats.hpp says. `storage` is a
/// float8 type.
template <class Real>
IREPLAY_HD inline unsigned encode_float8(Real value, DType storage) {
  switch (storage) {
    case DType::f8e4m3fn:
      return encode<kFormatF8E4M3FN>(value);
    case DType::f8e5m2:
      return encode<kFormatF8E5M2>(value);
    case DType::f8e4m3fnuz:
      return encode<kFormatF8E4M3FNUZ>(value);
    case DType::f8e5m2fnuz:
      return encode<kFormatF8E5M2FNUZ>(value);
    default:
      return encode_e8m0(value);
  }
}

/// `Real`: float or double, which both hold every value. The value of a pattern, whose bits above the low
/// byte are 0.
template <class Real>
IREPLAY_HD inline Real decode_float8(unsigned bits, DType storage) {
  switch (storage) {
    case DType::f8e4m3fn:
      return static_cast<Real>(decode<kFormatF8E4M3FN>(bits));
    case DType::f8e5m2:
      return static_cast<Real>(decode<kFormatF8E5M2>(bits));
    case DType::f8e4m3fnuz:
      return static_cast<Real>(decode<kFormatF8E4M3FNUZ>(bits));
    case DType::f8e5m2fnuz:
      return static_cast<Real>(decode<kFormatF8E5M2FNUZ>(bits));
    default:
      return static_cast<Real>(decode_e8m0(bits));
  }
}

}  // namespace ireplay
