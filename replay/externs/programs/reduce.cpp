// Sums, extremes and counts along dimensions, where they are library calls.
#include <algorithm>
#include <bit>
#include <cmath>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// A program over the elements of `self`, the kept dimensions first, and its result without the others.
struct Reduction {
  TensorView self;
  Dims ranges, shown;  // shown: the result's sizes, extents of 1 where the call keeps dimensions
  std::vector<std::size_t> kept, reduced;
  std::int64_t count = 1;  // elements of a reduction

  std::vector<Index> coordinates(LoopWriter& loops) const {
    std::vector<Index> result(self.size.size());
    for (std::size_t k = 0; k < kept.size(); ++k) result[kept[k]] = loops.at(k);
    for (std::size_t k = 0; k < reduced.size(); ++k) result[reduced[k]] = loops.at(kept.size() + k);
    return result;
  }
  std::vector<Index> target(LoopWriter& loops) const {
    if (shown.size() == kept.size()) return loops.range(0, kept.size());
    std::vector<Index> result(shown.size(), loops.number(0));
    for (std::size_t k = 0; k < kept.size(); ++k) result[kept[k]] = loops.at(k);
    return result;
  }
};

Reduction make_reduction(const ExternWriter& to, const TensorView& self) {
  Reduction reduction;
  reduction.self = self;
  const auto rank = static_cast<std::int64_t>(reduction.self.size.size());
  const Dims dims = to.args.knows("dim") ? to.args.integers("dim") : Dims();
  const bool keeps = to.args.knows("keepdim") && to.args.flag("keepdim");
  std::vector<bool> goes(reduction.self.size.size(), dims.empty());
  for (const std::int64_t dim : dims) {
    const std::int64_t bound = std::max<std::int64_t>(rank, 1);
    to.frame.require(dim >= -bound && dim < bound, "dimension " + std::to_string(dim) + " of a tensor with " +
                                                       std::to_string(rank) + " dimensions");
    if (rank > 0) goes[static_cast<std::size_t>(dim < 0 ? dim + bound : dim)] = true;
  }
  for (std::size_t d = 0; d < goes.size(); ++d) {
    (goes[d] ? reduction.reduced : reduction.kept).push_back(d);
    if (!goes[d] || keeps) reduction.shown.push_back(goes[d] ? 1 : reduction.self.size[d]);
    if (goes[d]) reduction.count *= reduction.self.size[d];
  }
  for (const std::size_t d : reduction.kept) reduction.ranges.push_back(reduction.self.size[d]);
  for (const std::size_t d : reduction.reduced) reduction.ranges.push_back(reduction.self.size[d]);
  return reduction;
}

/// result `number` = after(reduction of before(element of self)).
template <class Before, class After>
void reduce(ExternWriter& to, const TensorView& self, std::size_t number, ReduceKind kind, Before before,
            After after) {
  if (!to.wants(number)) return;
  const Reduction reduction = make_reduction(to, self);
  const TensorView result = to.result(number, reduction.shown);
  LoopWriter loops(std::string(to.frame.op()), reduction.ranges, reduction.kept.size());
  Value value = before(loops, loops.load(reduction.self, reduction.coordinates(loops)), result);
  if (!reduction.reduced.empty()) value = loops.reduce(kind, value), loops.then_once();
  loops.store(result, reduction.target(loops), after(value, reduction));
  to.add(loops);
}

Value wide(LoopWriter& loops, Value value, const TensorView& result) {
  return loops.convert(value, sum_type(result.dtype));
}
Value as_it_is(Value value, const Reduction&) { return value; }

