#pragma once

#include "kernels/interpreter/parallel.cuh"

/// Items along the reduction: `group` threads share a row and a block has as many rows as fit. The row is
/// gone through in chunks of as many elements as the group holds at once; block reductions (reduce.cuh)
/// follow at the ends of stages. Long rows are shared by `splits` blocks (blockIdx.y), a split reduction
/// whose splits the next launch puts together; or, where they are scanned, by blocks that take chunks in turn
/// and look back (scan.cuh).
namespace ireplay {

/// Uniforms that splits of an earlier launch have left.
template <class P>
__device__ void read_row_partials(Thread<P>& thread, const BlockReduction& reduction, int rank) {
  using Word = typename P::Word;
  const int splits = thread.argument.partial_splits, count = state_count(reduction.rule),
            group = thread.argument.group;
  State<Word> total{};
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < count) total.value[k] = static_cast<Word>(reduction.identity[k]);
  for (int split = rank; split < splits; split += group) {
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count)
        theirs.value[k] = partial(thread, reduction.uniform + k, split, splits)[thread.items.other];
    combine(reduction.rule, reduction.type, total, theirs);
  }
  combine_group(reduction.rule, reduction.type, total, group);
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < count) set_uniform(thread, reduction.uniform + k, total.value[k]);
}

/// Uniforms that a stage works on start from nothing; scans from the aggregate of the splits before this
/// one.
template <class P>
__device__ void start_uniforms(Thread<P>& thread, int stage, int rank) {
  using Word = typename P::Word;
  const ProgramArgument& argument = thread.argument;
  for (int k = 0; k < argument.head.block_reductions; ++k) {
    const BlockReduction reduction = read_block_reduction<P>(thread.argument, k);
    if (reduction.stage != stage || reduction.state >= 0) continue;
    State<Word> carry{{static_cast<Word>(reduction.identity[0]), 0, 0}};
    set_uniform(thread, reduction.uniform, carry.value[0]);
    if (reduction.state == kInUniform || argument.partial_splits == 0) continue;
    const int before = static_cast<int>(blockIdx.y);
    for (int split = rank; split < before; split += argument.group)
      carry.value[0] = combined_word(
          reduction.rule, reduction.type, carry.value[0],
          partial(thread, reduction.uniform, split, argument.partial_splits)[thread.items.other]);
    combine_group(reduction.rule, reduction.type, carry, argument.group);
    set_uniform(thread, reduction.uniform, carry.value[0]);
  }
}

template <class P>
__device__ __forceinline__ void reduce_uniform(Thread<P>& thread, const BlockReduction& reduction) {
  State<typename P::Word> total{{uniform(thread, reduction.uniform), 0, 0}};
  combine_group(reduction.rule, reduction.type, total, thread.argument.group);
  set_uniform(thread, reduction.uniform, total.value[0]);
}

template <class P>
__device__ void finish_row_elements(Thread<P>& thread, int stage, int rank, bool inside) {
  for (int k = 0; k < thread.argument.head.block_reductions; ++k) {
    const BlockReduction reduction = read_block_reduction<P>(thread.argument, k);
    if (reduction.stage != stage) continue;
    if (reduction.state == kScanCarry && thread.argument.totals == 0) continue;
    if (reduction.state >= 0) reduce_states(thread, reduction);
    if (reduction.state == kInUniform) reduce_uniform(thread, reduction);
    if (gridDim.y > 1 && rank == 0 && inside)
      for (int number = 0; number < state_count(reduction.rule); ++number)
        partial(thread, reduction.uniform + number, blockIdx.y, gridDim.y)[thread.items.other] =
            uniform(thread, reduction.uniform + number);
  }
}

/// A stage without elements: all items stand for the row, and one of one thread writes. Four items are
/// enough; what they save fills whole slots.
template <class P>
__device__ __forceinline__ void run_on_four_items(const ProgramArgument& argument, typename P::Int other,
                                                  int begin, int end, bool inside, bool writes) {
  using FourItems = MachinePolicy<typename P::Word, 4, true, P::kSpecial, P::kItems>;
  Thread<FourItems> thread = make_thread<FourItems>(argument);
  thread.items.other = other;
  stand_on_tile(thread, 0, 1, 0, 4);
  thread.items.valid = inside ? thread.items.valid : 0;
  thread.items.writable = inside && writes ? 1 : 0;
  thread.items.partial_vector = true;
  execute(thread, begin, end);
}

/// The same as a function of its own: in the special instantiation a second copy of everything would take
/// longer to compile than it saves.
template <class P>
__device__ __noinline__ void run_on_four_items_apart(const ProgramArgument& argument, typename P::Int other,
                                                     int begin, int end, bool inside, bool writes) {
  run_on_four_items<P>(argument, other, begin, end, inside, writes);
}

