// Pooling, resizing and padding: weighted sums, or greatest values, over the taps of every output position.
// The gradients are the same sums with the connections reversed.
#include "replay/externs/shared/taps.hpp"

#include <algorithm>
#include <cmath>

#include "replay/externs/shared/windows.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// Taps of one output position in all dimensions together beyond which one dimension after the other is
/// cheaper.
constexpr std::int64_t kMostTapsAtOnce = 64;

/// The taps of one dimension as tables: `input[output][k]`, -1 past an output's last tap.
struct TapTable {
  std::size_t dimension = 0;
  std::int64_t inputs = 0, outputs = 0, most = 0;
  TensorView input, weight;
  bool uneven = false, weighted = false;
};

TapTable make_table(ExternWriter& to, std::size_t dimension, const Taps& taps, std::int64_t inputs,
                    DType dtype, bool repeat_last = false) {
  TapTable table;
  table.dimension = dimension, table.inputs = inputs;
  table.outputs = static_cast<std::int64_t>(taps.size());
  table.most = 1;
  for (const auto& of : taps) table.most = std::max(table.most, static_cast<std::int64_t>(of.size()));
  std::vector<std::int64_t> positions;
  std::vector<double> weights;
  for (const auto& of : taps)
    for (std::int64_t k = 0; k < table.most; ++k) {
      const bool past = k >= static_cast<std::int64_t>(of.size());
      const Tap tap =
          past ? (repeat_last && !of.empty() ? of.back() : Tap{-1, 0}) : of[static_cast<std::size_t>(k)];
      positions.push_back(tap.input);
      weights.push_back(tap.weight);
      table.uneven = table.uneven || tap.input < 0;
      table.weighted = table.weighted || (tap.input >= 0 && tap.weight != 1);
    }
  const Dims size{table.outputs, table.most};
  table.input = to.table(positions, size);
  if (table.weighted) table.weight = to.table(weights, size, dtype);
  return table;
}

/// The variables of a program over taps: those of the result, then one for every dimension with several taps.
Dims ranges_of(const Dims& result, const std::vector<TapTable>& tables) {
  Dims ranges = result;
  for (const TapTable& table : tables)
    if (table.most > 1) ranges.push_back(table.most);
  return ranges;
}

/// Where a program reads at its variables' values.
struct Reading {
  std::vector<Index> coordinates;
  Value mask, weight;
};

Reading read_taps(LoopWriter& loops, const Dims& result, const std::vector<TapTable>& tables) {
  Reading reading{loops.range(0, result.size()), {}, {}};
  std::size_t next = result.size();
  for (const TapTable& table : tables) {
    const std::vector<Index> entry = {loops.at(table.dimension),
                                      table.most > 1 ? loops.at(next++) : loops.number(0)};
    const Value position = loops.load(table.input, entry);
    if (table.uneven) reading.mask = loops.both(reading.mask, position >= 0);
    reading.coordinates[table.dimension] =
        loops.index_of(position, 0, std::max<std::int64_t>(table.inputs - 1, 0));
    if (!table.weighted) continue;
    const Value weight = loops.load(table.weight, entry);
    reading.weight = reading.weight ? reading.weight * weight : weight;
  }
  return reading;
}

/// to = scale * sum over taps of weight * from.
void sum_taps(ExternWriter& to, const TensorView& from, const TensorView& result,
              const std::vector<TapTable>& tables, double scale = 1) {
  const Dims ranges = ranges_of(result.size, tables);
  const bool several = ranges.size() > result.size.size();
  LoopWriter loops("taps", ranges, result.size.size());
  const Reading reading = read_taps(loops, result.size, tables);
  Value value = loops.load(from, reading.coordinates, reading.mask);
  if (reading.weight || several) value = loops.convert(value, sum_type(from.dtype));
  if (reading.weight) value = value * reading.weight;
  if (several) value = loops.reduce(ReduceKind::sum, value), loops.then_once();
  loops.store(result, loops.range(0, result.size.size()), value * scale);
  to.add(loops);
}

