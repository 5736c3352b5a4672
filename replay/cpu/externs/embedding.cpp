// Rows of a table by number: embeddings, bags of them, and their gradients.
#include <limits>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/modes.hpp"

namespace ireplay {
namespace {

/// Which bag each index belongs to.
std::vector<std::int64_t> bags_of(const ExternFrame& frame, std::int64_t indices, std::int64_t& bags) {
  const Ints offsets = frame.read<std::int64_t>("offsets", 1);
  bags = offsets.count() -
         (frame.args().knows("include_last_offset") && frame.args().flag("include_last_offset") ? 1 : 0);
  frame.require(bags > 0 || (bags == 0 && indices == 0), "'offsets' is empty");
  std::vector<std::int64_t> bag_of(static_cast<std::size_t>(indices));
  for (std::int64_t bag = 0; bag < bags; ++bag) {
    const auto at = static_cast<std::size_t>(bag);
    const std::int64_t begin = offsets.data[at];
    const std::int64_t end = at + 1 < offsets.data.size() ? offsets.data[at + 1] : indices;
    if (begin < 0 || begin > indices) frame.check_index(begin, indices + 1);
    if (end < begin || end > indices) frame.check_index(end, indices + 1);
    for (std::int64_t i = begin; i < end; ++i) bag_of[static_cast<std::size_t>(i)] = bag;
  }
  return bag_of;
}

/// Writes values to a result that has room for them; backends leave such results empty or zero where they
/// need them not.
void write_if_it_fits(const ExternFrame& frame, std::size_t result, const Ints& values) {
  if (!frame.wants(result)) return;
  if (frame.result(result).size == values.size)
    frame.write(result, values);
  else
    frame.write(result, Ints(frame.result(result).size));
}

/// Gradient of a table: `add(index position, row)` for each index that counts.
template <class F>
void for_each_counted(const ExternFrame& frame, const Ints& indices, std::int64_t rows, std::int64_t padding,
                      F&& f) {
  for (std::int64_t i = 0; i < indices.count(); ++i) {
    const std::int64_t row = indices.data[static_cast<std::size_t>(i)];
    if (row == padding) continue;
    frame.check_index(row, rows);
    f(i, row);
  }
}

std::vector<double> row_weights(const ExternFrame& frame, const Ints& indices, std::int64_t rows) {
  std::vector<double> weights(static_cast<std::size_t>(rows), 1);
  if (!frame.args().flag("scale_grad_by_freq")) return weights;
  std::vector<std::int64_t> counts(weights.size());
  for (const std::int64_t row : indices.data)
    if (row >= 0 && row < rows) ++counts[static_cast<std::size_t>(row)];
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (counts[i] > 0) weights[i] = 1 / static_cast<double>(counts[i]);
  return weights;
}

}  // namespace

void run_embedding(const ExternFrame& frame) {
  with_value_type(frame.args().tensor("weight").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> weight = frame.read<T>("weight", 2);
    const Ints indices = frame.read<std::int64_t>("indices");
    Dims size = indices.size;
    size.push_back(weight.size[1]);
    Dense<T> result(size);
    auto to = result.data.begin();
    for (const std::int64_t row : indices.data) {
      frame.check_index(row, weight.size[0]);
      to = std::copy_n(weight.data.begin() + row * weight.size[1], weight.size[1], to);
    }
    frame.write(0, result);
  });
}

void run_embedding_dense_backward(const ExternFrame& frame) {
  const Reals gradient = frame.read<double>("grad_output");
  const Ints indices = frame.read<std::int64_t>("indices");
  const std::int64_t rows = frame.args().integer("num_weights");
  frame.require(
      !gradient.size.empty() && Dims(gradient.size.begin(), gradient.size.end() - 1) == indices.size,
      "grad_output " + bracketed(gradient.size) + " for indices " + bracketed(indices.size));
  const std::int64_t width = gradient.size.back();
  Reals result({rows, width});
  const std::vector<double> weights = row_weights(frame, indices, rows);
  for_each_counted(
      frame, indices, rows, frame.args().integer("padding_idx"), [&](std::int64_t i, std::int64_t row) {
        for (std::int64_t c = 0; c < width; ++c)
          result.data[static_cast<std::size_t>(row * width + c)] +=
              weights[static_cast<std::size_t>(row)] * gradient.data[static_cast<std::size_t>(i * width + c)];
      });
  frame.write(0, result);
}

