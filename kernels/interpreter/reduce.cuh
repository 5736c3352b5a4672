#pragma once

#include "kernels/interpreter/arithmetic.cuh"

/// Reductions and scans: states, how two of them combine, and how threads put theirs together.
namespace ireplay {

template <class Word>
struct State {
  Word part[3];
};

template <class T>
__device__ __forceinline__ bool is_nan(T value) {
  return value != value;
}

/// Whether (a, at) wins over (b, at_b): the extremum, NaN before all others, of equals the first.
template <class T, class Int>
__device__ __forceinline__ bool wins(T a, Int at_a, T b, Int at_b, bool largest) {
  const bool nan_a = is_nan(a), nan_b = is_nan(b);
  if (nan_a != nan_b) return nan_a;
  if (!nan_a && a != b) return largest ? a > b : a < b;
  return at_a < at_b;
}

template <class T>
__device__ __forceinline__ T log_add_exp(T a, T b) {
  if (is_nan(a) || is_nan(b)) return a + b;
  const T high = a > b ? a : b, low = a > b ? b : a;
  if (high == low && high - low != T(0)) return a;  // both infinite and equal
  return high + log1p(exp(low - high));
}

/// Of floats a NaN wins; of zeros the positive one, or the negative.
template <class T>
__device__ __forceinline__ T larger(T a, T b) {
#if defined(__CUDA_ARCH__)
  if constexpr (std::is_same_v<T, float>) {
    asm("max.NaN.f32 %0, %0, %1;" : "+f"(a) : "f"(b));
    return a;
  }
#endif
  return is_nan(a) || a > b ? a : b;
}
template <class T>
__device__ __forceinline__ T smaller(T a, T b) {
#if defined(__CUDA_ARCH__)
  if constexpr (std::is_same_v<T, float>) {
    asm("min.NaN.f32 %0, %0, %1;" : "+f"(a) : "f"(b));
    return a;
  }
#endif
  return is_nan(a) || a < b ? a : b;
}

/// Rules with one state.
template <class T>
__device__ __forceinline__ T combined(ReduceRule rule, T a, T b) {
  switch (rule) {
    case ReduceRule::sum:
      return a + b;
    case ReduceRule::prod:
      return a * b;
    case ReduceRule::max:
      return larger(a, b);
    case ReduceRule::min:
      return smaller(a, b);
    case ReduceRule::fmax:
      return is_nan(b) || a > b ? a : b;
    case ReduceRule::log_add_exp:
      if constexpr (scalar_math::kIsFloat<T>) return log_add_exp(a, b);
      return b;
    case ReduceRule::any:
      return (a != T(0)) || (b != T(0)) ? T(1) : T(0);
    case ReduceRule::xor_sum:
      if constexpr (!scalar_math::kIsFloat<T>) return a ^ b;
      return b;
    default:
      return b;
  }
}

template <class T, class Word>
__device__ __forceinline__ void combine_moments(State<Word>& a, const State<Word>& b) {
  const T mean_a = value_of<T>(a.part[0]), mean_b = value_of<T>(b.part[0]);
  const T weight_a = value_of<T>(a.part[2]), weight_b = value_of<T>(b.part[2]);
  const T delta = mean_a == mean_b ? T(0) : mean_b - mean_a, total = weight_a + weight_b;
  const T share = total == T(0) ? T(0) : weight_b / total;
  a.part[0] = word_of<Word>(mean_a + delta * share);
  a.part[1] =
      word_of<Word>(value_of<T>(a.part[1]) + value_of<T>(b.part[1]) + delta * delta * weight_a * share);
  a.part[2] = word_of<Word>(total);
}

/// (max, sum of exp(x - max)); a maximum of -inf counts as equal to whatever it is compared with.
template <class T, class Word>
__device__ __forceinline__ void combine_exponentials(State<Word>& a, const State<Word>& b) {
  const T max_a = value_of<T>(a.part[0]), max_b = value_of<T>(b.part[0]);
  const T high = is_nan(max_a) || max_a > max_b ? max_a : max_b;
  const T lowest = static_cast<T>(-__builtin_huge_val());
  const T of_a = high == lowest ? T(1) : exp(max_a - high), of_b = high == lowest ? T(1) : exp(max_b - high);
  a.part[0] = word_of<Word>(high);
  a.part[1] = word_of<Word>(value_of<T>(a.part[1]) * of_a + value_of<T>(b.part[1]) * of_b);
}

template <class T, class Word>
__device__ __forceinline__ void combine_as(ReduceRule rule, State<Word>& a, const State<Word>& b) {
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  switch (rule) {
    case ReduceRule::argmax:
    case ReduceRule::argmin:
      if (!wins(value_of<T>(a.part[0]), static_cast<Int>(a.part[1]), value_of<T>(b.part[0]),
                static_cast<Int>(b.part[1]), rule == ReduceRule::argmax))
        a = b;
      break;
    case ReduceRule::welford:
    case ReduceRule::welford_combine:
      if constexpr (scalar_math::kIsFloat<T>) combine_moments<T>(a, b);
      break;
    case ReduceRule::softmax:
      if constexpr (scalar_math::kIsFloat<T>) combine_exponentials<T>(a, b);
      break;
    default:
      a.part[0] = word_of<Word>(combined(rule, value_of<T>(a.part[0]), value_of<T>(b.part[0])));
  }
}

template <class Word>
__device__ __forceinline__ void combine(ReduceRule rule, ValueType type, State<Word>& a,
                                        const State<Word>& b) {
  using Int = std::conditional_t<sizeof(Word) == 4, std::int32_t, std::int64_t>;
  switch (type) {
    case ValueType::f32:
      combine_as<float>(rule, a, b);
      break;
    case ValueType::f64:
      if constexpr (sizeof(Word) == 8) combine_as<double>(rule, a, b);
      break;
    case ValueType::signed_int:
      combine_as<Int>(rule, a, b);
      break;
    case ValueType::unsigned_int:
      combine_as<Word>(rule, a, b);
      break;
  }
}

/// The state of one element: its words as operands a, b, c give them.
template <class Word>
__device__ __forceinline__ State<Word> state_of(const ReadInstruction& in, Word a, Word b, Word c) {
  const auto rule = static_cast<ReduceRule>(in.kind);
  if (rule == ReduceRule::welford) {
    Word one = 1;
    if (in.type == ValueType::f32) one = word_of<Word>(1.0f);
    if constexpr (sizeof(Word) == 8)
      if (in.type == ValueType::f64) one = word_of<Word>(1.0);
    return {{a, 0, one}};
  }
  return {{a, b, c}};
}

/// Folds the lanes' elements into a single state in its slot; the accumulator becomes the state.
template <class T, class P, class Function>
__device__ __forceinline__ void fold_lanes(Thread<P>& thread, int slot, typename P::Mask active,
                                           Function&& f) {
  using Word = typename P::Word;
  const bool all = active == Thread<P>::kAll;
#pragma unroll
  for (int q = 0; q < P::kLanes / 4; ++q) {
    Word state[4];
    thread.read_quad(slot, q, state);
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      const Word folded = word_of<Word>(f(value_of<T>(state[k]), value_of<T>(thread.acc[4 * q + k])));
      if (all || (active >> (4 * q + k) & 1)) state[k] = folded;
      thread.acc[4 * q + k] = state[k];
    }
    thread.write_quad(slot, q, state);
  }
}

