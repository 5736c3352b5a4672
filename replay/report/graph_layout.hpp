#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace ireplay {

/// Where a node of a drawing lies.
struct Place {
  double x = 0, y = 0;  // of a node's middle; nodes of one layer are 1 apart at least, layers 1
};

/// Draws a graph in layers, edges downwards, after Sugiyama, Tagawa and Toda (1981): a node's layer is its
/// longest path from above, the order in a layer follows the middles of neighbours in a few sweeps, and so do
/// the positions. `edges` go from lower to higher numbers.
std::vector<Place> lay_out(std::size_t nodes, const std::vector<std::pair<std::size_t, std::size_t>>& edges);

}  // namespace ireplay
