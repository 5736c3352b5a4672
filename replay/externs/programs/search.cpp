// Running sums and extremes along a dimension; counting and searching.
#include <algorithm>
#include <cmath>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

// ---- scans

/// A program whose last variable runs along the dimension of a scan.
struct RowLoops {
  Dims ranges;
  std::size_t dimension = 0;

  std::vector<Index> coordinates(LoopWriter& loops) const {
    std::vector<Index> result = loops.range(0, ranges.size() - 1);
    result.insert(result.begin() + static_cast<std::ptrdiff_t>(dimension), loops.at(ranges.size() - 1));
    return result;
  }
};

RowLoops rows_along(const ExternWriter& to, const TensorView& self) {
  RowLoops rows;
  rows.dimension = to.frame.dimension("dim", to.tensor("self").size.size());
  rows.ranges = self.size;
  rows.ranges.erase(rows.ranges.begin() + static_cast<std::ptrdiff_t>(rows.dimension));
  rows.ranges.push_back(self.size[rows.dimension]);
  return rows;
}

using Number = std::vector<Value>;  // its real and its imaginary part

Number product(const Number& a, const Number& b) {
  return {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
}

Number exponential(Value length, Value angle) {
  const Value size = apply(ScalarOp::exp, length);
  return {size * apply(ScalarOp::cos, angle), size * apply(ScalarOp::sin, angle)};
}

/// log(exp(a) + exp(b)) = max + log(1 + exp(min - max)) by real parts: the angle goes on from that of the
/// larger one, past half a turn too.
Number log_sum(const Number& a, const Number& b) {
  const Value below = b[0] < a[0];
  const Number least{select(below, b[0], a[0]), select(below, b[1], a[1])};
  const Number most{select(below, a[0], b[0]), select(below, a[1], b[1])};
  LoopWriter& loops = *below.writer;
  const Value zero = loops.constant(loops.type(most[0]), 0);
  const Value alike = loops.both(apply(ScalarOp::isinf, most[0]), least[0] == most[0]);
  const Number e = exponential(select(alike, zero, least[0] - most[0]), least[1] - most[1]);
  const Value grown = e[0] * 2 + e[0] * e[0] + e[1] * e[1];
  return {most[0] + apply(ScalarOp::log1p, grown) * 0.5, most[1] + apply(ScalarOp::atan2, e[1], e[0] + 1)};
}

/// Running sums, products and sums of exponentials of complex numbers.
void scan_complex(ExternWriter& to, ScanKind kind, const TensorView& self, const TensorView& result) {
  to.frame.refuse_if(!is_complex(result.dtype), "the result is not complex");
  const RowLoops rows = rows_along(to, self);
  LoopWriter loops(std::string(to.frame.op()), rows.ranges, rows.ranges.size() - 1);
  const std::vector<Index> coordinates = rows.coordinates(loops);
  const DType dtype = as_reals(result).dtype;
  Number value;
  for (const std::int64_t part : {0, 1}) {
    if (is_complex(self.dtype))
      value.push_back(loops.convert(loops.load(part_of(self, part), coordinates), dtype));
    else
      value.push_back(part == 0 ? loops.convert(loops.load(self, coordinates), dtype)
                                : loops.constant(dtype, 0));
  }
  const Number scanned = kind == ScanKind::sum
                             ? Number{loops.scan(kind, value[0]), loops.scan(kind, value[1])}
                             : loops.scan(value, kind == ScanKind::prod ? product : log_sum);
  for (const std::int64_t part : {0, 1})
    loops.store(part_of(result, part), coordinates, scanned[static_cast<std::size_t>(part)]);
  to.add(loops);
}

void scan(ExternWriter& to, ScanKind kind) {
  const TensorView self = at_least_1d(to.tensor("self"));
  const TensorView result = at_least_1d(to.result(0, to.tensor("self").size));
  if (is_complex(self.dtype) || is_complex(result.dtype)) return scan_complex(to, kind, self, result);
  const RowLoops rows = rows_along(to, self);
  LoopWriter loops(std::string(to.frame.op()), rows.ranges, rows.ranges.size() - 1);
  const std::vector<Index> coordinates = rows.coordinates(loops);
  const Value value = loops.convert(loops.load(self, coordinates), sum_type(result.dtype));
  loops.store(result, coordinates, loops.scan(kind, value));
  to.add(loops);
}

void scan_extreme(ExternWriter& to, ScanKind kind) {
  const Dims size = to.tensor("self").size;
  const TensorView self = at_least_1d(to.tensor("self"));
  to.frame.refuse_complex(self);
  const RowLoops rows = rows_along(to, self);
  LoopWriter loops(std::string(to.frame.op()), rows.ranges, rows.ranges.size() - 1);
  const std::vector<Index> coordinates = rows.coordinates(loops);
  const Value value = loops.load(self, coordinates);
  for (const int k : {0, 1}) {
    const auto number = static_cast<std::size_t>(k);
    if (to.wants(number))
      loops.store(at_least_1d(to.result(number, size)), coordinates, loops.scan(kind, value, k));
  }
  to.add(loops);
}

// ---- searching

void search(ExternWriter& to, std::string_view boundaries_name, bool right) {
  DType dtype = DType::i64;
  for (const TensorView* view : to.args.all_tensors()) {
    to.frame.refuse_complex(*view);
    if (is_floating(view->dtype))
      dtype = dtype == DType::f64 || view->dtype == DType::f64 ? DType::f64 : DType::f32;
  }
  if (std::holds_alternative<double>(to.args.value("self").value) && dtype == DType::i64) dtype = DType::f64;
  const TensorView given = to.tensor(boundaries_name);
  to.frame.require(!given.size.empty(), "'" + std::string(boundaries_name) + "' has no dimensions");
  const TensorView rows = given.dtype == dtype ? to.dense(given) : to.converted(given, dtype);
  const auto* values = std::get_if<TensorView>(&to.args.value("self").value);
  const Dims size = values != nullptr ? values->size : Dims{};
  const bool one_row = rows.size.size() == 1;
  to.frame.require(
      one_row || (size.size() == rows.size.size() &&
                  std::equal(rows.size.begin(), rows.size.end() - 1, size.begin())),
      "'" + std::string(boundaries_name) + "' " + bracketed(rows.size) + " for " + bracketed(size));
  std::optional<TensorView> sorter;
  if (to.frame.has("sorter")) {
    sorter = to.dense(to.tensor("sorter"));
    to.frame.require(sorter->size == rows.size, "'sorter' is " + bracketed(sorter->size));
  }
  const TensorView result = to.result(0, size);
  const std::int64_t length = rows.size.back();
  LoopWriter loops("search", size, size.size());
  const std::vector<Index> here = loops.range(0, size.size());
  const Value value = to.number_or_element(loops, "self", dtype, size, here);
  Index base = loops.number(0);
  if (!one_row) {
    const std::vector<Index> lead(here.begin(), here.end() - 1);
    base = loops.flat({rows.size.begin(), rows.size.end() - 1}, lead) * length;
  }
  loops.store(result, here, loops.search(value, rows, length, base, right, sorter ? &*sorter : nullptr));
  to.add(loops);
}

/// Least and greatest element, as f64.
TensorView extremes_of(ExternWriter& to, const TensorView& self) {
  TensorView extremes = to.temporary(DType::f64, {2});
  LoopWriter loops("histogram", self.size, 0);
  const Value value = loops.convert(loops.load(self, loops.range(0, self.size.size())), DType::f64);
  const Value least = loops.reduce(ReduceKind::min, value), greatest = loops.reduce(ReduceKind::max, value);
  loops.then_once();
  loops.store(extremes, {loops.number(0)}, least);
  loops.store(extremes, {loops.number(1)}, greatest);
  to.add(loops);
  return extremes;
}

}  // namespace

