#include <algorithm>

#include "kernels/device/device.hpp"
#include "kernels/device/digest.hpp"
#include "kernels/scalar/splitmix.hpp"

namespace ireplay {
namespace {

constexpr int kThreads = 256;
constexpr std::int64_t kMostBlocks = 2048;

/// Of words of type Word, each mixed with its number.
template <class Word>
__global__ void digest_words(const Word* words, long long count, unsigned long long* digest) {
  unsigned long long sum = 0;
  const long long step = static_cast<long long>(gridDim.x) * kThreads;
  for (long long k = static_cast<long long>(blockIdx.x) * kThreads + threadIdx.x; k < count; k += step)
    sum += splitmix(splitmix(static_cast<unsigned long long>(k) + 1) ^ words[k]);
  for (int lanes = 16; lanes > 0; lanes /= 2) sum += __shfl_xor_sync(0xFFFFFFFFU, sum, lanes);
  if (threadIdx.x % 32 == 0) atomicAdd(digest, sum);
}

template <class Word>
void launch(const std::byte* memory, std::int64_t bytes, unsigned long long* digest, cudaStream_t stream) {
  const std::int64_t count = bytes / static_cast<std::int64_t>(sizeof(Word));
  const std::int64_t blocks = std::clamp<std::int64_t>((count + kThreads - 1) / kThreads, 1, kMostBlocks);
  digest_words<<<static_cast<unsigned>(blocks), kThreads, 0, stream>>>(reinterpret_cast<const Word*>(memory),
                                                                       count, digest);
  IREPLAY_CUDA_CALL(cudaGetLastError());
}

}  // namespace

void add_digest(const std::byte* memory, std::int64_t bytes, unsigned long long* digest,
                cudaStream_t stream) {
  const std::uintptr_t places = reinterpret_cast<std::uintptr_t>(memory) | static_cast<std::uintptr_t>(bytes);
  if (places % 8 == 0)
    launch<unsigned long long>(memory, bytes, digest, stream);
  else if (places % 2 == 0)
    launch<unsigned short>(memory, bytes, digest, stream);
  else
    launch<unsigned char>(memory, bytes, digest, stream);
}

}  // namespace ireplay
