#pragma once

#include "kernels/memory.cuh"

/// Loads and stores of whole vectors by the main instantiation: what almost every access of a large tensor
/// is.
namespace ireplay {

enum class FrequentStorage { word, bf16, f16 };

/// Where the four lanes of each quad begin. `linear`: see MachineOp.
template <bool linear, class P>
__device__ __forceinline__ void find_quads(const Thread<P>& thread, int at,
                                           typename P::Int (&places)[P::kLanes / 4]) {
  using Int = typename P::Int;
  if constexpr (linear) {
    const Int start = static_cast<Int>(thread.immediate(at, true)) +
                      thread.other * static_cast<Int>(thread.immediate(at, false));
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q) places[q] = thread.quad(q) + start;
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

/// Packs of lanes are whole or, unless `all`, absent. Two-byte elements lie in packs of eight.
template <FrequentStorage storage, bool all, class P>
__device__ __forceinline__ void load_packs(Thread<P>& thread, const void* from,
                                           const typename P::Int (&places)[P::kLanes / 4]) {
  __builtin_assume(__isGlobal(from));  // generic accesses are slower
  auto& acc = thread.acc;
  if constexpr (storage == FrequentStorage::word) {
    const auto* memory = static_cast<const std::uint32_t*>(from);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q) {
      if (!all && (thread.valid >> (4 * q) & 1) == 0) continue;
      const uint4 four = *reinterpret_cast<const uint4*>(memory + places[q]);
      acc[4 * q] = four.x, acc[4 * q + 1] = four.y, acc[4 * q + 2] = four.z, acc[4 * q + 3] = four.w;
    }
  } else {
    const auto* memory = static_cast<const std::uint16_t*>(from);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; q += 2) {
      if (!all && (thread.valid >> (4 * q) & 1) == 0) continue;
      const uint4 eight = *reinterpret_cast<const uint4*>(memory + places[q]);
      widen_pair<storage>(eight.x, acc[4 * q], acc[4 * q + 1]);
      widen_pair<storage>(eight.y, acc[4 * q + 2], acc[4 * q + 3]);
      widen_pair<storage>(eight.z, acc[4 * q + 4], acc[4 * q + 5]);
      widen_pair<storage>(eight.w, acc[4 * q + 6], acc[4 * q + 7]);
    }
  }
}

template <FrequentStorage storage, bool all, class P>
__device__ __forceinline__ void store_packs(const Thread<P>& thread, void* to,
                                            const typename P::Int (&places)[P::kLanes / 4]) {
  __builtin_assume(__isGlobal(to));
  const auto& acc = thread.acc;
  if constexpr (storage == FrequentStorage::word) {
    auto* memory = static_cast<std::uint32_t*>(to);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q)
      if (all || (thread.writable >> (4 * q) & 1) != 0)
        *reinterpret_cast<uint4*>(memory + places[q]) =
            make_uint4(acc[4 * q], acc[4 * q + 1], acc[4 * q + 2], acc[4 * q + 3]);
  } else {
    auto* memory = static_cast<std::uint16_t*>(to);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; q += 2)
      if (all || (thread.writable >> (4 * q) & 1) != 0)
        *reinterpret_cast<uint4*>(memory + places[q]) =
            make_uint4(narrow_pair<storage>(acc[4 * q], acc[4 * q + 1]),
                       narrow_pair<storage>(acc[4 * q + 2], acc[4 * q + 3]),
                       narrow_pair<storage>(acc[4 * q + 4], acc[4 * q + 5]),
                       narrow_pair<storage>(acc[4 * q + 6], acc[4 * q + 7]));
  }
}

/// False where a pack of lanes is partly there.
template <FrequentStorage storage, bool linear, class P>
__device__ __forceinline__ bool load_whole(Thread<P>& thread, int at) {
  typename P::Int places[P::kLanes / 4];
  const void* from = reinterpret_cast<const void*>(thread.wide(at, 12));
  if (thread.valid != Thread<P>::kAll) {
    if (thread.ragged) return false;
    find_quads<linear>(thread, at, places);
    load_packs<storage, false>(thread, from, places);
    return true;
  }
  find_quads<linear>(thread, at, places);
  load_packs<storage, true>(thread, from, places);
  return true;
}

template <FrequentStorage storage, bool linear, class P>
__device__ __forceinline__ bool store_whole(const Thread<P>& thread, int at) {
  typename P::Int places[P::kLanes / 4];
  void* to = reinterpret_cast<void*>(thread.wide(at, 12));
  if (thread.writable != Thread<P>::kAll) {
    if (thread.ragged) return false;
    find_quads<linear>(thread, at, places);
    store_packs<storage, false>(thread, to, places);
    return true;
  }
  find_quads<linear>(thread, at, places);
  store_packs<storage, true>(thread, to, places);
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
