#pragma once

#include "kernels/interpreter/frequent_memory.cuh"

/// Loads by the main instantiation that are no vectors at offsets known from the coordinates: one element for
/// a float4 each, and gathers, whose indices are in the accumulator.
namespace ireplay {

/// Where each float4 begins in memory, before what an access gathers is added.
template <class P>
__device__ __forceinline__ void find_gathered_float4s(const Thread<P>& thread, const ReadInstruction& in,
                                                      typename P::Int (&offsets)[P::kFloat4s]) {
  using Int = typename P::Int;
  const DeviceIndex index = read_index<P>(thread.argument, in);
  if ((in.flags & kStepped) == 0) return float4_indices(thread, index, offsets);
  const Int first = index_at(thread, index, thread.items.base);
  const Int odd = static_cast<Int>(read_field<P>(thread.argument, in.at, SteppedField::kOdd)),
            even = static_cast<Int>(read_field<P>(thread.argument, in.at, SteppedField::kEven));
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) offsets[q] = first + (q & 1) * odd + (q >> 1) * even;
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
      return f.template operator()<FrequentStorage::b32>();
  }
}

/// The element at an offset of a buffer, as a word.
template <FrequentStorage storage>
__device__ __forceinline__ std::uint32_t element_at(const void* memory, std::uint32_t offset) {
  __builtin_assume(__isGlobal(memory));
  return widened<storage>(
      word_of_element<std::uint32_t>(static_cast<const typename ElementOf<storage>::type*>(memory)[offset]));
}

/// The items of each float4 have one element in common.
template <class P>
__device__ __forceinline__ void load_repeated(Thread<P>& thread, const ReadInstruction& in) {
  typename P::Int offsets[P::kFloat4s];
  find_gathered_float4s(thread, in, offsets);
  const void* memory = read_buffer<P>(thread.argument, in).data;
  with_storage(in.storage, [&]<FrequentStorage storage>() {
#pragma unroll
    for (int q = 0; q < P::kFloat4s; ++q)
      if ((thread.items.valid >> (4 * q) & 1) != 0)
        thread.acc[4 * q] = element_at<storage>(memory, static_cast<typename P::Word>(offsets[q]));
  });
#pragma unroll
  for (int item = 0; item < P::kItems; ++item) thread.acc[item] = thread.acc[item / 4 * 4];
}

/// Of float4s that leave the memory, those among vectors of eight with the other half of theirs: the first
/// such element raises a fault. Returns the items of the others.
template <class P>
__device__ __forceinline__ ItemMask vectors_inside(const Thread<P>& thread, const ReadInstruction& in,
                                                   const typename P::Int (&offsets)[P::kFloat4s]) {
  using Int = typename P::Int;
  const auto extent = static_cast<Int>(read_buffer<P>(thread.argument, in).extent);
  ItemMask inside = thread.items.valid;
  bool failed = false;
  Int first = 0;
#pragma unroll
  for (int q = P::kFloat4s - 1; q >= 0; --q) {
    const Int at = offsets[q];
    if ((thread.items.valid >> (4 * q) & 1) == 0 || (at >= 0 && at <= extent - 4)) continue;
    failed = true;
    first = at >= 0 && at < extent ? extent : at;
    inside &= in.bytes == 2 ? ~(ItemMask{255} << (q / 2 * 8)) : ~(ItemMask{15} << (4 * q));
  }
  if (failed) raise_fault_here(thread, in.source, first, extent);
  return inside;
}

/// Gathers in whole vectors: the items of one have one index, and their elements are a vector of memory.
template <class P>
__device__ __forceinline__ void load_gathered(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  using Int = typename P::Int;
  Int offsets[P::kFloat4s];
  find_gathered_float4s(thread, in, offsets);
  const BufferMemory memory = read_buffer<P>(thread.argument, in);
  const auto room = static_cast<Word>(memory.extent > 3 ? memory.extent - 3 : 0);
  bool inside = true;
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    offsets[q] += static_cast<Int>(thread.acc[4 * q]);
    inside = inside && static_cast<Word>(offsets[q]) < room;
  }
  const auto valid = thread.items.valid;
  if (!inside) thread.items.valid = vectors_inside(thread, in, offsets);
  with_storage(in.storage, [&]<FrequentStorage storage>() {
    if (thread.items.valid == P::kAll)
      load_vectors<storage, true>(thread, memory.data, offsets);
    else
      load_vectors<storage, false>(thread, memory.data, offsets);
  });
  thread.items.valid = valid;
}

/// Of active items whose indices are out of bounds the first one raises a fault.
template <class P>
__device__ __forceinline__ void find_outside(const Thread<P>& thread, const ReadInstruction& in,
                                             ItemMask active, typename P::Word extent) {
  bool failed = false;
  typename P::Int first = 0;
#pragma unroll
  for (int item = P::kItems - 1; item >= 0; --item)
    if (thread.acc[item] >= extent && (active >> item & 1) != 0)
      failed = true, first = static_cast<typename P::Int>(thread.acc[item]);
  if (failed) raise_fault_here(thread, in.source, first, read_buffer<P>(thread.argument, in).extent);
}

/// Adds to each item's index the offset of its coordinate.
template <class P>
__device__ __forceinline__ void add_offsets(Thread<P>& thread, const ReadInstruction& in) {
  using Int = typename P::Int;
  Int offsets[P::kFloat4s];
  find_gathered_float4s(thread, in, offsets);
  const Int stride = item_stride<P>(thread.argument, read_index<P>(thread.argument, in));
#pragma unroll
  for (int item = 0; item < P::kItems; ++item)
    thread.acc[item] += static_cast<typename P::Word>(offsets[item / 4] + item % 4 * stride);
}

/// Gathers of single elements. Items that are masked, absent or out of bounds stand beyond the end.
template <class P>
__device__ __forceinline__ void load_scattered(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  auto& acc = thread.acc;
  add_offsets(thread, in);
  const BufferMemory memory = read_buffer<P>(thread.argument, in);
  auto extent = static_cast<Word>(memory.extent);
  const auto active = active_items(thread, in);
  bool inside = true;
#pragma unroll
  for (int item = 0; item < P::kItems; ++item) inside = inside && acc[item] < extent;
  if (!inside) find_outside(thread, in, active, extent);
  if (active != P::kAll) {
#pragma unroll
    for (int item = 0; item < P::kItems; ++item)
      if ((active >> item & 1) == 0) acc[item] = ~Word{0};
  }
  with_storage(in.storage, [&]<FrequentStorage storage>() {
    make_opaque(extent);  // else what has been compared above is kept
#pragma unroll
    for (int item = 0; item < P::kItems; ++item)
      acc[item] = acc[item] < extent ? element_at<storage>(memory.data, acc[item]) : 0;
  });
}

}  // namespace ireplay
