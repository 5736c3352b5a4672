// Scaled dot product attention and its gradients, for every backend's spelling.
#include "replay/externs/shared/attention.hpp"

#include <cmath>
#include <limits>

#include "kernels/scalar/philox.hpp"
#include "replay/cpu/externs/multiply.hpp"
#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The parameters, and (B, H, L, E) operands.
struct Attention {
  Reals query, key, value, bias;  // bias is (B, H, Lq, Lk) or empty
  bool has_bias = false, causal = false;
  double scale = 1, kept = 1;                     // `kept`: the chance of a weight to stay
  std::uint64_t draw_key = 0;                     // of the draws
  std::int64_t batch = 0, heads = 0, shared = 1;  // `shared` query heads use one head of key and value
  std::int64_t rows = 0, columns = 0, depth = 0, value_depth = 0;

  const double* query_at(std::int64_t head) const { return query.data.data() + head * rows * depth; }
  std::int64_t key_head(std::int64_t head) const {
    return head / heads * (heads / shared) + head % heads / shared;
  }
  const double* key_at(std::int64_t head) const { return key.data.data() + key_head(head) * columns * depth; }
  const double* value_at(std::int64_t head) const {
    return value.data.data() + key_head(head) * columns * value_depth;
  }
  /// What dropout multiplies a weight by.
  double share(std::int64_t head, std::int64_t row, std::int64_t column) const {
    if (kept == 1) return 1;
    const auto element = static_cast<std::uint64_t>((head * rows + row) * columns + column);
    const Philox4 drawn =
        philox(draw_key ^ ((element >> 32) * 0x9E3779B97F4A7C15), static_cast<unsigned>(element));
    return drawn.out[0] * 0x1p-32 < kept ? 1 / kept : 0;
  }
  bool hidden(std::int64_t row, std::int64_t column) const { return causal && column > row; }
};

/// Releases before 2.1 had no bias in the efficient kernel's signature: the next argument, a bool, stands
/// there.
bool without_bias_argument(const ExternFrame& frame) {
  return frame.args().knows("attn_bias") && frame.args().knows("compute_log_sumexp") &&
         std::holds_alternative<bool>(frame.args().value("attn_bias").value);
}

}  // namespace

std::string bias_name(const ExternFrame& frame) {
  if (without_bias_argument(frame)) return {};
  for (const char* name : {"attn_bias", "attn_mask", "bias"})
    if (frame.has(name)) return name;
  return {};
}

bool is_causal(const ExternFrame& frame) {
  if (frame.args().knows("custom_mask_type")) return frame.args().integer("custom_mask_type") != 0;
  return frame.args().flag(without_bias_argument(frame) ? "compute_log_sumexp" : "is_causal");
}

double dropout_of(const ExternFrame& frame) {
  return frame.args().knows("dropout_p") ? frame.args().number("dropout_p") : 0;
}

bool heads_behind_rows(const ExternFrame& frame) {
  return frame.op().substr(0, 6) == "_flash" || frame.op().substr(0, 10) == "_efficient";
}

