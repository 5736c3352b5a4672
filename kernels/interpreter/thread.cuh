#pragma once

#include <cuda_runtime.h>

#include "kernels/interpreter/interpreter.hpp"
#include "kernels/interpreter/policy.hpp"
#include "kernels/interpreter/shared_memory.cuh"

/// One thread of the machine: its lanes, where they stand, its slots, and how it reads the program.
namespace ireplay {

/// Widths of an instantiation. `special`: knows every instruction, not the frequent ones alone. `slot_lanes`:
/// of the slots, where they are those of a thread with more lanes. `blocks`: that a multiprocessor holds.
template <class WordType, int lanes, bool reduction_lanes, bool special, int slot_lanes = lanes,
          int blocks = special ? 1 : kResidentBlocks>
struct MachinePolicy {
  using Word = WordType;
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  static constexpr int kLanes = lanes, kSlotLanes = slot_lanes;
  static constexpr bool kReductionLanes = reduction_lanes, kSpecial = special;
  static constexpr int kLeastBlocks = blocks;
  using Mask = std::conditional_t<(lanes > 32), std::uint64_t, std::uint32_t>;  // a bit for each lane
};

/// The first fault of a run is kept.
__device__ __forceinline__ void keep_fault_here(DeviceFault* to, std::int32_t program, std::int32_t source,
                                                std::int64_t index, std::int64_t bound) {
  if (to == nullptr || atomicCAS(&to->set, 0, 1) != 0) return;
  to->program = program;
  to->instruction = source;
  to->index = index;
  to->bound = bound;
}
/// Not a member: a call that takes a thread's address would put its lanes in memory.
inline __device__ __noinline__ void keep_fault(DeviceFault* to, std::int32_t program, std::int32_t source,
                                               std::int64_t index, std::int64_t bound) {
  keep_fault_here(to, program, source, index, bound);
}

/// An instruction's fields as the threads read them.
struct ReadInstruction {
  MachineOp op;
  std::uint8_t before;
  OperandKind a_kind, b_kind, c_kind;
  std::int16_t a, save, b, c;
  std::uint8_t kind;
  std::uint16_t flags;
  ValueType type, target;
  DType storage, wrap;
  std::int16_t mask, state, index;
  std::uint8_t extra, bytes;
  std::int32_t source;
  int at;  // byte of the program
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
  using Mask = typename Policy::Mask;
  static constexpr bool kReductionLanes = Policy::kReductionLanes;
  static constexpr int kLanes = Policy::kLanes, kQuads = kLanes / 4, kSlotQuads = Policy::kSlotLanes / 4;
  static constexpr int kPieces = sizeof(Word) / 4;  // 16-byte vectors in four words
  static constexpr Mask kAll = static_cast<Mask>(~Mask{0}) >> (8 * sizeof(Mask) - kLanes);

  const ProgramArgument& argument;
  Word acc[kLanes];
  Int base = 0;           // place of the first lane along the lanes' axis
  Int odd = 0, even = 0;  // from there to the second four lanes, and to the third
  Int other = 0;          // along the other axis
  Mask valid = 0;         // lanes inside the iteration space
  Mask writable = 0;      // those among them that write: of lanes at one place only one does
  int turn = 0;           // of shared memory that threads exchange values in
  bool ragged = false;    // some pack of lanes is neither whole nor absent in one of them

  __device__ explicit Thread(const ProgramArgument& from)
      : argument(from),
        slots_(static_cast<std::uint32_t>(
            __cvta_generic_to_shared(block_memory() + from.program_pieces + block_rank()))),
        slot_bytes_(static_cast<std::uint32_t>(kSlotQuads * kPieces * block_threads() * sizeof(uint4))) {
    asm volatile("" : "+r"(slots_));  // else its computation is repeated at every use
    if constexpr (kReductionLanes) {
      rows_ = static_cast<std::uint32_t>(
                  __cvta_generic_to_shared(block_memory() + from.program_pieces +
                                           from.shared_slots * kSlotQuads * kPieces * block_threads())) +
              static_cast<std::uint32_t>(block_rank() * sizeof(Word));
      asm volatile("" : "+r"(rows_));
    }
  }

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

