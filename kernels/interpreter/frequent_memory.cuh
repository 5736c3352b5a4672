#pragma once

#include "kernels/interpreter/memory.cuh"
#include "kernels/scalar/scalar_tiers.hpp"

/// Loads and stores of whole vectors by the main instantiation: what almost every access of a large tensor
/// is.
namespace ireplay {

enum class FrequentStorage { word, bf16, f16, byte, i64 };

template <FrequentStorage storage>
struct ElementOf {
  using type = std::uint16_t;
};
template <>
struct ElementOf<FrequentStorage::word> {
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
__device__ __forceinline__ typename P::Int stepped_place(const Thread<P>& thread, int at) {
  const auto base = static_cast<std::uint32_t>(thread.base), other = static_cast<std::uint32_t>(thread.other);
  const std::uint32_t how = thread.word(at, SteppedWord::kDivisions);
  const std::uint32_t first =
      __umulhi((how & kFirstOfOther) != 0 ? other : base, thread.word(at, SteppedWord::kFirstMagic));
  const std::uint32_t second =
      __umulhi((how & kSecondOfOther) != 0 ? other : base, thread.word(at, SteppedWord::kSecondMagic));
  return static_cast<typename P::Int>(
      thread.word(at, SteppedWord::kOffset) + base * thread.word(at, SteppedWord::kInner) +
      other * thread.word(at, SteppedWord::kAway) +
      (first >> (how & 31)) * thread.word(at, SteppedWord::kFirstSkip) +
      (second >> (how >> 8 & 31)) * thread.word(at, SteppedWord::kSecondSkip));
}

/// Where the four lanes of each quad begin.
template <PackForm form, class P>
__device__ __forceinline__ void find_quads(const Thread<P>& thread, int at,
                                           typename P::Int (&places)[P::kLanes / 4]) {
  using Int = typename P::Int;
  if constexpr (form == PackForm::linear) {
    const Int start =
        static_cast<Int>(thread.word(at, 10)) + thread.other * static_cast<Int>(thread.word(at, 8));
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q) places[q] = thread.quad(q) + start;
  } else if constexpr (form == PackForm::stepped) {
    const Int first = stepped_place(thread, at);
    const Int odd = static_cast<Int>(thread.word(at, SteppedWord::kOdd));
    const Int even = static_cast<Int>(thread.word(at, SteppedWord::kEven));
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q) places[q] = first + (q & 1) * odd + (q >> 1) * even;
  } else {
    thread.quad_indices(thread.index_of(thread.instruction(at)), places);
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

/// Packs of lanes are whole or, unless `all`, absent. Two-byte elements lie in packs of eight.
template <FrequentStorage storage, bool all, class P>
__device__ __forceinline__ void load_packs(Thread<P>& thread, const void* from,
                                           const typename P::Int (&places)[P::kLanes / 4]) {
  __builtin_assume(__isGlobal(from));  // generic accesses are slower
  const auto* memory = static_cast<const typename ElementOf<storage>::type*>(from);
  auto& acc = thread.acc;
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; q += kTwoBytes<storage> ? 2 : 1) {
    if (!all && (thread.valid >> (4 * q) & 1) == 0) continue;
    if constexpr (kTwoBytes<storage>) {
      const uint4 eight = *reinterpret_cast<const uint4*>(memory + places[q]);
      widen_pair<storage>(eight.x, acc[4 * q], acc[4 * q + 1]);
      widen_pair<storage>(eight.y, acc[4 * q + 2], acc[4 * q + 3]);
      widen_pair<storage>(eight.z, acc[4 * q + 4], acc[4 * q + 5]);
      widen_pair<storage>(eight.w, acc[4 * q + 6], acc[4 * q + 7]);
    } else {
      typename P::Word four[4];
      read_four(memory + places[q], four);
#pragma unroll
      for (int k = 0; k < 4; ++k) acc[4 * q + k] = four[k];
    }
  }
}

template <FrequentStorage storage, bool all, class P>
__device__ __forceinline__ void store_packs(const Thread<P>& thread, void* to,
                                            const typename P::Int (&places)[P::kLanes / 4]) {
  __builtin_assume(__isGlobal(to));
  auto* memory = static_cast<typename ElementOf<storage>::type*>(to);
  const auto& acc = thread.acc;
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; q += kTwoBytes<storage> ? 2 : 1) {
    if (!all && (thread.writing() >> (4 * q) & 1) == 0) continue;
    if constexpr (kTwoBytes<storage>)
      *reinterpret_cast<uint4*>(memory + places[q]) =
          make_uint4(narrow_pair<storage>(acc[4 * q], acc[4 * q + 1]),
                     narrow_pair<storage>(acc[4 * q + 2], acc[4 * q + 3]),
                     narrow_pair<storage>(acc[4 * q + 4], acc[4 * q + 5]),
                     narrow_pair<storage>(acc[4 * q + 6], acc[4 * q + 7]));
    else
      write_four<typename ElementOf<storage>::type, typename P::Word>(
          memory + places[q], {acc[4 * q], acc[4 * q + 1], acc[4 * q + 2], acc[4 * q + 3]});
  }
}

