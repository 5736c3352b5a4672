#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "parser/model.hpp"

/// Sizes that a text leaves open, and what expressions of them come to.
namespace ireplay {

using SymbolValues = std::map<std::string, std::int64_t, std::less<>>;

/// Value of a size expression; throws Error{dump} at an unknown symbol ("unknown symbol 's0': give --sym
/// s0=VALUE"), at a value that is not an integer, and at overflow of 64 bits.
std::int64_t evaluate_size(const Source& source, const ExprPool& exprs, ExprId id,
                           const SymbolValues& symbols);

}  // namespace ireplay
