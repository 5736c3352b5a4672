#pragma once

#include <array>
#include <cstdint>

#include "replay/cuda/original/kernel_files.hpp"
#include "replay/cuda/original/kernel_rules.hpp"
#include "replay/lower/wrapper_facts.hpp"

/// How many blocks a launch has, by the rules of every release of Inductor.
namespace ireplay {

using Grid = std::array<std::int64_t, 3>;

/// Since 2.7 the listing has the rule (`grid_type`) and the call the sizes. `arguments`: the integers of the
/// call by the kernel's parameter, the launcher's own among them. A block size that the configuration lacks
/// is 1. Throws Error{unsupported} at an unknown rule and where the configuration is not one that has a grid,
/// Error{dump} where the rule lacks a fact.
Grid grid_by_rule(const KernelRules& rules, const SymbolValues& arguments, const KernelConfig& config);

/// Up to 2.6 the call has the grid: `grid=grid(8, 64)`, a tuple, a function of the kernel's own, or one of
/// the templates'. The same errors, at the call.
Grid grid_of_call(const WrapperFacts& facts, ExprId grid, const KernelRules& rules,
                  const KernelConfig& config);

}  // namespace ireplay
