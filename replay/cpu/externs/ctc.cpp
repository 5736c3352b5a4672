// Connectionist temporal classification: the forward and backward sums over all alignments, in logarithms.
#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

double log_sum(double a, double b) {
  const double high = std::max(a, b);
  return std::isinf(high) ? high : high + std::log(std::exp(a - high) + std::exp(b - high));
}

Dims lengths(const ExternFrame& frame, std::string_view name, std::int64_t count) {
  Dims values = std::holds_alternative<TensorView>(frame.args().value(name).value)
                    ? frame.read<std::int64_t>(name).data
                    : frame.args().integers(name);
  frame.require(static_cast<std::int64_t>(values.size()) == count,
                "'" + std::string(name) + "' has " + std::to_string(values.size()) + " entries");
  return values;
}

/// One sample: its scores by time and class, and its labels with blanks around each.
struct Sample {
  std::int64_t number = 0, times = 0;
  std::vector<std::int64_t> labels;  // blank, first, blank, second, ..., blank
  std::int64_t states() const { return static_cast<std::int64_t>(labels.size()); }
  bool may_skip(std::int64_t from) const {
    return labels[static_cast<std::size_t>(from)] != labels[static_cast<std::size_t>(from + 2)];
  }
};

struct Batch {
  Reals scores;  // (time, sample, class)
  std::int64_t times = 0, count = 0, classes = 0;
  std::vector<Sample> samples;

  std::size_t score(const Sample& of, std::int64_t time, std::int64_t label) const {
    return static_cast<std::size_t>((time * count + of.number) * classes + label);
  }
  double state_score(const Sample& of, std::int64_t time, std::int64_t state) const {
    return scores.data[score(of, time, of.labels[static_cast<std::size_t>(state)])];
  }
};

Batch read_samples(const ExternFrame& frame) {
  Batch batch{frame.read<double>("log_probs"), 0, 1, 0, {}};
  const Dims& size = batch.scores.size;
  frame.require(size.size() == 3 || size.size() == 2, "'log_probs' is " + bracketed(size));
  batch.times = size[0], batch.classes = size.back();
  if (size.size() == 3) batch.count = size[1];
  const Ints targets = frame.read<std::int64_t>("targets");
  const Dims times = lengths(frame, "input_lengths", batch.count),
             lengths_of = lengths(frame, "target_lengths", batch.count);
  const std::int64_t blank = frame.args().integer("blank");
  frame.check_index(blank, batch.classes);
  std::int64_t begin = 0;
  for (std::int64_t n = 0; n < batch.count; ++n) {
    const std::int64_t length = lengths_of[static_cast<std::size_t>(n)];
    if (targets.size.size() == 2) begin = n * targets.size[1];
    frame.require(length >= 0 && begin + length <= targets.count() &&
                      (targets.size.size() != 2 || length <= targets.size[1]),
                  "a target of " + std::to_string(length) + " labels leaves 'targets'");
    Sample sample{n, times[static_cast<std::size_t>(n)], {blank}};
    frame.require(sample.times >= 0 && sample.times <= batch.times, "an input is longer than 'log_probs'");
    for (std::int64_t i = 0; i < length; ++i) {
      sample.labels.push_back(targets.data[static_cast<std::size_t>(begin + i)]);
      frame.check_index(sample.labels.back(), batch.classes);
      sample.labels.push_back(blank);
    }
    begin += length;
    batch.samples.push_back(std::move(sample));
  }
  return batch;
}

/// log alpha or log beta of one sample: (time, state).
struct Lattice {
  std::int64_t width = 0;
  std::vector<double> data;
  Lattice(std::int64_t times, std::int64_t states)
      : width(states), data(static_cast<std::size_t>(times * states), kNever) {}
  double& at(std::int64_t time, std::int64_t state) {
    return data[static_cast<std::size_t>(time * width + state)];
  }
};

Lattice forward(const Batch& batch, const Sample& sample) {
  Lattice alpha(sample.times, sample.states());
  if (sample.times == 0) return alpha;
  for (std::int64_t s = 0; s < std::min<std::int64_t>(2, sample.states()); ++s)
    alpha.at(0, s) = batch.state_score(sample, 0, s);
  for (std::int64_t t = 1; t < sample.times; ++t)
    for (std::int64_t s = 0; s < sample.states(); ++s) {
      double sum = alpha.at(t - 1, s);
      if (s > 0) sum = log_sum(sum, alpha.at(t - 1, s - 1));
      if (s > 1 && sample.may_skip(s - 2)) sum = log_sum(sum, alpha.at(t - 1, s - 2));
      alpha.at(t, s) = sum + batch.state_score(sample, t, s);
    }
  return alpha;
}

