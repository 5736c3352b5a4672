#include "replay/cpu/random.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/scalar/philox.hpp"

namespace ireplay {
namespace {

Scalar rounded(double value) { return {.f = static_cast<double>(static_cast<float>(value))}; }

/// Box and Muller's method: one of the two normal values that come of two uniform ones.
Scalar normal(double u1, double u2, bool sine) {
  const double radius = std::sqrt(-2.0 * std::log(u1));
  const double angle = 2.0 * std::numbers::pi * u2;
  return rounded(radius * (sine ? std::sin(angle) : std::cos(angle)));
}

double triton_uniform(std::uint32_t bits) { return static_cast<double>(philox_uniform(bits)); }

double triton_positive(std::uint32_t bits) {
  return static_cast<double>(std::max(1.0e-7f, philox_uniform(bits)));
}

float cpu_uniform(std::uint32_t bits) { return static_cast<float>(bits & 0x7fffffff) * 4.6566127342e-10f; }

Scalar integer(const Philox4& bits, std::int64_t low, std::int64_t high) {
  const std::uint64_t range = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  const std::uint64_t drawn = bits.out[0] | (std::uint64_t{bits.out[1]} << 32);
  const std::uint64_t above = range == 0 ? 0 : drawn % range;
  return {.i = static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + above)};
}

}  // namespace

Scalar random_value(RandomKind kind, const Scalar* operands) {
  const auto seed = static_cast<std::uint64_t>(operands[0].i);
  const auto offset = static_cast<std::uint32_t>(operands[1].i);
  const std::uint64_t cpu_seed = seed & 0xFFFFFFFF;
  switch (kind) {
    case RandomKind::rand:
      return {.f = triton_uniform(philox(seed, offset).out[0])};
    case RandomKind::randn: {
      const Philox4 bits = philox(seed, offset);
      return normal(triton_positive(bits.out[0]), triton_uniform(bits.out[1]), false);
    }
    case RandomKind::randint64:
      return integer(philox(seed, offset), operands[2].i, operands[3].i);
    case RandomKind::rand4x:
      return {.f = triton_uniform(philox(seed, offset / 4).out[offset % 4])};
    case RandomKind::randn4x: {
      const Philox4 bits = philox(seed, offset / 4);
      const unsigned pair = offset % 4 / 2 * 2;
      return normal(triton_positive(bits.out[pair]), triton_uniform(bits.out[pair + 1]), offset % 2 == 1);
    }
    case RandomKind::rand_cpu:
      return {.f = cpu_uniform(philox(cpu_seed, offset).out[0])};
    case RandomKind::randn_cpu: {
      const Philox4 bits = philox(cpu_seed, offset);
      return normal(1.0f - cpu_uniform(bits.out[0]), 1.0f - cpu_uniform(bits.out[1]), false);
    }
    case RandomKind::randint64_cpu:
      return integer(philox(cpu_seed, offset), operands[2].i, operands[3].i);
  }
  return {.i = 0};
}

}  // namespace ireplay
