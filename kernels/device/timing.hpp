#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <functional>
#include <vector>

/// Which of several ways to do one thing is fastest on the device.
namespace ireplay {

/// Microseconds of each: the least of a few rounds over all of them, so that a clock that moves moves all; of
/// one round alone where that took twice the fastest one's time. Infinite for one whose launch returns false.
std::vector<double> time_in_turn(const std::vector<std::function<bool()>>& launches, cudaStream_t stream);

/// The fastest, or the first where no other one is faster by more than noise.
std::size_t fastest_of(const std::vector<double>& us);

}  // namespace ireplay