/// The same for taps of several dimensions: at once, or through temporaries where there are many.
void sum_over(ExternWriter& to, TensorView from, const TensorView& result, std::vector<TapTable> tables,
              double scale = 1) {
  std::int64_t taps = 1;
  bool weighted = scale != 1;
  for (const TapTable& table : tables) {
    taps *= table.most;
    weighted = weighted || table.weighted;
    to.frame.require(
        from.size[table.dimension] == table.inputs && result.size[table.dimension] == table.outputs,
        "taps of " + bracketed(from.size) + " for a buffer of " + bracketed(result.size));
  }
  if (weighted) to.frame.refuse_unless_floats(from);
  while (taps > kMostTapsAtOnce && tables.size() > 1) {
    const TapTable last = tables.back();
    tables.pop_back();
    Dims size = from.size;
    size[last.dimension] = last.outputs;
    const TensorView between = to.temporary(sum_type(from.dtype), size);
    sum_taps(to, from, between, {last});
    from = between;
    taps /= last.most;
  }
  sum_taps(to, from, result, tables, scale);
}

TapsOf taps_of(Resampling resampling) {
  switch (resampling) {
    case Resampling::nearest:
      return floor_taps;
    case Resampling::nearest_exact:
      return center_taps;
    case Resampling::linear:
      return linear_taps;
    case Resampling::cubic:
      return cubic_taps;
    case Resampling::smooth_linear:
      return smooth_linear_taps;
    case Resampling::smooth_cubic:
      return smooth_cubic_taps;
  }
  return nullptr;
}

// ---- pooling

Taps taps_of_windows(const std::vector<Window>& windows, bool average, bool count_padding) {
  Taps taps;
  for (const Window& window : windows) {
    const auto count = static_cast<double>(count_padding ? window.padded_count : pixels_in(window));
    taps.emplace_back();
    for (std::int64_t i = window.begin; i < window.end; i += window.step)
      taps.back().push_back({i, average && count != 0 ? 1 / count : 1});
  }
  return taps;
}

/// Weights of an average, by dimension, and what remains to multiply by.
struct Average {
  std::vector<Taps> taps;
  double scale = 1;
};

Average average_of(const ExternWriter& to, const Windows& windows) {
  const bool divides = to.args.knows("divisor_override") && !to.args.is_none("divisor_override");
  const bool padding = to.args.knows("count_include_pad") && to.args.flag("count_include_pad");
  Average average;
  if (divides) average.scale = 1 / static_cast<double>(to.args.integer("divisor_override"));
  for (const auto& of : windows) average.taps.push_back(taps_of_windows(of, !divides, padding));
  return average;
}

void require_planes(const ExternWriter& to, const Dims& input, std::size_t rank) {
  to.frame.require(input.size() == rank + 1 || input.size() == rank + 2,
                   std::to_string(rank) + "-dimensional pooling of " + bracketed(input));
}

