#pragma once

#include "kernels/arithmetic.cuh"
#include "kernels/memory.cuh"
#include "kernels/reduce.cuh"
#include "kernels/search.cuh"

/// The interpreter's loop: one instruction after the other, the same for all threads of a grid.
namespace ireplay {

template <class P>
__device__ __forceinline__ void coordinate(Thread<P>& thread, const ReadInstruction& in) {
  typename P::Int at[P::kLanes];
  thread.lane_indices(thread.index_of(in), at);
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) thread.acc[lane] = static_cast<typename P::Word>(at[lane]);
}

/// What `holds` says of each active lane's integer; lanes where it does not hold raise a fault.
template <class P, class Holds>
__device__ __forceinline__ void check_lanes(Thread<P>& thread, const ReadInstruction& in, Holds&& holds) {
  const std::uint32_t active = thread.active(in);
  const std::int64_t extent = thread.memory(in).extent;
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) {
    const auto value = static_cast<typename P::Int>(thread.acc[lane]);
    if ((active >> lane & 1) && !holds(value)) thread.fault(in.source, value, extent);
  }
}

template <class P>
__device__ __forceinline__ void wrap_index(Thread<P>& thread, const ReadInstruction& in) {
  using Int = typename P::Int;
  const Int size = static_cast<Int>(thread.memory(in).extent);
  if (in.flags & kWraps) {
#pragma unroll
    for (int lane = 0; lane < P::kLanes; ++lane)
      if (static_cast<Int>(thread.acc[lane]) < 0) thread.acc[lane] += size;
  }
  if (in.flags & kChecks) check_lanes(thread, in, [&](Int value) { return value >= 0 && value < size; });
}

template <class P>
__device__ __forceinline__ void check_bounds(Thread<P>& thread, const ReadInstruction& in) {
  using Int = typename P::Int;
  const auto extent = thread.memory(in).extent;
  const bool lower = (in.flags & kChecksLower) != 0, upper = (in.flags & kChecksUpper) != 0;
  check_lanes(thread, in, [&](Int value) { return !(lower && value < 0) && !(upper && value >= extent); });
}

/// Instructions that are rare or costly: leaving them out keeps the frequent ones' kernel small.
template <class P>
__device__ __forceinline__ void execute_special(Thread<P>& thread, const ReadInstruction& in) {
  switch (in.op) {
    case MachineOp::atomic:
      atomic(thread, in);
      break;
    case MachineOp::bitcast:
      bitcast(thread, in);
      break;
    case MachineOp::exponent:
      exponent(thread, in);
      break;
    case MachineOp::scan:
      if constexpr (P::kReductionLanes)
        scan_row(thread, in);
      else
        accumulate(thread, in);
      break;
    case MachineOp::pair_scan:
      pair_scan(thread, in);
      break;
    case MachineOp::random:
      random(thread, in);
      break;
    case MachineOp::bucketize:
      bucketize(thread, in);
      break;
    default:
      break;
  }
}

template <class P>
__device__ __forceinline__ void execute(Thread<P>& thread, int begin, int end) {
  for (int at = begin; at < end; ++at) {
    const ReadInstruction in = thread.instruction(at);
    if (in.a_kind > OperandKind::accumulator) thread.operand(thread.acc, in.a_kind, in.a, in);
    switch (in.op) {
      case MachineOp::copy:
        break;
      case MachineOp::load:
        load(thread, in);
        break;
      case MachineOp::store:
        store(thread, in);
        break;
      case MachineOp::coordinate:
        coordinate(thread, in);
        break;
      case MachineOp::convert:
        convert(thread, in);
        break;
      case MachineOp::scalar:
        scalar(thread, in);
        break;
      case MachineOp::select:
        select(thread, in);
        break;
      case MachineOp::integer:
        integer(thread, in);
        break;
      case MachineOp::reduce:
        reduce(thread, in);
        break;
      case MachineOp::wrap_index:
        wrap_index(thread, in);
        break;
      case MachineOp::check_bounds:
        check_bounds(thread, in);
        break;
      case MachineOp::check_true:
        check_lanes(thread, in, [](auto value) { return value != 0; });
        break;
      default:
        if constexpr (P::kSpecial)
          execute_special(thread, in);
        else
          frequent_row(thread, in);
        break;
    }
    if (in.save != kNoSlot) thread.write_slot(in.save, thread.acc);
  }
}

}  // namespace ireplay