void write_cumsum(ExternWriter& to) { return scan(to, ScanKind::sum); }
void write_cumprod(ExternWriter& to) { return scan(to, ScanKind::prod); }
void write_logcumsumexp(ExternWriter& to) { return scan(to, ScanKind::logaddexp); }
void write_cummax(ExternWriter& to) { return scan_extreme(to, ScanKind::cummax); }
void write_cummin(ExternWriter& to) { return scan_extreme(to, ScanKind::cummin); }

void write_searchsorted(ExternWriter& to) {
  return search(to, "sorted_sequence", to.args.flag("right") || to.args.text_or("side", "left") == "right");
}

void write_bucketize(ExternWriter& to) {
  to.frame.require_rank("boundaries", 1);
  return search(to, "boundaries", to.args.flag("right"));
}

void write_histc(ExternWriter& to) {
  const TensorView self = at_least_1d(to.tensor("self"));
  const std::int64_t bins = to.args.integer("bins");
  to.frame.require(bins > 0 && bins <= (std::int64_t{1} << 30), std::to_string(bins) + " bins");
  const TensorView result = to.result(0, {bins});
  double low = to.args.number("min"), high = to.args.number("max");
  const bool from_data = low == high && numel(self.size) > 0;
  to.frame.require(std::isfinite(low) && std::isfinite(high) && low <= high,
                   "the range is from " + std::to_string(low) + " to " + std::to_string(high));
  to.frame.refuse_complex(self);
  if (low == high) low -= 1, high += 1;
  const TensorView extremes = from_data ? extremes_of(to, self) : TensorView{};
  const TensorView counts = to.temporary(DType::i32, {bins});
  to.fill(counts, 0);
  if (numel(self.size) == 0) return to.copy(counts, result);
  LoopWriter loops("histogram", self.size, self.size.size());
  const Value value = loops.convert(loops.load(self, loops.range(0, self.size.size())), DType::f64);
  Value least = loops.constant(DType::f64, low), greatest = loops.constant(DType::f64, high);
  if (from_data) {
    least = loops.load(extremes, {loops.number(0)}), greatest = loops.load(extremes, {loops.number(1)});
    const Value same = least == greatest;
    const Value below = least - 1, above = greatest + 1;
    least = select(same, below, least), greatest = select(same, above, greatest);
  }
  const Value inside = loops.both(value >= least, value <= greatest);
  const Value share = (value - least) / (greatest - least) * static_cast<double>(bins);
  const Value bin = loops.convert(apply(ScalarOp::minimum, apply(ScalarOp::floor, share),
                                        loops.constant(DType::f64, static_cast<double>(bins - 1))),
                                  DType::i64);
  loops.store(counts, {loops.index_of(bin, 0, bins - 1)}, loops.integer(1, DType::i32), inside,
              StoreMode::atomic_add);
  to.add(loops);
  to.copy(counts, result);
}

