// Draws. The numbers are Philox4x32-10 with the frame's key and the element's number as the counter: the same
// for the same seed on every machine, but not the ones that PyTorch drew (those come in pinned). Without
// memory only what does not fit is found.
#include <algorithm>
#include <cmath>
#include <complex>
#include <numeric>

#include "kernels/scalar/philox.hpp"
#include "replay/externs/rows.hpp"

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

/// Draws for the elements of a tensor. A complex number takes two, each `share` times as large.
template <class T, class Draw>
Dense<T> drawn(const Dims& size, Draw draw, double share) {
  Dense<T> values(size);
  for (std::int64_t i = 0; i < values.count(); ++i) {
    T& value = values.data[static_cast<std::size_t>(i)];
    if constexpr (std::is_same_v<T, std::complex<double>>)
      value = {share * static_cast<double>(draw(2 * i)), share * static_cast<double>(draw(2 * i + 1))};
    else
      value = draw(i);
  }
  return values;
}

template <class Draw>
void write_draws(const ExternFrame& frame, Draw draw, double share = 1) {
  if (!frame.wants(0) || !frame.has_memory()) return;
  const PlanBuffer& result = frame.result(0);
  if (is_complex(result.dtype)) return frame.write(0, drawn<std::complex<double>>(result.size, draw, share));
  frame.write(0, drawn<decltype(draw(std::int64_t{0}))>(result.size, draw, share));
}

constexpr double kHalfVariance = 0.7071067811865476;  // of each part of a complex normal number

void write_integers(const ExternFrame& frame, std::int64_t low, std::int64_t high) {
  frame.require(low < high, "no integer from " + std::to_string(low) + " to below " + std::to_string(high));
  const Generator generator(frame);
  write_draws(frame, [&](std::int64_t i) { return generator.integer(i, low, high); });
}

}  // namespace

void make_randint_low(const ExternFrame& frame) {
  write_integers(frame, frame.args().integer("low"), frame.args().integer("high"));
}

void make_randint(const ExternFrame& frame) { write_integers(frame, 0, frame.args().integer("high")); }

void make_rand(const ExternFrame& frame) {
  const Generator generator(frame);
  write_draws(frame, [&](std::int64_t i) { return generator.uniform(i); });
}

void make_randn(const ExternFrame& frame) {
  const Generator generator(frame);
  write_draws(
      frame, [&](std::int64_t i) { return generator.normal(i); }, kHalfVariance);
}

namespace {

/// A parameter that is a number or a tensor, at element i of a tensor of `size`.
class Parameter {
 public:
  Parameter(const ExternFrame& frame, std::string_view name, const Dims& size) {
    if (!std::holds_alternative<TensorView>(frame.args().value(name).value))
      values_.push_back(frame.args().number(name));
    else if (frame.has_memory())
      values_ = broadcast(frame, frame.read<double>(name), size).data;
    else
      broadcast_strides(frame, frame.args().tensor(name).size, size);
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
  const Dims& size = frame.args().tensor("self").size;
  if (frame.wants(0)) frame.require_size(0, size);
  if (!frame.has_memory()) return;
  Reals values(size);
  for (std::int64_t i = 0; i < values.count(); ++i) values.data[static_cast<std::size_t>(i)] = draw(i);
  frame.write_self(values);
}

}  // namespace

void make_uniform(const ExternFrame& frame) {
  const Generator generator(frame);
  const double from = frame.args().number("from"), to = frame.args().number("to");
  write_self_draws(frame, [&](std::int64_t i) { return from + (to - from) * generator.uniform(i); });
}

void make_exponential(const ExternFrame& frame) {
  const Generator generator(frame);
  const double rate = frame.args().number("lambd");
  write_self_draws(frame, [&](std::int64_t i) { return -std::log1p(-generator.uniform(i)) / rate; });
}

void make_normal_like(const ExternFrame& frame) {
  const Generator generator(frame);
  const double mean = frame.args().number("mean"), deviation = frame.args().number("std");
  write_self_draws(frame, [&](std::int64_t i) { return mean + deviation * generator.normal(i); });
}

void make_log_normal(const ExternFrame& frame) {
  const Generator generator(frame);
  const double mean = frame.args().number("mean"), deviation = frame.args().number("std");
  write_self_draws(frame, [&](std::int64_t i) { return std::exp(mean + deviation * generator.normal(i)); });
}

void make_cauchy(const ExternFrame& frame) {
  const Generator generator(frame);
  const double median = frame.args().number("median"), width = frame.args().number("sigma");
  write_self_draws(frame, [&](std::int64_t i) {
    return median + width * std::tan(3.141592653589793 * (generator.uniform(i) - 0.5));
  });
}

void make_geometric(const ExternFrame& frame) {
  const Generator generator(frame);
  const double p = frame.args().number("p");
  frame.require(p > 0 && p < 1, "'p' is " + std::to_string(p));
  write_self_draws(frame, [&](std::int64_t i) {
    return std::ceil(std::log1p(-generator.uniform(i)) / std::log1p(-p) + 1e-300);
  });
}

void make_normal(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Generator generator(frame);
  const Parameter mean(frame, "mean", frame.result(0).size), deviation(frame, "std", frame.result(0).size);
  write_draws(frame, [&](std::int64_t i) { return mean[i] + deviation[i] * generator.normal(i); });
}

void make_randperm(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Dims& size = frame.result(0).size;
  frame.require(size == Dims{frame.args().integer("n")}, "the result is " + bracketed(size));
  if (!frame.has_memory()) return;
  Ints order(size);
  std::iota(order.data.begin(), order.data.end(), 0);
  const Generator generator(frame);
  for (std::int64_t i = order.count() - 1; i > 0; --i)
    std::swap(order.data[static_cast<std::size_t>(i)],
              order.data[static_cast<std::size_t>(generator.integer(i, 0, i + 1))]);
  frame.write(0, order);
}

}  // namespace ireplay
