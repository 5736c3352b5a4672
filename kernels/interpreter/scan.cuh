#pragma once

#include "kernels/interpreter/reduce.cuh"

/// Scans: along the other axis one element after the other, from a state in a slot; along the items' axis
/// within a thread, a warp, a block (CUB's BlockScan, warp scans), and between the blocks of a long row by
/// decoupled look-back (Merrill and Garland, "Single-pass Parallel Prefix Scan with Decoupled Look-back",
/// 2016).
namespace ireplay {

/// cummax and cummin: of equals the later one stays.
template <class T, class P>
__device__ __forceinline__ void scan_pairs(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const bool largest = (in.flags & kLargest) != 0;
  each_float4(thread, [&](int q, Word(&four)[4]) {
    Word position[4], value[4], kept[4];
    float4_operand(thread, in.b_kind, in.b, in, q, position);
    read_float4(thread, in.state, q, value);
    read_float4(thread, in.state + 1, q, kept);
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      const T ours = value_of<T>(value[k]), theirs = value_of<T>(four[k]);
      const bool loses = largest ? theirs < ours : ours < theirs;
      const bool first = static_cast<typename P::Int>(kept[k]) < 0;
      if (first || is_nan(theirs) || (!is_nan(ours) && !loses)) value[k] = four[k], kept[k] = position[k];
      four[k] = in.extra == 0 ? value[k] : kept[k];
    }
    write_float4(thread, in.state, q, value);
    write_float4(thread, in.state + 1, q, kept);
  });
}

template <class P>
__device__ __forceinline__ void pair_scan(Thread<P>& thread, const ReadInstruction& in) {
  switch (in.type) {
    case ValueType::f32:
      scan_pairs<float>(thread, in);
      break;
    case ValueType::f64:
      if constexpr (sizeof(typename P::Word) == 8) scan_pairs<double>(thread, in);
      break;
    case ValueType::signed_int:
      scan_pairs<typename P::Int>(thread, in);
      break;
    case ValueType::unsigned_int:
      scan_pairs<typename P::Word>(thread, in);
      break;
  }
}

// ---- scans along rows

template <class Word>
__device__ __forceinline__ Word shuffled_up(Word word, int distance) {
  if constexpr (sizeof(Word) == 4)
    return __shfl_up_sync(0xffffffffu, word, distance);
  else
    return static_cast<Word>(__shfl_up_sync(0xffffffffu, static_cast<unsigned long long>(word), distance));
}

template <class Word>
__device__ __forceinline__ Word combined_word(ReduceRule rule, ValueType type, Word a, Word b) {
  State<Word> state{{a, 0, 0}};
  combine(rule, type, state, State<Word>{{b, 0, 0}});
  return state.value[0];
}

template <class Word>
__device__ __forceinline__ Word word_of_lane(Word word, int lane) {
  if constexpr (sizeof(Word) == 4)
    return __shfl_sync(0xffffffffu, word, lane);
  else
    return static_cast<Word>(__shfl_sync(0xffffffffu, static_cast<unsigned long long>(word), lane));
}

/// Inclusive warp scan (Hillis and Steele) in groups of `width` threads, a power of two.
template <class Word, class Function>
__device__ __forceinline__ void scan_warp(Word& value, int width, Function&& f) {
  const int lane = static_cast<int>(threadIdx.x) & (width - 1);
#pragma unroll
  for (int distance = 1; distance < 32; distance *= 2) {
    const Word before = shuffled_up(value, distance);
    if (distance < width && lane >= distance) value = f(before, value);
  }
}

/// The ticket of the chunk that the block works on (ScanTileStatus).
inline __device__ unsigned& block_ticket() {
  static __shared__ unsigned ticket;
  return ticket;
}

/// Decoupled look-back: publishes `mine`, the aggregate of this chunk, and gives that of all chunks of the
/// row before it. In the same order every time: which of them are there already decides how long it takes and
/// nothing else. All threads of the block, which has one row, take part.
template <class P>
__device__ __forceinline__ typename P::Word look_back(const Thread<P>& thread, const ReadInstruction& in,
                                                      typename P::Word mine) {
  using Word = typename P::Word;
  using Cell = unsigned long long;
  const ProgramArgument& argument = thread.argument;
  const auto rows = static_cast<unsigned>(argument.head.parallel);
  const std::int64_t size = static_cast<std::int64_t>(argument.group) * P::kItems;
  const std::int64_t chunks = (argument.head.reduction + size - 1) / size;
  const unsigned chunk = block_ticket() / rows, row = block_ticket() % rows;
  volatile Cell* const cells = static_cast<Cell*>(argument.tile_status) + 1 +
                               (static_cast<std::int64_t>(in.state) * rows + row) * chunks;
  if (threadIdx.x == 0) cells[chunk] = Cell{1} << 32 | static_cast<std::uint32_t>(mine);
  State<Word> total{{0, 0, 0}};
  for (unsigned k = threadIdx.x; k < chunk; k += blockDim.x) {
    Cell seen = cells[k];
    while (seen >> 32 == 0) seen = cells[k];
    combine(ReduceRule::sum, in.type, total, State<Word>{{static_cast<Word>(seen & 0xffffffff), 0, 0}});
  }
  combine_group(ReduceRule::sum, in.type, total, argument.group);
  return total.value[0];
}

