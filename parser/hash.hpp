#pragma once

#include <cstdint>

/// Hashing of small keys for tables in memory; nothing that is written down rests on it.
namespace ireplay {

/// One more number in a hash of several, by multiplication with the golden ratio (Knuth) and a shift that
/// brings the high bits, which are the good ones, down to where tables look.
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 32);
}

}  // namespace ireplay
