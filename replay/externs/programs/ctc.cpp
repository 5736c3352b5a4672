// Connectionist temporal classification: the forward and backward sums over all alignments, in logarithms, a
// program for each step of time.
#include <algorithm>
#include <limits>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

/// States of a sample are blank, first label, blank, second label ... blank. What is summed is f64: errors of
/// long sums of logarithms are errors of exponents in the gradient.
struct Alignments {
  TensorView scores;         // (time, sample, class)
  TensorView times, states;  // i64, by sample
  TensorView labels;         // i64 (sample, state); blank past a sample's last state
  std::int64_t width = 0;    // states of the longest sample
  TensorView alpha, beta;    // (time, sample, state)
  TensorView losses;         // by sample

  std::int64_t steps() const { return scores.size[0]; }
  std::int64_t samples() const { return scores.size[1]; }
  std::int64_t classes() const { return scores.size[2]; }
};

/// A list of numbers or a tensor, as i64 of one dimension.
TensorView lengths_of(ExternWriter& to, std::string_view name, std::int64_t count) {
  TensorView lengths;
  if (std::holds_alternative<TensorView>(to.args.value(name).value))
    lengths = at_least_1d(to.tensor(name));
  else
    lengths = to.table(to.args.integers(name), {static_cast<std::int64_t>(to.args.integers(name).size())});
  to.frame.require(lengths.size == Dims{count},
                   "'" + std::string(name) + "' has " + std::to_string(numel(lengths.size)) + " entries");
  return to.converted(lengths, DType::i64);
}

/// The longest target that there can be.
std::int64_t longest_target(const ExternWriter& to) {
  const TensorView& targets = to.args.tensor("targets");
  if (targets.size.size() == 2) return targets.size[1];
  if (std::holds_alternative<TensorView>(to.args.value("target_lengths").value)) return numel(targets.size);
  const Dims lengths = to.args.integers("target_lengths");
  return lengths.empty() ? 0 : std::max<std::int64_t>(*std::ranges::max_element(lengths), 0);
}

/// Where each sample's labels begin among the targets.
TensorView begins_of(ExternWriter& to, const TensorView& targets, const TensorView& lengths) {
  TensorView begins = to.temporary(DType::i64, lengths.size);
  const TensorView sums = to.running_sums(lengths, false);
  const bool rows = targets.size.size() == 2;
  LoopWriter loops("labels", lengths.size, 1);
  const Index sample = loops.at(0);
  const Value length = loops.load(lengths, {sample});
  const Value begin = rows ? loops.value_of(sample * targets.size[1]) : loops.load(sums, {sample}) - length;
  loops.require(length >= 0, "targets have no negative length");
  loops.require(rows ? length <= static_cast<double>(targets.size[1])
                     : begin + length <= static_cast<double>(numel(targets.size)),
                "labels lie inside of the targets");
  loops.store(begins, {sample}, begin);
  to.add(loops);
  return begins;
}

void write_labels(ExternWriter& to, Alignments& at) {
  const TensorView given = to.tensor("targets");
  to.frame.require(given.size.size() == 1 || given.size.size() == 2, "'targets' is " + bracketed(given.size));
  const TensorView lengths = lengths_of(to, "target_lengths", at.samples());
  const TensorView begins = begins_of(to, given, lengths);
  const TensorView targets = reshaped(to.dense(given), {numel(given.size)});
  const std::int64_t blank = to.args.integer("blank");
  to.frame.require(blank >= 0 && blank < at.classes(), "'blank' is " + std::to_string(blank));
  at.states = to.temporary(DType::i64, {at.samples()});
  at.labels = to.temporary(DType::i64, {at.samples(), at.width});
  LoopWriter counts("labels", at.states.size, 1);
  counts.store(at.states, {counts.at(0)}, counts.load(lengths, {counts.at(0)}) * 2 + 1);
  to.add(counts);
  LoopWriter loops("labels", at.labels.size, 2);
  const Index sample = loops.at(0), state = loops.at(1);
  const Value number = loops.value_of(state / 2);
  const Value labelled = loops.both(loops.value_of(state % 2) == 1, number < loops.load(lengths, {sample}));
  const Value position = loops.load(begins, {sample}) + number;
  const Index from = loops.index_of(position, 0, std::max<std::int64_t>(targets.size[0] - 1, 0));
  const Value label = loops.convert(loops.load(targets, {from}, labelled), DType::i64);
  const Index checked = loops.checked_index(label, at.classes(), false, labelled);
  loops.store(at.labels, {sample, state}, select(labelled, loops.value_of(checked), loops.integer(blank)));
  to.add(loops);
}

