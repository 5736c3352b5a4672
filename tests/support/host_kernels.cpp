#include "tests/support/host_kernels.hpp"

#include <cstring>
#include <stdexcept>

#include "kernels/interpreter/batch.cuh"
#include "kernels/interpreter/partials.cuh"
#include "kernels/interpreter/points.cuh"
#include "kernels/interpreter/rows.cuh"
#include "tests/support/host_grid.hpp"

namespace ireplay {
namespace {

template <int items, bool rows>
using Main = MachinePolicy<std::uint32_t, items, rows, false>;
template <class Word, bool rows>
using Special = MachinePolicy<Word, 4, rows, true>;

/// f(the policy of the width).
template <bool rows, class Function>
InterpreterKernel with_policy(MachineWidth width, Function&& f) {
  switch (width) {
    case MachineWidth::words32_16_items:
      return f(Main<16, rows>{});
    case MachineWidth::words32_32_items:
      return f(Main<32, rows>{});
    case MachineWidth::words32_special:
      return f(Special<std::uint32_t, rows>{});
    default:
      return f(Special<std::uint64_t, rows>{});
  }
}

InterpreterKernel kernel_of(const InterpreterLaunch& launch) {
  switch (shape_of(launch)) {
    case KernelShape::points:
      return launch.width == MachineWidth::words32_16_items ? &run_points<Main<16, false>>
                                                            : &run_points<Main<32, false>>;
    case KernelShape::columns:
      return with_policy<false>(launch.width,
                                []<class P>(P) -> InterpreterKernel { return &run_parallel<P>; });
    default:
      return with_policy<true>(launch.width, []<class P>(P) -> InterpreterKernel { return &run_rows<P>; });
  }
}

void combine_on_host(const CombineLaunch& launch) {
  const auto blocks = static_cast<unsigned>((launch.points + kPartialPoints - 1) / kPartialPoints);
  with_combining(launch, [&]<class Combining, class Word>() {
    run_grid({blocks, 1, kPartialPoints, kPartialShares}, [&] {
      combine_splits<Combining>(static_cast<Word*>(launch.partials), launch.reduction, launch.splits,
                                launch.points, launch.to);
    });
  });
}

void expect_room(std::size_t shared_bytes) {
  if (shared_bytes > kHostSharedBytes) throw std::logic_error("more shared memory than a block has");
}

}  // namespace

void run_on_host(const InterpreterLaunch& launch) {
  expect_room(launch.shared_bytes);
  const InterpreterKernel kernel = kernel_of(launch);
  if (launch.clear_bytes > 0)
    std::memset(launch.argument.tile_status, 0, static_cast<std::size_t>(launch.clear_bytes));
  run_grid({launch.blocks, static_cast<unsigned>(launch.argument.splits), launch.block_x, block_y(launch)},
           [&] { kernel(launch.argument); });
  for (const CombineLaunch& combine : launch.after) combine_on_host(combine);
}

void run_on_host(const BatchLaunch& launch) {
  expect_room(launch.shared_bytes);
  run_grid({launch.blocks, 1, launch.threads, 1},
           [&] { run_batch<Main<16, false>>(launch.arguments, launch.first_blocks, launch.programs); });
}

}  // namespace ireplay
