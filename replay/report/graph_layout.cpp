#include "replay/report/graph_layout.hpp"

#include <algorithm>
#include <numeric>

namespace ireplay {
namespace {

using Edges = std::vector<std::pair<std::size_t, std::size_t>>;
using Lists = std::vector<std::vector<std::size_t>>;

constexpr int kSweeps = 8;

class Drawing {
 public:
  Drawing(std::size_t nodes, const Edges& edges) : above_(nodes), below_(nodes), places_(nodes) {
    for (const auto& [from, to] : edges) {
      above_[to].push_back(from);
      below_[from].push_back(to);
    }
    fill_layers();
  }

  std::vector<Place> draw() {
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      if (sweep % 2 == 0)
        for (auto& layer : layers_) settle(layer, above_);
      else
        for (std::size_t l = layers_.size(); l-- > 0;) settle(layers_[l], below_);
    }
    move_to_origin();
    return places_;
  }

 private:
  void fill_layers() {
    std::vector<std::size_t> depth(places_.size(), 0);
    for (std::size_t node = 0; node < depth.size(); ++node) {
      for (const std::size_t before : above_[node]) depth[node] = std::max(depth[node], depth[before] + 1);
      if (layers_.size() <= depth[node]) layers_.resize(depth[node] + 1);
      places_[node] = {static_cast<double>(layers_[depth[node]].size()), static_cast<double>(depth[node])};
      layers_[depth[node]].push_back(node);
    }
  }

  /// Nodes move to the middle of their neighbours on one side, as far as the distance to each other allows.
  void settle(std::vector<std::size_t>& layer, const Lists& neighbours) {
    std::vector<double> wanted(layer.size());
    for (std::size_t k = 0; k < layer.size(); ++k) wanted[k] = middle_of(layer[k], neighbours);
    std::vector<std::size_t> order(layer.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::vector<std::size_t> sorted;
    std::vector<double> at;
    for (const std::size_t k : order) {
      sorted.push_back(layer[k]);
      at.push_back(wanted[k]);
    }
    spread(at);
    layer = std::move(sorted);
    for (std::size_t k = 0; k < layer.size(); ++k) places_[layer[k]].x = at[k];
  }

  double middle_of(std::size_t node, const Lists& neighbours) const {
    if (neighbours[node].empty()) return places_[node].x;
    double sum = 0;
    for (const std::size_t other : neighbours[node]) sum += places_[other].x;
    return sum / static_cast<double>(neighbours[node].size());
  }

  /// Ascending numbers to ones that are 1 apart at least and as near as may be: runs that would touch are
  /// moved as one block around the mean of what their members want (pool adjacent violators).
  static void spread(std::vector<double>& at) {
    struct Block {
      double sum;
      std::size_t count;
      double mean() const { return sum / static_cast<double>(count); }
    };
    std::vector<Block> blocks;
    for (std::size_t k = 0; k < at.size(); ++k) {
      blocks.push_back({at[k] - static_cast<double>(k), 1});
      while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
        const Block last = blocks.back();
        blocks.pop_back();
        blocks.back().sum += last.sum;
        blocks.back().count += last.count;
      }
    }
    std::size_t k = 0;
    for (const Block& block : blocks)
      for (std::size_t i = 0; i < block.count; ++i, ++k) at[k] = block.mean() + static_cast<double>(k);
  }

  void move_to_origin() {
    double least = 0;
    for (std::size_t k = 0; k < places_.size(); ++k)
      least = k == 0 ? places_[k].x : std::min(least, places_[k].x);
    for (Place& place : places_) place.x -= least;
  }

  Lists above_, below_, layers_;
  std::vector<Place> places_;
};

}  // namespace

std::vector<Place> lay_out(std::size_t nodes, const Edges& edges) { return Drawing(nodes, edges).draw(); }

}  // namespace ireplay
