// Tensors made from their positions: windows of signal processing, ranges, frequencies. Without memory only
// what does not fit is found.
#include <cmath>

#include "replay/externs/rows.hpp"

namespace ireplay {
namespace {

constexpr double kPi = 3.14159265358979323846;

template <class F>
void write_series(const ExternFrame& frame, std::int64_t length, F&& f) {
  frame.require(length >= 0, "a length of " + std::to_string(length));
  if (frame.wants(0)) frame.require_size(0, {length});
  if (!frame.has_memory()) return;
  Reals values({length});
  for (std::int64_t i = 0; i < length; ++i) values.data[static_cast<std::size_t>(i)] = f(i);
  frame.write(0, values);
}

/// f(position from 0 to 1) over the window: its last point is left out of a periodic one. A window of one
/// is 1.
template <class F>
void write_window(const ExternFrame& frame, F&& f) {
  const std::int64_t length = frame.args().integer("window_length");
  const double steps = static_cast<double>(length) - (frame.args().flag("periodic") ? 0 : 1);
  write_series(frame, length,
               [&](std::int64_t i) { return length == 1 ? 1 : f(static_cast<double>(i) / steps); });
}

/// The modified Bessel function of order 0, by its power series.
double bessel_i0(double x) {
  double sum = 1, term = 1;
  for (int k = 1; term > sum * 1e-18; ++k) sum += term *= x * x / (4.0 * k * k);
  return sum;
}

double end_of(const ExternFrame& frame, std::string_view name) {
  if (!std::holds_alternative<TensorView>(frame.args().value(name).value)) return frame.args().number(name);
  const Dims& size = frame.args().tensor(name).size;
  frame.require(numel(size) == 1, "'" + std::string(name) + "' is " + bracketed(size));
  return frame.has_memory() ? frame.read<double>(name).data[0] : 0;
}

template <class F>
void write_steps(const ExternFrame& frame, F&& f) {
  const std::int64_t steps = frame.args().integer("steps");
  const double start = end_of(frame, "start"), end = end_of(frame, "end");
  const double step = steps > 1 ? (end - start) / static_cast<double>(steps - 1) : 0;
  write_series(frame, steps, [&](std::int64_t i) {
    return f(i < steps / 2 ? start + step * static_cast<double>(i)
             : steps == 1  ? start
                           : end - step * static_cast<double>(steps - 1 - i));
  });
}

}  // namespace

void make_hamming_window(const ExternFrame& frame) {
  const double alpha = frame.args().number("alpha"), beta = frame.args().number("beta");
  write_window(frame, [&](double at) { return alpha - beta * std::cos(2 * kPi * at); });
}
void make_hann_window(const ExternFrame& frame) {
  write_window(frame, [](double at) { return 0.5 - 0.5 * std::cos(2 * kPi * at); });
}
void make_blackman_window(const ExternFrame& frame) {
  write_window(frame,
               [](double at) { return 0.42 - 0.5 * std::cos(2 * kPi * at) + 0.08 * std::cos(4 * kPi * at); });
}
void make_bartlett_window(const ExternFrame& frame) {
  write_window(frame, [](double at) { return 1 - std::fabs(2 * at - 1); });
}
void make_kaiser_window(const ExternFrame& frame) {
  const double beta = frame.args().number("beta");
  frame.require(std::fabs(beta) < 700, "'beta' is " + std::to_string(beta));
  write_window(frame, [&](double at) {
    const double x = 2 * at - 1;
    return bessel_i0(beta * std::sqrt(std::max(0.0, 1 - x * x))) / bessel_i0(beta);
  });
}

void make_linspace(const ExternFrame& frame) {
  write_steps(frame, [](double x) { return x; });
}
void make_logspace(const ExternFrame& frame) {
  const double base = frame.args().number("base");
  write_steps(frame, [&](double x) { return std::pow(base, x); });
}

namespace {

void write_frequencies(const ExternFrame& frame, bool halved) {
  const std::int64_t n = frame.args().integer("n");
  const double spacing = static_cast<double>(n) * frame.args().number("d");
  write_series(frame, halved ? n / 2 + 1 : n, [&](std::int64_t i) {
    return static_cast<double>(halved || i < (n + 1) / 2 ? i : i - n) / spacing;
  });
}

}  // namespace

void make_fftfreq(const ExternFrame& frame) { write_frequencies(frame, false); }
void make_rfftfreq(const ExternFrame& frame) { write_frequencies(frame, true); }

}  // namespace ireplay
