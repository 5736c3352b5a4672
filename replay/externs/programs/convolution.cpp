// Convolutions and their gradients, and the loops that run them where no library does: slow, but right for
// every shape.
#include <algorithm>

#include "replay/externs/shared/activation.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

using Wanted = ConvolutionPart::Wanted;

std::int64_t f_of(const ConvolutionPart& at) { return at.y.size[1] / at.groups; }
std::int64_t c_of(const ConvolutionPart& at) { return at.x.size[1] / at.groups; }

Dims with_tail(Dims to, const Dims& size) {
  to.insert(to.end(), size.begin() + 2, size.end());
  return to;
}

std::vector<Index> with(std::vector<Index> coordinates, const std::vector<Index>& more) {
  coordinates.insert(coordinates.end(), more.begin(), more.end());
  return coordinates;
}

DType type_of(const ConvolutionPart& at) { return sum_type(at.x.dtype); }

/// Positions in x where o and k are variables, and where they lie inside of it.
Value positions_in_x(LoopWriter& loops, const ConvolutionPart& at, const std::vector<Index>& o,
                     const std::vector<Index>& k, std::vector<Index>& x) {
  Value mask;
  for (std::size_t d = 0; d < o.size(); ++d) {
    x.push_back(loops.sum({{at.stride[d], o[d]}, {at.dilation[d], k[d]}}, -at.padding[d]));
    mask = loops.both(mask, loops.inside(x.back(), at.x.size[2 + d]));
  }
  return mask;
}

/// o = (i + padding - dilation * k) / stride, where that is whole and inside.
Value positions_in_y(LoopWriter& loops, const ConvolutionPart& at, const std::vector<Index>& i,
                     const std::vector<Index>& k, std::vector<Index>& y) {
  Value mask;
  for (std::size_t d = 0; d < i.size(); ++d) {
    const Index steps = loops.sum({{1, i[d]}, {-at.dilation[d], k[d]}}, at.padding[d]);
    if (at.stride[d] != 1) mask = loops.both(mask, loops.value_of(steps % at.stride[d]) == 0);
    y.push_back(steps / at.stride[d]);
    mask = loops.both(mask, loops.inside(y.back(), at.y.size[2 + d]));
  }
  return mask;
}

Value sum_of_products(LoopWriter& loops, DType dtype, Value a, Value b) {
  const Value total = loops.reduce(ReduceKind::sum, loops.convert(a, dtype) * loops.convert(b, dtype));
  loops.then_once();
  return total;
}

/// y = sum over c, k of x * w.
LoopPart y_from_others(const ConvolutionPart& at) {
  const std::size_t dims = at.stride.size();
  Dims ranges = with_tail({at.y.size[0], at.groups, f_of(at)}, at.y.size);
  const std::size_t parallel = ranges.size();
  ranges.push_back(c_of(at));
  LoopWriter loops("convolution", with_tail(ranges, at.w.size), parallel);
  const Index n = loops.at(0), g = loops.at(1), f = loops.at(2), c = loops.at(parallel);
  const std::vector<Index> o = loops.range(3, dims), k = loops.range(parallel + 1, dims);
  std::vector<Index> x{n, g * c_of(at) + c};
  const Value mask = positions_in_x(loops, at, o, k, x);
  const Index channel = g * f_of(at) + f;
  const Value left = loops.load(at.x, x, mask), right = loops.load(at.w, with({channel, c}, k));
  const Value total = sum_of_products(loops, type_of(at), left, right);
  loops.store(at.y, with({n, channel}, o), total);
  return loops.finish();
}

/// x = sum over f, k of y * w.
LoopPart x_from_others(const ConvolutionPart& at) {
  const std::size_t dims = at.stride.size();
  Dims ranges = with_tail({at.x.size[0], at.groups, c_of(at)}, at.x.size);
  const std::size_t parallel = ranges.size();
  ranges.push_back(f_of(at));
  LoopWriter loops("convolution", with_tail(ranges, at.w.size), parallel);
  const Index n = loops.at(0), g = loops.at(1), c = loops.at(2), f = loops.at(parallel);
  const std::vector<Index> i = loops.range(3, dims), k = loops.range(parallel + 1, dims);
  const Index channel = g * f_of(at) + f;
  std::vector<Index> y{n, channel};
  const Value mask = positions_in_y(loops, at, i, k, y);
  const Value left = loops.load(at.y, y, mask), right = loops.load(at.w, with({channel, c}, k));
  const Value total = sum_of_products(loops, type_of(at), left, right);
  loops.store(at.x, with({n, g * c_of(at) + c}, i), total);
  return loops.finish();
}

