// Sampling images at given places (x, y[, z] in -1..1), and its gradients: the corners of a sample are
// written out one by one.
#include <algorithm>

#include "replay/externs/shared/modes.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// A coordinate along one dimension and how it moves with the grid's value.
struct Place {
  Value at, slope;
};

/// One contributing index of a dimension: its weight, and the weight's derivative by the grid's value.
struct Tap {
  Value coordinate;  // a whole number
  Value inside;      // false: counts as zero
  Value weight, slope;
};

Value number(Value like, double value) { return like.writer->constant(like.writer->type(like), value); }

Place clip(Place p, std::int64_t extent) {
  const Value last = number(p.at, static_cast<double>(extent - 1)), zero = number(p.at, 0);
  const Value above = p.at > 0, below = p.at < last;
  return {select(above, select(below, p.at, last), zero), select(above, select(below, p.slope, zero), zero)};
}

/// Reflects at low / 2 and high / 2.
Place reflect(Place p, std::int64_t twice_low, std::int64_t twice_high) {
  if (twice_low == twice_high) return {number(p.at, 0), number(p.at, 0)};
  const double low = static_cast<double>(twice_low) / 2,
               span = static_cast<double>(twice_high - twice_low) / 2;
  const Value from_low = p.at - low, beyond = apply(ScalarOp::abs, from_low);
  const Value slope = select(from_low < 0, -p.slope, p.slope);
  const Value extra = apply(ScalarOp::fmod, beyond, number(beyond, span));
  const Value turns = apply(ScalarOp::floor, beyond / span);
  const Value even = apply(ScalarOp::fmod, turns, number(turns, 2)) == 0;
  return {select(even, extra + low, (span + low) - extra), select(even, slope, -slope)};
}

Place padded(Place p, const GridMode& mode, std::int64_t extent) {
  if (mode.padding == GridMode::Padding::border) return clip(p, extent);
  if (mode.padding != GridMode::Padding::reflection) return p;
  p = mode.align_corners ? reflect(p, 0, 2 * (extent - 1)) : reflect(p, -1, 2 * extent - 1);
  return clip(p, extent);
}

Place unnormalized(Value x, const GridMode& mode, std::int64_t extent) {
  const double n = static_cast<double>(extent);
  if (mode.align_corners) return {(x + 1) / 2 * (n - 1), number(x, (n - 1) / 2)};
  return {((x + 1) * n - 1) / 2, number(x, n / 2)};
}

Value is_inside(Value at, std::int64_t extent) {
  return at.writer->both(at >= 0, at < static_cast<double>(extent));
}

std::vector<Tap> cubic_taps(Place p, const GridMode& mode, std::int64_t extent) {
  constexpr double a = -0.75;
  const Value low = apply(ScalarOp::floor, p.at), t = p.at - low;
  const Value distance[] = {t + 1, t, 1 - t, 2 - t};
  std::vector<Tap> taps;
  for (int i = 0; i < 4; ++i) {
    const Value x = distance[i];
    const bool near = i == 1 || i == 2;
    const Value weight =
        near ? (x * (a + 2) - (a + 3)) * x * x + 1 : ((x * a - 5 * a) * x + 8 * a) * x - 4 * a;
    const Value slope = near ? (x * (3 * (a + 2)) - 2 * (a + 3)) * x : (x * (3 * a) - 10 * a) * x + 8 * a;
    const Value coordinate = padded({low + (i - 1.0), number(low, 0)}, mode, extent).at;
    const Value at = apply(ScalarOp::floor, coordinate + 0.5);
    taps.push_back({at, is_inside(at, extent), weight, slope * p.slope * (i < 2 ? 1.0 : -1.0)});
  }
  return taps;
}

