#include "replay/cpu/sorts.hpp"

#include <numeric>

#include "parser/source.hpp"
#include "replay/cpu/scan_sort.hpp"
#include "replay/externs/call_frame.hpp"
#include "replay/plan/value_order.hpp"

namespace ireplay {
namespace {

using Elements = std::vector<Scalar>;  // row-major
using Positions = std::vector<std::int64_t>;

std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }

Elements elements_of(const HostView& view) {
  const auto bytes = static_cast<std::int64_t>(bytes_of(view.dtype));
  Elements elements;
  for_each_offset(view.size, view.stride, [&](std::int64_t offset) {
    elements.push_back(load_element(view.data + offset * bytes, view.dtype));
  });
  return elements;
}

/// `from`: the type of the elements.
void put(const Elements& elements, DType from, const HostView& view) {
  const auto bytes = static_cast<std::int64_t>(bytes_of(view.dtype));
  auto next = elements.begin();
  for_each_offset(view.size, view.stride, [&](std::int64_t offset) {
    store_element(view.data + offset * bytes, view.dtype, *next++, from);
  });
}

void put(const Positions& positions, const HostView& view) {
  Elements elements;
  for (const std::int64_t position : positions) elements.push_back({.i = position});
  put(elements, DType::i64, view);
}

bool are_equal(Scalar a, Scalar b, DType dtype) { return is_floating(dtype) ? a.f == b.f : a.i == b.i; }

std::int64_t median_of(const Elements& row, const Positions& order, DType dtype, bool skips_nan) {
  std::size_t numbers = 0;
  while (numbers < row.size() && !is_nan(row[index(order[numbers])], dtype)) ++numbers;
  const bool is_number = numbers == row.size() || (skips_nan && numbers > 0);
  return order[is_number ? (numbers - 1) / 2 : numbers];
}

std::int64_t mode_of(const Elements& row, const Positions& order, DType dtype) {
  const auto same = [&](std::int64_t a, std::int64_t b) {
    return are_equal(row[index(a)], row[index(b)], dtype);
  };
  std::int64_t best = 0, run = 0, position = order[0];
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool goes_on = i > 0 && same(order[i], order[i - 1]);
    run = goes_on ? run + 1 : 1;
    if (run > best || (run == best && goes_on && same(position, order[i]))) best = run, position = order[i];
  }
  return position;
}

/// The positions of a row that the part asks for.
Positions picks_of(const SortPart& part, const Elements& row, DType dtype, bool late_ties) {
  const Positions order = sorted_order(row, dtype, part.descending, late_ties);
  if (part.pick == SortPart::Pick::median) return {median_of(row, order, dtype, part.skips_nan)};
  if (part.pick == SortPart::Pick::mode) return {mode_of(row, order, dtype)};
  return {order.begin() + part.first, order.begin() + part.first + part.count};
}

void pick(const SortPart& part, const ViewOf& view_of, bool late_ties) {
  const HostView from = view_of(part.self);
  const Elements self = elements_of(from);
  const auto elements = static_cast<std::int64_t>(self.size());
  const std::int64_t length = part.dimension ? from.size[*part.dimension] : elements;
  std::int64_t step = 1;  // from one element of a row to the next
  for (std::size_t d = part.dimension.value_or(from.size.size()) + 1; d < from.size.size(); ++d)
    step *= from.size[d];
  const std::int64_t rows = length == 0 ? 0 : elements / length;
  Elements values(index(rows * part.count)), row(index(length));
  Positions positions(values.size());
  for (std::int64_t number = 0; number < rows; ++number) {
    const std::int64_t outer = number / step * step, inner = number % step;
    for (std::int64_t i = 0; i < length; ++i) row[index(i)] = self[index(outer * length + inner + i * step)];
    const Positions picks = picks_of(part, row, from.dtype, late_ties);
    for (std::int64_t i = 0; i < part.count; ++i) {
      const std::size_t to = index(outer * part.count + inner + i * step);
      positions[to] = picks[index(i)];
      values[to] = row[index(picks[index(i)])];
    }
  }
  if (part.values) put(values, from.dtype, view_of(*part.values));
  if (part.positions) put(positions, view_of(*part.positions));
}

/// Groups of equal elements: which group each belongs to, the first member and the size of each group.
void group(const SortPart& part, const ViewOf& view_of) {
  const HostView from = view_of(part.self);
  const Elements self = elements_of(from);
  Positions order(self.size());
  std::iota(order.begin(), order.end(), 0);
  if (!part.consecutive) order = sorted_order(self, from.dtype, false);
  Elements values;
  Positions group_of(self.size()), counts;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Scalar value = self[index(order[i])];
    if (i == 0 || !are_equal(value, self[index(order[i - 1])], from.dtype)) {
      values.push_back(value);
      counts.push_back(0);
    }
    ++counts.back();
    group_of[index(order[i])] = static_cast<std::int64_t>(counts.size()) - 1;
  }
  const auto count = static_cast<std::int64_t>(counts.size());
  if (part.groups && *part.groups != count)
    throw Error(Error::Kind::device, "unique: the graph says that there are " + std::to_string(*part.groups) +
                                         " distinct values, but there are " + std::to_string(count));
  if (part.values) put(values, from.dtype, view_of(*part.values));
  if (part.inverse) put(group_of, view_of(*part.inverse));
  if (part.counts) put(counts, view_of(*part.counts));
}

}  // namespace

void run_sort_cpu(const SortPart& part, const ViewOf& view_of, bool late_ties) {
  if (part.pick == SortPart::Pick::groups) return group(part, view_of);
  pick(part, view_of, late_ties && !part.stable);
}

}  // namespace ireplay
