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

/// An instruction as the threads read it.
struct ReadInstruction : DeviceInstruction {
  int number = 0;
};

/// Shared memory of a block: the program where it fits, then slots, then row values.
__device__ __forceinline__ uint4* block_memory() {
  extern __shared__ uint4 machine_memory[];
  return machine_memory;
}

// The program's words are taken apart by shifts: a copy through memory would keep it there.
template <class T>
__device__ __forceinline__ T bits_of(std::uint32_t word, int shift, int width) {
  return static_cast<T>(word >> shift & ((1u << width) - 1));
}
__device__ __forceinline__ std::int64_t wide_of(std::uint32_t low, std::uint32_t high) {
  return static_cast<std::int64_t>(low | static_cast<std::uint64_t>(high) << 32);
}
__device__ __forceinline__ std::int16_t low_half(std::uint32_t word) {
  return static_cast<std::int16_t>(word & 0xffff);
}
__device__ __forceinline__ std::int16_t high_half(std::uint32_t word) {
  return static_cast<std::int16_t>(word >> 16);
}

__device__ __forceinline__ int block_threads() { return static_cast<int>(blockDim.x * blockDim.y); }
__device__ __forceinline__ int block_rank() {
  return static_cast<int>(threadIdx.y * blockDim.x + threadIdx.x);
}

template <class Policy>
struct Thread {
  using Word = typename Policy::Word;
  using Int = typename Policy::Int;
  static constexpr int kLanes = Policy::kLanes, kQuads = kLanes / 4;
  static constexpr std::uint32_t kAll = kLanes == 32 ? 0xffffffffu : (1u << kLanes) - 1;

  const ProgramArgument& argument;
  Word acc[kLanes];
  Int quad[kQuads];            // place of each four lanes along the lanes' axis
  Int other = 0;               // along the other axis
  Int first_place = 0;         // of the block, where lanes are parallel points
  std::uint32_t valid = 0;     // lanes inside the iteration space
  std::uint32_t writable = 0;  // those among them that write: of lanes at one place only one does

  __device__ explicit Thread(const ProgramArgument& from) : argument(from) {}

  // ---- the program

  /// Brings the program to shared memory where it is not read from the kernel's own argument. All threads
  /// take part.
  __device__ __forceinline__ void read_program() const {
    if constexpr (Policy::kSpecial) copy_program();
  }
  __device__ __forceinline__ void copy_program() const {
    for (int k = block_rank(); k < argument.program_pieces; k += block_threads())
      block_memory()[k] = argument.remote != nullptr ? reinterpret_cast<const uint4*>(argument.remote)[k]
                                                     : reinterpret_cast<const uint4*>(argument.block)[k];
    __syncthreads();
  }

  /// Sixteen bytes of the program. The frequent instructions' instantiation finds it in constant memory,
  /// where what is read is the same for a warp and known to be; the other in shared memory, or if it is too
  /// long where it lies.
  __device__ __forceinline__ uint4 piece(int at) const {
    if constexpr (Policy::kSpecial) {
      if (argument.program_pieces == 0) return __ldg(reinterpret_cast<const uint4*>(argument.remote + at));
      return block_memory()[at / 16];
    } else {
      return *reinterpret_cast<const uint4*>(argument.block + at);
    }
  }

  __device__ __forceinline__ ReadInstruction instruction(int number) const {
    const int at = argument.head.instructions_at + number * static_cast<int>(sizeof(DeviceInstruction));
    const uint4 low = piece(at), high = piece(at + 16);
    ReadInstruction in;
    in.op = bits_of<MachineOp>(low.x, 0, 8);
    in.type = bits_of<ValueType>(low.x, 8, 8);
    in.target = bits_of<ValueType>(low.x, 16, 8);
    in.storage = bits_of<DType>(low.x, 24, 8);
    in.wrap = bits_of<DType>(low.y, 0, 8);
    in.a_kind = bits_of<OperandKind>(low.y, 8, 8);
    in.b_kind = bits_of<OperandKind>(low.y, 16, 8);
    in.c_kind = bits_of<OperandKind>(low.y, 24, 8);
    in.kind = bits_of<std::uint16_t>(low.z, 0, 16);
    in.flags = bits_of<std::uint16_t>(low.z, 16, 16);
    in.a = low_half(low.w), in.b = high_half(low.w);
    in.c = low_half(high.x), in.save = high_half(high.x);
    in.mask = low_half(high.y), in.state = high_half(high.y);
    in.index = low_half(high.z);
    in.extra = bits_of<std::uint8_t>(high.z, 16, 8);
    in.bytes = bits_of<std::uint8_t>(high.z, 24, 8);
    in.source = static_cast<std::int32_t>(high.w);
    in.number = number;
    return in;
  }

