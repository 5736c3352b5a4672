// Convolutions of 1 to 3 dimensions as products with unfolded images.
//
// A convolution ties a "wide" tensor (N, Cw, D...) to a "narrow" one (N, Cn, O...) through weights (Cn,
// Cw/groups, K...). Forward: wide -> narrow. Transposed: narrow -> wide, with the same weights. The gradients
// are the remaining uses of the same three functions.
#include "replay/cpu/externs/multiply.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

struct Geometry {
  Dims kernel, stride, padding, dilation;
  Dims wide, narrow;  // spatial extents
  std::int64_t groups = 1;
  std::int64_t batch = 0, wide_channels = 0, narrow_channels = 0;
  std::int64_t taps = 1, wide_pixels = 1, narrow_pixels = 1;

  std::int64_t wide_in_group() const { return wide_channels / groups; }
  std::int64_t narrow_in_group() const { return narrow_channels / groups; }
  std::int64_t unfolded_rows() const { return wide_in_group() * taps; }
};

std::int64_t narrow_extent(std::int64_t wide, std::int64_t kernel, std::int64_t stride, std::int64_t padding,
                           std::int64_t dilation) {
  const std::int64_t room = wide + 2 * padding - dilation * (kernel - 1) - 1;
  return room < 0 ? 0 : room / stride + 1;
}

Dims spatial(const Dims& size) { return {size.begin() + 2, size.end()}; }

/// Sizes come from memory that exists; with parameters below 2^31 no product of theirs overflows.
void require_parameters(const ExternFrame& frame, std::size_t rank) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 31;
  const auto all_within = [&](std::string_view name, std::int64_t low) {
    for (const std::int64_t value : frame.args().integers(name, rank))
      frame.require(value >= low && value < kLargest,
                    std::string(name) + " " + bracketed(frame.args().integers(name)));
  };
  all_within("stride", 1);
  all_within("dilation", 1);
  all_within("padding", -kLargest);
  all_within("output_padding", 0);
  const std::int64_t groups = frame.args().integer("groups");
  frame.require(groups > 0 && groups < kLargest, "groups is " + std::to_string(groups));
}

/// Reads the parameters; `wide` and `narrow` are whole sizes (N, C, spatial...).
Geometry make_geometry(const ExternFrame& frame, const Dims& weight, const Dims& wide, const Dims& narrow) {
  const std::size_t rank = weight.size() - 2;
  Geometry g;
  g.kernel = spatial(weight);
  g.stride = frame.args().integers("stride", rank);
  g.padding = frame.args().integers("padding", rank);
  g.dilation = frame.args().integers("dilation", rank);
  g.groups = frame.args().integer("groups");
  g.wide = spatial(wide);
  g.narrow = spatial(narrow);
  g.batch = wide[0];
  g.wide_channels = wide[1];
  g.narrow_channels = narrow[1];
  g.taps = numel(g.kernel);
  g.wide_pixels = numel(g.wide);
  g.narrow_pixels = numel(g.narrow);
  frame.require(narrow[0] == g.batch,
                "batches of " + std::to_string(g.batch) + " and " + std::to_string(narrow[0]));
  frame.require(weight[0] == g.narrow_channels && weight[1] * g.groups == g.wide_channels &&
                    g.narrow_channels % g.groups == 0,
                "weight " + bracketed(weight) + " does not fit " + std::to_string(g.wide_channels) + " and " +
                    std::to_string(g.narrow_channels) + " channels in " + std::to_string(g.groups) +
                    " groups");
  return g;
}

/// Calls f(row of the unfolded image, narrow pixel, wide pixel) for every tap that lies inside the image of a
/// channel.
template <class F>
void for_each_tap(const Geometry& g, F&& f) {
  const std::size_t rank = g.kernel.size();
  Dims tap(rank, 0);
  for (std::int64_t row = 0; row < g.taps; ++row) {
    Dims at(rank, 0);
    for (std::int64_t pixel = 0; pixel < g.narrow_pixels; ++pixel) {
      std::int64_t from = 0;
      bool inside = true;
      for (std::size_t d = 0; d < rank && inside; ++d) {
        const std::int64_t x = at[d] * g.stride[d] - g.padding[d] + tap[d] * g.dilation[d];
        inside = x >= 0 && x < g.wide[d];
        from = from * g.wide[d] + x;
      }
      if (inside) f(row, pixel, from);
      for (std::size_t d = rank; d-- > 0 && ++at[d] == g.narrow[d];) at[d] = 0;
    }
    for (std::size_t d = rank; d-- > 0 && ++tap[d] == g.kernel[d];) tap[d] = 0;
  }
}

