// Counting and searching: histograms, sorted boundaries, distinct values.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"

namespace ireplay {
namespace {

/// How many elements of a sorted row come before `value` (right: before or equal). NaN comes after
/// everything.
template <class T>
std::int64_t count_before(const T* row, const std::int64_t* sorter, std::int64_t length, T value,
                          bool right) {
  std::int64_t low = 0, high = length;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    const T element = row[sorter ? sorter[middle] : middle];
    if (right ? !(element > value) : !(element >= value))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

template <class T>
Dense<T> values_or_number(const ExternFrame& frame, std::string_view name) {
  if (std::holds_alternative<TensorView>(frame.args().value(name).value)) return frame.read<T>(name);
  Dense<T> number{Dims{}};
  number.data[0] = value_of<T>(frame.args().number(name));
  return number;
}

bool any_floating(const ExternFrame& frame) {
  for (const TensorView* view : frame.args().all_tensors())
    if (is_floating(view->dtype)) return true;
  return false;
}

void search(const ExternFrame& frame, std::string_view boundaries_name, bool right) {
  with_real_type(any_floating(frame) ? DType::f64 : DType::i64, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> rows = frame.read<T>(boundaries_name), values = values_or_number<T>(frame, "self");
    frame.require(!rows.size.empty(), "'" + std::string(boundaries_name) + "' has no dimensions");
    const std::int64_t length = rows.size.back();
    Ints sorter;
    if (frame.has("sorter")) {
      sorter = frame.read<std::int64_t>("sorter");
      frame.require(sorter.size == rows.size, "'sorter' is " + bracketed(sorter.size));
      for (const std::int64_t position : sorter.data) frame.check_index(position, length);
    }
    const bool one_row = rows.size.size() == 1;
    frame.require(
        one_row || (values.size.size() == rows.size.size() &&
                    std::equal(rows.size.begin(), rows.size.end() - 1, values.size.begin())),
        "'" + std::string(boundaries_name) + "' " + bracketed(rows.size) + " for " + bracketed(values.size));
    Ints result(values.size);
    const std::int64_t width = values.size.empty() ? 1 : values.size.back();
    for (std::int64_t i = 0; i < result.count(); ++i) {
      const std::int64_t row = one_row ? 0 : i / width * length;
      result.data[static_cast<std::size_t>(i)] =
          count_before(rows.data.data() + row, sorter.data.empty() ? nullptr : sorter.data.data() + row,
                       length, values.data[static_cast<std::size_t>(i)], right);
    }
    frame.write(0, result);
  });
}

/// Groups of equal elements: which group each belongs to, the first member and the size of each group.
struct Groups {
  std::vector<std::int64_t> of, first, count;
  void begin(std::int64_t member) {
    first.push_back(member);
    count.push_back(0);
  }
};

template <class Less>
Groups group_sorted(std::int64_t count, bool consecutive, Less less) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  if (!consecutive) std::stable_sort(order.begin(), order.end(), less);
  Groups groups;
  groups.of.resize(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || less(order[i - 1], order[i]) || less(order[i], order[i - 1])) groups.begin(order[i]);
    groups.of[static_cast<std::size_t>(order[i])] = static_cast<std::int64_t>(groups.first.size()) - 1;
    ++groups.count.back();
  }
  return groups;
}

void write_inverse_and_counts(const ExternFrame& frame, const Groups& groups, const Dims& inverse_size,
                              bool inverse) {
  Ints places(inverse ? inverse_size : Dims{0});
  if (inverse) places.data = groups.of;
  frame.write(1, places);
  const bool wanted = frame.args().flag("return_counts");
  Ints counts(Dims{wanted ? static_cast<std::int64_t>(groups.count.size()) : 0});
  if (wanted) counts.data = groups.count;
  frame.write(2, counts);
}

void unique_elements(const ExternFrame& frame, bool consecutive, bool always_inverse) {
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const auto value = [&](std::int64_t i) { return self.data[static_cast<std::size_t>(i)]; };
    const Groups groups = group_sorted(self.count(), consecutive, [&](std::int64_t a, std::int64_t b) {
      if (is_nan(value(a)) && is_nan(value(b))) return a < b;  // every NaN is a value of its own
      return comes_before(value(a), value(b));
    });
    Dense<T> values(Dims{static_cast<std::int64_t>(groups.first.size())});
    for (std::size_t i = 0; i < groups.first.size(); ++i) values.data[i] = value(groups.first[i]);
    frame.write(0, values);
    write_inverse_and_counts(frame, groups, self.size, always_inverse || frame.args().flag("return_inverse"));
  });
}

