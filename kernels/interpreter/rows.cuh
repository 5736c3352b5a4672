#pragma once

#include "kernels/interpreter/parallel.cuh"

/// Lanes along the reduction: `group` threads share a row and a block has as many rows as fit; `slices`
/// blocks (blockIdx.y) share long rows.
namespace ireplay {

/// Row values that slices of an earlier launch have left.
template <class P>
__device__ void read_row_partials(Thread<P>& thread, const DeviceFold& fold, int rank) {
  using Word = typename P::Word;
  const int slices = thread.argument.partial_slices, count = state_count(fold.rule),
            group = thread.argument.group;
  State<Word> total{};
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < count) total.part[k] = static_cast<Word>(fold.identity[k]);
  for (int slice = rank; slice < slices; slice += group) {
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) theirs.part[k] = partial(thread, fold.row + k, slice, slices)[thread.other];
    combine(fold.rule, fold.type, total, theirs);
  }
  combine_group(fold.rule, fold.type, total, group);
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < count) thread.set_row_value(fold.row + k, total.part[k]);
}

/// Row values that a stage works on start from nothing; scans from the aggregate of the slices before this
/// one.
template <class P>
__device__ void start_row_values(Thread<P>& thread, int stage, int rank) {
  using Word = typename P::Word;
  const ProgramArgument& argument = thread.argument;
  for (int k = 0; k < argument.head.folds; ++k) {
    const DeviceFold fold = thread.fold(k);
    if (fold.stage != stage || fold.state >= 0) continue;
    State<Word> carry{{static_cast<Word>(fold.identity[0]), 0, 0}};
    thread.set_row_value(fold.row, carry.part[0]);
    if (fold.state == kThreadFold || argument.partial_slices == 0) continue;
    const int before = static_cast<int>(blockIdx.y);
    for (int slice = rank; slice < before; slice += argument.group)
      carry.part[0] = combined_word(fold.rule, fold.type, carry.part[0],
                                    partial(thread, fold.row, slice, argument.partial_slices)[thread.other]);
    combine_group(fold.rule, fold.type, carry, argument.group);
    thread.set_row_value(fold.row, carry.part[0]);
  }
}

template <class P>
__device__ __forceinline__ void fold_threads(Thread<P>& thread, const DeviceFold& fold) {
  State<typename P::Word> total{{thread.row_value(fold.row), 0, 0}};
  combine_group(fold.rule, fold.type, total, thread.argument.group);
  thread.set_row_value(fold.row, total.part[0]);
}

template <class P>
__device__ void finish_row_elements(Thread<P>& thread, int stage, int rank, bool inside) {
  for (int k = 0; k < thread.argument.head.folds; ++k) {
    const DeviceFold fold = thread.fold(k);
    if (fold.stage != stage) continue;
    if (fold.state == kScanCarry && thread.argument.totals == 0) continue;
    if (fold.state >= 0) fold_row(thread, fold);
    if (fold.state == kThreadFold) fold_threads(thread, fold);
    if (gridDim.y > 1 && rank == 0 && inside)
      for (int part = 0; part < state_count(fold.rule); ++part)
        partial(thread, fold.row + part, blockIdx.y, gridDim.y)[thread.other] =
            thread.row_value(fold.row + part);
  }
}

/// A stage without elements: all lanes stand for the row, and one of one thread writes. Four lanes are
/// enough; what they save fills whole slots.
template <class P>
__device__ __forceinline__ void run_for_row(const ProgramArgument& argument, typename P::Int other, int begin,
                                            int end, bool inside, bool writes) {
  Thread<MachinePolicy<typename P::Word, 4, true, P::kSpecial, P::kLanes>> row(argument);
  row.other = other;
  row.place(0, 1, 0, 4);
  row.valid = inside ? row.valid : 0;
  row.writable = inside && writes ? 1 : 0;
  row.ragged = true;
  execute(row, begin, end);
}

/// The same as a function of its own: in the special instantiation a second copy of everything would take
/// longer to compile than it saves.
template <class P>
__device__ __noinline__ void run_for_row_apart(const ProgramArgument& argument, typename P::Int other,
                                               int begin, int end, bool inside, bool writes) {
  run_for_row<P>(argument, other, begin, end, inside, writes);
}

/// The chunks of the row that a stage visits, this block's share: how many, and where they begin.
template <class Int>
struct Chunks {
  Int first, count, size;
};

