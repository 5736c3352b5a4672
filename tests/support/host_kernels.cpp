#include "tests/support/host_kernels.hpp"

#include <stdexcept>

#include "kernels/batch.cuh"
#include "kernels/partials.cuh"
#include "kernels/points.cuh"
#include "kernels/rows.cuh"
#include "tests/support/host_grid.hpp"

namespace ireplay {
namespace {

template <int lanes, bool rows>
using Main = MachinePolicy<std::uint32_t, lanes, rows, false>;
template <class Word, bool rows>
using Special = MachinePolicy<Word, 4, rows, true>;

template <bool rows>
InterpreterKernel full_kernel(MachineWidth width) {
  const auto kernel_of = []<class P>(P) -> InterpreterKernel {
    if constexpr (rows)
      return &run_rows<P>;
    else
      return &run_parallel<P>;
  };
  switch (width) {
    case MachineWidth::words32:
      return kernel_of(Main<16, rows>{});
    case MachineWidth::words32_wide:
      return kernel_of(Main<32, rows>{});
    case MachineWidth::words32_widest:
      if constexpr (rows) return kernel_of(Main<64, rows>{});
      throw std::logic_error("columns of sixty-four lanes");
    case MachineWidth::words32_special:
      return kernel_of(Special<std::uint32_t, rows>{});
    default:
      return kernel_of(Special<std::uint64_t, rows>{});
  }
}

InterpreterKernel kernel_of(const InterpreterLaunch& launch) {
  if (launch.axis == LaneAxis::reduction) return full_kernel<true>(launch.width);
  if (!launch.points || !is_main(launch.width)) return full_kernel<false>(launch.width);
  switch (launch.width) {
    case MachineWidth::words32:
      return &run_points<Main<16, false>>;
    case MachineWidth::words32_wide:
      return &run_points<Main<32, false>>;
    default:
      return &run_points<Main<64, false>>;
  }
}

template <class Word>
void combine_on_host(const CombineLaunch& launch) {
  const auto blocks = static_cast<unsigned>((launch.points + kPartialPoints - 1) / kPartialPoints);
  run_grid({blocks, 1, kPartialPoints, kPartialShares}, [&] {
    combine_slices(static_cast<Word*>(launch.partials), launch.fold, launch.slices, launch.points);
  });
}

void expect_room(std::size_t shared_bytes) {
  if (shared_bytes > kHostSharedBytes) throw std::logic_error("more shared memory than a block has");
}

}  // namespace

void run_on_host(const InterpreterLaunch& launch) {
  for (const CombineLaunch& combine : launch.before) {
    if (combine.width == MachineWidth::words64)
      combine_on_host<std::uint64_t>(combine);
    else
      combine_on_host<std::uint32_t>(combine);
  }
  expect_room(launch.shared_bytes);
  const InterpreterKernel kernel = kernel_of(launch);
  const bool parallel = launch.axis == LaneAxis::parallel;
  run_grid({launch.blocks, static_cast<unsigned>(launch.argument.slices), launch.lane_threads,
            parallel ? static_cast<unsigned>(launch.argument.group) : 1},
           [&] { kernel(launch.argument); });
}

void run_on_host(const BatchLaunch& launch) {
  expect_room(launch.shared_bytes);
  run_grid({launch.blocks, 1, launch.threads, 1},
           [&] { run_batch<Main<16, false>>(launch.arguments, launch.first_blocks, launch.programs); });
}

}  // namespace ireplay
