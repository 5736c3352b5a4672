#pragma once

#include <cstddef>
#include <functional>

/// Grids of threads on the host, for kernels compiled with tests/support/cuda_on_host: block after block, the
/// threads of a block in turns, each until it waits for others.
namespace ireplay {

struct GridShape {
  unsigned blocks_x = 1, blocks_y = 1, threads_x = 1, threads_y = 1;
};

/// Throws std::logic_error where threads wait for others that never come.
void run_grid(const GridShape& shape, const std::function<void()>& kernel);

/// Lets the other threads run until all of the block (of the warp) have come here. For running threads alone.
void meet_block();
void meet_warp();

/// Shared memory of a block, in bytes.
inline constexpr std::size_t kHostSharedBytes = std::size_t{227} * 1024;

}  // namespace ireplay
