#pragma once

#include <array>
#include <map>
#include <span>

#include "replay/lower/wrapper_facts.hpp"
#include "replay/triton/kernel.hpp"

/// How many program instances a launch has, in the ways that releases say it (dump-format sections 20, 22.5).
namespace ireplay {

/// Values of parameters, in the kernel's listing.
using TritonConfiguration = std::map<std::string_view, ExprId, std::less<>>;

/// The first configuration of an autotuned kernel: which one ran is in no file. Empty where there is one way.
TritonConfiguration first_configuration(const TritonKernel& kernel);

/// Names of the arguments that a call has behind those of the kernel: `_grid_0`, or symbols (2.7 and later).
std::vector<std::string_view> launcher_arguments(const TritonKernel& kernel);

/// `grid`: the call's argument of that name (up to 2.6), or kNoExpr. Throws Error{unsupported} for a grid
/// that is given in no known way.
std::array<std::int64_t, 3> find_grid(const TritonKernel& kernel, const WrapperFacts& facts,
                                      std::span<const ExprId> positional, ExprId grid);

}  // namespace ireplay