/// The chunks of the row that a stage visits, this block's share: how many, and where they begin.
template <class Int>
struct Chunks {
  Int first, count, size;
};

template <class P>
__device__ __forceinline__ Chunks<typename P::Int> chunks_of(const Thread<P>& thread) {
  using Int = typename P::Int;
  const Int size = static_cast<Int>(thread.argument.group) * P::kItems;
  const std::int64_t chunks = (thread.argument.head.reduction + size - 1) / size;
  if (gridDim.y == 1) return {0, static_cast<Int>(chunks), size};  // divisions are long
  const std::int64_t begin = chunks * blockIdx.y / gridDim.y, end = chunks * (blockIdx.y + 1) / gridDim.y;
  return {static_cast<Int>(begin * size), static_cast<Int>(end - begin), size};
}

template <class P>
__device__ __forceinline__ void stand_on_chunk(Thread<P>& thread, typename P::Int first, int rank,
                                               bool inside) {
  stand_on_tile(thread, first, thread.argument.group, rank,
                static_cast<typename P::Int>(thread.argument.head.reduction));
  if (!inside) thread.items.valid = thread.items.writable = 0;
  if (thread.argument.totals != 0) thread.items.writable = 0;
}

template <class P>
__device__ __forceinline__ void run_row(Thread<P>& thread, const Chunks<typename P::Int>& chunks, int rank,
                                        bool inside) {
  using Int = typename P::Int;
  const ProgramArgument& argument = thread.argument;
  if (argument.partial_splits > 0)
    for (int k = 0; k < argument.head.block_reductions; ++k) {
      const BlockReduction reduction = read_block_reduction<P>(thread.argument, k);
      if (reduction.stage < argument.first_stage) read_row_partials(thread, reduction, rank);
    }
  const bool block_reductions = argument.head.block_reductions > 0;
  if (chunks.count == 1) stand_on_chunk(thread, chunks.first, rank, inside);
  for (int stage = 0; stage < argument.last_stage; ++stage) {
    const DeviceStage at = read_stage<P>(thread.argument, stage);
    if (stage < argument.first_stage && at.kind != StageKind::plain) continue;
    if (at.kind != StageKind::elements) {
      drop_accumulator(thread);
      const bool writes =
          rank == 0 && argument.totals == 0 && blockIdx.y == 0 && stage >= argument.first_stage;
      if constexpr (P::kSpecial)
        run_on_four_items_apart<P>(argument, thread.items.other, at.begin, at.end, inside, writes);
      else
        run_on_four_items<P>(argument, thread.items.other, at.begin, at.end, inside, writes);
      continue;
    }
    if (block_reductions) start_uniforms(thread, stage, rank);
    for (Int k = 0; k < chunks.count; ++k) {
      if (chunks.count > 1) stand_on_chunk(thread, chunks.first + k * chunks.size, rank, inside);
      execute(thread, at.begin, at.end);
    }
    if (block_reductions) finish_row_elements(thread, stage, rank, inside);
  }
}

/// Work that a block takes up: rows side by side, or the chunk of a row that its ticket stands for.
template <class P>
__device__ __forceinline__ typename P::Int next_ticket(const ProgramArgument& argument) {
  __syncthreads();  // all threads have read the one before
  if (threadIdx.x == 0) block_ticket() = atomicAdd(static_cast<unsigned*>(argument.tile_status), 1u);
  __syncthreads();
  return static_cast<typename P::Int>(block_ticket());
}

template <class P>
__global__ void __launch_bounds__(most_threads(P::kItems), P::kLeastBlocks)
    run_rows(const __grid_constant__ ProgramArgument argument) {
  Thread<P> thread = make_thread<P>(argument);
  bring_program<P>(argument);
  using Int = typename P::Int;
  const int group = argument.group, rank = static_cast<int>(threadIdx.x) % group;
  const auto rows = static_cast<Int>(argument.head.parallel),
             per_block = static_cast<Int>(blockDim.x / group);
  const bool by_ticket = !P::kSpecial && argument.tile_status != nullptr;
  Chunks<Int> chunks = chunks_of(thread);
  const Int tasks = by_ticket ? rows * chunks.count : rows;
  if (by_ticket) chunks.count = 1;
  Int first = by_ticket ? next_ticket<P>(argument) : static_cast<Int>(blockIdx.x) * per_block;
  while (first < tasks) {
    Int row = first + static_cast<Int>(threadIdx.x) / group;
    if (by_ticket) {
      row = first % rows;
      chunks.first = first / rows * chunks.size;
    }
    const bool inside = row < rows;
    thread.items.other = inside ? row : rows - 1;
    run_row(thread, chunks, rank, inside);
    first = by_ticket ? next_ticket<P>(argument) : first + static_cast<Int>(gridDim.x) * per_block;
  }
}

}  // namespace ireplay