/// False for a rule that has to go lane by lane.
template <class T, class P>
__device__ __forceinline__ bool fold_lanes(Thread<P>& thread, const ReadInstruction& in,
                                           typename P::Mask active) {
  switch (static_cast<ReduceRule>(in.kind)) {
    case ReduceRule::sum:
      fold_lanes<T>(thread, in.state, active, [](T a, T b) { return a + b; });
      return true;
    case ReduceRule::max:
      fold_lanes<T>(thread, in.state, active, [](T a, T b) { return larger(a, b); });
      return true;
    case ReduceRule::min:
      fold_lanes<T>(thread, in.state, active, [](T a, T b) { return smaller(a, b); });
      return true;
    default:
      return false;
  }
}

/// Rules of several states, and rare ones: one lane after the other, states in their slots.
template <class P>
__device__ __forceinline__ void accumulate_lanes(Thread<P>& thread, const ReadInstruction& in,
                                                 typename P::Mask active) {
  using Word = typename P::Word;
  const auto rule = static_cast<ReduceRule>(in.kind);
  const int count = state_count(rule);
  each_lane_of(thread, in, [&](Word a, Word b, Word c, int lane) {
    State<Word> state{{thread.slot_lane(in.state, lane), 0, 0}};
    if (count > 1) state.part[1] = thread.slot_lane(in.state + 1, lane);
    if (count > 2) state.part[2] = thread.slot_lane(in.state + 2, lane);
    if (active >> lane & 1) combine(rule, in.type, state, state_of(in, a, b, c));
    thread.slot_lane(in.state, lane) = state.part[0];
    if (count > 1) thread.slot_lane(in.state + 1, lane) = state.part[1];
    if (count > 2) thread.slot_lane(in.state + 2, lane) = state.part[2];
    return state.part[0];
  });
}

