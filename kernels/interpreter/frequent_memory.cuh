#pragma once

#include "kernels/interpreter/memory.cuh"
#include "kernels/scalar/scalar_tiers.hpp"

/// Loads and stores of whole vectors by the main instantiation: what almost every access of a large tensor
/// is.
namespace ireplay {

enum class FrequentStorage { b32, bf16, f16, byte, i64 };

template <FrequentStorage storage>
struct ElementOf {
  using type = std::uint16_t;
};
template <>
struct ElementOf<FrequentStorage::b32> {
  using type = std::uint32_t;
};
template <>
struct ElementOf<FrequentStorage::byte> {
  using type = std::uint8_t;
};
template <>
struct ElementOf<FrequentStorage::i64> {
  using type = std::uint64_t;
};

template <class P>
__device__ __forceinline__ typename P::Int stepped_offset(const Thread<P>& thread, int at) {
  const auto base = static_cast<std::uint32_t>(thread.items.base),
             other = static_cast<std::uint32_t>(thread.items.other);
  const std::uint32_t how = read_field<P>(thread.argument, at, SteppedField::kDivisions);
  const std::uint32_t first = __umulhi((how & kFirstOfOther) != 0 ? other : base,
                                       read_field<P>(thread.argument, at, SteppedField::kFirstMagic));
  const std::uint32_t second = __umulhi((how & kSecondOfOther) != 0 ? other : base,
                                        read_field<P>(thread.argument, at, SteppedField::kSecondMagic));
  return static_cast<typename P::Int>(
      read_field<P>(thread.argument, at, SteppedField::kOffset) +
      base * read_field<P>(thread.argument, at, SteppedField::kInner) +
      other * read_field<P>(thread.argument, at, SteppedField::kAway) +
      (first >> (how & 31)) * read_field<P>(thread.argument, at, SteppedField::kFirstSkip) +
      (second >> (how >> 8 & 31)) * read_field<P>(thread.argument, at, SteppedField::kSecondSkip));
}

/// Where each float4 begins in memory.
template <VectorForm form, class P>
__device__ __forceinline__ void find_float4s(const Thread<P>& thread, int at,
                                             typename P::Int (&offsets)[P::kFloat4s]) {
  using Int = typename P::Int;
  if constexpr (form == VectorForm::linear) {
    const Int start =
        static_cast<Int>(read_field<P>(thread.argument, at, LinearField::kOffset)) +
        thread.items.other * static_cast<Int>(read_field<P>(thread.argument, at, LinearField::kAway));
#pragma unroll
    for (int q = 0; q < P::kFloat4s; ++q) offsets[q] = float4_coordinate(thread.items, q) + start;
  } else if constexpr (form == VectorForm::stepped) {
    const Int first = stepped_offset(thread, at);
    const Int odd = static_cast<Int>(read_field<P>(thread.argument, at, SteppedField::kOdd));
    const Int even = static_cast<Int>(read_field<P>(thread.argument, at, SteppedField::kEven));
#pragma unroll
    for (int q = 0; q < P::kFloat4s; ++q) offsets[q] = first + (q & 1) * odd + (q >> 1) * even;
  } else {
    float4_indices(thread, read_index<P>(thread.argument, read_instruction<P>(thread.argument, at)), offsets);
  }
}

__device__ __forceinline__ float half_of(std::uint32_t pair, bool high) {
  return __half2float(__ushort_as_half(static_cast<unsigned short>(high ? pair >> 16 : pair & 0xffff)));
}

/// Two elements of two bytes as words of float32.
template <FrequentStorage storage>
__device__ __forceinline__ void widen_pair(std::uint32_t pair, std::uint32_t& low, std::uint32_t& high) {
  if constexpr (storage == FrequentStorage::bf16)
    low = pair << 16, high = pair & 0xffff0000u;
  else
    low = __float_as_uint(half_of(pair, false)), high = __float_as_uint(half_of(pair, true));
}

template <FrequentStorage storage>
__device__ __forceinline__ std::uint32_t narrow_pair(std::uint32_t low, std::uint32_t high) {
  std::uint32_t pair;
  if constexpr (storage == FrequentStorage::bf16) {
    const __nv_bfloat162 both = __floats2bfloat162_rn(__uint_as_float(low), __uint_as_float(high));
    memcpy(&pair, &both, sizeof pair);
  } else {
    const __half2 both = __floats2half2_rn(__uint_as_float(low), __uint_as_float(high));
    memcpy(&pair, &both, sizeof pair);
  }
  return pair;
}

template <FrequentStorage storage>
inline constexpr bool kTwoBytes = storage == FrequentStorage::bf16 || storage == FrequentStorage::f16;

template <FrequentStorage storage>
__device__ __forceinline__ std::uint32_t widened(std::uint32_t bits) {
  if constexpr (storage == FrequentStorage::bf16) return bits << 16;
  if constexpr (storage == FrequentStorage::f16) return __float_as_uint(half_of(bits, false));
  return bits;
}
template <FrequentStorage storage>
__device__ __forceinline__ std::uint32_t narrowed(std::uint32_t word) {
  if constexpr (kTwoBytes<storage>) return narrow_pair<storage>(word, 0) & 0xffff;
  return word;
}

/// Vectors of items are whole or, unless `all`, absent. Those of two-byte elements are of eight.
template <FrequentStorage storage, bool all, class P>
__device__ __forceinline__ void load_vectors(Thread<P>& thread, const void* from,
                                             const typename P::Int (&offsets)[P::kFloat4s]) {
  __builtin_assume(__isGlobal(from));  // generic accesses are slower
  const auto* memory = static_cast<const typename ElementOf<storage>::type*>(from);
  auto& acc = thread.acc;
#pragma unroll
  for (int q = 0; q < P::kFloat4s; q += kTwoBytes<storage> ? 2 : 1) {
    if (!all && (thread.items.valid >> (4 * q) & 1) == 0) continue;
    if constexpr (kTwoBytes<storage>) {
      const uint4 eight = *reinterpret_cast<const uint4*>(memory + offsets[q]);
      widen_pair<storage>(eight.x, acc[4 * q], acc[4 * q + 1]);
      widen_pair<storage>(eight.y, acc[4 * q + 2], acc[4 * q + 3]);
      widen_pair<storage>(eight.z, acc[4 * q + 4], acc[4 * q + 5]);
      widen_pair<storage>(eight.w, acc[4 * q + 6], acc[4 * q + 7]);
    } else {
      typename P::Word four[4];
      read_four(memory + offsets[q], four);
#pragma unroll
      for (int k = 0; k < 4; ++k) acc[4 * q + k] = four[k];
    }
  }
}

template <FrequentStorage storage, bool all, class P>
__device__ __forceinline__ void store_vectors(const Thread<P>& thread, void* to,
                                              const typename P::Int (&offsets)[P::kFloat4s]) {
  __builtin_assume(__isGlobal(to));
  auto* memory = static_cast<typename ElementOf<storage>::type*>(to);
  const auto& acc = thread.acc;
#pragma unroll
  for (int q = 0; q < P::kFloat4s; q += kTwoBytes<storage> ? 2 : 1) {
    if (!all && (thread.items.writable >> (4 * q) & 1) == 0) continue;
    if constexpr (kTwoBytes<storage>)
      *reinterpret_cast<uint4*>(memory + offsets[q]) =
          make_uint4(narrow_pair<storage>(acc[4 * q], acc[4 * q + 1]),
                     narrow_pair<storage>(acc[4 * q + 2], acc[4 * q + 3]),
                     narrow_pair<storage>(acc[4 * q + 4], acc[4 * q + 5]),
                     narrow_pair<storage>(acc[4 * q + 6], acc[4 * q + 7]));
    else
      write_four<typename ElementOf<storage>::type, typename P::Word>(
          memory + offsets[q], {acc[4 * q], acc[4 * q + 1], acc[4 * q + 2], acc[4 * q + 3]});
  }
}

/// The same one element at a time, `stride` from item to item within each float4.
template <FrequentStorage storage, class P>
__device__ __forceinline__ void load_strided(Thread<P>& thread, const void* from,
                                             const typename P::Int (&offsets)[P::kFloat4s],
                                             typename P::Int stride) {
  __builtin_assume(__isGlobal(from));
  const auto* memory = static_cast<const typename ElementOf<storage>::type*>(from);
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    if ((thread.items.valid >> (4 * q) & 1) == 0) continue;
#pragma unroll
    for (int k = 0; k < 4; ++k)
      thread.acc[4 * q + k] =
          widened<storage>(word_of_element<typename P::Word>(memory[offsets[q] + k * stride]));
  }
}

