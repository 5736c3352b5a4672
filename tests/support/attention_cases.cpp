#include "tests/support/attention_cases.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kPadded = 32;  // of the efficient kernel's logsumexp

Dims logs_size(const AttentionCase& at) {
  Dims size{at.batch, at.heads * at.group, at.rows};
  if (at.kernel == "efficient") size[2] = (at.rows + kPadded - 1) / kPadded * kPadded;
  if (at.kernel == "cudnn") size.push_back(1);
  return size;
}

Dims bias_size(const AttentionCase& at) {
  const auto extent = [&](char name, std::int64_t n) { return at.bias.find(name) == at.bias.npos ? 1 : n; };
  return {extent('b', at.batch), extent('h', at.heads * at.group), extent('l', at.rows),
          extent('k', at.columns)};
}

std::string flag(bool value) { return value ? "True" : "False"; }

std::string forward_text(const AttentionCase& at) {
  const std::string bias = at.bias.empty() ? "None" : "b";
  const std::string first = "aten._scaled_dot_product_" + at.kernel + "_attention.default(q, k, v, ";
  if (at.kernel == "flash") return first + "0.0, " + flag(at.causal) + ", scale=" + at.scale + ")";
  return first + bias + ", True, 0.0, " + flag(at.causal) + ", scale=" + at.scale + ")";
}

std::string backward_text(const AttentionCase& at) {
  const std::string bias = at.bias.empty() ? "None" : "b";
  const std::string first =
      "aten._scaled_dot_product_" + at.kernel + "_attention_backward.default(g, q, k, v, ";
  const std::string lengths =
      "None, None, " + std::to_string(at.rows) + ", " + std::to_string(at.columns) + ", ";
  const std::string causal = flag(at.causal), scale = ", scale=" + at.scale + ")";
  if (at.kernel == "flash") return first + "o, l, " + lengths + "0.0, " + causal + ", None, None" + scale;
  if (at.kernel == "efficient")
    return first + bias + ", o, l, None, None, 0.0, [True, True, True, " + flag(at.bias_gradient) + "], " +
           causal + scale;
  return first + "o, l, None, None, " + bias + ", " + lengths + "0.0, " + causal + scale;
}

}  // namespace

std::string to_text(const AttentionCase& at) {
  std::string text =
      at.kernel + (at.backward ? " backward " : " ") + to_text(at.dtype, {at.batch, at.heads, at.group});
  for (const std::int64_t n : {at.rows, at.columns, at.depth, at.value_depth})
    text += ' ' + std::to_string(n);
  return text + (at.causal ? " causal" : "") + (at.bias.empty() ? "" : " bias " + at.bias);
}

CallCase make_attention_call(const AttentionCase& at, RandomNumbers& random) {
  std::normal_distribution<double> normal;
  const auto tensor = [&](const Dims& size) {
    return tensor_of(at.dtype, size, [&](std::int64_t) { return normal(random); });
  };
  const std::int64_t heads = at.heads * at.group;
  const Dims out{at.batch, heads, at.rows, at.value_depth};
  CallCase forward;
  forward.text = forward_text(at);
  forward.operands["q"] = tensor({at.batch, heads, at.rows, at.depth});
  forward.operands["k"] = tensor({at.batch, at.heads, at.columns, at.depth});
  forward.operands["v"] = tensor({at.batch, at.heads, at.columns, at.value_depth});
  if (!at.bias.empty()) forward.operands["b"] = tensor(bias_size(at));
  forward.results = {zeros(at.dtype, out), zeros(DType::f32, logs_size(at))};
  if (!at.backward) return forward;
  const std::vector<HostTensor> made = run_on_cpu(forward);
  CallCase call;
  call.text = backward_text(at);
  call.operands = forward.operands;
  call.operands["o"] = made[0], call.operands["l"] = made[1], call.operands["g"] = tensor(out);
  for (const char* name : {"q", "k", "v"})
    call.results.push_back(zeros(at.dtype, call.operands.at(name).size));
  if (at.bias_gradient) call.results.push_back(zeros(at.dtype, bias_size(at)));
  return call;
}

AttentionCase draw_attention_case(RandomNumbers& random, bool backward) {
  static const char* const kKernels[] = {"flash", "efficient", "cudnn"};
  static const char* const kBiases[] = {"", "", "bhlk", "hlk", "blk", "lk", "bk"};
  AttentionCase at;
  at.kernel = kKernels[draw(random, 0, 2)];
  at.backward = backward;
  at.dtype = draw(random, 0, 1) == 0 ? DType::bf16 : DType::f16;
  at.batch = draw(random, 1, 2), at.heads = draw(random, 1, 3), at.group = draw(random, 1, 2);
  at.rows = draw(random, 2, 150), at.columns = draw(random, 2, 150);
  at.depth = 8 * draw(random, 1, 16), at.value_depth = draw(random, 0, 3) > 0 ? at.depth : 64;
  at.causal = draw(random, 0, 1) == 1;
  if (at.kernel != "flash") at.bias = kBiases[draw(random, 0, 6)];
  return at;
}

}  // namespace ireplay
