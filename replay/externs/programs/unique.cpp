// Slices of a tensor that differ: sorted by a network of comparisons, each of which reads both slices.
#include <algorithm>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// (slices, elements of each), dense.
TensorView slices_of(ExternWriter& to, const TensorView& self, std::size_t dimension) {
  std::vector<std::size_t> order{dimension};
  for (std::size_t d = 0; d < self.size.size(); ++d)
    if (d != dimension) order.push_back(d);
  const TensorView turned = permuted(self, order);
  const std::int64_t count = self.size[dimension];
  return reshaped(to.converted(turned, self.dtype), {count, numel(self.size) / count});
}

/// PyTorch's order of values: NaN is greater than everything.
Value comes_before(LoopWriter& loops, Value a, Value b) {
  if (!is_floating(loops.type(a))) return a < b;
  const Value last = loops.both(apply(ScalarOp::isnan, b), a == a);
  return loops.scalar(ScalarOp::logical_or, a < b, last);
}

/// Two slices by number, which are read where the mask holds.
struct Pair {
  Value a, b, mask;
};

/// Which of two slices comes before the other; neither where they are equal or not read.
struct Comparison {
  Pair pair;
  Value first, second;
};

/// Written where a program reduces over the elements of slices; `pair_at` writes the pair. What follows is
/// done once a point.
template <class PairAt>
Comparison compare(LoopWriter& loops, const TensorView& slices, Index element, PairAt&& pair_at) {
  const std::int64_t last = slices.size[0] - 1, length = slices.size[1];
  const auto load = [&](Value slice, Index at, Value mask) {
    return loops.load(slices, {loops.index_of(slice, 0, last), at}, mask);
  };
  const Pair read = pair_at();
  const Value differ = load(read.a, element, read.mask) != load(read.b, element, read.mask);
  const Value position =
      loops.reduce(ReduceKind::min, select(differ, loops.value_of(element), loops.integer(length)));
  loops.then_once();
  const Pair pair = pair_at();
  const Value some = loops.both(pair.mask, position < static_cast<double>(length));
  const Index at = loops.index_of(position, 0, length - 1);
  const Value x = load(pair.a, at, some), y = load(pair.b, at, some);
  return {pair, loops.both(some, comes_before(loops, x, y)), loops.both(some, comes_before(loops, y, x))};
}

/// One step of a bitonic network: positions whose numbers differ in the bit `distance` are put in order,
/// which changes every `run` positions. Numbers of slices that there are not are the greatest.
void write_exchange(ExternWriter& to, const TensorView& slices, const TensorView& order, std::int64_t run,
                    std::int64_t distance) {
  const std::int64_t positions = order.size[0], count = slices.size[0];
  LoopWriter loops("order", {positions / 2, slices.size[1]}, 1);
  const Index low = (loops.at(0) / distance) * (2 * distance) + loops.at(0) % distance;
  const Index high = low + distance;
  const Comparison found = compare(loops, slices, loops.at(1), [&] {
    const Value a = loops.load(order, {low}), b = loops.load(order, {high});
    return Pair{a, b, loops.both(a < static_cast<double>(count), b < static_cast<double>(count))};
  });
  const auto [a, b, exist] = found.pair;
  const Value decided = loops.scalar(ScalarOp::logical_or, found.first, found.second);
  const Value wrong = loops.scalar(ScalarOp::logical_or, found.second, loops.both(opposite(decided), b < a));
  const Value falls = loops.value_of((low / run) % 2) == 1;
  const Value swaps = wrong != falls;
  loops.store(order, {low}, select(swaps, b, a));
  loops.store(order, {high}, select(swaps, a, b));
  to.add(loops);
}

