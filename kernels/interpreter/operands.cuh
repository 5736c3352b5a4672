#pragma once

#include "kernels/interpreter/program.cuh"
#include "kernels/interpreter/slots.cuh"

/// Operands and masks of an instruction.
namespace ireplay {

/// The value of an operand that is the same for all items.
template <class P>
__device__ __forceinline__ typename P::Word uniform_operand(const Thread<P>& thread, OperandKind kind,
                                                            int number, const ReadInstruction& in) {
  if constexpr (P::kAlongReduction)
    if (kind == OperandKind::uniform) return uniform(thread, number);
  return read_immediate<P>(thread.argument, in, kind == OperandKind::immediate1);
}

/// Operand b or c of float4 `q`; 0 where there is none.
template <class P>
__device__ __forceinline__ void float4_operand(const Thread<P>& thread, OperandKind kind, int number,
                                               const ReadInstruction& in, int q, typename P::Word (&to)[4]) {
  if (kind == OperandKind::slot) return read_float4(thread, number, q, to);
  const typename P::Word same = kind == OperandKind::none ? 0 : uniform_operand(thread, kind, number, in);
#pragma unroll
  for (int k = 0; k < 4; ++k) to[k] = same;
}

template <class P>
__device__ __forceinline__ void fill(Thread<P>& thread, typename P::Word value) {
#pragma unroll
  for (int item = 0; item < P::kItems; ++item) thread.acc[item] = value;
}

/// What comes before an instruction: see InstructionStart.
template <class P>
__device__ __forceinline__ void begin_instruction(Thread<P>& thread, const ReadInstruction& in) {
  if ((in.before & kSavesFirst) != 0) write_slot(thread, in.save);
  if constexpr (P::kAlongReduction && P::kItems == 4)
    if ((in.before & kKeepsUniform) != 0) set_uniform(thread, in.save, thread.acc[0]);
  if ((in.before & kTakesFirst) == 0) return;
  if (in.a_kind == OperandKind::slot)
    read_slot(thread, in.a);
  else
    fill(thread, uniform_operand(thread, in.a_kind, in.a, in));
}

/// f(q, the accumulator's float4 q, to be changed in place). Sixteen items go through the work slot:
/// instructions that are long or rare would otherwise take the registers that the frequent ones need.
template <class P, class Function>
__device__ __forceinline__ void each_float4(Thread<P>& thread, Function&& f) {
  if constexpr (P::kFloat4s == 1) {
    f(0, thread.acc);
  } else {
    write_slot(thread, thread.argument.head.work);
#pragma unroll 1
    for (int q = 0; q < P::kFloat4s; ++q) {
      typename P::Word four[4];
      read_float4(thread, thread.argument.head.work, q, four);
      f(q, four);
      write_float4(thread, thread.argument.head.work, q, four);
    }
    read_slot(thread, thread.argument.head.work);
  }
}

/// Of float4 `q`, the items of `among` that an instruction works on.
template <class P>
__device__ __forceinline__ std::uint32_t active_in_float4(const Thread<P>& thread, const ReadInstruction& in,
                                                          ItemMask among, int q) {
  const std::uint32_t bits = among >> (4 * q) & 15;
  if (in.mask == kNoSlot) return bits;
  typename P::Word mask[4];
  read_float4(thread, in.mask, q, mask);
  std::uint32_t on = 0;
#pragma unroll
  for (int k = 0; k < 4; ++k) on |= (mask[k] != 0 ? 1u : 0u) << k;
  return on & bits;
}
template <class P>
__device__ __forceinline__ ItemMask active_items(const Thread<P>& thread, const ReadInstruction& in) {
  if (in.mask == kNoSlot) return thread.items.valid;
  ItemMask bits = 0;
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q)
    bits |= active_in_float4(thread, in, thread.items.valid, q) << (4 * q);
  return bits;
}

}  // namespace ireplay