/// w = sum over n, o of x * y.
LoopPart w_from_others(const ConvolutionPart& at) {
  const std::size_t dims = at.stride.size();
  Dims ranges = with_tail({at.groups, f_of(at), c_of(at)}, at.w.size);
  const std::size_t parallel = ranges.size();
  ranges.push_back(at.y.size[0]);
  LoopWriter loops("convolution", with_tail(ranges, at.y.size), parallel);
  const Index g = loops.at(0), f = loops.at(1), c = loops.at(2), n = loops.at(parallel);
  const std::vector<Index> k = loops.range(3, dims), o = loops.range(parallel + 1, dims);
  std::vector<Index> x{n, g * c_of(at) + c};
  const Value mask = positions_in_x(loops, at, o, k, x);
  const Index channel = g * f_of(at) + f;
  const Value left = loops.load(at.x, x, mask), right = loops.load(at.y, with({n, channel}, o));
  const Value total = sum_of_products(loops, type_of(at), left, right);
  loops.store(at.w, with({channel, c}, k), total);
  return loops.finish();
}

/// y += bias, one value for each channel.
void add_bias(ExternWriter& to, const TensorView& y, const TensorView& bias) {
  to.frame.require(bias.size == Dims{y.size[1]}, "'bias' is " + bracketed(bias.size));
  LoopWriter loops("convolution", y.size, y.size.size());
  const std::vector<Index> here = loops.range(0, y.size.size());
  const Value value = loops.load(y, here);
  loops.store(y, here, value + loops.convert(loops.load(bias, {here[1]}), loops.type(value)));
  to.add(loops);
}

/// Sums of a gradient over images and positions, one for each channel.
void backward_bias(ExternWriter& to, const TensorView& gradient, const TensorView& bias) {
  const Dims ranges = with_tail({gradient.size[1], gradient.size[0]}, gradient.size);
  LoopWriter loops("convolution", ranges, 1);
  const std::vector<Index> coordinates = with({loops.at(1), loops.at(0)}, loops.range(2, ranges.size() - 2));
  const Value total = loops.reduce(
      ReduceKind::sum, loops.convert(loops.load(gradient, coordinates), sum_type(gradient.dtype)));
  loops.then_once();
  loops.store(bias, {loops.at(0)}, total);
  to.add(loops);
}

/// Sizes come from memory that exists; with parameters below 2^31 no product of theirs overflows.
void require_parameters(const ExternFrame& frame, const ConvolutionPart& at) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 31;
  const auto require_within = [&](std::string_view name, const Dims& values, std::int64_t low) {
    for (const std::int64_t value : values)
      frame.require(value >= low && value < kLargest, std::string(name) + " " + bracketed(values));
  };
  require_within("stride", at.stride, 1);
  require_within("dilation", at.dilation, 1);
  require_within("padding", at.padding, -kLargest);
  frame.require(at.groups > 0 && at.groups < kLargest, "groups is " + std::to_string(at.groups));
}

/// x, w and y belong together.
void require_fits(const ExternFrame& frame, const ConvolutionPart& at) {
  const std::size_t dims = at.stride.size(), rank = dims + 2;
  frame.require(dims >= 1 && dims <= 3 && at.x.size.size() == rank && at.w.size.size() == rank &&
                    at.y.size.size() == rank,
                "tensors of " + bracketed(at.x.size) + " and " + bracketed(at.y.size) + " with weight " +
                    bracketed(at.w.size));
  for (const TensorView* tensor : {&at.x, &at.w, &at.y}) frame.refuse_complex(*tensor);
  require_parameters(frame, at);
  const std::int64_t wide = at.x.size[1], narrow = at.y.size[1];
  frame.require(at.w.size[0] == narrow && at.w.size[1] * at.groups == wide && narrow % at.groups == 0,
                "weight " + bracketed(at.w.size) + " does not fit " + std::to_string(wide) + " and " +
                    std::to_string(narrow) + " channels in " + std::to_string(at.groups) + " groups");
  frame.require(at.x.size[0] == at.y.size[0],
                "batches of " + std::to_string(at.x.size[0]) + " and " + std::to_string(at.y.size[0]));
}

