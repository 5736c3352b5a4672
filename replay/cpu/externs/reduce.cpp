// Sums, extremes and counts along dimensions, where they are library calls.
#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

/// The dimensions that go: those of `dim`, all where it is None or empty or no parameter.
std::vector<bool> reduced_dimensions(const ExternFrame& frame, std::size_t rank) {
  const Dims dims = frame.args().knows("dim") ? frame.args().integers("dim") : Dims();
  std::vector<bool> reduced(rank, dims.empty());
  const auto bound = static_cast<std::int64_t>(std::max<std::size_t>(rank, 1));
  for (const std::int64_t dim : dims) {
    frame.require(dim >= -bound && dim < bound, "dimension " + std::to_string(dim) + " of a tensor with " +
                                                    std::to_string(rank) + " dimensions");
    if (rank > 0) reduced[static_cast<std::size_t>(dim < 0 ? dim + bound : dim)] = true;
  }
  return reduced;
}

/// f(accumulator, value) for every element, where each place of the result has an accumulator of its own. The
/// returned array lacks the reduced dimensions, or has them with extent 1 where the call keeps them.
template <class A, class T, class F>
Dense<A> reduce(const ExternFrame& frame, const Dense<T>& from, A start, F&& f) {
  const std::vector<bool> reduced = reduced_dimensions(frame, from.size.size());
  const bool keep = frame.args().knows("keepdim") && frame.args().flag("keepdim");
  Dims kept, shown, stride(from.size.size(), 0);
  for (std::size_t d = 0; d < from.size.size(); ++d) {
    if (!reduced[d]) kept.push_back(from.size[d]);
    if (!reduced[d] || keep) shown.push_back(reduced[d] ? 1 : from.size[d]);
  }
  const Dims steps = dense_strides(kept);
  for (std::size_t d = 0, k = 0; d < from.size.size(); ++d)
    if (!reduced[d]) stride[d] = steps[k++];
  Dense<A> result(kept);
  std::fill(result.data.begin(), result.data.end(), start);
  const T* value = from.data.data();
  for_each_offset(from.size, stride,
                  [&](std::int64_t to) { f(result.data[static_cast<std::size_t>(to)], *value++); });
  result.size = shown;
  return result;
}

/// NaN wins.
template <class Better>
void write_extreme(const ExternFrame& frame, std::size_t to, bool greatest, Better better) {
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    using Limits = std::numeric_limits<T>;
    const Dense<T> self = frame.read<T>("self");
    frame.require(self.count() > 0, "an empty tensor has no extremes");
    const T lowest = Limits::has_infinity ? -Limits::infinity() : Limits::lowest();
    const T highest = Limits::has_infinity ? Limits::infinity() : Limits::max();
    frame.write(to, reduce(frame, self, greatest ? lowest : highest, [&](T& best, T value) {
                  if (is_nan(value) || (!is_nan(best) && better(value, best))) best = value;
                }));
  });
}

std::int64_t reduced_count(const ExternFrame& frame, const Dims& size) {
  const std::vector<bool> reduced = reduced_dimensions(frame, size.size());
  std::int64_t count = 1;
  for (std::size_t d = 0; d < size.size(); ++d)
    if (reduced[d]) count *= size[d];
  return count;
}

template <class F>
void with_result_type(const ExternFrame& frame, F&& f) {
  if (frame.wants(0)) with_value_type(frame.result(0).dtype, f);
}

}  // namespace

void run_sum(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    frame.write(0,
                reduce(frame, frame.read<T>("self"), T{}, [](T& sum, T value) { sum = plus(sum, value); }));
  });
}

void run_mean(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    Dense<T> result = reduce(frame, self, T{}, [](T& sum, T value) { sum = plus(sum, value); });
    for (T& value : result.data)
      value /= static_cast<T>(static_cast<double>(reduced_count(frame, self.size)));
    frame.write(0, result);
  });
}

void run_nansum(const ExternFrame& frame) {
  with_real_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    frame.write(0, reduce(frame, frame.read<T>("self"), T{}, [](T& sum, T value) {
                  if (!is_nan(value)) sum = plus(sum, value);
                }));
  });
}

void run_prod(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    frame.write(0, reduce(frame, frame.read<T>("self"), T{1},
                          [](T& so_far, T value) { so_far = times(so_far, value); }));
  });
}

void run_aminmax(const ExternFrame& frame) {
  write_extreme(frame, 0, false, [](auto a, auto b) { return a < b; });
  write_extreme(frame, 1, true, [](auto a, auto b) { return a > b; });
}

void run_count_nonzero(const ExternFrame& frame) {
  frame.write(0, reduce(frame, frame.read<std::complex<double>>("self"), std::int64_t{0},
                        [](std::int64_t& count, std::complex<double> value) { count += value != 0.0; }));
}

void run_dist(const ExternFrame& frame) {
  Reals self = frame.read<double>("self");
  const double p = frame.args().number("p");
  Reals sum{Dims{}};
  const Reals other = broadcast(frame, frame.read<double>("other"), self.size);
  for (std::size_t i = 0; i < self.data.size(); ++i) {
    const double size = std::fabs(self.data[i] - other.data[i]);
    if (std::isinf(p))
      sum.data[0] = comes_before(sum.data[0], size) ? size : sum.data[0];
    else
      sum.data[0] += p == 0 ? (size != 0) : std::pow(size, p);
  }
  if (!std::isinf(p) && p != 0) sum.data[0] = std::pow(sum.data[0], 1 / p);
  frame.write(0, sum);
}