template <FrequentStorage storage, class P>
__device__ __forceinline__ void store_strided(const Thread<P>& thread, void* to,
                                              const typename P::Int (&offsets)[P::kFloat4s],
                                              typename P::Int stride) {
  using T = typename ElementOf<storage>::type;
  __builtin_assume(__isGlobal(to));
  T* memory = static_cast<T*>(to);
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    if ((thread.items.writable >> (4 * q) & 1) == 0) continue;
#pragma unroll
    for (int k = 0; k < 4; ++k)
      memory[offsets[q] + k * stride] = element_of_word<T>(narrowed<storage>(thread.acc[4 * q + k]));
  }
}

/// False where a vector of items is partly there.
template <FrequentStorage storage, VectorForm form, class P>
__device__ __forceinline__ bool load_whole(Thread<P>& thread, int at) {
  if (thread.items.valid != P::kAll && thread.items.partial_vector) return false;
  typename P::Int offsets[P::kFloat4s];
  const void* from = read_address<P>(thread.argument, at);
  if constexpr (form == VectorForm::strided) {
    float4_indices(thread, read_index<P>(thread.argument, read_instruction<P>(thread.argument, at)), offsets);
    load_strided<storage>(
        thread, from, offsets,
        static_cast<typename P::Int>(read_field<P>(thread.argument, at, StridedField::kStride)));
  } else if (thread.items.valid != P::kAll) {
    find_float4s<form>(thread, at, offsets);
    load_vectors<storage, false>(thread, from, offsets);
  } else {
    find_float4s<form>(thread, at, offsets);
    load_vectors<storage, true>(thread, from, offsets);
  }
  return true;
}

