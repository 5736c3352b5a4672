#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include <cstdint>

#include "kernels/scalar/dtype.hpp"
#include "kernels/scalar/float8.hpp"

/// Words of the machine as values and back: bits, widening, narrowing, casts.
namespace ireplay {

template <class T, class Word>
__device__ __forceinline__ T value_of(Word word) {
  if constexpr (std::is_same_v<T, float>)
    return __uint_as_float(static_cast<std::uint32_t>(word));
  else if constexpr (std::is_same_v<T, double>)
    return __longlong_as_double(static_cast<long long>(word));
  else
    return static_cast<T>(word);
}

template <class Word, class T>
__device__ __forceinline__ Word word_of(T value) {
  if constexpr (std::is_same_v<T, float>)
    return static_cast<Word>(__float_as_uint(value));
  else if constexpr (std::is_same_v<T, double>)
    return static_cast<Word>(__double_as_longlong(value));
  else
    return static_cast<Word>(value);
}

/// An integer word cut to the width of `to` and extended again; other types leave it alone.
template <class Word>
__device__ __forceinline__ Word wrap_word(Word word, DType to) {
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  switch (to) {
    case DType::i32:
      return static_cast<Word>(static_cast<Int>(static_cast<std::int32_t>(word)));
    case DType::i16:
      return static_cast<Word>(static_cast<Int>(static_cast<std::int16_t>(word)));
    case DType::i8:
      return static_cast<Word>(static_cast<Int>(static_cast<std::int8_t>(word)));
    case DType::u32:
      return static_cast<Word>(static_cast<std::uint32_t>(word));
    case DType::u16:
      return static_cast<Word>(static_cast<std::uint16_t>(word));
    case DType::u8:
      return static_cast<Word>(static_cast<std::uint8_t>(word));
    case DType::boolean:
      return word != 0 ? 1 : 0;
    default:
      return word;
  }
}

inline __device__ __noinline__ float decode_f8(std::uint32_t bits, DType storage) {
  return decode_float8<float>(bits, storage);
}

inline __device__ __noinline__ std::uint32_t encode_f8(float value, DType storage) {
  return encode_float8(value, storage);
}

// by the order of dtype.def's rows, which the asserts hold: the table itself is not in device memory
static_assert(is_floating(DType::f8e8m0fnu) && DType::f64 < DType::f8e8m0fnu && !is_floating(DType::i64));
constexpr __device__ bool is_f8(DType dtype) { return dtype >= DType::f8e4m3fn && dtype <= DType::f8e8m0fnu; }
constexpr __device__ bool is_float(DType dtype) { return dtype <= DType::f8e8m0fnu; }
constexpr __device__ bool is_signed(DType dtype) { return dtype >= DType::i64 && dtype <= DType::i8; }

/// Bits of one element (in the low bytes) as the word that computes with them; 8-byte types in 32-bit words
/// have been narrowed already. Without `any` no float8.
template <bool any, class Word>
__device__ __forceinline__ Word widen(Word bits, DType storage) {
  switch (storage) {
    case DType::bf16:
      return static_cast<std::uint32_t>(bits) << 16;
    case DType::f16:
      return word_of<Word>(__half2float(__ushort_as_half(static_cast<unsigned short>(bits))));
    case DType::i32:
    case DType::i16:
    case DType::i8:
    case DType::boolean:
      return wrap_word(bits, storage);
    default:
      if constexpr (any)
        if (is_f8(storage)) return word_of<Word>(decode_f8(static_cast<std::uint32_t>(bits), storage));
      return bits;
  }
}

/// Bits to store for a word of `storage`'s compute type; the low bytes count.
template <bool any, class Word>
__device__ __forceinline__ Word narrow(Word word, DType storage) {
  switch (storage) {
    case DType::bf16:
      return __bfloat16_as_ushort(__float2bfloat16_rn(value_of<float>(word)));
    case DType::f16:
      return __half_as_ushort(__float2half_rn(value_of<float>(word)));
    default:
      if constexpr (any)
        if (is_f8(storage)) return encode_f8(value_of<float>(word), storage);
      return word;
  }
}

}  // namespace ireplay
