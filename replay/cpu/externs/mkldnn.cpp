// The CPU backend's fused products and convolutions: a linear map, then an elementwise function or a second
// operand.
#include <cmath>

#include "replay/cpu/externs/multiply.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
double clamp(double x, double low, double high) { return x < low ? low : x > high ? high : x; }
double gelu(double x) { return 0.5 * x * (1 + std::erf(x * 0.7071067811865476)); }
double tanh_gelu(double x) {
  return 0.5 * x * (1 + std::tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));
}

/// An elementwise function of x and some numbers.
struct Activation {
  std::string_view name;
  std::size_t scalars;
  double (*value)(double x, const double* s);
};

constexpr Activation kActivations[] = {
    {"none", 0, [](double x, const double*) { return x; }},
    {"relu", 0, [](double x, const double*) { return x < 0 ? 0 : x; }},
    {"sigmoid", 0, [](double x, const double*) { return sigmoid(x); }},
    {"tanh", 0, [](double x, const double*) { return std::tanh(x); }},
    {"swish", 0, [](double x, const double*) { return x * sigmoid(x); }},
    {"mish", 0, [](double x, const double*) { return x * std::tanh(std::log1p(std::exp(x))); }},
    {"hardswish", 0, [](double x, const double*) { return x * clamp(x + 3, 0, 6) / 6; }},
    {"hardsigmoid", 0, [](double x, const double*) { return clamp(x + 3, 0, 6) / 6; }},
    {"leaky_relu", 1, [](double x, const double* s) { return x > 0 ? x : x * s[0]; }},
    {"hardtanh", 2, [](double x, const double* s) { return clamp(x, s[0], s[1]); }},
    {"gelu", 0, [](double x, const double*) { return gelu(x); }},
    {"gelu tanh", 0, [](double x, const double*) { return tanh_gelu(x); }},
};

struct ActivationNames {
  std::string_view name, scalars, algorithm;
};
constexpr ActivationNames kUnary{"attr", "scalars", "algorithm"};
constexpr ActivationNames kAfterBinary{"unary_attr", "unary_scalars", "unary_algorithm"};

const Activation* find_activation(const ExternFrame& frame, const ActivationNames& names) {
  std::string name = frame.args().text_or(names.name, "none");
  if (name == "gelu" && frame.args().text_or(names.algorithm, "none") == "tanh") name = "gelu tanh";
  for (const Activation& activation : kActivations)
    if (activation.name == name) return &activation;
  return nullptr;
}

std::string activation_limits(const ExternFrame& frame, const ActivationNames& names) {
  const Activation* activation = find_activation(frame, names);
  const std::string what = std::string(frame.op()) + ": argument '" + std::string(names.name) + "' is '" +
                           frame.args().text_or(names.name, "none") + "'";
  if (!activation) return what;
  if (frame.args().numbers(names.scalars).size() < activation->scalars) return what + " without its numbers";
  return {};
}

void activate(const ExternFrame& frame, const ActivationNames& names, Reals& values) {
  const Activation* activation = find_activation(frame, names);
  const std::vector<double> scalars = frame.args().numbers(names.scalars);
  for (double& value : values.data) value = activation->value(value, scalars.data());
}

void combine(const ExternFrame& frame, std::string_view how, Reals& values) {
  const double alpha = frame.args().knows("alpha") ? frame.args().number_or("alpha", 1) : 1;
  const Reals other = broadcast(frame, frame.read<double>("other"), values.size);
  for (std::size_t i = 0; i < values.data.size(); ++i) {
    const double b = other.data[i] * alpha;
    values.data[i] = how == "add"   ? values.data[i] + b
                     : how == "sub" ? values.data[i] - b
                                    : values.data[i] * b;
  }
}

std::string combine_limits(const ExternFrame& frame, std::string_view name) {
  const std::string how = frame.args().text(name);
  if (how == "add" || how == "sub" || how == "mul") return {};
  return std::string(frame.op()) + ": argument '" + std::string(name) + "' is '" + how + "'";
}

/// (..., K) times the transpose of (N, K), plus a bias (N).
Reals linear(const ExternFrame& frame, std::string_view weight_name) {
  Reals input = frame.read<double>("input");
  const Reals weight = frame.read<double>(weight_name, 2);
  frame.require(!input.size.empty() && input.size.back() == weight.size[1],
                "input " + bracketed(input.size) + " and weight " + bracketed(weight.size));
  const std::int64_t n = weight.size[0], k = weight.size[1], rows = k ? input.count() / k : 0;
  Reals turned({k, n});
  for (std::int64_t i = 0; i < n; ++i)
    for (std::int64_t j = 0; j < k; ++j)
      turned.data[static_cast<std::size_t>(j * n + i)] = weight.data[static_cast<std::size_t>(i * k + j)];
  Dims size = input.size;
  size.back() = n;
  Reals output(size);
  multiply_add(input.data.data(), turned.data.data(), output.data.data(), rows, n, k);
  if (frame.has("bias")) {
    const Reals bias = broadcast(frame, frame.read<double>("bias"), size);
    for (std::size_t i = 0; i < bias.data.size(); ++i) output.data[i] += bias.data[i];
  }
  return output;
}

}  // namespace

void run_linear_pointwise(const ExternFrame& frame) {
  Reals values = linear(frame, "weight");
  activate(frame, kUnary, values);
  frame.write(0, values);
}

void run_linear_binary(const ExternFrame& frame) {
  Reals values = linear(frame, "weight");
  combine(frame, frame.args().text("attr"), values);
  frame.write(0, values);
}

void run_mkl_linear(const ExternFrame& frame) { frame.write(0, linear(frame, "weight")); }

void run_convolution_pointwise(const ExternFrame& frame) {
  Reals values = convolve(frame);
  activate(frame, kUnary, values);
  frame.write(0, values);
}

void run_convolution_binary(const ExternFrame& frame) {
  Reals values = convolve(frame);
  combine(frame, frame.args().text("binary_attr"), values);
  activate(frame, kAfterBinary, values);
  frame.write(0, values);
}

/// The second operand receives the result.
void run_convolution_binary_in_place(const ExternFrame& frame) {
  Reals values = convolve(frame);
  combine(frame, frame.args().text("binary_attr"), values);
  activate(frame, kAfterBinary, values);
  frame.write_back("other", values);
  frame.write(0, values);
}

std::string pointwise_limits(const ExternFrame& frame) { return activation_limits(frame, kUnary); }
std::string linear_binary_limits(const ExternFrame& frame) { return combine_limits(frame, "attr"); }
std::string convolution_binary_limits(const ExternFrame& frame) {
  const std::string why = combine_limits(frame, "binary_attr");
  return why.empty() ? activation_limits(frame, kAfterBinary) : why;
}

std::int64_t linear_flops(const ExternFrame& frame) {
  const Dims& weight = frame.args().tensor("weight").size;
  return weight.empty() ? 0 : numel({2, numel(frame.args().tensor("input").size), weight[0]});
}

}  // namespace ireplay
