#pragma once

#include "replay/externs/call_frame.hpp"
#include "replay/plan/value_order.hpp"

namespace ireplay {

/// The `count` elements of a dense array along one dimension: data[first], data[first + step], ...
struct TensorRow {
  std::int64_t first = 0, step = 1, count = 0;
  std::size_t at(std::int64_t i) const { return static_cast<std::size_t>(first + i * step); }
};

/// Calls f(row, number of the row) for all rows along `dimension`; a 0-d tensor has one row of one
/// element.
template <class F>
void for_each_row(const Dims& size, std::size_t dimension, F&& f) {
  std::int64_t outer = 1, inner = 1;
  for (std::size_t d = 0; d < size.size(); ++d) {
    if (d < dimension) outer *= size[d];
    if (d > dimension) inner *= size[d];
  }
  const std::int64_t count = size.empty() ? 1 : size[dimension];
  for (std::int64_t o = 0; o < outer; ++o)
    for (std::int64_t i = 0; i < inner; ++i) f(TensorRow{o * count * inner + i, inner, count}, o * inner + i);
}

/// Calls f with a value of the type that keeps a real dtype: double{} or int64_t{}.
template <class F>
auto with_real_type(DType dtype, F&& f) {
  if (is_floating(dtype)) return f(double{});
  return f(std::int64_t{});
}

}  // namespace ireplay
