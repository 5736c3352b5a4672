#pragma once

#include "kernels/interpreter/arithmetic.cuh"

/// What the main instantiation computes once for a row that its lanes hold whole: each thread the same, on
/// row values, beside the accumulator.
namespace ireplay {

/// A row of scalar_ops.def that has an instruction of its own, on one word.
template <class Word>
__device__ __forceinline__ Word row_scalar(ScalarOp op, Word a, Word b) {
  switch (op) {
#define BINARY(name)   \
  case ScalarOp::name: \
    return row_of<ScalarOp::name, float>(a, b, b);
#define UNARY(name) BINARY(name)
#include "kernels/interpreter/frequent_ops.def"
    default:
      return a;
  }
}

template <class P>
__device__ __forceinline__ typename P::Word load_of_row(const Thread<P>& thread, const ReadInstruction& in) {
  const typename P::Int at = thread.common_part(thread.index_of(in));
  const void* from = thread.memory(in).data;
  __builtin_assume(__isGlobal(from));
  const typename P::Word bits = in.bytes == 2 ? static_cast<const std::uint16_t*>(from)[at]
                                              : static_cast<const std::uint32_t*>(from)[at];
  return widen<false>(bits, in.storage);
}

template <class P>
__device__ __forceinline__ void store_of_row(const Thread<P>& thread, const ReadInstruction& in,
                                             typename P::Word word) {
  if (thread.base != 0 || (thread.writing() & 1) == 0) return;
  const typename P::Int at = thread.common_part(thread.index_of(in));
  void* to = thread.memory(in).data;
  __builtin_assume(__isGlobal(to));
  if (in.bytes == 2)
    static_cast<std::uint16_t*>(to)[at] = static_cast<std::uint16_t>(narrow<false>(word, in.storage));
  else
    static_cast<std::uint32_t*>(to)[at] = word;
}

template <class P>
__device__ __forceinline__ void execute_for_row(const Thread<P>& thread, MachineOp op,
                                                const ReadInstruction& in) {
  if (op == MachineOp::row_load) {
    thread.set_row_value(in.state, load_of_row(thread, in));
    return;
  }
  const typename P::Word a = thread.uniform(in.a_kind, in.a, in);
  if (op == MachineOp::row_store) return store_of_row(thread, in, a);
  thread.set_row_value(in.state,
                       row_scalar(static_cast<ScalarOp>(in.kind), a, thread.uniform(in.b_kind, in.b, in)));
}

}  // namespace ireplay
