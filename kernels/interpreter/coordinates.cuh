#pragma once

#include "kernels/interpreter/thread.cuh"

/// Where a thread's items stand along their axis: in vectors, of which those of all threads of a tile come
/// first, then the next (CUB's striped arrangement, of vectors), so that a warp reads consecutive memory.
namespace ireplay {

/// Coordinate of the first item of float4 `q`. No array: read by a variable number it would leave registers.
template <class P>
__device__ __forceinline__ typename P::Int float4_coordinate(const Items<P>& items, int q) {
  if constexpr (P::kFloat4s == 1) return items.base;
  return items.base + (q & 1) * items.odd + (q >> 1) * items.even;
}

/// Stands on the items that are thread `rank`'s of `threads` that share a tile from `first` on; items from
/// `limit` on are outside.
template <class P>
__device__ __forceinline__ void stand_on_tile(Thread<P>& thread, typename P::Int first, int threads, int rank,
                                              typename P::Int limit) {
  using Int = typename P::Int;
  Items<P>& items = thread.items;
  const bool wide = P::kFloat4s > 1 && thread.argument.head.vector_items == 8;
  items.base = first + rank * (wide ? 8 : 4);
  items.odd = wide ? 4 : threads * 4;
  items.even = threads * 8;
  if (limit - items.base >= float4_coordinate(items, P::kFloat4s - 1) - items.base + 4) {
    items.valid = P::kAll;
    items.partial_vector = false;
  } else {
    items.valid = 0;
    items.partial_vector = false;
#pragma unroll
    for (int q = 0; q < P::kFloat4s; ++q) {
      const Int left = limit - float4_coordinate(items, q);
      const std::uint32_t bits = left >= 4 ? 15u : left <= 0 ? 0u : (1u << static_cast<int>(left)) - 1;
      items.valid |= bits << (4 * q);
      if ((left > 0 && left < 4) || (wide && q % 2 == 0 && left == 4)) items.partial_vector = true;
    }
  }
  items.writable = items.valid;
}

}  // namespace ireplay