/// Folds the lanes' elements into the states in slots; the accumulator becomes the first state.
template <class P>
__device__ __forceinline__ void accumulate(Thread<P>& thread, const ReadInstruction& in) {
  const typename P::Mask active = thread.active(in);
  const bool done = in.type == ValueType::f32          ? fold_lanes<float>(thread, in, active)
                    : in.type == ValueType::signed_int ? fold_lanes<typename P::Int>(thread, in, active)
                                                       : false;
  if (!done) accumulate_lanes(thread, in, active);
}

/// cummax and cummin: of equals the later one stays.
template <class T, class P>
__device__ __forceinline__ void scan_pairs(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const bool largest = (in.flags & kLargest) != 0;
  thread.each_quad([&](int q, Word(&four)[4]) {
    Word position[4], value[4], kept[4];
    thread.quad_operand(in.b_kind, in.b, in, q, position);
    thread.read_quad(in.state, q, value);
    thread.read_quad(in.state + 1, q, kept);
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      const T ours = value_of<T>(value[k]), theirs = value_of<T>(four[k]);
      const bool loses = largest ? theirs < ours : ours < theirs;
      const bool first = static_cast<typename P::Int>(kept[k]) < 0;
      if (first || is_nan(theirs) || (!is_nan(ours) && !loses)) value[k] = four[k], kept[k] = position[k];
      four[k] = in.extra == 0 ? value[k] : kept[k];
    }
    thread.write_quad(in.state, q, value);
    thread.write_quad(in.state + 1, q, kept);
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

// ---- lanes and threads of a row put together (lanes along the reduction)

template <class Word>
__device__ __forceinline__ Word shuffled(Word word, int distance) {
  if constexpr (sizeof(Word) == 4)
    return __shfl_xor_sync(0xffffffffu, word, distance);
  else
    return static_cast<Word>(__shfl_xor_sync(0xffffffffu, static_cast<unsigned long long>(word), distance));
}

/// The state of the whole group, in each of its threads. All threads of the block take part; `group` is a
/// power of two.
template <class Word>
__device__ __forceinline__ void combine_group(ReduceRule rule, ValueType type, State<Word>& state,
                                              int group) {
  const int count = state_count(rule);
  for (int distance = 1; distance < group && distance < 32; distance *= 2) {
    State<Word> theirs = state;
    theirs.part[0] = shuffled(state.part[0], distance);
    if (count > 1) theirs.part[1] = shuffled(state.part[1], distance);
    if (count > 2) theirs.part[2] = shuffled(state.part[2], distance);
    combine(rule, type, state, theirs);
  }
  if (group <= 32) return;
  static __shared__ Word warps[32][3];
  const int warp = threadIdx.x / 32, per_group = group / 32, first = warp / per_group * per_group;
  __syncthreads();
  if (threadIdx.x % 32 == 0)
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) warps[warp][k] = state.part[k];
  __syncthreads();
#pragma unroll
  for (int k = 0; k < 3; ++k) state.part[k] = k < count ? warps[first][k] : 0;
  for (int other = 1; other < per_group; ++other) {
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) theirs.part[k] = warps[first + other][k];
    combine(rule, type, state, theirs);
  }
}

