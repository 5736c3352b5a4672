#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/transform_iterator.h>

#include <algorithm>
#include <cub/block/block_exchange.cuh>
#include <cub/block/block_radix_sort.cuh>
#include <cub/block/block_reduce.cuh>
#include <cub/device/device_radix_sort.cuh>
#include <cub/device/device_scan.cuh>
#include <cub/device/device_segmented_radix_sort.cuh>

#include "kernels/device/call.hpp"
#include "kernels/sort/select.cuh"

// Stable least-significant-digit radix sorts of CUB, keys with positions. Rows of up to 4096 elements are
// sorted by a block each (BlockRadixSort); longer ones by the device, one row after the other where they are
// few (DeviceRadixSort), in segments where they are many (DeviceSegmentedRadixSort).

namespace ireplay {
namespace {

constexpr int kThreads = 256;
constexpr std::int64_t kFewRows = 16;
constexpr std::int64_t kMostSegmentElements = (std::int64_t{1} << 31) - 1;

// ---- the order

template <class Key>
__global__ void gather_keys(Rows input, KeyRule rule, std::int64_t count, std::int64_t length, Key* keys,
                            Position* order) {
  for (std::int64_t k = thread_number(); k < count; k += thread_count()) {
    const std::int64_t row = k / length, element = k - row * length;
    keys[k] = static_cast<Key>(rule.key(load_bits(address_of(input, row, element, rule.bytes), rule.bytes)));
    order[k] = static_cast<Position>(element);
  }
}

template <class Key, int threads, int items>
__global__ void __launch_bounds__(threads)
    sort_row(Rows input, KeyRule rule, int length, Key* sorted_keys, Position* order) {
  using Exchange = cub::BlockExchange<Key, threads, items>;
  using Sort = cub::BlockRadixSort<Key, threads, items, Position>;
  __shared__ union {
    typename Exchange::TempStorage exchange;
    typename Sort::TempStorage sort;
  } shared;
  const std::int64_t row = blockIdx.x;
  Rows from = input;
  from.data += offset_of(input.rows, row) * rule.bytes;
  from.rows.rank = 0;
  Key keys[items];
  Position positions[items];
#pragma unroll
  for (int k = 0; k < items; ++k) {
    const int element = k * threads + static_cast<int>(threadIdx.x);
    // what lies beyond the row is not less than anything in it, and comes later
    keys[k] = static_cast<Key>(rule.greatest());
    if (element < length)
      keys[k] = static_cast<Key>(rule.key(load_bits(address_of(from, 0, element, rule.bytes), rule.bytes)));
    positions[k] = static_cast<Position>(threadIdx.x) * items + k;
  }
  Exchange(shared.exchange).StripedToBlocked(keys);
  __syncthreads();
  Sort(shared.sort).SortBlockedToStriped(keys, positions, 0, rule.bits);
#pragma unroll
  for (int k = 0; k < items; ++k) {
    const int element = k * threads + static_cast<int>(threadIdx.x);
    if (element >= length) continue;
    sorted_keys[row * length + element] = keys[k];
    order[row * length + element] = positions[k];
  }
}

/// What the scratch memory of a sort holds.
template <class Key>
struct Memory {
  Key *keys = nullptr, *unsorted_keys = nullptr;  // `keys`: sorted
  Position *order = nullptr, *unsorted_order = nullptr;
  std::byte* library = nullptr;
  std::int64_t bytes = 0;  // up to `library`