/// One image's channels of a group -> (unfolded_rows, narrow_pixels).
void unfold(const Geometry& g, const double* wide, Reals& unfolded) {
  std::fill(unfolded.data.begin(), unfolded.data.end(), 0.0);
  for_each_tap(g, [&](std::int64_t row, std::int64_t pixel, std::int64_t from) {
    for (std::int64_t c = 0; c < g.wide_in_group(); ++c)
      unfolded.data[static_cast<std::size_t>((c * g.taps + row) * g.narrow_pixels + pixel)] =
          wide[c * g.wide_pixels + from];
  });
}

/// The adjoint of unfold: adds up.
void fold(const Geometry& g, const Reals& unfolded, double* wide) {
  for_each_tap(g, [&](std::int64_t row, std::int64_t pixel, std::int64_t to) {
    for (std::int64_t c = 0; c < g.wide_in_group(); ++c)
      wide[c * g.wide_pixels + to] +=
          unfolded.data[static_cast<std::size_t>((c * g.taps + row) * g.narrow_pixels + pixel)];
  });
}

Reals transposed(const double* from, std::int64_t rows, std::int64_t columns) {
  Reals to({columns, rows});
  for (std::int64_t i = 0; i < rows; ++i)
    for (std::int64_t j = 0; j < columns; ++j)
      to.data[static_cast<std::size_t>(j * rows + i)] = from[i * columns + j];
  return to;
}

template <class F>
void for_each_group(const Geometry& g, F&& f) {
  for (std::int64_t n = 0; n < g.batch; ++n)
    for (std::int64_t group = 0; group < g.groups; ++group)
      f((n * g.wide_channels + group * g.wide_in_group()) * g.wide_pixels,
        (n * g.narrow_channels + group * g.narrow_in_group()) * g.narrow_pixels,
        group * g.narrow_in_group() * g.unfolded_rows());
}

void narrow_from_wide(const Geometry& g, const Reals& wide, const Reals& weight, Reals& narrow) {
  Reals unfolded({g.unfolded_rows(), g.narrow_pixels});
  for_each_group(g, [&](std::int64_t wide_at, std::int64_t narrow_at, std::int64_t weight_at) {
    unfold(g, wide.data.data() + wide_at, unfolded);
    multiply_add(weight.data.data() + weight_at, unfolded.data.data(), narrow.data.data() + narrow_at,
                 g.narrow_in_group(), g.narrow_pixels, g.unfolded_rows());
  });
}

void wide_from_narrow(const Geometry& g, const Reals& narrow, const Reals& weight, Reals& wide) {
  for_each_group(g, [&](std::int64_t wide_at, std::int64_t narrow_at, std::int64_t weight_at) {
    const Reals turned = transposed(weight.data.data() + weight_at, g.narrow_in_group(), g.unfolded_rows());
    Reals unfolded({g.unfolded_rows(), g.narrow_pixels});
    multiply_add(turned.data.data(), narrow.data.data() + narrow_at, unfolded.data.data(), g.unfolded_rows(),
                 g.narrow_pixels, g.narrow_in_group());
    fold(g, unfolded, wide.data.data() + wide_at);
  });
}

void weight_from_both(const Geometry& g, const Reals& wide, const Reals& narrow, Reals& weight) {
  Reals unfolded({g.unfolded_rows(), g.narrow_pixels});
  for_each_group(g, [&](std::int64_t wide_at, std::int64_t narrow_at, std::int64_t weight_at) {
    unfold(g, wide.data.data() + wide_at, unfolded);
    const Reals turned = transposed(unfolded.data.data(), g.unfolded_rows(), g.narrow_pixels);
    multiply_add(narrow.data.data() + narrow_at, turned.data.data(), weight.data.data() + weight_at,
                 g.narrow_in_group(), g.unfolded_rows(), g.narrow_pixels);
  });
}

bool unbatched(const ExternFrame& frame) {
  return frame.args().tensor("input").size.size() + 1 == frame.args().tensor("weight").size.size();
}

void require_sizes(const ExternFrame& frame) {
  const Dims& input = frame.args().tensor("input").size;
  const Dims& weight = frame.args().tensor("weight").size;
  frame.require(
      weight.size() >= 3 && weight.size() <= 5 && (input.size() == weight.size() || unbatched(frame)),
      "input " + bracketed(input) + " and weight " + bracketed(weight));
  require_parameters(frame, weight.size() - 2);
}

Dims output_size(const ExternFrame& frame, const Dims& input, const Dims& weight, bool is_transposed) {
  const std::size_t rank = weight.size() - 2;
  const Dims stride = frame.args().integers("stride", rank), padding = frame.args().integers("padding", rank);
  const Dims dilation = frame.args().integers("dilation", rank);
  const Dims extra = frame.args().integers("output_padding", rank);
  Dims size = {input[0], is_transposed ? weight[1] * frame.args().integer("groups") : weight[0]};
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t from = input[d + 2], kernel = weight[d + 2];
    size.push_back(is_transposed
                       ? (from - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel - 1) + extra[d] + 1
                       : narrow_extent(from, kernel, stride[d], padding[d], dilation[d]));
    frame.require(size.back() >= 0, "the output would have the size " + bracketed(size));
  }
  return size;
}

