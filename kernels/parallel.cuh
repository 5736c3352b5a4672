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

/// The parallel point of a lane, by arithmetic: an array of places read by a variable number would leave
/// registers.
template <class P>
__device__ __forceinline__ typename P::Int lane_place(const Thread<P>& thread, int lane) {
  return thread.quad_place(thread.first_place, blockDim.x, threadIdx.x, lane / 4) + lane % 4;
}

template <class P>
__device__ void write_partials(const Thread<P>& thread, const DeviceFold& fold) {
  if (threadIdx.y != 0) return;
  for (int lane = 0; lane < P::kLanes; ++lane) {
    const typename P::Int at = lane_place(thread, lane);
    if (at >= thread.argument.head.parallel) continue;
    for (int k = 0; k < state_count(fold.rule); ++k)
      partial(thread, fold.row + k, blockIdx.y, gridDim.y)[at] = thread.slot_lane(fold.state + k, lane);
  }
}

/// States of an earlier launch, whose slices `combine_partials` has put together.
template <class P>
__device__ void read_partials(Thread<P>& thread, const DeviceFold& fold) {
  const int slices = thread.argument.partial_slices, count = state_count(fold.rule);
  for (int lane = 0; lane < P::kLanes; ++lane) {
    const typename P::Int at = lane_place(thread, lane);
    if (at >= thread.argument.head.parallel) continue;
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) thread.slot_lane(fold.state + k, lane) = partial(thread, fold.row + k, 0, slices)[at];
  }
}

/// The points of the reduction that a stage visits: this block's and this row of threads' share, `step`
/// apart; the same number of times for all threads, so that a warp stays together. A plain stage has one.
struct Share {
  std::int64_t first = 0, step = 1, times = 1;
};

template <class P>
__device__ __forceinline__ Share share_of(const Thread<P>& thread) {
  const std::int64_t parts = static_cast<std::int64_t>(gridDim.y) * blockDim.y;
  const std::int64_t points = thread.argument.head.reduction;
  return {static_cast<std::int64_t>(blockIdx.y) * blockDim.y + threadIdx.y, parts,
          (points + parts - 1) / parts};
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

template <class P>
__device__ __forceinline__ void run_stages(Thread<P>& thread) {
  const ProgramArgument& argument = thread.argument;
  const std::uint32_t inside = thread.valid;
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
    thread.writable = writes ? inside : 0;
    const Share share = elements ? share_of(thread) : Share{};
    const std::uint32_t here = thread.valid, writable = thread.writable;
    for (std::int64_t k = 0; k < share.times; ++k) {
      const std::int64_t r = share.first + k * share.step;
      const bool exists = !elements || r < argument.head.reduction;
      thread.valid = exists ? here : 0;
      thread.writable = exists ? writable : 0;
      thread.other = static_cast<typename P::Int>(exists ? r : 0);
      execute(thread, at.begin, at.end);
    }
    thread.valid = here;
    if (elements) finish_elements(thread, stage);
  }
}

template <class P>
__global__ void __launch_bounds__(kMostThreads, P::kSpecial ? 1 : 2)
    run_parallel(const __grid_constant__ ProgramArgument argument) {
  Thread<P> thread(argument);
  thread.read_program();
  using Int = typename P::Int;
  const auto points = static_cast<Int>(argument.head.parallel);
  const auto per_block = static_cast<Int>(blockDim.x) * P::kLanes;
  for (Int first = static_cast<Int>(blockIdx.x) * per_block; first < points;
       first += static_cast<Int>(gridDim.x) * per_block) {
    thread.first_place = first;
    thread.place(first, blockDim.x, threadIdx.x, points);
    run_stages(thread);
  }
}

}  // namespace ireplay