/// The last of the running products of complex numbers.
void multiply_complex(ExternWriter& to) {
  const Reduction reduction = make_reduction(to, part_of(to.tensor("self"), 0));
  const TensorView result = to.result(0, reduction.shown), imaginary = part_of(to.tensor("self"), 1);
  to.frame.refuse_if(!is_complex(result.dtype), "the result is not complex");
  for (const std::int64_t part : {0, 1}) to.fill(part_of(result, part), part == 0 ? 1 : 0);
  LoopWriter loops("prod", reduction.ranges, reduction.kept.size());
  const std::vector<Index> coordinates = reduction.coordinates(loops);
  Value last;
  for (std::size_t k = reduction.kept.size(); k < reduction.ranges.size(); ++k)
    last = loops.both(last, loops.value_of(loops.at(k)) == static_cast<double>(reduction.ranges[k] - 1));
  const std::vector<Value> number{loops.load(reduction.self, coordinates),
                                  loops.load(imaginary, coordinates)};
  const auto product = [](const std::vector<Value>& a, const std::vector<Value>& b) -> std::vector<Value> {
    return {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
  };
  const std::vector<Value> found = reduction.reduced.empty() ? number : loops.scan(number, product);
  for (const std::int64_t part : {0, 1})
    loops.store(part_of(result, part), reduction.target(loops), found[static_cast<std::size_t>(part)], last);
  to.add(loops);
}

}  // namespace

void write_sum(ExternWriter& to) { reduce(to, to.tensor("self"), 0, ReduceKind::sum, wide, as_it_is); }
void write_prod(ExternWriter& to) {
  if (is_complex(to.tensor("self").dtype)) return multiply_complex(to);
  reduce(to, to.tensor("self"), 0, ReduceKind::prod, wide, as_it_is);
}

void write_mean(ExternWriter& to) {
  to.frame.refuse_if(!is_floating(to.result(0).dtype) && !is_complex(to.result(0).dtype),
                     "the result is of integers");
  return reduce(to, to.tensor("self"), 0, ReduceKind::sum, wide, [](Value sum, const Reduction& reduction) {
    return sum / sum.writer->constant(sum.writer->type(sum), static_cast<double>(reduction.count));
  });
}

/// The bits of all elements, as integers or float64, combined by exclusive or.
void write_hash(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.refuse_complex(self);
  to.frame.refuse_if(to.args.integer("mode") != 0, "argument 'mode' is not 0");
  const auto bits = [&](LoopWriter& loops, Value value, const TensorView&) {
    if (!is_floating(self.dtype)) return loops.convert(value, DType::i64);
    constexpr DType kIntegers[] = {DType::i8, DType::i16, DType::i32, DType::i64};
    const DType own = kIntegers[std::bit_width(bytes_of(self.dtype)) - 1];
    const Value rounded = loops.bitcast(loops.bitcast(value, self.dtype, own), own, self.dtype);
    return loops.bitcast(loops.convert(rounded, DType::f64), DType::f64, DType::i64);
  };
  reduce(to, self, 0, ReduceKind::xor_sum, bits, as_it_is);
}

namespace {

/// Squares of the distances from the mean, which is known before they are summed; `root`: of their mean.
void write_spread(ExternWriter& to, bool root) {
  const double correction = to.args.knows("correction") ? to.args.number_or("correction", 1)
                                                        : static_cast<double>(to.args.flag("unbiased"));
  const TensorView self = to.tensor("self");
  const bool complex = is_complex(self.dtype);
  if (!complex) to.frame.refuse_unless_floats(self);
  const Reduction reduction = make_reduction(to, complex ? part_of(self, 0) : self);
  const DType dtype = sum_type(reduction.self.dtype);
  const auto count = static_cast<double>(reduction.count);
  LoopWriter loops(std::string(to.frame.op()), reduction.ranges, reduction.kept.size());
  const std::vector<Index> coordinates = reduction.coordinates(loops);
  std::vector<Value> parts, sums;
  for (std::int64_t part = 0; part < (complex ? 2 : 1); ++part) {
    const TensorView& from = complex ? part_of(self, part) : self;
    parts.push_back(loops.convert(loops.load(from, coordinates), dtype));
  }
  const bool reduces = !reduction.reduced.empty();
  for (const Value& part : parts) sums.push_back(reduces ? loops.reduce(ReduceKind::sum, part) : part);
  const auto mean = [&](std::size_t part) { return sums[part] / loops.constant(dtype, count); };
  if (reduces) loops.then_each();
  Value total;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const Value distance = parts[part] - mean(part), square = distance * distance;
    total = total ? total + square : square;
  }
  if (reduces) total = loops.reduce(ReduceKind::sum, total), loops.then_once();
  const Value variance = total / loops.constant(dtype, std::max(0.0, count - correction));
  const std::vector<Index> target = reduction.target(loops);
  if (to.wants(0))
    loops.store(to.result(0, reduction.shown), target, root ? apply(ScalarOp::sqrt, variance) : variance);
  for (std::size_t part = 0; part < (to.wants(1) ? parts.size() : 0); ++part) {
    const TensorView result = to.result(1, reduction.shown);
    loops.store(complex ? part_of(result, static_cast<std::int64_t>(part)) : result, target, mean(part));
  }
  to.add(loops);
}

}  // namespace

