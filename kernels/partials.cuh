#pragma once

#include "kernels/reduce.cuh"

/// Slices of a reduction that blocks have shared, put together: 32 neighbouring points and 32 shares of the
/// slices in a block.
namespace ireplay {

inline constexpr int kPartialPoints = 32, kPartialShares = 32, kPartialsAhead = 4;

template <class Word>
__device__ State<Word> read_state(const Word* partials, const DeviceFold& fold, std::int64_t slice,
                                  std::int64_t slices, std::int64_t points, std::int64_t point) {
  State<Word> state{};
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < state_count(fold.rule))
      state.part[k] = partials[((fold.row + k) * slices + slice) * points + point];
  return state;
}

template <class Word>
__global__ void __launch_bounds__(kPartialPoints* kPartialShares)
    combine_slices(Word* partials, DeviceFold fold, std::int64_t slices, std::int64_t points) {
  static __shared__ Word shares[kPartialShares][3][kPartialPoints];
  const std::int64_t point = static_cast<std::int64_t>(blockIdx.x) * kPartialPoints + threadIdx.x;
  const bool inside = point < points && threadIdx.y < slices;
  State<Word> total{};
  if (inside) {
    total = read_state(partials, fold, threadIdx.y, slices, points, point);
    for (std::int64_t slice = threadIdx.y + kPartialShares; slice < slices;
         slice += kPartialShares * kPartialsAhead) {
      State<Word> theirs[kPartialsAhead];
#pragma unroll
      for (int k = 0; k < kPartialsAhead; ++k)
        if (slice + k * kPartialShares < slices)
          theirs[k] = read_state(partials, fold, slice + k * kPartialShares, slices, points, point);
#pragma unroll
      for (int k = 0; k < kPartialsAhead; ++k)
        if (slice + k * kPartialShares < slices) combine(fold.rule, fold.type, total, theirs[k]);
    }
  }
#pragma unroll
  for (int k = 0; k < 3; ++k) shares[threadIdx.y][k][threadIdx.x] = total.part[k];
  __syncthreads();
  if (threadIdx.y != 0 || !inside) return;
  for (int share = 1; share < kPartialShares && share < slices; ++share) {
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k) theirs.part[k] = shares[share][k][threadIdx.x];
    combine(fold.rule, fold.type, total, theirs);
  }
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < state_count(fold.rule)) partials[(fold.row + k) * slices * points + point] = total.part[k];
}

}  // namespace ireplay
