#pragma once

#include "kernels/interpreter/arithmetic.cuh"

/// What the main instantiation computes once for a row that its items hold whole: each thread the same, on
/// uniforms, beside the accumulator.
namespace ireplay {

/// An op that has an instruction of its own, on one word.
template <class Word>
__device__ __forceinline__ Word uniform_scalar(ScalarOp op, Word a, Word b) {
  switch (op) {
#define BINARY(name)   \
  case ScalarOp::name: \
    return apply_op<ScalarOp::name, float>(a, b, b);
#define UNARY(name) BINARY(name)
#include "kernels/interpreter/frequent_ops.def"
    default:
      return a;
  }
}

template <class P>
__device__ __forceinline__ typename P::Word load_uniform(const Thread<P>& thread, const ReadInstruction& in) {
  const typename P::Int at = common_index(thread, read_index<P>(thread.argument, in));
  const void* from = read_buffer<P>(thread.argument, in).data;
  __builtin_assume(__isGlobal(from));
  const typename P::Word bits = in.bytes == 2 ? static_cast<const std::uint16_t*>(from)[at]
                                              : static_cast<const std::uint32_t*>(from)[at];
  return widen<false>(bits, in.storage);
}

template <class P>
__device__ __forceinline__ void store_uniform(const Thread<P>& thread, const ReadInstruction& in,
                                              typename P::Word word) {
  if (thread.items.base != 0 || (thread.items.writable & 1) == 0) return;
  const typename P::Int at = common_index(thread, read_index<P>(thread.argument, in));
  void* to = read_buffer<P>(thread.argument, in).data;
  __builtin_assume(__isGlobal(to));
  if (in.bytes == 2)
    static_cast<std::uint16_t*>(to)[at] = static_cast<std::uint16_t>(narrow<false>(word, in.storage));
  else
    static_cast<std::uint32_t*>(to)[at] = word;
}

template <class P>
__device__ __forceinline__ void execute_on_uniforms(const Thread<P>& thread, MachineOp op,
                                                    const ReadInstruction& in) {
  if (op == MachineOp::uniform_load) {
    set_uniform(thread, in.state, load_uniform(thread, in));
    return;
  }
  const typename P::Word a = uniform_operand(thread, in.a_kind, in.a, in);
  if (op == MachineOp::uniform_store) return store_uniform(thread, in, a);
  set_uniform(
      thread, in.state,
      uniform_scalar(static_cast<ScalarOp>(in.kind), a, uniform_operand(thread, in.b_kind, in.b, in)));
}

}  // namespace ireplay