void add_bias(const ExternFrame& frame, Reals& output) {
  if (!frame.has("bias")) return;
  const Reals bias = frame.read<double>("bias", 1);
  frame.require(bias.count() == output.size[1],
                "bias " + bracketed(bias.size) + " for " + std::to_string(output.size[1]) + " channels");
  const std::int64_t pixels = numel(spatial(output.size));
  double* to = output.data.data();
  for (std::int64_t n = 0; n < output.size[0]; ++n)
    for (const double value : bias.data)
      for (std::int64_t i = 0; i < pixels; ++i) *to++ += value;
}

std::int64_t flops_by_size(const ExternFrame& frame, const Dims& narrow) {
  const Dims& weight = frame.args().tensor("weight").size;
  if (weight.size() < 3 || narrow.size() < 3 || weight[0] == 0) return 0;
  return numel({2, numel(narrow), numel(weight) / weight[0]});
}

}  // namespace

Reals convolve(const ExternFrame& frame) {
  require_sizes(frame);
  const bool is_transposed = frame.args().flag("transposed");
  Reals input = frame.read<double>("input");
  const Reals weight = frame.read<double>("weight");
  if (unbatched(frame)) input.size.insert(input.size.begin(), 1);
  Reals output(output_size(frame, input.size, weight.size, is_transposed));
  if (is_transposed) {
    wide_from_narrow(make_geometry(frame, weight.size, output.size, input.size), input, weight, output);
  } else {
    narrow_from_wide(make_geometry(frame, weight.size, input.size, output.size), input, weight, output);
  }
  add_bias(frame, output);
  if (unbatched(frame)) output.size.erase(output.size.begin());
  return output;
}

void run_convolution(const ExternFrame& frame) {
  if (frame.wants(0)) frame.write(0, convolve(frame));
}

std::int64_t convolution_flops(const ExternFrame& frame) {
  if (frame.args().flag("transposed")) return flops_by_size(frame, frame.args().tensor("input").size);
  return frame.wants(0) ? flops_by_size(frame, frame.result(0).size) : 0;
}

void run_convolution_backward(const ExternFrame& frame) {
  require_sizes(frame);
  const bool is_transposed = frame.args().flag("transposed");
  const Reals input = frame.read<double>("input"), weight = frame.read<double>("weight");
  const Reals gradient = frame.read<double>("grad_output", weight.size.size());
  frame.require(input.size.size() == weight.size.size(), "input " + bracketed(input.size));
  frame.require(gradient.size == output_size(frame, input.size, weight.size, is_transposed),
                "grad_output is " + bracketed(gradient.size) + ", but the output is " +
                    bracketed(output_size(frame, input.size, weight.size, is_transposed)));
  const Geometry g = is_transposed ? make_geometry(frame, weight.size, gradient.size, input.size)
                                   : make_geometry(frame, weight.size, input.size, gradient.size);
  const std::vector<bool> mask = frame.args().flags("output_mask");
  frame.require(mask.size() == 3, "'output_mask' must have 3 entries");
  if (mask[0] && frame.wants(0)) {
    Reals to(input.size);
    is_transposed ? narrow_from_wide(g, gradient, weight, to) : wide_from_narrow(g, gradient, weight, to);
    frame.write(0, to);
  }
  if (mask[1] && frame.wants(1)) {
    Reals to(weight.size);
    is_transposed ? weight_from_both(g, gradient, input, to) : weight_from_both(g, input, gradient, to);
    frame.write(1, to);
  }
  if (mask[2] && frame.wants(2)) {
    Reals to({gradient.size[1]});
    const std::int64_t pixels = numel(spatial(gradient.size));
    for (std::int64_t i = 0; i < gradient.count(); ++i)
      to.data[static_cast<std::size_t>(i / pixels % gradient.size[1])] +=
          gradient.data[static_cast<std::size_t>(i)];
    frame.write(2, to);
  }
}

std::int64_t convolution_backward_flops(const ExternFrame& frame) {
  const std::vector<bool> mask = frame.args().flags("output_mask");
  const std::int64_t products =
      std::count(mask.begin(), mask.begin() + std::min<std::ptrdiff_t>(2, mask.end() - mask.begin()), true);
  return products *
         flops_by_size(frame,
                       frame.args().tensor(frame.args().flag("transposed") ? "input" : "grad_output").size);
}

}  // namespace ireplay
