#pragma once

#include "kernels/interpreter/thread.cuh"

/// Slots and uniforms. A slot holds a value of all items of all threads of a block, [float4][thread][16
/// bytes] (twice as many pieces of 16 bytes for 64-bit words), so that a warp's accesses have no bank
/// conflicts. Slots that shared memory has no room for are spilled to device memory.
namespace ireplay {

/// Address of this thread's first piece of a slot.
__device__ __forceinline__ std::uint32_t shared_slot(const SharedAddresses& shared, int slot) {
  return shared.slots + static_cast<std::uint32_t>(slot) * shared.slot_bytes;
}
template <class P>
__device__ __forceinline__ uint4* spilled_slot(const ProgramArgument& argument, int slot) {
  const std::int64_t pieces = static_cast<std::int64_t>(P::kFloat4s) * P::kPieces * block_threads();
  const std::int64_t spilled = argument.head.slots - argument.shared_slots;
  const std::int64_t block = blockIdx.x + static_cast<std::int64_t>(blockIdx.y) * gridDim.x;
  return static_cast<uint4*>(argument.spill) + (block * spilled + slot - argument.shared_slots) * pieces +
         block_rank();
}
/// The frequent instructions' instantiation has all slots in shared memory.
template <class P>
__device__ __forceinline__ bool is_spilled(const ProgramArgument& argument, int slot) {
  if constexpr (P::kSpecial) return slot >= argument.shared_slots;
  return false;
}
template <class P>
__device__ __forceinline__ uint4* slot_address(const Thread<P>& thread, int slot) {
  if (is_spilled<P>(thread.argument, slot)) return spilled_slot<P>(thread.argument, slot);
  return static_cast<uint4*>(__cvta_shared_to_generic(shared_slot(thread.shared, slot)));
}

/// One item of a slot, by its number: for loops over items that hold no array in registers.
template <class P>
__device__ __forceinline__ typename P::Word& slot_item(const Thread<P>& thread, int slot, int item) {
  using Word = typename P::Word;
  constexpr int kPerPiece = 16 / sizeof(Word);
  uint4* piece = slot_address(thread, slot) + item / kPerPiece * block_threads();
  return reinterpret_cast<Word*>(piece)[item % kPerPiece];
}

__device__ __forceinline__ std::uint32_t piece_bytes(int pieces) {
  return static_cast<std::uint32_t>(pieces) * static_cast<std::uint32_t>(sizeof(uint4));
}

// two branches: one pointer to either memory would be read as memory of unknown kind

/// Four words of a slot, by the number of the float4; of the thread that many away in the block.
template <class P>
__device__ __forceinline__ void read_float4(const Thread<P>& thread, int slot, int q,
                                            typename P::Word (&to)[4], int away = 0) {
  uint4 piece[P::kPieces];
  const int at = q * P::kPieces * block_threads() + away;
  if (is_spilled<P>(thread.argument, slot)) {
    const uint4* from = spilled_slot<P>(thread.argument, slot) + at;
#pragma unroll
    for (int k = 0; k < P::kPieces; ++k) piece[k] = from[k * block_threads()];
  } else {
#pragma unroll
    for (int k = 0; k < P::kPieces; ++k)
      piece[k] = read_shared<uint4>(shared_slot(thread.shared, slot) + piece_bytes(at + k * block_threads()));
  }
  if constexpr (P::kPieces == 1) {
    to[0] = piece[0].x, to[1] = piece[0].y, to[2] = piece[0].z, to[3] = piece[0].w;
  } else {
#pragma unroll
    for (int k = 0; k < P::kPieces; ++k) {
      to[2 * k] = piece[k].x | static_cast<std::uint64_t>(piece[k].y) << 32;
      to[2 * k + 1] = piece[k].z | static_cast<std::uint64_t>(piece[k].w) << 32;
    }
  }
}
template <class P>
__device__ __forceinline__ void write_float4(const Thread<P>& thread, int slot, int q,
                                             const typename P::Word (&from)[4], int away = 0) {
  uint4 piece[P::kPieces];
  if constexpr (P::kPieces == 1) {
    piece[0] = make_uint4(from[0], from[1], from[2], from[3]);
  } else {
#pragma unroll
    for (int k = 0; k < P::kPieces; ++k)
      piece[k] =
          make_uint4(static_cast<unsigned>(from[2 * k]), static_cast<unsigned>(from[2 * k] >> 32),
                     static_cast<unsigned>(from[2 * k + 1]), static_cast<unsigned>(from[2 * k + 1] >> 32));
  }
  const int at = q * P::kPieces * block_threads() + away;
  if (is_spilled<P>(thread.argument, slot)) {
    uint4* to = spilled_slot<P>(thread.argument, slot) + at;
#pragma unroll
    for (int k = 0; k < P::kPieces; ++k) to[k * block_threads()] = piece[k];
  } else {
#pragma unroll
    for (int k = 0; k < P::kPieces; ++k)
      write_shared(shared_slot(thread.shared, slot) + piece_bytes(at + k * block_threads()), piece[k]);
  }
}

template <class P>
__device__ __forceinline__ void read_slot(Thread<P>& thread, int slot) {
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    typename P::Word four[4];
    read_float4(thread, slot, q, four);
#pragma unroll
    for (int k = 0; k < 4; ++k) thread.acc[4 * q + k] = four[k];
  }
}
/// Items that the slot has beyond the thread's are the same over again.
template <class P>
__device__ __forceinline__ void write_slot(const Thread<P>& thread, int slot) {
#pragma unroll
  for (int q = 0; q < P::kSlotFloat4s; ++q) {
    const int k = q % P::kFloat4s * 4;
    write_float4(thread, slot, q, {thread.acc[k], thread.acc[k + 1], thread.acc[k + 2], thread.acc[k + 3]});
  }
}

// ---- uniforms: each thread has its own copy behind the shared slots

template <class P>
__device__ __forceinline__ std::uint32_t uniform_address(const Thread<P>& thread, int number) {
  return thread.shared.uniforms + static_cast<std::uint32_t>(number * block_threads()) *
                                      static_cast<std::uint32_t>(sizeof(typename P::Word));
}
template <class P>
__device__ __forceinline__ typename P::Word uniform(const Thread<P>& thread, int number) {
  return read_shared<typename P::Word>(uniform_address(thread, number));
}
template <class P>
__device__ __forceinline__ void set_uniform(const Thread<P>& thread, int number, typename P::Word value) {
  write_shared(uniform_address(thread, number), value);
}

}  // namespace ireplay
