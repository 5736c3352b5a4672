#pragma once

#include "kernels/interpreter/machine.cuh"

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

/// The states that the rows of threads have gathered for the four lanes `q`, put together.
template <class P>
__device__ __forceinline__ void merged_quad(const Thread<P>& thread, const DeviceFold& fold, int q,
                                            State<typename P::Word> (&total)[4]) {
  using Word = typename P::Word;
  const int count = state_count(fold.rule);
  for (int row = 0; row < static_cast<int>(blockDim.y); ++row) {
    const int away = (row - static_cast<int>(threadIdx.y)) * static_cast<int>(blockDim.x);
    State<Word> theirs[4] = {};
#pragma unroll
    for (int part = 0; part < 3; ++part) {
      if (part >= count) continue;
      Word four[4];
      thread.read_quad(fold.state + part, q, four, away);
#pragma unroll
      for (int k = 0; k < 4; ++k) theirs[k].part[part] = four[k];
    }
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      if (row == 0)
        total[k] = theirs[k];
      else if (fold.rule == ReduceRule::sum && fold.type == ValueType::f32)
        total[k].part[0] =
            word_of<Word>(value_of<float>(total[k].part[0]) + value_of<float>(theirs[k].part[0]));
      else
        combine(fold.rule, fold.type, total[k], theirs[k]);
    }
  }
}

/// Part `part` of the four lanes `q`, to where the block's slice lies.
template <class P>
__device__ __forceinline__ void write_partial(const Thread<P>& thread, const DeviceFold& fold, int part,
                                              int q, const typename P::Word (&four)[4]) {
  typename P::Word* to = partial(thread, fold.row + part, blockIdx.y, gridDim.y);
#pragma unroll
  for (int k = 0; k < 4; ++k)
    if (thread.quad(q) + k < thread.argument.head.parallel) to[thread.quad(q) + k] = four[k];
}

/// Each row of threads puts together its share of the lanes: for all rows of the block where the reduction
/// ends here, else for the slice.
template <class P>
__device__ void merge_rows(const Thread<P>& thread, const DeviceFold& fold) {
  for (int q = static_cast<int>(threadIdx.y); q < P::kLanes / 4; q += static_cast<int>(blockDim.y)) {
    State<typename P::Word> total[4];
    merged_quad(thread, fold, q, total);
#pragma unroll
    for (int part = 0; part < 3; ++part) {
      if (part >= state_count(fold.rule)) continue;
      const typename P::Word four[4] = {total[0].part[part], total[1].part[part], total[2].part[part],
                                        total[3].part[part]};
      if (gridDim.y > 1) {
        write_partial(thread, fold, part, q, four);
        continue;
      }
      for (int row = 0; row < static_cast<int>(blockDim.y); ++row)
        thread.write_quad(fold.state + part, q, four,
                          (row - static_cast<int>(threadIdx.y)) * static_cast<int>(blockDim.x));
    }
  }
}

/// States of an earlier launch, whose slices `combine_partials` has put together.
template <class P>
__device__ void read_partials(Thread<P>& thread, const DeviceFold& fold) {
  using Word = typename P::Word;
  for (int k = 0; k < state_count(fold.rule); ++k) {
    const Word* from = partial(thread, fold.row + k, 0, thread.argument.partial_slices);
#pragma unroll 1
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
  if (blockDim.y > 1) __syncthreads();
  for (int k = 0; k < thread.argument.head.folds; ++k) {
    const DeviceFold fold = thread.fold(k);
    if (fold.stage == stage) merge_rows(thread, fold);
  }
  if (blockDim.y > 1) __syncthreads();
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

template <FrequentStorage storage, class P>
__device__ __forceinline__ void add_up_from(Thread<P>& thread, int at, const Share<typename P::Int>& share) {
  using Int = typename P::Int;
  const auto points = static_cast<Int>(thread.argument.head.reduction);
  thread.other = share.first;
  for (Int k = 0; k < share.times && thread.other < points; ++k, thread.other += share.step)
    binary_memory<ScalarOp::add, storage>(thread, at);
}

/// A stage whose one instruction adds up what is in memory: nothing has to be found out from element to
/// element.
template <class P>
__device__ __forceinline__ void add_up(Thread<P>& thread, const DeviceStage& stage,
                                       const Share<typename P::Int>& share) {
  const int at = stage.begin * static_cast<int>(sizeof(DeviceInstruction));
  thread.read_slot(stage.carried, thread.acc);
  switch (bits_of<MachineOp>(thread.word(at, 0), 0, 8)) {
    case MachineOp::f32_add_bf16:
      add_up_from<FrequentStorage::bf16>(thread, at, share);
      break;
    case MachineOp::f32_add_f16:
      add_up_from<FrequentStorage::f16>(thread, at, share);
      break;
    default:
      add_up_from<FrequentStorage::word>(thread, at, share);
      break;
  }
  thread.write_slot(stage.carried, thread.acc);
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
    if constexpr (P::kLanes > 4) {
      if (at.carried != kNoSlot) {
        add_up(thread, at, share);
        finish_elements(thread, stage);
        continue;
      }
    }
    const bool writes = elements || (threadIdx.y == 0 && blockIdx.y == 0 && stage >= argument.first_stage);
    const Int points = elements ? static_cast<Int>(argument.head.reduction) : 1;
    const Int times = elements ? share.times : 1;
    thread.other = elements ? share.first : 0;
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
