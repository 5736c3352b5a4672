#pragma once

#include <cuda_runtime_api.h>

/// What keeps the host's time out of the device's: work is queued behind a delay, so that it runs without
/// waiting for the host, and events between it are apart by what the device took.
namespace ireplay {

/// Occupies the stream for so many microseconds, without touching memory.
void launch_delay(double us, cudaStream_t stream);

/// How many microseconds two neighbouring events are apart of themselves: what an empty kernel between them
/// takes, less what a second one adds. Median of several.
double event_overhead_us(cudaStream_t stream);

}  // namespace ireplay