/// Sums of integers, divided by how many they are of: towards zero.
void average_of_integers(ExternWriter& to, const TensorView& self, const TensorView& result,
                         const Average& average, const std::vector<TapTable>& sums, std::size_t lead) {
  const TensorView total = to.temporary(DType::i64, result.size);
  sum_over(to, self, total, sums);
  LoopWriter loops("average", result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  Value count = loops.integer(std::llround(1 / average.scale), DType::i64);
  for (std::size_t d = 0; d < average.taps.size(); ++d) {
    std::vector<std::int64_t> counts;
    for (const auto& of : average.taps[d])
      counts.push_back(of.empty() ? 1 : std::llround(1 / of.front().weight));
    const TensorView table = to.table(counts, {static_cast<std::int64_t>(counts.size())});
    count = count * loops.convert(loops.load(table, {here[lead + d]}), DType::i64);
  }
  loops.store(result, here, apply(ScalarOp::truncdiv, loops.load(total, here), count));
  to.add(loops);
}

void average(ExternWriter& to, const Windows& windows) {
  const TensorView self = to.tensor("self"), result = to.result(0);
  require_planes(to, self.size, windows.size());
  Dims size = self.size;
  const Average average = average_of(to, windows);
  const std::size_t lead = size.size() - windows.size();
  std::vector<TapTable> tables;
  for (std::size_t d = 0; d < windows.size(); ++d) {
    size[lead + d] = static_cast<std::int64_t>(windows[d].size());
    const Taps taps = is_floating(self.dtype) ? average.taps[d] : taps_of_windows(windows[d], false, false);
    tables.push_back(make_table(to, lead + d, taps, self.size[lead + d], sum_type(self.dtype)));
  }
  if (!is_floating(self.dtype) && !is_complex(self.dtype))
    return average_of_integers(to, self, to.result(0, size), average, tables, lead);
  return sum_over(to, self, to.result(0, size), tables, average.scale);
}

void average_backward(ExternWriter& to, const Windows& windows) {
  const TensorView gradient = to.tensor("grad_output");
  const Dims& size = to.tensor("self").size;
  require_planes(to, size, windows.size());
  const TensorView result = to.result(0, size);
  to.frame.require(gradient.size.size() == size.size(), "grad_output is " + bracketed(gradient.size));
  const Average average = average_of(to, windows);
  const std::size_t lead = size.size() - windows.size();
  std::vector<TapTable> tables;
  for (std::size_t d = 0; d < windows.size(); ++d)
    tables.push_back(make_table(to, lead + d, reversed(average.taps[d], size[lead + d]),
                                static_cast<std::int64_t>(windows[d].size()), sum_type(gradient.dtype)));
  return sum_over(to, gradient, result, tables, average.scale);
}

Index pixel_of(LoopWriter& loops, const Dims& size, const std::vector<Index>& coordinates, std::size_t lead) {
  return loops.flat({size.begin() + static_cast<std::ptrdiff_t>(lead), size.end()},
                    {coordinates.begin() + static_cast<std::ptrdiff_t>(lead), coordinates.end()});
}

/// The first position of the window that sample `sample` shifts to output position `at`.
Value fractional_begin(LoopWriter& loops, Value sample, Index at, std::int64_t inputs, std::int64_t outputs,
                       std::int64_t kernel) {
  const Value last = loops.integer(inputs - kernel);
  if (outputs == 1) return last;
  const double step = static_cast<double>(inputs - kernel) / static_cast<double>(outputs - 1);
  const Value position = loops.convert(loops.value_of(at), DType::f64);
  const Value begin =
      loops.convert((position + sample) * step, DType::i64) - loops.convert(sample * step, DType::i64);
  return select(loops.value_of(at) == static_cast<double>(outputs - 1), last, begin);
}

/// Greatest values of windows that `random_samples` (N, C, rank) shift, per plane.
void fractional_maximum(ExternWriter& to, std::size_t rank) {
  const TensorView self = to.tensor("self"), samples = to.tensor("random_samples");
  require_planes(to, self.size, rank);
  to.frame.require_rank("random_samples", 3);
  to.frame.refuse_complex(self);
  const Dims kernel = to.args.integers("kernel_size", rank), output = to.args.integers("output_size", rank);
  const std::size_t lead = self.size.size() - rank;
  Dims size(self.size.begin(), self.size.begin() + static_cast<std::ptrdiff_t>(lead));
  const Dims planes = size;
  to.frame.require(numel(samples.size) == numel(planes) * static_cast<std::int64_t>(rank),
                   "'random_samples' is " + bracketed(samples.size));
  for (std::size_t d = 0; d < rank; ++d) {
    to.frame.require(
        kernel[d] > 0 && output[d] > 0 && kernel[d] <= self.size[lead + d] - output[d] + 1,
        "kernel " + bracketed(kernel) + " and output " + bracketed(output) + " of " + bracketed(self.size));
    size.push_back(output[d]);
  }
  Dims ranges = size;
  ranges.insert(ranges.end(), kernel.begin(), kernel.end());
  LoopWriter loops("fractional pooling", ranges, size.size());
  std::vector<Index> coordinates = loops.range(0, lead);
  const Index plane = loops.flat(planes, coordinates);
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t inputs = self.size[lead + d];
    // the last sample belongs to the first dimension in 2-d (x, y), to the last in 3-d (t, h, w)
    const auto which = static_cast<std::int64_t>(rank == 2 ? 1 - d : d);
    const Index entry = plane * static_cast<std::int64_t>(rank) + which;
    const Value sample = loops.convert(loops.load(samples, loops.unflatten(samples.size, entry)), DType::f64);
    loops.require(loops.both(sample >= 0, sample < 1), "a sample lies in 0 <= s < 1");
    const Value begin = fractional_begin(loops, sample, loops.at(lead + d), inputs, output[d], kernel[d]);
    const Value pixel = begin + loops.value_of(loops.at(size.size() + d));
    const Value inside = apply(ScalarOp::maximum, loops.integer(0),
                               apply(ScalarOp::minimum, pixel, loops.integer(inputs - 1)));
    coordinates.push_back(loops.index_of(inside, 0, inputs - 1));
  }
  const Value value = loops.load(self, coordinates),
              pixel = loops.value_of(pixel_of(loops, self.size, coordinates, lead));
  const Value highest = loops.reduce(ReduceKind::max, value),
              at = loops.reduce(ReduceKind::argmax, value, pixel);
  loops.then_once();
  if (to.wants(0)) loops.store(to.result(0, size), loops.range(0, size.size()), highest);
  if (to.wants(1)) loops.store(to.result(1, size), loops.range(0, size.size()), at);
  to.add(loops);
}