std::vector<Tap> make_taps(Value x, const GridMode& mode, std::int64_t extent) {
  Place p = unnormalized(x, mode, extent);
  if (mode.interpolation == GridMode::Interpolation::cubic) return cubic_taps(p, mode, extent);
  p = padded(p, mode, extent);
  if (mode.interpolation == GridMode::Interpolation::nearest) {
    const Value at = apply(ScalarOp::round, p.at);
    return {{at, is_inside(at, extent), number(at, 1), number(at, 0)}};
  }
  const Value low = apply(ScalarOp::floor, p.at), high = low + 1;
  return {{low, is_inside(low, extent), high - p.at, -p.slope},
          {high, is_inside(high, extent), p.at - low, p.slope}};
}

/// The operands as (N, C, spatial...) and (N, spatial..., dimensions).
struct Sampling {
  TensorView input, grid;
  std::size_t rank = 2;
  GridMode mode;
  DType dtype = DType::f32;
  Dims output;  // (N, C, sampled spatial...)
};

Sampling make_sampling(const ExternWriter& to, std::size_t rank) {
  to.frame.require_rank("input", rank + 2);
  to.frame.require_rank("grid", rank + 2);
  Sampling s{to.tensor("input"), to.tensor("grid"), rank, grid_mode_of(to.frame), DType::f32, {}};
  to.frame.require(s.input.size[0] == s.grid.size[0] && s.grid.size.back() == static_cast<std::int64_t>(rank),
                   "input " + bracketed(s.input.size) + " and grid " + bracketed(s.grid.size));
  s.dtype = sum_type(s.input.dtype);
  s.output = {s.input.size[0], s.input.size[1]};
  s.output.insert(s.output.end(), s.grid.size.begin() + 1, s.grid.size.end() - 1);
  return s;
}

/// One corner of a sample: where it lies, the product of the weights, that product's slope in each dimension.
struct Corner {
  std::vector<Index> spatial;
  Value inside, weight;
  std::vector<Value> slopes;
};

/// Variables are (n, spatial...) at `variables`. x, y[, z] are the last dimension first.
std::vector<Corner> corners_of(LoopWriter& loops, const Sampling& s, const std::vector<Index>& variables) {
  std::vector<Corner> corners(1);
  for (std::size_t d = 0; d < s.rank; ++d) {
    const std::int64_t extent = s.input.size[d + 2];
    std::vector<Index> coordinates = variables;
    coordinates.push_back(loops.number(static_cast<std::int64_t>(s.rank - 1 - d)));
    std::vector<Corner> next;
    for (const Tap& tap :
         make_taps(loops.convert(loops.load(s.grid, coordinates), s.dtype), s.mode, extent)) {
      const Value whole =
          loops.convert(select(tap.inside, tap.coordinate, number(tap.coordinate, 0)), DType::i64);
      const Index index = loops.index_of(whole, 0, std::max<std::int64_t>(extent - 1, 0));
      for (const Corner& before : corners) {
        Corner corner = before;
        corner.spatial.push_back(index);
        corner.inside = loops.both(before.inside, tap.inside);
        corner.weight = before.weight ? before.weight * tap.weight : tap.weight;
        for (Value& slope : corner.slopes) slope = slope * tap.weight;
        corner.slopes.push_back(before.weight ? before.weight * tap.slope : tap.slope);
        next.push_back(std::move(corner));
      }
    }
    corners = std::move(next);
  }
  return corners;
}

std::vector<Index> pixel(const Corner& corner, Index image, Index channel) {
  std::vector<Index> coordinates{image, channel};
  coordinates.insert(coordinates.end(), corner.spatial.begin(), corner.spatial.end());
  return coordinates;
}

std::vector<Index> without_channel(const std::vector<Index>& coordinates) {
  std::vector<Index> result = coordinates;
  result.erase(result.begin() + 1);
  return result;
}

