// Norms of rows and what is scaled by them; distances between rows.
#include <algorithm>
#include <cmath>

#include "replay/externs/shared/number.hpp"

namespace ireplay {
namespace {

/// A program over the slices of a tensor along one dimension: the slice first, then the positions in it.
class Slices {
 public:
  Slices(const Dims& size, std::size_t dimension) : size_(size), dimension_(dimension) {
    ranges_.push_back(size[dimension]);
    for (std::size_t d = 0; d < size.size(); ++d)
      if (d != dimension) ranges_.push_back(size[d]);
  }
  const Dims& ranges() const { return ranges_; }
  std::vector<Index> coordinates(LoopWriter& loops) const {
    std::vector<Index> result;
    for (std::size_t d = 0, next = 1; d < size_.size(); ++d)
      result.push_back(loops.at(d == dimension_ ? 0 : next++));
    return result;
  }

 private:
  Dims size_, ranges_;
  std::size_t dimension_;
};

Value power(Value x, double p) {
  const Value length = apply(ScalarOp::abs, x);
  if (p == 0) return x.writer->convert(length != 0, x.writer->type(x));
  if (p == 1 || std::isinf(p)) return length;
  return p == 2 ? x * x : apply(ScalarOp::pow, length, x.writer->constant(x.writer->type(x), p));
}

ReduceKind kind_of(double p) { return std::isinf(p) ? ReduceKind::max : ReduceKind::sum; }

Value root(Value sum, double p) {
  if (p == 2) return apply(ScalarOp::sqrt, sum);
  if (p == 0 || p == 1 || std::isinf(p)) return sum;
  return apply(ScalarOp::pow, sum, sum.writer->constant(sum.writer->type(sum), 1 / p));
}

/// The p-norm of every slice, of complex numbers that of their lengths.
TensorView norms_of(ExternWriter& to, const TensorView& self, std::size_t dimension, double p) {
  const Slices slices(self.size, dimension);
  TensorView norms = to.temporary(sum_type_of_parts(self.dtype), {self.size[dimension]});
  LoopWriter loops("norms", slices.ranges(), 1);
  const Number number = load_number(loops, self, slices.coordinates(loops), norms.dtype);
  const Value value = number.im ? apply(ScalarOp::hypot, number.re, number.im) : number.re;
  Value norm = power(value, p);
  if (slices.ranges().size() > 1) norm = loops.reduce(kind_of(p), norm), loops.then_once();
  loops.store(norms, {loops.at(0)}, root(norm, p));
  to.add(loops);
  return norms;
}

/// Element i of a tensor in row-major order.
Value element(LoopWriter& loops, const TensorView& tensor, Index i, DType dtype) {
  return loops.convert(loops.load(tensor, loops.unflatten(tensor.size, i)), dtype);
}

}  // namespace

void write_renorm(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.require(!self.size.empty(), "'self' has no dimensions");
  to.frame.refuse_if(!is_floating(self.dtype) && !is_complex(self.dtype), "argument 'self' is of integers");
  const std::size_t dimension = to.frame.dimension("dim", self.size.size());
  const double p = to.args.number("p"), limit = to.args.number("maxnorm");
  const TensorView norms = norms_of(to, self, dimension, p);
  const TensorView target = to.updated_self();
  LoopWriter loops("renorm", self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const Value norm = loops.load(norms, {here[dimension]});
  const DType dtype = norms.dtype;
  const Value factor =
      select(norm > limit, loops.constant(dtype, limit) / (norm + 1e-7), loops.constant(dtype, 1));
  store_number(loops, target, here, product(loops, load_number(loops, self, here, dtype), {factor, {}}));
  to.add(loops);
  to.finish_self(target);
}

/// Rows that the indices name and that are longer than allowed.
void write_embedding_renorm(ExternWriter& to) {
  to.frame.require_rank("self", 2);
  const TensorView self = to.tensor("self"), indices = to.tensor("indices");
  to.frame.refuse_unless_floats(self);
  const double p = to.args.number("norm_type"), limit = to.args.number("max_norm");
  const TensorView norms = norms_of(to, self, 0, p), named = to.temporary(DType::i32, {self.size[0]});
  to.fill(named, 0);
  LoopWriter marks("embedding renorm", indices.size, indices.size.size());
  const Value index = marks.load(indices, marks.range(0, indices.size.size()));
  marks.store(named, {marks.checked_index(index, self.size[0], false)}, marks.integer(1, DType::i32), {},
              StoreMode::atomic_or);
  to.add(marks);
  const TensorView target = to.updated_self();
  LoopWriter loops("embedding renorm", self.size, 2);
  const std::vector<Index> here = loops.range(0, 2);
  const Value norm = loops.load(norms, {here[0]});
  const Value changes = loops.both(loops.load(named, {here[0]}) != 0, norm > limit);
  const Value value = loops.convert(loops.load(self, here), norms.dtype);
  const Value scale = limit / (norm + 1e-7);
  loops.store(target, here, value * scale, changes);
  to.add(loops);
  to.finish_self(target);
}

void write_weight_norm(ExternWriter& to) {
  const TensorView v = to.tensor("v"), g = to.tensor("g");
  to.frame.require(!v.size.empty(), "'v' has no dimensions");
  const std::size_t dimension = to.frame.dimension("dim", v.size.size());
  to.frame.require(numel(g.size) == v.size[dimension],
                   "'g' is " + bracketed(g.size) + " for 'v' " + bracketed(v.size));
  to.frame.refuse_unless_floats(v);
  const TensorView norms = norms_of(to, v, dimension, 2);
  if (to.wants(0)) {
    LoopWriter loops("weight norm", v.size, v.size.size());
    const std::vector<Index> here = loops.range(0, v.size.size());
    const Value value = loops.convert(loops.load(v, here), norms.dtype);
    const Value scale =
        element(loops, g, here[dimension], norms.dtype) / loops.load(norms, {here[dimension]});
    loops.store(to.result(0, v.size), here, value * scale);
    to.add(loops);
  }
  if (to.wants(1)) to.copy(reshaped(norms, g.size), to.result(1, g.size));
}

void write_weight_norm_backward(ExternWriter& to) {
  const TensorView gradient = to.tensor("grad_w"), v = to.tensor("saved_v"), g = to.tensor("saved_g"),
                   norms = to.tensor("saved_norms");
  to.frame.require(!v.size.empty() && gradient.size == v.size,
                   "grad_w " + bracketed(gradient.size) + " for " + bracketed(v.size));
  const std::size_t dimension = to.frame.dimension("dim", v.size.size());
  to.frame.require(numel(g.size) == v.size[dimension] && numel(norms.size) == numel(g.size),
                   "saved_g is " + bracketed(g.size) + ", saved_norms " + bracketed(norms.size));
  to.frame.refuse_unless_floats(v);
  const DType dtype = sum_type(v.dtype);
  const Slices slices(v.size, dimension);
  const TensorView along = to.temporary(dtype, {v.size[dimension]});
  LoopWriter sums("weight norm", slices.ranges(), 1);
  const std::vector<Index> coordinates = slices.coordinates(sums);
  Value sum =
      sums.convert(sums.load(gradient, coordinates), dtype) * sums.convert(sums.load(v, coordinates), dtype);
  if (slices.ranges().size() > 1) sum = sums.reduce(ReduceKind::sum, sum), sums.then_once();
  const Index slice = sums.at(0);
  sums.store(along, {slice}, sum);
  if (to.wants(1))
    sums.store(to.result(1, g.size), sums.unflatten(g.size, slice), sum / element(sums, norms, slice, dtype));
  to.add(sums);
  if (!to.wants(0)) return;
  LoopWriter loops("weight norm", v.size, v.size.size());
  const std::vector<Index> here = loops.range(0, v.size.size());
  const Value inverse = 1 / element(loops, norms, here[dimension], dtype);
  const Value straight = inverse * loops.convert(loops.load(gradient, here), dtype);
  const Value turned = inverse * inverse * inverse * loops.convert(loops.load(v, here), dtype) *
                       loops.load(along, {here[dimension]});
  loops.store(to.result(0, v.size), here, element(loops, g, here[dimension], dtype) * (straight - turned));
  to.add(loops);
}

void write_fused_rms_norm(ExternWriter& to) {
  const TensorView input = to.tensor("input");
  const Dims shape = to.args.integers("normalized_shape");
  const std::size_t lead = input.size.size() - std::min(input.size.size(), shape.size());
  to.frame.require(
      shape.size() <= input.size.size() &&
          Dims(input.size.begin() + static_cast<std::ptrdiff_t>(lead), input.size.end()) == shape,
      "normalizing " + bracketed(shape) + " of " + bracketed(input.size));
  to.frame.refuse_unless_floats(input);
  to.frame.require(!shape.empty(), "normalizing no dimensions");
  const DType dtype = sum_type(input.dtype);
  const double epsilon = to.args.number_or("eps", input.dtype == DType::f64 ? 0x1p-52 : 0x1p-23);
  LoopWriter loops("rms norm", input.size, lead);
  const std::vector<Index> here = loops.range(0, input.size.size());
  const Value value = loops.convert(loops.load(input, here), dtype);
  const Value sum = loops.reduce(ReduceKind::sum, value * value);
  const auto by = [&] { return apply(ScalarOp::rsqrt, sum / static_cast<double>(numel(shape)) + epsilon); };
  if (to.wants(0)) {
    loops.then_each();
    Value scaled = value * by();
    if (to.frame.has("weight")) {
      const TensorView weight = to.tensor("weight");
      to.frame.require(numel(weight.size) == numel(shape), "'weight' is " + bracketed(weight.size));
      const std::vector<Index> in_row(here.begin() + static_cast<std::ptrdiff_t>(lead), here.end());
      scaled = scaled * element(loops, weight, loops.flat(shape, in_row), dtype);
    }
    loops.store(to.result(0, input.size), here, scaled);
  }
  if (to.wants(1)) {
    Dims size = input.size;
    std::fill(size.begin() + static_cast<std::ptrdiff_t>(lead), size.end(), 1);
    loops.then_once();
    std::vector<Index> coordinates = loops.range(0, lead);
    coordinates.resize(size.size(), loops.number(0));
    loops.store(to.result(1, size), coordinates, by());
  }
  to.add(loops);
}

// ---- distances

namespace {

/// The derivative of the distance by one coordinate's difference.
Value slope(Value difference, Value distance, double p) {
  LoopWriter& loops = *difference.writer;
  const DType dtype = loops.type(difference);
  const Value zero = loops.constant(dtype, 0), sign = apply(ScalarOp::sign, difference);
  if (p == 0) return zero;
  if (p == 1) return sign;
  const Value length = apply(ScalarOp::abs, difference);
  if (std::isinf(p)) return select(length == distance, sign, zero);
  const Value share = length / distance;
  const Value grown = p == 2 ? share : apply(ScalarOp::pow, share, loops.constant(dtype, p - 1));
  const Value nothing = apply(ScalarOp::logical_or, distance == 0, difference == 0);
  return select(nothing, zero, sign * grown);
}

double norm_of(const ExternWriter& to) {
  const double p = to.args.number("p");
  to.frame.require(p >= 0, "the norm's p is " + std::to_string(p));
  return p;
}

/// (..., rows, width) with batch dimensions repeated together.
struct Pair {
  TensorView a, b;
  Dims batch;
  std::int64_t rows_a = 0, rows_b = 0, width = 0;

  Dims with(std::initializer_list<std::int64_t> more) const {
    Dims size = batch;
    size.insert(size.end(), more);
    return size;
  }
};

Pair read_pair(const ExternWriter& to) {
  const Dims a = to.tensor("x1").size, b = to.tensor("x2").size;
  to.frame.require(a.size() >= 2 && b.size() >= 2 && a.back() == b.back(),
                   "rows of " + bracketed(a) + " and " + bracketed(b));
  Pair pair;
  const std::size_t rank = std::max(a.size(), b.size()) - 2;
  for (std::size_t d = 0; d < rank; ++d) {
    const std::int64_t of_a = d + a.size() < rank + 2 ? 1 : a[d + a.size() - rank - 2];
    const std::int64_t of_b = d + b.size() < rank + 2 ? 1 : b[d + b.size() - rank - 2];
    pair.batch.push_back(of_a == 1 ? of_b : of_a);
  }
  pair.rows_a = a[a.size() - 2], pair.rows_b = b[b.size() - 2], pair.width = a.back();
  pair.a = to.tensor("x1", pair.with({pair.rows_a, pair.width}));
  pair.b = to.tensor("x2", pair.with({pair.rows_b, pair.width}));
  return pair;
}

std::vector<Index> with(std::vector<Index> coordinates, std::initializer_list<Index> more) {
  coordinates.insert(coordinates.end(), more);
  return coordinates;
}

/// Number of the pair (i, j), i < j, among those of `rows` rows.
Index pair_number(LoopWriter& loops, std::int64_t rows, Index i, Index j) {
  const Index before = loops.combine(AtomKind::multiply, i, loops.sum({{-1, i}}, 2 * rows - 1)) / 2;
  Index number = before + j - i - 1;
  number.low = 0, number.high = rows * (rows - 1) / 2 - 1;
  return number;
}

}  // namespace

void write_cdist_forward(ExternWriter& to) {
  const Pair pair = read_pair(to);
  to.frame.refuse_unless_floats(pair.a);
  const double p = norm_of(to);
  const TensorView result = to.result(0, pair.with({pair.rows_a, pair.rows_b}));
  const std::size_t rank = pair.batch.size();
  const DType dtype = sum_type(pair.a.dtype);
  LoopWriter loops("distances", pair.with({pair.rows_a, pair.rows_b, pair.width}), rank + 2);
  const std::vector<Index> batch = loops.range(0, rank);
  const Index i = loops.at(rank), j = loops.at(rank + 1), c = loops.at(rank + 2);
  const Value difference = loops.convert(loops.load(pair.a, with(batch, {i, c})), dtype) -
                           loops.convert(loops.load(pair.b, with(batch, {j, c})), dtype);
  Value sum = loops.reduce(kind_of(p), power(difference, p));
  loops.then_once();
  if (pair.width == 0) sum = loops.constant(dtype, 0);
  loops.store(result, with(batch, {i, j}), root(sum, p));
  to.add(loops);
}

void write_cdist_backward(ExternWriter& to) {
  const Pair pair = read_pair(to);
  to.frame.refuse_unless_floats(pair.a);
  const double p = norm_of(to);
  const Dims size = pair.with({pair.rows_a, pair.rows_b});
  const TensorView gradient = to.tensor("grad", size), distances = to.tensor("cdist", size);
  if (numel(size) == 0) return to.fill(to.result(0, to.tensor("x1").size), 0);
  const TensorView result = to.result(0, pair.a.size);
  const std::size_t rank = pair.batch.size();
  const DType dtype = sum_type(pair.a.dtype);
  LoopWriter loops("distances", pair.with({pair.rows_a, pair.width, pair.rows_b}), rank + 2);
  const std::vector<Index> batch = loops.range(0, rank);
  const Index i = loops.at(rank), c = loops.at(rank + 1), j = loops.at(rank + 2);
  const auto load = [&](const TensorView& tensor, Index row, Index column) {
    return loops.convert(loops.load(tensor, with(batch, {row, column})), dtype);
  };
  const Value change = slope(load(pair.a, i, c) - load(pair.b, j, c), load(distances, i, j), p);
  const Value sum = loops.reduce(ReduceKind::sum, load(gradient, i, j) * change);
  loops.then_once();
  loops.store(result, with(batch, {i, c}), sum);
  to.add(loops);
}

void write_pdist_forward(ExternWriter& to) {
  to.frame.require_rank("self", 2);
  const TensorView self = to.tensor("self");
  to.frame.refuse_unless_floats(self);
  const double p = norm_of(to);
  const std::int64_t rows = self.size[0], width = self.size[1];
  const TensorView result = to.result(0, {rows > 1 ? rows * (rows - 1) / 2 : 0});
  const DType dtype = sum_type(self.dtype);
  LoopWriter loops("distances", {rows, rows, width}, 2);
  const Index i = loops.at(0), j = loops.at(1), c = loops.at(2);
  const Value difference =
      loops.convert(loops.load(self, {i, c}), dtype) - loops.convert(loops.load(self, {j, c}), dtype);
  Value sum = loops.reduce(kind_of(p), power(difference, p));
  loops.then_once();
  if (width == 0) sum = loops.constant(dtype, 0);
  const Value ordered = loops.value_of(j) > loops.value_of(i);
  loops.store(result, {pair_number(loops, rows, i, j)}, root(sum, p), ordered);
  to.add(loops);
}

void write_pdist_backward(ExternWriter& to) {
  to.frame.require_rank("self", 2);
  const TensorView self = to.tensor("self"), gradient = to.tensor("grad"), distances = to.tensor("pdist");
  to.frame.refuse_unless_floats(self);
  const double p = norm_of(to);
  const std::int64_t rows = self.size[0], pairs = rows > 1 ? rows * (rows - 1) / 2 : 0;
  to.frame.require(gradient.size == Dims{pairs} && distances.size == Dims{pairs},
                   "grad is " + bracketed(gradient.size));
  const TensorView result = to.result(0, self.size);
  if (rows < 2) return to.fill(result, 0);
  const DType dtype = sum_type(self.dtype);
  LoopWriter loops("distances", {rows, self.size[1], rows}, 2);
  const Index i = loops.at(0), c = loops.at(1), j = loops.at(2);
  const Value other = loops.value_of(j) != loops.value_of(i);
  const Index number = pair_number(loops, rows, loops.combine(AtomKind::minimum, i, j),
                                   loops.combine(AtomKind::maximum, i, j));
  const Value difference =
      loops.convert(loops.load(self, {i, c}), dtype) - loops.convert(loops.load(self, {j, c}), dtype);
  const Value distance = loops.convert(loops.load(distances, {number}, other), dtype);
  const Value share =
      loops.convert(loops.load(gradient, {number}, other), dtype) * slope(difference, distance, p);
  const Value sum = loops.reduce(ReduceKind::sum, select(other, share, loops.constant(dtype, 0)));
  loops.then_once();
  loops.store(result, {i, c}, sum);
  to.add(loops);
}

}  // namespace ireplay
