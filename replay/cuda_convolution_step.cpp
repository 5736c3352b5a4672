// Convolutions and their gradients as loop programs on the machine: slow, but right for every shape.
#include <algorithm>

#include "kernels/scalar_ops.hpp"
#include "replay/cuda_convolution.hpp"
#include "replay/extern_arguments.hpp"

namespace ireplay {
namespace {

std::int64_t f_of(const Convolution& at) { return at.y.size[1] / at.groups; }
std::int64_t c_of(const Convolution& at) { return at.x.size[1] / at.groups; }

Dims tail(const Dims& size) { return {size.begin() + 2, size.end()}; }

void append(Dims& to, const Dims& more) { to.insert(to.end(), more.begin(), more.end()); }

/// Numbers of a program's variables.
struct Variables {
  std::size_t n, g, f, c, first_o, first_i, first_k;  // kAbsent where the program has none
};
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

DType sum_type(const Convolution& at) {
  return at.x.dtype == DType::f64 ? DType::f64 : is_floating(at.x.dtype) ? DType::f32 : DType::i64;
}

/// Coefficients of a tensor's index: n, channel (group and member) and positions where they are variables.
Dims coefficients(const DeviceTensor& tensor, std::size_t variables, std::size_t n, std::size_t g,
                  std::size_t member, std::int64_t members, std::size_t first_position) {
  Dims result(variables, 0);
  if (n != kAbsent) result[n] += tensor.stride[0];
  result[g] += tensor.stride[1] * members;
  result[member] += tensor.stride[1];
  if (first_position != kAbsent)
    for (std::size_t d = 2; d < tensor.size.size(); ++d) result[first_position + d - 2] += tensor.stride[d];
  return result;
}

/// The weight's own index: the first dimension counts groups and f, the second c.
Dims weight_coefficients(const Convolution& at, std::size_t variables, const Variables& v) {
  Dims result(variables, 0);
  result[v.g] += at.w.stride[0] * f_of(at);
  result[v.f] += at.w.stride[0];
  result[v.c] += at.w.stride[1];
  for (std::size_t d = 0; d < at.dims; ++d) result[v.first_k + d] += at.w.stride[2 + d];
  return result;
}

/// x where o and k are variables: positions outside of it count as 0.
ValueId load_x(ProgramWriter& writer, const Convolution& at, std::size_t variables, const Variables& v) {
  Dims total = coefficients(at.x, variables, v.n, v.g, v.c, c_of(at), kAbsent);
  std::int64_t offset = 0;
  ValueId mask = kNone;
  for (std::size_t d = 0; d < at.dims; ++d) {
    Dims position(variables, 0);
    position[v.first_o + d] = at.stride[d];
    position[v.first_k + d] = at.dilation[d];
    mask = writer.both(mask, writer.inside(writer.index(position, -at.padding[d]), at.x.size[2 + d]));
    total[v.first_o + d] += at.x.stride[2 + d] * at.stride[d];
    total[v.first_k + d] += at.x.stride[2 + d] * at.dilation[d];
    offset -= at.x.stride[2 + d] * at.padding[d];
  }
  return writer.load(at.x, writer.index(total, offset), mask);
}

/// y where i and k are variables: o = (i + padding - dilation * k) / stride, where that is whole and inside.
ValueId load_y(ProgramWriter& writer, const Convolution& at, std::size_t variables, const Variables& v) {
  std::vector<std::pair<std::int64_t, IndexId>> terms{
      {1, writer.index(coefficients(at.y, variables, v.n, v.g, v.f, f_of(at), kAbsent))}};
  ValueId mask = kNone;
  for (std::size_t d = 0; d < at.dims; ++d) {
    Dims position(variables, 0);
    position[v.first_i + d] = 1;
    position[v.first_k + d] = -at.dilation[d];
    IndexId o = writer.index(position, at.padding[d]);
    if (at.stride[d] != 1) {
      const IndexId stride = writer.index({}, at.stride[d]);
      const IndexId rest = writer.combine(AtomKind::mod, o, stride);
      mask = writer.both(
          mask, writer.scalar(ScalarOp::eq, writer.index_value(rest), writer.constant(DType::i64, 0)));
      o = writer.combine(AtomKind::floordiv, o, stride);
    }
    mask = writer.both(mask, writer.inside(o, at.y.size[2 + d]));
    terms.emplace_back(at.y.stride[2 + d], o);
  }
  return writer.load(at.y, writer.sum(terms), mask);
}

void add_products(ProgramWriter& writer, const Convolution& at, ValueId a, ValueId b, ValueId& total) {
  const DType dtype = sum_type(at);
  total = writer.add_up(writer.scalar(ScalarOp::mul, writer.convert(a, dtype), writer.convert(b, dtype)));
  writer.end_stage(true);
}

/// y = sum over c, k of x * w (+ bias).
std::unique_ptr<CudaStep> forward(const Convolution& at, const DeviceTensor* bias, CudaContext& context) {
  Dims ranges{at.y.size[0], at.groups, f_of(at)};
  append(ranges, tail(at.y.size));
  const auto parallel = static_cast<std::int32_t>(ranges.size());
  ranges.push_back(c_of(at));
  append(ranges, tail(at.w.size));
  const std::size_t count = ranges.size();
  const Variables v{0, 1, 2, 3 + at.dims, 3, kAbsent, 4 + at.dims};
  ProgramWriter writer("convolution", ranges, parallel);
  const ValueId x = load_x(writer, at, count, v);
  const ValueId w = writer.load(at.w, writer.index(weight_coefficients(at, count, v)));
  ValueId total = kNone;
  add_products(writer, at, x, w, total);
  if (bias != nullptr) {
    Dims place(count, 0);
    place[v.g] = bias->stride[0] * f_of(at), place[v.f] = bias->stride[0];
    total = writer.scalar(ScalarOp::add, total,
                          writer.convert(writer.load(*bias, writer.index(place)), sum_type(at)));
  }
  writer.store(at.y, writer.index(coefficients(at.y, count, v.n, v.g, v.f, f_of(at), v.first_o)), total);
  writer.end_stage(false);
  return writer.step(context);
}

/// x = sum over f, k of y * w (+ bias of x's channels).
std::unique_ptr<CudaStep> backward_x(const Convolution& at, const DeviceTensor* bias, CudaContext& context) {
  Dims ranges{at.x.size[0], at.groups, c_of(at)};
  append(ranges, tail(at.x.size));
  const auto parallel = static_cast<std::int32_t>(ranges.size());
  ranges.push_back(f_of(at));
  append(ranges, tail(at.w.size));
  const std::size_t count = ranges.size();
  const Variables v{0, 1, 3 + at.dims, 2, kAbsent, 3, 4 + at.dims};
  ProgramWriter writer("convolution backward input", ranges, parallel);
  const ValueId y = load_y(writer, at, count, v);
  const ValueId w = writer.load(at.w, writer.index(weight_coefficients(at, count, v)));
  ValueId total = kNone;
  add_products(writer, at, y, w, total);
  if (bias != nullptr) {
    Dims place(count, 0);
    place[v.g] = bias->stride[0] * c_of(at), place[v.c] = bias->stride[0];
    total = writer.scalar(ScalarOp::add, total,
                          writer.convert(writer.load(*bias, writer.index(place)), sum_type(at)));
  }
  writer.store(at.x, writer.index(coefficients(at.x, count, v.n, v.g, v.c, c_of(at), v.first_i)), total);
  writer.end_stage(false);
  return writer.step(context);
}

/// w = sum over n, o of x * y.
std::unique_ptr<CudaStep> backward_w(const Convolution& at, CudaContext& context) {
  Dims ranges{at.groups, f_of(at), c_of(at)};
  append(ranges, tail(at.w.size));
  const auto parallel = static_cast<std::int32_t>(ranges.size());
  ranges.push_back(at.y.size[0]);
  append(ranges, tail(at.y.size));
  const std::size_t count = ranges.size();
  const Variables v{3 + at.dims, 0, 1, 2, 4 + at.dims, kAbsent, 3};
  ProgramWriter writer("convolution backward weight", ranges, parallel);
  const ValueId x = load_x(writer, at, count, v);
  const ValueId y =
      writer.load(at.y, writer.index(coefficients(at.y, count, v.n, v.g, v.f, f_of(at), v.first_o)));
  ValueId total = kNone;
  add_products(writer, at, x, y, total);
  writer.store(at.w, writer.index(weight_coefficients(at, count, v)), total);
  writer.end_stage(false);
  return writer.step(context);
}

/// Sums of a gradient over images and positions, one for each channel.
std::unique_ptr<CudaStep> backward_bias(const DeviceTensor& gradient, const DeviceTensor& bias,
                                        CudaContext& context) {
  Dims ranges{gradient.size[1], gradient.size[0]};
  append(ranges, tail(gradient.size));
  ProgramWriter writer("convolution backward bias", ranges, 1);
  Dims place{gradient.stride[1], gradient.stride[0]};
  append(place, tail(gradient.stride));
  const DType dtype = gradient.dtype == DType::f64 ? DType::f64 : DType::f32;
  const ValueId total = writer.add_up(writer.convert(writer.load(gradient, writer.index(place)), dtype));
  writer.end_stage(true);
  writer.store(bias, writer.index({bias.stride[0]}), total);
  writer.end_stage(false);
  return writer.step(context);
}

/// The steps as one, with the kernels and the algorithms of all of them.
std::unique_ptr<CudaStep> in_order(std::vector<std::unique_ptr<CudaStep>> steps) {
  std::string kernel, algorithm;
  const auto append_new = [](std::string& to, const std::string& name) {
    if (to.find(name) == to.npos) to += (to.empty() ? "" : " + ") + name;
  };
  for (const auto& step : steps) append_new(kernel, step->kernel), append_new(algorithm, step->algorithm);
  if (steps.empty()) kernel = "nothing";
  auto all = make_sequence(std::move(steps), std::move(kernel));
  all->algorithm = std::move(algorithm);
  return all;
}

/// y += bias, one value for each channel, after y has been rounded: what cuDNN's callers do.
std::unique_ptr<CudaStep> add_bias(const DeviceTensor& y, const DeviceTensor& bias, CudaContext& context) {
  ProgramWriter writer("convolution bias", y.size, static_cast<std::int32_t>(y.size.size()));
  Dims place(y.size.size(), 0);
  place[1] = bias.stride[0];
  const IndexId at = writer.index(y.stride);
  const ValueId sum =
      writer.scalar(ScalarOp::add, writer.load(y, at), writer.load(bias, writer.index(place)));
  writer.store(y, at, sum);
  writer.end_stage(false);
  return writer.step(context);
}

/// `wanted` of the three from the two others (+ bias), by cuDNN where it takes the case.
std::unique_ptr<CudaStep> make_part(const Convolution& at, ConvolutionTensor wanted, const DeviceTensor* bias,
                                    CudaContext& context) {
  if (auto step = make_cudnn_step(at, wanted, context)) {
    if (bias == nullptr) return step;
    const DeviceTensor& result = wanted == ConvolutionTensor::x ? at.x : at.y;
    std::vector<std::unique_ptr<CudaStep>> steps;
    steps.push_back(std::move(step));
    steps.push_back(add_bias(result, *bias, context));
    return in_order(std::move(steps));
  }
  auto step = wanted == ConvolutionTensor::y   ? forward(at, bias, context)
              : wanted == ConvolutionTensor::x ? backward_x(at, bias, context)
                                               : backward_w(at, context);
  step->kernel = "convolution/loops";
  return step;
}

bool fits(const Convolution& at) {
  const std::size_t rank = at.dims + 2;
  if (at.dims < 1 || at.x.size.size() != rank || at.w.size.size() != rank || at.y.size.size() != rank)
    return false;
  if (at.groups < 1 || at.x.size[1] % at.groups != 0 || at.y.size[1] % at.groups != 0) return false;
  const bool positive = std::ranges::all_of(at.stride, [](std::int64_t s) { return s > 0; });
  return positive && at.w.size[0] == at.y.size[1] && at.w.size[1] == c_of(at) && at.x.size[0] == at.y.size[0];
}

Convolution read_convolution(const ExternArguments& args, std::size_t rank) {
  Convolution at;
  at.dims = rank > 2 ? rank - 2 : 0;
  at.stride = args.integers("stride", at.dims);
  at.padding = args.integers("padding", at.dims);
  at.dilation = args.integers("dilation", at.dims);
  at.groups = args.integer("groups");
  return at;
}

/// A single image is a batch of one.
DeviceTensor as_batch(DeviceTensor tensor, std::size_t rank) {
  if (tensor.size.size() + 1 != rank) return tensor;
  tensor.size.insert(tensor.size.begin(), 1);
  tensor.stride.insert(tensor.stride.begin(), 0);
  return tensor;
}

std::unique_ptr<CudaStep> make_forward(const ExternArguments& args, const ExternCall& call,
                                       CudaContext& context) {
  const std::size_t rank = args.tensor("weight").size.size();
  const DeviceTensor input = as_batch(device_tensor(args.tensor("input"), context), rank);
  const DeviceTensor output = as_batch(device_tensor(call.results[0], context), rank);
  Convolution at = read_convolution(args, rank);
  at.w = device_tensor(args.tensor("weight"), context);
  const bool transposed = args.flag("transposed");
  at.x = transposed ? output : input;
  at.y = transposed ? input : output;
  if (!fits(at)) return nullptr;
  DeviceTensor bias;
  const TensorView* given = args.optional_tensor("bias");
  if (given != nullptr) bias = device_tensor(*given, context);
  const DeviceTensor* used = given != nullptr ? &bias : nullptr;
  return make_part(at, transposed ? ConvolutionTensor::x : ConvolutionTensor::y, used, context);
}

std::unique_ptr<CudaStep> make_backward(const ExternArguments& args, const ExternCall& call,
                                        CudaContext& context) {
  const DeviceTensor gradient = device_tensor(args.tensor("grad_output"), context);
  const DeviceTensor input = device_tensor(args.tensor("input"), context);
  Convolution at = read_convolution(args, input.size.size());
  at.w = device_tensor(args.tensor("weight"), context);
  const bool transposed = args.flag("transposed");
  at.x = transposed ? gradient : input;
  at.y = transposed ? input : gradient;
  if (!fits(at)) return nullptr;
  std::vector<std::unique_ptr<CudaStep>> steps;
  const std::vector<bool> mask = args.flags("output_mask");
  const auto wanted = [&](std::size_t k) {
    return k < mask.size() && mask[k] && k < call.results.size() && call.results[k] != kNone;
  };
  if (wanted(0)) {
    Convolution of_input = at;
    (transposed ? of_input.y : of_input.x) = device_tensor(call.results[0], context);
    if (!fits(of_input)) return nullptr;
    steps.push_back(
        make_part(of_input, transposed ? ConvolutionTensor::y : ConvolutionTensor::x, nullptr, context));
  }
  if (wanted(1)) {
    Convolution of_weight = at;
    of_weight.w = device_tensor(call.results[1], context);
    if (!fits(of_weight)) return nullptr;
    steps.push_back(make_part(of_weight, ConvolutionTensor::w, nullptr, context));
  }
  if (wanted(2)) steps.push_back(backward_bias(gradient, device_tensor(call.results[2], context), context));
  return in_order(std::move(steps));
}

}  // namespace

std::unique_ptr<CudaStep> make_convolution_step(const ExternCall& call, CudaContext& context) {
  const ExternRow* row = find_extern(call.function);
  if (row == nullptr || (row->name != "convolution" && row->name != "convolution_backward")) return nullptr;
  const ExternArguments args(*row, call);
  if (row->name == "convolution_backward") return make_backward(args, call, context);
  if (call.results.size() != 1 || call.results[0] == kNone) return nullptr;
  return make_forward(args, call, context);
}

}  // namespace ireplay
