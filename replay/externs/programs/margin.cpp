// Losses by the distance between the scores of classes, and their gradients.
#include <algorithm>

#include "replay/externs/shared/modes.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// Samples of `classes` scores each: (samples, classes), or a lone sample.
struct Samples {
  TensorView scores;  // two dimensions
  Dims lead;          // sizes of the losses
  Averaging averaging = Averaging::none;
  DType dtype = DType::f32;

  std::int64_t count() const { return scores.size[0]; }
  std::int64_t classes() const { return scores.size[1]; }
};

Samples read_samples(const ExternWriter& to) {
  Samples of;
  of.scores = to.tensor("self");
  to.frame.require(of.scores.size.size() <= 2, "'self' is " + bracketed(of.scores.size));
  if (of.scores.size.size() == 2) of.lead = {of.scores.size[0]};
  while (of.scores.size.size() < 2) of.scores = unsqueezed(of.scores, 0);
  of.averaging = averaging_of(to.frame);
  of.dtype = sum_type(of.scores.dtype);
  return of;
}

Value score(LoopWriter& loops, const Samples& of, Index sample, Index at) {
  return loops.convert(loops.load(of.scores, {sample, at}), of.dtype);
}

/// Result 0: the losses as they are, their sum or their mean.
void write_reduced(ExternWriter& to, const Samples& of, const TensorView& losses) {
  if (!to.wants(0)) return;
  if (of.averaging == Averaging::none) return to.copy(reshaped(losses, of.lead), to.result(0, of.lead));
  LoopWriter loops("loss", losses.size, 0);
  Value total = loops.reduce(ReduceKind::sum, loops.load(losses, {loops.at(0)}));
  loops.then_once();
  if (of.averaging == Averaging::mean) total = total / static_cast<double>(of.count());
  loops.store(to.result(0, {}), {}, total);
  to.add(loops);
}

/// The gradient that reaches a sample's loss.
TensorView gradient_of_each(const ExternWriter& to, const Samples& of) {
  if (of.averaging == Averaging::none) {
    const TensorView given = to.tensor("grad_output", of.lead);
    return of.lead.empty() ? unsqueezed(given, 0) : given;
  }
  TensorView given = to.tensor("grad_output");
  to.frame.require(numel(given.size) == 1, "'grad_output' is " + bracketed(given.size));
  given.size.clear(), given.stride.clear();
  return expanded(given, {of.count()});
}

Value gradient_at(LoopWriter& loops, const Samples& of, const TensorView& gradients, Index sample) {
  const Value given = loops.convert(loops.load(gradients, {sample}), of.dtype);
  const double shared = of.averaging == Averaging::mean ? static_cast<double>(of.count()) : 1;
  return given / (shared * static_cast<double>(of.classes()));
}

// ---- one class for a sample

struct Violation {
  Index own;
  Value counts, size, weight;
};

/// How much nearer than the margin class `at` comes to the sample's own.
Violation violation_at(const ExternWriter& to, LoopWriter& loops, const Samples& of, Index sample, Index at) {
  const TensorView target = to.tensor("target");
  to.frame.require(numel(target.size) == of.count(), "'target' is " + bracketed(target.size));
  Violation found;
  found.own =
      loops.checked_index(loops.load(target, loops.unflatten(target.size, sample)), of.classes(), false);
  found.size = to.args.number("margin") - score(loops, of, sample, found.own) + score(loops, of, sample, at);
  found.counts = loops.both(loops.value_of(at) != loops.value_of(found.own), found.size > 0);
  if (to.frame.has("weight")) {
    const TensorView weight = to.tensor("weight");
    to.frame.require(weight.size == Dims{of.classes()}, "'weight' is " + bracketed(weight.size));
    found.weight = loops.convert(loops.load(weight, {found.own}), of.dtype);
  }
  return found;
}

void require_covered(const ExternWriter& to, const Samples& of) {
  to.frame.refuse_unless_floats(of.scores);
  to.frame.refuse_empty(of.scores);
}

}  // namespace

void write_multi_margin_loss(ExternWriter& to) {
  const Samples of = read_samples(to);
  require_covered(to, of);
  const bool linear = to.args.number("p") == 1;
  const TensorView losses = to.temporary(of.dtype, {of.count()});
  LoopWriter loops("margin", of.scores.size, 1);
  const Violation at = violation_at(to, loops, of, loops.at(0), loops.at(1));
  Value loss = linear ? at.size : at.size * at.size;
  if (at.weight) loss = loss * at.weight;
  const Value sum = loops.reduce(ReduceKind::sum, select(at.counts, loss, loops.constant(of.dtype, 0)));
  loops.then_once();
  loops.store(losses, {loops.at(0)}, sum / static_cast<double>(of.classes()));
  to.add(loops);
  write_reduced(to, of, losses);
}