void run_isin(const ExternFrame& frame) {
  const bool inverted = frame.args().flag("invert");
  const auto values = [&](std::string_view name) {
    if (std::holds_alternative<TensorView>(frame.args().value(name).value)) return frame.read<double>(name);
    Reals number{Dims{}};
    number.data[0] = frame.args().number(name);
    return number;
  };
  const Reals elements = values("elements");
  std::vector<double> tested = values("test_elements").data;
  tested.erase(std::remove_if(tested.begin(), tested.end(), [](double x) { return x != x; }), tested.end());
  std::sort(tested.begin(), tested.end());
  Ints found(elements.size);
  for (std::size_t i = 0; i < found.data.size(); ++i)
    found.data[i] = std::binary_search(tested.begin(), tested.end(), elements.data[i]) &&
                            elements.data[i] == elements.data[i]
                        ? !inverted
                        : inverted;
  frame.write(0, found);
}

/// Rows of one segment follow each other.
namespace {

struct Segments {
  Reals data;
  std::vector<std::int64_t> ends;
  std::int64_t width = 1;
  std::string kind;
};

Segments read_segments(const ExternFrame& frame) {
  Segments segments{frame.read<double>("data"), {}, 1, frame.args().text("reduce")};
  const bool by_length = frame.has("lengths");
  const Ints given = frame.read<std::int64_t>(by_length ? "lengths" : "offsets", 1);
  for (std::size_t i = by_length ? 0 : 1; i < given.data.size(); ++i) {
    const std::int64_t begin = segments.ends.empty() ? 0 : segments.ends.back();
    const std::int64_t end =
        by_length ? begin + std::min(given.data[i], segments.data.size[0]) : given.data[i];
    frame.require(end >= begin && end <= segments.data.size[0], "the segments leave 'data'");
    segments.ends.push_back(end);
  }
  segments.width = segments.data.size[0] == 0 ? 1 : segments.data.count() / segments.data.size[0];
  return segments;
}

Dims segment_sizes(const Segments& segments) {
  Dims size = segments.data.size;
  size[0] = static_cast<std::int64_t>(segments.ends.size());
  return size;
}

/// Calls f(segment, first row, row behind the last, column).
template <class F>
void for_each_segment(const Segments& segments, F&& f) {
  for (std::size_t s = 0; s < segments.ends.size(); ++s)
    for (std::int64_t column = 0; column < segments.width; ++column)
      f(s * static_cast<std::size_t>(segments.width) + static_cast<std::size_t>(column),
        s == 0 ? 0 : segments.ends[s - 1], segments.ends[s], column);
}

}  // namespace

void run_segment_reduce(const ExternFrame& frame) {
  const Segments segments = read_segments(frame);
  const std::string& kind = segments.kind;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const bool least = kind == "min", most = kind == "max";
  const double start = frame.args().number_or("initial", most             ? -kInfinity
                                                         : least          ? kInfinity
                                                         : kind == "prod" ? 1
                                                                          : 0);
  Reals result(segment_sizes(segments));
  for_each_segment(segments, [&](std::size_t to, std::int64_t begin, std::int64_t end, std::int64_t column) {
    double value = start;
    for (std::int64_t row = begin; row < end; ++row) {
      const double x = segments.data.data[static_cast<std::size_t>(row * segments.width + column)];
      if (most || least)
        value = is_nan(x) || (most ? value < x : value > x) ? x : value;
      else
        value = kind == "prod" ? value * x : value + x;
    }
    const bool none_given = begin == end && !frame.has("initial");
    if (kind == "mean")
      value = none_given ? std::nan("") : begin == end ? value : value / static_cast<double>(end - begin);
    result.data[to] = value;
  });
  frame.write(0, result);
}

void run_segment_reduce_backward(const ExternFrame& frame) {
  const Segments segments = read_segments(frame);
  const Reals grad = frame.read<double>("grad"), output = frame.read<double>("output");
  frame.require(grad.size == segment_sizes(segments) && output.size == grad.size,
                "'grad' is " + bracketed(grad.size));
  Reals result(segments.data.size);
  const auto at = [&](std::int64_t row, std::int64_t column) {
    return static_cast<std::size_t>(row * segments.width + column);
  };
  for_each_segment(segments,
                   [&](std::size_t from, std::int64_t begin, std::int64_t end, std::int64_t column) {
                     std::int64_t equal = 0;
                     for (std::int64_t row = begin; row < end; ++row) {
                       const double x = segments.data.data[at(row, column)];
                       const bool chosen = is_nan(x) || x == output.data[from];
                       equal += chosen;
                       double& to = result.data[at(row, column)];
                       if (segments.kind == "sum") to = grad.data[from];
                       if (segments.kind == "mean") to = grad.data[from] / static_cast<double>(end - begin);
                       if (segments.kind == "prod") to = grad.data[from] * output.data[from] / x;
                       if ((segments.kind == "max" || segments.kind == "min") && chosen) to = grad.data[from];
                     }
                     if (equal < 2 || (segments.kind != "max" && segments.kind != "min")) return;
                     for (std::int64_t row = begin; row < end; ++row)
                       result.data[at(row, column)] /= static_cast<double>(equal);
                   });
  frame.write(0, result);
}

std::string segment_limits(const ExternFrame& frame) {
  const ExternArguments& args = frame.args();
  const std::string name(frame.op());
  if (args.integer("axis") != 0) return name + ": argument 'axis' is not 0";
  if (args.tensor("data").size.empty()) return name + ": argument 'data' has no dimensions";
  const TensorView* places = args.optional_tensor("lengths");
  if (places == nullptr) places = args.optional_tensor("offsets");
  return places == nullptr || places->size.size() != 1 ? name + ": 'lengths' is not a vector" : std::string();
}

std::string real_limits(const ExternFrame& frame) {
  for (const TensorView* tensor : frame.args().all_tensors())
    if (is_complex(tensor->dtype)) return std::string(frame.op()) + ": a tensor is complex";
  return {};
}

}  // namespace ireplay
