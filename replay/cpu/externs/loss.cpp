// Losses that are library calls, and their gradients.
#include <cmath>
#include <limits>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/modes.hpp"

namespace ireplay {
namespace {

/// The losses of `count` samples as they are, their sum or their mean.
void write_reduced(const ExternFrame& frame, std::size_t result, const Reals& losses) {
  const Averaging averaging = averaging_of(frame);
  if (averaging == Averaging::none) return frame.write(result, losses);
  Reals total{Dims{}};
  for (const double loss : losses.data) total.data[0] += loss;
  if (averaging == Averaging::mean) total.data[0] /= static_cast<double>(losses.count());
  frame.write(result, total);
}

/// The gradient that reaches each of the losses of `size`.
Reals gradient_of_each(const ExternFrame& frame, const Dims& size) {
  const Reals given = frame.read<double>("grad_output");
  const Averaging averaging = averaging_of(frame);
  if (averaging == Averaging::none) return broadcast(frame, given, size);
  frame.require(given.count() == 1, "'grad_output' is " + bracketed(given.size));
  Reals each(size);
  for (double& gradient : each.data)
    gradient =
        averaging == Averaging::mean ? given.data[0] / static_cast<double>(each.count()) : given.data[0];
  return each;
}

/// One for each class, or none where the call gives none.
Reals class_weights(const ExternFrame& frame, std::int64_t classes) {
  if (!frame.has("weight")) return {};
  Reals weight = frame.read<double>("weight");
  frame.require(weight.count() == classes, "'weight' is " + bracketed(weight.size));
  return weight;
}

/// Samples of `classes` scores each: (samples, classes), or a lone sample.
struct Samples {
  Reals scores;
  std::int64_t count = 1, classes = 1;
  Dims lead;  // sizes of the losses
  double at(std::int64_t sample, std::int64_t of) const {
    return scores.data[static_cast<std::size_t>(sample * classes + of)];
  }
};

Samples read_samples(const ExternFrame& frame) {
  Samples samples{frame.read<double>("self"), 1, 1, {}};
  const Dims& size = samples.scores.size;
  frame.require(size.size() <= 2, "'self' is " + bracketed(size));
  if (size.size() == 2) samples.lead = {samples.count = size[0]};
  if (!size.empty()) samples.classes = size.back();
  return samples;
}

/// Calls f(sample, target, class, the margin's violation, its weight) wherever a class comes too close.
template <class F>
void for_each_violation(const ExternFrame& frame, const Samples& samples, F&& f) {
  const Ints target = frame.read<std::int64_t>("target");
  frame.require(target.count() == samples.count, "'target' is " + bracketed(target.size));
  const double margin = frame.args().number("margin");
  const Reals weight = class_weights(frame, samples.classes);
  for (std::int64_t n = 0; n < samples.count; ++n) {
    const std::int64_t own = target.data[static_cast<std::size_t>(n)];
    frame.check_index(own, samples.classes);
    const double scale = weight.data.empty() ? 1 : weight.data[static_cast<std::size_t>(own)];
    for (std::int64_t c = 0; c < samples.classes; ++c) {
      const double violation = margin - samples.at(n, own) + samples.at(n, c);
      if (c != own && violation > 0) f(n, own, c, violation, scale);
    }
  }
}

/// Calls f(sample, target, other class, 1 - target's score + other's score) where that is positive. The row
/// of `target` ends at its first -1; classes in it are targets.
template <class F>
void for_each_confusion(const ExternFrame& frame, const Samples& samples, Reals& is_target, F&& f) {
  const Ints target = frame.read<std::int64_t>("target");
  frame.require(target.count() == samples.scores.count(), "'target' is " + bracketed(target.size));
  is_target = Reals(samples.scores.size);
  for (std::int64_t n = 0; n < samples.count; ++n) {
    const auto row = static_cast<std::size_t>(n * samples.classes);
    std::vector<std::int64_t> own;
    for (std::int64_t k = 0; k < samples.classes && target.data[row + static_cast<std::size_t>(k)] >= 0;
         ++k) {
      own.push_back(target.data[row + static_cast<std::size_t>(k)]);
      frame.check_index(own.back(), samples.classes);
      is_target.data[row + static_cast<std::size_t>(own.back())] = 1;
    }
    for (const std::int64_t of : own)
      for (std::int64_t c = 0; c < samples.classes; ++c) {
        const double violation = 1 - samples.at(n, of) + samples.at(n, c);
        if (is_target.data[row + static_cast<std::size_t>(c)] == 0 && violation > 0) f(n, of, c, violation);
      }
  }
}

template <class F>
void reduce_pairs(const ExternFrame& frame, F&& f) {
  Reals self = frame.read<double>("self");
  const Reals target = broadcast(frame, frame.read<double>("target"), self.size);
  for (std::size_t i = 0; i < self.data.size(); ++i) self.data[i] = f(self.data[i], target.data[i]);
  write_reduced(frame, 0, self);
}

template <class F>
void reduce_pairs_backward(const ExternFrame& frame, F&& f) {
  Reals self = frame.read<double>("self");
  const Reals target = broadcast(frame, frame.read<double>("target"), self.size);
  const Reals gradient = gradient_of_each(frame, self.size);
  for (std::size_t i = 0; i < self.data.size(); ++i)
    self.data[i] = gradient.data[i] * f(self.data[i], target.data[i]);
  frame.write(0, self);
}

double sign_of(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

/// Scores (samples, classes, positions...) with a class for each sample and position.
struct Likelihoods {
  Ints target;
  Reals weight;
  std::int64_t classes = 0, inner = 1, ignored = 0;

  bool counts(std::size_t i) const { return target.data[i] != ignored; }
  double weight_at(std::size_t i) const {
    return weight.data.empty() ? 1 : weight.data[static_cast<std::size_t>(target.data[i])];
  }
  /// Where the score of target `i` lies.
  std::size_t score_at(std::size_t i) const {
    const auto at = static_cast<std::int64_t>(i);
    return static_cast<std::size_t>((at / inner * classes + target.data[i]) * inner + at % inner);
  }
};

Likelihoods read_likelihoods(const ExternFrame& frame) {
  const Dims& size = frame.args().tensor("self").size;
  Likelihoods of{frame.read<std::int64_t>("target"), Reals(), 0, 1, frame.args().integer("ignore_index")};
  frame.require(!size.empty(), "'self' is " + bracketed(size));
  const std::size_t channel = size.size() == 1 ? 0 : 1;
  of.classes = size[channel];
  of.weight = class_weights(frame, of.classes);
  for (std::size_t d = channel + 1; d < size.size(); ++d) of.inner *= size[d];
  frame.require(of.target.count() * of.classes == numel(size), "'target' is " + bracketed(of.target.size));
  for (std::size_t i = 0; i < of.target.data.size(); ++i)
    if (of.counts(i)) frame.check_index(of.target.data[i], of.classes);
  return of;
}

}  // namespace

void run_multi_margin_loss(const ExternFrame& frame) {
  const Samples samples = read_samples(frame);
  const double p = frame.args().number("p");
  Reals losses(samples.lead);
  for_each_violation(
      frame, samples, [&](std::int64_t n, std::int64_t, std::int64_t, double violation, double scale) {
        losses.data[static_cast<std::size_t>(n)] +=
            scale * (p == 1 ? violation : violation * violation) / static_cast<double>(samples.classes);
      });
  write_reduced(frame, 0, losses);
}

void run_multi_margin_loss_backward(const ExternFrame& frame) {
  const Samples samples = read_samples(frame);
  const double p = frame.args().number("p");
  const Reals gradient = gradient_of_each(frame, samples.lead);
  Reals result(samples.scores.size);
  for_each_violation(frame, samples,
                     [&](std::int64_t n, std::int64_t own, std::int64_t c, double violation, double scale) {
                       const double by = gradient.data[static_cast<std::size_t>(n)] * scale *
                                         (p == 1 ? 1 : 2 * violation) / static_cast<double>(samples.classes);
                       result.data[static_cast<std::size_t>(n * samples.classes + c)] += by;
                       result.data[static_cast<std::size_t>(n * samples.classes + own)] -= by;
                     });
  frame.write(0, result);
}

void run_multilabel_margin_loss(const ExternFrame& frame) {
  const Samples samples = read_samples(frame);
  Reals losses(samples.lead), is_target;
  for_each_confusion(
      frame, samples, is_target, [&](std::int64_t n, std::int64_t, std::int64_t, double violation) {
        losses.data[static_cast<std::size_t>(n)] += violation / static_cast<double>(samples.classes);
      });
  write_reduced(frame, 0, losses);
  frame.write(1, is_target);
}

void run_multilabel_margin_loss_backward(const ExternFrame& frame) {
  const Samples samples = read_samples(frame);
  const Reals gradient = gradient_of_each(frame, samples.lead);
  Reals result(samples.scores.size), is_target;
  for_each_confusion(frame, samples, is_target, [&](std::int64_t n, std::int64_t of, std::int64_t c, double) {
    const double by = gradient.data[static_cast<std::size_t>(n)] / static_cast<double>(samples.classes);
    result.data[static_cast<std::size_t>(n * samples.classes + c)] += by;
    result.data[static_cast<std::size_t>(n * samples.classes + of)] -= by;
  });
  frame.write(0, result);
}

void run_smooth_l1_loss(const ExternFrame& frame) {
  const double beta = frame.args().number("beta");
  reduce_pairs(frame, [&](double x, double y) {
    const double size = std::fabs(x - y);
    return size < beta ? 0.5 * size * size / beta : size - 0.5 * beta;
  });
}

void run_smooth_l1_loss_backward(const ExternFrame& frame) {
  const double beta = frame.args().number("beta");
  reduce_pairs_backward(frame, [&](double x, double y) {
    const double difference = x - y;
    return std::fabs(difference) < beta ? difference / beta : sign_of(difference);
  });
}

void run_huber_loss_backward(const ExternFrame& frame) {
  const double delta = frame.args().number("delta");
  reduce_pairs_backward(frame, [&](double x, double y) {
    const double difference = x - y;
    return std::fabs(difference) < delta ? difference : delta * sign_of(difference);
  });
}

void run_soft_margin_loss_backward(const ExternFrame& frame) {
  reduce_pairs_backward(frame, [](double x, double y) { return -y / (1 + std::exp(x * y)); });
}

void run_nll_loss(const ExternFrame& frame) {
  const Likelihoods of = read_likelihoods(frame);
  const Reals self = frame.read<double>("self");
  const Averaging averaging = averaging_of(frame);
  Reals losses(of.target.size), sum{Dims{}}, weight{Dims{}};
  for (std::size_t i = 0; i < of.target.data.size(); ++i) {
    if (!of.counts(i)) continue;
    losses.data[i] = -self.data[of.score_at(i)] * of.weight_at(i);
    sum.data[0] += losses.data[i];
    weight.data[0] += of.weight_at(i);
  }
  if (averaging == Averaging::none) weight.data[0] = 0;
  frame.write(1, weight);
  if (averaging == Averaging::none) return frame.write(0, losses);
  if (averaging == Averaging::mean) sum.data[0] /= weight.data[0];
  frame.write(0, sum);
}

void run_nll_loss_backward(const ExternFrame& frame) {
  const Likelihoods of = read_likelihoods(frame);
  const Reals given = broadcast(frame, frame.read<double>("grad_output"), of.target.size);
  const Reals counted = frame.read<double>("total_weight");
  frame.require(counted.count() == 1, "'total_weight' is " + bracketed(counted.size));
  const double total = averaging_of(frame) == Averaging::mean ? counted.data[0] : 1;
  Reals result(frame.args().tensor("self").size);
  for (std::size_t i = 0; i < of.target.data.size(); ++i)
    if (of.counts(i)) result.data[of.score_at(i)] = -given.data[i] * of.weight_at(i) / total;
  frame.write(0, result);
}

}  // namespace ireplay