  Memory(const SortProblem& problem, std::byte* scratch) {
    const std::int64_t count = problem.rows * problem.length;
    const auto take = [&](auto*& part, bool wanted) {
      if (!wanted) return;
      part = reinterpret_cast<std::remove_reference_t<decltype(part)>>(scratch + bytes);
      bytes += (count * static_cast<std::int64_t>(sizeof *part) + 255) / 256 * 256;
    };
    const bool twice = problem.sorts && problem.length > kLongestBlockRow && !selects(problem);
    take(keys, true), take(order, true);
    take(unsorted_keys, twice), take(unsorted_order, twice);
    library = scratch + bytes;
  }
};

struct SegmentStart {
  std::int64_t length;
  __host__ __device__ std::int64_t operator()(std::int64_t segment) const { return segment * length; }
};

bool in_segments(const SortProblem& problem) {
  return problem.rows > kFewRows && problem.rows * problem.length <= kMostSegmentElements;
}

/// CUB's call: with null as `library` it only says how many bytes it wants there.
template <class Key>
std::size_t sort_long_rows(const SortProblem& problem, const Memory<Key>& memory, int bits, void* library,
                           std::size_t bytes, std::int64_t row, cudaStream_t stream) {
  if (in_segments(problem)) {
    const auto starts = thrust::make_transform_iterator(thrust::make_counting_iterator(std::int64_t{0}),
                                                        SegmentStart{problem.length});
    IREPLAY_CUDA_CALL(cub::DeviceSegmentedRadixSort::SortPairs(
        library, bytes, memory.unsorted_keys, memory.keys, memory.unsorted_order, memory.order,
        static_cast<int>(problem.rows * problem.length), static_cast<int>(problem.rows), starts, starts + 1,
        0, bits, stream));
  } else {
    const std::int64_t at = row * problem.length;
    IREPLAY_CUDA_CALL(cub::DeviceRadixSort::SortPairs(
        library, bytes, memory.unsorted_keys + at, memory.keys + at, memory.unsorted_order + at,
        memory.order + at, static_cast<int>(problem.length), 0, bits, stream));
  }
  return bytes;
}

unsigned blocks_for(std::int64_t count, int multiprocessors) {
  const std::int64_t wanted = (count + kThreads - 1) / kThreads;
  return static_cast<unsigned>(std::clamp<std::int64_t>(wanted, 1, std::int64_t{32} * multiprocessors));
}

template <class Key, int threads, int items>
void launch_sort_row(const SortProblem& problem, const KeyRule& rule, const Memory<Key>& memory,
                     cudaStream_t stream) {
  sort_row<Key, threads, items><<<static_cast<unsigned>(problem.rows), threads, 0, stream>>>(
      problem.input, rule, static_cast<int>(problem.length), memory.keys, memory.order);
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

template <class Key, int items>
void launch_pick_few(const SortProblem& problem, const KeyRule& rule, const Memory<Key>& memory,
                     cudaStream_t stream) {
  constexpr std::int64_t kRows = kPickThreads / kWarp;
  pick_few<Key, items>
      <<<static_cast<unsigned>((problem.rows + kRows - 1) / kRows), kPickThreads, 0, stream>>>(
          problem.input, rule, problem.rows, static_cast<int>(problem.length),
          static_cast<int>(problem.wanted), memory.keys, memory.order);
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

template <class Key>
void launch_sort(const SortProblem& problem, std::byte* scratch, cudaStream_t stream) {
  const Memory<Key> memory(problem, scratch);
  const KeyRule rule = key_rule(problem.dtype, problem.descending);
  const std::int64_t count = problem.rows * problem.length;
  if (picks(problem) && problem.length <= 64) return launch_pick_few<Key, 2>(problem, rule, memory, stream);
  if (picks(problem) && problem.length <= 256) return launch_pick_few<Key, 8>(problem, rule, memory, stream);
  if (picks(problem)) return launch_pick_few<Key, 32>(problem, rule, memory, stream);
  if (problem.sorts && problem.length <= 256)
    return launch_sort_row<Key, 64, 4>(problem, rule, memory, stream);
  if (problem.sorts && problem.length <= 1024)
    return launch_sort_row<Key, 128, 8>(problem, rule, memory, stream);
  if (problem.sorts && problem.length <= kLongestBlockRow)
    return launch_sort_row<Key, 256, 16>(problem, rule, memory, stream);
  if (selects(problem)) {
    select_row<Key><<<static_cast<unsigned>(problem.rows), kSelectThreads, 0, stream>>>(
        problem.input, rule, static_cast<int>(problem.length), static_cast<int>(problem.wanted), memory.keys,
        memory.order);
    return IREPLAY_CUDA_CALL(cudaGetLastError());
  }
  gather_keys<<<blocks_for(count, problem.multiprocessors), kThreads, 0, stream>>>(
      problem.input, rule, count, problem.length, problem.sorts ? memory.unsorted_keys : memory.keys,
      problem.sorts ? memory.unsorted_order : memory.order);
  IREPLAY_CUDA_CALL(cudaGetLastError());
  if (!problem.sorts) return;
  const std::size_t bytes = sort_long_rows(problem, memory, rule.bits, nullptr, 0, 0, stream);
  for (std::int64_t row = 0; row < (in_segments(problem) ? 1 : problem.rows); ++row)
    sort_long_rows(problem, memory, rule.bits, memory.library, bytes, row, stream);
}

template <class Key>
std::int64_t scratch_bytes_of(const SortProblem& problem) {
  const Memory<Key> memory(problem, nullptr);
  if (!problem.sorts || problem.length <= kLongestBlockRow || selects(problem)) return memory.bytes;
  const int bits = key_rule(problem.dtype, false).bits;
  return memory.bytes +
         static_cast<std::int64_t>(sort_long_rows(problem, memory, bits, nullptr, 0, 0, nullptr));
}

bool has_wide_keys(DType dtype) { return bytes_of(dtype) == 8; }

/// Calls f with a Memory of the keys' type.
template <class F>
auto with_memory(const SortProblem& problem, std::byte* scratch, F&& f) {
  if (has_wide_keys(problem.dtype)) return f(Memory<std::uint64_t>(problem, scratch));
  return f(Memory<std::uint32_t>(problem, scratch));
}

// ---- what follows from it

/// The results of one element: its value and its position.
struct Target {
  Rows values, positions;  // data: null where not wanted

  __device__ void write(const Rows& input, std::int64_t row, Position position, std::int64_t number,
                        int bytes) const {
    if (values.data != nullptr)
      copy_bits(address_of(values, row, number, bytes), address_of(input, row, position, bytes), bytes);
    if (positions.data != nullptr)
      *reinterpret_cast<std::int64_t*>(address_of(positions, row, number, 8)) = position;
  }
};

Target target_of(const Rows* values, const Rows* positions) {
  return {values != nullptr ? *values : Rows{}, positions != nullptr ? *positions : Rows{}};
}

__global__ void write_in_order(Rows input, Target target, int bytes, const Position* order,
                               std::int64_t length, std::int64_t first, std::int64_t count,
                               std::int64_t total) {
  for (std::int64_t k = thread_number(); k < total; k += thread_count()) {
    const std::int64_t row = k / count, number = k - row * count;
    target.write(input, row, order[row * length + first + number], number, bytes);
  }
}

/// The first of `count` sorted keys that is not less than `key`.
template <class Key>
__device__ std::int64_t lower_bound(const Key* keys, std::int64_t count, Key key) {
  std::int64_t low = 0, high = count;
  while (low < high) {
    const std::int64_t middle = (low + high) / 2;
    if (keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

template <class Key>
__global__ void write_medians(Rows input, Target target, KeyRule rule, const Key* keys, const Position* order,
                              std::int64_t rows, std::int64_t length, bool skips_nan) {
  for (std::int64_t row = thread_number(); row < rows; row += thread_count()) {
    const std::int64_t at = row * length;
    const std::int64_t numbers =
        rule.has_nan() ? lower_bound(keys + at, length, static_cast<Key>(rule.greatest())) : length;
    const bool is_nan = numbers < length && (!skips_nan || numbers == 0);
    target.write(input, row, order[at + (is_nan ? numbers : (numbers - 1) / 2)], 0, rule.bytes);
  }
}

/// A block for each row. Each thread looks at the ends of runs and finds where they begin.
template <class Key>
__global__ void __launch_bounds__(kThreads)
    write_modes(Rows input, Target target, KeyRule rule, const Key* keys, const Position* order,
                std::int64_t length) {
  using Reduce = cub::BlockReduce<std::uint64_t, kThreads>;
  __shared__ typename Reduce::TempStorage shared;
  const std::int64_t row = blockIdx.x;
  const Key* const sorted = keys + row * length;
  std::uint64_t best = 0;  // length of the run, and how far its end is from the row's
  for (std::int64_t k = threadIdx.x; k < length; k += kThreads) {
    const Key key = sorted[k];
    const bool is_nan = rule.has_nan() && key == static_cast<Key>(rule.greatest());
    if (!is_nan && k + 1 < length && sorted[k + 1] == key) continue;
    const std::int64_t run = is_nan ? 1 : k + 1 - lower_bound(sorted, k, key);
    const std::uint64_t rank = static_cast<std::uint64_t>(run) << 32 | static_cast<std::uint32_t>(length - k);
    best = rank > best ? rank : best;
  }
  best = Reduce(shared).Reduce(best, [](std::uint64_t a, std::uint64_t b) { return a > b ? a : b; });
  if (threadIdx.x != 0) return;
  const std::int64_t end = length - static_cast<std::int64_t>(best & 0xFFFFFFFFu);
  target.write(input, row, order[row * length + end], 0, rule.bytes);
}

template <class Key>
__global__ void mark_beginnings(const Key* keys, KeyRule rule, std::int64_t length, Position* marks) {
  for (std::int64_t k = thread_number(); k < length; k += thread_count()) {
    const bool is_nan = rule.has_nan() && keys[k] == static_cast<Key>(rule.greatest());
    marks[k] = k == 0 || is_nan || keys[k] != keys[k - 1];
  }
}

struct DistinctTargets {
  Rows values, inverse, counts;  // data: null where not wanted
  std::int64_t groups = 0;
  DeviceFault* fault = nullptr;
  std::int32_t program = 0;
};

__device__ void raise(const DistinctTargets& to, std::int64_t groups) {
  if (atomicExch(&to.fault->set, 1) != 0) return;
  to.fault->program = to.program;
  to.fault->instruction = 0;
  to.fault->index = groups;
  to.fault->bound = to.groups;
}

/// `number` counts groups from 1; `begins[g]` becomes the element that group g begins with.
__global__ void write_groups(Rows input, DistinctTargets to, int bytes, const Position* order,
                             const Position* number, std::int64_t length, Position* begins) {
  for (std::int64_t k = thread_number(); k < length; k += thread_count()) {
    const std::int64_t group = number[k] - 1;
    if (to.inverse.data != nullptr)
      *reinterpret_cast<std::int64_t*>(address_of(to.inverse, 0, order[k], 8)) = group;
    if (k == 0 || number[k - 1] != number[k]) {
      begins[group] = static_cast<Position>(k);
      if (to.values.data != nullptr && group < to.groups)
        copy_bits(address_of(to.values, 0, group, bytes), address_of(input, 0, order[k], bytes), bytes);
    }
    if (k + 1 < length) continue;
    begins[group + 1] = static_cast<Position>(length);
    if (group + 1 != to.groups) raise(to, group + 1);
  }
}

__global__ void write_counts(DistinctTargets to, const Position* number, const Position* begins,
                             std::int64_t length) {
  const std::int64_t groups = number[length - 1];
  for (std::int64_t k = thread_number(); k < to.groups && k < groups; k += thread_count())
    *reinterpret_cast<std::int64_t*>(address_of(to.counts, 0, k, 8)) = begins[k + 1] - begins[k];
}

/// Two arrays of positions, then CUB's own.
std::int64_t positions_bytes(const SortProblem& problem) {
  return ((problem.length + 1) * static_cast<std::int64_t>(sizeof(Position)) + 255) / 256 * 256;
}

std::size_t number_groups(Position* marks, std::int64_t length, void* library, std::size_t bytes,
                          cudaStream_t stream) {
  IREPLAY_CUDA_CALL(
      cub::DeviceScan::InclusiveSum(library, bytes, marks, marks, static_cast<int>(length), stream));
  return bytes;
}

}  // namespace

bool has_sort_order(DType dtype) {
  return bytes_of(dtype) <= 8 && !is_complex(dtype) && !(is_floating(dtype) && bytes_of(dtype) == 1);
}

bool make_layout(const std::vector<std::int64_t>& size, const std::vector<std::int64_t>& stride,
                 StridedLayout& layout) {
  layout = {};
  for (std::size_t d = 0; d < size.size(); ++d) {
    if (size[d] == 1) continue;
    const int last = layout.rank - 1;
    if (last >= 0 && layout.stride[last] == size[d] * stride[d]) {
      layout.size[last] *= size[d];
      layout.stride[last] = stride[d];
      continue;
    }
    if (layout.rank == kMostLayoutDims) return false;
    layout.size[layout.rank] = size[d];
    layout.stride[layout.rank++] = stride[d];
  }
  return true;
}

RowSort::RowSort(const SortProblem& problem, std::byte* scratch) : problem_(problem), scratch_(scratch) {
  if (!problem.sorts)
    kernel_ = "sort/runs";
  else if (picks(problem))
    kernel_ = "sort/pick";
  else if (problem.length <= kLongestBlockRow)
    kernel_ = "sort/block";
  else if (selects(problem))
    kernel_ = "sort/select";
  else
    kernel_ = in_segments(problem) ? "sort/segments" : "sort/radix";
}

std::int64_t RowSort::scratch_bytes(const SortProblem& problem) {
  return has_wide_keys(problem.dtype) ? scratch_bytes_of<std::uint64_t>(problem)
                                      : scratch_bytes_of<std::uint32_t>(problem);
}

void RowSort::launch(cudaStream_t stream) const {
  if (has_wide_keys(problem_.dtype))
    launch_sort<std::uint64_t>(problem_, scratch_, stream);
  else
    launch_sort<std::uint32_t>(problem_, scratch_, stream);
}

void RowSort::write(const Rows* values, const Rows* positions, std::int64_t first, std::int64_t count,
                    cudaStream_t stream) const {
  const std::int64_t total = problem_.rows * count;
  if (total == 0) return;
  with_memory(problem_, scratch_, [&](const auto& memory) {
    write_in_order<<<blocks_for(total, problem_.multiprocessors), kThreads, 0, stream>>>(
        problem_.input, target_of(values, positions), static_cast<int>(bytes_of(problem_.dtype)),
        memory.order, problem_.length, first, count, total);
  });
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

void RowSort::permute(const Rows& from, const Rows& to, DType dtype, cudaStream_t stream) const {
  const std::int64_t total = problem_.rows * problem_.length;
  with_memory(problem_, scratch_, [&](const auto& memory) {
    write_in_order<<<blocks_for(total, problem_.multiprocessors), kThreads, 0, stream>>>(
        from, target_of(&to, nullptr), static_cast<int>(bytes_of(dtype)), memory.order, problem_.length, 0,
        problem_.length, total);
  });
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

void RowSort::write_median(const Rows* values, const Rows* positions, bool skips_nan,
                           cudaStream_t stream) const {
  with_memory(problem_, scratch_, [&](const auto& memory) {
    write_medians<<<blocks_for(problem_.rows, problem_.multiprocessors), kThreads, 0, stream>>>(
        problem_.input, target_of(values, positions), key_rule(problem_.dtype, false), memory.keys,
        memory.order, problem_.rows, problem_.length, skips_nan);
  });
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

void RowSort::write_mode(const Rows* values, const Rows* positions, cudaStream_t stream) const {
  with_memory(problem_, scratch_, [&](const auto& memory) {
    write_modes<<<static_cast<unsigned>(problem_.rows), kThreads, 0, stream>>>(
        problem_.input, target_of(values, positions), key_rule(problem_.dtype, false), memory.keys,
        memory.order, problem_.length);
  });
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

void RowSort::write_distinct(const Distinct& distinct, cudaStream_t stream) const {
  DistinctTargets to;
  if (distinct.values != nullptr) to.values = *distinct.values;
  if (distinct.inverse != nullptr) to.inverse = *distinct.inverse;
  if (distinct.counts != nullptr) to.counts = *distinct.counts;
  to.groups = distinct.groups, to.fault = distinct.fault, to.program = distinct.program;
  const KeyRule rule = key_rule(problem_.dtype, false);
  const std::int64_t part = positions_bytes(problem_), length = problem_.length;
  auto* const number = reinterpret_cast<Position*>(distinct.scratch);
  auto* const begins = reinterpret_cast<Position*>(distinct.scratch + part);
  const unsigned blocks = blocks_for(length, problem_.multiprocessors);
  with_memory(problem_, scratch_, [&](const auto& memory) {
    mark_beginnings<<<blocks, kThreads, 0, stream>>>(memory.keys, rule, length, number);
    IREPLAY_CUDA_CALL(cudaGetLastError());
    const std::size_t bytes = number_groups(number, length, nullptr, 0, stream);
    number_groups(number, length, distinct.scratch + 2 * part, bytes, stream);
    write_groups<<<blocks, kThreads, 0, stream>>>(problem_.input, to, rule.bytes, memory.order, number,
                                                  length, begins);
    IREPLAY_CUDA_CALL(cudaGetLastError());
    if (to.counts.data != nullptr) write_counts<<<blocks, kThreads, 0, stream>>>(to, number, begins, length);
  });
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

std::int64_t RowSort::distinct_scratch_bytes(const SortProblem& problem) {
  return 2 * positions_bytes(problem) +
         static_cast<std::int64_t>(number_groups(nullptr, problem.length, nullptr, 0, nullptr));
}

}  // namespace ireplay
