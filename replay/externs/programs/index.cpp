// Indexing with lists of tensors, and masks that pick elements.
#include <algorithm>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

bool is_mask(const TensorView& tensor) { return tensor.dtype == DType::boolean || tensor.dtype == DType::u8; }

/// What `self[indices]` picks. Dimensions of the picked tensor: the indices' common ones stand where the
/// first index does if all indices are neighbours, else in front.
struct Selection {
  Dims size, self;
  std::vector<std::optional<TensorView>> indices;  // by dimension of self, repeated to the common size
  std::size_t first = 0, common = 0;               // first and number of the common dimensions
  bool clamps = false;                             // indices out of range are moved inside

  /// The coordinates in self of element `at` of the picked tensor. Where the mask is false nothing is read.
  std::vector<Index> in_self(LoopWriter& loops, const std::vector<Index>& at, Value mask = {}) const {
    const std::vector<Index> shared(at.begin() + static_cast<std::ptrdiff_t>(first),
                                    at.begin() + static_cast<std::ptrdiff_t>(first + common));
    std::vector<Index> result;
    std::size_t next = 0;
    for (std::size_t d = 0; d < self.size(); ++d) {
      if (!indices[d]) {
        if (next == first) next += common;
        result.push_back(at[next++]);
        continue;
      }
      const Value index = loops.load(*indices[d], shared, mask);
      if (!clamps) {
        result.push_back(loops.checked_index(index, self[d], true, mask));
        continue;
      }
      const Index raw =
          loops.index_of(loops.convert(index, DType::i64), std::numeric_limits<std::int64_t>::min(),
                         std::numeric_limits<std::int64_t>::max());
      const Index low = loops.combine(AtomKind::maximum, raw, loops.number(0));
      result.push_back(
          loops.combine(AtomKind::minimum, low, loops.number(std::max<std::int64_t>(self[d] - 1, 0))));
    }
    return result;
  }
};

void broadcast_into(const ExternWriter& to, Dims& common, const Dims& size) {
  if (size.size() > common.size()) common.insert(common.begin(), size.size() - common.size(), 1);
  const std::size_t lead = common.size() - size.size();
  for (std::size_t d = 0; d < size.size(); ++d) {
    std::int64_t& extent = common[d + lead];
    to.frame.require(extent == size[d] || extent == 1 || size[d] == 1,
                     "indices of " + bracketed(size) + " and " + bracketed(common) + " do not broadcast");
    if (extent == 1) extent = size[d];
  }
}

Selection make_selection(const ExternWriter& to, const Dims& self,
                         std::vector<std::optional<TensorView>> indices, bool clamps = false) {
  to.frame.require(indices.size() <= self.size(),
                   std::to_string(indices.size()) + " indices of a tensor of " + bracketed(self));
  indices.resize(self.size());
  Selection selection;
  selection.self = self, selection.clamps = clamps;
  Dims common;
  std::size_t first = self.size(), last = 0, count = 0;
  for (std::size_t d = 0; d < self.size(); ++d) {
    if (!indices[d]) continue;
    broadcast_into(to, common, indices[d]->size);
    first = std::min(first, d), last = d, ++count;
  }
  selection.first = count > 0 && last - first + 1 == count ? first : 0;
  selection.common = common.size();
  for (std::size_t d = 0; d < self.size(); ++d) {
    if (indices[d])
      indices[d] = expanded(*indices[d], common);
    else
      selection.size.push_back(self[d]);
  }
  selection.size.insert(selection.size.begin() + static_cast<std::ptrdiff_t>(selection.first), common.begin(),
                        common.end());
  selection.indices = std::move(indices);
  return selection;
}

/// The list's entries; `mask` is where the only mask stands.
struct IndexList {
  std::vector<std::optional<TensorView>> entries;
  std::optional<std::size_t> mask;
  bool covered = true;  // no mask beside other indices
};

IndexList read_indices(const ExternWriter& to) {
  IndexList list;
  std::size_t given = 0;
  for (const TensorView* view : to.args.tensors("indices")) {
    if (view != nullptr && is_mask(*view)) list.mask = list.entries.size();
    if (view != nullptr) ++given;
    list.entries.push_back(view != nullptr ? std::optional(*view) : std::nullopt);
  }
  list.covered = !list.mask || given == 1;
  return list;
}

void require_mask(const ExternWriter& to, const Dims& self, std::size_t first, const Dims& mask) {
  bool fits = first + mask.size() <= self.size();
  for (std::size_t d = 0; fits && d < mask.size(); ++d) fits = self[first + d] == mask[d];
  to.frame.require(fits, "a mask of " + bracketed(mask) + " on a tensor of " + bracketed(self));
}

