// The layers that PyTorch computes as one call outside of training.
#include <cmath>
#include <limits>

#include "replay/cpu/externs/multiply.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

/// x (rows, in) times the transpose of a weight (out, in), plus a bias.
Reals linear(const ExternFrame& frame, const Reals& x, std::string_view weight_name,
             std::string_view bias_name) {
  const Reals weight = frame.read<double>(weight_name, 2), bias = frame.read<double>(bias_name, 1);
  const std::int64_t in = x.size.back(), rows = in == 0 ? 0 : x.count() / in, out = weight.size[0];
  frame.require(
      weight.size[1] == in && bias.size[0] == out,
      "'" + std::string(weight_name) + "' is " + bracketed(weight.size) + " for " + bracketed(x.size));
  Reals turned({in, out});
  for (std::int64_t o = 0; o < out; ++o)
    for (std::int64_t i = 0; i < in; ++i)
      turned.data[static_cast<std::size_t>(i * out + o)] = weight.data[static_cast<std::size_t>(o * in + i)];
  Dims size = x.size;
  size.back() = out;
  Reals result(size);
  for (std::size_t i = 0; i < result.data.size(); ++i)
    result.data[i] = bias.data[i % static_cast<std::size_t>(out)];
  multiply_add(x.data.data(), turned.data.data(), result.data.data(), rows, out, in);
  return result;
}

Reals normalized(const ExternFrame& frame, Reals x, std::string_view weight_name,
                 std::string_view bias_name) {
  const Reals weight = frame.read<double>(weight_name, 1), bias = frame.read<double>(bias_name, 1);
  const auto width = static_cast<std::size_t>(x.size.back());
  frame.require(weight.data.size() == width && bias.data.size() == width,
                "a norm over " + std::to_string(width));
  const double eps = frame.args().number("eps");
  for (std::size_t first = 0; first + width <= x.data.size() && width > 0; first += width) {
    double mean = 0, square = 0;
    for (std::size_t i = 0; i < width; ++i) mean += x.data[first + i] / static_cast<double>(width);
    for (std::size_t i = 0; i < width; ++i) square += (x.data[first + i] - mean) * (x.data[first + i] - mean);
    const double scale = 1 / std::sqrt(square / static_cast<double>(width) + eps);
    for (std::size_t i = 0; i < width; ++i)
      x.data[first + i] = (x.data[first + i] - mean) * scale * weight.data[i] + bias.data[i];
  }
  return x;
}

Reals sum(Reals a, const Reals& b) {
  for (std::size_t i = 0; i < a.data.size(); ++i) a.data[i] += b.data[i];
  return a;
}

/// Which keys a query may not see, (batch, heads, queries, keys); empty: it sees all.
Ints hidden_keys(const ExternFrame& frame, const Dims& size) {
  if (!frame.has("mask")) return {};
  Ints mask = frame.read<std::int64_t>("mask");
  const std::int64_t kind = frame.args().is_none("mask_type") ? 2 : frame.args().integer("mask_type");
  if (kind == 1 && mask.size.size() == 2) mask.size = {mask.size[0], 1, 1, mask.size[1]};
  return broadcast(frame, mask, size);
}

/// Rows of `scores` along their last dimension become probabilities; a row that is hidden altogether is zero.
void softmax_rows(Reals& scores, const Ints& hidden) {
  const auto width = static_cast<std::size_t>(scores.size.empty() ? 1 : scores.size.back());
  for (std::size_t first = 0; width > 0 && first + width <= scores.data.size(); first += width) {
    double most = -std::numeric_limits<double>::infinity(), total = 0;
    const auto shown = [&](std::size_t i) { return hidden.data.empty() || hidden.data[first + i] == 0; };
    for (std::size_t i = 0; i < width; ++i)
      if (shown(i)) most = std::max(most, scores.data[first + i]);
    for (std::size_t i = 0; i < width; ++i) {
      double& score = scores.data[first + i];
      score = shown(i) ? std::exp(score - most) : 0;
      total += score;
    }
    for (std::size_t i = 0; i < width && total > 0; ++i) scores.data[first + i] /= total;
  }
}

