// The cross entropy of a linear layer's outputs, which PyTorch computes in chunks of rows so that the scores
// of all rows are never there at once. What a chunk does depends on no other, so that here all rows are one.
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// Scores (samples, classes) = input * linear_weight^T + linear_bias, and what the samples should be: a class
/// for each, or a probability for each and every class.
struct Scores {
  TensorView values, target;
  std::optional<TensorView> bias, weight;
  DType dtype = DType::f32;  // of sums
  std::int64_t ignored = 0;

  bool has_probabilities() const { return is_floating(target.dtype); }
  std::int64_t samples() const { return values.size[0]; }
  std::int64_t classes() const { return values.size[1]; }
};

std::optional<TensorView> row_of(const ExternWriter& to, std::string_view name, std::int64_t length) {
  if (!to.frame.has(name)) return std::nullopt;
  to.frame.require(to.tensor(name).size == Dims{length}, "'" + std::string(name) + "' is " +
                                                             bracketed(to.tensor(name).size) + " for " +
                                                             std::to_string(length) + " classes");
  return to.tensor(name);
}

Scores write_scores(ExternWriter& to) {
  to.frame.require_rank("input", 2), to.frame.require_rank("linear_weight", 2);
  const TensorView input = to.tensor("input"), weight = to.tensor("linear_weight");
  const std::int64_t samples = input.size[0], classes = weight.size[0];
  to.frame.refuse_unless_floats(input);
  to.frame.require(weight.size[1] == input.size[1],
                   bracketed(input.size) + " times the transpose of " + bracketed(weight.size));
  Scores of;
  of.dtype = sum_type(input.dtype);
  of.target = to.tensor("target"), of.ignored = to.args.integer("ignore_index");
  of.bias = row_of(to, "linear_bias", classes), of.weight = row_of(to, "weight", classes);
  const Dims expected = of.has_probabilities() ? Dims{samples, classes} : Dims{samples};
  to.frame.require(of.target.size == expected, "'target' is " + bracketed(of.target.size));
  const bool narrow = input.dtype == DType::f16 && to.args.text("acc_policy") == "compact";
  of.values = to.temporary(narrow ? input.dtype : of.dtype, {samples, classes});
  to.product({input, permuted(weight, {1, 0}), of.values, {}});
  return of;
}

/// One score; `here` is (sample, class).
Value score_at(LoopWriter& loops, const Scores& of, const std::vector<Index>& here) {
  const Value score = loops.convert(loops.load(of.values, here), of.dtype);
  return of.bias ? score + loops.convert(loops.load(*of.bias, {here[1]}), of.dtype) : score;
}

/// The weight of a class, 1 where there are none.
Value class_weight(LoopWriter& loops, const Scores& of, Index at, Value mask = {}) {
  return of.weight ? loops.convert(loops.load(*of.weight, {at}, mask), of.dtype)
                   : loops.constant(of.dtype, 1);
}

/// How much a sample wants a class: its probability, or 1 for its own class, times the class's weight.
Value wanted_at(LoopWriter& loops, const Scores& of, const std::vector<Index>& here) {
  const Value weight = class_weight(loops, of, here[1]);
  if (of.has_probabilities()) return loops.convert(loops.load(of.target, here), of.dtype) * weight;
  const Value target = loops.convert(loops.load(of.target, {here[0]}), DType::i64);
  const Value counts = target != static_cast<double>(of.ignored);
  loops.checked_index(target, of.classes(), false, counts);
  const Value own = loops.both(counts, target == loops.value_of(here[1]));
  return select(own, weight, loops.constant(of.dtype, 0));
}

/// By sample: its loss, the logarithm of the sum of its scores' exponentials, and the sum of what it wants.
struct Rows {
  TensorView losses, logs, masses;
};

Rows write_rows(ExternWriter& to, const Scores& of) {
  const Dims size{of.samples()};
  Rows rows{to.temporary(of.dtype, size), to.temporary(of.dtype, size), to.temporary(of.dtype, size)};
  LoopWriter loops("rows", of.values.size, 1);
  const std::vector<Index> here = loops.range(0, 2), row = loops.range(0, 1);
  const Value score = score_at(loops, of, here);
  const Value largest = loops.reduce(ReduceKind::max, score);
  loops.then_each();
  const Value wanted = wanted_at(loops, of, here), below = score - largest;
  const Value sum = loops.reduce(ReduceKind::sum, apply(ScalarOp::exp, below));
  const Value mass = loops.reduce(ReduceKind::sum, wanted);
  const Value reached = loops.reduce(ReduceKind::sum, select(wanted == 0, wanted, wanted * below));
  loops.then_once();
  const Value log = apply(ScalarOp::log, sum);
  loops.store(rows.losses, row, mass * log - reached);
  loops.store(rows.logs, row, largest + log);
  loops.store(rows.masses, row, mass);
  to.add(loops);
  return rows;
}

