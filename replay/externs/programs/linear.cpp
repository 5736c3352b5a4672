// The CPU backend's fused products and convolutions, and products that are neither of matrices nor of
// batches of them.
#include <algorithm>

#include "replay/externs/shared/activation.hpp"
#include "replay/externs/shared/number.hpp"

namespace ireplay {
namespace {

Value constant(Value like, double value) { return like.writer->constant(like.writer->type(like), value); }

Value clamped(Value x, double low, double high) {
  return apply(ScalarOp::minimum, apply(ScalarOp::maximum, x, constant(x, low)), constant(x, high));
}

/// An elementwise function of x and some numbers.
struct Activation {
  std::string_view name;
  std::size_t scalars;
  Value (*value)(Value x, const double* s);
};

constexpr Activation kActivations[] = {
    {"none", 0, [](Value x, const double*) { return x; }},
    {"relu", 0, [](Value x, const double*) { return apply(ScalarOp::relu, x); }},
    {"sigmoid", 0, [](Value x, const double*) { return apply(ScalarOp::sigmoid, x); }},
    {"tanh", 0, [](Value x, const double*) { return apply(ScalarOp::tanh, x); }},
    {"swish", 0, [](Value x, const double*) { return x * apply(ScalarOp::sigmoid, x); }},
    {"mish", 0,
     [](Value x, const double*) {
       return x * apply(ScalarOp::tanh, apply(ScalarOp::log1p, apply(ScalarOp::exp, x)));
     }},
    {"hardswish", 0, [](Value x, const double*) { return x * clamped(x + 3, 0, 6) / 6; }},
    {"hardsigmoid", 0, [](Value x, const double*) { return clamped(x + 3, 0, 6) / 6; }},
    {"leaky_relu", 1, [](Value x, const double* s) { return select(x > 0, x, x * s[0]); }},
    {"hardtanh", 2, [](Value x, const double* s) { return clamped(x, s[0], s[1]); }},
    {"gelu", 0,
     [](Value x, const double*) { return x * 0.5 * (apply(ScalarOp::erf, x * 0.7071067811865476) + 1); }},
    {"gelu tanh", 0,
     [](Value x, const double*) {
       const Value inner = (x + x * x * x * 0.044715) * 0.7978845608028654;
       return x * 0.5 * (apply(ScalarOp::tanh, inner) + 1);
     }},
};

/// (..., K) times the transpose of (N, K), in the type it is summed in, as (rows, N).
TensorView linear_product(ExternWriter& to) {
  const TensorView input = to.tensor("input"), weight = to.tensor("weight");
  to.frame.require_rank("weight", 2);
  to.frame.require(!input.size.empty() && input.size.back() == weight.size[1],
                   "input " + bracketed(input.size) + " and weight " + bracketed(weight.size));
  to.frame.refuse_unless_floats(input);
  const std::int64_t rows = numel({input.size.begin(), input.size.end() - 1});
  TensorView d = to.temporary(sum_type(input.dtype), {rows, weight.size[0]});
  to.product({reshaped(to.dense(input), {rows, weight.size[1]}), permuted(weight, {1, 0}), d, {}});
  return d;
}

/// Calls f(loops, coordinates, product + bias) for every element of the linear map's result and stores what
/// it gives.
template <class F>
void write_linear(ExternWriter& to, F&& f) {
  const TensorView product = linear_product(to);
  Dims size = to.tensor("input").size;
  size.back() = product.size[1];
  const TensorView result = to.result(0, size), from = reshaped(product, size);
  LoopWriter loops("linear", size, size.size());
  const std::vector<Index> here = loops.range(0, size.size());
  Value value = loops.load(from, here);
  if (to.frame.has("bias"))
    value = value + loops.convert(loops.load(to.tensor("bias", size), here), loops.type(value));
  value = f(size, here, value);
  loops.store(result, here, value);
  to.add(loops);
}

/// A convolution and an elementwise function of every element and its place; the result goes to `target` too.
template <class F>
void write_convolution_with(ExternWriter& to, const TensorView* target, F&& f) {
  const Dims size = target != nullptr ? target->size : to.result(0).size;
  const DType dtype = sum_type(to.tensor("input").dtype);
  const TensorView wide = to.temporary(dtype, size);
  write_convolution_into(to, wide);
  LoopWriter loops("convolution", size, size.size());
  const std::vector<Index> here = loops.range(0, size.size());
  const Value value = f(size, here, loops.load(wide, here));
  if (target != nullptr) loops.store(*target, here, value);
  if (to.wants(0)) loops.store(to.result(0, size), here, value);
  to.add(loops);
}

Value combined_and_activated(ExternWriter& to, const Dims& size, const std::vector<Index>& here,
                             Value value) {
  return activated(to, kAfterBinaryNames, with_other(to, to.args.text("binary_attr"), size, here, value));
}

}  // namespace

Value activated(const ExternWriter& to, const ActivationNames& names, Value x) {
  std::string name = to.args.text_or(names.name, "none");
  if (name == "gelu" && to.args.text_or(names.algorithm, "none") == "tanh") name = "gelu tanh";
  const std::vector<double> scalars = to.args.numbers(names.scalars);
  for (const Activation& activation : kActivations)
    if (activation.name == name && scalars.size() >= activation.scalars)
      return activation.value(x, scalars.data());
  to.frame.refuse("argument '" + std::string(names.name) + "' is '" + name + "' with " +
                  std::to_string(scalars.size()) + " numbers");
}

Value with_other(ExternWriter& to, std::string_view how, const Dims& size,
                 const std::vector<Index>& coordinates, Value x) {
  LoopWriter& loops = *x.writer;
  const double alpha = to.args.knows("alpha") ? to.args.number_or("alpha", 1) : 1;
  const Value other = loops.convert(loops.load(to.tensor("other", size), coordinates), loops.type(x)) * alpha;
  if (how == "add") return x + other;
  if (how == "sub") return x - other;
  to.frame.refuse_if(how != "mul", "operands are combined by '" + std::string(how) + "'");
  return x * other;
}

void write_linear_pointwise(ExternWriter& to) {
  return write_linear(to, [&](const Dims&, const std::vector<Index>&, Value value) {
    return activated(to, kUnaryNames, value);
  });
}

void write_linear_binary(ExternWriter& to) {
  return write_linear(to, [&](const Dims& size, const std::vector<Index>& here, Value value) {
    return with_other(to, to.args.text("attr"), size, here, value);
  });
}

void write_mkl_linear(ExternWriter& to) {
  return write_linear(to, [](const Dims&, const std::vector<Index>&, Value value) { return value; });
}

void write_convolution_pointwise(ExternWriter& to) {
  return write_convolution_with(to, nullptr, [&](const Dims&, const std::vector<Index>&, Value value) {
    return activated(to, kUnaryNames, value);
  });
}

void write_convolution_binary(ExternWriter& to) {
  return write_convolution_with(to, nullptr,
                                [&](const Dims& size, const std::vector<Index>& here, Value value) {
                                  return combined_and_activated(to, size, here, value);
                                });
}

/// The second operand receives the result.
void write_convolution_binary_in_place(ExternWriter& to) {
  const TensorView other = to.tensor("other");
  return write_convolution_with(to, &other,
                                [&](const Dims& size, const std::vector<Index>& here, Value value) {
                                  return combined_and_activated(to, size, here, value);
                                });
}

void write_int8_product(ExternWriter& to) {
  to.frame.require_rank("self", 2);
  to.frame.require_rank("mat2", 2);
  to.frame.require_rank("scales", 1);
  const TensorView self = to.tensor("self"), weight = to.tensor("mat2"), scales = to.tensor("scales");
  to.frame.require(weight.size[1] == self.size[1] && scales.size[0] == weight.size[0],
                   "operands are " + bracketed(self.size) + ", " + bracketed(weight.size) + " and " +
                       bracketed(scales.size));
  const TensorView result = to.result(0, {self.size[0], weight.size[0]});
  to.frame.refuse_unless_floats(self);
  const TensorView product = to.temporary(sum_type(self.dtype), result.size);
  to.product({self, permuted(to.converted(weight, self.dtype), {1, 0}), product, {}});
  LoopWriter loops("product", result.size, 2);
  const std::vector<Index> here = loops.range(0, 2);
  const Value scale = loops.convert(loops.load(scales, {here[1]}), product.dtype);
  loops.store(result, here, loops.load(product, here) * scale);
  to.add(loops);
}

void write_addmv(ExternWriter& to) {
  to.frame.require_rank("mat", 2);
  to.frame.require_rank("vec", 1);
  const TensorView matrix = to.tensor("mat"), vector = to.tensor("vec");
  to.frame.require(vector.size[0] == matrix.size[1],
                   "a matrix of " + bracketed(matrix.size) + " times a vector of " + bracketed(vector.size));
  const TensorView result = to.result(0, {matrix.size[0]});
  write_product(to, {matrix, unsqueezed(vector, 1), unsqueezed(result, 1),
                     unsqueezed(to.tensor("self", result.size), 1)});
}

namespace {

/// sum of a * b; `conjugate`: of a's conjugates.
void sum_of_products(ExternWriter& to, bool conjugate) {
  const TensorView a = to.tensor("self"), b = to.tensor("other"), result = to.result(0, {});
  to.frame.require(a.size.size() == 1 && a.size == b.size, bracketed(a.size) + " times " + bracketed(b.size));
  const bool complex = is_complex(a.dtype);
  to.frame.refuse_mixed(a, b);
  to.frame.refuse_mixed(a, result);
  LoopWriter loops("dot", a.size, 0);
  const DType dtype = sum_type(complex ? as_reals(result).dtype : result.dtype);
  const auto load = [&](const TensorView& tensor, std::int64_t part) {
    const TensorView reals = complex ? selected(as_reals(tensor), 1, part) : tensor;
    return loops.convert(loops.load(reals, {loops.at(0)}), dtype);
  };
  if (!complex) {
    const Value sum = loops.reduce(ReduceKind::sum, load(a, 0) * load(b, 0));
    loops.then_once();
    loops.store(result, {}, sum);
  } else {
    const Value im = load(a, 1) * (conjugate ? -1.0 : 1.0);
    const Value re_sum = loops.reduce(ReduceKind::sum, load(a, 0) * load(b, 0) - im * load(b, 1));
    const Value im_sum = loops.reduce(ReduceKind::sum, load(a, 0) * load(b, 1) + im * load(b, 0));
    loops.then_once();
    loops.store(as_reals(result), {loops.number(0)}, re_sum);
    loops.store(as_reals(result), {loops.number(1)}, im_sum);
  }
  to.add(loops);
}

}  // namespace

void write_dot(ExternWriter& to) { return sum_of_products(to, false); }
void write_vdot(ExternWriter& to) { return sum_of_products(to, true); }

void write_cross(ExternWriter& to) {
  const TensorView result = to.broadcast_result({"self", "other"});
  const std::size_t d = to.frame.dimension("dim", result.size.size());
  to.frame.require(!result.size.empty() && result.size[d] == 3, "vectors of " + bracketed(result.size));
  const TensorView a = to.tensor("self", result.size), b = to.tensor("other", result.size);
  LoopWriter loops("cross", result.size, result.size.size());
  const std::vector<Index> here = loops.range(0, result.size.size());
  std::vector<Index> next = here, after = here;
  next[d] = (here[d] + 1) % 3, after[d] = (here[d] + 2) % 3;
  const auto load = [&](const TensorView& tensor, const std::vector<Index>& coordinates) {
    return load_number(loops, tensor, coordinates, sum_type_of_parts(result.dtype));
  };
  const Number first = product(loops, load(a, next), load(b, after));
  store_number(loops, result, here, difference(loops, first, product(loops, load(a, after), load(b, next))));
  to.add(loops);
}

/// A convolution over the first dimension of (time, batch, channels).
void write_conv_tbc(ExternWriter& to) {
  for (const char* name : {"self", "weight"}) to.frame.require_rank(name, 3);
  to.frame.require_rank("bias", 1);
  const TensorView self = to.tensor("self"), weight = to.tensor("weight");
  const std::int64_t pad = to.args.integer("pad"), times = self.size[0], taps = weight.size[0];
  to.frame.require(weight.size[1] == self.size[2] && pad >= 0 && pad <= times + taps &&
                       times + 2 * pad - taps + 1 > 0 && to.tensor("bias").size[0] == weight.size[2],
                   "operands are " + bracketed(self.size) + " and " + bracketed(weight.size));
  const Dims size{times + 2 * pad - taps + 1, self.size[1], weight.size[2]};
  const TensorView result = to.result(0, size), wide = to.temporary(sum_type(self.dtype), size);
  ConvolutionPart part;
  part.stride = part.dilation = {1};
  part.padding = {pad};
  part.x = permuted(self, {1, 2, 0}), part.w = permuted(weight, {2, 1, 0}),
  part.y = permuted(wide, {1, 2, 0});
  to.convolution(part);
  LoopWriter loops("convolution", size, 3);
  const std::vector<Index> here = loops.range(0, 3);
  const Value sum = loops.load(wide, here);
  loops.store(result, here, sum + loops.convert(loops.load(to.tensor("bias"), {here[2]}), wide.dtype));
  to.add(loops);
}

/// Places -1..1 of every position, multiplied by a matrix for each image.
void write_affine_grid(ExternWriter& to) {
  to.frame.require_rank("theta", 3);
  const TensorView theta = to.tensor("theta");
  const Dims size = to.args.integers("size");
  const auto axes = static_cast<std::int64_t>(size.size()) - 2;
  to.frame.require(axes >= 1 && axes <= 3 && theta.size == Dims({size[0], axes, axes + 1}),
                   "'theta' is " + bracketed(theta.size) + " for " + bracketed(size));
  const bool corners = to.args.flag("align_corners");
  Dims shape{size[0]};
  shape.insert(shape.end(), size.begin() + 2, size.end());
  shape.push_back(axes);
  const TensorView result = to.result(0, shape);
  const DType dtype = sum_type(theta.dtype);
  LoopWriter loops("affine grid", shape, shape.size());
  const std::vector<Index> here = loops.range(0, shape.size());
  const auto entry = [&](std::int64_t column) {
    return loops.convert(loops.load(theta, {here[0], here.back(), loops.number(column)}), dtype);
  };
  Value sum = entry(axes);
  for (std::int64_t axis = 0; axis < axes; ++axis) {
    const auto d = static_cast<std::size_t>(axes - axis);  // x is the last dimension
    if (shape[d] == 1) continue;
    const auto extent = static_cast<double>(shape[d]);
    const Value twice = loops.convert(loops.value_of(here[d] * 2), dtype);
    sum = sum + entry(axis) * (corners ? twice / (extent - 1) - 1 : (twice + 1) / extent - 1);
  }
  loops.store(result, here, sum);
  to.add(loops);
}

std::optional<TensorView> hidden_places(const ExternWriter& to, const Dims& size) {
  if (!to.frame.has("mask")) return std::nullopt;
  TensorView mask = to.tensor("mask");
  const std::int64_t kind = to.args.is_none("mask_type") ? 2 : to.args.integer("mask_type");
  if (kind == 1 && mask.size.size() == 2) mask = unsqueezed(unsqueezed(mask, 1), 1);
  to.frame.require(broadcasts_to(mask.size, size),
                   bracketed(mask.size) + " does not broadcast to " + bracketed(size));
  return expanded(mask, size);
}

void write_probabilities(ExternWriter& to, const TensorView& scores, const std::optional<TensorView>& hidden,
                         const TensorView& result) {
  LoopWriter loops("softmax", scores.size, scores.size.size() - 1);
  const std::vector<Index> here = loops.range(0, scores.size.size());
  const DType dtype = sum_type(scores.dtype);
  const auto low = [&] { return loops.constant(dtype, -std::numeric_limits<double>::infinity()); };
  Value score = loops.convert(loops.load(scores, here), dtype);
  if (hidden) score = select(loops.load(*hidden, here) != 0, low(), score);
  const Value highest = loops.reduce(ReduceKind::max, score);
  loops.then_each();
  const Value zero = loops.constant(dtype, 0);
  const Value power = apply(ScalarOp::exp, score - select(highest == low(), zero, highest));
  const Value sum = loops.reduce(ReduceKind::sum, power);
  loops.then_each();
  loops.store(result, here, select(sum == 0, loops.constant(dtype, 0), power / sum));
  to.add(loops);
}

void write_masked_softmax(ExternWriter& to) {
  const TensorView self = to.tensor("self"), result = to.result(0, self.size);
  const auto last = static_cast<std::int64_t>(self.size.size()) - 1;
  to.frame.refuse_unless_floats(self);
  to.frame.refuse_if(self.size.empty(), "argument 'self' has no dimensions");
  to.frame.refuse_if(
      !to.args.is_none("dim") && to.args.integer("dim") != -1 && to.args.integer("dim") != last,
      "argument 'dim' is not the last dimension");
  write_probabilities(to, self, hidden_places(to, self.size), result);
}

}  // namespace ireplay
