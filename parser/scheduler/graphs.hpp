#pragma once

#include <string_view>
#include <vector>

namespace ireplay {

/// The pieces of a log that hold one graph each. A graph begins at a line BEFORE FUSION or AFTER FUSION, or
/// where a node's name comes again. One piece for a text without nodes.
std::vector<std::string_view> split_graphs(std::string_view text);

}  // namespace ireplay