Lattice backward(const Batch& batch, const Sample& sample) {
  Lattice beta(sample.times, sample.states());
  if (sample.times == 0) return beta;
  const std::int64_t last = sample.times - 1;
  for (std::int64_t s = std::max<std::int64_t>(0, sample.states() - 2); s < sample.states(); ++s)
    beta.at(last, s) = batch.state_score(sample, last, s);
  for (std::int64_t t = last - 1; t >= 0; --t)
    for (std::int64_t s = 0; s < sample.states(); ++s) {
      double sum = beta.at(t + 1, s);
      if (s + 1 < sample.states()) sum = log_sum(sum, beta.at(t + 1, s + 1));
      if (s + 2 < sample.states() && sample.may_skip(s)) sum = log_sum(sum, beta.at(t + 1, s + 2));
      beta.at(t, s) = sum + batch.state_score(sample, t, s);
    }
  return beta;
}

double negative_likelihood(const Sample& sample, Lattice& alpha) {
  if (sample.times == 0) return sample.states() == 1 ? 0 : -kNever;
  const std::int64_t last = sample.times - 1, end = sample.states() - 1;
  return -(end == 0 ? alpha.at(last, 0) : log_sum(alpha.at(last, end), alpha.at(last, end - 1)));
}

}  // namespace

void run_ctc_loss(const ExternFrame& frame) {
  const Batch batch = read_samples(frame);
  const bool lone = frame.args().tensor("log_probs").size.size() == 2;
  Reals losses(lone ? Dims{} : Dims{batch.count});
  Reals alphas(frame.wants(1) ? frame.result(1).size : Dims{batch.count, 0, 0});
  frame.require(lone || alphas.size.size() == 3, "the result is " + bracketed(alphas.size));
  std::fill(alphas.data.begin(), alphas.data.end(), kNever);
  const std::int64_t width = alphas.size.back();
  for (const Sample& sample : batch.samples) {
    Lattice alpha = forward(batch, sample);
    losses.data[static_cast<std::size_t>(sample.number)] = negative_likelihood(sample, alpha);
    if (!frame.wants(1)) continue;
    frame.require(width >= sample.states() && alphas.count() == batch.count * batch.times * width,
                  "the result is " + bracketed(alphas.size));
    for (std::int64_t t = 0; t < sample.times; ++t)
      for (std::int64_t s = 0; s < sample.states(); ++s)
        alphas.data[static_cast<std::size_t>((sample.number * batch.times + t) * width + s)] = alpha.at(t, s);
  }
  frame.write(0, losses);
  frame.write(1, alphas);
}

void run_ctc_loss_backward(const ExternFrame& frame) {
  const Batch batch = read_samples(frame);
  const Reals given = frame.read<double>("grad");
  frame.require(given.count() == batch.count || given.count() == 1, "'grad' is " + bracketed(given.size));
  const bool zero_infinity = frame.args().flag("zero_infinity");
  Reals result(batch.scores.size);
  for (const Sample& sample : batch.samples) {
    Lattice alpha = forward(batch, sample), beta = backward(batch, sample);
    const double loss = negative_likelihood(sample, alpha);
    if (zero_infinity && std::isinf(loss)) continue;
    const double gradient = given.data[given.count() == 1 ? 0 : static_cast<std::size_t>(sample.number)];
    for (std::int64_t t = 0; t < sample.times; ++t) {
      std::vector<double> through(static_cast<std::size_t>(batch.classes), kNever);
      for (std::int64_t s = 0; s < sample.states(); ++s) {
        double& sum = through[static_cast<std::size_t>(sample.labels[static_cast<std::size_t>(s)])];
        sum = log_sum(sum, alpha.at(t, s) + beta.at(t, s));
      }
      for (std::int64_t c = 0; c < batch.classes; ++c) {
        const std::size_t at = batch.score(sample, t, c);
        const double score = batch.scores.data[at];
        result.data[at] =
            (std::exp(score) - std::exp(through[static_cast<std::size_t>(c)] + loss - score)) * gradient;
      }
    }
  }
  frame.write(0, result);
}

}  // namespace ireplay