  /// Word `number` of the instruction at byte `at` of the program.
  __device__ __forceinline__ std::uint32_t word(int at, int number) const {
    if constexpr (Policy::kSpecial) {
      if (argument.program_pieces == 0)
        return __ldg(reinterpret_cast<const std::uint32_t*>(argument.remote + at) + number);
      return reinterpret_cast<const std::uint32_t*>(block_memory())[at / 4 + number];
    } else {
      return *reinterpret_cast<const std::uint32_t*>(argument.block + at + 4 * number);
    }
  }
  __device__ __forceinline__ std::int64_t wide(int at, int number) const {
    return wide_of(word(at, number), word(at, number + 1));
  }

  /// All of it but immediates and memory; what is not used costs nothing.
  __device__ __forceinline__ ReadInstruction instruction(int at) const {
    ReadInstruction in;
    const std::uint32_t kinds = word(at, 0), operands = word(at, 1), more = word(at, 2), what = word(at, 3);
    const std::uint32_t types = word(at, 4), states = word(at, 5), place = word(at, 6);
    in.op = bits_of<MachineOp>(kinds, 0, 8);
    in.before = bits_of<std::uint8_t>(kinds, 8, 8);
    in.b_kind = bits_of<OperandKind>(kinds, 16, 8);
    in.c_kind = bits_of<OperandKind>(kinds, 24, 8);
    in.a = low_half(operands), in.save = high_half(operands);
    in.b = low_half(more), in.c = high_half(more);
    in.kind = bits_of<std::uint8_t>(what, 0, 8);
    in.a_kind = bits_of<OperandKind>(what, 8, 8);
    in.flags = bits_of<std::uint16_t>(what, 16, 16);
    in.type = bits_of<ValueType>(types, 0, 8);
    in.target = bits_of<ValueType>(types, 8, 8);
    in.storage = bits_of<DType>(types, 16, 8);
    in.wrap = bits_of<DType>(types, 24, 8);
    in.mask = low_half(states), in.state = high_half(states);
    in.index = low_half(place);
    in.extra = bits_of<std::uint8_t>(place, 16, 8);
    in.bytes = bits_of<std::uint8_t>(place, 24, 8);
    in.source = static_cast<std::int32_t>(word(at, 7));
    in.at = at;
    return in;
  }

  __device__ __forceinline__ Word immediate(int at, bool second) const {
    if constexpr (sizeof(Word) == 4)
      return word(at, second ? 10 : 8);
    else
      return static_cast<Word>(wide(at, second ? 10 : 8));
  }
  __device__ __forceinline__ Word immediate(const ReadInstruction& in, bool second) const {
    return immediate(in.at, second);
  }
  struct Memory {
    void* data;
    std::int64_t extent;
  };
  __device__ __forceinline__ Memory memory(const ReadInstruction& in) const {
    return {reinterpret_cast<void*>(wide(in.at, 12)), wide(in.at, 14)};
  }

  __device__ __forceinline__ DeviceIndex index_of(const ReadInstruction& in) const {
    const uint4 at = piece(argument.head.indices_at + in.index * static_cast<int>(sizeof(DeviceIndex)));
    DeviceIndex result;
    result.offset = wide_of(at.x, at.y);
    result.first_group = bits_of<std::uint16_t>(at.z, 0, 16);
    result.lane_groups = bits_of<std::uint8_t>(at.z, 16, 8);
    result.other_groups = bits_of<std::uint8_t>(at.z, 24, 8);
    result.access = bits_of<Access>(at.w, 0, 8);
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
            static_cast<std::int32_t>(at.w)};
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

  /// Where the four lanes `q` are. No array: read by a variable number it would leave registers.
  __device__ __forceinline__ Int quad(int q) const {
    if constexpr (kQuads == 1) return base;
    return base + (q & 1) * odd + (q >> 1) * even;
  }
  __device__ __forceinline__ Int lane_place(int lane) const { return quad(lane / 4) + lane % 4; }

  /// Stands on the lanes that are thread `rank`'s of `threads` that share those from `first` on; lanes from
  /// `limit` on are outside.
  __device__ __forceinline__ void place(Int first, int threads, int rank, Int limit) {
    const bool wide = kQuads > 1 && argument.head.pack == 8;
    base = first + rank * (wide ? 8 : 4);
    odd = wide ? 4 : threads * 4;
    even = threads * 8;
    if (limit - base >= quad(kQuads - 1) - base + 4) {
      valid = kAll;
      ragged = false;
    } else {
      valid = 0;
      ragged = false;
#pragma unroll
      for (int q = 0; q < kQuads; ++q) {
        const Int left = limit - quad(q);
        const std::uint32_t bits = left >= 4 ? 15u : left <= 0 ? 0u : (1u << static_cast<int>(left)) - 1;
        valid |= static_cast<Mask>(bits) << (4 * q);
        if ((left > 0 && left < 4) || (wide && q % 2 == 0 && left == 4)) ragged = true;
      }
    }
    writable = valid;
  }