template <class P>
__device__ __forceinline__ Chunks<typename P::Int> chunks_of(const Thread<P>& thread) {
  using Int = typename P::Int;
  const Int size = static_cast<Int>(thread.argument.group) * P::kLanes;
  const std::int64_t chunks = (thread.argument.head.reduction + size - 1) / size;
  if (gridDim.y == 1) return {0, static_cast<Int>(chunks), size};  // divisions are long
  const std::int64_t begin = chunks * blockIdx.y / gridDim.y, end = chunks * (blockIdx.y + 1) / gridDim.y;
  return {static_cast<Int>(begin * size), static_cast<Int>(end - begin), size};
}

template <class P>
__device__ __forceinline__ void stand_on_chunk(Thread<P>& thread, typename P::Int first, int rank,
                                               bool inside) {
  thread.place(first, thread.argument.group, rank,
               static_cast<typename P::Int>(thread.argument.head.reduction));
  if (!inside) thread.valid = thread.writable = 0;
  if (thread.argument.totals != 0) thread.writable = 0;
}

template <class P>
__device__ __forceinline__ void run_row(Thread<P>& thread, const Chunks<typename P::Int>& chunks, int rank,
                                        bool inside) {
  using Int = typename P::Int;
  const ProgramArgument& argument = thread.argument;
  if (argument.partial_slices > 0)
    for (int k = 0; k < argument.head.folds; ++k) {
      const DeviceFold fold = thread.fold(k);
      if (fold.stage < argument.first_stage) read_row_partials(thread, fold, rank);
    }
  const bool folds = argument.head.folds > 0;
  if (chunks.count == 1) stand_on_chunk(thread, chunks.first, rank, inside);
  for (int stage = 0; stage < argument.last_stage; ++stage) {
    const DeviceStage at = thread.stage(stage);
    if (stage < argument.first_stage && at.kind != StageKind::plain) continue;
    if (at.kind != StageKind::elements) {
      thread.drop();
      const bool writes =
          rank == 0 && argument.totals == 0 && blockIdx.y == 0 && stage >= argument.first_stage;
      if constexpr (P::kSpecial)
        run_for_row_apart<P>(argument, thread.other, at.begin, at.end, inside, writes);
      else
        run_for_row<P>(argument, thread.other, at.begin, at.end, inside, writes);
      continue;
    }
    if (folds) start_row_values(thread, stage, rank);
    for (Int k = 0; k < chunks.count; ++k) {
      if (chunks.count > 1) stand_on_chunk(thread, chunks.first + k * chunks.size, rank, inside);
      execute(thread, at.begin, at.end);
    }
    if (folds) finish_row_elements(thread, stage, rank, inside);
  }
}

/// Work that a block takes up: rows side by side, or the chunk of a row that its ticket stands for.
template <class P>
__device__ __forceinline__ typename P::Int next_ticket(const ProgramArgument& argument) {
  __syncthreads();  // all threads have read the one before
  if (threadIdx.x == 0) block_ticket() = atomicAdd(static_cast<unsigned*>(argument.published), 1u);
  __syncthreads();
  return static_cast<typename P::Int>(block_ticket());
}

template <class P>
__global__ void __launch_bounds__(most_threads(P::kLanes), P::kLeastBlocks)
    run_rows(const __grid_constant__ ProgramArgument argument) {
  Thread<P> thread(argument);
  thread.read_program();
  using Int = typename P::Int;
  const int group = argument.group, rank = static_cast<int>(threadIdx.x) % group;
  const auto rows = static_cast<Int>(argument.head.parallel),
             per_block = static_cast<Int>(blockDim.x / group);
  const bool by_ticket = !P::kSpecial && argument.published != nullptr;
  Chunks<Int> chunks = chunks_of(thread);
  const Int items = by_ticket ? rows * chunks.count : rows;
  if (by_ticket) chunks.count = 1;
  Int first = by_ticket ? next_ticket<P>(argument) : static_cast<Int>(blockIdx.x) * per_block;
  while (first < items) {
    Int row = first + static_cast<Int>(threadIdx.x) / group;
    if (by_ticket) {
      row = first % rows;
      chunks.first = first / rows * chunks.size;
    }
    const bool inside = row < rows;
    thread.other = inside ? row : rows - 1;
    run_row(thread, chunks, rank, inside);
    first = by_ticket ? next_ticket<P>(argument) : first + static_cast<Int>(gridDim.x) * per_block;
  }
}

}  // namespace ireplay
