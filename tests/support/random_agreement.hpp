#pragma once

#include <cstdint>

#include "replay/engine.hpp"

namespace ireplay {

/// Bodies drawn at random on `engine` and on the CPU: everything that the language has, part by part and
/// joined, with every number of items. `count` of them, or $IREPLAY_RANDOM_PROGRAMS; seeds from
/// $IREPLAY_TEST_SEED on, or from a new one, printed.
void expect_random_bodies_agree(Engine& engine, std::uint64_t count);

}  // namespace ireplay
