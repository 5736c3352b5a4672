#pragma once

#include "kernels/interpreter/coordinates.cuh"
#include "kernels/interpreter/program.cuh"

/// Indices of memory from coordinates: a coordinate's digits, each times its stride. Divisions are
/// multiplications by a magic number (Granlund and Montgomery, "Division by Invariant Integers using
/// Multiplication", 1994).
namespace ireplay {

template <class P>
__device__ __forceinline__ typename P::Int quotient(typename P::Int n, const IndexDigit& digit) {
  using Word = typename P::Word;
  using Int = typename P::Int;
  if constexpr (sizeof(Word) == 4)
    return static_cast<Int>(__umulhi(static_cast<Word>(n), static_cast<Word>(digit.magic)) >> digit.shift);
  else
    return static_cast<Int>(__umul64hi(static_cast<Word>(n), digit.magic) >> digit.shift);
}

/// Adds what `count` digits from `first` on make of each coordinate.
template <class P, int n>
__device__ __forceinline__ void add_digits(const ProgramArgument& argument, int first, int count,
                                           typename P::Int (&coordinate)[n], typename P::Int (&sum)[n]) {
  using Int = typename P::Int;
  for (int k = 0; k < count; ++k) {
    const IndexDigit digit = read_digit<P>(argument, first + k);
    const Int stride = static_cast<Int>(digit.stride), extent = static_cast<Int>(digit.extent);
#pragma unroll
    for (int i = 0; i < n; ++i) {
      if (extent == 0) {
        sum[i] += coordinate[i] * stride;
      } else {
        const Int left = quotient<P>(coordinate[i], digit);
        sum[i] += (coordinate[i] - left * extent) * stride;
        coordinate[i] = left;
      }
    }
  }
}

/// What an index is without its terms along the items' axis: common to all items.
template <class P>
__device__ __forceinline__ typename P::Int common_index(const Thread<P>& thread, const DeviceIndex& index) {
  typename P::Int coordinate[1] = {thread.items.other}, sum[1] = {static_cast<typename P::Int>(index.offset)};
  add_digits<P>(thread.argument, index.first_digit + index.item_digits, index.other_digits, coordinate, sum);
  return sum[0];
}

/// The index at a coordinate of the items' axis.
template <class P>
__device__ __forceinline__ typename P::Int index_at(const Thread<P>& thread, const DeviceIndex& index,
                                                    typename P::Int position) {
  typename P::Int coordinate[1] = {position}, sum[1] = {common_index(thread, index)};
  add_digits<P>(thread.argument, index.first_digit, index.item_digits, coordinate, sum);
  return sum[0];
}

/// The index of the first item of each float4.
template <class P>
__device__ __forceinline__ void float4_indices(const Thread<P>& thread, const DeviceIndex& index,
                                               typename P::Int (&at)[P::kFloat4s]) {
  const typename P::Int start = common_index(thread, index);
  typename P::Int coordinate[P::kFloat4s];
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) at[q] = start, coordinate[q] = float4_coordinate(thread.items, q);
  add_digits<P>(thread.argument, index.first_digit, index.item_digits, coordinate, at);
}
/// From one item to the next within a float4.
template <class P>
__device__ __forceinline__ typename P::Int item_stride(const ProgramArgument& argument,
                                                       const DeviceIndex& index) {
  using Int = typename P::Int;
  return index.item_digits > 0 ? static_cast<Int>(read_digit<P>(argument, index.first_digit).stride) : 0;
}

/// The indices of float4 `q`'s items; `start` is the common index.
template <class P>
__device__ __forceinline__ void item_indices(const Thread<P>& thread, const DeviceIndex& index,
                                             typename P::Int start, int q, typename P::Int (&at)[4]) {
  using Int = typename P::Int;
  if (index.access != Access::scattered) {
    Int first[1] = {start}, coordinate[1] = {float4_coordinate(thread.items, q)};
    add_digits<P>(thread.argument, index.first_digit, index.item_digits, coordinate, first);
    const Int stride = item_stride<P>(thread.argument, index);
#pragma unroll
    for (int k = 0; k < 4; ++k) at[k] = first[0] + k * stride;
    return;
  }
  Int coordinate[4];
#pragma unroll
  for (int k = 0; k < 4; ++k) at[k] = start, coordinate[k] = float4_coordinate(thread.items, q) + k;
  add_digits<P>(thread.argument, index.first_digit, index.item_digits, coordinate, at);
}

}  // namespace ireplay