/// Folds the states that a stage has left in slots into row values.
template <class P>
__device__ __forceinline__ void fold_row(Thread<P>& thread, const DeviceFold& fold) {
  using Word = typename P::Word;
  const int count = state_count(fold.rule);
  const auto lane_state = [&](int lane) {
    State<Word> state{};
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) state.part[k] = thread.slot_lane(fold.state + k, lane);
    return state;
  };
  State<Word> total = lane_state(0);
#pragma unroll 1
  for (int lane = 1; lane < P::kLanes; ++lane) combine(fold.rule, fold.type, total, lane_state(lane));
  combine_group(fold.rule, fold.type, total, thread.argument.group);
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < count) thread.set_row_value(fold.row + k, total.part[k]);
}

/// A float32 of each thread put together by `f` over its group, for all of them. All threads of the block
/// take part. Whoever writes to the memory of one turn again has met all others in the turn between.
template <class P, class Function>
__device__ __forceinline__ float group_total(Thread<P>& thread, float value, Function&& f) {
  const int group = thread.argument.group;
  if (group >= 32) {
#pragma unroll
    for (int distance = 1; distance < 32; distance *= 2)
      value = f(value, __shfl_xor_sync(0xffffffffu, value, distance));
  } else {
    for (int distance = 1; distance < group; distance *= 2)
      value = f(value, __shfl_xor_sync(0xffffffffu, value, distance));
  }
  if (group <= 32) return value;
  constexpr int kMostWarps = most_threads(P::kLanes) / 32;
  static __shared__ float turns[2][kMostWarps];
  float* const warps = turns[thread.turn];
  thread.turn ^= 1;
  const int warp = static_cast<int>(threadIdx.x) / 32, per_group = group / 32, first = warp & -per_group;
  if (threadIdx.x % 32 == 0) warps[warp] = value;
  __syncthreads();
  float total = warps[first];
#pragma unroll
  for (int other = 1; other < kMostWarps; ++other)
    if (other < per_group) total = f(total, warps[first + other]);
  return total;
}

/// The lanes [from, from + count) as `element` sees them, put together by `f` as a tree.
template <int from, int count, class P, class Function, class Element>
__device__ __forceinline__ float tree(const Thread<P>& thread, Function&& f, Element&& element) {
  if constexpr (count == 1)
    return element(from);
  else
    return f(tree<from, count / 2>(thread, f, element),
             tree<from + count / 2, count / 2>(thread, f, element));
}

/// The active lanes' elements put together by `f`; `inactive` stands for each other one.
template <class P, class Function, class Element>
__device__ __forceinline__ float lanes_total(const Thread<P>& thread, typename P::Mask active, float inactive,
                                             Function&& f, Element&& element) {
  const auto of_lane = [&](int lane) { return element(value_of<float>(thread.acc[lane])); };
  if (active == Thread<P>::kAll) return tree<0, P::kLanes>(thread, f, of_lane);
  return tree<0, P::kLanes>(thread, f,
                            [&](int lane) { return active >> lane & 1 ? of_lane(lane) : inactive; });
}

/// A float32 sum, maximum or minimum without states in slots: of a row that the lanes hold whole, or into the
/// thread's row value, which the stage's end puts together.
template <class P, class Function>
__device__ __forceinline__ void reduce_direct(Thread<P>& thread, const ReadInstruction& in,
                                              typename P::Mask active, Function&& f) {
  using Word = typename P::Word;
  const float total = lanes_total(thread, active, value_of<float>(thread.immediate(in, true)), f,
                                  [](float element) { return element; });
  if (in.flags & kWholeRow)
    thread.set_row_value(in.state, word_of<Word>(group_total(thread, total, f)));
  else
    thread.set_row_value(in.state, word_of<Word>(f(value_of<float>(thread.row_value(in.state)), total)));
}

