// The encoder layer that PyTorch computes as one call outside of training, made of products, norms and a
// softmax.
#include <cmath>

#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

TensorView as_matrix(const TensorView& dense) {
  const std::int64_t width = dense.size.back();
  return reshaped(dense, {width == 0 ? 0 : numel(dense.size) / width, width});
}

/// x times the transpose of a weight (out, in), plus a bias.
TensorView linear(ExternWriter& to, const TensorView& x, std::string_view weight_name,
                  std::string_view bias_name) {
  to.frame.require_rank(weight_name, 2);
  const TensorView weight = to.tensor(weight_name), bias = to.tensor(bias_name);
  to.frame.require(
      weight.size[1] == x.size.back() && bias.size == Dims{weight.size[0]},
      "'" + std::string(weight_name) + "' is " + bracketed(weight.size) + " for " + bracketed(x.size));
  Dims size = x.size;
  size.back() = weight.size[0];
  TensorView result = to.temporary(x.dtype, size);
  to.product({as_matrix(x), permuted(weight, {1, 0}), as_matrix(result), bias});
  return result;
}

TensorView normalized(ExternWriter& to, const TensorView& x, std::string_view weight_name,
                      std::string_view bias_name) {
  const TensorView weight = to.tensor(weight_name), bias = to.tensor(bias_name);
  const std::int64_t width = x.size.back();
  to.frame.require(weight.size == Dims{width} && bias.size == weight.size,
                   "a norm over " + std::to_string(width));
  const DType dtype = sum_type(x.dtype);
  TensorView result = to.temporary(x.dtype, x.size);
  LoopWriter loops("norm", x.size, x.size.size() - 1);
  const std::vector<Index> here = loops.range(0, x.size.size());
  const auto read = [&](const TensorView& from, const std::vector<Index>& coordinates) {
    return loops.convert(loops.load(from, coordinates), dtype);
  };
  const Value value = read(x, here);
  const Value sum = loops.reduce(ReduceKind::sum, value);
  loops.then_each();
  const Value centered = value - sum / static_cast<double>(width);
  const Value square = loops.reduce(ReduceKind::sum, centered * centered);
  loops.then_each();
  const Value variance = square / static_cast<double>(width) + to.args.number("eps");
  const Value scaled = centered * apply(ScalarOp::rsqrt, variance);
  loops.store(result, here, scaled * read(weight, {here.back()}) + read(bias, {here.back()}));
  to.add(loops);
  return result;
}

TensorView sum_of(ExternWriter& to, const TensorView& a, const TensorView& b) {
  TensorView result = to.temporary(a.dtype, a.size);
  LoopWriter loops("sum", a.size, a.size.size());
  const std::vector<Index> here = loops.range(0, a.size.size());
  loops.store(result, here, loops.load(a, here) + loops.load(b, here));
  to.add(loops);
  return result;
}

/// (batch * heads, length, width) of part `part` (query, key, value) of the joint projection.
TensorView heads_of(ExternWriter& to, const TensorView& joint, std::int64_t heads, std::int64_t part) {
  const std::int64_t batch = joint.size[0], length = joint.size[1], width = joint.size[2] / 3 / heads;
  const TensorView parts = reshaped(joint, {batch, length, 3, heads, width});
  const TensorView found = permuted(selected(parts, 2, part), {0, 2, 1, 3});
  return reshaped(to.converted(found, found.dtype), {batch * heads, length, width});
}

TensorView self_attention(ExternWriter& to, const TensorView& x) {
  const std::int64_t batch = x.size[0], length = x.size[1], heads = to.args.integer("num_heads");
  to.frame.require(heads > 0 && x.size[2] % heads == 0, std::to_string(heads) + " heads");
  const TensorView joint = linear(to, x, "qkv_weight", "qkv_bias");
  to.frame.require(joint.size[2] == 3 * x.size[2],
                   "'qkv_weight' projects to " + std::to_string(joint.size[2]));
  const TensorView query = heads_of(to, joint, heads, 0), key = heads_of(to, joint, heads, 1),
                   value = heads_of(to, joint, heads, 2);
  const std::int64_t width = query.size[2];
  const TensorView scores = to.temporary(sum_type(x.dtype), {batch * heads, length, length}),
                   weights = to.temporary(x.dtype, scores.size), mixed = to.temporary(x.dtype, query.size);
  to.product({query, permuted(key, {0, 2, 1}), scores, {}, 1 / std::sqrt(static_cast<double>(width))});
  const Dims by_head{batch, heads, length, length};
  write_probabilities(to, reshaped(scores, by_head), hidden_places(to, by_head), reshaped(weights, by_head));
  to.product({weights, value, mixed, {}});
  const TensorView joined = to.temporary(x.dtype, {batch, length, heads, width});
  to.copy(permuted(reshaped(mixed, {batch, heads, length, width}), {0, 2, 1, 3}), joined);
  return linear(to, reshaped(joined, x.size), "proj_weight", "proj_bias");
}

TensorView feed_forward(ExternWriter& to, const TensorView& x) {
  const TensorView hidden = linear(to, x, "ffn_weight_1", "ffn_bias_1");
  LoopWriter loops("activation", hidden.size, hidden.size.size());
  const std::vector<Index> here = loops.range(0, hidden.size.size());
  const Value value = loops.load(hidden, here);
  const Value active = to.args.flag("use_gelu")
                           ? value * (apply(ScalarOp::erf, value * 0.70710678118654752) + 1) * 0.5
                           : apply(ScalarOp::relu, value);
  loops.store(hidden, here, active);
  to.add(loops);
  return linear(to, hidden, "ffn_weight_2", "ffn_bias_2");
}

}  // namespace

void write_transformer_encoder_layer(ExternWriter& to) {
  to.frame.require_rank("src", 3);
  TensorView x = to.tensor("src");
  for (const TensorView* tensor : to.args.all_tensors())
    to.frame.refuse_if(is_floating(tensor->dtype) && tensor->dtype != x.dtype,
                       "tensors are of different types");
  to.frame.refuse_unless_floats(x);
  x = to.dense(x);
  if (to.args.flag("norm_first")) {
    x = sum_of(to, x, self_attention(to, normalized(to, x, "norm_weight_1", "norm_bias_1")));
    x = sum_of(to, x, feed_forward(to, normalized(to, x, "norm_weight_2", "norm_bias_2")));
  } else {
    x = normalized(to, sum_of(to, x, self_attention(to, x)), "norm_weight_1", "norm_bias_1");
    x = normalized(to, sum_of(to, x, feed_forward(to, x)), "norm_weight_2", "norm_bias_2");
  }
  to.copy(x, to.result(0, x.size));
}

}  // namespace ireplay
