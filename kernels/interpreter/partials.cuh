#pragma once

#include "kernels/interpreter/reduce.cuh"

/// Slices of a reduction that blocks have shared, put together: sixteen neighbouring points and 64 shares of
/// the slices in a block.
namespace ireplay {

inline constexpr int kPartialPoints = 16, kPartialShares = 64, kPartialsAhead = 8;

/// How two states combine: by any rule; or as sums of float32, which have a kernel of their own because
/// fetching the instructions for every rule takes longer than adding up what most reductions leave.
struct ByAnyRule {
  __device__ static int parts(const DeviceFold& fold) { return state_count(fold.rule); }
  template <class Word>
  __device__ static void apply(const DeviceFold& fold, State<Word>& a, const State<Word>& b) {
    combine(fold.rule, fold.type, a, b);
  }
};
struct AsSums {
  __device__ static constexpr int parts(const DeviceFold&) { return 1; }
  template <class Word>
  __device__ static void apply(const DeviceFold&, State<Word>& a, const State<Word>& b) {
    a.part[0] = word_of<Word>(value_of<float>(a.part[0]) + value_of<float>(b.part[0]));
  }
};

template <class Combining, class Word>
__device__ State<Word> read_state(const Word* partials, const DeviceFold& fold, std::int64_t slice,
                                  std::int64_t slices, std::int64_t points, std::int64_t point) {
  State<Word> state{};
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < Combining::parts(fold))
      state.part[k] = partials[((fold.row + k) * slices + slice) * points + point];
  return state;
}

/// Partial reduction of a share: every `kPartialShares`-th slice from `first` on.
template <class Combining, class Word>
__device__ State<Word> share_total(const Word* partials, const DeviceFold& fold, std::int64_t first,
                                   std::int64_t slices, std::int64_t points, std::int64_t point) {
  State<Word> total = read_state<Combining>(partials, fold, first, slices, points, point);
  for (std::int64_t slice = first + kPartialShares; slice < slices;
       slice += kPartialShares * kPartialsAhead) {
    State<Word> theirs[kPartialsAhead];
#pragma unroll
    for (int k = 0; k < kPartialsAhead; ++k)
      if (slice + k * kPartialShares < slices)
        theirs[k] = read_state<Combining>(partials, fold, slice + k * kPartialShares, slices, points, point);
#pragma unroll
    for (int k = 0; k < kPartialsAhead; ++k)
      if (slice + k * kPartialShares < slices) Combining::apply(fold, total, theirs[k]);
  }
  return total;
}

inline __device__ void store_result(const CombineStore& to, std::int64_t point, std::uint32_t word) {
  const std::uint32_t bits = narrow<false>(word, to.storage);
  if (to.storage == DType::bf16 || to.storage == DType::f16)
    static_cast<std::uint16_t*>(to.memory)[to.offset + point] = static_cast<std::uint16_t>(bits);
  else
    static_cast<std::uint32_t*>(to.memory)[to.offset + point] = bits;
}

template <class Combining, class Word>
__global__ void __launch_bounds__(kPartialPoints* kPartialShares)
    combine_slices(Word* partials, DeviceFold fold, std::int64_t slices, std::int64_t points,
                   CombineStore to) {
  static __shared__ Word shares[kPartialShares][3][kPartialPoints];
  const std::int64_t point = static_cast<std::int64_t>(blockIdx.x) * kPartialPoints + threadIdx.x;
  const int share = static_cast<int>(threadIdx.y);
  const auto used = static_cast<int>(slices < kPartialShares ? slices : kPartialShares);
  const bool inside = point < points && share < used;
  State<Word> total{};
  if (inside) total = share_total<Combining>(partials, fold, share, slices, points, point);
#pragma unroll
  for (int k = 0; k < 3; ++k) shares[share][k][threadIdx.x] = total.part[k];
  for (int half = kPartialShares / 2; half > 0; half /= 2) {
    __syncthreads();
    if (share >= half || share + half >= used) continue;
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k) theirs.part[k] = shares[share + half][k][threadIdx.x];
    Combining::apply(fold, total, theirs);
#pragma unroll
    for (int k = 0; k < 3; ++k) shares[share][k][threadIdx.x] = total.part[k];
  }
  if (share != 0 || !inside) return;
  if constexpr (sizeof(Word) == 4)
    if (to.memory != nullptr) return store_result(to, point, total.part[0]);
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < Combining::parts(fold)) partials[(fold.row + k) * slices * points + point] = total.part[k];
}

/// f(): what combines, and the words that it does it on.
template <class Function>
void with_combining(const CombineLaunch& launch, Function&& f) {
  if (launch.width == MachineWidth::words64) return f.template operator()<ByAnyRule, std::uint64_t>();
  if (launch.fold.rule == ReduceRule::sum && launch.fold.type == ValueType::f32)
    return f.template operator()<AsSums, std::uint32_t>();
  f.template operator()<ByAnyRule, std::uint32_t>();
}

}  // namespace ireplay