/// Mean, then squared deviations from it: two sums are exact where one running update is not, and cheaper.
template <class P>
__device__ __forceinline__ void moments_of_row(Thread<P>& thread, const ReadInstruction& in,
                                               typename P::Mask active) {
  using Word = typename P::Word;
  const auto add = [](float a, float b) { return a + b; };
  float weight = static_cast<float>(thread.argument.head.reduction);
  if (in.mask != kNoSlot) weight = group_total(thread, static_cast<float>(__popcll(active)), add);
  const float total =
      group_total(thread, lanes_total(thread, active, 0, add, [](float element) { return element; }), add);
  const float mean = weight == 0 ? 0 : total / weight;
  const float squares = lanes_total(thread, active, 0, add, [&](float element) {
    const float delta = element - mean;
    return delta * delta;
  });
  thread.set_row_value(in.state, word_of<Word>(mean));
  thread.set_row_value(in.state + 1, word_of<Word>(group_total(thread, squares, add)));
  thread.set_row_value(in.state + 2, word_of<Word>(weight));
}

/// The float32 rules that need no states in slots.
template <class P>
__device__ __forceinline__ void reduce_without_slots(Thread<P>& thread, const ReadInstruction& in) {
  const typename P::Mask active = thread.active(in);
  switch (static_cast<ReduceRule>(in.kind)) {
    case ReduceRule::sum:
      return reduce_direct(thread, in, active, [](float a, float b) { return a + b; });
    case ReduceRule::max:
      return reduce_direct(thread, in, active, [](float a, float b) { return larger(a, b); });
    case ReduceRule::min:
      return reduce_direct(thread, in, active, [](float a, float b) { return smaller(a, b); });
    default:
      return moments_of_row(thread, in, active);
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
  return state.part[0];
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
  const int place = static_cast<int>(threadIdx.x) & (width - 1);
#pragma unroll
  for (int distance = 1; distance < 32; distance *= 2) {
    const Word before = shuffled_up(value, distance);
    if (distance < width && place >= distance) value = f(before, value);
  }
}

/// The ticket of the chunk that the block works on (ScanTiles).
inline __device__ unsigned& block_ticket() {
  static __shared__ unsigned ticket;
  return ticket;
}

/// Decoupled look-back: publishes `mine`, the aggregate of this chunk, and gives that of all chunks of the
/// row before it. In the same order every time: which of them are there already decides how long it takes and
/// nothing else. All threads of the block, which has one row, take part.
template <class P>
__device__ __forceinline__ typename P::Word sum_before(const Thread<P>& thread, const ReadInstruction& in,
                                                       typename P::Word mine) {
  using Word = typename P::Word;
  using Cell = unsigned long long;
  const ProgramArgument& argument = thread.argument;
  const auto rows = static_cast<unsigned>(argument.head.parallel);
  const std::int64_t size = static_cast<std::int64_t>(argument.group) * P::kLanes;
  const std::int64_t chunks = (argument.head.reduction + size - 1) / size;
  const unsigned chunk = block_ticket() / rows, row = block_ticket() % rows;
  volatile Cell* const cells = static_cast<Cell*>(argument.published) + 1 +
                               (static_cast<std::int64_t>(in.state) * rows + row) * chunks;
  if (threadIdx.x == 0) cells[chunk] = Cell{1} << 32 | static_cast<std::uint32_t>(mine);
  State<Word> total{{0, 0, 0}};
  for (unsigned k = threadIdx.x; k < chunk; k += blockDim.x) {
    Cell seen = cells[k];
    while (seen >> 32 == 0) seen = cells[k];
    combine(ReduceRule::sum, in.type, total, State<Word>{{static_cast<Word>(seen & 0xffffffff), 0, 0}});
  }
  combine_group(ReduceRule::sum, in.type, total, argument.group);
  return total.part[0];
}

/// Inclusive scan of a row: lanes within a thread, threads within a warp, warps within the block; the row
/// value `state` carries on from chunk to chunk. A chunk's order is that of its packs: those of all threads
/// that come first, then the next. All threads of the block take part.
template <class P, class Function>
__device__ __forceinline__ void scan_lanes(Thread<P>& thread, const ReadInstruction& in, Function&& f) {
  using Word = typename P::Word;
  constexpr int kQuads = P::kLanes / 4;
  const Word identity = thread.immediate(in, true);
  const typename P::Mask active = thread.active(in);
  const int group = thread.argument.group, width = group < 32 ? group : 32;
  const int place = static_cast<int>(threadIdx.x) & (width - 1), last = threadIdx.x % 32 | (width - 1);
  Word carry = thread.row_value(in.state);
  Word total[kQuads], before[kQuads];
#pragma unroll
  for (int q = 0; q < kQuads; ++q) {
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      Word& element = thread.acc[4 * q + k];
      if ((active >> (4 * q + k) & 1) == 0) element = identity;
      if (k > 0) element = f(thread.acc[4 * q + (k > 0 ? k - 1 : 0)], element);
    }
    total[q] = thread.acc[4 * q + 3];
    scan_warp(total[q], width, f);
    before[q] = shuffled_up(total[q], 1);
    if (place == 0) before[q] = identity;
    total[q] = word_of_lane(total[q], last);
  }
  if (group <= 32) {
    Word so_far = carry;
#pragma unroll
    for (int q = 0; q < kQuads; ++q) {
      before[q] = f(so_far, before[q]);
      so_far = f(so_far, total[q]);
    }
    thread.set_row_value(in.state, so_far);
  } else {
    // the totals of all warps in the chunk's order are at most as many as a warp has threads
    static __shared__ Word totals[32 * kQuads];
    const int warps = group / 32, warp = static_cast<int>(threadIdx.x) / 32 % warps;
    Word* row = totals + static_cast<int>(threadIdx.x) / group * (warps * kQuads);
    __syncthreads();
    if (threadIdx.x % 32 == 0)
#pragma unroll
      for (int q = 0; q < kQuads; ++q) row[q * warps + warp] = total[q];
    __syncthreads();
    const int mine = static_cast<int>(threadIdx.x) % 32;
    Word up_to = mine < warps * kQuads ? row[mine] : identity;
    scan_warp(up_to, 32, f);
    if constexpr (!P::kSpecial)
      if (thread.argument.published != nullptr)
        carry = sum_before(thread, in, word_of_lane(up_to, warps * kQuads - 1));
#pragma unroll
    for (int q = 0; q < kQuads; ++q) {
      const int at = q * warps + warp;
      const Word earlier = word_of_lane(up_to, at == 0 ? 0 : at - 1);
      before[q] = f(at == 0 ? carry : f(carry, earlier), before[q]);
    }
    thread.set_row_value(in.state, f(carry, word_of_lane(up_to, warps * kQuads - 1)));
  }
#pragma unroll
  for (int lane = 0; lane < P::kLanes; ++lane) thread.acc[lane] = f(before[lane / 4], thread.acc[lane]);
}

