#pragma once

#include "kernels/interpreter/states.cuh"

/// Second pass of a split reduction: what its splits have left is put together, sixteen neighbouring points
/// and 64 shares of the splits in a block, by a tree in shared memory (Harris, "Optimizing Parallel Reduction
/// in CUDA", 2007).
namespace ireplay {

inline constexpr int kPartialPoints = 16, kPartialShares = 64, kPartialsAhead = 8;

/// How two states combine: by any rule; or as sums of float32, which have a kernel of their own because
/// fetching the instructions for every rule takes longer than adding up what most reductions leave.
struct ByAnyRule {
  __device__ static int values(const BlockReduction& reduction) { return state_count(reduction.rule); }
  template <class Word>
  __device__ static void apply(const BlockReduction& reduction, State<Word>& a, const State<Word>& b) {
    combine(reduction.rule, reduction.type, a, b);
  }
};
struct AsSums {
  __device__ static constexpr int values(const BlockReduction&) { return 1; }
  template <class Word>
  __device__ static void apply(const BlockReduction&, State<Word>& a, const State<Word>& b) {
    a.value[0] = word_of<Word>(value_of<float>(a.value[0]) + value_of<float>(b.value[0]));
  }
};

template <class Combining, class Word>
__device__ State<Word> read_state(const Word* partials, const BlockReduction& reduction, std::int64_t split,
                                  std::int64_t splits, std::int64_t points, std::int64_t point) {
  State<Word> state{};
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < Combining::values(reduction))
      state.value[k] = partials[((reduction.uniform + k) * splits + split) * points + point];
  return state;
}

/// Partial reduction of a share: every `kPartialShares`-th split from `first` on.
template <class Combining, class Word>
__device__ State<Word> share_total(const Word* partials, const BlockReduction& reduction, std::int64_t first,
                                   std::int64_t splits, std::int64_t points, std::int64_t point) {
  State<Word> total = read_state<Combining>(partials, reduction, first, splits, points, point);
  for (std::int64_t split = first + kPartialShares; split < splits;
       split += kPartialShares * kPartialsAhead) {
    State<Word> theirs[kPartialsAhead];
#pragma unroll
    for (int k = 0; k < kPartialsAhead; ++k)
      if (split + k * kPartialShares < splits)
        theirs[k] =
            read_state<Combining>(partials, reduction, split + k * kPartialShares, splits, points, point);
#pragma unroll
    for (int k = 0; k < kPartialsAhead; ++k)
      if (split + k * kPartialShares < splits) Combining::apply(reduction, total, theirs[k]);
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
    combine_splits(Word* partials, BlockReduction reduction, std::int64_t splits, std::int64_t points,
                   CombineStore to) {
  static __shared__ Word shares[kPartialShares][3][kPartialPoints];
  const std::int64_t point = static_cast<std::int64_t>(blockIdx.x) * kPartialPoints + threadIdx.x;
  const int share = static_cast<int>(threadIdx.y);
  const auto used = static_cast<int>(splits < kPartialShares ? splits : kPartialShares);
  const bool inside = point < points && share < used;
  State<Word> total{};
  if (inside) total = share_total<Combining>(partials, reduction, share, splits, points, point);
#pragma unroll
  for (int k = 0; k < 3; ++k) shares[share][k][threadIdx.x] = total.value[k];
  for (int half = kPartialShares / 2; half > 0; half /= 2) {
    __syncthreads();
    if (share >= half || share + half >= used) continue;
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k) theirs.value[k] = shares[share + half][k][threadIdx.x];
    Combining::apply(reduction, total, theirs);
#pragma unroll
    for (int k = 0; k < 3; ++k) shares[share][k][threadIdx.x] = total.value[k];
  }
  if (share != 0 || !inside) return;
  if constexpr (sizeof(Word) == 4)
    if (to.memory != nullptr) return store_result(to, point, total.value[0]);
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < Combining::values(reduction))
      partials[(reduction.uniform + k) * splits * points + point] = total.value[k];
}

/// f(): what combines, and the words that it does it on.
template <class Function>
void with_combining(const CombineLaunch& launch, Function&& f) {
  if (launch.width == MachineWidth::words64) return f.template operator()<ByAnyRule, std::uint64_t>();
  if (launch.reduction.rule == ReduceRule::sum && launch.reduction.type == ValueType::f32)
    return f.template operator()<AsSums, std::uint32_t>();
  f.template operator()<ByAnyRule, std::uint32_t>();
}

}  // namespace ireplay
