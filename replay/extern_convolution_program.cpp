// Convolutions as sums of products: slow, but right for every shape.
//
// Three tensors meet in each: x (the input), w (the weight) and y (the output), of n images, g groups, c and
// f channels of a group in x and y, and positions along d dimensions. y[o] pairs with x[i] through w[k] where
// i = stride * o - padding + dilation * k. A transposed convolution is the same with x and y in each other's
// place.
#include <algorithm>

#include "replay/extern_activation.hpp"

namespace ireplay {
namespace {

struct Convolution {
  std::size_t dims = 0;
  Dims stride, padding, dilation;
  std::int64_t groups = 1;
  TensorView x, w, y;  // w is [groups * f, c, k...]

  std::int64_t f() const { return y.size[1] / groups; }
  std::int64_t c() const { return x.size[1] / groups; }
};

Dims with_tail(Dims to, const Dims& size) {
  to.insert(to.end(), size.begin() + 2, size.end());
  return to;
}

std::vector<Index> with(std::vector<Index> place, const std::vector<Index>& more) {
  place.insert(place.end(), more.begin(), more.end());
  return place;
}

DType type_of(const Convolution& at) { return sum_type(at.x.dtype); }

/// y = sum over c, k of x * w (+ bias).
void forward(ExternWriter& to, const Convolution& at, const TensorView* bias) {
  const Dims parallel = with_tail({at.y.size[0], at.groups, at.f()}, at.y.size);
  Dims ranges = parallel;
  ranges.push_back(at.c());
  LoopWriter loops("convolution", with_tail(ranges, at.w.size), parallel.size());
  const Index n = loops.at(0), g = loops.at(1), f = loops.at(2), c = loops.at(parallel.size());
  const std::vector<Index> o = loops.range(3, at.dims), k = loops.range(parallel.size() + 1, at.dims);
  std::vector<Index> x{n, g * at.c() + c};
  Value mask;
  for (std::size_t d = 0; d < at.dims; ++d) {
    x.push_back(loops.sum({{at.stride[d], o[d]}, {at.dilation[d], k[d]}}, -at.padding[d]));
    mask = loops.both(mask, loops.inside(x.back(), at.x.size[2 + d]));
  }
  const Index channel = g * at.f() + f;
  const Value product = loops.convert(loops.load(at.x, x, mask), type_of(at)) *
                        loops.convert(loops.load(at.w, with({channel, c}, k)), type_of(at));
  Value total = loops.reduce(ReduceKind::sum, product);
  loops.then_once();
  if (bias != nullptr) total = total + loops.convert(loops.load(*bias, {channel}), type_of(at));
  loops.store(at.y, with({n, channel}, o), total);
  to.add(loops);
}

/// x = sum over f, k of y * w (+ bias, for a transposed convolution).
void backward_x(ExternWriter& to, const Convolution& at, const TensorView* bias) {
  const Dims parallel = with_tail({at.x.size[0], at.groups, at.c()}, at.x.size);
  Dims ranges = parallel;
  ranges.push_back(at.f());
  LoopWriter loops("convolution", with_tail(ranges, at.w.size), parallel.size());
  const Index n = loops.at(0), g = loops.at(1), c = loops.at(2), f = loops.at(parallel.size());
  const std::vector<Index> i = loops.range(3, at.dims), k = loops.range(parallel.size() + 1, at.dims);
  std::vector<Index> y{n, g * at.f() + f};
  Value mask;
  for (std::size_t d = 0; d < at.dims; ++d) {
    const Index steps = loops.sum({{1, i[d]}, {-at.dilation[d], k[d]}}, at.padding[d]);
    if (at.stride[d] != 1) mask = loops.both(mask, loops.value_of(steps % at.stride[d]) == 0);
    y.push_back(steps / at.stride[d]);
    mask = loops.both(mask, loops.inside(y.back(), at.y.size[2 + d]));
  }
  const Value product = loops.convert(loops.load(at.y, y, mask), type_of(at)) *
                        loops.convert(loops.load(at.w, with({g * at.f() + f, c}, k)), type_of(at));
  Value total = loops.reduce(ReduceKind::sum, product);
  loops.then_once();
  const Index channel = g * at.c() + c;
  if (bias != nullptr) total = total + loops.convert(loops.load(*bias, {channel}), type_of(at));
  loops.store(at.x, with({n, channel}, i), total);
  to.add(loops);
}

/// w = sum over n, o of x * y.
void backward_w(ExternWriter& to, const Convolution& at) {
  const Dims parallel = with_tail({at.groups, at.f(), at.c()}, at.w.size);
  Dims ranges = parallel;
  ranges.push_back(at.y.size[0]);
  LoopWriter loops("convolution", with_tail(ranges, at.y.size), parallel.size());
  const Index g = loops.at(0), f = loops.at(1), c = loops.at(2), n = loops.at(parallel.size());
  const std::vector<Index> k = loops.range(3, at.dims), o = loops.range(parallel.size() + 1, at.dims);
  std::vector<Index> x{n, g * at.c() + c};
  Value mask;
  for (std::size_t d = 0; d < at.dims; ++d) {
    x.push_back(loops.sum({{at.stride[d], o[d]}, {at.dilation[d], k[d]}}, -at.padding[d]));
    mask = loops.both(mask, loops.inside(x.back(), at.x.size[2 + d]));
  }
  const Index channel = g * at.f() + f;
  const Value product = loops.convert(loops.load(at.x, x, mask), type_of(at)) *
                        loops.convert(loops.load(at.y, with({n, channel}, o)), type_of(at));
  const Value total = loops.reduce(ReduceKind::sum, product);
  loops.then_once();
  loops.store(at.w, with({channel, c}, k), total);
  to.add(loops);
}

/// Sums of a gradient over images and positions, one for each channel.
void backward_bias(ExternWriter& to, const TensorView& gradient, const TensorView& bias) {
  const Dims ranges = with_tail({gradient.size[1], gradient.size[0]}, gradient.size);
  LoopWriter loops("convolution", ranges, 1);
  const std::vector<Index> place = with({loops.at(1), loops.at(0)}, loops.range(2, ranges.size() - 2));
  const Value total =
      loops.reduce(ReduceKind::sum, loops.convert(loops.load(gradient, place), sum_type(gradient.dtype)));
  loops.then_once();
  loops.store(bias, {loops.at(0)}, total);
  to.add(loops);
}

bool fits(const Convolution& at) {
  const std::size_t rank = at.dims + 2;
  if (at.dims < 1 || at.x.size.size() != rank || at.w.size.size() != rank || at.y.size.size() != rank)
    return false;
  for (const TensorView* tensor : {&at.x, &at.w, &at.y})
    if (is_complex(tensor->dtype)) return false;
  if (at.groups < 1 || at.x.size[1] % at.groups != 0 || at.y.size[1] % at.groups != 0) return false;
  const bool positive = std::ranges::all_of(at.stride, [](std::int64_t s) { return s > 0; });
  return positive && at.w.size[0] == at.y.size[1] && at.w.size[1] == at.c() && at.x.size[0] == at.y.size[0];
}

Convolution read_convolution(const ExternWriter& to, std::size_t rank) {
  Convolution at;
  at.dims = rank > 2 ? rank - 2 : 0;
  at.stride = to.args.integers("stride", at.dims);
  at.padding = to.args.integers("padding", at.dims);
  at.dilation = to.args.integers("dilation", at.dims);
  at.groups = to.args.integer("groups");
  at.w = to.tensor("weight");
  return at;
}

/// A single image is a batch of one.
TensorView as_batch(const TensorView& tensor, std::size_t rank) {
  return tensor.size.size() + 1 == rank ? unsqueezed(tensor, 0) : tensor;
}

}  // namespace

bool write_convolution_into(ExternWriter& to, const TensorView& output) {
  const std::size_t rank = to.tensor("weight").size.size();
  const TensorView input = as_batch(to.tensor("input"), rank), result = as_batch(output, rank);
  Convolution at = read_convolution(to, rank);
  const bool transposed = to.args.flag("transposed");
  at.x = transposed ? result : input;
  at.y = transposed ? input : result;
  if (!fits(at)) return false;
  const TensorView* bias = to.args.optional_tensor("bias");
  transposed ? backward_x(to, at, bias) : forward(to, at, bias);
  return true;
}

bool write_convolution(ExternWriter& to) { return to.wants(0) && write_convolution_into(to, to.result(0)); }

bool write_convolution_backward(ExternWriter& to) {
  const TensorView gradient = to.tensor("grad_output"), input = to.tensor("input");
  const Convolution at = [&] {
    Convolution made = read_convolution(to, input.size.size());
    made.x = input, made.y = gradient;
    if (to.args.flag("transposed")) std::swap(made.x, made.y);
    return made;
  }();
  const bool transposed = to.args.flag("transposed");
  if (!fits(at)) return false;
  if (to.wants(0)) {
    Convolution of_input = at;
    (transposed ? of_input.y : of_input.x) = to.result(0, input.size);
    transposed ? forward(to, of_input, nullptr) : backward_x(to, of_input, nullptr);
  }
  if (to.wants(1)) {
    Convolution of_weight = at;
    of_weight.w = to.result(1, at.w.size);
    backward_w(to, of_weight);
  }
  if (to.wants(2)) backward_bias(to, gradient, to.result(2, {gradient.size[1]}));
  return true;
}

}  // namespace ireplay
