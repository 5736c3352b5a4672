#include "replay/cpu/sorts.hpp"

#include <algorithm>
#include <numeric>

#include "parser/source.hpp"
#include "replay/cpu/rows.hpp"

namespace ireplay {
namespace {

using Positions = std::vector<std::int64_t>;

template <class T>
Positions sorted_positions(const Dense<T>& values, const TensorRow& row, bool descending) {
  Positions order(static_cast<std::size_t>(row.count));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
    const T &left = values.data[row.at(a)], &right = values.data[row.at(b)];
    return descending ? comes_before(right, left) : comes_before(left, right);
  });
  return order;
}

template <class T>
std::int64_t median_of(const Dense<T>& self, const TensorRow& row, const Positions& order, bool skips_nan) {
  std::int64_t numbers = 0;
  while (numbers < row.count && !is_nan(self.data[row.at(order[static_cast<std::size_t>(numbers)])]))
    ++numbers;
  const bool is_number = numbers == row.count || (skips_nan && numbers > 0);
  return order[static_cast<std::size_t>(is_number ? (numbers - 1) / 2 : numbers)];
}

template <class T>
std::int64_t mode_of(const Dense<T>& self, const TensorRow& row, const Positions& order) {
  const auto value = [&](std::int64_t position) { return self.data[row.at(position)]; };
  std::int64_t best = 0, run = 0, position = order[0];
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool same = i > 0 && value(order[i]) == value(order[i - 1]);
    run = same ? run + 1 : 1;
    if (run > best || (run == best && same && value(position) == value(order[i])))
      best = run, position = order[i];
  }
  return position;
}

/// The positions of a row that the part asks for.
template <class T>
Positions picks_of(const SortPart& part, const Dense<T>& self, const TensorRow& row) {
  const Positions order = sorted_positions(self, row, part.descending);
  if (part.pick == SortPart::Pick::median) return {median_of(self, row, order, part.skips_nan)};
  if (part.pick == SortPart::Pick::mode) return {mode_of(self, row, order)};
  return {order.begin() + part.first, order.begin() + part.first + part.count};
}

template <class T>
void pick(const SortPart& part, const ViewOf& view_of) {
  const Dense<T> self = read<T>(view_of(part.self));
  const Dims size = part.dimension ? self.size : Dims{self.count()};
  const std::size_t dimension = part.dimension.value_or(0);
  Dims picked = size;
  picked[dimension] = part.count;
  Dense<T> values(picked);
  Ints positions(picked);
  if (values.count() > 0)
    for_each_row(size, dimension, [&](const TensorRow& row, std::int64_t number) {
      const TensorRow to{number / row.step * row.step * part.count + number % row.step, row.step, part.count};
      const Positions picks = picks_of(part, self, row);
      for (std::int64_t i = 0; i < part.count; ++i) {
        positions.data[to.at(i)] = picks[static_cast<std::size_t>(i)];
        values.data[to.at(i)] = self.data[row.at(positions.data[to.at(i)])];
      }
    });
  if (part.values) write(view_of(*part.values), values);
  if (part.positions) write(view_of(*part.positions), positions);
}

/// Groups of equal elements: which group each belongs to, the first member and the size of each group.
struct Groups {
  Positions of, first, count;
};

template <class T>
Groups groups_of(const Dense<T>& self, bool consecutive) {
  const TensorRow row{0, 1, self.count()};
  Positions order(self.data.size());
  std::iota(order.begin(), order.end(), 0);
  if (!consecutive) order = sorted_positions(self, row, false);
  Groups groups{Positions(order.size()), {}, {}};
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t at = row.at(order[i]);  // every NaN differs from every other one
    if (i == 0 || self.data[at] != self.data[row.at(order[i - 1])]) {
      groups.first.push_back(order[i]);
      groups.count.push_back(0);
    }
    groups.of[at] = static_cast<std::int64_t>(groups.first.size()) - 1;
    ++groups.count.back();
  }
  return groups;
}

template <class T>
void group(const SortPart& part, const ViewOf& view_of) {
  const Dense<T> self = read<T>(view_of(part.self));
  const Groups groups = groups_of(self, part.consecutive);
  const auto count = static_cast<std::int64_t>(groups.first.size());
  if (part.groups && *part.groups != count)
    throw Error(Error::Kind::device, "unique: the graph says that there are " + std::to_string(*part.groups) +
                                         " distinct values, but there are " + std::to_string(count));
  Dense<T> values(Dims{count});
  for (std::size_t i = 0; i < groups.first.size(); ++i)
    values.data[i] = self.data[static_cast<std::size_t>(groups.first[i])];
  const auto put = [&](const std::optional<TensorView>& to, const Positions& numbers) {
    if (!to) return;
    Ints dense(to->size);
    dense.data = numbers;
    write(view_of(*to), dense);
  };
  if (part.values) write(view_of(*part.values), values);
  put(part.inverse, groups.of);
  put(part.counts, groups.count);
}

}  // namespace

void run_sort_cpu(const SortPart& part, const ViewOf& view_of) {
  with_real_type(part.self.dtype, [&](auto zero) {
    using T = decltype(zero);
    part.pick == SortPart::Pick::groups ? group<T>(part, view_of) : pick<T>(part, view_of);
  });
}

}  // namespace ireplay