Alignments read_alignments(ExternWriter& to) {
  Alignments at;
  at.scores = to.tensor("log_probs");
  if (at.scores.size.size() == 2) at.scores = unsqueezed(at.scores, 1);
  at.width = 2 * longest_target(to) + 1;
  at.times = lengths_of(to, "input_lengths", at.samples());
  LoopWriter checks("input lengths", at.times.size, 1);
  const Value length = checks.load(at.times, {checks.at(0)});
  checks.require(checks.both(length >= 0, length <= static_cast<double>(at.steps())),
                 "an input is no longer than log_probs");
  to.add(checks);
  write_labels(to, at);
  return at;
}

void require_covered(const ExternWriter& to) {
  const TensorView& scores = to.tensor("log_probs");
  to.frame.require(scores.size.size() == 3 || scores.size.size() == 2,
                   "'log_probs' is " + bracketed(scores.size));
  to.frame.refuse_unless_floats(scores);
  for (const char* name : {"log_probs", "targets"}) to.frame.refuse_empty(to.tensor(name));
}

/// log(exp(a) + exp(b) ...).
Value log_sum(LoopWriter& loops, const std::vector<Value>& terms) {
  Value highest = terms[0];
  for (const Value& term : terms) highest = apply(ScalarOp::maximum, highest, term);
  const Value finite = opposite(apply(ScalarOp::isinf, highest));
  const Value shift = select(finite, highest, loops.constant(DType::f64, 0));
  Value sum;
  for (const Value& term : terms) {
    const Value power = apply(ScalarOp::exp, term - shift);
    sum = sum ? sum + power : power;
  }
  return select(finite, highest + apply(ScalarOp::log, sum), highest);
}

Value score_at(LoopWriter& loops, const Alignments& at, std::int64_t time, Value label) {
  const Index of = loops.index_of(label, 0, at.classes() - 1);
  return loops.convert(loops.load(at.scores, {loops.number(time), loops.at(0), of}), DType::f64);
}

/// Where a sample's alignments are at a time: from the states next to it at the time before, or for beta
/// after.
void write_step(ExternWriter& to, const Alignments& at, const TensorView& lattice, std::int64_t time,
                std::int64_t direction) {
  LoopWriter loops("alignments", {at.samples(), at.width}, 2);
  const Index sample = loops.at(0), state = loops.at(1);
  const Value times = loops.load(at.times, {sample}), states = loops.load(at.states, {sample});
  const Value number = loops.value_of(state), label = loops.load(at.labels, {sample, state});
  const Value inside = loops.both(number<states, times> static_cast<double>(time));
  const bool forward = direction > 0;
  const Value first = forward ? number < 2 : number >= states - 2;
  const Value starts =
      forward ? loops.integer(time == 0, DType::boolean) : times == static_cast<double>(time + 1);
  const Value never = loops.constant(DType::f64, kNever);
  Value sum = select(first, loops.constant(DType::f64, 0), never);
  const std::int64_t from = time - direction;
  if (from >= 0 && from < at.steps()) {
    std::vector<Value> terms;
    for (std::int64_t k = 0; k < 3; ++k) {
      const Index other = state - k * direction;
      Value reaches = k == 0 ? inside
                             : loops.both(inside, forward ? number >= static_cast<double>(k)
                                                          : number < states - static_cast<double>(k));
      if (k == 2) reaches = loops.both(reaches, loops.load(at.labels, {sample, other}, reaches) != label);
      terms.push_back(
          select(reaches, loops.load(lattice, {loops.number(from), sample, other}, reaches), never));
    }
    sum = select(starts, sum, log_sum(loops, terms));
  }
  const Value value = sum + score_at(loops, at, time, label);
  loops.store(lattice, {loops.number(time), sample, state}, select(inside, value, never));
  to.add(loops);
}

void write_alpha(ExternWriter& to, Alignments& at) {
  at.alpha = to.temporary(DType::f64, {at.steps(), at.samples(), at.width});
  for (std::int64_t time = 0; time < at.steps(); ++time) write_step(to, at, at.alpha, time, 1);
}

void write_beta(ExternWriter& to, Alignments& at) {
  at.beta = to.temporary(DType::f64, {at.steps(), at.samples(), at.width});
  for (std::int64_t time = at.steps() - 1; time >= 0; --time) write_step(to, at, at.beta, time, -1);
}

