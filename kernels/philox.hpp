#pragma once

#include <cstdint>

/// Philox4x32-10 (Salmon et al., SC'11) as Triton and PyTorch's CPU backend use it; dump-format section 9.
namespace ireplay {

#if defined(__CUDACC__)
#define IREPLAY_HD __host__ __device__
#else
#define IREPLAY_HD
#endif

struct Philox4 {
  std::uint32_t out[4];
};

/// Ten rounds with key = the two halves of `seed` and counter = (offset low, 0, 0, 0).
IREPLAY_HD inline Philox4 philox(std::uint64_t seed, std::uint32_t offset) {
  std::uint32_t c0 = offset, c1 = 0, c2 = 0, c3 = 0;
  auto k0 = static_cast<std::uint32_t>(seed), k1 = static_cast<std::uint32_t>(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53} * c0, p1 = std::uint64_t{0xCD9E8D57} * c2;
    const auto n0 = static_cast<std::uint32_t>(p1 >> 32) ^ c1 ^ k0;
    const auto n2 = static_cast<std::uint32_t>(p0 >> 32) ^ c3 ^ k1;
    c1 = static_cast<std::uint32_t>(p1);
    c3 = static_cast<std::uint32_t>(p0);
    c0 = n0;
    c2 = n2;
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  return {{c0, c1, c2, c3}};
}

/// Triton's `uint_to_uniform_float`: [0, 1) from the bits read as a signed integer.
IREPLAY_HD inline float philox_uniform(std::uint32_t bits) {
  const auto x = static_cast<std::int32_t>(bits);
  return static_cast<float>(x < 0 ? -x - 1 : x) * 4.6566127342e-10f;
}

}  // namespace ireplay