  __device__ __forceinline__ Word immediate(const ReadInstruction& in, bool second) const {
    const uint4 both =
        piece(argument.head.constants_at + in.number * static_cast<int>(sizeof(DeviceConstants)));
    return static_cast<Word>(second ? wide_of(both.z, both.w) : wide_of(both.x, both.y));
  }
  struct Memory {
    void* data;
    std::int64_t extent;
  };
  __device__ __forceinline__ Memory memory(const ReadInstruction& in) const {
    const uint4 at =
        piece(argument.head.constants_at + in.number * static_cast<int>(sizeof(DeviceConstants)) + 16);
    return {reinterpret_cast<void*>(wide_of(at.x, at.y)), wide_of(at.z, at.w)};
  }

  __device__ __forceinline__ DeviceIndex index_of(const ReadInstruction& in) const {
    const uint4 at = piece(argument.head.indices_at + in.index * static_cast<int>(sizeof(DeviceIndex)));
    DeviceIndex result;
    result.offset = wide_of(at.x, at.y);
    result.first_group = bits_of<std::uint16_t>(at.z, 0, 16);
    result.lane_groups = bits_of<std::uint8_t>(at.z, 16, 8);
    result.other_groups = bits_of<std::uint8_t>(at.z, 24, 8);
    result.access = bits_of<Access>(at.w, 0, 8);
    result.linear = bits_of<std::uint8_t>(at.w, 8, 8);
    return result;
  }

  __device__ __forceinline__ IndexGroup group(int number) const {
    const int at = argument.head.groups_at + number * static_cast<int>(sizeof(IndexGroup));
    const uint4 low = piece(at), high = piece(at + 16);
    IndexGroup result;
    result.extent = static_cast<std::uint64_t>(wide_of(low.x, low.y));
    result.magic = static_cast<std::uint64_t>(wide_of(low.z, low.w));
    result.stride = wide_of(high.x, high.y);
    result.shift = high.z;
    return result;
  }

  __device__ __forceinline__ DeviceStage stage(int number) const {
    const uint4 at = piece(argument.head.stages_at + number * static_cast<int>(sizeof(DeviceStage)));
    return {static_cast<std::int32_t>(at.x), static_cast<std::int32_t>(at.y), static_cast<StageKind>(at.z),
            0};
  }

  __device__ __forceinline__ DeviceFold fold(int number) const {
    const int at = argument.head.folds_at + number * static_cast<int>(sizeof(DeviceFold));
    const uint4 low = piece(at), high = piece(at + 16);
    DeviceFold result;
    result.stage = low_half(low.x), result.state = high_half(low.x);
    result.row = low_half(low.y);
    result.rule = bits_of<ReduceRule>(low.y, 16, 8);
    result.type = bits_of<ValueType>(low.y, 24, 8);
    result.identity[0] = static_cast<std::uint64_t>(wide_of(low.z, low.w));
    result.identity[1] = static_cast<std::uint64_t>(wide_of(high.x, high.y));
    result.identity[2] = static_cast<std::uint64_t>(wide_of(high.z, high.w));
    return result;
  }

  /// Where the four lanes `q` of thread `rank` of `threads` are that share the lanes from `first` on.
  __device__ __forceinline__ Int quad_place(Int first, int threads, int rank, int q) const {
    const bool wide = argument.head.pack == 8;
    return first + (wide ? ((q / 2) * threads + rank) * 8 + (q % 2) * 4 : (q * threads + rank) * 4);
  }

  /// Stands on them; lanes from `limit` on are outside.
  __device__ __forceinline__ void place(Int first, int threads, int rank, Int limit) {
    valid = 0;
#pragma unroll
    for (int q = 0; q < kQuads; ++q) {
      quad[q] = quad_place(first, threads, rank, q);
      const Int left = limit - quad[q];
      const std::uint32_t bits = left >= 4 ? 15u : left <= 0 ? 0u : (1u << static_cast<int>(left)) - 1;
      valid |= bits << (4 * q);
    }
    writable = valid;
  }

  // ---- slots

  static constexpr int kPieces = sizeof(Word) / 4;  // 16-byte vectors in four words