void sample(ExternWriter& to, std::size_t rank) {
  const Sampling s = make_sampling(to, rank);
  const TensorView result = to.result(0, s.output);
  LoopWriter loops("grid sampler", s.output, s.output.size());
  const std::vector<Index> here = loops.range(0, s.output.size());
  Value sum = loops.constant(s.dtype, 0);
  for (const Corner& corner : corners_of(loops, s, without_channel(here))) {
    const Value value = loops.load(s.input, pixel(corner, here[0], here[1]), corner.inside);
    const Value term = corner.weight * loops.convert(value, s.dtype);
    sum = sum + select(corner.inside, term, loops.constant(s.dtype, 0));
  }
  loops.store(result, here, sum);
  to.add(loops);
}

void write_input_gradient(ExternWriter& to, const Sampling& s, const TensorView& gradient) {
  const TensorView result = to.result(0, s.input.size);
  const TensorView sums = result.dtype == s.dtype ? result : to.temporary(s.dtype, s.input.size);
  to.fill(sums, 0);
  LoopWriter loops("grid sampler", s.output, s.output.size());
  const std::vector<Index> here = loops.range(0, s.output.size());
  const Value g = loops.convert(loops.load(gradient, here), s.dtype);
  for (const Corner& corner : corners_of(loops, s, without_channel(here)))
    loops.store(sums, pixel(corner, here[0], here[1]), corner.weight * g, corner.inside,
                StoreMode::atomic_add);
  to.add(loops);
  if (sums.buffer != result.buffer) to.copy(sums, result);
}

/// Sums over the channels.
void write_grid_gradient(ExternWriter& to, const Sampling& s, const TensorView& gradient) {
  const TensorView result = to.result(1, s.grid.size);
  Dims ranges(s.grid.size.begin(), s.grid.size.end() - 1);
  ranges.push_back(s.input.size[1]);
  const std::size_t parallel = ranges.size() - 1;
  LoopWriter loops("grid sampler", ranges, parallel);
  const std::vector<Index> here = loops.range(0, parallel);
  const Index channel = loops.at(parallel);
  std::vector<Index> sampled = here;
  sampled.insert(sampled.begin() + 1, channel);
  const Value g = loops.convert(loops.load(gradient, sampled), s.dtype);
  std::vector<Value> terms(s.rank, loops.constant(s.dtype, 0));
  for (const Corner& corner : corners_of(loops, s, here)) {
    const Value value = loops.load(s.input, pixel(corner, here[0], channel), corner.inside);
    const Value share = g * loops.convert(value, s.dtype);
    for (std::size_t d = 0; d < s.rank; ++d) {
      const Value term = corner.slopes[d] * share;
      terms[d] = terms[d] + select(corner.inside, term, loops.constant(s.dtype, 0));
    }
  }
  std::vector<Value> sums;
  sums.reserve(terms.size());
  for (const Value& term : terms) sums.push_back(loops.reduce(ReduceKind::sum, term));
  loops.then_once();
  for (std::size_t d = 0; d < s.rank; ++d) {
    std::vector<Index> coordinates = here;
    coordinates.push_back(loops.number(static_cast<std::int64_t>(s.rank - 1 - d)));
    loops.store(result, coordinates, sums[d]);
  }
  to.add(loops);
}

void sample_backward(ExternWriter& to, std::size_t rank) {
  const Sampling s = make_sampling(to, rank);
  const TensorView gradient = to.tensor("grad_output");
  to.frame.require(gradient.size == s.output, "grad_output is " + bracketed(gradient.size));
  const std::vector<bool> mask = to.args.flags("output_mask");
  if ((mask.empty() || mask[0]) && to.wants(0)) write_input_gradient(to, s, gradient);
  if ((mask.size() < 2 || mask[1]) && to.wants(1)) write_grid_gradient(to, s, gradient);
}

}  // namespace

void write_grid_sampler_2d(ExternWriter& to) { return sample(to, 2); }
void write_grid_sampler_3d(ExternWriter& to) { return sample(to, 3); }
void write_grid_sampler_2d_backward(ExternWriter& to) { return sample_backward(to, 2); }
void write_grid_sampler_3d_backward(ExternWriter& to) { return sample_backward(to, 3); }

}  // namespace ireplay