template <class P>
__device__ __forceinline__ void scan_row(Thread<P>& thread, const ReadInstruction& in) {
  using Word = typename P::Word;
  const auto rule = static_cast<ReduceRule>(in.kind);
  if constexpr (P::kLanes > 32) return;  // never planned: see scan_lanes on how many totals there may be
  if (rule == ReduceRule::sum && in.type == ValueType::f32)
    return scan_lanes(thread, in,
                      [](Word a, Word b) { return word_of<Word>(value_of<float>(a) + value_of<float>(b)); });
  if (rule == ReduceRule::sum && in.type == ValueType::signed_int)
    return scan_lanes(thread, in, [](Word a, Word b) { return a + b; });
  if constexpr (P::kSpecial)
    scan_lanes(thread, in, [&](Word a, Word b) { return combined_word(rule, in.type, a, b); });
}

template <class P>
__device__ __forceinline__ void scan(Thread<P>& thread, const ReadInstruction& in) {
  if constexpr (P::kReductionLanes)
    scan_row(thread, in);
  else
    accumulate(thread, in);
}

template <class P>
__device__ __forceinline__ void reduce(Thread<P>& thread, const ReadInstruction& in) {
  if constexpr (P::kReductionLanes) {
    if ((in.flags & (kWholeRow | kThreadState)) != 0) return reduce_without_slots(thread, in);
  }
  accumulate(thread, in);
}

}  // namespace ireplay
