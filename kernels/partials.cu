#include "kernels/interpreter.hpp"
#include "kernels/partials.cuh"

namespace ireplay {

void combine_partials(const CombineLaunch& launch, cudaStream_t stream) {
  const auto blocks = static_cast<unsigned>((launch.points + kPartialPoints - 1) / kPartialPoints);
  const dim3 block(kPartialPoints, kPartialShares);
  if (launch.width == MachineWidth::words64)
    combine_slices<<<blocks, block, 0, stream>>>(static_cast<std::uint64_t*>(launch.partials), launch.fold,
                                                 launch.slices, launch.points, launch.to);
  else
    combine_slices<<<blocks, block, 0, stream>>>(static_cast<std::uint32_t*>(launch.partials), launch.fold,
                                                 launch.slices, launch.points, launch.to);
}

}  // namespace ireplay