  /// Lanes that write; with sixty-four of them there are no others, and no registers to say so.
  __device__ __forceinline__ Mask writing() const {
    if constexpr (kLanes == 64) return valid;
    return writable;
  }

  /// Keeps the compiler from computing ahead of the loop over instructions what only some of them need: there
  /// are no registers for it.
  __device__ __forceinline__ void forget(int& at) {
    if constexpr (!Policy::kSpecial) {
      asm volatile("" : "+r"(at), "+r"(base), "+r"(odd), "+r"(even), "+r"(other), "+r"(slots_));
      forget(valid);
      if constexpr (kLanes < 64) forget(writable);
    }
  }
  __device__ __forceinline__ static void forget(std::uint32_t& mask) { asm volatile("" : "+r"(mask)); }
  __device__ __forceinline__ static void forget(std::uint64_t& mask) { asm volatile("" : "+l"(mask)); }

  /// The accumulator is not needed any more: it holds no registers until it is set again.
  __device__ __forceinline__ void drop() {
    if constexpr (sizeof(Word) == 4)
#pragma unroll
      for (int lane = 0; lane < kLanes; ++lane) asm volatile("" : "=r"(acc[lane]));
  }

  // ---- slots

  /// Address of this thread's first vector of a slot.
  __device__ __forceinline__ std::uint32_t shared_slot(int slot) const {
    return slots_ + static_cast<std::uint32_t>(slot) * slot_bytes_;
  }
  __device__ __forceinline__ uint4* spilled_slot(int slot) const {
    const std::int64_t vectors = static_cast<std::int64_t>(kQuads) * kPieces * block_threads();
    const std::int64_t spilled = argument.head.slots - argument.shared_slots;
    const std::int64_t block = blockIdx.x + static_cast<std::int64_t>(blockIdx.y) * gridDim.x;
    return static_cast<uint4*>(argument.spill) + (block * spilled + slot - argument.shared_slots) * vectors +
           block_rank();
  }
  /// The frequent instructions' instantiation has all slots in shared memory.
  __device__ __forceinline__ bool is_spilled(int slot) const {
    if constexpr (Policy::kSpecial) return slot >= argument.shared_slots;
    return false;
  }
  __device__ __forceinline__ uint4* slot_address(int slot) const {
    if (is_spilled(slot)) return spilled_slot(slot);
    return static_cast<uint4*>(__cvta_shared_to_generic(shared_slot(slot)));
  }

  /// One lane of a slot, by its number: for loops over lanes that hold no array in registers.
  __device__ __forceinline__ Word& slot_lane(int slot, int lane) const {
    constexpr int kPerVector = 16 / sizeof(Word);
    uint4* vector = slot_address(slot) + lane / kPerVector * block_threads();
    return reinterpret_cast<Word*>(vector)[lane % kPerVector];
  }

  /// Value `row` of this thread's row; each thread has its own copy behind the shared slots.
  __device__ __forceinline__ Word row_value(int row) const { return read_shared<Word>(row_address(row)); }
  __device__ __forceinline__ void set_row_value(int row, Word value) const {
    write_shared(row_address(row), value);
  }

  // ---- operands four lanes at a time

  // two branches: one pointer to either place would be read as memory of unknown kind