/// Positions of a mask's true elements, (count, dimensions). It must have exactly `count` of them.
TensorView positions_of(ExternWriter& to, const TensorView& mask, std::int64_t count,
                        const TensorView* given) {
  const auto rank = static_cast<std::int64_t>(mask.size.size());
  const std::int64_t elements = numel(mask.size);
  TensorView positions = given != nullptr ? *given : to.temporary(DType::i64, {count, rank});
  if (elements == 0) return positions;
  const TensorView sums = to.running_sums(mask, true);
  LoopWriter loops("positions", {elements}, 1);
  const Index at = loops.at(0);
  const std::vector<Index> coordinates = loops.unflatten(mask.size, at);
  const Value sum = loops.load(sums, {at});
  const Value last = loops.value_of(at) == static_cast<double>(elements - 1);
  loops.require(sum == static_cast<double>(count), "there are as many true elements as the graph says", last);
  const Value taken = loops.load(mask, coordinates) != 0;
  const Index row = loops.checked_index(sum - 1, count, false, taken);
  for (std::size_t d = 0; d < coordinates.size(); ++d)
    loops.store(positions, {row, loops.number(static_cast<std::int64_t>(d))}, loops.value_of(coordinates[d]),
                taken);
  to.add(loops);
  return positions;
}

struct Target {
  TensorView self, wide;
  bool widened = false;
};

Target widened(ExternWriter& to, const TensorView& self, bool wanted) {
  Target target{self, self};
  target.widened = wanted && atomic_type(self.dtype) != self.dtype;
  if (target.widened) target.wide = to.converted(self, atomic_type(self.dtype));
  return target;
}

void narrow(ExternWriter& to, const Target& target) {
  if (target.widened) to.copy(target.wide, target.self);
  to.finish_self(target.self);
}

/// `values` as a tensor that broadcasts to `size`.
TensorView values_for(const ExternWriter& to, const Dims& size) {
  TensorView values = to.tensor("values");
  while (values.size.size() > size.size() && values.size.front() == 1) values = selected(values, 0, 0);
  to.frame.require(broadcasts_to(values.size, size),
                   bracketed(values.size) + " does not broadcast to " + bracketed(size));
  return expanded(values, size);
}

/// Every element of `self` whose mask is true takes the next value.
void put_by_mask(ExternWriter& to, const IndexList& list, bool accumulate) {
  const TensorView mask = *list.entries[*list.mask];
  const std::size_t first = *list.mask, rank = mask.size.size();
  require_mask(to, to.tensor("self").size, first, mask.size);
  const TensorView self = to.updated_self();
  TensorView values = to.tensor("values");
  const std::size_t picked = self.size.size() - rank + 1;
  while (values.size.size() > picked && values.size.front() == 1) values = selected(values, 0, 0);
  Dims size(self.size.begin(), self.size.begin() + static_cast<std::ptrdiff_t>(first));
  const std::size_t lead = picked - std::min(picked, values.size.size());
  size.push_back(first >= lead ? values.size[first - lead] : 1);
  size.insert(size.end(), self.size.begin() + static_cast<std::ptrdiff_t>(first + rank), self.size.end());
  to.frame.require(broadcasts_to(values.size, size),
                   bracketed(values.size) + " does not broadcast to " + bracketed(size));
  const bool counts = size[first] != 1;
  const TensorView sums = counts ? to.running_sums(mask, true) : TensorView{};
  LoopWriter loops(std::string(to.frame.op()), self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const auto begin = here.begin() + static_cast<std::ptrdiff_t>(first),
             end = begin + static_cast<std::ptrdiff_t>(rank);
  const std::vector<Index> in_mask(begin, end);
  const Value taken = loops.load(mask, in_mask) != 0;
  std::vector<Index> from(here.begin(), begin);
  if (counts)
    from.push_back(loops.checked_index(loops.load(sums, {loops.flat(mask.size, in_mask)}) - 1, size[first],
                                       false, taken));
  else
    from.push_back(loops.number(0));
  from.insert(from.end(), end, here.end());
  const DType dtype = sum_type(self.dtype);
  Value value = loops.convert(loops.load(expanded(values, size), from, taken), dtype);
  if (accumulate) value = value + loops.convert(loops.load(self, here), dtype);
  loops.store(self, here, value, taken);
  to.add(loops);
  to.finish_self(self);
}

}  // namespace