/// Inclusive scan of a row: items within a thread, threads within a warp, warps within the block; uniform
/// `state` carries on from chunk to chunk. A chunk's order is that of its vectors: those of all threads that
/// come first, then the next. All threads of the block take part.
template <class P, class Function>
__device__ __forceinline__ void scan_items(Thread<P>& thread, const ReadInstruction& in, Function&& f) {
  using Word = typename P::Word;
  constexpr int kFloat4s = P::kFloat4s;
  const Word identity = read_immediate<P>(thread.argument, in, true);
  const ItemMask active = active_items(thread, in);
  const int group = thread.argument.group, width = group < 32 ? group : 32;
  const int lane = static_cast<int>(threadIdx.x) & (width - 1), last = threadIdx.x % 32 | (width - 1);
  Word carry = uniform(thread, in.state);
  Word total[kFloat4s], before[kFloat4s];
#pragma unroll
  for (int q = 0; q < kFloat4s; ++q) {
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      Word& element = thread.acc[4 * q + k];
      if ((active >> (4 * q + k) & 1) == 0) element = identity;
      if (k > 0) element = f(thread.acc[4 * q + (k > 0 ? k - 1 : 0)], element);
    }
    total[q] = thread.acc[4 * q + 3];
    scan_warp(total[q], width, f);
    before[q] = shuffled_up(total[q], 1);
    if (lane == 0) before[q] = identity;
    total[q] = word_of_lane(total[q], last);
  }
  if (group <= 32) {
    Word so_far = carry;
#pragma unroll
    for (int q = 0; q < kFloat4s; ++q) {
      before[q] = f(so_far, before[q]);
      so_far = f(so_far, total[q]);
    }
    set_uniform(thread, in.state, so_far);
  } else {
    // the totals of all warps in the chunk's order are at most as many as a warp has threads
    static __shared__ Word totals[32 * kFloat4s];
    const int warps = group / 32, warp = static_cast<int>(threadIdx.x) / 32 % warps;
    Word* row = totals + static_cast<int>(threadIdx.x) / group * (warps * kFloat4s);
    __syncthreads();
    if (threadIdx.x % 32 == 0)
#pragma unroll
      for (int q = 0; q < kFloat4s; ++q) row[q * warps + warp] = total[q];
    __syncthreads();
    const int mine = static_cast<int>(threadIdx.x) % 32;
    Word up_to = mine < warps * kFloat4s ? row[mine] : identity;
    scan_warp(up_to, 32, f);
    if constexpr (!P::kSpecial)
      if (thread.argument.tile_status != nullptr)
        carry = look_back(thread, in, word_of_lane(up_to, warps * kFloat4s - 1));
#pragma unroll
    for (int q = 0; q < kFloat4s; ++q) {
      const int at = q * warps + warp;
      const Word earlier = word_of_lane(up_to, at == 0 ? 0 : at - 1);
      before[q] = f(at == 0 ? carry : f(carry, earlier), before[q]);
    }
    set_uniform(thread, in.state, f(carry, word_of_lane(up_to, warps * kFloat4s - 1)));
  }
#pragma unroll
  for (int item = 0; item < P::kItems; ++item) thread.acc[item] = f(before[item / 4], thread.acc[item]);
}

template <class P>
__device__ __forceinline__ void scan_row(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const auto rule = static_cast<ReduceRule>(in.kind);
  if (rule == ReduceRule::sum && in.type == ValueType::f32)
    return scan_items(thread, in,
                      [](Word a, Word b) { return word_of<Word>(value_of<float>(a) + value_of<float>(b)); });
  if (rule == ReduceRule::sum && in.type == ValueType::signed_int)
    return scan_items(thread, in, [](Word a, Word b) { return a + b; });
  if constexpr (P::kSpecial)
    scan_items(thread, in, [&](Word a, Word b) { return combined_word(rule, in.type, a, b); });
}

template <class P>
__device__ __forceinline__ void scan(Thread<P>& thread, const ReadInstruction& in) {
  if constexpr (P::kAlongReduction)
    scan_row(thread, in);
  else
    accumulate(thread, in);
}

}  // namespace ireplay