  __device__ __forceinline__ uint4* shared_slot(int slot) const {
    return block_memory() + argument.program_pieces + slot * kQuads * kPieces * block_threads() +
           block_rank();
  }
  __device__ __forceinline__ uint4* spilled_slot(int slot) const {
    const std::int64_t vectors = static_cast<std::int64_t>(kQuads) * kPieces * block_threads();
    const std::int64_t spilled = argument.head.slots - argument.shared_slots;
    const std::int64_t block = blockIdx.x + static_cast<std::int64_t>(blockIdx.y) * gridDim.x;
    return static_cast<uint4*>(argument.spill) + (block * spilled + slot - argument.shared_slots) * vectors +
           block_rank();
  }
  /// Where a slot's vectors are; the frequent instructions' instantiation has all of them in shared memory.
  __device__ __forceinline__ uint4* slot_address(int slot) const {
    if constexpr (Policy::kSpecial)
      if (slot >= argument.shared_slots) return spilled_slot(slot);
    return shared_slot(slot);
  }

  __device__ __forceinline__ static void read_vectors(const uint4* from, Word (&to)[kLanes]) {
    const int threads = block_threads();
#pragma unroll
    for (int piece = 0; piece < kQuads * kPieces; ++piece) {
      const uint4 vector = from[piece * threads];
      if constexpr (kPieces == 1) {
        to[4 * piece] = vector.x, to[4 * piece + 1] = vector.y;
        to[4 * piece + 2] = vector.z, to[4 * piece + 3] = vector.w;
      } else {
        to[2 * piece] = vector.x | static_cast<std::uint64_t>(vector.y) << 32;
        to[2 * piece + 1] = vector.z | static_cast<std::uint64_t>(vector.w) << 32;
      }
    }
  }
  __device__ __forceinline__ static void write_vectors(uint4* to, const Word (&from)[kLanes]) {
    const int threads = block_threads();
#pragma unroll
    for (int piece = 0; piece < kQuads * kPieces; ++piece) {
      if constexpr (kPieces == 1) {
        to[piece * threads] =
            make_uint4(from[4 * piece], from[4 * piece + 1], from[4 * piece + 2], from[4 * piece + 3]);
      } else {
        const std::uint64_t low = from[2 * piece], high = from[2 * piece + 1];
        to[piece * threads] = make_uint4(static_cast<unsigned>(low), static_cast<unsigned>(low >> 32),
                                         static_cast<unsigned>(high), static_cast<unsigned>(high >> 32));
      }
    }
  }

  // two branches: one pointer to either place would be read as memory of unknown kind
  __device__ __forceinline__ void read_slot(int slot, Word (&to)[kLanes]) const {
    if constexpr (Policy::kSpecial)
      if (slot >= argument.shared_slots) return read_vectors(spilled_slot(slot), to);
    read_vectors(shared_slot(slot), to);
  }
  __device__ __forceinline__ void write_slot(int slot, const Word (&from)[kLanes]) const {
    if constexpr (Policy::kSpecial)
      if (slot >= argument.shared_slots) return write_vectors(spilled_slot(slot), from);
    write_vectors(shared_slot(slot), from);
  }

  /// One lane of a slot, by its number: for loops over lanes that hold no array in registers. `row`: of
  /// another row of threads of the block.
  __device__ __forceinline__ Word& slot_lane(int slot, int lane, int row) const {
    constexpr int kPerVector = 16 / sizeof(Word);
    uint4* vector = slot_address(slot) + lane / kPerVector * block_threads() +
                    (row - static_cast<int>(threadIdx.y)) * static_cast<int>(blockDim.x);
    return reinterpret_cast<Word*>(vector)[lane % kPerVector];
  }
  __device__ __forceinline__ Word& slot_lane(int slot, int lane) const {
    return slot_lane(slot, lane, static_cast<int>(threadIdx.y));
  }

  /// Value `row` of this thread's row; each thread has its own copy behind the shared slots.
  __device__ __forceinline__ Word& row_value(int row) const {
    auto* rows = reinterpret_cast<Word*>(block_memory() + argument.program_pieces +
                                         argument.shared_slots * kQuads * kPieces * block_threads());
    return rows[row * block_threads() + block_rank()];
  }

  // ---- operands four lanes at a time

