#pragma once

#include <cuda_runtime.h>

#include "kernels/interpreter/interpreter.hpp"
#include "kernels/interpreter/policy.hpp"
#include "kernels/interpreter/shared_memory.cuh"

/// What one thread of the machine holds: plain structs. Functions on them, a subject in each header:
///   program.cuh      instructions and tables, as they are read
///   coordinates.cuh  where the items stand
///   indices.cuh      indices of memory that follow from it
///   slots.cuh        values of the items, and uniforms, in shared memory
///   operands.cuh     operands and masks of an instruction
///   faults.cuh       what went wrong
namespace ireplay {

using ItemMask = std::uint32_t;  // a bit for each item of a thread

/// Widths of an instantiation. `special`: knows every instruction, not the frequent ones alone. `slot_items`:
/// of the slots, where they are those of a thread with more items. `blocks`: that a multiprocessor holds.
template <class WordType, int items, bool along_reduction, bool special, int slot_items = items,
          int blocks = special ? 1 : kResidentBlocks>
struct MachinePolicy {
  using Word = WordType;
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  static constexpr int kItems = items, kSlotItems = slot_items;
  static constexpr int kFloat4s = kItems / 4, kSlotFloat4s = kSlotItems / 4;
  static constexpr int kPieces = sizeof(Word) / 4;  // of 16 bytes, in four words
  static constexpr bool kAlongReduction = along_reduction, kSpecial = special;
  static constexpr int kLeastBlocks = blocks;
  static constexpr ItemMask kAll = ~ItemMask{0} >> (32 - kItems);
};

/// Where the items stand, and which of them count.
template <class Policy>
struct Items {
  using Int = typename Policy::Int;
  Int base = 0;                 // coordinate of the first one along the items' axis
  Int odd = 0, even = 0;        // from there to the second float4, and to the third
  Int other = 0;                // coordinate along the other axis
  ItemMask valid = 0;           // items inside the iteration space
  ItemMask writable = 0;        // those among them that write: of items with equal coordinates only one does
  bool partial_vector = false;  // some vector is neither whole nor absent in one of them
};

/// Addresses in shared memory of what the thread keeps there.
struct SharedAddresses {
  std::uint32_t slots;         // this thread's first 16 bytes of slot 0
  std::uint32_t slot_bytes;    // from one slot to the next
  std::uint32_t uniforms = 0;  // this thread's copy of uniform 0
};

/// Shared memory of a block: the program where it fits, then slots, then uniforms.
__device__ __forceinline__ uint4* block_memory() {
  extern __shared__ uint4 machine_memory[];
  return machine_memory;
}
__device__ __forceinline__ int block_threads() { return static_cast<int>(blockDim.x * blockDim.y); }
__device__ __forceinline__ int block_rank() {
  return static_cast<int>(threadIdx.y * blockDim.x + threadIdx.x);
}

template <class Policy>
struct Thread {
  const ProgramArgument& argument;
  typename Policy::Word acc[Policy::kItems];  // the accumulator
  Items<Policy> items;
  int turn = 0;  // of shared memory that threads exchange values in
  SharedAddresses shared;

  /// The accumulator and the items are set later.
  __device__ explicit Thread(const ProgramArgument& from) : argument(from) {
    shared.slots = static_cast<std::uint32_t>(
        __cvta_generic_to_shared(block_memory() + argument.program_pieces + block_rank()));
    shared.slot_bytes =
        static_cast<std::uint32_t>(Policy::kSlotFloat4s * Policy::kPieces * block_threads() * sizeof(uint4));
    asm volatile("" : "+r"(shared.slots));  // else its computation is repeated at every use
    if constexpr (Policy::kAlongReduction) {
      shared.uniforms =
          static_cast<std::uint32_t>(__cvta_generic_to_shared(block_memory() + argument.program_pieces +
                                                              argument.shared_slots * Policy::kSlotFloat4s *
                                                                  Policy::kPieces * block_threads())) +
          static_cast<std::uint32_t>(block_rank() * sizeof(typename Policy::Word));
      asm volatile("" : "+r"(shared.uniforms));
    }
  }
};

/// The compiler knows nothing of a value after this: it cannot compute ahead, nor keep what it has computed.
__device__ __forceinline__ void make_opaque(std::uint32_t& value) { asm volatile("" : "+r"(value)); }

/// Keeps the compiler from computing ahead of the loop over instructions what only some of them need: there
/// are no registers for it. `at`: of the instruction.
template <class P>
__device__ __forceinline__ void make_opaque(Thread<P>& thread, int& at) {
  if constexpr (!P::kSpecial) {
    Items<P>& items = thread.items;
    asm volatile(""
                 : "+r"(at), "+r"(items.base), "+r"(items.odd), "+r"(items.even), "+r"(items.other),
                   "+r"(thread.shared.slots), "+r"(items.valid), "+r"(items.writable));
  }
}

/// The accumulator is not needed any more: it holds no registers until it is set again.
template <class P>
__device__ __forceinline__ void drop_accumulator(Thread<P>& thread) {
  if constexpr (sizeof(typename P::Word) == 4)
#pragma unroll
    for (int item = 0; item < P::kItems; ++item) asm volatile("" : "=r"(thread.acc[item]));
}

}  // namespace ireplay