/// Without an input there is one alignment, if there is no label.
void write_losses(ExternWriter& to, Alignments& at) {
  at.losses = to.temporary(DType::f64, {at.samples()});
  LoopWriter loops("likelihoods", at.losses.size, 1);
  const Index sample = loops.at(0);
  const Value times = loops.load(at.times, {sample}), states = loops.load(at.states, {sample});
  const Value some = times > 0, never = loops.constant(DType::f64, kNever);
  const Index last = loops.index_of(times - 1, 0, at.steps() - 1);
  const auto end = [&](std::int64_t back) {
    const Value there = loops.both(some, states >= static_cast<double>(back));
    const Index state = loops.index_of(states - static_cast<double>(back), 0, at.width - 1);
    return select(there, loops.load(at.alpha, {last, sample, state}, there), never);
  };
  const Value likelihood = log_sum(loops, {end(1), end(2)});
  const Value none = select(states == 1, loops.constant(DType::f64, 0), never);
  loops.store(at.losses, {sample}, -select(some, likelihood, none));
  to.add(loops);
}

}  // namespace

void write_ctc_loss(ExternWriter& to) {
  require_covered(to);
  Alignments at = read_alignments(to);
  write_alpha(to, at);
  write_losses(to, at);
  const bool lone = to.tensor("log_probs").size.size() == 2;
  if (to.wants(0)) {
    const TensorView result = to.result(0, lone ? Dims{} : Dims{at.samples()});
    to.copy(lone ? selected(at.losses, 0, 0) : at.losses, result);
  }
  if (!to.wants(1)) return;
  const TensorView result = to.result(1);  // as wide as the longest target is
  to.frame.require(
      !result.size.empty() && numel(result.size) == at.samples() * at.steps() * result.size.back(),
      "the result is " + bracketed(result.size));
  const std::int64_t width = result.size.back();
  const TensorView alphas = to.temporary(DType::f64, {at.samples(), at.steps(), width});
  LoopWriter loops("likelihoods", alphas.size, 3);
  const Value inside = loops.inside(loops.at(2), at.width);
  const Value value = loops.load(at.alpha, {loops.at(1), loops.at(0), loops.at(2)}, inside);
  loops.store(alphas, loops.range(0, 3),
              inside ? select(inside, value, loops.constant(DType::f64, kNever)) : value);
  to.add(loops);
  to.copy_in_order(alphas, result);
}

namespace {

/// The share of all alignments that go through each class at each time, by its states; f64.
TensorView write_shares(ExternWriter& to, const Alignments& at) {
  TensorView shares = to.temporary(DType::f64, at.scores.size);
  to.fill(shares, 0);
  LoopWriter loops("shares", at.alpha.size, 3);
  const Index time = loops.at(0), sample = loops.at(1), state = loops.at(2);
  const Index label = loops.index_of(loops.load(at.labels, {sample, state}), 0, at.classes() - 1);
  const Value both = loops.load(at.alpha, {time, sample, state}) + loops.load(at.beta, {time, sample, state});
  const Value score = loops.convert(loops.load(at.scores, {time, sample, label}), DType::f64);
  const Value share = apply(ScalarOp::exp, both + loops.load(at.losses, {sample}) - score);
  const Value possible = both > kNever;
  loops.store(shares, {time, sample, label}, share, possible, StoreMode::atomic_add);
  to.add(loops);
  return shares;
}

}  // namespace

void write_ctc_loss_backward(ExternWriter& to) {
  require_covered(to);
  Alignments at = read_alignments(to);
  TensorView gradients = to.tensor("grad");
  to.frame.require(numel(gradients.size) == at.samples() || numel(gradients.size) == 1,
                   "'grad' is " + bracketed(gradients.size));
  gradients = reshaped(to.dense(gradients), {numel(gradients.size)});
  write_alpha(to, at);
  write_losses(to, at);
  write_beta(to, at);
  const TensorView shares = write_shares(to, at);
  TensorView result = to.result(0, to.tensor("log_probs").size);
  if (result.size.size() == 2) result = unsqueezed(result, 1);
  LoopWriter loops("gradient", at.scores.size, 3);
  const std::vector<Index> here = loops.range(0, 3);
  const Value loss = loops.load(at.losses, {here[1]});
  const Value score = loops.convert(loops.load(at.scores, here), DType::f64);
  const Value impossible = apply(ScalarOp::isinf, loss);
  const Value zero = loops.constant(DType::f64, 0);
  const Value given = loops.convert(loops.load(expanded(gradients, {at.samples()}), {here[1]}), DType::f64);
  Value value = (apply(ScalarOp::exp, score) - loops.load(shares, here)) * given;
  const Value otherwise = to.args.flag("zero_infinity")
                              ? zero
                              : loops.constant(DType::f64, std::numeric_limits<double>::quiet_NaN());
  value = select(impossible, otherwise, value);
  const Value counts = loops.load(at.times, {here[1]}) > loops.value_of(here[0]);
  loops.store(result, here, select(counts, value, zero));
  to.add(loops);
}

}  // namespace ireplay