void run_embedding_bag(const ExternFrame& frame) {
  const Reals weight = frame.read<double>("weight", 2);
  const Ints indices = frame.read<std::int64_t>("indices", 1);
  const std::int64_t rows = weight.size[0], width = weight.size[1];
  const BagMode mode = bag_mode_of(frame);
  std::int64_t bags = 0;
  const std::vector<std::int64_t> bag_of = bags_of(frame, indices.count(), bags);
  Reals samples;
  if (frame.has("per_sample_weights")) {
    samples = frame.read<double>("per_sample_weights");
    frame.require(samples.size == indices.size, "'per_sample_weights' is " + bracketed(samples.size));
  }
  Reals output({bags, width});
  Ints sizes({bags}), greatest({bags, width});
  std::vector<bool> started(output.data.size());
  for_each_counted(
      frame, indices, rows, frame.args().integer("padding_idx"), [&](std::int64_t i, std::int64_t row) {
        const std::int64_t bag = bag_of[static_cast<std::size_t>(i)];
        ++sizes.data[static_cast<std::size_t>(bag)];
        for (std::int64_t c = 0; c < width; ++c) {
          const auto to = static_cast<std::size_t>(bag * width + c);
          const double value = weight.data[static_cast<std::size_t>(row * width + c)];
          if (mode != BagMode::max) {
            output.data[to] += value * (samples.data.empty() ? 1 : samples.data[static_cast<std::size_t>(i)]);
          } else if (!started[to] || value > output.data[to]) {
            output.data[to] = value;
            greatest.data[to] = row;
            started[to] = true;
          }
        }
      });
  if (mode == BagMode::mean)
    for (std::int64_t i = 0; i < output.count(); ++i)
      output.data[static_cast<std::size_t>(i)] /=
          static_cast<double>(std::max<std::int64_t>(sizes.data[static_cast<std::size_t>(i / width)], 1));
  frame.write(0, output);
  Ints of(indices.size);
  of.data = bag_of;
  write_if_it_fits(frame, 1, of);
  write_if_it_fits(frame, 2, sizes);
  if (mode == BagMode::max)
    write_if_it_fits(frame, 3, greatest);
  else
    write_if_it_fits(frame, 3, Ints(Dims{0}));
}

void run_embedding_bag_backward(const ExternFrame& frame) {
  const Reals gradient = frame.read<double>("grad", 2);
  const Ints indices = frame.read<std::int64_t>("indices", 1), sizes = frame.read<std::int64_t>("bag_size");
  const std::int64_t rows = frame.args().integer("num_weights"), bags = gradient.size[0],
                     width = gradient.size[1];
  const BagMode mode = bag_mode_of(frame);
  Reals result({rows, width});
  if (mode == BagMode::max) {
    const Ints greatest = frame.read<std::int64_t>("maximum_indices", 2);
    frame.require(greatest.size == gradient.size, "'maximum_indices' is " + bracketed(greatest.size));
    for (std::int64_t i = 0; i < gradient.count(); ++i) {
      const std::int64_t row = greatest.data[static_cast<std::size_t>(i)];
      const std::int64_t bag = i / width;
      if (bag < sizes.count() && sizes.data[static_cast<std::size_t>(bag)] == 0) continue;
      frame.check_index(row, rows);
      result.data[static_cast<std::size_t>(row * width + i % width)] +=
          gradient.data[static_cast<std::size_t>(i)];
    }
    return frame.write(0, result);
  }
  Ints bag_of = frame.read<std::int64_t>("offset2bag");
  if (bag_of.count() != indices.count() && frame.args().knows("offsets")) {
    std::int64_t counted = 0;
    bag_of.data = bags_of(frame, indices.count(), counted);
  }
  frame.require(bag_of.count() == indices.count(), "'offset2bag' is " + bracketed(bag_of.size));
  const Reals samples = frame.has("per_sample_weights") ? frame.read<double>("per_sample_weights") : Reals{};
  frame.require(samples.data.empty() || samples.size == indices.size,
                "'per_sample_weights' is " + bracketed(samples.size));
  const std::vector<double> weights = row_weights(frame, indices, rows);
  for_each_counted(
      frame, indices, rows, frame.args().integer("padding_idx"), [&](std::int64_t i, std::int64_t row) {
        const std::int64_t bag = bag_of.data[static_cast<std::size_t>(i)];
        frame.check_index(bag, bags);
        double share = weights[static_cast<std::size_t>(row)];
        if (!samples.data.empty()) share *= samples.data[static_cast<std::size_t>(i)];
        if (mode == BagMode::mean) {
          frame.check_index(bag, sizes.count());
          share /= static_cast<double>(std::max<std::int64_t>(sizes.data[static_cast<std::size_t>(bag)], 1));
        }
        for (std::int64_t c = 0; c < width; ++c)
          result.data[static_cast<std::size_t>(row * width + c)] +=
              share * gradient.data[static_cast<std::size_t>(bag * width + c)];
      });
  frame.write(0, result);
}

void run_embedding_bag_per_sample_weights_backward(const ExternFrame& frame) {
  const Reals gradient = frame.read<double>("grad", 2), weight = frame.read<double>("weight", 2);
  const Ints indices = frame.read<std::int64_t>("indices", 1);
  Ints bag_of = frame.read<std::int64_t>("offset2bag");
  if (bag_of.count() != indices.count()) {
    std::int64_t counted = 0;
    bag_of.data = bags_of(frame, indices.count(), counted);
  }
  frame.require(gradient.size[1] == weight.size[1],
                "grad " + bracketed(gradient.size) + " and weight " + bracketed(weight.size));
  Reals result(indices.size);
  const std::int64_t width = weight.size[1];
  for_each_counted(frame, indices, weight.size[0], frame.args().integer("padding_idx"),
                   [&](std::int64_t i, std::int64_t row) {
                     const std::int64_t bag = bag_of.data[static_cast<std::size_t>(i)];
                     frame.check_index(bag, gradient.size[0]);
                     for (std::int64_t c = 0; c < width; ++c)
                       result.data[static_cast<std::size_t>(i)] +=
                           gradient.data[static_cast<std::size_t>(bag * width + c)] *
                           weight.data[static_cast<std::size_t>(row * width + c)];
                   });
  frame.write(0, result);
}

}  // namespace ireplay
