#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "replay/plan/plan.hpp"

/// Names that a command line or a file gives, held against those that a graph has.
namespace ireplay {

/// The names of the inputs, pinned buffers among them.
std::vector<std::string> input_names(const Plan& plan);

/// Keys of `tensors` that are no inputs, in order.
std::vector<std::string> keys_without_input(const Plan& plan, const TensorMap& tensors);

/// `'a', 'b' and 'c'`; after the first twelve `and 5 more`. `nothing` for none.
std::string list_names(const std::vector<std::string>& names);

}  // namespace ireplay
