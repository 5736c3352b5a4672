#pragma once

#include <optional>
#include <string_view>

#include "replay/plan/plan.hpp"

/// Monte Carlo arithmetic as a plan, for engines that have none of their own.
///
/// The plan computes the same with rounding at random: each function, division and product that a sum may
/// take unrounded is followed by instructions that move it by the units in the last place of
/// plan/rounding_noise.hpp, the terms of sums are off by sqrt(terms) roundings, and library calls work on
/// float32 copies of their operands and give float32 results, off as passes/call_noise.hpp says. Values that
/// are exact stay so, as far as that can be told: integers, products and quotients without a remainder.
namespace ireplay {

/// Two more inputs: a number to draw by (i64), and by how much of all that the plan is moved (f32): 1, or 0
/// for what it gives without noise.
inline constexpr std::string_view kNoiseSeed = "noise seed", kNoiseAmount = "noise amount";

/// None where a call can only be run as it is, so that its roundings would not show.
std::optional<Plan> make_noisy_plan(const Plan& plan);

/// Whether a noisy plan moves anything: one that only moves, selects and counts gives what the plan gives.
bool has_noise(const Plan& noisy);

}  // namespace ireplay
