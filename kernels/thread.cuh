#pragma once

#include <cuda_runtime.h>

#include "kernels/interpreter.hpp"

/// One thread of the machine: its lanes, where they stand, its slots, and how it reads the program.
namespace ireplay {

/// Widths of an instantiation. `kSpecial`: knows every instruction, not the frequent ones alone.
template <class WordType, int lanes, bool reduction_lanes, bool special>
struct MachinePolicy;

template <int lanes, bool reduction_lanes, bool special>
struct MachinePolicy<std::uint32_t, lanes, reduction_lanes, special> {
  using Word = std::uint32_t;
  using Int = std::int32_t;
  static constexpr int kLanes = lanes;
  static constexpr bool kReductionLanes = reduction_lanes, kSpecial = special;
};

template <int lanes, bool reduction_lanes, bool special>
struct MachinePolicy<std::uint64_t, lanes, reduction_lanes, special> {
  using Word = std::uint64_t;
  using Int = std::int64_t;
  static constexpr int kLanes = lanes;
  static constexpr bool kReductionLanes = reduction_lanes, kSpecial = special;
};

/// The first fault of a run is kept. Not a member: a call that takes a thread's address would put its lanes
/// in memory.
inline __device__ __noinline__ void keep_fault(DeviceFault* to, std::int32_t program, std::int32_t source,
                                               std::int64_t index, std::int64_t bound) {
  if (to == nullptr || atomicCAS(&to->set, 0, 1) != 0) return;
  to->program = program;
  to->instruction = source;
  to->index = index;
  to->bound = bound;
}

template <class Policy>
struct Thread {
  using Word = typename Policy::Word;
  using Int = typename Policy::Int;
  static constexpr int kLanes = Policy::kLanes, kQuads = kLanes / 4;
  static constexpr std::uint32_t kAll = kLanes == 32 ? 0xffffffffu : (1u << kLanes) - 1;

  const ProgramArgument& argument;
  uint4* shared;  // slots, then row values
  Word acc[kLanes];
  Int quad[kQuads];            // place of each four lanes along the lanes' axis
  Int other = 0;               // along the other axis
  std::uint32_t valid = 0;     // lanes inside the iteration space
  std::uint32_t writable = 0;  // those among them that write: of lanes at one place only one does

  __device__ explicit Thread(const ProgramArgument& from, uint4* slots) : argument(from), shared(slots) {}

  /// The T at byte `at` of the program.
  template <class T>
  __device__ __forceinline__ T fetch(int at) const {
    static_assert(sizeof(T) % 16 == 0);
    union {
      uint4 pieces[sizeof(T) / 16];
      T value;
    } result{};
    if (argument.remote != nullptr) {
#pragma unroll
      for (int k = 0; k < static_cast<int>(sizeof(T) / 16); ++k)
        result.pieces[k] = __ldg(reinterpret_cast<const uint4*>(argument.remote + at) + k);
    } else {
#pragma unroll
      for (int k = 0; k < static_cast<int>(sizeof(T) / 16); ++k)
        result.pieces[k] = *(reinterpret_cast<const uint4*>(argument.block + at) + k);
    }
    return result.value;
  }

  /// Stands on the lanes from `first` on that `threads` threads share, this one being number `rank`.
  __device__ __forceinline__ void place(Int first, int threads, int rank, Int limit) {
    valid = 0;
#pragma unroll
    for (int q = 0; q < kQuads; ++q) {
      const bool wide = argument.head.pack == 8;
      quad[q] = first + (wide ? ((q / 2) * threads + rank) * 8 + (q % 2) * 4 : (q * threads + rank) * 4);
      const Int left = limit - quad[q];
      const std::uint32_t bits = left >= 4 ? 15u : left <= 0 ? 0u : (1u << static_cast<int>(left)) - 1;
      valid |= bits << (4 * q);
    }
    writable = valid;
  }

  // ---- slots

  static constexpr int kPieces = sizeof(Word) / 4;  // 16-byte vectors in four words

  __device__ __forceinline__ uint4* slot_address(int slot) const {
    const int threads = blockDim.x * blockDim.y, rank = threadIdx.y * blockDim.x + threadIdx.x;
    const std::int64_t vectors = static_cast<std::int64_t>(kQuads) * kPieces * threads;
    if (slot < argument.shared_slots) return shared + slot * static_cast<int>(vectors) + rank;
    const std::int64_t spilled = argument.head.slots - argument.shared_slots;
    const std::int64_t block = blockIdx.x + static_cast<std::int64_t>(blockIdx.y) * gridDim.x;
    return static_cast<uint4*>(argument.spill) + (block * spilled + slot - argument.shared_slots) * vectors +
           rank;
  }

