#pragma once

#include "replay/engine.hpp"

namespace ireplay {

/// The noise that an engine measures of each captured graph by its noisy plan is about the one that the CPU
/// engine has of its own, and without noise the plan gives what the graph gives. `every`: of so many graphs
/// one.
void expect_noise_agrees(Engine& engine, std::size_t every = 1);

}  // namespace ireplay
