#pragma once

#include "kernels/interpreter/thread.cuh"

/// Faults: an index out of bounds, an assertion of the graph that does not hold.
namespace ireplay {

/// The first fault of a run is kept.
__device__ __forceinline__ void keep_fault_here(DeviceFault* to, std::int32_t program, std::int32_t source,
                                                std::int64_t index, std::int64_t bound) {
  if (to == nullptr || atomicCAS(&to->set, 0, 1) != 0) return;
  to->program = program;
  to->instruction = source;
  to->index = index;
  to->bound = bound;
}
/// Not given the thread: a call that takes its address would put its items in memory.
inline __device__ __noinline__ void keep_fault(DeviceFault* to, std::int32_t program, std::int32_t source,
                                               std::int64_t index, std::int64_t bound) {
  keep_fault_here(to, program, source, index, bound);
}

/// `source`: the instruction of the loop program.
template <class P>
__device__ __forceinline__ void raise_fault(const Thread<P>& thread, std::int32_t source, std::int64_t index,
                                            std::int64_t bound) {
  keep_fault(thread.argument.head.fault, thread.argument.head.number, source, index, bound);
}
/// The same without a call, for which items in registers would have to be saved.
template <class P>
__device__ __forceinline__ void raise_fault_here(const Thread<P>& thread, std::int32_t source,
                                                 std::int64_t index, std::int64_t bound) {
  keep_fault_here(thread.argument.head.fault, thread.argument.head.number, source, index, bound);
}

}  // namespace ireplay
