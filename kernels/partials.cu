#include "kernels/interpreter.hpp"
#include "kernels/reduce.cuh"

// Slices of a reduction that blocks have shared, put together: 32 neighbouring points and 32 shares of the
// slices in a block.

namespace ireplay {
namespace {

constexpr int kPoints = 32, kShares = 32, kAhead = 4;

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
__global__ void __launch_bounds__(kPoints* kShares)
    combine_slices(Word* partials, DeviceFold fold, std::int64_t slices, std::int64_t points) {
  __shared__ Word shares[kShares][3][kPoints];
  const std::int64_t point = static_cast<std::int64_t>(blockIdx.x) * kPoints + threadIdx.x;
  const bool inside = point < points && threadIdx.y < slices;
  State<Word> total{};
  if (inside) {
    total = read_state(partials, fold, threadIdx.y, slices, points, point);
    for (std::int64_t slice = threadIdx.y + kShares; slice < slices; slice += kShares * kAhead) {
      State<Word> theirs[kAhead];
#pragma unroll
      for (int k = 0; k < kAhead; ++k)
        if (slice + k * kShares < slices)
          theirs[k] = read_state(partials, fold, slice + k * kShares, slices, points, point);
#pragma unroll
      for (int k = 0; k < kAhead; ++k)
        if (slice + k * kShares < slices) combine(fold.rule, fold.type, total, theirs[k]);
    }
  }
#pragma unroll
  for (int k = 0; k < 3; ++k) shares[threadIdx.y][k][threadIdx.x] = total.part[k];
  __syncthreads();
  if (threadIdx.y != 0 || !inside) return;
  for (int share = 1; share < kShares && share < slices; ++share) {
    State<Word> theirs{};
#pragma unroll
    for (int k = 0; k < 3; ++k) theirs.part[k] = shares[share][k][threadIdx.x];
    combine(fold.rule, fold.type, total, theirs);
  }
#pragma unroll
  for (int k = 0; k < 3; ++k)
    if (k < state_count(fold.rule)) partials[(fold.row + k) * slices * points + point] = total.part[k];
}

}  // namespace

void combine_partials(const CombineLaunch& launch, cudaStream_t stream) {
  const auto blocks = static_cast<unsigned>((launch.points + kPoints - 1) / kPoints);
  const dim3 block(kPoints, kShares);
  if (launch.width == MachineWidth::words64)
    combine_slices<<<blocks, block, 0, stream>>>(static_cast<std::uint64_t*>(launch.partials), launch.fold,
                                                 launch.slices, launch.points);
  else
    combine_slices<<<blocks, block, 0, stream>>>(static_cast<std::uint32_t*>(launch.partials), launch.fold,
                                                 launch.slices, launch.points);
}

}  // namespace ireplay
