#pragma once

#include "kernels/machine.cuh"

/// Lanes along the parallel points: pointwise bodies, and reductions whose elements lie far apart while
/// neighbouring results lie side by side. `group` rows of threads (threadIdx.y) and `slices` blocks
/// (blockIdx.y) share a reduction.
namespace ireplay {

/// Where part `row` of slice `slice` lies for the first parallel point.
template <class P>
__device__ __forceinline__ typename P::Word* partial(const Thread<P>& thread, int row, int slice,
                                                     int slices) {
  return static_cast<typename P::Word*>(thread.argument.partials) +
         (static_cast<std::int64_t>(row) * slices + slice) * thread.argument.head.parallel;
}

/// States that the rows of threads have gathered become one, the same in each row.
template <class P>
__device__ void merge_rows(Thread<P>& thread, const DeviceFold& fold) {
  const int count = state_count(fold.rule);
  __syncthreads();
  for (int lane = threadIdx.y; lane < P::kLanes; lane += blockDim.y) {
    State<typename P::Word> total{};
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) total.part[k] = thread.slot_lane(fold.state + k, lane, 0);
    for (int row = 1; row < static_cast<int>(blockDim.y); ++row) {
      State<typename P::Word> theirs{};
#pragma unroll
      for (int k = 0; k < 3; ++k)
        if (k < count) theirs.part[k] = thread.slot_lane(fold.state + k, lane, row);
      combine(fold.rule, fold.type, total, theirs);
    }
    for (int row = 0; row < static_cast<int>(blockDim.y); ++row)
#pragma unroll
      for (int k = 0; k < 3; ++k)
        if (k < count) thread.slot_lane(fold.state + k, lane, row) = total.part[k];
  }
  __syncthreads();
}

template <class P>
__device__ void write_partials(const Thread<P>& thread, const DeviceFold& fold) {
  using Word = typename P::Word;
  if (threadIdx.y != 0) return;
  for (int k = 0; k < state_count(fold.rule); ++k) {
    Word* to = partial(thread, fold.row + k, blockIdx.y, gridDim.y);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q) {
      Word four[4];
      thread.read_quad(fold.state + k, q, four);
#pragma unroll
      for (int lane = 0; lane < 4; ++lane)
        if (thread.quad(q) + lane < thread.argument.head.parallel) to[thread.quad(q) + lane] = four[lane];
    }
  }
}

/// States of an earlier launch, whose slices `combine_partials` has put together.
template <class P>
__device__ void read_partials(Thread<P>& thread, const DeviceFold& fold) {
  using Word = typename P::Word;
  for (int k = 0; k < state_count(fold.rule); ++k) {
    const Word* from = partial(thread, fold.row + k, 0, thread.argument.partial_slices);
#pragma unroll
    for (int q = 0; q < P::kLanes / 4; ++q) {
      Word four[4] = {};
#pragma unroll
      for (int lane = 0; lane < 4; ++lane)
        if (thread.quad(q) + lane < thread.argument.head.parallel) four[lane] = from[thread.quad(q) + lane];
      thread.write_quad(fold.state + k, q, four);
    }
  }
}

template <class P>
__device__ __forceinline__ void finish_elements(Thread<P>& thread, int stage) {
  if (blockDim.y == 1 && gridDim.y == 1) return;
  for (int k = 0; k < thread.argument.head.folds; ++k) {
    const DeviceFold fold = thread.fold(k);
    if (fold.stage != stage) continue;
    if (blockDim.y > 1) merge_rows(thread, fold);
    if (gridDim.y > 1) write_partials(thread, fold);
  }
}

/// The points of the reduction that a stage visits: this block's and this row of threads' share, `step`
/// apart; the same number of times for all threads, so that a warp stays together.
template <class Int>
struct Share {
  Int first, step, times;
};

template <class P>
__device__ __forceinline__ Share<typename P::Int> share_of(const Thread<P>& thread) {
  using Int = typename P::Int;
  const auto parts = static_cast<Int>(gridDim.y) * static_cast<Int>(blockDim.y);
  const auto points = static_cast<Int>(thread.argument.head.reduction);
  return {static_cast<Int>(blockIdx.y) * static_cast<Int>(blockDim.y) + static_cast<Int>(threadIdx.y), parts,
          points / parts + (points % parts != 0 ? 1 : 0)};
}

template <class P>
__device__ __forceinline__ void run_stages(Thread<P>& thread, const Share<typename P::Int>& share) {
  using Int = typename P::Int;
  const ProgramArgument& argument = thread.argument;
  const typename P::Mask inside = thread.valid;
  const bool ragged = thread.ragged;
  if (argument.partial_slices > 0)
    for (int k = 0; k < argument.head.folds; ++k) {
      const DeviceFold fold = thread.fold(k);
      if (fold.stage < argument.first_stage) read_partials(thread, fold);
    }
  for (int stage = 0; stage < argument.last_stage; ++stage) {
    const DeviceStage at = thread.stage(stage);
    if (stage < argument.first_stage && at.kind != StageKind::plain) continue;
    const bool elements = at.kind == StageKind::elements;
    const bool writes = elements || (threadIdx.y == 0 && blockIdx.y == 0 && stage >= argument.first_stage);
    const Int points = elements ? static_cast<Int>(argument.head.reduction) : 1;
    const Int times = elements ? share.times : 1;
    thread.other = elements ? share.first : 0;
    if (at.carried != kNoSlot) thread.read_slot(at.carried, thread.acc);
    for (Int k = 0; k < times; ++k) {
      const bool exists = thread.other < points;
      thread.valid = exists ? inside : 0;
      thread.writable = writes ? thread.valid : 0;
      thread.ragged = exists && ragged;
      if (!exists) thread.other = 0;
      execute(thread, at.begin, at.end);
      thread.other += share.step;
    }
    thread.valid = inside;
    if (at.carried != kNoSlot) thread.write_slot(at.carried, thread.acc);
    if (elements) finish_elements(thread, stage);
  }
}

template <class P>
__global__ void __launch_bounds__(most_threads(P::kLanes), P::kLeastBlocks)
    run_parallel(const __grid_constant__ ProgramArgument argument) {
  Thread<P> thread(argument);
  thread.read_program();
  using Int = typename P::Int;
  const auto points = static_cast<Int>(argument.head.parallel);
  const auto per_block = static_cast<Int>(blockDim.x) * P::kLanes;
  const Share<Int> share = share_of(thread);
  for (Int first = static_cast<Int>(blockIdx.x) * per_block; first < points;
       first += static_cast<Int>(gridDim.x) * per_block) {
    thread.place(first, blockDim.x, threadIdx.x, points);
    run_stages(thread, share);
  }
}

}  // namespace ireplay
