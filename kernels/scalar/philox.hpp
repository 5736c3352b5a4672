#pragma once

#include "kernels/scalar/float_formats.hpp"

/// Philox4x32-10 (Salmon et al., SC'11) as Triton and PyTorch's CPU backend use it.
/// Also compiled by NVRTC.
namespace ireplay {

struct Philox4 {
  unsigned out[4];
};

constexpr int kPhiloxRounds = 10;
constexpr unsigned kPhiloxFactor0 = 0xD2511F53, kPhiloxFactor2 = 0xCD9E8D57;  // of counter words 0 and 2
constexpr unsigned kPhiloxStep0 = 0x9E3779B9, kPhiloxStep1 = 0xBB67AE85;      // of the key's halves

/// Ten rounds on `counter` with key = the two halves of `seed`.
IREPLAY_HD inline Philox4 philox(unsigned long long seed, Philox4 counter) {
  auto [c0, c1, c2, c3] = counter.out;
  auto k0 = static_cast<unsigned>(seed), k1 = static_cast<unsigned>(seed >> 32);
  for (int round = 0; round < kPhiloxRounds; ++round) {
    const unsigned long long p0 = kPhiloxFactor0 * 1ull * c0, p1 = kPhiloxFactor2 * 1ull * c2;
    const unsigned n0 = static_cast<unsigned>(p1 >> 32) ^ c1 ^ k0;
    const unsigned n2 = static_cast<unsigned>(p0 >> 32) ^ c3 ^ k1;
    c1 = static_cast<unsigned>(p1);
    c3 = static_cast<unsigned>(p0);
    c0 = n0;
    c2 = n2;
    k0 += kPhiloxStep0;
    k1 += kPhiloxStep1;
  }
  return {{c0, c1, c2, c3}};
}

/// Counter = (offset, 0, 0, 0).
IREPLAY_HD inline Philox4 philox(unsigned long long seed, unsigned offset) {
  return philox(seed, Philox4{{offset, 0, 0, 0}});
}

/// Triton's `uint_to_uniform_float`: [0, 1) from the bits read as a signed integer.
IREPLAY_HD inline float philox_uniform(unsigned bits) {
  const auto x = static_cast<int>(bits);
  return static_cast<float>(x < 0 ? -x - 1 : x) * 4.6566127342e-10f;
}

}  // namespace ireplay
