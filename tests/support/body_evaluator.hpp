#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "parser/model.hpp"
#include "replay/plan/tensor.hpp"

/// A second reading of loop bodies: walks the parsed text statement by statement and value by value, knows
/// nothing of loop programs, and shares no table with the program.
namespace ireplay {

/// Runs the nodes of a dump in order. `inputs` by buffer name, dense in the order of their storage; the
/// result has every buffer that the nodes write, dense in the order of its layout. Covers what `random_body`
/// draws. Throws std::logic_error at anything else.
TensorMap evaluate_dump(const Dump& dump, const TensorMap& inputs);

/// The value of an index expression; `name` gives that of a name.
std::int64_t evaluate_index(const ExprPool& pool, ExprId id,
                            const std::map<std::string, std::int64_t, std::less<>>& names);

}  // namespace ireplay