/// Greatest value of each window and its position in the plane.
void maximum(ExternWriter& to, const Windows& windows) {
  const TensorView self = to.tensor("self");
  require_planes(to, self.size, windows.size());
  Dims size = self.size;
  const std::size_t lead = size.size() - windows.size();
  std::vector<TapTable> tables;
  for (std::size_t d = 0; d < windows.size(); ++d) {
    for (const Window& window : windows[d])
      to.frame.require(pixels_in(window) > 0, "a window without elements");
    size[lead + d] = static_cast<std::int64_t>(windows[d].size());
    tables.push_back(make_table(to, lead + d, taps_of_windows(windows[d], false, false), self.size[lead + d],
                                DType::f32, true));
  }
  const Dims ranges = ranges_of(size, tables);
  LoopWriter loops("max pooling", ranges, size.size());
  const Reading reading = read_taps(loops, size, tables);
  Value value = loops.load(self, reading.coordinates);
  Value pixel = loops.value_of(pixel_of(loops, self.size, reading.coordinates, lead));
  if (ranges.size() > size.size()) {
    const Value position = loops.reduce(ReduceKind::argmax_with_value, value, pixel, 1);
    value = loops.reduce(ReduceKind::argmax_with_value, value, pixel, 0);
    pixel = position;
    loops.then_once();
  }
  const std::vector<Index> here = loops.range(0, size.size());
  if (to.wants(0)) loops.store(to.result(0, size), here, value);
  if (to.wants(1)) loops.store(to.result(1, size), here, pixel);
  to.add(loops);
}

/// Every input gathers the gradients of those windows whose greatest value it is.
void maximum_backward(ExternWriter& to, const Windows& windows) {
  const TensorView gradient = to.tensor("grad_output"), indices = to.tensor("indices");
  const Dims& size = to.tensor("self").size;
  require_planes(to, size, windows.size());
  const TensorView result = to.result(0, size);
  const std::size_t lead = size.size() - windows.size();
  Dims pooled = size;
  std::vector<TapTable> tables;
  for (std::size_t d = 0; d < windows.size(); ++d) {
    pooled[lead + d] = static_cast<std::int64_t>(windows[d].size());
    tables.push_back(make_table(to, lead + d,
                                reversed(taps_of_windows(windows[d], false, false), size[lead + d]),
                                pooled[lead + d], DType::f32));
  }
  to.frame.require(gradient.size == pooled && indices.size == pooled,
                   "indices of " + bracketed(indices.size) + " for " + bracketed(gradient.size));
  const Dims ranges = ranges_of(size, tables);
  LoopWriter loops("max pooling", ranges, size.size());
  const Reading reading = read_taps(loops, size, tables);
  const std::int64_t plane = numel(Dims(size.begin() + static_cast<std::ptrdiff_t>(lead), size.end()));
  const Value position = loops.load(indices, reading.coordinates, reading.mask);
  const Value index = loops.value_of(loops.checked_index(position, plane, false, reading.mask));
  const Value pixel = loops.value_of(pixel_of(loops, size, loops.range(0, size.size()), lead));
  const Value mask = loops.both(reading.mask, index == pixel);
  Value value = loops.convert(loops.load(gradient, reading.coordinates, mask), sum_type(gradient.dtype));
  if (ranges.size() > size.size()) value = loops.reduce(ReduceKind::sum, value), loops.then_once();
  loops.store(result, loops.range(0, size.size()), value);
  to.add(loops);
}

