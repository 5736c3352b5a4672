#pragma once

#include <cub/block/block_scan.cuh>

#include "kernels/sort/keys.cuh"

/// The first few of a row in order, without sorting it. Of a long row a block finds them: a radix select from
/// the most significant digit on (Alabi et al. 2012), then a bitonic sort (Batcher 1968) of those. Of a short
/// one a warp picks them one after the other.
namespace ireplay {

inline constexpr std::int64_t kLongestBlockRow = 4096;  // which a block sorts
inline constexpr int kMostSelected = 1024, kDigitBits = 11, kDigits = 1 << kDigitBits, kSelectThreads = 1024;
inline constexpr int kMostPicked = 32, kWarp = 32, kPickThreads = 128;
inline constexpr std::int64_t kLongestPickedRow = 1024;
inline constexpr std::int64_t kLongestOfFewSelected = 1 << 17;  // elements; a block alone takes long for more

struct Bin {
  int digit, before, count;  // how many keys are in it, and before it
};

/// The bin in which key number `wanted`, counted from 1, lies. All of the block come here; `counts` are
/// complete.
__device__ inline Bin find_bin(const int* counts, int wanted) {
  using Scan = cub::BlockScan<int, kSelectThreads>;
  __shared__ typename Scan::TempStorage scan;
  __shared__ Bin found;
  constexpr int kOwn = kDigits / kSelectThreads;
  const int first = static_cast<int>(threadIdx.x) * kOwn;
  int sum = 0, before = 0;
#pragma unroll
  for (int k = 0; k < kOwn; ++k) sum += counts[first + k];
  Scan(scan).ExclusiveSum(sum, before);
#pragma unroll
  for (int k = 0; k < kOwn; ++k) {
    const int count = counts[first + k];
    if (before < wanted && before + count >= wanted) found = {first + k, before, count};
    before += count;
  }
  __syncthreads();
  return found;
}

/// Ascending; a power of two of them.
template <class Key>
__device__ void sort_pairs(Key* keys, Position* positions, int count) {
  for (int size = 2; size <= count; size *= 2)
    for (int distance = size / 2; distance > 0; distance /= 2) {
      for (int k = static_cast<int>(threadIdx.x); k < count / 2; k += kSelectThreads) {
        const int low = k / distance * 2 * distance + k % distance, high = low + distance;
        const bool greater =
            keys[low] > keys[high] || (keys[low] == keys[high] && positions[low] > positions[high]);
        if (greater != ((low & size) == 0)) continue;
        const Key key = keys[low];
        const Position position = positions[low];
        keys[low] = keys[high], positions[low] = positions[high];
        keys[high] = key, positions[high] = position;
      }
      __syncthreads();
    }
}

/// The first `wanted` of a row in order, at most kMostSelected.
template <class Key>
__global__ void __launch_bounds__(kSelectThreads)
    select_row(Rows input, KeyRule rule, int length, int wanted, Key* sorted_keys, Position* order) {
  using Scan = cub::BlockScan<int, kSelectThreads>;
  __shared__ int counts[kDigits];
  __shared__ typename Scan::TempStorage scan;
  __shared__ Key keys[kMostSelected];
  __shared__ Position positions[kMostSelected];
  __shared__ int taken;
  const std::int64_t row = blockIdx.x;
  const int thread = static_cast<int>(threadIdx.x);
  Rows from = input;
  from.data += offset_of(input.rows, row) * rule.bytes;
  from.rows.rank = 0;
  const auto key_at = [&](int element) {
    return static_cast<Key>(rule.key(load_bits(address_of(from, 0, element, rule.bytes), rule.bytes)));
  };

  // the digits of the last key that is wanted: those that begin with less come before it
  Key prefix = 0;
  int known = 0, left = wanted;  // bits of the prefix; how many are wanted of those that begin with it
  bool all = false;              // of them
  while (!all && known < rule.bits) {
    const int bits = min(kDigitBits, rule.bits - known), shift = rule.bits - known - bits;
    for (int k = thread; k < kDigits; k += kSelectThreads) counts[k] = 0;
    __syncthreads();
#pragma unroll 4
    for (int element = thread; element < length; element += kSelectThreads) {
      const Key key = key_at(element);
      if (known == 0 || key >> (rule.bits - known) == prefix)
        atomicAdd(&counts[static_cast<int>(key >> shift) & ((1 << bits) - 1)], 1);
    }
    __syncthreads();
    const Bin bin = find_bin(counts, left);
    prefix = static_cast<Key>(prefix << bits) | static_cast<Key>(bin.digit);
    known += bits;
    left -= bin.before;
    all = bin.count == left;
    __syncthreads();
  }

  if (thread == 0) taken = 0;
  __syncthreads();
  const auto take = [&](Key key, int element) {
    const int slot = atomicAdd(&taken, 1);
    keys[slot] = key, positions[slot] = element;
  };
#pragma unroll 4
  for (int base = 0; base < length; base += kSelectThreads) {
    const int element = base + thread;
    const Key key = element < length ? key_at(element) : Key(0), begin = key >> (rule.bits - known);
    const bool equal = element < length && begin == prefix;
    if (element < length && (begin < prefix || (equal && all))) take(key, element);
    if (all || left == 0) continue;
    int before = 0, here = 0;  // of equal keys the first ones
    Scan(scan).ExclusiveSum(equal ? 1 : 0, before, here);
    if (equal && before < left) take(key, element);
    left -= min(left, here);
    __syncthreads();
  }
  __syncthreads();
  int slots = 1;
  while (slots < wanted) slots *= 2;
  for (int k = wanted + thread; k < slots; k += kSelectThreads)
    keys[k] = static_cast<Key>(rule.greatest()), positions[k] = length;
  __syncthreads();
  sort_pairs(keys, positions, slots);
  for (int k = thread; k < wanted; k += kSelectThreads) {
    sorted_keys[row * length + k] = keys[k];
    order[row * length + k] = positions[k];
  }
}

/// The first `wanted` of a row in order, a warp for each row: those that follow the last one picked are
/// looked through for the next. A thread holds every 32nd element.
template <class Key, int items>
__global__ void __launch_bounds__(kPickThreads)
    pick_few(Rows input, KeyRule rule, std::int64_t rows, int length, int wanted, Key* sorted_keys,
             Position* order) {
  const int lane = static_cast<int>(threadIdx.x) % kWarp;
  const std::int64_t row =
      static_cast<std::int64_t>(blockIdx.x) * (kPickThreads / kWarp) + threadIdx.x / kWarp;
  if (row >= rows) return;
  Rows from = input;
  from.data += offset_of(input.rows, row) * rule.bytes;
  from.rows.rank = 0;
  Key keys[items];
#pragma unroll
  for (int k = 0; k < items; ++k) {
    const int element = k * kWarp + lane;
    keys[k] =
        element < length
            ? static_cast<Key>(rule.key(load_bits(address_of(from, 0, element, rule.bytes), rule.bytes)))
            : Key(0);
  }
  Key last_key = 0;
  Position last = -1;
  for (int number = 0; number < wanted; ++number) {
    Key best = 0;
    Position at = length;  // none
#pragma unroll
    for (int k = 0; k < items; ++k) {
      const int element = k * kWarp + lane;
      const bool follows =
          last < 0 || keys[k] > last_key || (keys[k] == last_key && static_cast<Position>(element) > last);
      if (element < length && follows && (at == length || keys[k] < best)) best = keys[k], at = element;
    }
#pragma unroll
    for (int mask = kWarp / 2; mask > 0; mask /= 2) {
      const Key key = __shfl_xor_sync(0xffffffffu, best, mask);
      const Position position = __shfl_xor_sync(0xffffffffu, at, mask);
      if (position < length && (at == length || key < best || (key == best && position < at)))
        best = key, at = position;
    }
    last_key = best, last = at;
    if (lane == 0) sorted_keys[row * length + number] = best, order[row * length + number] = at;
  }
}

inline bool picks(const SortProblem& problem) {
  return problem.sorts && problem.length <= kLongestPickedRow && problem.wanted > 0 &&
         problem.wanted <= kMostPicked;
}

inline bool selects(const SortProblem& problem) {
  return problem.sorts && problem.length > kLongestBlockRow && problem.wanted > 0 &&
         problem.wanted <= kMostSelected &&
         (problem.length <= kLongestOfFewSelected || problem.rows >= problem.multiprocessors);
}

}  // namespace ireplay
