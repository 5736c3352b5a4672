// Calls that draw numbers: not PyTorch's numbers, but distributed as they should be.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/scalar/scalar.hpp"
#include "replay/cpu/run_call.hpp"
#include "tests/support/extern_case.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kDraws = 10000;

HostTensor constant(DType dtype, double number, const Dims& size = {kDraws}) {
  HostTensor tensor = zeros(dtype, size);
  for (std::size_t at = 0; at < tensor.data.size(); at += bytes_of(dtype)) {
    Scalar value;
    value.f = number;
    store_element(tensor.data.data() + at, dtype, value, DType::f64);
  }
  return tensor;
}

std::vector<double> numbers_of(const HostTensor& tensor) {
  std::vector<double> numbers;
  for (std::size_t at = 0; at < tensor.data.size(); at += bytes_of(tensor.dtype)) {
    const Scalar value = load_element(tensor.data.data() + at, tensor.dtype);
    numbers.push_back(is_floating(tensor.dtype) ? value.f : static_cast<double>(value.i));
  }
  return numbers;
}

struct Distribution {
  const char* call;
  DType dtype;
  /// A number, and the chance of drawing at most that.
  std::vector<std::pair<double, double>> quantiles;
};

/// x is 10000 numbers of 2.5, w the weights 1, 2, 3, 4.
const Distribution kDistributions[] = {
    {"aten.rand.default([10000])", DType::f32, {{0.1, 0.1}, {0.5, 0.5}, {0.99, 0.99}, {1, 1}}},
    {"aten.rand_like.default(x)", DType::f64, {{0.1, 0.1}, {0.5, 0.5}, {0.99, 0.99}, {1, 1}}},
    {"aten.randn.default([10000])", DType::f64, {{-2, 0.02275}, {-1, 0.15866}, {0, 0.5}, {1, 0.84134}}},
    {"aten.randn_like.default(x)", DType::f32, {{-2, 0.02275}, {-1, 0.15866}, {0, 0.5}, {1, 0.84134}}},
    {"aten.normal_functional.default(x, 1.0, 2.0)", DType::f32, {{-3, 0.02275}, {-1, 0.15866}, {1, 0.5}}},
    {"aten.normal_.default(x, 1.0, 2.0)", DType::f32, {{-3, 0.02275}, {-1, 0.15866}, {1, 0.5}}},
    {"aten.normal.float_float(1.0, 2.0, [10000])", DType::f32, {{-3, 0.02275}, {-1, 0.15866}, {1, 0.5}}},
    {"aten.normal.Tensor_float(x, 0.5)", DType::f64, {{2, 0.15866}, {2.5, 0.5}, {3, 0.84134}}},
    {"aten.normal.float_Tensor(0.0, x)", DType::f64, {{-2.5, 0.15866}, {0, 0.5}, {2.5, 0.84134}}},
    {"aten.log_normal.default(x, 1.0, 0.5)",
     DType::f32,
     {{1.648721, 0.15866}, {2.718282, 0.5}, {4.481689, 0.84134}}},
    {"aten.log_normal_.default(x, 1.0, 0.5)",
     DType::f32,
     {{1.648721, 0.15866}, {2.718282, 0.5}, {4.481689, 0.84134}}},
    {"aten.cauchy.default(x, 1.0, 3.0)", DType::f64, {{-2, 0.25}, {1, 0.5}, {4, 0.75}}},
    {"aten.cauchy_.default(x, 1.0, 3.0)", DType::f32, {{-2, 0.25}, {1, 0.5}, {4, 0.75}}},
    {"aten.uniform.default(x, -1.0, 3.0)", DType::f32, {{-1, 0}, {0, 0.25}, {2, 0.75}, {3, 1}}},
    {"aten.uniform_.default(x, -1.0, 3.0)", DType::f32, {{-1, 0}, {0, 0.25}, {2, 0.75}, {3, 1}}},
    {"aten.exponential.default(x, 2.0)", DType::f64, {{0.143841, 0.25}, {0.346574, 0.5}, {1.497866, 0.95}}},
    {"aten.exponential_.default(x, 2.0)", DType::f32, {{0.143841, 0.25}, {0.346574, 0.5}, {1.497866, 0.95}}},
    {"aten.geometric.default(x, 0.25)", DType::f32, {{0, 0}, {1, 0.25}, {2, 0.4375}, {3, 0.578125}}},
    {"aten.geometric_.default(x, 0.25)", DType::f32, {{0, 0}, {1, 0.25}, {2, 0.4375}, {3, 0.578125}}},
    {"aten.poisson.default(x)", DType::f32, {{0, 0.082085}, {1, 0.287297}, {2, 0.543813}, {4, 0.891178}}},
    {"aten.bernoulli.p(x, 0.25)", DType::f32, {{0, 0.75}, {1, 1}}},
    {"aten.bernoulli_.float(x, 0.25)", DType::f32, {{0, 0.75}, {1, 1}}},
    {"aten.bernoulli.Tensor(x, p)", DType::f64, {{0, 0.25}, {1, 1}}},
    {"aten.randint.default(5, [10000])", DType::i64, {{-1, 0}, {0, 0.2}, {3, 0.8}, {4, 1}}},
    {"aten.randint.low(-3, 5, [10000])", DType::i32, {{-4, 0}, {-3, 0.125}, {3, 0.875}, {4, 1}}},
    {"aten.randint_like.default(x, 5)", DType::f32, {{-1, 0}, {0, 0.2}, {3, 0.8}, {4, 1}}},
    {"aten.randint_like.low_dtype(x, -3, 5)", DType::i64, {{-4, 0}, {-3, 0.125}, {3, 0.875}, {4, 1}}},
    {"aten.multinomial.default(w, 10000, True)", DType::i64, {{-1, 0}, {0, 0.1}, {1, 0.3}, {2, 0.6}, {3, 1}}},
};

TEST(ExternDraws, AreDistributedAsTheirNamesSay) {
  HostTensor weights = zeros(DType::f32, {4});
  for (std::int64_t i = 0; i < 4; ++i) {
    Scalar value;
    value.f = static_cast<double>(i + 1);
    store_element(weights.data.data() + i * 4, DType::f32, value, DType::f64);
  }
  const TensorMap operands = {
      {"x", constant(DType::f32, 2.5)}, {"p", constant(DType::f32, 0.75)}, {"w", weights}};
  for (const Distribution& one : kDistributions) {
    SCOPED_TRACE(one.call);
    ExternCase c = make_extern_case(one.call, operands, {zeros(one.dtype, {kDraws})});
    if (find_extern(c.call)->is_in_place()) c.call.results.clear();
    run_call_cpu(
        c.step(), c.plan, [&](const TensorView& view) { return c.view(view); }, {}, 3);
    const std::vector<double> drawn = numbers_of(
        c.value(c.call.results.empty() ? std::get<TensorView>(c.call.arguments[0].value.value).buffer
                                       : c.call.results[0]));
    for (const auto& [limit, chance] : one.quantiles) {
      const auto below = static_cast<double>(std::count_if(
          drawn.begin(), drawn.end(), [limit = limit](double number) { return number <= limit; }));
      const double deviation = std::sqrt(chance * (1 - chance) / kDraws);
      EXPECT_NEAR(below / kDraws, chance, 4 * deviation + 1e-5) << "at " << limit;
    }
  }
}

}  // namespace
}  // namespace ireplay
