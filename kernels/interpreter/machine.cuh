#pragma once

#include <algorithm>
#include <limits>

#include "kernels/interpreter/frequent.cuh"
#include "kernels/interpreter/search.cuh"

/// The interpreter's loop: one instruction after the other, the same for all threads of a grid, on all items
/// of a thread at once (vectorized interpretation, as in Boncz, Zukowski and Nes, "MonetDB/X100", 2005: what
/// finding out what to do costs is shared by the items).
namespace ireplay {

template <class P>
__device__ __forceinline__ void coordinate(Thread<P>& thread, const ReadInstruction& in) {
  using Int = typename P::Int;
  const DeviceIndex index = read_index<P>(thread.argument, in);
  if (index.access == Access::scattered) {
    const Int start = common_index(thread, index);
    each_float4(thread, [&](int q, typename P::Word(&four)[4]) {
      Int at[4];
      item_indices(thread, index, start, q, at);
#pragma unroll
      for (int k = 0; k < 4; ++k) four[k] = static_cast<typename P::Word>(at[k]);
    });
    return;
  }
  Int first[P::kFloat4s];
  float4_indices(thread, index, first);
  const Int stride = item_stride<P>(thread.argument, index);
#pragma unroll
  for (int item = 0; item < P::kItems; ++item)
    thread.acc[item] = static_cast<typename P::Word>(first[item / 4] + item % 4 * stride);
}

/// Items whose integer is not what `holds` asks for raise a fault if they are active.
template <class P, class Holds>
__device__ __forceinline__ void check_items(Thread<P>& thread, const ReadInstruction& in, Holds&& holds) {
  using Int = typename P::Int;
  bool all = true;
#pragma unroll
  for (int item = 0; item < P::kItems; ++item) all = all && holds(static_cast<Int>(thread.acc[item]));
  if (all) return;
  const ItemMask active = active_items(thread, in);
  bool failed = false;
  Int first = 0;
#pragma unroll
  for (int item = P::kItems - 1; item >= 0; --item) {
    const auto value = static_cast<Int>(thread.acc[item]);
    if ((active >> item & 1) != 0 && !holds(value)) failed = true, first = value;
  }
  if (failed) raise_fault_here(thread, in.source, first, read_buffer<P>(thread.argument, in).extent);
}

template <class P>
__device__ __forceinline__ void wrap_index(Thread<P>& thread, const ReadInstruction& in) {
  using Int = typename P::Int;
  const Int size = static_cast<Int>(read_buffer<P>(thread.argument, in).extent);
  if (in.flags & kWraps) {
#pragma unroll
    for (int item = 0; item < P::kItems; ++item)
      if (static_cast<Int>(thread.acc[item]) < 0) thread.acc[item] += size;
  }
  if (in.flags & kChecks)
    check_items(thread, in, [&](Int value) {
      return static_cast<typename P::Word>(value) < static_cast<typename P::Word>(size);
    });
}

template <class P>
__device__ __forceinline__ void check_bounds(Thread<P>& thread, const ReadInstruction& in) {
  using Int = typename P::Int;
  constexpr Int kMost = std::numeric_limits<Int>::max();
  const auto last = std::min<std::int64_t>(read_buffer<P>(thread.argument, in).extent - 1, kMost);
  const Int least = (in.flags & kChecksLower) != 0 ? 0 : -kMost - 1,
            most = (in.flags & kChecksUpper) != 0 ? static_cast<Int>(last) : kMost;
  check_items(thread, in, [&](Int value) { return value >= least && value <= most; });
}

/// Instructions that only the instantiations with everything know: leaving them out keeps the main one small.
template <class P>
__device__ __forceinline__ void execute_special(Thread<P>& thread, MachineOp op, const ReadInstruction& in) {
  switch (op) {
    case MachineOp::atomic:
      return atomic(thread, in);
    case MachineOp::bitcast:
      return bitcast(thread, in);
    case MachineOp::exponent:
      return exponent(thread, in);
    case MachineOp::pair_scan:
      return pair_scan(thread, in);
    case MachineOp::random:
      return random(thread, in);
    case MachineOp::bucketize:
      return bucketize(thread, in);
    default:
      return;
  }
}

template <class P>
__device__ __forceinline__ void execute_general(Thread<P>& thread, MachineOp op, const ReadInstruction& in) {
  switch (op) {
    case MachineOp::copy:
      return;
    case MachineOp::load:
      return load(thread, in);
    case MachineOp::store:
      return store(thread, in);
    case MachineOp::coordinate:
      return coordinate(thread, in);
    case MachineOp::convert:
      return convert(thread, in);
    case MachineOp::scalar:
      return scalar(thread, in);
    case MachineOp::select:
      return select(thread, in);
    case MachineOp::integer:
      return integer(thread, in);
    case MachineOp::reduce:
      return reduce(thread, in);
    case MachineOp::scan:
      return scan(thread, in);
    case MachineOp::wrap_index:
      return wrap_index(thread, in);
    case MachineOp::check_bounds:
      return check_bounds(thread, in);
    case MachineOp::check_true:
      return check_items(thread, in, [](auto value) { return value != 0; });
    default:
      if constexpr (P::kSpecial) execute_special(thread, op, in);
      return;
  }
}

/// The instructions from `begin` up to the one that ends its stage. What the next one is gets read before
/// this one's work: it would be waited for else.
template <class P>
__device__ __forceinline__ void execute(Thread<P>& thread, int begin, int end) {
  if (begin == end) return;
  constexpr int kBytes = sizeof(DeviceInstruction);
  int at = begin * kBytes;
  std::uint32_t kinds = read_field<P>(thread.argument, at, InstructionField::kOp);
  while (true) {
    std::uint32_t next = read_field<P>(thread.argument, at + kBytes, InstructionField::kOp);
    asm volatile("" : "+r"(next));
    if ((kinds >> 8 & (kSavesFirst | kTakesFirst | kKeepsUniform)) != 0)
      begin_instruction(thread, read_instruction<P>(thread.argument, at));
    auto op = bits_of<MachineOp>(kinds, 0, 8);
    bool done = false;
    if constexpr (!P::kSpecial) done = execute_frequent(thread, at, op);
    if (!done) execute_general(thread, op, read_instruction<P>(thread.argument, at));
    if ((kinds >> 8 & kEndsStage) != 0) return;
    make_opaque(thread, at);
    at += kBytes;
    kinds = next;
  }
}

}  // namespace ireplay
