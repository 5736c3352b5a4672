#include "replay/report/graph_layout.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace ireplay {
namespace {

TEST(GraphLayout, AChainIsAStraightLine) {
  const auto places = lay_out(4, {{0, 1}, {1, 2}, {2, 3}});
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_DOUBLE_EQ(places[k].x, places[0].x);
    EXPECT_DOUBLE_EQ(places[k].y, static_cast<double>(k));
  }
}

TEST(GraphLayout, EdgesGoDownAndNodesOfALayerKeepTheirDistance) {
  std::mt19937 random(7);
  constexpr std::size_t kNodes = 400;
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t to = 1; to < kNodes; ++to)
    for (int k = 0; k < 2; ++k) edges.emplace_back(random() % to, to);
  const auto places = lay_out(kNodes, edges);
  for (const auto& [from, to] : edges) EXPECT_LT(places[from].y, places[to].y);
  for (std::size_t a = 0; a < kNodes; ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (places[a].y == places[b].y) {
        ASSERT_GE(std::fabs(places[a].x - places[b].x), 1 - 1e-9) << a << " " << b;
      }
}

TEST(GraphLayout, NothingIsDrawnAsNothing) { EXPECT_TRUE(lay_out(0, {}).empty()); }

}  // namespace
}  // namespace ireplay
