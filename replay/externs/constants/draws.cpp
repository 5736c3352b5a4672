// Draws. The numbers are Philox4x32-10 with the frame's key and the element's number as the counter: the same
// for the same seed on every machine, but not the ones that PyTorch drew (those come in pinned).
#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/scalar/philox.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

class Generator {
 public:
  explicit Generator(const ExternFrame& frame) : key_(frame.draw_key()) {}

  std::uint64_t bits(std::int64_t element) const {
    const Philox4 drawn = draw(element);
    return static_cast<std::uint64_t>(drawn.out[0]) << 32 | drawn.out[1];
  }
  /// [0, 1), 53 bits.
  double uniform(std::int64_t element) const { return static_cast<double>(bits(element) >> 11) * 0x1p-53; }
  double normal(std::int64_t element) const {
    const Philox4 drawn = draw(element);
    const double radius = std::sqrt(-2 * std::log((drawn.out[0] + 1.0) * 0x1p-32));
    return radius * std::cos(6.283185307179586 * drawn.out[1] * 0x1p-32);
  }
  /// low <= n < high, for any span up to 2^64.
  std::int64_t integer(std::int64_t element, std::int64_t low, std::int64_t high) const {
    const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + bits(element) % span);
  }

 private:
  Philox4 draw(std::int64_t element) const {
    const auto high = static_cast<std::uint64_t>(element) >> 32;
    return philox(key_ ^ (high * 0x9E3779B97F4A7C15), static_cast<std::uint32_t>(element));
  }

  std::uint64_t key_;
};

template <class Draw>
void write_draws(const ExternFrame& frame, Draw draw) {
  if (!frame.wants(0)) return;
  using T = decltype(draw(std::int64_t{0}));
  Dense<T> values(frame.result(0).size);
  for (std::int64_t i = 0; i < values.count(); ++i) values.data[static_cast<std::size_t>(i)] = draw(i);
  frame.write(0, values);
}

void write_integers(const ExternFrame& frame, std::int64_t low, std::int64_t high) {
  frame.require(low < high, "no integer from " + std::to_string(low) + " to below " + std::to_string(high));
  const Generator generator(frame);
  write_draws(frame, [&](std::int64_t i) { return generator.integer(i, low, high); });
}

}  // namespace

void run_randint_low(const ExternFrame& frame) {
  write_integers(frame, frame.args().integer("low"), frame.args().integer("high"));
}

void run_randint(const ExternFrame& frame) { write_integers(frame, 0, frame.args().integer("high")); }

void run_rand(const ExternFrame& frame) {
  const Generator generator(frame);
  write_draws(frame, [&](std::int64_t i) { return generator.uniform(i); });
}

void run_randn(const ExternFrame& frame) {
  const Generator generator(frame);
  write_draws(frame, [&](std::int64_t i) { return generator.normal(i); });
}

namespace {

/// A parameter that is a number or a tensor, at element i of a tensor of `size`.
class Parameter {
 public:
  Parameter(const ExternFrame& frame, std::string_view name, const Dims& size) {
    if (std::holds_alternative<TensorView>(frame.args().value(name).value))
      values_ = broadcast(frame, frame.read<double>(name), size).data;
    else
      values_.push_back(frame.args().number(name));
  }
  double operator[](std::int64_t i) const {
    return values_[values_.size() == 1 ? 0 : static_cast<std::size_t>(i)];
  }

 private:
  std::vector<double> values_;
};

/// New values for `self`, in place or as the result.
template <class Draw>
void write_self_draws(const ExternFrame& frame, Draw draw) {
  Reals values(frame.args().tensor("self").size);
  for (std::int64_t i = 0; i < values.count(); ++i) values.data[static_cast<std::size_t>(i)] = draw(i);
  frame.write_self(values);
}

}  // namespace

void run_bernoulli(const ExternFrame& frame) {
  const Generator generator(frame);
  const Parameter p(frame, frame.args().knows("p") ? "p" : "self", frame.args().tensor("self").size);
  write_self_draws(frame, [&](std::int64_t i) { return generator.uniform(i) < p[i] ? 1.0 : 0.0; });
}

void run_uniform(const ExternFrame& frame) {
  const Generator generator(frame);
  const double from = frame.args().number("from"), to = frame.args().number("to");
  write_self_draws(frame, [&](std::int64_t i) { return from + (to - from) * generator.uniform(i); });
}

void run_exponential(const ExternFrame& frame) {
  const Generator generator(frame);
  const double rate = frame.args().number("lambd");
  write_self_draws(frame, [&](std::int64_t i) { return -std::log1p(-generator.uniform(i)) / rate; });
}

