// Norms of rows and what is scaled by them.
#include <algorithm>
#include <cmath>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

/// Elements of a tensor by their position along one dimension: the slices that weight norm and renorm scale.
std::vector<std::int64_t> slice_numbers(const Dims& size, std::size_t dimension) {
  std::int64_t inner = 1;
  for (std::size_t d = dimension + 1; d < size.size(); ++d) inner *= size[d];
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(numel(size)));
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = static_cast<std::int64_t>(i) / inner % size[dimension];
  return numbers;
}

double power(double x, double p) {
  x = std::fabs(x);
  return p == 1 ? x : p == 2 ? x * x : p == 0 ? (x != 0 ? 1 : 0) : std::pow(x, p);
}

}  // namespace

void run_renorm(const ExternFrame& frame) {
  Reals self = frame.read<double>("self");
  frame.require(!self.size.empty(), "'self' has no dimensions");
  const std::size_t dimension = frame.dimension("dim", self.size.size());
  const double p = frame.args().number("p"), limit = frame.args().number("maxnorm");
  const std::vector<std::int64_t> slice = slice_numbers(self.size, dimension);
  std::vector<double> norms(static_cast<std::size_t>(self.size[dimension]));
  for (std::size_t i = 0; i < slice.size(); ++i) {
    double& norm = norms[static_cast<std::size_t>(slice[i])];
    norm = std::isinf(p) ? std::max(norm, std::fabs(self.data[i])) : norm + power(self.data[i], p);
  }
  for (double& norm : norms) norm = std::isinf(p) || p == 1 || p == 0 ? norm : std::pow(norm, 1 / p);
  for (std::size_t i = 0; i < slice.size(); ++i) {
    const double norm = norms[static_cast<std::size_t>(slice[i])];
    if (norm > limit) self.data[i] *= limit / (norm + 1e-7);
  }
  frame.write_self(self);
}

/// Rows that the indices name and that are longer than allowed.
void run_embedding_renorm(const ExternFrame& frame) {
  Reals self = frame.read<double>("self", 2);
  const double p = frame.args().number("norm_type"), limit = frame.args().number("max_norm");
  std::vector<std::int64_t> rows = frame.read<std::int64_t>("indices").data;
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  for (const std::int64_t row : rows) {
    frame.check_index(row, self.size[0]);
    const auto first = self.data.begin() + static_cast<std::ptrdiff_t>(row * self.size[1]);
    double norm = 0;
    for (auto at = first; at != first + static_cast<std::ptrdiff_t>(self.size[1]); ++at)
      norm = std::isinf(p) ? std::max(norm, std::fabs(*at)) : norm + power(*at, p);
    if (!std::isinf(p) && p != 1 && p != 0) norm = std::pow(norm, 1 / p);
    if (norm > limit)
      for (auto at = first; at != first + static_cast<std::ptrdiff_t>(self.size[1]); ++at)
        *at *= limit / (norm + 1e-7);
  }
  frame.write_self(self);
}

void run_weight_norm(const ExternFrame& frame) {
  Reals v = frame.read<double>("v");
  const Reals g = frame.read<double>("g");
  frame.require(!v.size.empty(), "'v' has no dimensions");
  const std::size_t dimension = frame.dimension("dim", v.size.size());
  frame.require(g.count() == v.size[dimension],
                "'g' is " + bracketed(g.size) + " for 'v' " + bracketed(v.size));
  const std::vector<std::int64_t> slice = slice_numbers(v.size, dimension);
  Reals norms(g.size);
  for (std::size_t i = 0; i < slice.size(); ++i)
    norms.data[static_cast<std::size_t>(slice[i])] += v.data[i] * v.data[i];
  for (double& norm : norms.data) norm = std::sqrt(norm);
  for (std::size_t i = 0; i < slice.size(); ++i) {
    const auto at = static_cast<std::size_t>(slice[i]);
    v.data[i] *= g.data[at] / norms.data[at];
  }
  frame.write(0, v);
  frame.write(1, norms);
}

void run_weight_norm_backward(const ExternFrame& frame) {
  const Reals gradient = frame.read<double>("grad_w"), v = frame.read<double>("saved_v");
  const Reals g = frame.read<double>("saved_g"), norms = frame.read<double>("saved_norms");
  frame.require(!v.size.empty() && gradient.size == v.size,
                "grad_w " + bracketed(gradient.size) + " for " + bracketed(v.size));
  const std::size_t dimension = frame.dimension("dim", v.size.size());
  frame.require(g.count() == v.size[dimension] && norms.count() == g.count(),
                "saved_g is " + bracketed(g.size) + ", saved_norms " + bracketed(norms.size));
  const std::vector<std::int64_t> slice = slice_numbers(v.size, dimension);
  std::vector<double> along(g.data.size());
  for (std::size_t i = 0; i < slice.size(); ++i)
    along[static_cast<std::size_t>(slice[i])] += gradient.data[i] * v.data[i];
  Reals to_v(v.size), to_g(g.size);
  for (std::size_t i = 0; i < slice.size(); ++i) {
    const auto at = static_cast<std::size_t>(slice[i]);
    const double inverse = 1 / norms.data[at];
    to_v.data[i] =
        g.data[at] * (inverse * gradient.data[i] - inverse * inverse * inverse * v.data[i] * along[at]);
  }
  for (std::size_t i = 0; i < along.size(); ++i) to_g.data[i] = along[i] / norms.data[i];
  frame.write(0, to_v);
  frame.write(1, to_g);
}

void run_fused_rms_norm(const ExternFrame& frame) {
  Reals input = frame.read<double>("input");
  const Dims shape = frame.args().integers("normalized_shape");
  const std::size_t lead = input.size.size() - std::min(input.size.size(), shape.size());
  frame.require(shape.size() <= input.size.size() &&
                    Dims(input.size.begin() + static_cast<std::ptrdiff_t>(lead), input.size.end()) == shape,
                "normalizing " + bracketed(shape) + " of " + bracketed(input.size));
  const Reals weight = frame.has("weight") ? frame.read<double>("weight") : Reals{};
  const std::int64_t width = numel(shape);
  frame.require(weight.data.empty() || weight.count() == width, "'weight' is " + bracketed(weight.size));
  const double smallest =
      is_floating(frame.args().tensor("input").dtype) && frame.args().tensor("input").dtype == DType::f64
          ? 0x1p-52
          : 0x1p-23;
  const double epsilon = frame.args().number_or("eps", smallest);
  Dims size = input.size;
  std::fill(size.begin() + static_cast<std::ptrdiff_t>(lead), size.end(), 1);
  Reals inverse(size);
  for (std::int64_t row = 0; row < inverse.count(); ++row) {
    double* const values = input.data.data() + row * width;
    double sum = 0;
    for (std::int64_t i = 0; i < width; ++i) sum += values[i] * values[i];
    const double by = 1 / std::sqrt(sum / static_cast<double>(width) + epsilon);
    inverse.data[static_cast<std::size_t>(row)] = by;
    for (std::int64_t i = 0; i < width; ++i)
      values[i] *= by * (weight.data.empty() ? 1 : weight.data[static_cast<std::size_t>(i)]);
  }
  frame.write(0, input);
  frame.write(1, inverse);
}

}  // namespace ireplay
