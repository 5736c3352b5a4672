// Draws that depend on the graph's numbers, from Philox by the same rule as the rows' implementations.
#include <algorithm>

#include "replay/externs/shared/draws.hpp"

namespace ireplay {
namespace {

constexpr double kManyArrivals = 500;
constexpr std::int64_t kMostArrivals = 2000;

void require_covered(const ExternWriter& to, const TensorView& tensor, bool floats) {
  to.frame.refuse_if(numel(tensor.size) >= kMostDraws, std::to_string(numel(tensor.size)) + " draws");
  to.frame.refuse_complex(tensor);
  if (floats) to.frame.refuse_unless_floats(tensor);
}

Value as_double(LoopWriter& loops, const TensorView& tensor, const std::vector<Index>& coordinates) {
  return loops.convert(loops.load(tensor, coordinates), DType::f64);
}

/// The new value of `self`: the operand, or the result where somebody reads it.
std::vector<TensorView> targets(const ExternWriter& to, const TensorView& self) {
  std::vector<TensorView> found;
  if (to.frame.is_in_place()) found.push_back(self);
  if (to.wants(0)) found.push_back(to.result(0, self.size));
  return found;
}

Value truth(LoopWriter& loops, Value condition, DType dtype) {
  return loops.convert(condition, compute_type(dtype));
}

}  // namespace

void write_bernoulli(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  require_covered(to, self, false);
  LoopWriter loops("bernoulli", self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const Value chance = to.args.knows("p") ? to.number_or_element(loops, "p", DType::f64, self.size, here)
                                          : as_double(loops, self, here);
  const Value drawn = Draws(to, loops, loops.flat(self.size, here)).uniform() < chance;
  for (const TensorView& target : targets(to, self))
    loops.store(target, here, truth(loops, drawn, target.dtype));
  to.add(loops);
}

void write_native_dropout(ExternWriter& to) {
  const TensorView input = to.tensor("input");
  require_covered(to, input, true);
  const double p = to.args.number("p");
  const bool train = to.args.is_none("train") || to.args.flag("train");
  LoopWriter loops("dropout", input.size, input.size.size());
  const std::vector<Index> here = loops.range(0, input.size.size());
  Value value = loops.load(input, here), kept = loops.integer(1, DType::boolean);
  if (train) {
    kept = Draws(to, loops, loops.flat(input.size, here)).uniform() >= p;
    value = loops.convert(value, sum_type(input.dtype));
    value = select(kept, value / (1 - p), loops.constant(loops.type(value), 0));
  }
  if (to.wants(0)) loops.store(to.result(0, input.size), here, value);
  if (to.wants(1)) loops.store(to.result(1, input.size), here, kept);
  to.add(loops);
}

/// How many arrivals k have a chance of k or fewer that is at most the number drawn, by halving.
void write_poisson(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  require_covered(to, self, true);
  LoopWriter loops("poisson", self.size, self.size.size());
  const std::vector<Index> here = loops.range(0, self.size.size());
  const Value rate = as_double(loops, self, here);
  const Draws draws(to, loops, loops.flat(self.size, here));
  const Value drawn = draws.uniform(), zero = loops.constant(DType::f64, 0);
  const Value some = apply(ScalarOp::minimum, rate, loops.constant(DType::f64, kManyArrivals));
  Value count = zero;
  for (double step = 1024; step >= 1; step /= 2) {
    const Value next = count + step;  // P(arrivals < next) = Q(next, rate)
    count = select(apply(ScalarOp::igammac, next, some) <= drawn, next, count);
  }
  count = apply(ScalarOp::minimum, count, loops.constant(DType::f64, kMostArrivals));
  const Value rounded = apply(ScalarOp::floor, rate + apply(ScalarOp::sqrt, rate) * draws.normal() + 0.5);
  const Value value = select(rate > kManyArrivals, apply(ScalarOp::maximum, rounded, zero), count);
  for (const TensorView& target : targets(to, self)) loops.store(target, here, value);
  to.add(loops);
}

namespace {

/// Running sums of the rows of weights.
void sum_weights(ExternWriter& to, const TensorView& weights, const TensorView& sums) {
  LoopWriter loops("weights", weights.size, 1);
  const std::vector<Index> here = loops.range(0, 2);
  loops.store(sums, here, loops.scan(ScanKind::sum, as_double(loops, weights, here)));
  to.add(loops);
}

/// The position that number `first` + the variable after the rows' draws in each row.
Index drawn_position(const ExternWriter& to, LoopWriter& loops, const TensorView& sums, Index row,
                     Index element) {
  const std::int64_t positions = sums.size[1];
  const Value drawn =
      Draws(to, loops, element).uniform() * loops.load(sums, {row, loops.number(positions - 1)});
  const Value position = loops.search(drawn, sums, positions, row * positions, true);
  return loops.index_of(apply(ScalarOp::minimum, position, loops.integer(positions - 1)), 0, positions - 1);
}

}  // namespace

void write_multinomial(ExternWriter& to) {
  const TensorView given = to.tensor("self");
  to.frame.require(given.size.size() == 1 || given.size.size() == 2, "'self' is " + bracketed(given.size));
  const TensorView self = given.size.size() == 1 ? unsqueezed(given, 0) : given;
  const std::int64_t rows = self.size[0], positions = self.size[1], samples = to.args.integer("num_samples");
  const bool replacement = to.args.flag("replacement");
  to.frame.require(positions > 0 && samples > 0 && (replacement || samples <= positions),
                   std::to_string(samples) + " samples of " + std::to_string(positions));
  to.frame.refuse_unless_floats(self);
  to.frame.refuse_if(rows * samples >= kMostDraws, std::to_string(rows * samples) + " draws");
  const TensorView shown = to.result(0, given.size.size() == 1 ? Dims{samples} : Dims{rows, samples});
  const TensorView result = given.size.size() == 1 ? unsqueezed(shown, 0) : shown;
  const TensorView weights = to.converted(self, DType::f64), sums = to.temporary(DType::f64, self.size);
  if (replacement) {
    sum_weights(to, weights, sums);
    LoopWriter loops("multinomial", {rows, samples}, 2);
    const std::vector<Index> here = loops.range(0, 2);
    loops.store(result, here,
                loops.value_of(drawn_position(to, loops, sums, here[0], here[0] * samples + here[1])));
    to.add(loops);
    return;
  }
  for (std::int64_t k = 0; k < samples; ++k) {  // what was drawn weighs nothing afterwards
    sum_weights(to, weights, sums);
    LoopWriter loops("multinomial", {rows}, 1);
    const Index row = loops.at(0);
    const Index position = drawn_position(to, loops, sums, row, row * samples + k);
    loops.store(result, {row, loops.number(k)}, loops.value_of(position));
    loops.store(weights, {row, position}, loops.constant(DType::f64, 0));
    to.add(loops);
  }
}

}  // namespace ireplay