/// Numbers of the slices in their order; i64.
TensorView write_order(ExternWriter& to, const TensorView& slices, bool sorted) {
  std::int64_t positions = 1;
  while (positions < slices.size[0]) positions *= 2;
  const TensorView order = to.temporary(DType::i64, {positions});
  LoopWriter loops("order", order.size, 1);
  loops.store(order, {loops.at(0)}, loops.value_of(loops.at(0)));
  to.add(loops);
  for (std::int64_t run = 2; sorted && run <= positions; run *= 2)
    for (std::int64_t distance = run / 2; distance > 0; distance /= 2)
      write_exchange(to, slices, order, run, distance);
  return narrowed(order, 0, 0, slices.size[0]);
}

/// Which group each position of the order belongs to, from 1.
TensorView write_groups(ExternWriter& to, const TensorView& slices, const TensorView& order) {
  const TensorView begins = to.temporary(DType::i64, order.size);
  LoopWriter loops("groups", slices.size, 1);
  const Index position = loops.at(0);
  const Comparison found = compare(loops, slices, loops.at(1), [&] {
    const Value follows = loops.value_of(position) > 0;
    return Pair{loops.load(order, {position - 1}, follows), loops.load(order, {position}), follows};
  });
  const Value follows = found.pair.mask;
  const Value differ = loops.scalar(ScalarOp::logical_or, found.first, found.second);
  loops.store(begins, {position},
              loops.convert(loops.scalar(ScalarOp::logical_or, differ, opposite(follows)), DType::i64));
  to.add(loops);
  return to.running_sums(begins, false);
}

}  // namespace

void write_unique_slices(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.require(!self.size.empty(), "a 0-d tensor has no slices");
  to.frame.refuse_complex(self);
  to.frame.refuse_empty(self);
  const std::size_t dimension = to.frame.dimension("dim", self.size.size());
  const TensorView slices = slices_of(to, self, dimension);
  const std::int64_t count = slices.size[0];
  const auto has_room = [&](std::size_t k) { return to.wants(k) && numel(to.result(k).size) > 0; };
  const bool inverse = has_room(1), counting = has_room(2);  // whether the call asks for them or not
  const std::int64_t shown = to.wants(0) ? to.result(0).size[dimension]
                             : counting  ? to.result(2).size[0]
                                         : count;
  const TensorView order = write_order(to, slices, to.args.knows("sorted"));
  const TensorView groups = write_groups(to, slices, order);
  LoopWriter checks("groups", {1}, 1);
  const Value last = checks.load(groups, {checks.number(count - 1)});
  checks.require(
      to.wants(0) || counting ? last == static_cast<double>(shown) : last <= static_cast<double>(shown),
      "there are as many different slices as the result has");
  to.add(checks);
  const auto group_at = [&](LoopWriter& loops, Index position) {
    return loops.index_of(loops.load(groups, {position}) - 1, 0, shown - 1);
  };
  if (to.wants(0)) {
    Dims size = self.size, ranges = self.size;
    size[dimension] = shown;
    const TensorView result = to.result(0, size);
    LoopWriter loops("unique", ranges, ranges.size());
    std::vector<Index> from = loops.range(0, ranges.size()), target = from;
    const Index position = loops.at(dimension);
    const Value before = loops.load(groups, {position - 1}, loops.value_of(position) > 0);
    const Value first = loops.load(groups, {position}) != before;
    from[dimension] = loops.index_of(loops.load(order, {position}), 0, count - 1);
    target[dimension] = group_at(loops, position);
    loops.store(result, target, loops.load(self, from), first);
    to.add(loops);
  }
  if (inverse) {
    LoopWriter loops("unique", {count}, 1);
    const Index position = loops.at(0), slice = loops.index_of(loops.load(order, {position}), 0, count - 1);
    loops.store(to.result(1, {count}), {slice}, loops.value_of(group_at(loops, position)));
    to.add(loops);
  }
  if (counting) {
    const TensorView result = to.result(2, {shown});
    to.fill(result, 0);
    LoopWriter loops("unique", {count}, 1);
    loops.store(result, {group_at(loops, loops.at(0))}, loops.integer(1), {}, StoreMode::atomic_add);
    to.add(loops);
  }
}

}  // namespace ireplay