  /// Four words of a slot, by the number of the four.
  __device__ __forceinline__ void read_quad(int slot, int q, Word (&to)[4]) const {
    const uint4* from = slot_address(slot) + q * kPieces * block_threads();
    if constexpr (kPieces == 1) {
      const uint4 vector = from[0];
      to[0] = vector.x, to[1] = vector.y, to[2] = vector.z, to[3] = vector.w;
    } else {
      const uint4 low = from[0], high = from[block_threads()];
      to[0] = low.x | static_cast<std::uint64_t>(low.y) << 32,
      to[1] = low.z | static_cast<std::uint64_t>(low.w) << 32;
      to[2] = high.x | static_cast<std::uint64_t>(high.y) << 32;
      to[3] = high.z | static_cast<std::uint64_t>(high.w) << 32;
    }
  }

  /// The value of an operand that is the same for all lanes.
  __device__ __forceinline__ Word uniform(OperandKind kind, int slot, const ReadInstruction& in) const {
    if (kind == OperandKind::row) return row_value(slot);
    return immediate(in, kind == OperandKind::immediate1);
  }

  /// Operand b or c of the four lanes `q`.
  __device__ __forceinline__ void quad_operand(OperandKind kind, int slot, Word same, int q,
                                               Word (&to)[4]) const {
    if (kind == OperandKind::slot) return read_quad(slot, q, to);
#pragma unroll
    for (int k = 0; k < 4; ++k) to[k] = same;
  }

  /// acc[i] = f(acc[i], b[i], c[i]) four lanes at a time, the accumulator turning round.
  template <class Function>
  __device__ __forceinline__ void each_quad_of(const ReadInstruction& in, Function&& f) {
    const bool same_b = in.b_kind >= OperandKind::immediate0, same_c = in.c_kind >= OperandKind::immediate0;
    const Word b = same_b ? uniform(in.b_kind, in.b, in) : 0, c = same_c ? uniform(in.c_kind, in.c, in) : 0;
#pragma unroll 1
    for (int q = 0; q < kQuads; ++q) {
      Word bs[4] = {}, cs[4] = {}, result[4];
      if (in.b_kind != OperandKind::none) quad_operand(in.b_kind, in.b, b, q, bs);
      if (in.c_kind != OperandKind::none) quad_operand(in.c_kind, in.c, c, q, cs);
#pragma unroll
      for (int k = 0; k < 4; ++k) result[k] = f(acc[k], bs[k], cs[k]);
#pragma unroll
      for (int k = 0; k + 4 < kLanes; ++k) acc[k] = acc[k + 4];
#pragma unroll
      for (int k = 0; k < 4; ++k) acc[kLanes - 4 + k] = result[k];
    }
  }

  // ---- operands and masks

  __device__ __forceinline__ void fill(Word (&to)[kLanes], Word value) const {
#pragma unroll
    for (int lane = 0; lane < kLanes; ++lane) to[lane] = value;
  }

  __device__ __forceinline__ void operand(Word (&to)[kLanes], OperandKind kind, int slot,
                                          const ReadInstruction& in) const {
    switch (kind) {
      case OperandKind::slot:
        read_slot(slot, to);
        break;
      case OperandKind::immediate0:
        fill(to, immediate(in, false));
        break;
      case OperandKind::immediate1:
        fill(to, immediate(in, true));
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
  __device__ __forceinline__ std::uint32_t active(const ReadInstruction& in) const {
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
      const IndexGroup at = group(first + k);
      const Int stride = static_cast<Int>(at.stride), extent = static_cast<Int>(at.extent);
#pragma unroll
      for (int i = 0; i < n; ++i) {
        if (extent == 0) {
          sum[i] += place[i] * stride;
        } else {
          const Int left = quotient(place[i], at);
          sum[i] += (place[i] - left * extent) * stride;
          place[i] = left;
        }
      }
    }
  }

  __device__ __forceinline__ Int common_part(const DeviceIndex& index) const {
    Int place[1] = {other}, sum[1] = {static_cast<Int>(index.offset)};
    add_groups(index.first_group + index.lane_groups, index.other_groups, place, sum);
    return sum[0];
  }

  /// The index of the first lane of each four.
  __device__ __forceinline__ void quad_indices(const DeviceIndex& index, Int (&at)[kQuads]) const {
    if (index.linear != 0) {
#pragma unroll
      for (int q = 0; q < kQuads; ++q) at[q] = static_cast<Int>(index.offset) + quad[q];
      return;
    }
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
      if (index.lane_groups > 0) stride = static_cast<Int>(group(index.first_group).stride);
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

  /// acc[i] = f(acc[i]), four lanes at a time.
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