  /// Four words of a slot, by the number of the four; of the thread that many away in the block.
  __device__ __forceinline__ void read_quad(int slot, int q, Word (&to)[4], int away = 0) const {
    uint4 piece[kPieces];
    const int at = q * kPieces * block_threads() + away;
    if (is_spilled(slot)) {
      const uint4* from = spilled_slot(slot) + at;
#pragma unroll
      for (int k = 0; k < kPieces; ++k) piece[k] = from[k * block_threads()];
    } else {
#pragma unroll
      for (int k = 0; k < kPieces; ++k)
        piece[k] = read_shared<uint4>(shared_slot(slot) + vector_bytes(at + k * block_threads()));
    }
    if constexpr (kPieces == 1) {
      to[0] = piece[0].x, to[1] = piece[0].y, to[2] = piece[0].z, to[3] = piece[0].w;
    } else {
#pragma unroll
      for (int k = 0; k < kPieces; ++k) {
        to[2 * k] = piece[k].x | static_cast<std::uint64_t>(piece[k].y) << 32;
        to[2 * k + 1] = piece[k].z | static_cast<std::uint64_t>(piece[k].w) << 32;
      }
    }
  }
  __device__ __forceinline__ void write_quad(int slot, int q, const Word (&from)[4], int away = 0) const {
    uint4 piece[kPieces];
    if constexpr (kPieces == 1) {
      piece[0] = make_uint4(from[0], from[1], from[2], from[3]);
    } else {
#pragma unroll
      for (int k = 0; k < kPieces; ++k)
        piece[k] =
            make_uint4(static_cast<unsigned>(from[2 * k]), static_cast<unsigned>(from[2 * k] >> 32),
                       static_cast<unsigned>(from[2 * k + 1]), static_cast<unsigned>(from[2 * k + 1] >> 32));
    }
    const int at = q * kPieces * block_threads() + away;
    if (is_spilled(slot)) {
      uint4* to = spilled_slot(slot) + at;
#pragma unroll
      for (int k = 0; k < kPieces; ++k) to[k * block_threads()] = piece[k];
    } else {
#pragma unroll
      for (int k = 0; k < kPieces; ++k)
        write_shared(shared_slot(slot) + vector_bytes(at + k * block_threads()), piece[k]);
    }
  }

  __device__ __forceinline__ void read_slot(int slot, Word (&to)[kLanes]) const {
#pragma unroll
    for (int q = 0; q < kQuads; ++q) {
      Word four[4];
      read_quad(slot, q, four);
#pragma unroll
      for (int k = 0; k < 4; ++k) to[4 * q + k] = four[k];
    }
  }
  /// Lanes that the slot has beyond the thread's are the same over again.
  __device__ __forceinline__ void write_slot(int slot, const Word (&from)[kLanes]) const {
#pragma unroll
    for (int q = 0; q < kSlotQuads; ++q) {
      const int k = q % kQuads * 4;
      write_quad(slot, q, {from[k], from[k + 1], from[k + 2], from[k + 3]});
    }
  }

  /// The value of an operand that is the same for all lanes.
  __device__ __forceinline__ Word uniform(OperandKind kind, int slot, const ReadInstruction& in) const {
    if constexpr (kReductionLanes)
      if (kind == OperandKind::row) return row_value(slot);
    return immediate(in, kind == OperandKind::immediate1);
  }

  /// Operand b or c of the four lanes `q`; 0 where there is none.
  __device__ __forceinline__ void quad_operand(OperandKind kind, int slot, const ReadInstruction& in, int q,
                                               Word (&to)[4]) const {
    if (kind == OperandKind::slot) return read_quad(slot, q, to);
    const Word same = kind == OperandKind::none ? 0 : uniform(kind, slot, in);
#pragma unroll
    for (int k = 0; k < 4; ++k) to[k] = same;
  }

  /// f(q, the accumulator's four lanes q, to be changed in place). Sixteen lanes go through the work slot:
  /// instructions that are long or rare would otherwise take the registers that the frequent ones need.
  template <class Function>
  __device__ __forceinline__ void each_quad(Function&& f) {
    if constexpr (kQuads == 1) {
      f(0, acc);
    } else {
      write_slot(argument.head.work, acc);
#pragma unroll 1
      for (int q = 0; q < kQuads; ++q) {
        Word four[4];
        read_quad(argument.head.work, q, four);
        f(q, four);
        write_quad(argument.head.work, q, four);
      }
      read_slot(argument.head.work, acc);
    }
  }

  // ---- operands and masks

  __device__ __forceinline__ void fill(Word (&to)[kLanes], Word value) const {
#pragma unroll
    for (int lane = 0; lane < kLanes; ++lane) to[lane] = value;
  }

  /// What comes before an instruction: see InstructionStart.
  __device__ __forceinline__ void begin(const ReadInstruction& in) {
    if ((in.before & kSavesFirst) != 0) write_slot(in.save, acc);
    if constexpr (kReductionLanes && kLanes == 4)
      if ((in.before & kKeepsFirst) != 0) set_row_value(in.save, acc[0]);
    if ((in.before & kTakesFirst) == 0) return;
    if (in.a_kind == OperandKind::slot)
      read_slot(in.a, acc);
    else
      fill(acc, uniform(in.a_kind, in.a, in));
  }