struct Heads {
  std::int64_t batch, length, count, width;
  /// Where the part (0 query, 1 key, 2 value) of a head begins in the joint projection.
  std::size_t at(std::int64_t b, std::int64_t position, std::int64_t part, std::int64_t head) const {
    return static_cast<std::size_t>(((b * length + position) * 3 + part) * count * width + head * width);
  }
};

Reals self_attention(const ExternFrame& frame, const Reals& x) {
  const Heads heads{x.size[0], x.size[1], frame.args().integer("num_heads"), 0};
  frame.require(heads.count > 0 && x.size[2] % heads.count == 0, std::to_string(heads.count) + " heads");
  const Heads of{heads.batch, heads.length, heads.count, x.size[2] / heads.count};
  const Reals joint = linear(frame, x, "qkv_weight", "qkv_bias");
  frame.require(joint.size[2] == 3 * x.size[2], "'qkv_weight' projects to " + std::to_string(joint.size[2]));
  Reals scores({of.batch, of.count, of.length, of.length}), mixed(x.size);
  const auto each = [&](auto&& f) {
    std::size_t i = 0;
    for (std::int64_t b = 0; b < of.batch; ++b)
      for (std::int64_t h = 0; h < of.count; ++h)
        for (std::int64_t q = 0; q < of.length; ++q)
          for (std::int64_t k = 0; k < of.length; ++k) f(scores.data[i++], b, h, q, k);
  };
  const double scale = 1 / std::sqrt(static_cast<double>(of.width));
  each([&](double& score, std::int64_t b, std::int64_t h, std::int64_t q, std::int64_t k) {
    const double *query = &joint.data[of.at(b, q, 0, h)], *key = &joint.data[of.at(b, k, 1, h)];
    for (std::int64_t e = 0; e < of.width; ++e) score += query[e] * key[e] * scale;
  });
  softmax_rows(scores, hidden_keys(frame, scores.size));
  each([&](double& weight, std::int64_t b, std::int64_t h, std::int64_t q, std::int64_t k) {
    const double* value = &joint.data[of.at(b, k, 2, h)];
    double* to = &mixed.data[static_cast<std::size_t>(((b * of.length + q) * of.count + h) * of.width)];
    for (std::int64_t e = 0; e < of.width; ++e) to[e] += weight * value[e];
  });
  return linear(frame, mixed, "proj_weight", "proj_bias");
}

Reals feed_forward(const ExternFrame& frame, const Reals& x) {
  Reals hidden = linear(frame, x, "ffn_weight_1", "ffn_bias_1");
  const bool gelu = frame.args().flag("use_gelu");
  for (double& value : hidden.data)
    value = gelu ? 0.5 * value * (1 + std::erf(value * 0.70710678118654752)) : value > 0 ? value : 0;
  return linear(frame, hidden, "ffn_weight_2", "ffn_bias_2");
}

}  // namespace

void run_transformer_encoder_layer(const ExternFrame& frame) {
  Reals x = frame.read<double>("src", 3);
  if (frame.args().flag("norm_first")) {
    x = sum(x, self_attention(frame, normalized(frame, x, "norm_weight_1", "norm_bias_1")));
    x = sum(x, feed_forward(frame, normalized(frame, x, "norm_weight_2", "norm_bias_2")));
  } else {
    x = normalized(frame, sum(x, self_attention(frame, x)), "norm_weight_1", "norm_bias_1");
    x = normalized(frame, sum(x, feed_forward(frame, x)), "norm_weight_2", "norm_bias_2");
  }
  frame.write(0, x);
}

void run_masked_softmax(const ExternFrame& frame) {
  Reals scores = frame.read<double>("self");
  softmax_rows(scores, hidden_keys(frame, scores.size));
  frame.write(0, scores);
}

std::string masked_softmax_limits(const ExternFrame& frame) {
  const auto rank = static_cast<std::int64_t>(frame.args().tensor("self").size.size());
  const bool last = frame.args().is_none("dim") || frame.args().integer("dim") == -1 ||
                    frame.args().integer("dim") == rank - 1;
  return last ? std::string() : "_masked_softmax: argument 'dim' is not the last dimension";
}

}  // namespace ireplay
