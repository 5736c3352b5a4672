#pragma once

#include "kernels/interpreter/machine.cuh"

/// Items along the parallel points: pointwise bodies of several stages, and reductions whose elements lie far
/// apart while neighbouring results lie side by side (columns). The `group` threads of one threadIdx.x and
/// `splits` blocks (blockIdx.y) share a reduction: a split reduction whose threads take strided shares; the
/// block reduction of a group goes through its threads' slots, and partials.cuh puts the splits together.
namespace ireplay {

/// Where split `split` of a uniform lies for the first parallel point.
template <class P>
__device__ __forceinline__ typename P::Word* partial(const Thread<P>& thread, int uniform, int split,
                                                     int splits) {
  return static_cast<typename P::Word*>(thread.argument.partials) +
         (static_cast<std::int64_t>(uniform) * splits + split) * thread.argument.head.parallel;
}

/// The states that the threads of a group have gathered for float4 `q`, put together.
template <class P>
__device__ __forceinline__ void reduced_float4(const Thread<P>& thread, const BlockReduction& reduction,
                                               int q, State<typename P::Word> (&total)[4]) {
  using Word = typename P::Word;
  const int count = state_count(reduction.rule);
  for (int y = 0; y < static_cast<int>(blockDim.y); ++y) {
    const int away = (y - static_cast<int>(threadIdx.y)) * static_cast<int>(blockDim.x);
    State<Word> theirs[4] = {};
#pragma unroll
    for (int number = 0; number < 3; ++number) {
      if (number >= count) continue;
      Word four[4];
      read_float4(thread, reduction.state + number, q, four, away);
#pragma unroll
      for (int k = 0; k < 4; ++k) theirs[k].value[number] = four[k];
    }
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      if (y == 0)
        total[k] = theirs[k];
      else if (reduction.rule == ReduceRule::sum && reduction.type == ValueType::f32)
        total[k].value[0] =
            word_of<Word>(value_of<float>(total[k].value[0]) + value_of<float>(theirs[k].value[0]));
      else
        combine(reduction.rule, reduction.type, total[k], theirs[k]);
    }
  }
}

/// Value `number` of the states of float4 `q`, to where the block's split lies.
template <class P>
__device__ __forceinline__ void write_partial(const Thread<P>& thread, const BlockReduction& reduction,
                                              int number, int q, const typename P::Word (&four)[4]) {
  typename P::Word* to = partial(thread, reduction.uniform + number, blockIdx.y, gridDim.y);
#pragma unroll
  for (int k = 0; k < 4; ++k)
    if (float4_coordinate(thread.items, q) + k < thread.argument.head.parallel)
      to[float4_coordinate(thread.items, q) + k] = four[k];
}

/// The threads of one threadIdx.y put together their share of the float4s: for all of the block where the
/// reduction ends here, else for the split.
template <class P>
__device__ void reduce_columns(const Thread<P>& thread, const BlockReduction& reduction) {
  for (int q = static_cast<int>(threadIdx.y); q < P::kFloat4s; q += static_cast<int>(blockDim.y)) {
    State<typename P::Word> total[4];
    reduced_float4(thread, reduction, q, total);
#pragma unroll
    for (int number = 0; number < 3; ++number) {
      if (number >= state_count(reduction.rule)) continue;
      const typename P::Word four[4] = {total[0].value[number], total[1].value[number],
                                        total[2].value[number], total[3].value[number]};
      if (gridDim.y > 1) {
        write_partial(thread, reduction, number, q, four);
        continue;
      }
      for (int y = 0; y < static_cast<int>(blockDim.y); ++y)
        write_float4(thread, reduction.state + number, q, four,
                     (y - static_cast<int>(threadIdx.y)) * static_cast<int>(blockDim.x));
    }
  }
}

/// States of an earlier launch, whose splits `combine_partials` has put together.
template <class P>
__device__ void read_partials(Thread<P>& thread, const BlockReduction& reduction) {
  using Word = typename P::Word;
  for (int k = 0; k < state_count(reduction.rule); ++k) {
    const Word* from = partial(thread, reduction.uniform + k, 0, thread.argument.partial_splits);
#pragma unroll 1
    for (int q = 0; q < P::kFloat4s; ++q) {
      Word four[4] = {};
#pragma unroll
      for (int item = 0; item < 4; ++item)
        if (float4_coordinate(thread.items, q) + item < thread.argument.head.parallel)
          four[item] = from[float4_coordinate(thread.items, q) + item];
      write_float4(thread, reduction.state + k, q, four);
    }
  }
}

template <class P>
__device__ __forceinline__ void finish_elements(Thread<P>& thread, int stage) {
  if (blockDim.y == 1 && gridDim.y == 1) return;
  if (blockDim.y > 1) __syncthreads();
  for (int k = 0; k < thread.argument.head.block_reductions; ++k) {
    const BlockReduction reduction = read_block_reduction<P>(thread.argument, k);
    if (reduction.stage == stage) reduce_columns(thread, reduction);
  }
  if (blockDim.y > 1) __syncthreads();
}