namespace {

Reals with_middle_swapped(const Reals& from) {
  const Dims& size = from.size;
  Reals to({size[0], size[2], size[1], size[3]});
  const double* next = from.data.data();
  for_each_offset(size, {size[1] * size[2] * size[3], size[3], size[1] * size[3], 1},
                  [&](std::int64_t at) { to.data[static_cast<std::size_t>(at)] = *next++; });
  return to;
}

/// An operand as (B, H, L, E).
Reals read_heads(const ExternFrame& frame, std::string_view name) {
  Reals values = frame.read<double>(name, 4);
  return heads_behind_rows(frame) ? with_middle_swapped(values) : values;
}

void write_heads(const ExternFrame& frame, std::size_t result, const Reals& values) {
  frame.write(result, heads_behind_rows(frame) ? with_middle_swapped(values) : values);
}

Reals read_bias(const ExternFrame& frame, const std::string& name, const Dims& size) {
  Reals bias = frame.read<double>(name);
  if (frame.args().tensor(name).dtype == DType::boolean)
    for (double& element : bias.data) element = element != 0 ? 0 : -kInfinity;
  return broadcast(frame, bias, size);
}

Attention read_attention(const ExternFrame& frame) {
  Attention a;
  a.query = read_heads(frame, "query");
  a.key = read_heads(frame, "key");
  a.value = read_heads(frame, "value");
  const Dims &q = a.query.size, &k = a.key.size, &v = a.value.size;
  a.batch = q[0], a.heads = q[1], a.rows = q[2], a.depth = q[3], a.columns = k[2], a.value_depth = v[3];
  frame.require(k[0] == q[0] && v[0] == q[0] && k[1] == v[1] && k[2] == v[2] && k[3] == q[3],
                "query " + bracketed(q) + ", key " + bracketed(k) + ", value " + bracketed(v));
  frame.require(k[1] == q[1] || (k[1] > 0 && q[1] % k[1] == 0),
                std::to_string(q[1]) + " query heads share " + std::to_string(k[1]) + " key heads");
  a.shared = k[1] ? q[1] / k[1] : 1;
  a.causal = is_causal(frame);
  a.kept = 1 - dropout_of(frame);
  frame.require(a.kept >= 0 && a.kept <= 1, "a dropout of " + std::to_string(dropout_of(frame)));
  a.scale =
      frame.args().number_or("scale", 1 / std::sqrt(static_cast<double>(std::max<std::int64_t>(a.depth, 1))));
  if (const std::string name = bias_name(frame); !name.empty()) {
    a.bias = read_bias(frame, name, {a.batch, a.heads, a.rows, a.columns});
    a.has_bias = true;
  }
  return a;
}

/// scale * Q K^T + bias of one head, -inf where hidden.
Reals scores_of(const Attention& a, std::int64_t head) {
  Reals scores({a.rows, a.columns});
  for (std::int64_t i = 0; i < a.rows; ++i)
    for (std::int64_t j = 0; j < a.columns; ++j) {
      double sum = 0;
      for (std::int64_t e = 0; e < a.depth; ++e)
        sum += a.query_at(head)[i * a.depth + e] * a.key_at(head)[j * a.depth + e];
      const auto at = static_cast<std::size_t>(i * a.columns + j);
      scores.data[at] = sum * a.scale;
      if (a.has_bias)
        scores.data[at] += a.bias.data[static_cast<std::size_t>(head * a.rows * a.columns) + at];
      if (a.hidden(i, j)) scores.data[at] = -kInfinity;
    }
  return scores;
}

/// exp(score - shift) in place; rows without a visible key become zeros. Returns the rows' logsumexp.
std::vector<double> soften(Reals& scores) {
  const std::int64_t rows = scores.size[0], columns = scores.size[1];
  std::vector<double> logs(static_cast<std::size_t>(rows));
  for (std::int64_t i = 0; i < rows; ++i) {
    double* const row = scores.data.data() + i * columns;
    double highest = -kInfinity, sum = 0;
    for (std::int64_t j = 0; j < columns; ++j)
      highest = row[j] > highest || row[j] != row[j] ? row[j] : highest;
    const double shift = highest == -kInfinity ? 0 : highest;
    for (std::int64_t j = 0; j < columns; ++j) sum += row[j] = std::exp(row[j] - shift);
    for (std::int64_t j = 0; j < columns; ++j) row[j] = sum == 0 ? 0 : row[j] / sum;
    logs[static_cast<std::size_t>(i)] = shift + std::log(sum);
  }
  return logs;
}

/// Lays rows' logarithms out as the result buffer wants them: as they are, padded, or not at all.
void write_logs(const ExternFrame& frame, const Attention& a, const std::vector<double>& logs) {
  if (!frame.wants(1)) return;
  Reals result(frame.result(1).size);
  const std::int64_t padded = (a.rows + kPaddedRows - 1) / kPaddedRows * kPaddedRows;
  const std::int64_t heads = a.batch * a.heads;
  if (result.count() == 0) return;
  const std::int64_t width = result.count() == heads * a.rows ? a.rows : padded;
  frame.require(result.count() == heads * width,
                "the logsumexp of " + bracketed(a.query.size) + " has a buffer of " + bracketed(result.size));
  for (std::int64_t i = 0; i < result.count(); ++i)
    result.data[static_cast<std::size_t>(i)] =
        i % width < a.rows ? logs[static_cast<std::size_t>(i / width * a.rows + i % width)] : kInfinity;
  frame.write(1, result);
}

void clear_results(const ExternFrame& frame, std::size_t first) {
  for (std::size_t i = first; i < frame.result_count(); ++i)
    if (frame.wants(i)) frame.write(i, Ints(frame.result(i).size));
}

/// Row i of head h in a logsumexp operand of any of the layouts.
std::vector<double> read_logs(const ExternFrame& frame, const Attention& a) {
  const Reals logs = frame.read<double>("logsumexp");
  const std::int64_t heads = a.batch * a.heads;
  frame.require(heads == 0 || (logs.count() % heads == 0 && logs.count() / heads >= a.rows),
                "'logsumexp' is " + bracketed(logs.size) + " for a query " + bracketed(a.query.size));
  std::vector<double> rows(static_cast<std::size_t>(heads * a.rows));
  for (std::int64_t i = 0; i < heads * a.rows; ++i)
    rows[static_cast<std::size_t>(i)] =
        logs.data[static_cast<std::size_t>(i / a.rows * (logs.count() / heads) + i % a.rows)];
  return rows;
}

/// Which result holds the state of the generator.
std::size_t seed_result(const ExternFrame& frame) {
  if (frame.op().find("efficient") != std::string_view::npos || frame.op() == "_flash_attention_forward")
    return 2;
  return 6;
}

/// What the forward pass drew with, where it left that to the backward one.
std::uint64_t read_seed(const ExternFrame& frame) {
  for (const char* name : {"philox_seed", "rng_state"}) {
    if (!frame.has(name) || !std::holds_alternative<TensorView>(frame.args().value(name).value)) continue;
    const Ints state = frame.read<std::int64_t>(name);
    if (state.count() > 0) return static_cast<std::uint64_t>(state.data[0]);
  }
  return frame.draw_key();
}

struct Gradients {
  Reals query, key, value, bias;
};

/// Adds one head's gradients, given its probabilities.
void add_gradients(const Attention& a, std::int64_t head, const Reals& weights, const double* out,
                   const double* gradient, Gradients& to) {
  double* const to_query = to.query.data.data() + head * a.rows * a.depth;
  double* const to_key = to.key.data.data() + a.key_head(head) * a.columns * a.depth;
  double* const to_value = to.value.data.data() + a.key_head(head) * a.columns * a.value_depth;
  for (std::int64_t i = 0; i < a.rows; ++i) {
    const double* const g = gradient + i * a.value_depth;
    double along = 0;
    for (std::int64_t e = 0; e < a.value_depth; ++e) along += g[e] * out[i * a.value_depth + e];
    for (std::int64_t j = 0; j < a.columns; ++j) {
      const double p = weights.data[static_cast<std::size_t>(i * a.columns + j)];
      if (p == 0) continue;
      const double share = a.share(head, i, j);
      double through = 0;
      for (std::int64_t e = 0; e < a.value_depth; ++e) {
        through += g[e] * a.value_at(head)[j * a.value_depth + e];
        to_value[j * a.value_depth + e] += p * share * g[e];
      }
      const double score = p * (share * through - along);
      if (a.has_bias) to.bias.data[static_cast<std::size_t>((head * a.rows + i) * a.columns + j)] = score;
      for (std::int64_t e = 0; e < a.depth; ++e) {
        to_query[i * a.depth + e] += a.scale * score * a.key_at(head)[j * a.depth + e];
        to_key[j * a.depth + e] += a.scale * score * a.query_at(head)[i * a.depth + e];
      }
    }
  }
}

/// Sums over the dimensions along which a tensor of `size` was broadcast.
Reals sum_to(const Reals& values, const Dims& size) {
  Reals result(size);
  Dims stride(values.size.size(), 0);
  const std::size_t lead = values.size.size() - size.size();
  const Dims dense = dense_strides(size);
  for (std::size_t d = 0; d < size.size(); ++d) stride[d + lead] = size[d] == 1 ? 0 : dense[d];
  const double* from = values.data.data();
  for_each_offset(values.size, stride,
                  [&](std::int64_t to) { result.data[static_cast<std::size_t>(to)] += *from++; });
  return result;
}

}  // namespace

