#pragma once

#include "kernels/scalar_math.hpp"

/// Philox4x32-10 (Salmon et al., SC'11) as Triton and PyTorch's CPU backend use it; dump-format section 9.
/// Also compiled by NVRTC.
namespace ireplay {

struct Philox4 {
  unsigned out[4];
};

/// Ten rounds on `counter` with key = the two halves of `seed`.
IREPLAY_HD inline Philox4 philox(unsigned long long seed, Philox4 counter) {
  auto [c0, c1, c2, c3] = counter.out;
  auto k0 = static_cast<unsigned>(seed), k1 = static_cast<unsigned>(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const unsigned long long p0 = 0xD2511F53ull * c0, p1 = 0xCD9E8D57ull * c2;
    const unsigned n0 = static_cast<unsigned>(p1 >> 32) ^ c1 ^ k0;
    const unsigned n2 = static_cast<unsigned>(p0 >> 32) ^ c3 ^ k1;
    c1 = static_cast<unsigned>(p1);
    c3 = static_cast<unsigned>(p0);
    c0 = n0;
    c2 = n2;
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
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

/// Triton's `pair_uniform_to_normal`: the cosine half of Box and Muller's pair; `sine` gives the other half.
IREPLAY_HD inline float philox_normal(unsigned first, unsigned second, bool sine = false) {
  const float uniform = philox_uniform(first), angle = 6.283185307179586f * philox_uniform(second);
  const float radius = scalar_math::sqrt(-2.0f * scalar_math::log(uniform > 1e-7f ? uniform : 1e-7f));
  return radius * (sine ? scalar_math::sin(angle) : scalar_math::cos(angle));
}

/// [low, high) from 64 random bits; low where the range is empty. Differences wrap.
IREPLAY_HD inline long long philox_int64(unsigned low_bits, unsigned high_bits, long long low,
                                         long long high) {
  const unsigned long long bits = low_bits | static_cast<unsigned long long>(high_bits) << 32;
  const auto range = static_cast<unsigned long long>(high) - static_cast<unsigned long long>(low);
  return static_cast<long long>((range == 0 ? 0 : bits % range) + static_cast<unsigned long long>(low));
}

}  // namespace ireplay