/// The points of the reduction that a stage visits: the share of this block and this threadIdx.y, `step`
/// apart; the same number of times for all threads, so that a warp stays together.
template <class Int>
struct Share {
  Int first, step, times;
};

template <class P>
__device__ __forceinline__ Share<typename P::Int> share_of(const Thread<P>& thread) {
  using Int = typename P::Int;
  const auto shares = static_cast<Int>(gridDim.y) * static_cast<Int>(blockDim.y);
  const auto points = static_cast<Int>(thread.argument.head.reduction);
  return {static_cast<Int>(blockIdx.y) * static_cast<Int>(blockDim.y) + static_cast<Int>(threadIdx.y), shares,
          points / shares + (points % shares != 0 ? 1 : 0)};
}

template <FrequentStorage storage, class P>
__device__ __forceinline__ void add_up_from(Thread<P>& thread, int at, const Share<typename P::Int>& share) {
  using Int = typename P::Int;
  const auto points = static_cast<Int>(thread.argument.head.reduction);
  thread.items.other = share.first;
  for (Int k = 0; k < share.times && thread.items.other < points; ++k, thread.items.other += share.step)
    binary_memory<ScalarOp::add, storage>(thread, at);
}

/// A stage whose one instruction adds up what is in memory: nothing has to be found out from element to
/// element.
template <class P>
__device__ __forceinline__ void add_up(Thread<P>& thread, const DeviceStage& stage,
                                       const Share<typename P::Int>& share) {
  const int at = stage.begin * static_cast<int>(sizeof(DeviceInstruction));
  read_slot(thread, stage.carried);
  switch (bits_of<MachineOp>(read_field<P>(thread.argument, at, InstructionField::kOp), 0, 8)) {
    case MachineOp::f32_add_bf16:
      add_up_from<FrequentStorage::bf16>(thread, at, share);
      break;
    case MachineOp::f32_add_f16:
      add_up_from<FrequentStorage::f16>(thread, at, share);
      break;
    default:
      add_up_from<FrequentStorage::b32>(thread, at, share);
      break;
  }
  write_slot(thread, stage.carried);
}

template <class P>
__device__ __forceinline__ void run_stages(Thread<P>& thread, const Share<typename P::Int>& share) {
  using Int = typename P::Int;
  const ProgramArgument& argument = thread.argument;
  const ItemMask inside = thread.items.valid;
  const bool partial_vector = thread.items.partial_vector;
  if (argument.partial_splits > 0)
    for (int k = 0; k < argument.head.block_reductions; ++k) {
      const BlockReduction reduction = read_block_reduction<P>(thread.argument, k);
      if (reduction.stage < argument.first_stage) read_partials(thread, reduction);
    }
  for (int stage = 0; stage < argument.last_stage; ++stage) {
    const DeviceStage at = read_stage<P>(thread.argument, stage);
    if (stage < argument.first_stage && at.kind != StageKind::plain) continue;
    const bool elements = at.kind == StageKind::elements;
    if constexpr (P::kItems > 4) {
      if (at.carried != kNoSlot) {
        add_up(thread, at, share);
        finish_elements(thread, stage);
        continue;
      }
    }
    const bool writes = elements || (threadIdx.y == 0 && blockIdx.y == 0 && stage >= argument.first_stage);
    const Int points = elements ? static_cast<Int>(argument.head.reduction) : 1;
    const Int times = elements ? share.times : 1;
    thread.items.other = elements ? share.first : 0;
    for (Int k = 0; k < times; ++k) {
      const bool exists = thread.items.other < points;
      thread.items.valid = exists ? inside : 0;
      thread.items.writable = writes ? thread.items.valid : 0;
      thread.items.partial_vector = exists && partial_vector;
      if (!exists) thread.items.other = 0;
      execute(thread, at.begin, at.end);
      thread.items.other += share.step;
    }
    thread.items.valid = inside;
    if (elements) finish_elements(thread, stage);
  }
}

template <class P>
__global__ void __launch_bounds__(most_threads(P::kItems), P::kLeastBlocks)
    run_parallel(const __grid_constant__ ProgramArgument argument) {
  Thread<P> thread(argument);
  bring_program<P>(argument);
  using Int = typename P::Int;
  const auto points = static_cast<Int>(argument.head.parallel);
  const auto per_block = static_cast<Int>(blockDim.x) * P::kItems;
  const Share<Int> share = share_of(thread);
  for (Int first = static_cast<Int>(blockIdx.x) * per_block; first < points;
       first += static_cast<Int>(gridDim.x) * per_block) {
    stand_on_tile(thread, first, blockDim.x, threadIdx.x, points);
    run_stages(thread, share);
  }
}

}  // namespace ireplay