void run_attention(const ExternFrame& frame) {
  Attention a = read_attention(frame);
  a.draw_key = frame.draw_key();
  Reals output({a.batch, a.heads, a.rows, a.value_depth});
  std::vector<double> logs(static_cast<std::size_t>(a.batch * a.heads * a.rows));
  const std::int64_t heads = a.batch * a.heads;
  in_parallel(heads, heads * a.rows * a.columns * (a.depth + a.value_depth),
              [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t head = begin; head < end; ++head) {
                  Reals weights = scores_of(a, head);
                  const std::vector<double> rows = soften(weights);
                  std::copy(rows.begin(), rows.end(), logs.begin() + head * a.rows);
                  for (std::int64_t i = 0; i < a.rows; ++i)
                    for (std::int64_t j = 0; j < a.columns; ++j) {
                      const double weight =
                          weights.data[static_cast<std::size_t>(i * a.columns + j)] * a.share(head, i, j);
                      for (std::int64_t e = 0; e < a.value_depth; ++e)
                        output.data[static_cast<std::size_t>((head * a.rows + i) * a.value_depth + e)] +=
                            weight * a.value_at(head)[j * a.value_depth + e];
                    }
                }
              });
  write_heads(frame, 0, output);
  write_logs(frame, a, logs);
  clear_results(frame, 2);
  if (const std::size_t seed = seed_result(frame); a.kept < 1 && frame.wants(seed)) {
    Ints drawn_with(frame.result(seed).size);
    if (drawn_with.count() > 0) drawn_with.data[0] = static_cast<std::int64_t>(a.draw_key);
    frame.write(seed, drawn_with);
  }
}