/// Every value goes to the position in its plane that `indices` says.
void send_to_indices(ExternWriter& to, const TensorView& from, const Dims& size, std::size_t rank, bool add) {
  const TensorView indices = to.tensor("indices"), result = to.result(0, size);
  to.frame.require(
      indices.size == from.size && size.size() == from.size.size() && size.size() >= rank,
      "indices of " + bracketed(indices.size) + " for " + bracketed(from.size) + " and " + bracketed(size));
  const std::size_t lead = size.size() - rank;
  to.frame.require(
      std::equal(size.begin(), size.begin() + static_cast<std::ptrdiff_t>(lead), from.size.begin()),
      "planes of " + bracketed(from.size) + " and " + bracketed(size));
  const Dims plane(size.begin() + static_cast<std::ptrdiff_t>(lead), size.end());
  const bool widens = add && is_floating(result.dtype) && bytes_of(result.dtype) < 4;
  const TensorView target = widens ? to.temporary(DType::f32, size) : result;
  to.fill(target, 0);
  LoopWriter loops("max pooling", from.size, from.size.size());
  std::vector<Index> coordinates = loops.range(0, from.size.size());
  const Value value = loops.convert(loops.load(from, coordinates), compute_type(target.dtype));
  const Index pixel = loops.checked_index(loops.load(indices, coordinates), numel(plane), false);
  const std::vector<Index> inside = loops.unflatten(plane, pixel);
  std::copy(inside.begin(), inside.end(), coordinates.begin() + static_cast<std::ptrdiff_t>(lead));
  loops.store(target, coordinates, value, {}, add ? StoreMode::atomic_add : StoreMode::plain);
  to.add(loops);
  if (widens) to.copy(target, result);
}

}  // namespace

void write_avg_pool(ExternWriter& to) { return average(to, sliding(to.frame, to.frame.facts().spatial)); }
void write_adaptive_avg_pool(ExternWriter& to) {
  return average(to, adaptive(to.frame, to.frame.facts().spatial));
}
void write_avg_pool_backward(ExternWriter& to) {
  return average_backward(to, sliding(to.frame, to.frame.facts().spatial));
}
void write_adaptive_avg_pool_backward(ExternWriter& to) {
  return average_backward(to, adaptive_of_gradient(to.frame, to.frame.facts().spatial));
}
void write_max_pool(ExternWriter& to) { return maximum(to, sliding(to.frame, to.frame.facts().spatial)); }
void write_adaptive_max_pool(ExternWriter& to) {
  return maximum(to, adaptive(to.frame, to.frame.facts().spatial));
}
void write_max_pool_backward(ExternWriter& to) {
  return maximum_backward(to, sliding(to.frame, to.frame.facts().spatial));
}
/// Where windows are of many sizes.
void write_scattered_max_pool_backward(ExternWriter& to) {
  return send_to_indices(to, to.tensor("grad_output"), to.tensor("self").size, to.frame.facts().spatial,
                         true);
}

