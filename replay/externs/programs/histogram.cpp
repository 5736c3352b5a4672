// Histograms of points of several dimensions: every point looks for its bin along each of them.
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// The points as rows of one matrix.
TensorView read_points(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.require(self.size.size() >= 2 && self.size.back() > 0, "'self' is " + bracketed(self.size));
  to.frame.refuse_unless_floats(self);
  const std::int64_t dimensions = self.size.back();
  return reshaped(to.dense(self), {numel(self.size) / dimensions, dimensions});
}

Dims read_bins(const ExternWriter& to, const TensorView& points) {
  constexpr std::int64_t kMostBins = std::int64_t{1} << 30;
  Dims bins = to.args.integers("bins");
  to.frame.require(
      static_cast<std::int64_t>(bins.size()) == points.size[1],
      "bins of " + bracketed(bins) + " for points of " + std::to_string(points.size[1]) + " dimensions");
  for (const std::int64_t count : bins)
    to.frame.require(count > 0 && count <= kMostBins, std::to_string(count) + " bins");
  return bins;
}

/// The least and the greatest number that bins hold: as given, or of the data, half a unit further apart
/// where they are one.
TensorView write_limits(ExternWriter& to, const TensorView& column, std::size_t dimension) {
  TensorView limits = to.temporary(DType::f64, {2});
  const std::vector<double> range = to.args.numbers("range");
  const bool given = !range.empty(), empty = column.size[0] == 0;
  to.frame.require(!given || range.size() > 2 * dimension + 1, "'range' has too few numbers");
  LoopWriter loops("limits", given || empty ? Dims{} : column.size, 0);
  Value low, high;
  if (given || empty) {
    low = loops.constant(DType::f64, given ? range[2 * dimension] : 0);
    high = loops.constant(DType::f64, given ? range[2 * dimension + 1] : 1);
  } else {
    const Value value = loops.convert(loops.load(column, {loops.at(0)}), DType::f64);
    low = loops.reduce(ReduceKind::min, value), high = loops.reduce(ReduceKind::max, value);
    loops.then_once();
  }
  const Value same = low == high;
  loops.store(limits, {loops.number(0)}, select(same, low - 0.5, low));
  loops.store(limits, {loops.number(1)}, select(same, high + 0.5, high));
  to.add(loops);
  return limits;
}

/// One more edge than bins, evenly apart, counted from the nearer end.
TensorView write_edges(ExternWriter& to, const TensorView& limits, std::int64_t bins) {
  TensorView edges = to.temporary(DType::f64, {bins + 1});
  LoopWriter loops("edges", edges.size, 1);
  const Value at = loops.convert(loops.value_of(loops.at(0)), DType::f64);
  const Value low = loops.load(limits, {loops.number(0)}), high = loops.load(limits, {loops.number(1)});
  const Value step = (high - low) / static_cast<double>(bins);
  const Value from_low = low + step * at, from_high = high - step * (static_cast<double>(bins) - at);
  const std::int64_t half = (bins + 1) / 2;
  loops.store(edges, {loops.at(0)}, select(at < static_cast<double>(half), from_low, from_high));
  to.add(loops);
  return edges;
}

std::vector<TensorView> even_edges(ExternWriter& to, const TensorView& points) {
  const Dims bins = read_bins(to, points);
  std::vector<TensorView> edges;
  for (std::size_t d = 0; d < bins.size(); ++d) {
    const TensorView column = selected(points, 1, static_cast<std::int64_t>(d));
    edges.push_back(write_edges(to, write_limits(to, column, d), bins[d]));
  }
  return edges;
}

