#pragma once

#include "kernels/sort/sort.hpp"

/// Elements of strided rows, and the integers of the same order that are sorted in their place.
namespace ireplay {

using Position = std::int32_t;

/// How bits of a type become integers of the same order.
struct KeyRule {
  enum class Kind : std::uint8_t { floating, signed_int, unsigned_int, boolean };
  Kind kind = Kind::floating;
  int bytes = 4, bits = 32;    // of a value, of its key
  std::uint64_t infinite = 0;  // floats: the bits of infinity; greater magnitudes are NaN
  bool descending = false;

  __host__ __device__ std::uint64_t greatest() const { return ~std::uint64_t{0} >> (64 - bits); }
  __host__ __device__ bool has_nan() const { return kind == Kind::floating; }
  __device__ std::uint64_t key(std::uint64_t value) const {
    const std::uint64_t sign = std::uint64_t{1} << (bits - 1);
    std::uint64_t result = value;
    if (kind == Kind::boolean) result = value != 0;
    if (kind == Kind::signed_int) result = value ^ sign;
    if (kind == Kind::floating) {
      const std::uint64_t magnitude = value & (sign - 1);
      if (magnitude > infinite)
        result = greatest();
      else
        result = magnitude == 0 ? sign : value & sign ? ~value & greatest() : value | sign;
    }
    return descending ? ~result & greatest() : result;
  }
};

inline KeyRule key_rule(DType dtype, bool descending) {
  KeyRule rule;
  rule.bytes = static_cast<int>(bytes_of(dtype));
  rule.bits = dtype == DType::boolean ? 1 : 8 * rule.bytes;
  rule.descending = descending;
  rule.kind = is_floating(dtype)                             ? KeyRule::Kind::floating
              : dtype == DType::boolean                      ? KeyRule::Kind::boolean
              : info(dtype).kind == DTypeClass::unsigned_int ? KeyRule::Kind::unsigned_int
                                                             : KeyRule::Kind::signed_int;
  rule.infinite = dtype == DType::f64   ? 0x7FF0000000000000
                  : dtype == DType::f32 ? 0x7F800000
                  : dtype == DType::f16 ? 0x7C00
                                        : 0x7F80;
  return rule;
}

__device__ inline std::int64_t offset_of(const StridedLayout& layout, std::int64_t number) {
  std::int64_t offset = 0;
  for (int d = layout.rank - 1; d > 0; --d) {
    const std::int64_t outer = number / layout.size[d];
    offset += (number - outer * layout.size[d]) * layout.stride[d];
    number = outer;
  }
  return layout.rank > 0 ? offset + number * layout.stride[0] : 0;
}

__device__ inline std::uint64_t load_bits(const std::byte* at, int bytes) {
  switch (bytes) {
    case 1:
      return *reinterpret_cast<const std::uint8_t*>(at);
    case 2:
      return *reinterpret_cast<const std::uint16_t*>(at);
    case 4:
      return *reinterpret_cast<const std::uint32_t*>(at);
    default:
      return *reinterpret_cast<const std::uint64_t*>(at);
  }
}

__device__ inline void copy_bits(std::byte* to, const std::byte* from, int bytes) {
  switch (bytes) {
    case 1:
      *to = *from;
      break;
    case 2:
      *reinterpret_cast<std::uint16_t*>(to) = *reinterpret_cast<const std::uint16_t*>(from);
      break;
    case 4:
      *reinterpret_cast<std::uint32_t*>(to) = *reinterpret_cast<const std::uint32_t*>(from);
      break;
    default:
      *reinterpret_cast<std::uint64_t*>(to) = *reinterpret_cast<const std::uint64_t*>(from);
  }
}

__device__ inline std::byte* address_of(const Rows& rows, std::int64_t row, std::int64_t element, int bytes) {
  return rows.data + (offset_of(rows.rows, row) + offset_of(rows.elements, element)) * bytes;
}

__device__ inline std::int64_t thread_number() {
  return static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x;
}
__device__ inline std::int64_t thread_count() { return static_cast<std::int64_t>(gridDim.x) * blockDim.x; }

}  // namespace ireplay
