// Distances between rows, by any norm, and their gradients.
#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

double distance(const double* a, const double* b, std::int64_t width, double p) {
  double sum = 0;
  for (std::int64_t i = 0; i < width; ++i) {
    const double d = std::fabs(a[i] - b[i]);
    if (p == 0)
      sum += d != 0 ? 1 : 0;
    else if (std::isinf(p))
      sum = d > sum || d != d ? d : sum;
    else
      sum += p == 1 ? d : p == 2 ? d * d : std::pow(d, p);
  }
  return p == 2 ? std::sqrt(sum) : p == 0 || p == 1 || std::isinf(p) ? sum : std::pow(sum, 1 / p);
}

/// The derivative of the distance by one coordinate's difference.
double slope(double difference, double dist, double p) {
  const double sign = difference > 0 ? 1 : difference < 0 ? -1 : 0;
  if (p == 0 || difference == 0) return 0;
  if (p == 1) return sign;
  if (std::isinf(p)) return std::fabs(difference) == dist ? sign : 0;
  if (dist == 0) return 0;
  return sign * std::pow(std::fabs(difference) / dist, p - 1);
}

/// Batches of rows: (..., rows, width) with batch dimensions broadcast together.
struct Pair {
  Reals a, b;
  Dims batch;
  std::int64_t batches = 1, rows_a = 0, rows_b = 0, width = 0;
};

Pair read_pair(const ExternFrame& frame) {
  Pair pair{frame.read<double>("x1"), frame.read<double>("x2"), {}};
  const Dims a = pair.a.size, b = pair.b.size;
  frame.require(a.size() >= 2 && b.size() >= 2 && a.back() == b.back(),
                "rows of " + bracketed(a) + " and " + bracketed(b));
  const std::size_t rank = std::max(a.size(), b.size()) - 2;
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t of_a = d + a.size() < rank + 2 ? 1 : a[d + a.size() - rank - 2];
    const std::int64_t of_b = d + b.size() < rank + 2 ? 1 : b[d + b.size() - rank - 2];
    pair.batch.push_back(of_a == 1 ? of_b : of_a);
  }
  pair.rows_a = a[a.size() - 2], pair.rows_b = b[b.size() - 2], pair.width = a.back();
  Dims whole = pair.batch;
  whole.insert(whole.end(), {pair.rows_a, pair.width});
  pair.a = broadcast(frame, pair.a, whole);
  whole[whole.size() - 2] = pair.rows_b;
  pair.b = broadcast(frame, pair.b, whole);
  pair.batches = numel(pair.batch);
  return pair;
}

double norm_of(const ExternFrame& frame) {
  const double p = frame.args().number("p");
  frame.require(p >= 0, "the norm's p is " + std::to_string(p));
  return p;
}

}  // namespace

std::int64_t cdist_flops(const ExternFrame& frame) {
  const Dims& rows = frame.args().tensor("x1").size;
  return rows.empty() || !frame.wants(0) ? 0 : 2 * numel(frame.result(0).size) * rows.back();
}

void run_cdist_forward(const ExternFrame& frame) {
  const Pair pair = read_pair(frame);
  const double p = norm_of(frame);
  Dims size = pair.batch;
  size.insert(size.end(), {pair.rows_a, pair.rows_b});
  Reals result(size);
  double* to = result.data.data();
  for (std::int64_t n = 0; n < pair.batches; ++n)
    for (std::int64_t i = 0; i < pair.rows_a; ++i)
      for (std::int64_t j = 0; j < pair.rows_b; ++j)
        *to++ = distance(pair.a.data.data() + (n * pair.rows_a + i) * pair.width,
                         pair.b.data.data() + (n * pair.rows_b + j) * pair.width, pair.width, p);
  frame.write(0, result);
}

void run_cdist_backward(const ExternFrame& frame) {
  const Pair pair = read_pair(frame);
  const double p = norm_of(frame);
  Dims size = pair.batch;
  size.insert(size.end(), {pair.rows_a, pair.rows_b});
  const Reals gradient = broadcast(frame, frame.read<double>("grad"), size);
  const Reals distances = broadcast(frame, frame.read<double>("cdist"), size);
  Reals result(pair.a.size);
  std::size_t from = 0;
  for (std::int64_t n = 0; n < pair.batches; ++n)
    for (std::int64_t i = 0; i < pair.rows_a; ++i)
      for (std::int64_t j = 0; j < pair.rows_b; ++j, ++from)
        for (std::int64_t c = 0; c < pair.width; ++c) {
          const auto at = static_cast<std::size_t>((n * pair.rows_a + i) * pair.width + c);
          const double difference =
              pair.a.data[at] - pair.b.data[static_cast<std::size_t>((n * pair.rows_b + j) * pair.width + c)];
          result.data[at] += gradient.data[from] * slope(difference, distances.data[from], p);
        }
  frame.write(0, result);
}

void run_pdist_forward(const ExternFrame& frame) {
  const Reals self = frame.read<double>("self", 2);
  const double p = norm_of(frame);
  const std::int64_t rows = self.size[0], width = self.size[1];
  Reals result({rows > 1 ? rows * (rows - 1) / 2 : 0});
  double* to = result.data.data();
  for (std::int64_t i = 0; i < rows; ++i)
    for (std::int64_t j = i + 1; j < rows; ++j)
      *to++ = distance(self.data.data() + i * width, self.data.data() + j * width, width, p);
  frame.write(0, result);
}

void run_pdist_backward(const ExternFrame& frame) {
  const Reals self = frame.read<double>("self", 2), gradient = frame.read<double>("grad", 1);
  const Reals distances = frame.read<double>("pdist", 1);
  const double p = norm_of(frame);
  const std::int64_t rows = self.size[0], width = self.size[1];
  const std::int64_t pairs = rows > 1 ? rows * (rows - 1) / 2 : 0;
  frame.require(gradient.count() == pairs && distances.count() == pairs,
                "grad is " + bracketed(gradient.size));
  Reals result(self.size);
  std::size_t from = 0;
  for (std::int64_t i = 0; i < rows; ++i)
    for (std::int64_t j = i + 1; j < rows; ++j, ++from)
      for (std::int64_t c = 0; c < width; ++c) {
        const auto at = static_cast<std::size_t>(i * width + c),
                   other = static_cast<std::size_t>(j * width + c);
        const double share =
            gradient.data[from] * slope(self.data[at] - self.data[other], distances.data[from], p);
        result.data[at] += share;
        result.data[other] -= share;
      }
  frame.write(0, result);
}

}  // namespace ireplay