/// Sums of the weights of the points in each bin. The last bin holds its right edge too.
TensorView write_sums(ExternWriter& to, const TensorView& points, const std::vector<TensorView>& edges,
                      const TensorView& result) {
  TensorView sums = to.temporary(DType::f64, result.size);
  to.fill(sums, 0);
  LoopWriter loops("histogram", {points.size[0]}, 1);
  const Index point = loops.at(0);
  std::vector<Index> coordinates;
  Value counts;
  for (std::size_t d = 0; d < edges.size(); ++d) {
    const std::int64_t bins = result.size[d];
    const Value value =
        loops.convert(loops.load(points, {point, loops.number(static_cast<std::int64_t>(d))}), DType::f64);
    const Value last = loops.load(edges[d], {loops.number(bins)});
    counts = loops.both(counts, value >= loops.load(edges[d], {loops.number(0)}));
    counts = loops.both(counts, value <= last);
    const Value behind = loops.search(value, edges[d], bins + 1, loops.number(0), true) - 1;
    const Value bin = select(value == last, loops.integer(bins - 1), behind);
    coordinates.push_back(loops.index_of(
        apply(ScalarOp::maximum, loops.integer(0), apply(ScalarOp::minimum, bin, loops.integer(bins - 1))), 0,
        bins - 1));
  }
  Value weight = loops.constant(DType::f64, 1);
  if (to.frame.has("weight")) {
    const TensorView weights = to.tensor("weight");
    to.frame.require(numel(weights.size) == points.size[0], "'weight' is " + bracketed(weights.size));
    weight = loops.convert(loops.load(weights, loops.unflatten(weights.size, point)), DType::f64);
  }
  loops.store(sums, coordinates, weight, counts, StoreMode::atomic_add);
  to.add(loops);
  return sums;
}

/// The sums, or the density whose integral is 1.
void deliver(ExternWriter& to, const TensorView& sums, const std::vector<TensorView>& edges,
             const TensorView& result) {
  if (!to.args.flag("density")) return to.copy(sums, result);
  const TensorView total = to.temporary(DType::f64, {});
  LoopWriter adding("histogram", sums.size, 0);
  const Value sum = adding.reduce(ReduceKind::sum, adding.load(sums, adding.range(0, sums.size.size())));
  adding.then_once();
  adding.store(total, {}, sum);
  to.add(adding);
  LoopWriter loops("density", sums.size, sums.size.size());
  const std::vector<Index> here = loops.range(0, sums.size.size());
  Value density = loops.load(sums, here) / loops.load(total, {});
  for (std::size_t d = 0; d < edges.size(); ++d)
    density = density / (loops.load(edges[d], {here[d] + 1}) - loops.load(edges[d], {here[d]}));
  loops.store(result, here, density);
  to.add(loops);
}

}  // namespace

void write_histogram_edges(ExternWriter& to) {
  const std::vector<TensorView> edges = even_edges(to, read_points(to));
  for (std::size_t d = 0; d < edges.size(); ++d)
    if (to.wants(d)) to.copy(edges[d], to.result(d, edges[d].size));
}

void write_histogram_of_counts(ExternWriter& to) {
  const TensorView points = read_points(to), result = to.result(0, read_bins(to, points));
  const std::vector<TensorView> edges = even_edges(to, points);
  deliver(to, write_sums(to, points, edges, result), edges, result);
}

void write_histogram_between(ExternWriter& to) {
  const TensorView points = read_points(to);
  std::vector<TensorView> edges;
  Dims size;
  for (const TensorView* given : to.args.tensors("bins")) {
    to.frame.require(given != nullptr && given->size.size() == 1 && given->size[0] > 1,
                     "'bins' holds no rows of edges");
    edges.push_back(to.converted(*given, DType::f64));
    size.push_back(given->size[0] - 1);
  }
  to.frame.require(static_cast<std::int64_t>(edges.size()) == points.size[1],
                   "edges of " + std::to_string(edges.size()) + " dimensions for points of " +
                       std::to_string(points.size[1]));
  const TensorView result = to.result(0, size);
  deliver(to, write_sums(to, points, edges, result), edges, result);
}

}  // namespace ireplay
