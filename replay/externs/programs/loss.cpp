// Negative log likelihoods of classes, and their gradients.
#include <algorithm>

#include "replay/externs/shared/modes.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// Scores (samples, classes, positions...), or (classes), with a class for each sample and position.
struct Likelihoods {
  TensorView scores, target;
  std::optional<TensorView> weight;
  std::size_t channel = 0;
  std::int64_t ignored = 0;
  Averaging averaging = Averaging::none;
  DType dtype = DType::f32;

  std::int64_t classes() const { return scores.size[channel]; }
};

Likelihoods read_likelihoods(const ExternWriter& to, const TensorView& scores) {
  Likelihoods of;
  of.scores = scores, of.target = to.tensor("target");
  to.frame.require(!scores.size.empty(), "'self' is " + bracketed(scores.size));
  of.channel = scores.size.size() == 1 ? 0 : 1;
  Dims expected = scores.size;
  expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(of.channel));
  if (scores.size.size() == 1 && of.target.size == Dims{1}) of.target = selected(of.target, 0, 0);
  to.frame.require(of.target.size == expected, "'target' is " + bracketed(of.target.size));
  if (to.frame.has("weight")) {
    of.weight = to.tensor("weight");
    to.frame.require(of.weight->size == Dims{of.classes()}, "'weight' is " + bracketed(of.weight->size));
  }
  of.averaging = averaging_of(to.frame);
  of.ignored = to.args.integer("ignore_index");
  of.dtype = sum_type(scores.dtype);
  return of;
}

/// One sample and position: whether it counts, its class's weight (0 where not) and the coordinates of its
/// score.
struct Sample {
  Value counts, weight;
  std::vector<Index> coordinates;
};

Sample sample_at(LoopWriter& loops, const Likelihoods& of, const std::vector<Index>& here) {
  const Value target = loops.convert(loops.load(of.target, here), DType::i64);
  Sample sample{target != static_cast<double>(of.ignored), {}, here};
  const Index index = loops.checked_index(target, of.classes(), false, sample.counts);
  sample.coordinates.insert(sample.coordinates.begin() + static_cast<std::ptrdiff_t>(of.channel), index);
  sample.weight = of.weight ? loops.convert(loops.load(*of.weight, {index}, sample.counts), of.dtype)
                            : loops.convert(sample.counts, of.dtype);
  return sample;
}

}  // namespace

void write_nll_loss(ExternWriter& to) {
  const Likelihoods of = read_likelihoods(to, to.tensor("self"));
  to.frame.refuse_unless_floats(of.scores);
  const Dims& size = of.target.size;
  const bool each = of.averaging == Averaging::none;
  const bool reduces = !each && !size.empty();
  LoopWriter loops("likelihood", size, reduces ? 0 : size.size());
  const std::vector<Index> here = loops.range(0, size.size());
  const Sample sample = sample_at(loops, of, here);
  const Value score = loops.convert(loops.load(of.scores, sample.coordinates, sample.counts), of.dtype);
  Value loss = select(sample.counts, -score * sample.weight, loops.constant(of.dtype, 0));
  Value weight = sample.weight;
  if (reduces) {
    loss = loops.reduce(ReduceKind::sum, loss);
    weight = loops.reduce(ReduceKind::sum, weight);
    loops.then_once();
  }
  if (of.averaging == Averaging::mean) loss = loss / weight;
  if (to.wants(0)) loops.store(to.result(0, each ? size : Dims{}), each ? here : std::vector<Index>{}, loss);
  if (to.wants(1) && !each) loops.store(to.result(1, {}), {}, weight);
  to.add(loops);
  if (to.wants(1) && each) to.fill(to.result(1, {}), 0);
}

void write_nll_loss_backward(ExternWriter& to) {
  const Likelihoods of = read_likelihoods(to, to.tensor("self"));
  const TensorView gradient = to.tensor("grad_output", of.target.size), counted = to.tensor("total_weight");
  to.frame.require(numel(counted.size) == 1, "'total_weight' is " + bracketed(counted.size));
  to.frame.refuse_unless_floats(of.scores);
  const TensorView result = to.result(0, of.scores.size);
  to.fill(result, 0);
  LoopWriter loops("likelihood", of.target.size, of.target.size.size());
  const std::vector<Index> here = loops.range(0, of.target.size.size());
  const Sample sample = sample_at(loops, of, here);
  Value value = -loops.convert(loops.load(gradient, here), of.dtype) * sample.weight;
  if (of.averaging == Averaging::mean) {
    const std::vector<Index> only(counted.size.size(), loops.number(0));
    value = value / loops.convert(loops.load(counted, only), of.dtype);
  }
  loops.store(result, sample.coordinates, value, sample.counts);
  to.add(loops);
}

}  // namespace ireplay
