#include "replay/cpu/sorts.hpp"

#include <algorithm>
#include <numeric>

#include "replay/cpu/rows.hpp"

namespace ireplay {
namespace {

template <class T>
std::vector<std::int64_t> sorted_positions(const Dense<T>& values, const TensorRow& row, bool descending) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(row.count));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
    const T &left = values.data[row.at(a)], &right = values.data[row.at(b)];
    return descending ? comes_before(right, left) : comes_before(left, right);
  });
  return order;
}

/// Writes the first `keep` of each row in order: values to `values_at`, positions to `indices_at`, where
/// wanted.
void write_sorted(const ExternFrame& frame, bool descending, std::int64_t keep, std::size_t dimension,
                  std::optional<std::size_t> values_at, std::size_t indices_at) {
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    Dims size = self.size;
    if (!size.empty()) size[dimension] = keep;
    Dense<T> values(size);
    Ints indices(size);
    std::vector<TensorRow> targets;
    for_each_row(size, dimension, [&](const TensorRow& to, std::int64_t) { targets.push_back(to); });
    if (values.count() > 0)
      for_each_row(self.size, dimension, [&](const TensorRow& from, std::int64_t number) {
        const std::vector<std::int64_t> order = sorted_positions(self, from, descending);
        const TensorRow& to = targets[static_cast<std::size_t>(number)];
        for (std::int64_t i = 0; i < to.count; ++i) {
          values.data[to.at(i)] = self.data[from.at(order[static_cast<std::size_t>(i)])];
          indices.data[to.at(i)] = order[static_cast<std::size_t>(i)];
        }
      });
    if (values_at) frame.write(*values_at, values);
    frame.write(indices_at, indices);
  });
}

std::size_t sort_dimension(const ExternFrame& frame) {
  return frame.dimension("dim", frame.args().tensor("self").size.size());
}

std::int64_t row_length(const ExternFrame& frame, std::size_t dimension) {
  const Dims& size = frame.args().tensor("self").size;
  return size.empty() ? 1 : size[dimension];
}

/// One chosen position of each row: `choose(values, row)` -> position. Writes value and position.
template <class T, class Choose>
void write_chosen(const ExternFrame& frame, const Dense<T>& self, std::size_t dimension, Choose choose) {
  Dims size = self.size;
  if (!size.empty()) {
    if (frame.args().flag("keepdim"))
      size[dimension] = 1;
    else
      size.erase(size.begin() + static_cast<std::ptrdiff_t>(dimension));
  }
  Dense<T> values(size);
  Ints indices(size);
  for_each_row(self.size, dimension, [&](const TensorRow& row, std::int64_t number) {
    const std::int64_t position = choose(self, row);
    values.data[static_cast<std::size_t>(number)] = self.data[row.at(position)];
    indices.data[static_cast<std::size_t>(number)] = position;
  });
  frame.write(0, values);
  frame.write(1, indices);
}

/// Position of the lower median. A NaN is the median, unless `skip_nan` and there are others.
template <class T>
std::int64_t median_position(const Dense<T>& self, const TensorRow& row, bool skip_nan) {
  const std::vector<std::int64_t> order = sorted_positions(self, row, false);
  std::int64_t numbers = 0;
  while (numbers < row.count && !is_nan(self.data[row.at(order[static_cast<std::size_t>(numbers)])]))
    ++numbers;
  if (numbers < row.count && (!skip_nan || numbers == 0)) return order[static_cast<std::size_t>(numbers)];
  return order[static_cast<std::size_t>((numbers - 1) / 2)];
}

void write_median_along(const ExternFrame& frame, bool skip_nan) {
  const std::size_t dimension = sort_dimension(frame);
  frame.require(row_length(frame, dimension) > 0, "the dimension has no elements");
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    write_chosen(frame, frame.read<T>("self"), dimension, [&](const Dense<T>& self, const TensorRow& row) {
      return median_position(self, row, skip_nan);
    });
  });
}