void write_index(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  IndexList list = read_indices(to);
  to.frame.refuse_if(!list.covered, "argument 'indices' holds a mask beside other indices");
  if (list.mask) {
    const std::size_t first = *list.mask;
    const TensorView mask = *list.entries[first];
    require_mask(to, self.size, first, mask.size);
    const Dims picked = to.result(0).size;
    to.frame.require(picked.size() == self.size.size() - mask.size.size() + 1,
                     "result 0 is " + bracketed(picked));
    const TensorView positions = positions_of(to, mask, picked[first], nullptr);
    list.entries.pop_back();
    for (std::size_t d = 0; d < mask.size.size(); ++d)
      list.entries.emplace_back(selected(positions, 1, static_cast<std::int64_t>(d)));
  }
  const Selection selection = make_selection(to, self.size, list.entries);
  const TensorView result = to.result(0, selection.size);
  LoopWriter loops("index", selection.size, selection.size.size());
  const std::vector<Index> here = loops.range(0, selection.size.size());
  loops.store(result, here, loops.load(self, selection.in_self(loops, here)));
  to.add(loops);
}

void write_index_put(ExternWriter& to) {
  const IndexList list = read_indices(to);
  to.frame.refuse_if(!list.covered, "argument 'indices' holds a mask beside other indices");
  const bool accumulate = to.args.flag("accumulate");
  if (list.mask) return put_by_mask(to, list, accumulate);
  const Selection selection = make_selection(to, to.tensor("self").size, list.entries);
  const TensorView values = values_for(to, selection.size);
  const TensorView self = to.updated_self();
  const bool boolean = self.dtype == DType::boolean;
  const Target target = widened(to, self, accumulate);
  LoopWriter loops("index put", selection.size, selection.size.size());
  const std::vector<Index> here = loops.range(0, selection.size.size());
  const Value value = loops.convert(loops.load(values, here), compute_type(target.wide.dtype));
  const StoreMode mode = !accumulate ? StoreMode::plain
                         : boolean   ? StoreMode::atomic_max
                                     : StoreMode::atomic_add;
  loops.store(target.wide, selection.in_self(loops, here), value, {}, mode);
  to.add(loops);
  narrow(to, target);
}

void write_masked_index(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const IndexList list = read_indices(to);
  to.frame.refuse_if(list.mask.has_value(), "argument 'indices' holds a mask");
  const Selection selection = make_selection(to, self.size, list.entries, true);
  const TensorView mask = to.tensor("mask", selection.size), result = to.result(0, selection.size);
  to.frame.require(numel(self.size) > 0 || numel(result.size) == 0,
                   "nothing to read in " + bracketed(self.size));
  LoopWriter loops("masked index", selection.size, selection.size.size());
  const std::vector<Index> here = loops.range(0, selection.size.size());
  const Value taken = loops.load(mask, here) != 0;
  const Value value = loops.load(self, selection.in_self(loops, here), taken);
  const Value fill = to.number_or_element(loops, "fill", loops.type(value), selection.size, here);
  loops.store(result, here, select(taken, value, fill));
  to.add(loops);
}

void write_masked_index_put(ExternWriter& to) {
  const IndexList list = read_indices(to);
  to.frame.refuse_if(list.mask.has_value(), "argument 'indices' holds a mask");
  const Selection selection = make_selection(to, to.tensor("self").size, list.entries, true);
  const TensorView mask = to.tensor("mask", selection.size), values = to.tensor("values", selection.size);
  const TensorView self = to.updated_self();
  const bool boolean = self.dtype == DType::boolean;
  const Target target = widened(to, self, true);
  LoopWriter loops("masked index put", selection.size, selection.size.size());
  const std::vector<Index> here = loops.range(0, selection.size.size());
  const Value taken = loops.load(mask, here) != 0;
  const Value value = loops.convert(loops.load(values, here, taken), compute_type(target.wide.dtype));
  loops.store(target.wide, selection.in_self(loops, here), value, taken,
              boolean ? StoreMode::atomic_max : StoreMode::atomic_add);
  to.add(loops);
  narrow(to, target);
}

void write_take(ExternWriter& to) {
  const TensorView self = to.tensor("self"), index = to.tensor("index"), result = to.result(0, index.size);
  LoopWriter loops("take", index.size, index.size.size());
  const std::vector<Index> here = loops.range(0, index.size.size());
  const Index flat = loops.checked_index(loops.load(index, here), numel(self.size), true);
  loops.store(result, here, loops.load(self, loops.unflatten(self.size, flat)));
  to.add(loops);
}

void write_put(ExternWriter& to) {
  const TensorView index = to.tensor("index"), source = to.tensor("source");
  to.frame.require(numel(source.size) == numel(index.size),
                   "an index of " + bracketed(index.size) + " for a source of " + bracketed(source.size));
  const TensorView self = to.updated_self();
  const bool accumulate = to.args.flag("accumulate"), boolean = self.dtype == DType::boolean;
  const Target target = widened(to, self, accumulate);
  LoopWriter loops("put", {numel(index.size)}, 1);
  const Index at = loops.at(0);
  const Index flat =
      loops.checked_index(loops.load(index, loops.unflatten(index.size, at)), numel(self.size), true);
  const Value value =
      loops.convert(loops.load(source, loops.unflatten(source.size, at)), compute_type(target.wide.dtype));
  loops.store(target.wide, loops.unflatten(self.size, flat), value, {},
              !accumulate ? StoreMode::plain
              : boolean   ? StoreMode::atomic_max
                          : StoreMode::atomic_add);
  to.add(loops);
  narrow(to, target);
}