/// The same one element at a time, `stride` from lane to lane within each four.
template <FrequentStorage storage, class P>
__device__ __forceinline__ void load_strided(Thread<P>& thread, const void* from,
                                             const typename P::Int (&places)[P::kLanes / 4],
                                             typename P::Int stride) {
  __builtin_assume(__isGlobal(from));
  const auto* memory = static_cast<const typename ElementOf<storage>::type*>(from);
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) {
    if ((thread.valid >> (4 * q) & 1) == 0) continue;
#pragma unroll
    for (int k = 0; k < 4; ++k)
      thread.acc[4 * q + k] =
          widened<storage>(word_of_element<typename P::Word>(memory[places[q] + k * stride]));
  }
}

template <FrequentStorage storage, class P>
__device__ __forceinline__ void store_strided(const Thread<P>& thread, void* to,
                                              const typename P::Int (&places)[P::kLanes / 4],
                                              typename P::Int stride) {
  using T = typename ElementOf<storage>::type;
  __builtin_assume(__isGlobal(to));
  T* memory = static_cast<T*>(to);
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) {
    if ((thread.writing() >> (4 * q) & 1) == 0) continue;
#pragma unroll
    for (int k = 0; k < 4; ++k)
      memory[places[q] + k * stride] = element_of_word<T>(narrowed<storage>(thread.acc[4 * q + k]));
  }
}

/// False where a pack of lanes is partly there.
template <FrequentStorage storage, PackForm form, class P>
__device__ __forceinline__ bool load_whole(Thread<P>& thread, int at) {
  if (thread.valid != Thread<P>::kAll && thread.ragged) return false;
  typename P::Int places[P::kLanes / 4];
  const void* from = reinterpret_cast<const void*>(thread.wide(at, 12));
  if constexpr (form == PackForm::strided) {
    thread.quad_indices(thread.index_of(thread.instruction(at)), places);
    load_strided<storage>(thread, from, places, static_cast<typename P::Int>(thread.word(at, 8)));
  } else if (thread.valid != Thread<P>::kAll) {
    find_quads<form>(thread, at, places);
    load_packs<storage, false>(thread, from, places);
  } else {
    find_quads<form>(thread, at, places);
    load_packs<storage, true>(thread, from, places);
  }
  return true;
}

template <FrequentStorage storage, PackForm form, class P>
__device__ __forceinline__ bool store_whole(const Thread<P>& thread, int at) {
  if (thread.writing() != Thread<P>::kAll && thread.ragged) return false;
  typename P::Int places[P::kLanes / 4];
  void* to = reinterpret_cast<void*>(thread.wide(at, 12));
  if constexpr (form == PackForm::strided) {
    thread.quad_indices(thread.index_of(thread.instruction(at)), places);
    store_strided<storage>(thread, to, places, static_cast<typename P::Int>(thread.word(at, 8)));
  } else if (thread.writing() != Thread<P>::kAll) {
    find_quads<form>(thread, at, places);
    store_packs<storage, false>(thread, to, places);
  } else {
    find_quads<form>(thread, at, places);
    store_packs<storage, true>(thread, to, places);
  }
  return true;
}

/// One element for all lanes: nothing in the index moves along their axis.
template <class P>
__device__ __forceinline__ void load_same(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const typename P::Int at = thread.common_part(thread.index_of(in));
  const void* from = thread.memory(in).data;
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
  thread.fill(thread.acc, widen<P::kSpecial>(bits, in.storage));
}

}  // namespace ireplay
