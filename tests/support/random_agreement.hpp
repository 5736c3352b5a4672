#pragma once

#include <gtest/gtest.h>

#include <cstdint>

#include "replay/engine.hpp"
#include "tests/support/random_body.hpp"

namespace ireplay {

/// The body's plan, with its fused nodes joined where they can be.
Plan plan_of(const RandomBody& body);
/// Whether outputs are those of the CPU engine: equal bits, or, where floats are added up in another order,
/// within what the judge allows.
testing::AssertionResult outputs_agree(const Plan& plan, const RandomBody& body, const TensorMap& got,
                                       const TensorMap& want);

/// Bodies drawn at random on `engine` and on the CPU: everything that the language has, part by part and
/// joined. `count` of them, or $IREPLAY_RANDOM_PROGRAMS; seeds from
/// $IREPLAY_TEST_SEED on, or from a new one, printed.
void expect_random_bodies_agree(Engine& engine, std::uint64_t count);

}  // namespace ireplay