  __device__ __forceinline__ void read_slot(int slot, Word (&to)[kLanes]) const {
    const uint4* from = slot_address(slot);
    const int threads = blockDim.x * blockDim.y;
#pragma unroll
    for (int piece = 0; piece < kQuads * kPieces; ++piece) {
      const uint4 vector = from[piece * threads];
      if constexpr (kPieces == 1) {
        to[4 * piece] = vector.x, to[4 * piece + 1] = vector.y, to[4 * piece + 2] = vector.z,
               to[4 * piece + 3] = vector.w;
      } else {
        to[2 * piece] = vector.x | static_cast<std::uint64_t>(vector.y) << 32;
        to[2 * piece + 1] = vector.z | static_cast<std::uint64_t>(vector.w) << 32;
      }
    }
  }

  __device__ __forceinline__ void write_slot(int slot, const Word (&from)[kLanes]) const {
    uint4* to = slot_address(slot);
    const int threads = blockDim.x * blockDim.y;
#pragma unroll
    for (int piece = 0; piece < kQuads * kPieces; ++piece) {
      uint4 vector;
      if constexpr (kPieces == 1) {
        vector = make_uint4(from[4 * piece], from[4 * piece + 1], from[4 * piece + 2], from[4 * piece + 3]);
      } else {
        const std::uint64_t low = from[2 * piece], high = from[2 * piece + 1];
        vector = make_uint4(static_cast<unsigned>(low), static_cast<unsigned>(low >> 32),
                            static_cast<unsigned>(high), static_cast<unsigned>(high >> 32));
      }
      to[piece * threads] = vector;
    }
  }

  /// Value `row` of this thread's row; each thread has its own copy behind the shared slots.
  __device__ __forceinline__ Word& row_value(int row) const {
    const int threads = blockDim.x * blockDim.y, rank = threadIdx.y * blockDim.x + threadIdx.x;
    auto* rows = reinterpret_cast<Word*>(shared + argument.shared_slots * kQuads * kPieces * threads);
    return rows[row * threads + rank];
  }

  // ---- operands and masks

  __device__ __forceinline__ void fill(Word (&to)[kLanes], Word value) const {
#pragma unroll
    for (int lane = 0; lane < kLanes; ++lane) to[lane] = value;
  }

  __device__ __forceinline__ void operand(Word (&to)[kLanes], OperandKind kind, int slot,
                                          const DeviceInstruction& in) const {
    switch (kind) {
      case OperandKind::slot:
        read_slot(slot, to);
        break;
      case OperandKind::immediate0:
        fill(to, static_cast<Word>(in.immediate0));
        break;
      case OperandKind::immediate1:
        fill(to, static_cast<Word>(in.immediate1));
        break;
      case OperandKind::row:
        fill(to, row_value(slot));
        break;
      case OperandKind::accumulator:
        copy(to, acc);
        break;
      case OperandKind::none:
        break;
    }
  }

  __device__ __forceinline__ static void copy(Word (&to)[kLanes], const Word (&from)[kLanes]) {
#pragma unroll
    for (int lane = 0; lane < kLanes; ++lane) to[lane] = from[lane];
  }

  /// Lanes that an instruction works on.
  __device__ __forceinline__ std::uint32_t active(const DeviceInstruction& in) const {
    if (in.mask == kNoSlot) return valid;
    Word mask[kLanes];
    read_slot(in.mask, mask);
    std::uint32_t bits = 0;
#pragma unroll
    for (int lane = 0; lane < kLanes; ++lane) bits |= (mask[lane] != 0 ? 1u : 0u) << lane;
    return bits & valid;
  }

  __device__ __forceinline__ void fault(std::int32_t source, std::int64_t index, std::int64_t bound) const {
    keep_fault(argument.head.fault, argument.head.number, source, index, bound);
  }

  // ---- indices

  __device__ __forceinline__ static Int quotient(Int n, const IndexGroup& group) {
    if constexpr (sizeof(Word) == 4)
      return static_cast<Int>(__umulhi(static_cast<Word>(n), static_cast<Word>(group.magic)) >> group.shift);
    else
      return static_cast<Int>(__umul64hi(static_cast<Word>(n), group.magic) >> group.shift);
  }