void write_variance(ExternWriter& to) { return write_spread(to, false); }
void write_deviation(ExternWriter& to) { return write_spread(to, true); }

void write_nansum(ExternWriter& to) {
  return reduce(
      to, to.tensor("self"), 0, ReduceKind::sum,
      [](LoopWriter& loops, Value value, const TensorView& result) {
        const Value whole = wide(loops, value, result);
        if (!is_floating(loops.type(whole))) return whole;
        return select(apply(ScalarOp::isnan, whole), loops.constant(loops.type(whole), 0), whole);
      },
      as_it_is);
}

void write_aminmax(ExternWriter& to) {
  to.frame.require(numel(to.tensor("self").size) > 0, "an empty tensor has no extremes");
  const auto same = [](LoopWriter&, Value value, const TensorView&) { return value; };
  reduce(to, to.tensor("self"), 0, ReduceKind::min, same, as_it_is);
  reduce(to, to.tensor("self"), 1, ReduceKind::max, same, as_it_is);
}

void write_count_nonzero(ExternWriter& to) {
  return reduce(
      to, to.truths_of(to.tensor("self")), 0, ReduceKind::sum,
      [](LoopWriter& loops, Value value, const TensorView&) { return loops.convert(value != 0, DType::i64); },
      as_it_is);
}

void write_any(ExternWriter& to) {
  return reduce(
      to, to.truths_of(to.tensor("self")), 0, ReduceKind::any,
      [](LoopWriter&, Value value, const TensorView&) { return value != 0; }, as_it_is);
}
/// No element is 0.
void write_all(ExternWriter& to) {
  return reduce(
      to, to.truths_of(to.tensor("self")), 0, ReduceKind::any,
      [](LoopWriter&, Value value, const TensorView&) { return value == 0; },
      [](Value value, const Reduction&) { return opposite(value); });
}

void write_dist(ExternWriter& to) {
  const Dims whole = broadcast_size(to.tensor("self").size, to.tensor("other").size);
  const TensorView self = to.tensor("self", whole), other = to.tensor("other", whole),
                   result = to.result(0, {});
  to.frame.refuse_unless_floats(self);
  const double p = to.args.number("p");
  const DType dtype = sum_type(self.dtype);
  LoopWriter loops("distance", self.size, 0);
  const std::vector<Index> here = loops.range(0, self.size.size());
  const Value size = apply(ScalarOp::abs, loops.convert(loops.load(self, here), dtype) -
                                              loops.convert(loops.load(other, here), dtype));
  Value term = size;
  if (p == 0) term = loops.convert(size != 0, dtype);
  if (p != 0 && p != 1 && !std::isinf(p))
    term = p == 2 ? size * size : apply(ScalarOp::pow, size, loops.constant(dtype, p));
  Value sum = term;
  if (!self.size.empty())
    sum = loops.reduce(std::isinf(p) ? ReduceKind::max : ReduceKind::sum, term), loops.then_once();
  if (p != 0 && p != 1 && !std::isinf(p))
    sum = p == 2 ? apply(ScalarOp::sqrt, sum) : apply(ScalarOp::pow, sum, loops.constant(dtype, 1 / p));
  loops.store(result, {}, sum);
  to.add(loops);
}