void write_multi_margin_loss_backward(ExternWriter& to) {
  const Samples of = read_samples(to);
  require_covered(to, of);
  const bool linear = to.args.number("p") == 1;
  const TensorView gradients = gradient_of_each(to, of);
  const TensorView shown = to.result(0, to.tensor("self").size);
  const TensorView result = shown.size.size() == 2 ? shown : unsqueezed(at_least_1d(shown), 0);
  LoopWriter loops("margin", of.scores.size, 1);
  const Index sample = loops.at(0), position = loops.at(1);
  const Violation at = violation_at(to, loops, of, sample, position);
  Value by = gradient_at(loops, of, gradients, sample);
  if (!linear) by = by * at.size * 2;
  if (at.weight) by = by * at.weight;
  by = select(at.counts, by, loops.constant(of.dtype, 0));
  const Value sum = loops.reduce(ReduceKind::sum, by);
  loops.then_each();
  const Value is_own = loops.value_of(position) == loops.value_of(at.own);
  loops.store(result, {sample, position}, select(is_own, -sum, by));
  to.add(loops);
}

// ---- several classes for a sample

namespace {

/// How often each class is a target of each sample: the row of `target` ends at its first negative entry.
TensorView count_targets(ExternWriter& to, const Samples& of) {
  TensorView target = to.tensor("target");
  to.frame.require(numel(target.size) == numel(of.scores.size), "'target' is " + bracketed(target.size));
  target = reshaped(to.dense(target), of.scores.size);
  const TensorView lengths = to.temporary(DType::i64, {of.count()});
  TensorView times = to.temporary(DType::i32, of.scores.size);
  LoopWriter ends("targets", of.scores.size, 1);
  const Value entry = ends.load(target, ends.range(0, 2));
  const Value end =
      ends.reduce(ReduceKind::min, select(entry < 0, ends.value_of(ends.at(1)), ends.integer(of.classes())));
  ends.then_once();
  ends.store(lengths, {ends.at(0)}, end);
  to.add(ends);
  to.fill(times, 0);
  LoopWriter loops("targets", of.scores.size, 2);
  const Value counts = loops.value_of(loops.at(1)) < loops.load(lengths, {loops.at(0)});
  const Index own = loops.checked_index(loops.load(target, loops.range(0, 2)), of.classes(), false, counts);
  loops.store(times, {loops.at(0), own}, loops.integer(1, DType::i32), counts, StoreMode::atomic_add);
  to.add(loops);
  return times;
}

}  // namespace

void write_multilabel_margin_loss(ExternWriter& to) {
  const Samples of = read_samples(to);
  require_covered(to, of);
  const TensorView times = count_targets(to, of), losses = to.temporary(of.dtype, {of.count()});
  LoopWriter loops("margin", {of.count(), of.classes(), of.classes()}, 1);
  const Index sample = loops.at(0);
  const Value own = loops.load(times, {sample, loops.at(1)}),
              other = loops.load(times, {sample, loops.at(2)});
  const Value size = 1.0 - score(loops, of, sample, loops.at(1)) + score(loops, of, sample, loops.at(2));
  const Value counts = loops.both(loops.both(own > 0, other == 0), size > 0);
  const Value sum = loops.reduce(
      ReduceKind::sum, select(counts, size * loops.convert(own, of.dtype), loops.constant(of.dtype, 0)));
  loops.then_once();
  loops.store(losses, {sample}, sum / static_cast<double>(of.classes()));
  to.add(loops);
  write_reduced(to, of, losses);
  if (!to.wants(1)) return;
  const TensorView shown = to.result(1, to.tensor("self").size);
  LoopWriter marks("targets", of.scores.size, 2);
  const Value is_target = marks.load(times, marks.range(0, 2)) > 0;
  marks.store(shown.size.size() == 2 ? shown : unsqueezed(at_least_1d(shown), 0), marks.range(0, 2),
              marks.convert(is_target, compute_type(shown.dtype)));
  to.add(marks);
}

void write_multilabel_margin_loss_backward(ExternWriter& to) {
  const Samples of = read_samples(to);
  require_covered(to, of);
  const TensorView times = count_targets(to, of), gradients = gradient_of_each(to, of);
  const TensorView shown = to.result(0, to.tensor("self").size);
  const TensorView result = shown.size.size() == 2 ? shown : unsqueezed(at_least_1d(shown), 0);
  LoopWriter loops("margin", {of.count(), of.classes(), of.classes()}, 2);
  const Index sample = loops.at(0), position = loops.at(1), other = loops.at(2);
  const Value here = loops.load(times, {sample, position}), there = loops.load(times, {sample, other});
  const Value mine = score(loops, of, sample, position), theirs = score(loops, of, sample, other);
  const Value zero = loops.integer(0, DType::i32);
  const Value pulled = select(loops.both(here == 0, 1.0 - theirs + mine > 0), there, zero);
  const Value pushed = select(loops.both(there == 0, 1.0 - mine + theirs > 0), -here, zero);
  const Value sum = loops.reduce(ReduceKind::sum, loops.convert(pulled + pushed, of.dtype));
  loops.then_once();
  loops.store(result, {sample, position}, gradient_at(loops, of, gradients, sample) * sum);
  to.add(loops);
}

}  // namespace ireplay
