#pragma once

#include "kernels/interpreter/states.cuh"

/// Reductions: each thread takes its items into states, in slots or registers; then threads put theirs
/// together, by a butterfly of shuffles within a warp (as CUB's WarpReduce) and through shared memory between
/// the warps of a group (as its BLOCK_REDUCE_WARP_REDUCTIONS).
namespace ireplay {

/// Takes the items' elements into a state of one value in its slot; the accumulator becomes the state.
template <class T, class P, class Function>
__device__ __forceinline__ void accumulate_by(Thread<P>& thread, int slot, ItemMask active, Function&& f) {
  using Word = typename P::Word;
  const bool all = active == P::kAll;
#pragma unroll
  for (int q = 0; q < P::kFloat4s; ++q) {
    Word state[4];
    read_float4(thread, slot, q, state);
#pragma unroll
    for (int k = 0; k < 4; ++k) {
      const Word combined = word_of<Word>(f(value_of<T>(state[k]), value_of<T>(thread.acc[4 * q + k])));
      if (all || (active >> (4 * q + k) & 1)) state[k] = combined;
      thread.acc[4 * q + k] = state[k];
    }
    write_float4(thread, slot, q, state);
  }
}

/// False for a rule that has to go item by item.
template <class T, class P>
__device__ __forceinline__ bool accumulate_frequent(Thread<P>& thread, const ReadInstruction& in,
                                                    ItemMask active) {
  switch (static_cast<ReduceRule>(in.kind)) {
    case ReduceRule::sum:
      accumulate_by<T>(thread, in.state, active, [](T a, T b) { return a + b; });
      return true;
    case ReduceRule::max:
      accumulate_by<T>(thread, in.state, active, [](T a, T b) { return larger(a, b); });
      return true;
    case ReduceRule::min:
      accumulate_by<T>(thread, in.state, active, [](T a, T b) { return smaller(a, b); });
      return true;
    default:
      return false;
  }
}

/// Rules of several states, and rare ones: one item after the other, states in their slots.
template <class P>
__device__ __forceinline__ void accumulate_each(Thread<P>& thread, const ReadInstruction& in,
                                                ItemMask active) {
  using Word = typename P::Word;
  const auto rule = static_cast<ReduceRule>(in.kind);
  const int count = state_count(rule);
  each_item(thread, in, [&](Word a, Word b, Word c, int item) {
    State<Word> state{{slot_item(thread, in.state, item), 0, 0}};
    if (count > 1) state.value[1] = slot_item(thread, in.state + 1, item);
    if (count > 2) state.value[2] = slot_item(thread, in.state + 2, item);
    if (active >> item & 1) combine(rule, in.type, state, state_of(in, a, b, c));
    slot_item(thread, in.state, item) = state.value[0];
    if (count > 1) slot_item(thread, in.state + 1, item) = state.value[1];
    if (count > 2) slot_item(thread, in.state + 2, item) = state.value[2];
    return state.value[0];
  });
}

/// Takes the items' elements into the states in slots; the accumulator becomes their first value.
template <class P>
__device__ __forceinline__ void accumulate(Thread<P>& thread, const ReadInstruction& in) {
  const ItemMask active = active_items(thread, in);
  const bool done = in.type == ValueType::f32 ? accumulate_frequent<float>(thread, in, active)
                    : in.type == ValueType::signed_int
                        ? accumulate_frequent<typename P::Int>(thread, in, active)
                        : false;
  if (!done) accumulate_each(thread, in, active);
}

// ---- items and threads of a row put together (items along the reduction)

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
    theirs.value[0] = shuffled(state.value[0], distance);
    if (count > 1) theirs.value[1] = shuffled(state.value[1], distance);
    if (count > 2) theirs.value[2] = shuffled(state.value[2], distance);
    combine(rule, type, state, theirs);
  }
  if (group <= 32) return;
  static __shared__ Word warps[32][3];
  const int warp = threadIdx.x / 32, warps_per_group = group / 32,
            first = warp / warps_per_group * warps_per_group;
  __syncthreads();
  if (threadIdx.x % 32 == 0)
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) warps[warp][k] = state.value[k];
  __syncthreads();
#pragma unroll
  for (int k = 0; k < 3; ++k) state.value[k] = k < count ? warps[first][k] : 0;
  for (int other = 1; other < warps_per_group; ++other) {
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) theirs.value[k] = warps[first + other][k];
    combine(rule, type, state, theirs);
  }
}

