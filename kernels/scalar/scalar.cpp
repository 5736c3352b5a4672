#include "kernels/scalar/scalar.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "kernels/scalar/float8.hpp"

namespace ireplay {
namespace {

template <class T>
T read(const void* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <class T>
void write(void* to, T value) {
  std::memcpy(to, &value, sizeof value);
}

Scalar real(double value) { return {.f = value}; }
Scalar integer(std::int64_t value) { return {.i = value}; }

/// A float becomes bf16 often enough that the general encoder would be felt.
std::uint16_t bf16_of(double value) {
  const auto narrow = static_cast<float>(value);
  if (narrow != value) return static_cast<std::uint16_t>(encode<kFormatBF16>(value));
  const auto bits = std::bit_cast<std::uint32_t>(narrow);
  return static_cast<std::uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

float bf16_value(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

/// The float with `storage`'s bits (f32 and narrower) in the low bits of the result.
std::uint32_t float_bits_of(DType storage, double value) {
  switch (storage) {
    case DType::f32:
      return std::bit_cast<std::uint32_t>(static_cast<float>(value));
    case DType::f16:
      return encode<kFormatF16>(value);
    case DType::bf16:
      return bf16_of(value);
    default:
      return encode_float8(value, storage);
  }
}

double value_of_float_bits(DType storage, std::uint32_t bits) {
  switch (storage) {
    case DType::f32:
      return std::bit_cast<float>(bits);
    case DType::f16:
      return decode<kFormatF16>(bits);
    case DType::bf16:
      return bf16_value(static_cast<std::uint16_t>(bits));
    default:
      return decode_float8<double>(bits & 0xff, storage);
  }
}

/// Truncation toward zero that stops at T's limits; `if_nan` is what the GPU's conversion instruction gives.
template <class T>
T saturate(double value, T if_nan) {
  constexpr double kEnd =
      static_cast<double>(std::numeric_limits<T>::max() / 2 + 1) * 2;  // first value too large
  if (std::isnan(value)) return if_nan;
  if (value >= kEnd) return std::numeric_limits<T>::max();
  if (value <= static_cast<double>(std::numeric_limits<T>::min())) return std::numeric_limits<T>::min();
  return static_cast<T>(value);
}

std::int64_t integer_from_float(double value, DType to) {
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  switch (to) {
    case DType::boolean:
      return value != 0;
    case DType::i32:
      return saturate<std::int32_t>(value, 0);
    case DType::u32:
      return saturate<std::uint32_t>(value, 0);
    case DType::u64:
      return std::bit_cast<std::int64_t>(saturate<std::uint64_t>(value, std::uint64_t{1} << 63));
    default:
      return wrap(saturate<std::int64_t>(value, kMin), to);
  }
}

/// One rounding, to the compute type.
double float_from_integer(std::int64_t value, DType from, DType compute) {
  const bool is_unsigned = from == DType::u64;
  const auto bits = std::bit_cast<std::uint64_t>(value);
  if (compute == DType::f64) return is_unsigned ? static_cast<double>(bits) : static_cast<double>(value);
  return is_unsigned ? static_cast<float>(bits) : static_cast<float>(value);
}

}  // namespace

std::int64_t wrap(std::int64_t value, DType to) {
  switch (to) {
    case DType::i32:
      return static_cast<std::int32_t>(value);
    case DType::i16:
      return static_cast<std::int16_t>(value);
    case DType::i8:
      return static_cast<std::int8_t>(value);
    case DType::u32:
      return static_cast<std::uint32_t>(value);
    case DType::u16:
      return static_cast<std::uint16_t>(value);
    case DType::u8:
      return static_cast<std::uint8_t>(value);
    case DType::boolean:
      return value != 0;
    default:
      return value;
  }
}

Scalar load_element(const void* from, DType dtype) {
  switch (dtype) {
    case DType::f64:
      return real(read<double>(from));
    case DType::f32:
      return real(read<float>(from));
    case DType::f16:
      return real(decode<kFormatF16>(read<std::uint16_t>(from)));
    case DType::bf16:
      return real(bf16_value(read<std::uint16_t>(from)));
    case DType::i64:
    case DType::u64:
      return integer(read<std::int64_t>(from));
    case DType::i32:
      return integer(read<std::int32_t>(from));
    case DType::u32:
      return integer(read<std::uint32_t>(from));
    case DType::i16:
      return integer(read<std::int16_t>(from));
    case DType::u16:
      return integer(read<std::uint16_t>(from));
    case DType::i8:
      return integer(read<std::int8_t>(from));
    case DType::u8:
      return integer(read<std::uint8_t>(from));
    case DType::boolean:
      return integer(read<std::uint8_t>(from) != 0);
    case DType::c64:
    case DType::c128:
    case DType::c32:
      return load_element(from, part_of(dtype));
    default:
      return real(value_of_float_bits(dtype, read<std::uint8_t>(from)));
  }
}

void store_element(void* to_address, DType to, Scalar value, DType from) {
  if (is_complex(to)) {
    std::memset(to_address, 0, bytes_of(to));
    return store_element(to_address, part_of(to), value, from);
  }
  if (!is_floating(to)) {
    const std::int64_t bits = is_floating(from) ? integer_from_float(value.f, to) : wrap(value.i, to);
    std::memcpy(to_address, &bits, bytes_of(to));  // little-endian: the low bytes come first
    return;
  }
  const double wide = is_floating(from) ? value.f : float_from_integer(value.i, from, compute_type(to));
  if (to == DType::f64) return write(to_address, wide);
  const std::uint32_t bits = float_bits_of(to, wide);
  std::memcpy(to_address, &bits, bytes_of(to));
}

Scalar convert(Scalar value, DType from, DType to, bool round_to_storage) {
  if (!is_floating(to))
    return integer(is_floating(from) ? integer_from_float(value.f, to) : wrap(value.i, to));
  const DType compute = compute_type(to);
  double wide = is_floating(from) ? value.f : float_from_integer(value.i, from, compute);
  if (compute == DType::f32 && from == DType::f64) wide = static_cast<float>(wide);
  return real(round_to_storage ? round_to(to, wide) : wide);
}

double round_to(DType storage, double value) {
  return storage == DType::f64 ? value : value_of_float_bits(storage, float_bits_of(storage, value));
}

Scalar bitcast(Scalar value, DType from, DType to) {
  std::uint64_t bits = std::bit_cast<std::uint64_t>(value.i);
  if (is_floating(from) && from != DType::f64) bits = float_bits_of(from, value.f);
  if (to == DType::f64) return real(std::bit_cast<double>(bits));
  if (is_floating(to)) return real(value_of_float_bits(to, static_cast<std::uint32_t>(bits)));
  return integer(wrap(std::bit_cast<std::int64_t>(bits), to));
}

}  // namespace ireplay
