#pragma once

#include <algorithm>

#include "kernels/interpreter/frequent_memory.cuh"

/// Loads by the main instantiation that are no vectors at places known from the positions: one element for
/// four lanes each, and gathers, whose indices are in the accumulator.
namespace ireplay {

/// Where the four lanes of each quad begin, before what an access gathers is added.
template <class P>
__device__ __forceinline__ void find_any_quads(const Thread<P>& thread, const ReadInstruction& in,
                                               typename P::Int (&places)[P::kLanes / 4]) {
  using Int = typename P::Int;
  const DeviceIndex index = thread.index_of(in);
  if ((in.flags & kStepped) == 0) return thread.quad_indices(index, places);
  const Int first = thread.index_at(index, thread.base);
  const Int odd = static_cast<Int>(thread.word(in.at, SteppedWord::kOdd)),
            even = static_cast<Int>(thread.word(in.at, SteppedWord::kEven));
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) places[q] = first + (q & 1) * odd + (q >> 1) * even;
}

/// f(the storage as a constant): what differs between elements comes last, so that all else is there once.
template <class Function>
__device__ __forceinline__ void with_storage(DType storage, Function&& f) {
  switch (storage) {
    case DType::bf16:
      return f.template operator()<FrequentStorage::bf16>();
    case DType::f16:
      return f.template operator()<FrequentStorage::f16>();
    case DType::boolean:
    case DType::u8:
      return f.template operator()<FrequentStorage::byte>();
    case DType::i64:
      return f.template operator()<FrequentStorage::i64>();
    default:
      return f.template operator()<FrequentStorage::word>();
  }
}

/// The element at a place of a buffer, as a word.
template <FrequentStorage storage>
__device__ __forceinline__ std::uint32_t element_at(const void* memory, std::uint32_t place) {
  __builtin_assume(__isGlobal(memory));
  return widened<storage>(
      word_of_element<std::uint32_t>(static_cast<const typename ElementOf<storage>::type*>(memory)[place]));
}

/// The lanes of each four have one element in common.
template <class P>
__device__ __forceinline__ void load_repeated(Thread<P>& thread, const ReadInstruction& in) {
  typename P::Int places[P::kLanes / 4];
  find_any_quads(thread, in, places);
  const void* memory = thread.memory(in).data;
  with_storage(in.storage, [&]<FrequentStorage storage>() {
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q)
      if ((thread.valid >> (4 * q) & 1) != 0)
        thread.acc[4 * q] = element_at<storage>(memory, static_cast<typename P::Word>(places[q]));
  });
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) thread.acc[lane] = thread.acc[lane / 4 * 4];
}

/// Of fours that leave the memory, those among packs of eight with the other half of theirs: the first such
/// element raises a fault. Returns the lanes of the others.
template <class P>
__device__ __forceinline__ typename P::Mask packs_inside(const Thread<P>& thread, const ReadInstruction& in,
                                                         const typename P::Int (&places)[P::kLanes / 4]) {
  using Int = typename P::Int;
  using Mask = typename P::Mask;
  const auto extent = static_cast<Int>(thread.memory(in).extent);
  Mask inside = thread.valid;
  bool failed = false;
  Int first = 0;
#pragma unroll
  for (int q = P::kLanes / 4 - 1; q >= 0; --q) {
    const Int at = places[q];
    if ((thread.valid >> (4 * q) & 1) == 0 || (at >= 0 && at <= extent - 4)) continue;
    failed = true;
    first = at >= 0 && at < extent ? extent : at;
    inside &= in.bytes == 2 ? ~(Mask{255} << (q / 2 * 8)) : ~(Mask{15} << (4 * q));
  }
  if (failed) thread.fault_here(in.source, first, extent);
  return inside;
}