template <FrequentStorage storage, VectorForm form, class P>
__device__ __forceinline__ bool store_whole(const Thread<P>& thread, int at) {
  if (thread.items.writable != P::kAll && thread.items.partial_vector) return false;
  typename P::Int offsets[P::kFloat4s];
  void* to = read_address<P>(thread.argument, at);
  if constexpr (form == VectorForm::strided) {
    float4_indices(thread, read_index<P>(thread.argument, read_instruction<P>(thread.argument, at)), offsets);
    store_strided<storage>(
        thread, to, offsets,
        static_cast<typename P::Int>(read_field<P>(thread.argument, at, StridedField::kStride)));
  } else if (thread.items.writable != P::kAll) {
    find_float4s<form>(thread, at, offsets);
    store_vectors<storage, false>(thread, to, offsets);
  } else {
    find_float4s<form>(thread, at, offsets);
    store_vectors<storage, true>(thread, to, offsets);
  }
  return true;
}

/// One element for all items: nothing in the index moves along their axis.
template <class P>
__device__ __forceinline__ void load_same(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const typename P::Int at = common_index(thread, read_index<P>(thread.argument, in));
  const void* from = read_buffer<P>(thread.argument, in).data;
  __builtin_assume(__isGlobal(from));
  Word bits;
  switch (in.bytes) {
    case 8:
      bits = word_of_element<Word>(static_cast<const std::uint64_t*>(from)[at]);
      break;
    case 4:
      bits = static_cast<const std::uint32_t*>(from)[at];
      break;
    case 2:
      bits = static_cast<const std::uint16_t*>(from)[at];
      break;
    default:
      bits = static_cast<const std::uint8_t*>(from)[at];
      break;
  }
  fill(thread, widen<P::kSpecial>(bits, in.storage));
}

}  // namespace ireplay