/// Every element is compared with every tested one.
void write_isin(ExternWriter& to) {
  const auto* elements = std::get_if<TensorView>(&to.args.value("elements").value);
  const auto* tested = std::get_if<TensorView>(&to.args.value("test_elements").value);
  const Dims size = elements != nullptr ? elements->size : Dims{};
  const Dims others = tested != nullptr ? tested->size : Dims{};
  const TensorView result = to.result(0, size);
  Dims ranges = size;
  ranges.insert(ranges.end(), others.begin(), others.end());
  if (others.empty()) ranges.push_back(1);
  LoopWriter loops("isin", ranges, size.size());
  const std::vector<Index> here = loops.range(0, size.size());
  const Value a = to.number_or_element(loops, "elements", DType::f64, size, here);
  const Value b = to.number_or_element(loops, "test_elements", DType::f64, others,
                                       loops.range(size.size(), others.size()));
  const Value found = loops.reduce(ReduceKind::any, a == b);
  loops.then_once();
  loops.store(result, here, to.args.flag("invert") ? opposite(found) : found);
  to.add(loops);
}

// ---- lists of tensors, reduced one by one

namespace {

/// A number for each tensor of `self`: after(reduction of before(element)).
template <class Before, class After>
void reduce_each(ExternWriter& to, ReduceKind kind, Before before, After after) {
  const auto tensors = to.args.tensors("self");
  for (std::size_t i = 0; i < to.frame.result_count(); ++i) {
    if (!to.wants(i)) continue;
    to.frame.require(i < tensors.size() && tensors[i] != nullptr,
                     "'self' has fewer entries than there are results");
    const TensorView self = *tensors[i], result = to.result(i, {});
    to.frame.refuse_complex(self);
    if (kind == ReduceKind::max || kind == ReduceKind::min) to.frame.refuse_empty(self);
    LoopWriter loops(std::string(to.frame.op()), self.size, 0);
    Value value = before(loops, loops.load(self, loops.range(0, self.size.size())));
    if (!self.size.empty()) value = loops.reduce(kind, value), loops.then_once();
    loops.store(result, {}, after(value));
    to.add(loops);
  }
}

void write_norms(ExternWriter& to, bool root) {
  const double order = to.args.number("ord");
  const bool plain = std::isinf(order) || order == 0 || order == 1;
  const ReduceKind greatest = order > 0 ? ReduceKind::max : ReduceKind::min;
  return reduce_each(
      to, std::isinf(order) ? greatest : ReduceKind::sum,
      [&](LoopWriter& loops, Value value) {
        const DType dtype = loops.type(value) == DType::f64 ? DType::f64 : DType::f32;
        const Value size = apply(ScalarOp::abs, loops.convert(value, dtype));
        if (order == 0) return loops.convert(size != 0, dtype);
        if (plain) return size;
        return order == 2 ? size * size : apply(ScalarOp::pow, size, loops.constant(dtype, order));
      },
      [&](Value sum) {
        if (plain || !root) return sum;
        if (order == 2) return apply(ScalarOp::sqrt, sum);
        return apply(ScalarOp::pow, sum, sum.writer->constant(sum.writer->type(sum), 1 / order));
      });
}

}  // namespace

void write_foreach_norm(ExternWriter& to) { return write_norms(to, true); }
void write_foreach_powsum(ExternWriter& to) { return write_norms(to, false); }
void write_foreach_max(ExternWriter& to) {
  return reduce_each(
      to, ReduceKind::max, [](LoopWriter&, Value value) { return value; }, [](Value value) { return value; });
}

}  // namespace ireplay