void run_attention_backward(const ExternFrame& frame) {
  Attention a = read_attention(frame);
  if (a.kept < 1) a.draw_key = read_seed(frame);
  const Dims size = {a.batch, a.heads, a.rows, a.value_depth};
  const Reals gradient = read_heads(frame, frame.args().knows("grad_out_") ? "grad_out_" : "grad_out");
  const Reals out = read_heads(frame, "out");
  frame.require(
      gradient.size == size && out.size == size,
      "grad_out " + bracketed(gradient.size) + " and out " + bracketed(out.size) + " for " + bracketed(size));
  const std::vector<double> logs = read_logs(frame, a);
  Gradients to{Reals(a.query.size), Reals(a.key.size), Reals(a.value.size),
               Reals(a.has_bias ? a.bias.size : Dims{0})};
  for (std::int64_t head = 0; head < a.batch * a.heads; ++head) {
    Reals weights = scores_of(a, head);
    for (std::int64_t i = 0; i < a.rows; ++i)
      for (std::int64_t j = 0; j < a.columns; ++j) {
        double& score = weights.data[static_cast<std::size_t>(i * a.columns + j)];
        score = score == -kInfinity ? 0 : std::exp(score - logs[static_cast<std::size_t>(head * a.rows + i)]);
      }
    const std::int64_t from = head * a.rows * a.value_depth;
    add_gradients(a, head, weights, out.data.data() + from, gradient.data.data() + from, to);
  }
  write_heads(frame, 0, to.query);
  write_heads(frame, 1, to.key);
  write_heads(frame, 2, to.value);
  if (frame.wants(3) && a.has_bias)
    frame.write(3, sum_to(to.bias, frame.args().tensor(bias_name(frame)).size));
}

std::string attention_limits(const ExternFrame& frame) {
  const ExternArguments& args = frame.args();
  const auto refusal = [&](std::string_view name, std::string_view what) {
    return std::string(frame.op()) + ": argument '" + std::string(name) + "' other than " + std::string(what);
  };
  if (args.knows("return_debug_mask") && args.flag("return_debug_mask"))
    return refusal("return_debug_mask", "False");
  for (const char* name :
       {"seqused_k", "alibi_slopes", "seqlen_k", "window_size", "window_size_left", "window_size_right"})
    if (frame.has(name)) return refusal(name, "None");
  if (const std::string bias = bias_name(frame);
      !bias.empty() && !std::holds_alternative<TensorView>(args.value(bias).value))
    return refusal(bias, "a tensor or None");
  if (!heads_behind_rows(frame)) return {};
  for (const char* name : {"cum_seq_q", "cum_seq_k", "cu_seqlens_q", "cu_seqlens_k"})
    if (frame.has(name)) return refusal(name, "None");
  const Dims &query = args.tensor("query").size, &key = args.tensor("key").size;
  if (is_causal(frame) && query.size() == 4 && key.size() == 4 && query[1] != key[1])
    return std::string(frame.op()) + ": a causal mask that is not square";
  return {};
}

namespace {
std::int64_t attention_products(const ExternFrame& frame, std::int64_t with_key, std::int64_t with_value) {
  const Dims& q = frame.args().tensor("query").size;
  const Dims& k = frame.args().tensor("key").size;
  const Dims& v = frame.args().tensor("value").size;
  if (q.size() != 4 || k.size() != 4 || v.size() != 4) return 0;
  const std::int64_t scores = numel({q[0], q[1], q[2], k[2]});
  const std::int64_t of_keys = numel({2, scores, with_key, q[3]}) / 2,
                     of_values = numel({2, scores, with_value, v[3]}) / 2;
  return is_causal(frame) ? of_keys + of_values : numel({2, of_keys + of_values});
}
}  // namespace

std::int64_t attention_flops(const ExternFrame& frame) { return attention_products(frame, 1, 1); }
std::int64_t attention_backward_flops(const ExternFrame& frame) { return attention_products(frame, 3, 2); }

}  // namespace ireplay
