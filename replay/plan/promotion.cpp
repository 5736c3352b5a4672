#include "replay/plan/promotion.hpp"

namespace ireplay {

DType promote(DType a, DType b) {
  if (a == b || b == DType::boolean) return a;
  if (a == DType::boolean) return b;
  if (is_complex(a) || is_complex(b)) {
    const auto is_double = [](DType type) { return type == DType::c128 || type == DType::f64; };
    if (is_double(a) || is_double(b)) return DType::c128;
    const auto is_half = [](DType type) { return part_of(type) == DType::f16 || is_integer(type); };
    return is_half(a) && is_half(b) ? DType::c32 : DType::c64;
  }
  if (is_floating(a) != is_floating(b)) return is_floating(a) ? a : b;
  if (is_floating(a) && bytes_of(a) == bytes_of(b)) return DType::f32;
  const DType wider = bytes_of(a) >= bytes_of(b) ? a : b;
  if (info(a).kind == info(b).kind) return wider;
  const DType is_signed = info(a).kind == DTypeClass::signed_int ? a : b;
  const std::size_t unsigned_bytes = bytes_of(is_signed == a ? b : a);
  if (bytes_of(is_signed) > unsigned_bytes) return is_signed;
  return unsigned_bytes == 1 ? DType::i16 : unsigned_bytes == 2 ? DType::i32 : DType::i64;
}

}  // namespace ireplay
