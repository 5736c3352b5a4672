#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parser/listing/listing.hpp"
#include "replay/triton/types.hpp"

/// What a kernel's listing says of types.
namespace ireplay {

/// The types in the heuristics' `signature`, by parameter: `*bf16`, `i32`; empty where there is none.
std::vector<std::string_view> signature_of(const Listing& listing);

/// What kind of kernel it is by its decorator: pointwise, reduction, persistent_reduction, template,
/// user_autotune ... Empty where there is none.
std::string_view heuristics_of(const Listing& listing);

}  // namespace ireplay