/// Gathers in whole packs: each has one index, and its elements are a vector of memory.
template <class P>
__device__ __forceinline__ void load_gathered(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  using Int = typename P::Int;
  Int places[P::kLanes / 4];
  find_any_quads(thread, in, places);
  const auto memory = thread.memory(in);
  const auto room = static_cast<Word>(memory.extent > 3 ? memory.extent - 3 : 0);
  bool inside = true;
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) {
    places[q] += static_cast<Int>(thread.acc[4 * q]);
    inside = inside && static_cast<Word>(places[q]) < room;
  }
  const auto valid = thread.valid;
  if (!inside) thread.valid = packs_inside(thread, in, places);
  with_storage(in.storage, [&]<FrequentStorage storage>() {
    if (thread.valid == Thread<P>::kAll)
      load_packs<storage, true>(thread, memory.data, places);
    else
      load_packs<storage, false>(thread, memory.data, places);
  });
  thread.valid = valid;
}

/// Of active lanes whose places are out of bounds the first one raises a fault.
template <class P>
__device__ __forceinline__ void find_outside(const Thread<P>& thread, const ReadInstruction& in,
                                             typename P::Mask active, typename P::Word extent) {
  bool failed = false;
  typename P::Int first = 0;
#pragma unroll
  for (int lane = P::kLanes - 1; lane >= 0; --lane)
    if (thread.acc[lane] >= extent && (active >> lane & 1) != 0)
      failed = true, first = static_cast<typename P::Int>(thread.acc[lane]);
  if (failed) thread.fault_here(in.source, first, thread.memory(in).extent);
}

/// Adds to each lane's index where the lane stands. As few places as possible are known at once: the indices
/// take registers enough.
template <class P>
__device__ __forceinline__ void add_places(Thread<P>& thread, const ReadInstruction& in) {
  using Int = typename P::Int;
  constexpr int kQuads = P::kLanes / 4, kAtOnce = std::min(kQuads, 8);
  const DeviceIndex index = thread.index_of(in);
  const Int stride = thread.lane_stride(index);
  const auto add = [&](int q, Int place) {
#pragma unroll
    for (int k = 0; k < 4; ++k) thread.acc[4 * q + k] += static_cast<typename P::Word>(place + k * stride);
  };
  if ((in.flags & kStepped) != 0) {
    const Int first = thread.index_at(index, thread.base);
    const Int odd = static_cast<Int>(thread.word(in.at, SteppedWord::kOdd)),
              even = static_cast<Int>(thread.word(in.at, SteppedWord::kEven));
#pragma unroll
    for (int q = 0; q < kQuads; ++q) add(q, first + (q & 1) * odd + (q >> 1) * even);
    return;
  }
  const Int start = thread.common_part(index);
#pragma unroll
  for (int first = 0; first < kQuads; first += kAtOnce) {
    Int at[kAtOnce], place[kAtOnce];
#pragma unroll
    for (int q = 0; q < kAtOnce; ++q) at[q] = start, place[q] = thread.quad(first + q);
    thread.add_groups(index.first_group, index.lane_groups, place, at);
#pragma unroll
    for (int q = 0; q < kAtOnce; ++q) add(first + q, at[q]);
  }
}

/// Gathers of single elements. Lanes that are masked, absent or out of bounds stand beyond the end.
template <class P>
__device__ __forceinline__ void load_scattered(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  auto& acc = thread.acc;
  add_places(thread, in);
  const auto memory = thread.memory(in);
  auto extent = static_cast<Word>(memory.extent);
  const auto active = thread.active(in);
  bool inside = true;
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) inside = inside && acc[lane] < extent;
  if (!inside) find_outside(thread, in, active, extent);
  if (active != Thread<P>::kAll) {
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane)
      if ((active >> lane & 1) == 0) acc[lane] = ~Word{0};
  }
  with_storage(in.storage, [&]<FrequentStorage storage>() {
    Thread<P>::forget(extent);  // else what has been compared above is kept
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane)
      acc[lane] = acc[lane] < extent ? element_at<storage>(memory.data, acc[lane]) : 0;
  });
}

}  // namespace ireplay
