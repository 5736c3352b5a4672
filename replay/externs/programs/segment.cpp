// Reductions of rows that follow each other, and their gradients.
#include <algorithm>
#include <limits>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

enum class Kind { sum, mean, prod, max, min };

/// Rows ends[s - 1] <= row < ends[s] of `data` are segment s.
struct Segments {
  TensorView data;  // two dimensions
  TensorView ends;  // i64
  TensorView of;    // by row; rows behind the last segment belong to one more
  Kind kind = Kind::sum;
  DType dtype = DType::f32;
  Dims size;  // of the results

  std::int64_t rows() const { return data.size[0]; }
  std::int64_t width() const { return data.size[1]; }
  std::int64_t count() const { return ends.size[0]; }
};

Kind kind_of(const ExternWriter& to) {
  const std::string name = to.args.text("reduce");
  return name == "mean"   ? Kind::mean
         : name == "prod" ? Kind::prod
         : name == "max"  ? Kind::max
         : name == "min"  ? Kind::min
                          : Kind::sum;
}

/// The tensor with all dimensions after the first as one; a copy where it does not lie so.
TensorView as_rows(ExternWriter& to, const TensorView& tensor) {
  const std::int64_t rows = tensor.size[0];
  return reshaped(to.dense(tensor), {rows, rows == 0 ? 1 : numel(tensor.size) / rows});
}

TensorView ends_of(ExternWriter& to, std::int64_t rows) {
  const bool by_length = to.frame.has("lengths");
  TensorView given = to.tensor(by_length ? "lengths" : "offsets");
  if (!by_length) given = narrowed(given, 0, 1, given.size[0] - 1);
  TensorView ends = to.temporary(DType::i64, given.size);
  LoopWriter bounds("segments", given.size, 1);
  const Value number = bounds.convert(bounds.load(given, {bounds.at(0)}), DType::i64);
  bounds.store(ends, {bounds.at(0)},
               by_length ? apply(ScalarOp::minimum, number, bounds.integer(rows)) : number);
  to.add(bounds);
  if (by_length) ends = to.running_sums(ends, false);
  LoopWriter checks("segments", ends.size, 1);
  const Index at = checks.at(0);
  const Value end = checks.load(ends, {at}), before = checks.load(ends, {at - 1}, checks.value_of(at) != 0);
  checks.require(end >= before, "segments follow each other");
  checks.require(end <= static_cast<double>(rows), "segments lie inside of the data");
  to.add(checks);
  return ends;
}

Segments read_segments(ExternWriter& to) {
  Segments segments;
  const TensorView given = to.tensor("data");
  segments.kind = kind_of(to);
  segments.dtype = sum_type(given.dtype);
  segments.data = as_rows(to, given);
  segments.ends = ends_of(to, segments.rows());
  segments.size = given.size;
  segments.size[0] = segments.count();
  segments.of = to.temporary(DType::i64, {segments.rows()});
  LoopWriter loops("segments", {segments.rows()}, 1);
  loops.store(
      segments.of, {loops.at(0)},
      loops.search(loops.value_of(loops.at(0)), segments.ends, segments.count(), loops.number(0), true));
  to.add(loops);
  return segments;
}

void require_covered(const ExternWriter& to) {
  to.frame.refuse_if(to.args.integer("axis") != 0, "argument 'axis' is not 0");
  to.frame.refuse_if(!to.frame.has("lengths") && !to.frame.has("offsets"), "there are no lengths");
  const TensorView& bounds = to.tensor(to.frame.has("lengths") ? "lengths" : "offsets");
  const TensorView& data = to.tensor("data");
  to.frame.refuse_if(bounds.size.size() != 1, "'lengths' is not a vector");
  to.frame.refuse_if(data.size.empty(), "argument 'data' has no dimensions");
  to.frame.refuse_unless_floats(data);
  to.frame.refuse_empty(data);
  to.frame.refuse_if(bounds.size[0] <= (to.frame.has("lengths") ? 0 : 1),
                     to.frame.name_of(bounds) + " says no segment");
}

Value combined(Kind kind, Value a, Value b) {
  switch (kind) {
    case Kind::prod:
      return a * b;
    case Kind::max:
      return apply(ScalarOp::maximum, a, b);
    case Kind::min:
      return apply(ScalarOp::minimum, a, b);
    default:
      return a + b;
  }
}

/// Combines each row with those after it in its segment, at distances that double: a segment's first row has
/// all of it in the end.
TensorView combine_rows(ExternWriter& to, const Segments& segments, TensorView values, Kind kind) {
  for (std::int64_t distance = 1; distance < segments.rows(); distance *= 2) {
    const TensorView next = to.temporary(values.dtype, values.size);
    LoopWriter loops("segments", values.size, 2);
    const Index row = loops.at(0), other = row + distance;
    const Value inside = loops.inside(other, segments.rows());
    const Value same =
        loops.both(inside, loops.load(segments.of, {row}) == loops.load(segments.of, {other}, inside));
    const Value own = loops.load(values, {row, loops.at(1)});
    const Value with = combined(kind, own, loops.load(values, {other, loops.at(1)}, same));
    loops.store(next, {row, loops.at(1)}, select(same, with, own));
    to.add(loops);
    values = next;
  }
  return values;
}