/// The sum of all losses, or their mean; the returned number is what they were divided by.
TensorView write_total(ExternWriter& to, const Scores& of, const Rows& rows) {
  const std::string reduction = to.args.text("reduction");
  to.frame.require(reduction == "mean" || reduction == "sum", "reduction '" + reduction + "'");
  TensorView divisor = to.temporary(of.dtype, {1});
  LoopWriter loops("loss", {of.samples()}, 0);
  const std::vector<Index> row = loops.range(0, 1);
  const Value total = loops.reduce(ReduceKind::sum, loops.load(rows.losses, row));
  const Value mass = loops.reduce(ReduceKind::sum, loops.load(rows.masses, row));
  loops.then_once();
  const double count = reduction == "mean" ? static_cast<double>(of.samples()) : 1;
  const bool weighed = reduction == "mean" && !of.has_probabilities();
  const Value by = weighed ? mass : loops.constant(of.dtype, count);
  loops.store(divisor, {loops.number(0)}, by);
  if (to.wants(0)) loops.store(to.result(0, {}), {}, total / by);
  to.add(loops);
  return divisor;
}

/// d loss / d score = (softmax * mass - wanted) / divisor; `here` is (sample, class).
Value slope_at(LoopWriter& loops, const Scores& of, const Rows& rows, const TensorView& divisor,
               const std::vector<Index>& here) {
  const std::vector<Index> row{here[0]};
  const Value softmax = apply(ScalarOp::exp, score_at(loops, of, here) - loops.load(rows.logs, row));
  const Value slope = softmax * loops.load(rows.masses, row) - wanted_at(loops, of, here);
  return slope / loops.load(divisor, {loops.number(0)});
}

/// All slopes in the type that the products multiply.
TensorView write_slopes(ExternWriter& to, const Scores& of, const Rows& rows, const TensorView& divisor) {
  TensorView slopes = to.temporary(to.tensor("input").dtype, of.values.size);
  LoopWriter loops("slopes", of.values.size, 2);
  const std::vector<Index> here = loops.range(0, 2);
  loops.store(slopes, here, slope_at(loops, of, rows, divisor, here));
  to.add(loops);
  return slopes;
}

void write_bias_gradient(ExternWriter& to, const Scores& of, const Rows& rows, const TensorView& divisor) {
  LoopWriter loops("bias", {of.classes(), of.samples()}, 1);
  const Value sum =
      loops.reduce(ReduceKind::sum, slope_at(loops, of, rows, divisor, {loops.at(1), loops.at(0)}));
  loops.then_once();
  loops.store(to.result(3, {of.classes()}), loops.range(0, 1), sum);
  to.add(loops);
}

}  // namespace

void write_linear_cross_entropy(ExternWriter& to) {
  to.frame.refuse_if(to.args.number("label_smoothing") != 0, "label smoothing");
  const Scores of = write_scores(to);
  const Rows rows = write_rows(to, of);
  const TensorView divisor = write_total(to, of, rows);
  const bool of_input = to.wants(1) && to.args.flag("compute_input_grad"),
             of_weight = to.wants(2) && to.args.flag("compute_linear_weight_grad"),
             of_bias = to.wants(3) && to.args.flag("compute_linear_bias_grad");
  if (of_bias) write_bias_gradient(to, of, rows, divisor);
  if (!of_input && !of_weight) return;
  const TensorView input = to.tensor("input"), weight = to.tensor("linear_weight");
  const TensorView slopes = write_slopes(to, of, rows, divisor);
  if (of_input) to.product({slopes, weight, to.result(1, input.size), {}});
  if (of_weight) to.product({permuted(slopes, {1, 0}), input, to.result(2, weight.size), {}});
}

void write_linear_cross_entropy_rows(ExternWriter& to) {
  const Scores of = write_scores(to);
  to.copy(write_rows(to, of).losses, to.result(0, {of.samples()}));
}

}  // namespace ireplay