void unique_slices(const ExternFrame& frame, bool consecutive) {
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const std::size_t dimension = frame.dimension("dim", self.size.size());
    frame.require(!self.size.empty(), "a 0-d tensor has no slices");
    std::vector<Lane> lanes;
    for_each_lane(self.size, dimension, [&](const Lane& lane, std::int64_t) { lanes.push_back(lane); });
    const Groups groups =
        group_sorted(self.size[dimension], consecutive, [&](std::int64_t a, std::int64_t b) {
          for (const Lane& lane : lanes) {
            const T left = self.data[lane.at(a)], right = self.data[lane.at(b)];
            if (left != right) return comes_before(left, right);
          }
          return false;
        });
    Dims size = self.size;
    size[dimension] = static_cast<std::int64_t>(groups.first.size());
    Dense<T> values(size);
    for_each_lane(size, dimension, [&](const Lane& to, std::int64_t number) {
      const Lane& from = lanes[static_cast<std::size_t>(number)];
      for (std::int64_t i = 0; i < to.count; ++i)
        values.data[to.at(i)] = self.data[from.at(groups.first[static_cast<std::size_t>(i)])];
    });
    frame.write(0, values);
    write_inverse_and_counts(frame, groups, {self.size[dimension]}, frame.args().flag("return_inverse"));
  });
}

}  // namespace

void run_searchsorted(const ExternFrame& frame) {
  const bool right = frame.args().flag("right") || frame.args().text_or("side", "left") == "right";
  search(frame, "sorted_sequence", right);
}

void run_bucketize(const ExternFrame& frame) {
  frame.require_rank("boundaries", 1);
  search(frame, "boundaries", frame.args().flag("right"));
}

void run_histc(const ExternFrame& frame) {
  const Reals self = frame.read<double>("self");
  const std::int64_t bins = frame.args().integer("bins");
  frame.require(bins > 0 && bins <= (std::int64_t{1} << 30), std::to_string(bins) + " bins");
  double low = frame.args().number("min"), high = frame.args().number("max");
  if (low == high && self.count() > 0) {
    const auto [least, greatest] = std::minmax_element(self.data.begin(), self.data.end());
    low = *least, high = *greatest;
  }
  if (low == high) low -= 1, high += 1;
  frame.require(std::isfinite(low) && std::isfinite(high) && low < high,
                "the range is from " + std::to_string(low) + " to " + std::to_string(high));
  Reals counts(Dims{bins});
  for (const double value : self.data) {
    if (!(value >= low && value <= high)) continue;
    const auto bin = static_cast<std::int64_t>((value - low) / (high - low) * static_cast<double>(bins));
    counts.data[static_cast<std::size_t>(std::min(bin, bins - 1))] += 1;
  }
  frame.write(0, counts);
}

void run_bincount(const ExternFrame& frame) {
  const Ints self = frame.read<std::int64_t>("self", 1);
  std::int64_t length = frame.args().integer("minlength");
  constexpr std::int64_t kLongest = std::int64_t{1} << 30;
  frame.require(length >= 0 && length <= kLongest, "minlength is " + std::to_string(length));
  for (const std::int64_t value : self.data) {
    frame.check_index(value, kLongest);
    length = std::max(length, value + 1);
  }
  const bool weighted = frame.has("weights");
  with_real_type(weighted ? DType::f64 : DType::i64, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> weights = weighted ? frame.read<T>("weights", 1) : Dense<T>(self.size);
    frame.require(weights.size == self.size, "'weights' is " + bracketed(weights.size));
    Dense<T> counts(Dims{length});
    for (std::size_t i = 0; i < self.data.size(); ++i)
      counts.data[static_cast<std::size_t>(self.data[i])] += weighted ? weights.data[i] : T{1};
    frame.write(0, counts);
  });
}

void run_unique2(const ExternFrame& frame) { unique_elements(frame, false, false); }
void run_unique_dim(const ExternFrame& frame) { unique_slices(frame, false); }
void run_unique_dim_consecutive(const ExternFrame& frame) { unique_slices(frame, true); }
void run_unique_consecutive(const ExternFrame& frame) {
  frame.has("dim") ? unique_slices(frame, true) : unique_elements(frame, true, false);
}

void run_repeat_interleave(const ExternFrame& frame) {
  const Ints repeats = frame.read<std::int64_t>("repeats", 1);
  std::int64_t total = 0;
  for (const std::int64_t count : repeats.data) {
    frame.require(count >= 0 && count <= (std::int64_t{1} << 30), std::to_string(count) + " repeats");
    total += count;
  }
  Ints result(Dims{total});
  auto to = result.data.begin();
  for (std::size_t i = 0; i < repeats.data.size(); ++i)
    to = std::fill_n(to, repeats.data[i], static_cast<std::int64_t>(i));
  frame.write(0, result);
}

}  // namespace ireplay