void write_median_of_all(const ExternFrame& frame, bool skip_nan) {
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    frame.require(self.count() > 0, "the tensor has no elements");
    Dense<T> result{Dims{}};
    result.data[0] =
        self.data[static_cast<std::size_t>(median_position(self, TensorRow{0, 1, self.count()}, skip_nan))];
    frame.write(0, result);
  });
}

void run_topk(const ExternFrame& frame) {
  const std::size_t dimension = sort_dimension(frame);
  const std::int64_t k = frame.args().integer("k"), length = row_length(frame, dimension);
  frame.require(k >= 0 && k <= length, "k is " + std::to_string(k) + " of " + std::to_string(length));
  write_sorted(frame, frame.args().flag("largest"), k, dimension, 0, 1);
}

void run_sort(const ExternFrame& frame) {
  const std::size_t dimension = sort_dimension(frame);
  write_sorted(frame, frame.args().flag("descending"), row_length(frame, dimension), dimension, 0, 1);
}

void run_argsort(const ExternFrame& frame) {
  const std::size_t dimension = sort_dimension(frame);
  write_sorted(frame, frame.args().flag("descending"), row_length(frame, dimension), dimension, std::nullopt,
               0);
}

void run_kthvalue(const ExternFrame& frame) {
  const std::size_t dimension = sort_dimension(frame);
  const std::int64_t k = frame.args().integer("k"), length = row_length(frame, dimension);
  frame.require(k >= 1 && k <= length, "k is " + std::to_string(k) + " of " + std::to_string(length));
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    write_chosen(frame, frame.read<T>("self"), dimension, [&](const Dense<T>& self, const TensorRow& row) {
      return sorted_positions(self, row, false)[static_cast<std::size_t>(k - 1)];
    });
  });
}

void run_mode(const ExternFrame& frame) {
  const std::size_t dimension = sort_dimension(frame);
  frame.require(row_length(frame, dimension) > 0, "the dimension has no elements");
  with_real_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    write_chosen(frame, frame.read<T>("self"), dimension, [](const Dense<T>& self, const TensorRow& row) {
      const std::vector<std::int64_t> order = sorted_positions(self, row, false);
      std::int64_t best = 0, run = 0;
      std::int64_t position = order[0];
      for (std::size_t i = 0; i < order.size(); ++i) {
        const bool same = i > 0 && self.data[row.at(order[i])] == self.data[row.at(order[i - 1])];
        run = same ? run + 1 : 1;
        if (run > best ||
            (run == best && same && self.data[row.at(position)] == self.data[row.at(order[i])])) {
          best = run;
          position = order[i];
        }
      }
      return position;
    });
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
  Ints groups_of_elements(inverse ? inverse_size : Dims{0});
  if (inverse) groups_of_elements.data = groups.of;
  frame.write(1, groups_of_elements);
  const bool wanted = frame.args().flag("return_counts");
  Ints counts(Dims{wanted ? static_cast<std::int64_t>(groups.count.size()) : 0});
  if (wanted) counts.data = groups.count;
  frame.write(2, counts);
}

void unique_elements(const ExternFrame& frame, bool consecutive) {
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
    write_inverse_and_counts(frame, groups, self.size, frame.args().flag("return_inverse"));
  });
}

}  // namespace

void run_sort_cpu(SortKind kind, const ExternFrame& frame) {
  switch (kind) {
    case SortKind::topk:
      return run_topk(frame);
    case SortKind::sort:
      return run_sort(frame);
    case SortKind::argsort:
      return run_argsort(frame);
    case SortKind::kthvalue:
      return run_kthvalue(frame);
    case SortKind::median:
      return write_median_of_all(frame, false);
    case SortKind::nanmedian:
      return write_median_of_all(frame, true);
    case SortKind::median_along:
      return write_median_along(frame, false);
    case SortKind::nanmedian_along:
      return write_median_along(frame, true);
    case SortKind::mode:
      return run_mode(frame);
    case SortKind::unique:
      return unique_elements(frame, false);
    case SortKind::unique_consecutive:
      return unique_elements(frame, true);
    case SortKind::none:
      return;
  }
}

}  // namespace ireplay