/// As many positions in y as the windows have in x; of a transposed convolution's result, `output_padding`
/// more.
void require_positions(const ExternWriter& to, const ConvolutionPart& at) {
  const std::size_t dims = at.stride.size();
  const bool transposed = to.args.flag("transposed");
  const Dims more = transposed ? to.args.integers("output_padding", dims) : Dims(dims, 0);
  for (std::size_t d = 0; d < dims; ++d) {
    const Checked window = checked_multiply(at.dilation[d], at.w.size[2 + d] - 1);
    const Checked padded = checked_add(at.x.size[2 + d], checked_multiply(2, at.padding[d]));
    const Checked room = checked_subtract(checked_subtract(padded, checked_add(1, more[d])), window);
    const Checked last = checked_multiply(at.y.size[2 + d] - 1, at.stride[d]);
    const std::int64_t count = room.value_or(-1) < 0 ? 0 : *room / at.stride[d] + 1;
    to.frame.require(transposed ? room && room == last : count == at.y.size[2 + d],
                     "windows " + bracketed(at.w.size) + " with stride " + bracketed(at.stride) +
                         ", padding " + bracketed(at.padding) + " and dilation " + bracketed(at.dilation) +
                         " do not lead from " + bracketed(at.x.size) + " to " + bracketed(at.y.size));
  }
}

ConvolutionPart read_convolution(const ExternWriter& to, std::size_t rank) {
  const std::size_t dims = rank > 2 ? rank - 2 : 0;
  ConvolutionPart at;
  at.stride = to.args.integers("stride", dims);
  at.padding = to.args.integers("padding", dims);
  at.dilation = to.args.integers("dilation", dims);
  at.groups = to.args.integer("groups");
  at.w = to.tensor("weight");
  return at;
}

/// A single image is a batch of one.
TensorView as_batch(const TensorView& tensor, std::size_t rank) {
  return tensor.size.size() + 1 == rank ? unsqueezed(tensor, 0) : tensor;
}

}  // namespace

std::optional<LoopPart> as_loops(const ConvolutionPart& convolution) {
  if (convolution.wanted == Wanted::y) return y_from_others(convolution);
  return convolution.wanted == Wanted::x ? x_from_others(convolution) : w_from_others(convolution);
}

void write_convolution_into(ExternWriter& to, const TensorView& output) {
  const std::size_t rank = to.tensor("weight").size.size();
  const TensorView input = as_batch(to.tensor("input"), rank), result = as_batch(output, rank);
  ConvolutionPart at = read_convolution(to, rank);
  const bool transposed = to.args.flag("transposed");
  at.wanted = transposed ? Wanted::x : Wanted::y;
  at.x = transposed ? result : input;
  at.y = transposed ? input : result;
  require_fits(to.frame, at);
  require_positions(to, at);
  to.convolution(at);
  if (const TensorView* bias = to.args.optional_tensor("bias")) add_bias(to, result, *bias);
}

void write_convolution(ExternWriter& to) { write_convolution_into(to, to.result(0)); }

void write_convolution_backward(ExternWriter& to) {
  const TensorView gradient = to.tensor("grad_output"), input = to.tensor("input");
  const bool transposed = to.args.flag("transposed");
  ConvolutionPart at = read_convolution(to, input.size.size());
  at.x = transposed ? gradient : input;
  at.y = transposed ? input : gradient;
  require_fits(to.frame, at);
  require_positions(to, at);
  const std::vector<bool> mask = to.args.flags("output_mask");
  const auto wanted = [&](std::size_t k) { return k < mask.size() && mask[k] && to.wants(k); };
  if (wanted(0)) {
    ConvolutionPart of_input = at;
    of_input.wanted = transposed ? Wanted::y : Wanted::x;
    (transposed ? of_input.y : of_input.x) = to.result(0, input.size);
    to.convolution(of_input);
  }
  if (wanted(1)) {
    ConvolutionPart of_weight = at;
    of_weight.wanted = Wanted::w;
    of_weight.w = to.result(1, at.w.size);
    to.convolution(of_weight);
  }
  if (wanted(2)) backward_bias(to, gradient, to.result(2, {gradient.size[1]}));
}

}  // namespace ireplay
