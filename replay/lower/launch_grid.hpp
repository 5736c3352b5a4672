#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "parser/listing/listing.hpp"
#include "replay/lower/wrapper_facts.hpp"

/// How many blocks a launch of a Triton kernel has, by the rules of every release of Inductor: of a kernel
/// that is run from its text, and of one that was captured compiled.
namespace ireplay {

using Grid = std::array<std::int64_t, 3>;  // blocks in x, y, z

/// What a kernel was compiled with: XBLOCK: 256, num_warps: 4.
using BlockSizes = std::map<std::string, std::int64_t, std::less<>>;

/// What is known of the kernel whose grid is asked for.
struct GridKernel {
  const Listing* listing = nullptr;
  std::string_view function;
  ExprId inductor_meta = kNoExpr;  // in the listing
  bool begins_with_x = false;      // 2.0: grid(a, b) is x, y; later the last one is x
  BlockSizes sizes;
  /// Whether `sizes` is the whole configuration. Then a size that is not in it is an error, and a condition
  /// on it does not hold; else Inductor left it out because it is 1, and any condition on it may hold.
  bool is_whole = false;
};

/// Since 2.7 the listing has the rule (`grid_type`) and the call the sizes. `arguments`: the integers of the
/// call by the kernel's parameter, the launcher's own among them, and sizes' symbols. Throws
/// Error{unsupported} at an unknown rule and where the configuration is not one that has a grid, Error{dump}
/// where the rule lacks a fact and for a grid that no device launches.
Grid grid_by_rule(const GridKernel& kernel, const SymbolValues& arguments);

/// Up to 2.6 the call has the grid: `grid=grid(8, 64)`, a tuple, a function of the kernel's own, or one of
/// the templates'. The same errors, at the call.
Grid grid_of_call(const WrapperFacts& facts, ExprId grid, const GridKernel& kernel);

}  // namespace ireplay
