// Running sums, products, extremes and logarithms of sums along a dimension.
#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

std::size_t scan_dimension(const ExternFrame& frame) {
  return frame.dimension("dim", frame.args().tensor("self").size.size());
}

template <class Combine>
void scan(const ExternFrame& frame, Combine combine) {
  if (!frame.wants(0)) return;
  with_value_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> values = frame.read<T>("self");
    for_each_lane(values.size, scan_dimension(frame), [&](const Lane& lane, std::int64_t) {
      for (std::int64_t i = 1; i < lane.count; ++i)
        values.data[lane.at(i)] = combine(values.data[lane.at(i - 1)], values.data[lane.at(i)]);
    });
    frame.write(0, values);
  });
}

/// Values and positions of the extremes so far; among equals the last one, NaN wins and stays.
template <class Better>
void scan_extreme(const ExternFrame& frame, Better better_or_equal) {
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> values = frame.read<T>("self");
    Ints indices(values.size);
    for_each_lane(values.size, scan_dimension(frame), [&](const Lane& lane, std::int64_t) {
      for (std::int64_t i = 1; i < lane.count; ++i) {
        const T before = values.data[lane.at(i - 1)];
        const T now = values.data[lane.at(i)];
        const bool take = is_nan(now) || (!is_nan(before) && better_or_equal(now, before));
        if (!take) values.data[lane.at(i)] = before;
        indices.data[lane.at(i)] = take ? i : indices.data[lane.at(i - 1)];
      }
    });
    frame.write(0, values);
    frame.write(1, indices);
  });
}

double log_add_exp(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return a + b;
  const double high = std::max(a, b), low = std::min(a, b);
  if (std::isinf(high)) return high;
  return high + std::log1p(std::exp(low - high));
}

}  // namespace

void run_cumsum(const ExternFrame& frame) {
  scan(frame, [](auto so_far, auto value) { return plus(so_far, value); });
}

void run_cumprod(const ExternFrame& frame) {
  scan(frame, [](auto so_far, auto value) { return times(so_far, value); });
}

void run_cummax(const ExternFrame& frame) {
  scan_extreme(frame, [](auto now, auto before) { return now >= before; });
}

void run_cummin(const ExternFrame& frame) {
  scan_extreme(frame, [](auto now, auto before) { return now <= before; });
}

void run_logcumsumexp(const ExternFrame& frame) {
  Reals values = frame.read<double>("self");
  for_each_lane(values.size, scan_dimension(frame), [&](const Lane& lane, std::int64_t) {
    for (std::int64_t i = 1; i < lane.count; ++i)
      values.data[lane.at(i)] = log_add_exp(values.data[lane.at(i - 1)], values.data[lane.at(i)]);
  });
  frame.write(0, values);
}

std::string logcumsumexp_limits(const ExternFrame& frame) {
  return is_complex(frame.args().tensor("self").dtype) ? "logcumsumexp: argument 'self' is complex"
                                                       : std::string();
}

}  // namespace ireplay