/// A segment's first row and how many it has.
struct Extent {
  Value begin, length;
  Index first;  // where it has rows
};

Extent extent_at(LoopWriter& loops, const Segments& segments, Index segment, Value mask = {}) {
  const Value follows = loops.both(mask, loops.value_of(segment) != 0);
  const Value before = loops.load(segments.ends, {segment - 1}, follows);
  return {before, loops.load(segments.ends, {segment}, mask) - before,
          loops.index_of(before, 0, segments.rows() - 1)};
}

double neutral(Kind kind) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  return kind == Kind::max ? -kInfinity : kind == Kind::min ? kInfinity : kind == Kind::prod ? 1 : 0;
}

}  // namespace

void write_segment_reduce(ExternWriter& to) {
  require_covered(to);
  const Segments segments = read_segments(to);
  const TensorView totals =
      combine_rows(to, segments, to.converted(segments.data, segments.dtype), segments.kind);
  const TensorView result = to.temporary(segments.dtype, {segments.count(), segments.width()});
  LoopWriter loops("segments", result.size, 2);
  const Extent at = extent_at(loops, segments, loops.at(0));
  const Value some = at.length > 0;
  const Value start = loops.constant(segments.dtype, to.args.number_or("initial", neutral(segments.kind)));
  const Value total = loops.load(totals, {at.first, loops.at(1)}, some);
  Value value = select(some, combined(segments.kind, start, total), start);
  if (segments.kind == Kind::mean) {
    const Value none = to.frame.has("initial")
                           ? start
                           : loops.constant(segments.dtype, std::numeric_limits<double>::quiet_NaN());
    value = select(some, value / loops.convert(at.length, segments.dtype), none);
  }
  loops.store(result, loops.range(0, 2), value);
  to.add(loops);
  to.copy(reshaped(result, segments.size), to.result(0, segments.size));
}

namespace {

/// How many rows of each segment and column are the ones that were chosen.
TensorView count_chosen(ExternWriter& to, const Segments& segments, const TensorView& chosen) {
  const TensorView totals = combine_rows(to, segments, chosen, Kind::sum);
  TensorView counts = to.temporary(totals.dtype, {segments.count(), segments.width()});
  LoopWriter loops("segments", counts.size, 2);
  const Extent at = extent_at(loops, segments, loops.at(0));
  loops.store(counts, loops.range(0, 2), loops.load(totals, {at.first, loops.at(1)}, at.length > 0));
  to.add(loops);
  return counts;
}

}  // namespace

void write_segment_reduce_backward(ExternWriter& to) {
  require_covered(to);
  const Segments segments = read_segments(to);
  to.frame.require(to.tensor("grad").size == segments.size && to.tensor("output").size == segments.size,
                   "'grad' is " + bracketed(to.tensor("grad").size));
  const TensorView gradients = as_rows(to, to.tensor("grad")), outputs = as_rows(to, to.tensor("output"));
  const bool picks = segments.kind == Kind::max || segments.kind == Kind::min;
  const DType dtype = segments.dtype;
  const auto read = [&](LoopWriter& loops, const TensorView& from, const std::vector<Index>& coordinates,
                        Value mask = {}) {
    return loops.convert(loops.load(from, coordinates, mask), dtype);
  };
  struct Row {
    Index segment;
    Value inside;
  };
  const auto row_of = [&](LoopWriter& loops) {
    const Value number = loops.load(segments.of, {loops.at(0)});
    return Row{loops.index_of(number, 0, segments.count() - 1),
               number < static_cast<double>(segments.count())};
  };
  TensorView chosen, counts;
  if (picks) {
    chosen = to.temporary(dtype, segments.data.size);
    LoopWriter loops("segments", chosen.size, 2);
    const Row row = row_of(loops);
    const Value x = read(loops, segments.data, loops.range(0, 2));
    const Value equal = loops.scalar(ScalarOp::logical_or, apply(ScalarOp::isnan, x),
                                     x == read(loops, outputs, {row.segment, loops.at(1)}, row.inside));
    loops.store(chosen, loops.range(0, 2), loops.convert(loops.both(equal, row.inside), dtype));
    to.add(loops);
    counts = count_chosen(to, segments, chosen);
  }
  const TensorView result = to.temporary(dtype, segments.data.size);
  LoopWriter loops("segments", result.size, 2);
  const Row row = row_of(loops);
  const std::vector<Index> here = loops.range(0, 2), there{row.segment, loops.at(1)};
  Value value = read(loops, gradients, there, row.inside);
  if (segments.kind == Kind::mean)
    value = value / loops.convert(extent_at(loops, segments, row.segment, row.inside).length, dtype);
  if (segments.kind == Kind::prod)
    value = value * read(loops, outputs, there, row.inside) / read(loops, segments.data, here);
  Value given = row.inside;
  if (picks) {
    given = loops.load(chosen, here) > 0;
    value = value / loops.load(counts, there, row.inside);
  }
  loops.store(result, here, select(given, value, loops.constant(dtype, 0)));
  to.add(loops);
  const Dims& size = to.tensor("data").size;
  to.copy(reshaped(result, size), to.result(0, size));
}

}  // namespace ireplay