void write_masked_scatter(ExternWriter& to) {
  const Dims size = broadcast_size(to.tensor("self").size, to.tensor("mask").size);
  TensorView self = to.tensor("self", size);
  if (!to.frame.is_in_place()) {  // either operand may be repeated
    to.copy(self, to.result(0, size));
    self = to.result(0);
  }
  const TensorView mask = to.tensor("mask", self.size), source = to.tensor("source");
  const TensorView sums = to.running_sums(mask, true);
  LoopWriter loops("masked scatter", self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const Value taken = loops.load(mask, here) != 0;
  const Value number = loops.load(sums, {loops.flat(self.size, here)}) - 1;
  const Index from = loops.checked_index(number, numel(source.size), false, taken);
  loops.store(self, here, loops.load(source, loops.unflatten(source.size, from), taken), taken);
  to.add(loops);
  to.finish_self(self);
}

void write_masked_scatter_backward(ExternWriter& to) {
  const TensorView gradient = to.tensor("grad_output"), mask = to.tensor("mask", gradient.size);
  const TensorView result = to.result(0, to.args.integers("sizes"));
  const std::int64_t count = numel(result.size);
  to.fill(result, 0);
  if (count == 0) return;
  const TensorView sums = to.running_sums(mask, true);
  LoopWriter loops("masked scatter", gradient.size, gradient.size.size());
  const std::vector<Index> here = loops.range(0, gradient.size.size());
  const Value number = loops.convert(loops.load(sums, {loops.flat(gradient.size, here)}), DType::i64) - 1;
  const Value taken = loops.both(loops.load(mask, here) != 0, number < static_cast<double>(count));
  const Index flat = loops.index_of(number, 0, count - 1);
  loops.store(result, loops.unflatten(result.size, flat), loops.load(gradient, here), taken);
  to.add(loops);
}

/// The first `size` positions; `fill_value` behind the last one.
void write_nonzero_static(ExternWriter& to) {
  const TensorView self = to.truths_of(to.tensor("self"));
  const std::int64_t size = to.args.integer("size"), elements = numel(self.size);
  const TensorView result = to.result(0, {size, static_cast<std::int64_t>(self.size.size())});
  to.fill(result, static_cast<double>(to.args.integer("fill_value")));
  if (elements == 0 || size == 0) return;
  const TensorView sums = to.running_sums(self, true);
  LoopWriter loops("positions", {elements}, 1);
  const Index at = loops.at(0);
  const std::vector<Index> coordinates = loops.unflatten(self.size, at);
  const Value row = loops.convert(loops.load(sums, {at}), DType::i64) - 1;
  const Value taken = loops.both(loops.load(self, coordinates) != 0, row < static_cast<double>(size));
  const Index to_row = loops.index_of(row, 0, size - 1);
  for (std::size_t d = 0; d < coordinates.size(); ++d)
    loops.store(result, {to_row, loops.number(static_cast<std::int64_t>(d))}, loops.value_of(coordinates[d]),
                taken);
  to.add(loops);
}

void write_masked_select(ExternWriter& to) {
  const Dims size = broadcast_size(to.tensor("self").size, to.tensor("mask").size);
  const TensorView self = to.tensor("self", size), mask = to.tensor("mask", size), result = to.result(0);
  to.frame.require(result.size.size() == 1, "result 0 is " + bracketed(result.size));
  const TensorView positions = positions_of(to, mask, result.size[0], nullptr);
  LoopWriter loops("masked select", result.size, 1);
  std::vector<Index> coordinates;
  for (std::size_t d = 0; d < size.size(); ++d) {
    const Value at = loops.load(positions, {loops.at(0), loops.number(static_cast<std::int64_t>(d))});
    coordinates.push_back(loops.checked_index(at, size[d], false));
  }
  loops.store(result, {loops.at(0)}, loops.load(self, coordinates));
  to.add(loops);
}

void write_nonzero(ExternWriter& to) {
  const TensorView self = to.truths_of(to.tensor("self")), result = to.result(0);
  to.frame.require(result.size.size() == 2 && result.size[1] == static_cast<std::int64_t>(self.size.size()),
                   "result 0 is " + bracketed(result.size));
  if (numel(self.size) == 0) to.frame.require(result.size[0] == 0, "result 0 is " + bracketed(result.size));
  positions_of(to, self, result.size[0], &result);
}

}  // namespace ireplay