  /// Adds what `count` groups from `first` on make of each place.
  template <int n>
  __device__ __forceinline__ void add_groups(int first, int count, Int (&place)[n], Int (&sum)[n]) const {
    for (int k = 0; k < count; ++k) {
      const auto group =
          fetch<IndexGroup>(argument.head.groups_at + (first + k) * static_cast<int>(sizeof(IndexGroup)));
      const Int stride = static_cast<Int>(group.stride), extent = static_cast<Int>(group.extent);
#pragma unroll
      for (int i = 0; i < n; ++i) {
        if (extent == 0) {
          sum[i] += place[i] * stride;
        } else {
          const Int left = quotient(place[i], group);
          sum[i] += (place[i] - left * extent) * stride;
          place[i] = left;
        }
      }
    }
  }

  __device__ __forceinline__ DeviceIndex index_of(const DeviceInstruction& in) const {
    return fetch<DeviceIndex>(argument.head.indices_at + in.index * static_cast<int>(sizeof(DeviceIndex)));
  }

  __device__ __forceinline__ Int common_part(const DeviceIndex& index) const {
    Int place[1] = {other}, sum[1] = {static_cast<Int>(index.offset)};
    add_groups(index.first_group + index.lane_groups, index.other_groups, place, sum);
    return sum[0];
  }

  /// The index of the first lane of each four.
  __device__ __forceinline__ void quad_indices(const DeviceIndex& index, Int (&at)[kQuads]) const {
    const Int start = common_part(index);
    Int place[kQuads];
#pragma unroll
    for (int q = 0; q < kQuads; ++q) at[q] = start, place[q] = quad[q];
    add_groups(index.first_group, index.lane_groups, place, at);
  }

  __device__ __forceinline__ void lane_indices(const DeviceIndex& index, Int (&at)[kLanes]) const {
    if (index.access != Access::scattered) {
      Int first[kQuads];
      quad_indices(index, first);
      Int stride = 0;
      if (index.lane_groups > 0)
        stride = static_cast<Int>(fetch<IndexGroup>(argument.head.groups_at +
                                                    index.first_group * static_cast<int>(sizeof(IndexGroup)))
                                      .stride);
#pragma unroll
      for (int lane = 0; lane < kLanes; ++lane) at[lane] = first[lane / 4] + (lane % 4) * stride;
      return;
    }
    const Int start = common_part(index);
    Int place[kLanes];
#pragma unroll
    for (int lane = 0; lane < kLanes; ++lane) at[lane] = start, place[lane] = quad[lane / 4] + lane % 4;
    add_groups(index.first_group, index.lane_groups, place, at);
  }

  // ---- loops over lanes that are too long to unroll: the arrays turn round, so that all their indices are
  // constants

  /// acc[i] = f(acc[i], b[i]), four lanes at a time.
  template <class Function>
  __device__ __forceinline__ void each_quad(Word (&b)[kLanes], Function&& f) {
#pragma unroll 1
    for (int quad_number = 0; quad_number < kQuads; ++quad_number) {
      Word result[4], first[4];
#pragma unroll
      for (int k = 0; k < 4; ++k) result[k] = f(acc[k], b[k]), first[k] = b[k];
#pragma unroll
      for (int k = 0; k + 4 < kLanes; ++k) acc[k] = acc[k + 4], b[k] = b[k + 4];
#pragma unroll
      for (int k = 0; k < 4; ++k) acc[kLanes - 4 + k] = result[k], b[kLanes - 4 + k] = first[k];
    }
  }
  template <class Function>
  __device__ __forceinline__ void each_quad(Function&& f) {
#pragma unroll 1
    for (int quad_number = 0; quad_number < kQuads; ++quad_number) {
      Word result[4];
#pragma unroll
      for (int k = 0; k < 4; ++k) result[k] = f(acc[k]);
#pragma unroll
      for (int k = 0; k + 4 < kLanes; ++k) acc[k] = acc[k + 4];
#pragma unroll
      for (int k = 0; k < 4; ++k) acc[kLanes - 4 + k] = result[k];
    }
  }

  /// acc[i] = f(acc[i], b[i], c[i], i), one lane after the other.
  template <class Function>
  __device__ __forceinline__ void each_lane(Word (&b)[kLanes], Word (&c)[kLanes], Function&& f) {
#pragma unroll 1
    for (int lane = 0; lane < kLanes; ++lane) {
      const Word result = f(acc[0], b[0], c[0], lane);
      const Word first_b = b[0], first_c = c[0];
#pragma unroll
      for (int k = 0; k + 1 < kLanes; ++k) acc[k] = acc[k + 1], b[k] = b[k + 1], c[k] = c[k + 1];
      acc[kLanes - 1] = result, b[kLanes - 1] = first_b, c[kLanes - 1] = first_c;
    }
  }
};

}  // namespace ireplay
