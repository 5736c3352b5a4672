#pragma once

#include "kernels/interpreter/thread.cuh"

/// The program as threads read it: by fields of 32 bits that are taken apart by shifts, since a copy through
/// memory would keep it there.
namespace ireplay {

/// Brings the program to shared memory where it is not read from the kernel's own argument. All threads of
/// the block take part.
template <class P>
__device__ __forceinline__ void bring_program(const ProgramArgument& argument) {
  if constexpr (P::kSpecial) {
    for (int k = block_rank(); k < argument.program_pieces; k += block_threads())
      block_memory()[k] = argument.remote != nullptr ? reinterpret_cast<const uint4*>(argument.remote)[k]
                                                     : reinterpret_cast<const uint4*>(argument.block)[k];
    __syncthreads();
  }
}

/// Sixteen bytes of the program. The frequent instructions' instantiation finds it in constant memory, where
/// what is read is the same for a warp and known to be; the other in shared memory, or if it is too long
/// where it lies.
template <class P>
__device__ __forceinline__ uint4 read_piece(const ProgramArgument& argument, int at) {
  if constexpr (P::kSpecial) {
    if (argument.program_pieces == 0) return __ldg(reinterpret_cast<const uint4*>(argument.remote + at));
    return block_memory()[at / 16];
  } else {
    return *reinterpret_cast<const uint4*>(argument.block + at);
  }
}

/// A field (InstructionField) of the instruction at byte `at` of the program.
template <class P>
__device__ __forceinline__ std::uint32_t read_field(const ProgramArgument& argument, int at, int field) {
  if constexpr (P::kSpecial) {
    if (argument.program_pieces == 0)
      return __ldg(reinterpret_cast<const std::uint32_t*>(argument.remote + at) + field);
    return reinterpret_cast<const std::uint32_t*>(block_memory())[at / 4 + field];
  } else {
    return *reinterpret_cast<const std::uint32_t*>(argument.block + at + 4 * field);
  }
}

template <class T>
__device__ __forceinline__ T bits_of(std::uint32_t field, int shift, int width) {
  return static_cast<T>(field >> shift & ((1u << width) - 1));
}
__device__ __forceinline__ std::int64_t wide_of(std::uint32_t low, std::uint32_t high) {
  return static_cast<std::int64_t>(low | static_cast<std::uint64_t>(high) << 32);
}
__device__ __forceinline__ std::int16_t low_half(std::uint32_t field) {
  return static_cast<std::int16_t>(field & 0xffff);
}
__device__ __forceinline__ std::int16_t high_half(std::uint32_t field) {
  return static_cast<std::int16_t>(field >> 16);
}

// ---- instructions

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

/// All of it but immediates and memory; what is not used costs nothing.
template <class P>
__device__ __forceinline__ ReadInstruction read_instruction(const ProgramArgument& argument, int at) {
  using Field = InstructionField;
  ReadInstruction in;
  const std::uint32_t op = read_field<P>(argument, at, Field::kOp),
                      first = read_field<P>(argument, at, Field::kFirst),
                      others = read_field<P>(argument, at, Field::kOthers),
                      kind = read_field<P>(argument, at, Field::kKind);
  const std::uint32_t types = read_field<P>(argument, at, Field::kTypes),
                      states = read_field<P>(argument, at, Field::kStates),
                      index = read_field<P>(argument, at, Field::kIndex);
  in.op = bits_of<MachineOp>(op, 0, 8);
  in.before = bits_of<std::uint8_t>(op, 8, 8);
  in.b_kind = bits_of<OperandKind>(op, 16, 8);
  in.c_kind = bits_of<OperandKind>(op, 24, 8);
  in.a = low_half(first), in.save = high_half(first);
  in.b = low_half(others), in.c = high_half(others);
  in.kind = bits_of<std::uint8_t>(kind, 0, 8);
  in.a_kind = bits_of<OperandKind>(kind, 8, 8);
  in.flags = bits_of<std::uint16_t>(kind, 16, 16);
  in.type = bits_of<ValueType>(types, 0, 8);
  in.target = bits_of<ValueType>(types, 8, 8);
  in.storage = bits_of<DType>(types, 16, 8);
  in.wrap = bits_of<DType>(types, 24, 8);
  in.mask = low_half(states), in.state = high_half(states);
  in.index = low_half(index);
  in.extra = bits_of<std::uint8_t>(index, 16, 8);
  in.bytes = bits_of<std::uint8_t>(index, 24, 8);
  in.source = static_cast<std::int32_t>(read_field<P>(argument, at, Field::kSource));
  in.at = at;
  return in;
}

template <class P>
__device__ __forceinline__ std::int64_t read_wide_field(const ProgramArgument& argument, int at, int field) {
  return wide_of(read_field<P>(argument, at, field), read_field<P>(argument, at, field + 1));
}

/// Immediate 0, or the `second` one.
template <class P>
__device__ __forceinline__ typename P::Word read_immediate(const ProgramArgument& argument,
                                                           const ReadInstruction& in, bool second) {
  const int at = in.at, field = second ? InstructionField::kImmediate1 : InstructionField::kImmediate0;
  if constexpr (sizeof(typename P::Word) == 4)
    return read_field<P>(argument, at, field);
  else
    return static_cast<typename P::Word>(read_wide_field<P>(argument, at, field));
}

/// Element 0 of its buffer.
template <class P>
__device__ __forceinline__ void* read_address(const ProgramArgument& argument, int at) {
  return reinterpret_cast<void*>(read_wide_field<P>(argument, at, InstructionField::kMemory));
}

struct BufferMemory {
  void* data;
  std::int64_t extent;  // elements there, or what an index is checked against
};
template <class P>
__device__ __forceinline__ BufferMemory read_buffer(const ProgramArgument& argument,
                                                    const ReadInstruction& in) {
  return {read_address<P>(argument, in.at), read_wide_field<P>(argument, in.at, InstructionField::kExtent)};
}

// ---- tables

template <class P>
__device__ __forceinline__ DeviceIndex read_index(const ProgramArgument& argument,
                                                  const ReadInstruction& in) {
  const uint4 at =
      read_piece<P>(argument, argument.head.indices_at + in.index * static_cast<int>(sizeof(DeviceIndex)));
  DeviceIndex result;
  result.offset = wide_of(at.x, at.y);
  result.first_digit = bits_of<std::uint16_t>(at.z, 0, 16);
  result.item_digits = bits_of<std::uint8_t>(at.z, 16, 8);
  result.other_digits = bits_of<std::uint8_t>(at.z, 24, 8);
  result.access = bits_of<Access>(at.w, 0, 8);
  return result;
}

template <class P>
__device__ __forceinline__ IndexDigit read_digit(const ProgramArgument& argument, int number) {
  const int at = argument.head.digits_at + number * static_cast<int>(sizeof(IndexDigit));
  const uint4 low = read_piece<P>(argument, at), high = read_piece<P>(argument, at + 16);
  IndexDigit result;
  result.extent = static_cast<std::uint64_t>(wide_of(low.x, low.y));
  result.magic = static_cast<std::uint64_t>(wide_of(low.z, low.w));
  result.stride = wide_of(high.x, high.y);
  result.shift = high.z;
  return result;
}

template <class P>
__device__ __forceinline__ DeviceStage read_stage(const ProgramArgument& argument, int number) {
  const uint4 at =
      read_piece<P>(argument, argument.head.stages_at + number * static_cast<int>(sizeof(DeviceStage)));
  return {static_cast<std::int32_t>(at.x), static_cast<std::int32_t>(at.y), static_cast<StageKind>(at.z),
          static_cast<std::int32_t>(at.w)};
}

template <class P>
__device__ __forceinline__ BlockReduction read_block_reduction(const ProgramArgument& argument, int number) {
  const int at = argument.head.block_reductions_at + number * static_cast<int>(sizeof(BlockReduction));
  const uint4 low = read_piece<P>(argument, at), high = read_piece<P>(argument, at + 16);
  BlockReduction result;
  result.stage = low_half(low.x), result.state = high_half(low.x);
  result.uniform = low_half(low.y);
  result.rule = bits_of<ReduceRule>(low.y, 16, 8);
  result.type = bits_of<ValueType>(low.y, 24, 8);
  result.identity[0] = static_cast<std::uint64_t>(wide_of(low.z, low.w));
  result.identity[1] = static_cast<std::uint64_t>(wide_of(high.x, high.y));
  result.identity[2] = static_cast<std::uint64_t>(wide_of(high.z, high.w));
  return result;
}

}  // namespace ireplay