void write_bincount(ExternWriter& to) {
  to.frame.require_rank("self", 1);
  const TensorView self = to.tensor("self"), result = to.result(0);
  to.frame.require(result.size.size() == 1 && result.size[0] >= to.args.integer("minlength"),
                   "result 0 is " + bracketed(result.size));
  const bool weighted = to.frame.has("weights");
  if (weighted)
    to.frame.require(to.tensor("weights").size == self.size,
                     "'weights' is " + bracketed(to.tensor("weights").size));
  const DType dtype = atomic_type(result.dtype);
  const TensorView counts = dtype == result.dtype ? result : to.temporary(dtype, result.size);
  to.fill(counts, 0);
  LoopWriter loops("bincount", self.size, 1);
  const Index at = loops.at(0);
  const Index position = loops.checked_index(loops.load(self, {at}), result.size[0], false);
  const Value one = weighted ? loops.convert(loops.load(to.tensor("weights"), {at}), compute_type(dtype))
                             : loops.constant(compute_type(dtype), 1);
  loops.store(counts, {position}, one, {}, StoreMode::atomic_add);
  to.add(loops);
  if (counts.buffer != result.buffer) to.copy(counts, result);
}

/// Position p of the result belongs to the first element whose running sum exceeds p.
void write_repeat_interleave(ExternWriter& to) {
  to.frame.require_rank("repeats", 1);
  const TensorView repeats = to.tensor("repeats"), result = to.result(0);
  to.frame.require(result.size.size() == 1, "result 0 is " + bracketed(result.size));
  const std::int64_t count = repeats.size[0], total = result.size[0];
  to.frame.require(count > 0 || total == 0, "result 0 is " + bracketed(result.size));
  if (count == 0) return;
  const TensorView sums = to.running_sums(repeats, false);
  LoopWriter checks("repeat interleave", {count}, 1);
  const Index at = checks.at(0);
  checks.require(checks.convert(checks.load(repeats, {at}), DType::i64) >= 0, "repeats are not negative");
  checks.require(checks.load(sums, {at}) == static_cast<double>(total),
                 "the repeats add up to the graph's size",
                 checks.value_of(at) == static_cast<double>(count - 1));
  to.add(checks);
  LoopWriter loops("repeat interleave", {total}, 1);
  loops.store(result, {loops.at(0)},
              loops.search(loops.value_of(loops.at(0)), sums, count, loops.number(0), true));
  to.add(loops);
}

}  // namespace ireplay