void write_max_unpool(ExternWriter& to) {
  const std::size_t rank = to.frame.facts().spatial;
  const TensorView self = to.tensor("self");
  to.frame.require(self.size.size() > rank, "'self' is " + bracketed(self.size));
  Dims size = self.size;
  const Dims output = to.args.integers("output_size", rank);
  std::copy(output.begin(), output.end(), size.end() - static_cast<std::ptrdiff_t>(rank));
  return send_to_indices(to, self, size, rank, false);
}

// ---- resizing and padding

void write_upsample(ExternWriter& to) {
  const std::size_t rank = to.frame.facts().spatial;
  const std::string_view name = to.args.knows("scale_factors") ? "input" : "self";
  to.frame.require_rank(name, rank + 2);
  const TensorView image = to.tensor(name);
  const std::vector<double> factors = factors_of(to.frame, rank);
  Dims output = to.args.integers("output_size"), size = image.size;
  if (output.empty())
    for (std::size_t d = 0; d < rank; ++d)
      output.push_back(static_cast<std::int64_t>(static_cast<double>(image.size[d + 2]) * factors[d]));
  to.frame.require(output.size() == rank, "the output size is " + bracketed(output));
  std::vector<TapTable> tables;
  for (std::size_t d = 0; d < rank; ++d) {
    size[d + 2] = output[d];
    const Resize resize = make_resize(to.frame, image.size[d + 2], output[d], factors[d]);
    tables.push_back(make_table(to, d + 2, taps_of(to.frame.facts().resampling)(resize), image.size[d + 2],
                                sum_type(image.dtype)));
  }
  return sum_over(to, image, to.result(0, size), tables);
}

void write_upsample_backward(ExternWriter& to) {
  const std::size_t rank = to.frame.facts().spatial;
  to.frame.require_rank("grad_output", rank + 2);
  const TensorView gradient = to.tensor("grad_output");
  const std::vector<double> factors = factors_of(to.frame, rank);
  const Dims output = to.args.integers("output_size", rank), input = to.args.integers("input_size", rank + 2);
  std::vector<TapTable> tables;
  for (std::size_t d = 0; d < rank; ++d) {
    const Resize resize = make_resize(to.frame, input[d + 2], output[d], factors[d]);
    tables.push_back(make_table(to, d + 2,
                                reversed(taps_of(to.frame.facts().resampling)(resize), input[d + 2]),
                                output[d], sum_type(gradient.dtype)));
  }
  return sum_over(to, gradient, to.result(0, input), tables);
}

namespace {

void pad(ExternWriter& to, bool reflect, bool backward) {
  const std::size_t rank = to.frame.facts().spatial;
  const Dims size = to.tensor("self").size, padding = to.args.integers("padding", 2 * rank);
  to.frame.require(size.size() == rank + 1 || size.size() == rank + 2, "'self' is " + bracketed(size));
  const std::size_t lead = size.size() - rank;
  const TensorView from = to.tensor(backward ? "grad_output" : "self");
  to.frame.require(from.size.size() == size.size(), "grad_output is " + bracketed(from.size));
  Dims padded = size;
  std::vector<TapTable> tables;
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t before = padding[2 * (rank - 1 - d)], after = padding[2 * (rank - 1 - d) + 1];
    Taps taps = padding_taps(to.frame, size[lead + d], before, after, reflect);
    padded[lead + d] = static_cast<std::int64_t>(taps.size());
    if (backward) taps = reversed(taps, size[lead + d]);
    tables.push_back(
        make_table(to, lead + d, taps, backward ? padded[lead + d] : size[lead + d], sum_type(from.dtype)));
  }
  return sum_over(to, from, to.result(0, backward ? size : padded), tables);
}

}  // namespace

void write_reflection_pad(ExternWriter& to) { return pad(to, true, false); }
void write_reflection_pad_backward(ExternWriter& to) { return pad(to, true, true); }
void write_replication_pad(ExternWriter& to) { return pad(to, false, false); }
void write_replication_pad_backward(ExternWriter& to) { return pad(to, false, true); }

void write_fractional_max_pool(ExternWriter& to) { return fractional_maximum(to, to.frame.facts().spatial); }

}  // namespace ireplay
