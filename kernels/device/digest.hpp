#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <cstdint>

/// Whether memory of the device has changed, without bringing it to the host.
namespace ireplay {

/// Adds to `*digest` (on the device) a number that follows from the bits of so many bytes and from where they
/// are: of different contents it is the same once in 2^64 times. At the speed of reading.
void add_digest(const std::byte* memory, std::int64_t bytes, unsigned long long* digest, cudaStream_t stream);

}  // namespace ireplay
