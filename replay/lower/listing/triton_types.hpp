#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/listing/listing.hpp"
#include "replay/triton/types.hpp"

/// What a kernel's listing says above its function: types, and the facts that the heuristics are given.
namespace ireplay {

/// The types in the heuristics' `signature`, by parameter: `*bf16`, `i32`; empty where there is none.
std::vector<std::string_view> signature_of(const Listing& listing);

/// The value of a keyword of the heuristics, such as `inductor_meta`; kNoExpr where there is none.
ExprId heuristics_argument(const Listing& listing, std::string_view keyword);

/// The value that a dictionary has for a string or an integer; kNoExpr for any other expression and where it
/// has none.
ExprId entry_of(const ExprPool& exprs, ExprId dict, std::string_view key);

/// What kind of kernel it is by its decorator: pointwise, reduction, persistent_reduction, template,
/// user_autotune ... Empty where there is none.
std::string_view heuristics_of(const Listing& listing);

}  // namespace ireplay
