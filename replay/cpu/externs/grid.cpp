// Sampling images at given places (x, y[, z] in -1..1), and its gradients.
#include <cmath>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/modes.hpp"

namespace ireplay {
namespace {

/// A place along one dimension and how it moves with the grid's value.
struct Place {
  double at = 0, slope = 0;
};

Place clip(Place p, std::int64_t extent) {
  const double last = static_cast<double>(extent - 1);
  if (!(p.at > 0)) return {0, 0};
  if (p.at >= last) return {last, 0};
  return p;
}

/// Reflects at low / 2 and high / 2.
Place reflect(Place p, std::int64_t twice_low, std::int64_t twice_high) {
  if (twice_low == twice_high) return {0, 0};
  const double low = static_cast<double>(twice_low) / 2,
               span = static_cast<double>(twice_high - twice_low) / 2;
  double beyond = p.at - low;
  const double sign = beyond < 0 ? -1 : 1;
  beyond = std::fabs(beyond);
  const double extra = std::fmod(beyond, span);
  const bool even = std::fmod(std::floor(beyond / span), 2) == 0;
  return even ? Place{extra + low, p.slope * sign} : Place{span - extra + low, -p.slope * sign};
}

Place padded(Place p, const GridMode& mode, std::int64_t extent) {
  if (mode.padding == GridMode::Padding::border) return clip(p, extent);
  if (mode.padding != GridMode::Padding::reflection) return p;
  p = mode.align_corners ? reflect(p, 0, 2 * (extent - 1)) : reflect(p, -1, 2 * extent - 1);
  return clip(p, extent);
}

Place unnormalized(double x, const GridMode& mode, std::int64_t extent) {
  const double n = static_cast<double>(extent);
  if (mode.align_corners) return {(x + 1) / 2 * (n - 1), (n - 1) / 2};
  return {((x + 1) * n - 1) / 2, n / 2};
}

/// One contributing index of a dimension: its weight, and the weight's derivative by the grid's value.
struct Tap {
  std::int64_t index = 0;  // -1: outside, counts as zero
  double weight = 0, slope = 0;
};

std::int64_t index_inside(double at, std::int64_t extent) {
  return at >= 0 && at < static_cast<double>(extent) ? static_cast<std::int64_t>(at) : -1;
}

std::vector<Tap> cubic_taps(Place p, const GridMode& mode, std::int64_t extent) {
  constexpr double a = -0.75;
  const double low = std::floor(p.at), t = p.at - low;
  const double distance[] = {t + 1, t, 1 - t, 2 - t};
  std::vector<Tap> taps;
  for (int i = 0; i < 4; ++i) {
    const double x = distance[i], away = i < 2 ? 1 : -1;
    const bool near = i == 1 || i == 2;
    const double weight =
        near ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    const double slope = near ? (3 * (a + 2) * x - 2 * (a + 3)) * x : (3 * a * x - 10 * a) * x + 8 * a;
    const double at = std::round(padded({low - 1 + i, 0}, mode, extent).at);
    taps.push_back({index_inside(at, extent), weight, slope * away * p.slope});
  }
  return taps;
}

std::vector<Tap> make_taps(double x, const GridMode& mode, std::int64_t extent) {
  Place p = unnormalized(x, mode, extent);
  if (mode.interpolation == GridMode::Interpolation::cubic) return cubic_taps(p, mode, extent);
  p = padded(p, mode, extent);
  if (mode.interpolation == GridMode::Interpolation::nearest)
    return {{index_inside(std::nearbyint(p.at), extent), 1, 0}};
  const double low = std::floor(p.at);
  return {{index_inside(low, extent), low + 1 - p.at, -p.slope},
          {index_inside(low + 1, extent), p.at - low, p.slope}};
}

struct Sampling {
  Dims input, grid;
  std::size_t rank = 2;
  std::int64_t pixels = 1, samples = 1;  // of a plane, in and out
};

Sampling make_sampling(const ExternFrame& frame, std::size_t rank) {
  Sampling s{frame.args().tensor("input").size, frame.args().tensor("grid").size, rank};
  frame.require_rank("input", rank + 2);
  frame.require_rank("grid", rank + 2);
  frame.require(s.input[0] == s.grid[0] && s.grid.back() == static_cast<std::int64_t>(rank),
                "input " + bracketed(s.input) + " and grid " + bracketed(s.grid));
  s.pixels = numel({s.input.begin() + 2, s.input.end()});
  s.samples = numel({s.grid.begin() + 1, s.grid.end() - 1});
  return s;
}

/// One corner of a sample: pixel of the plane, product of the weights, and that product's slope in each
/// dimension.
struct Corner {
  std::int64_t pixel = 0;
  double weight = 1;
  double slope[3] = {1, 1, 1};
};

/// The corners of a sample that lie inside. `place` holds x, y[, z]: the last dimension first.
std::vector<Corner> corners_of(const Sampling& s, const GridMode& mode, const double* place) {
  std::vector<Corner> corners(1);
  for (std::size_t d = 0; d < s.rank; ++d) {
    const std::int64_t extent = s.input[d + 2];
    std::vector<Corner> next;
    for (const Tap& tap : make_taps(place[s.rank - 1 - d], mode, extent)) {
      if (tap.index < 0) continue;
      for (Corner corner : corners) {
        corner.pixel = corner.pixel * extent + tap.index;
        corner.weight *= tap.weight;
        for (std::size_t e = 0; e < s.rank; ++e) corner.slope[e] *= e == d ? tap.slope : tap.weight;
        next.push_back(corner);
      }
    }
    corners = std::move(next);
  }
  return corners;
}

void sample(const ExternFrame& frame, std::size_t rank) {
  const Sampling s = make_sampling(frame, rank);
  const GridMode mode = grid_mode_of(frame, rank);
  const Reals input = frame.read<double>("input"), grid = frame.read<double>("grid");
  Dims size = {s.input[0], s.input[1]};
  size.insert(size.end(), s.grid.begin() + 1, s.grid.end() - 1);
  Reals result(size);
  for (std::int64_t n = 0; n < s.input[0]; ++n)
    for (std::int64_t i = 0; i < s.samples; ++i)
      for (const Corner& corner :
           corners_of(s, mode, grid.data.data() + (n * s.samples + i) * static_cast<std::int64_t>(rank)))
        for (std::int64_t c = 0; c < s.input[1]; ++c)
          result.data[static_cast<std::size_t>((n * s.input[1] + c) * s.samples + i)] +=
              corner.weight *
              input.data[static_cast<std::size_t>((n * s.input[1] + c) * s.pixels + corner.pixel)];
  frame.write(0, result);
}

void sample_backward(const ExternFrame& frame, std::size_t rank) {
  const Sampling s = make_sampling(frame, rank);
  const GridMode mode = grid_mode_of(frame, rank);
  const Reals input = frame.read<double>("input"), grid = frame.read<double>("grid");
  const Reals gradient = frame.read<double>("grad_output");
  frame.require(gradient.count() == s.input[0] * s.input[1] * s.samples,
                "grad_output is " + bracketed(gradient.size));
  Reals to_input(s.input), to_grid(s.grid);
  for (std::int64_t n = 0; n < s.input[0]; ++n)
    for (std::int64_t i = 0; i < s.samples; ++i) {
      const std::int64_t place = (n * s.samples + i) * static_cast<std::int64_t>(rank);
      for (const Corner& corner : corners_of(s, mode, grid.data.data() + place))
        for (std::int64_t c = 0; c < s.input[1]; ++c) {
          const double g = gradient.data[static_cast<std::size_t>((n * s.input[1] + c) * s.samples + i)];
          const auto at = static_cast<std::size_t>((n * s.input[1] + c) * s.pixels + corner.pixel);
          to_input.data[at] += corner.weight * g;
          for (std::size_t d = 0; d < rank; ++d)
            to_grid.data[static_cast<std::size_t>(place) + rank - 1 - d] +=
                corner.slope[d] * g * input.data[at];
        }
    }
  const std::vector<bool> mask = frame.args().flags("output_mask");
  if (mask.empty() || mask[0]) frame.write(0, to_input);
  if (mask.size() < 2 || mask[1]) frame.write(1, to_grid);
}

}  // namespace

void run_grid_sampler_2d(const ExternFrame& frame) { sample(frame, 2); }
void run_grid_sampler_3d(const ExternFrame& frame) { sample(frame, 3); }
void run_grid_sampler_2d_backward(const ExternFrame& frame) { sample_backward(frame, 2); }
void run_grid_sampler_3d_backward(const ExternFrame& frame) { sample_backward(frame, 3); }

/// Where each pixel of an output of `size` lies in the input: theta times (x, y[, z], 1), from -1 to 1.
void run_affine_grid(const ExternFrame& frame) {
  const Reals theta = frame.read<double>("theta", 3);
  const Dims size = frame.args().integers("size");
  const auto axes = static_cast<std::int64_t>(size.size()) - 2;
  frame.require(axes >= 1 && axes <= 3 && theta.size == Dims({size[0], axes, axes + 1}),
                "'theta' is " + bracketed(theta.size) + " for " + bracketed(size));
  const bool corners = frame.args().flag("align_corners");
  Dims shape{size[0]};
  shape.insert(shape.end(), size.begin() + 2, size.end());
  shape.push_back(axes);
  Reals grid(shape);
  Dims at(shape.size(), 0);
  for (double& value : grid.data) {
    const double* row = &theta.data[static_cast<std::size_t>((at[0] * axes + at.back()) * (axes + 1))];
    value = row[axes];
    for (std::int64_t axis = 0; axis < axes; ++axis) {
      const auto d = static_cast<std::size_t>(axes - axis);  // x is the last dimension
      const auto extent = static_cast<double>(shape[d]);
      const double place = 2 * static_cast<double>(at[d]);
      value += row[axis] * (extent == 1 ? 0 : corners ? place / (extent - 1) - 1 : (place + 1) / extent - 1);
    }
    advance(at, shape);
  }
  frame.write(0, grid);
}

}  // namespace ireplay
