#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace ireplay {

/// The first seed of a test that draws its cases: IREPLAY_TEST_SEED, or one that is the same in every run, so
/// that a change is judged by itself and not by luck. Printed, since a failure is shown again by it.
inline std::uint64_t test_seed() {
  constexpr std::uint64_t kUsual = 5000;
  const char* given = std::getenv("IREPLAY_TEST_SEED");
  const std::uint64_t seed = given == nullptr ? kUsual : std::strtoull(given, nullptr, 10);
  std::cout << "IREPLAY_TEST_SEED=" << seed << '\n';
  return seed;
}

}  // namespace ireplay
