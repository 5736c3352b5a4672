// Draws. The numbers are Philox4x32-10 with the frame's key and the element's number as the counter: the same
// for the same seed on every machine, but not the ones that PyTorch drew (those come in pinned).
#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/philox.hpp"
#include "replay/extern_table_cpu.hpp"

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
    const double radius = std::sqrt(-2 * std::log((drawn.out[2] + 1.0) * 0x1p-32));
    return radius * std::cos(6.283185307179586 * drawn.out[3] * 0x1p-32);
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