void run_normal_like(const ExternFrame& frame) {
  const Generator generator(frame);
  const double mean = frame.args().number("mean"), deviation = frame.args().number("std");
  write_self_draws(frame, [&](std::int64_t i) { return mean + deviation * generator.normal(i); });
}

void run_log_normal(const ExternFrame& frame) {
  const Generator generator(frame);
  const double mean = frame.args().number("mean"), deviation = frame.args().number("std");
  write_self_draws(frame, [&](std::int64_t i) { return std::exp(mean + deviation * generator.normal(i)); });
}

void run_cauchy(const ExternFrame& frame) {
  const Generator generator(frame);
  const double median = frame.args().number("median"), width = frame.args().number("sigma");
  write_self_draws(frame, [&](std::int64_t i) {
    return median + width * std::tan(3.141592653589793 * (generator.uniform(i) - 0.5));
  });
}

void run_geometric(const ExternFrame& frame) {
  const Generator generator(frame);
  const double p = frame.args().number("p");
  frame.require(p > 0 && p < 1, "'p' is " + std::to_string(p));
  write_self_draws(frame, [&](std::int64_t i) {
    return std::ceil(std::log1p(-generator.uniform(i)) / std::log1p(-p) + 1e-300);
  });
}

/// The count of arrivals with a mean of `rate`, by adding up the chances.
void run_poisson(const ExternFrame& frame) {
  const Generator generator(frame);
  Reals values = frame.read<double>("self");
  for (std::int64_t i = 0; i < values.count(); ++i) {
    double& value = values.data[static_cast<std::size_t>(i)];
    const double rate = value;
    if (rate > 500) {
      value = std::max(0.0, std::floor(rate + std::sqrt(rate) * generator.normal(i) + 0.5));
      continue;
    }
    double chance = std::exp(-rate), below = chance;
    const double drawn = generator.uniform(i);
    for (value = 0; below <= drawn && value < 2000; below += chance) chance *= rate / ++value;
  }
  frame.write_self(values);
}

void run_normal(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Generator generator(frame);
  const Parameter mean(frame, "mean", frame.result(0).size), deviation(frame, "std", frame.result(0).size);
  write_draws(frame, [&](std::int64_t i) { return mean[i] + deviation[i] * generator.normal(i); });
}

void run_native_dropout(const ExternFrame& frame) {
  Reals values = frame.read<double>("input");
  const double p = frame.args().number("p");
  Ints kept(values.size);
  const Generator generator(frame);
  const bool train = frame.args().is_none("train") || frame.args().flag("train");
  for (std::int64_t i = 0; i < values.count(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    kept.data[at] = !train || generator.uniform(i) >= p ? 1 : 0;
    if (train) values.data[at] = kept.data[at] ? values.data[at] / (1 - p) : 0;
  }
  frame.write(0, values);
  frame.write(1, kept);
}

/// Places of a row by their weights; without replacement a place that was drawn weighs nothing afterwards.
void run_multinomial(const ExternFrame& frame) {
  Reals weights = frame.read<double>("self");
  frame.require(weights.size.size() == 1 || weights.size.size() == 2, "'self' is " + bracketed(weights.size));
  const std::int64_t places = weights.size.back(), samples = frame.args().integer("num_samples");
  const std::int64_t rows = weights.size.size() == 2 ? weights.size[0] : 1;
  const bool replacement = frame.args().flag("replacement");
  frame.require(places > 0 && samples > 0 && (replacement || samples <= places),
                std::to_string(samples) + " samples of " + std::to_string(places));
  Dims size = weights.size;
  size.back() = samples;
  Ints drawn(size);
  const Generator generator(frame);
  for (std::int64_t i = 0; i < rows * samples; ++i) {
    double* const row = weights.data.data() + i / samples * places;
    double rest = generator.uniform(i) * std::accumulate(row, row + places, 0.0);
    std::int64_t place = 0;
    while (place + 1 < places && (rest >= row[place] || row[place] == 0)) rest -= row[place++];
    drawn.data[static_cast<std::size_t>(i)] = place;
    if (!replacement) row[place] = 0;
  }
  frame.write(0, drawn);
}

void run_randperm(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  Ints order(frame.result(0).size);
  std::iota(order.data.begin(), order.data.end(), 0);
  const Generator generator(frame);
  for (std::int64_t i = order.count() - 1; i > 0; --i)
    std::swap(order.data[static_cast<std::size_t>(i)],
              order.data[static_cast<std::size_t>(generator.integer(i, 0, i + 1))]);
  frame.require(order.size == Dims{frame.args().integer("n")}, "the result is " + bracketed(order.size));
  frame.write(0, order);
}

}  // namespace ireplay