  __device__ __forceinline__ static void copy(Word (&to)[kLanes], const Word (&from)[kLanes]) {
#pragma unroll
    for (int lane = 0; lane < kLanes; ++lane) to[lane] = from[lane];
  }

  /// Of the four lanes `q`, those of `among` that an instruction works on.
  __device__ __forceinline__ std::uint32_t active_quad(const ReadInstruction& in, Mask among, int q) const {
    const std::uint32_t bits = static_cast<std::uint32_t>(among >> (4 * q)) & 15;
    if (in.mask == kNoSlot) return bits;
    Word mask[4];
    read_quad(in.mask, q, mask);
    std::uint32_t on = 0;
#pragma unroll
    for (int k = 0; k < 4; ++k) on |= (mask[k] != 0 ? 1u : 0u) << k;
    return on & bits;
  }
  __device__ __forceinline__ Mask active(const ReadInstruction& in) const {
    if (in.mask == kNoSlot) return valid;
    Mask bits = 0;
#pragma unroll
    for (int q = 0; q < kQuads; ++q) bits |= static_cast<Mask>(active_quad(in, valid, q)) << (4 * q);
    return bits;
  }

  __device__ __forceinline__ void fault(std::int32_t source, std::int64_t index, std::int64_t bound) const {
    keep_fault(argument.head.fault, argument.head.number, source, index, bound);
  }
  /// The same without a call, for which lanes in registers would have to be saved.
  __device__ __forceinline__ void fault_here(std::int32_t source, std::int64_t index,
                                             std::int64_t bound) const {
    keep_fault_here(argument.head.fault, argument.head.number, source, index, bound);
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

  /// What an index is where no lane moves along its axis.
  __device__ __forceinline__ Int common_part(const DeviceIndex& index) const {
    Int place[1] = {other}, sum[1] = {static_cast<Int>(index.offset)};
    add_groups(index.first_group + index.lane_groups, index.other_groups, place, sum);
    return sum[0];
  }

  /// The index of one place.
  __device__ __forceinline__ Int index_at(const DeviceIndex& index, Int position) const {
    Int place[1] = {position}, sum[1] = {common_part(index)};
    add_groups(index.first_group, index.lane_groups, place, sum);
    return sum[0];
  }

  /// The index of the first lane of each four.
  __device__ __forceinline__ void quad_indices(const DeviceIndex& index, Int (&at)[kQuads]) const {
    const Int start = common_part(index);
    Int place[kQuads];
#pragma unroll
    for (int q = 0; q < kQuads; ++q) at[q] = start, place[q] = quad(q);
    add_groups(index.first_group, index.lane_groups, place, at);
  }
  /// From one of them to the next within the four.
  __device__ __forceinline__ Int lane_stride(const DeviceIndex& index) const {
    return index.lane_groups > 0 ? static_cast<Int>(group(index.first_group).stride) : 0;
  }

  /// The indices of the four lanes `q`; `start` is the common part.
  __device__ __forceinline__ void lane_indices(const DeviceIndex& index, Int start, int q,
                                               Int (&at)[4]) const {
    if (index.access != Access::scattered) {
      Int first[1] = {start}, place[1] = {quad(q)};
      add_groups(index.first_group, index.lane_groups, place, first);
      const Int stride = lane_stride(index);
#pragma unroll
      for (int k = 0; k < 4; ++k) at[k] = first[0] + k * stride;
      return;
    }
    Int place[4];
#pragma unroll
    for (int k = 0; k < 4; ++k) at[k] = start, place[k] = quad(q) + k;
    add_groups(index.first_group, index.lane_groups, place, at);
  }

 private:
  __device__ __forceinline__ static std::uint32_t vector_bytes(int vectors) {
    return static_cast<std::uint32_t>(vectors) * static_cast<std::uint32_t>(sizeof(uint4));
  }
  __device__ __forceinline__ std::uint32_t row_address(int row) const {
    return rows_ +
           static_cast<std::uint32_t>(row * block_threads()) * static_cast<std::uint32_t>(sizeof(Word));
  }

  std::uint32_t slots_;       // address in shared memory of this thread's first vector of slot 0
  std::uint32_t slot_bytes_;  // from one slot to the next
  std::uint32_t rows_ = 0;    // of this thread's row value 0
};

}  // namespace ireplay
