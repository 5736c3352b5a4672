#include "kernels/interpreter/interpreter.hpp"
#include "kernels/interpreter/partials.cuh"

namespace ireplay {

void combine_partials(const CombineLaunch& launch, cudaStream_t stream) {
  const auto blocks = static_cast<unsigned>((launch.points + kPartialPoints - 1) / kPartialPoints);
  with_combining(launch, [&]<class Combining, class Word>() {
    combine_splits<Combining><<<blocks, dim3(kPartialPoints, kPartialShares), 0, stream>>>(
        static_cast<Word*>(launch.partials), launch.reduction, launch.splits, launch.points, launch.to);
  });
}

}  // namespace ireplay