/// Block reduction of the states that a stage has left in slots, into uniforms.
template <class P>
__device__ __forceinline__ void reduce_states(Thread<P>& thread, const BlockReduction& reduction) {
  using Word = typename P::Word;
  const int count = state_count(reduction.rule);
  const auto item_state = [&](int item) {
    State<Word> state{};
#pragma unroll
    for (int k = 0; k < 3; ++k)
      if (k < count) state.value[k] = slot_item(thread, reduction.state + k, item);
    return state;
  };
  State<Word> total = item_state(0);
#pragma unroll 1
  for (int item = 1; item < P::kItems; ++item)
    combine(reduction.rule, reduction.type, total, item_state(item));
  combine_group(reduction.rule, reduction.type, total, thread.argument.group);
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < count) set_uniform(thread, reduction.uniform + k, total.value[k]);
}

/// A float32 of each thread put together by `f` over its group, for all of them. All threads of the block
/// take part. Whoever writes to the memory of one turn again has met all others in the turn between.
template <class P, class Function>
__device__ __forceinline__ float group_reduce(Thread<P>& thread, float value, Function&& f) {
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
  constexpr int kMostWarps = most_threads(P::kItems) / 32;
  static __shared__ float turns[2][kMostWarps];
  float* const warps = turns[thread.turn];
  thread.turn ^= 1;
  const int warp = static_cast<int>(threadIdx.x) / 32, warps_per_group = group / 32,
            first = warp & -warps_per_group;
  if (threadIdx.x % 32 == 0) warps[warp] = value;
  __syncthreads();
  float total = warps[first];
#pragma unroll
  for (int other = 1; other < kMostWarps; ++other)
    if (other < warps_per_group) total = f(total, warps[first + other]);
  return total;
}

/// The items [from, from + count) as `element` sees them, put together by `f` as a tree.
template <int from, int count, class P, class Function, class Element>
__device__ __forceinline__ float tree(const Thread<P>& thread, Function&& f, Element&& element) {
  if constexpr (count == 1)
    return element(from);
  else
    return f(tree<from, count / 2>(thread, f, element),
             tree<from + count / 2, count / 2>(thread, f, element));
}

/// The active items' elements put together by `f`; `inactive` stands for each other one.
template <class P, class Function, class Element>
__device__ __forceinline__ float thread_reduce(const Thread<P>& thread, ItemMask active, float inactive,
                                               Function&& f, Element&& element) {
  const auto of_item = [&](int item) { return element(value_of<float>(thread.acc[item])); };
  if (active == P::kAll) return tree<0, P::kItems>(thread, f, of_item);
  return tree<0, P::kItems>(thread, f,
                            [&](int item) { return active >> item & 1 ? of_item(item) : inactive; });
}

/// A float32 sum, maximum or minimum without states in slots: of a row that the items hold whole, or into the
/// thread's copy of the uniform, which the stage's end puts together.
template <class P, class Function>
__device__ __forceinline__ void reduce_direct(Thread<P>& thread, const ReadInstruction& in, ItemMask active,
                                              Function&& f) {
  using Word = typename P::Word;
  const float total =
      thread_reduce(thread, active, value_of<float>(read_immediate<P>(thread.argument, in, true)), f,
                    [](float element) { return element; });
  if (in.flags & kWholeRow)
    set_uniform(thread, in.state, word_of<Word>(group_reduce(thread, total, f)));
  else
    set_uniform(thread, in.state, word_of<Word>(f(value_of<float>(uniform(thread, in.state)), total)));
}

/// Mean, then squared deviations from it: two sums are exact where one running update is not, and cheaper.
template <class P>
__device__ __forceinline__ void moments_of_row(Thread<P>& thread, const ReadInstruction& in,
                                               ItemMask active) {
  using Word = typename P::Word;
  const auto add = [](float a, float b) { return a + b; };
  float weight = static_cast<float>(thread.argument.head.reduction);
  if (in.mask != kNoSlot) weight = group_reduce(thread, static_cast<float>(__popc(active)), add);
  const float total =
      group_reduce(thread, thread_reduce(thread, active, 0, add, [](float element) { return element; }), add);
  const float mean = weight == 0 ? 0 : total / weight;
  const float squares = thread_reduce(thread, active, 0, add, [&](float element) {
    const float delta = element - mean;
    return delta * delta;
  });
  set_uniform(thread, in.state, word_of<Word>(mean));
  set_uniform(thread, in.state + 1, word_of<Word>(group_reduce(thread, squares, add)));
  set_uniform(thread, in.state + 2, word_of<Word>(weight));
}

/// The float32 rules that need no states in slots.
template <class P>
__device__ __forceinline__ void reduce_without_slots(Thread<P>& thread, const ReadInstruction& in) {
  const ItemMask active = active_items(thread, in);
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

template <class P>
__device__ __forceinline__ void reduce(Thread<P>& thread, const ReadInstruction& in) {
  if constexpr (P::kAlongReduction) {
    if ((in.flags & (kWholeRow | kThreadState)) != 0) return reduce_without_slots(thread, in);
  }
  accumulate(thread, in);
}

}  // namespace ireplay
