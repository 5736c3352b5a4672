// Attention and its gradients: products for the scores and what is made of them, a loop program for the
// softmax.
#include "replay/externs/shared/attention.hpp"

#include <cmath>

#include "replay/externs/shared/draws.hpp"

namespace ireplay {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kMostScoreBytes = std::int64_t{1} << 30;  // of a temporary; heads are taken in turns

/// Operands as (B, H, L, E). `group` query heads share a head of key and value: their rows stand one after
/// the other in one matrix.
struct Attention {
  TensorView query, key, value;
  TensorView bias;  // repeated to (B, H, Lq, Lk)
  bool has_bias = false, causal = false;
  double scale = 1, kept = 1;  // `kept`: the chance of a weight to stay
  std::int64_t batch = 0, heads = 0, shared_heads = 0, group = 1, rows = 0, columns = 0;

  std::int64_t matrices() const { return batch * shared_heads; }
};

TensorView heads_of(const ExternWriter& to, const TensorView& tensor) {
  return to.frame.facts().heads_behind_rows ? permuted(tensor, {0, 2, 1, 3}) : tensor;
}

TensorView read_heads(const ExternWriter& to, std::string_view name) {
  to.frame.require_rank(name, 4);
  return heads_of(to, to.tensor(name));
}

/// Options that change what is computed, and are not covered.
void refuse_options(const ExternFrame& frame) {
  const ExternArguments& args = frame.args();
  const auto only = [&](std::string_view name, bool holds, const char* what) {
    frame.refuse_if(!holds, "argument '" + std::string(name) + "' other than " + what);
  };
  if (args.knows("return_debug_mask")) only("return_debug_mask", !args.flag("return_debug_mask"), "False");
  for (const char* name :
       {"seqused_k", "alibi_slopes", "seqlen_k", "window_size", "window_size_left", "window_size_right"})
    only(name, !frame.has(name), "None");
  if (const std::string bias = bias_name(frame); !bias.empty())
    only(bias, std::holds_alternative<TensorView>(args.value(bias).value), "a tensor or None");
  if (!frame.facts().heads_behind_rows) return;
  for (const char* name : {"cum_seq_q", "cum_seq_k", "cu_seqlens_q", "cu_seqlens_k"})
    only(name, !frame.has(name), "None");
  const Dims &query = args.tensor("query").size, &key = args.tensor("key").size;
  const bool square = query.size() != 4 || key.size() != 4 || query[1] == key[1];
  frame.refuse_if(is_causal(frame) && !square, "a causal mask that is not square");
}

/// The key of a backward pass's draws: what the forward pass gave as its state.
Value drawn_with(const ExternWriter& to, LoopWriter& loops) {
  for (const char* name : {"philox_seed", "rng_state"}) {
    const TensorView* state = to.frame.has(name) ? to.args.optional_tensor(name) : nullptr;
    if (state == nullptr || numel(state->size) == 0) continue;
    return loops.convert(loops.load(*state, std::vector<Index>(state->size.size(), loops.number(0))),
                         DType::i64);
  }
  return loops.integer(static_cast<std::int64_t>(to.frame.draw_key()));
}

Attention read_attention(const ExternWriter& to) {
  refuse_options(to.frame);
  Attention a;
  a.query = read_heads(to, "query"), a.key = read_heads(to, "key"), a.value = read_heads(to, "value");
  const Dims &q = a.query.size, &k = a.key.size, &v = a.value.size;
  to.frame.require(k[0] == q[0] && v[0] == q[0] && k[1] == v[1] && k[2] == v[2] && k[3] == q[3],
                   "query " + bracketed(q) + ", key " + bracketed(k) + ", value " + bracketed(v));
  to.frame.require(k[1] == q[1] || (k[1] > 0 && q[1] % k[1] == 0),
                   std::to_string(q[1]) + " query heads share " + std::to_string(k[1]) + " key heads");
  a.batch = q[0], a.heads = q[1], a.shared_heads = k[1], a.rows = q[2], a.columns = k[2];
  a.group = k[1] > 0 ? q[1] / k[1] : 1;
  a.causal = is_causal(to.frame);
  a.kept = 1 - dropout_of(to.frame);
  to.frame.require(a.kept >= 0 && a.kept <= 1, "a dropout of " + std::to_string(dropout_of(to.frame)));
  to.frame.refuse_if(a.kept != 1 && numel({a.batch, a.heads, a.rows, a.columns}) >= kMostDraws,
                     "too many weights to draw for");
  a.scale = to.args.number_or("scale", 1 / std::sqrt(static_cast<double>(std::max<std::int64_t>(q[3], 1))));
  if (const std::string name = bias_name(to.frame); !name.empty()) {
    a.bias = to.tensor(name, {a.batch, a.heads, a.rows, a.columns});
    a.has_bias = true;
  }
  return a;
}

/// Whether (B, H, L, E) can be seen as (B * H / group, group * L, E).
bool is_batch_of(const TensorView& tensor, std::int64_t group) {
  const Dims &size = tensor.size, &stride = tensor.stride;
  const bool heads_follow_batches = size[0] == 1 || size[1] == 1 || stride[0] == size[1] * stride[1];
  const bool rows_follow_heads = group == 1 || size[2] == 1 || stride[1] == size[2] * stride[2];
  return heads_follow_batches && rows_follow_heads;
}

TensorView as_batch(const TensorView& tensor, std::int64_t group) {
  const Dims &size = tensor.size, &stride = tensor.stride;
  TensorView result = tensor;
  const std::int64_t of_matrix = size[1] == group ? stride[0] : stride[1] * group;
  const std::int64_t of_row = size[2] == 1 && group > 1 ? stride[1] : stride[2];
  result.size = {size[0] * size[1] / group, group * size[2], size[3]};
  result.stride = {of_matrix, of_row, stride[3]};
  return result;
}

/// The operand as a batch of matrices, copied where its layout does not allow it.
TensorView matrices_of(ExternWriter& to, const TensorView& tensor, std::int64_t group) {
  return as_batch(is_batch_of(tensor, group) ? tensor : to.converted(tensor, tensor.dtype), group);
}

/// A result as a batch of matrices: itself, or a temporary to be copied to it.
TensorView matrices_for(ExternWriter& to, const TensorView& result, std::int64_t group) {
  return as_batch(is_batch_of(result, group) ? result : to.temporary(result.dtype, result.size), group);
}

void deliver(ExternWriter& to, const TensorView& matrices, const TensorView& result) {
  if (matrices.buffer != result.buffer) to.copy(reshaped(matrices, result.size), result);
}

TensorView transposed(const TensorView& tensor) { return permuted(tensor, {0, 2, 1}); }

/// The matrices that are done in one turn: of whole batches, or of some heads of one batch. Loops over them
/// have the variables batch, head of key and value, query head of its group, row (and column), so that every
/// operand is read where its strides say.
struct Turn {
  std::int64_t batch = 0, batches = 0, head = 0, heads = 0;

  std::int64_t count() const { return batches * heads; }
  Dims ranges(const Attention& a) const { return {batches, heads, a.group, a.rows, a.columns}; }
  /// Their part of all matrices.
  TensorView of_all(const Attention& a, const TensorView& matrices) const {
    return narrowed(matrices, 0, batch * a.shared_heads + head, count());
  }
  /// Their place in a temporary that every turn uses again.
  TensorView in(const TensorView& temporary) const { return narrowed(temporary, 0, 0, count()); }
  /// Dense matrices of this turn by the loops' variables.
  TensorView spread(const Attention& a, const TensorView& matrices) const {
    return reshaped(matrices, ranges(a));
  }
  /// A tensor of (B, H, ...) by the loops' variables.
  TensorView part(const Attention& a, const TensorView& tensor) const {
    TensorView result = narrowed(narrowed(tensor, 0, batch, batches), 1, head * a.group, heads * a.group);
    const std::int64_t of_head = result.stride[1];
    result.size[1] = heads, result.stride[1] = of_head * a.group;
    result.size.insert(result.size.begin() + 2, a.group);
    result.stride.insert(result.stride.begin() + 2, of_head);
    return result;
  }
};

std::int64_t matrices_at_once(const Attention& a) {
  const std::int64_t bytes = std::max<std::int64_t>(a.group * a.rows * a.columns * 4, 1);
  const std::int64_t most = std::clamp<std::int64_t>(kMostScoreBytes / bytes, 1, a.matrices());
  return most < a.shared_heads ? most : most / a.shared_heads * a.shared_heads;
}

std::vector<Turn> turns_of(const Attention& a) {
  const std::int64_t most = matrices_at_once(a), batches = std::max<std::int64_t>(most / a.shared_heads, 1);
  const std::int64_t heads = std::min(most, a.shared_heads);
  std::vector<Turn> turns;
  for (std::int64_t batch = 0; batch < a.batch; batch += batches)
    for (std::int64_t head = 0; head < a.shared_heads; head += heads)
      turns.push_back(
          {batch, std::min(batches, a.batch - batch), head, std::min(heads, a.shared_heads - head)});
  return turns;
}

/// scale * Q K^T + bias, -inf where hidden.
Value score_of(LoopWriter& loops, const Attention& a, const Turn& turn, const TensorView& products) {
  const std::vector<Index> here = loops.range(0, 5);
  Value score = loops.load(turn.spread(a, products), here) * a.scale;
  const DType dtype = loops.type(score);
  if (a.has_bias) {
    const Value bias = loops.load(turn.part(a, a.bias), here);
    score = a.bias.dtype == DType::boolean ? select(bias, score, loops.constant(dtype, -kInfinity))
                                           : score + loops.convert(bias, dtype);
  }
  if (a.causal)
    score =
        select(loops.value_of(here[4]) > loops.value_of(here[3]), loops.constant(dtype, -kInfinity), score);
  return score;
}

/// What dropout multiplies a weight by, drawn for the weight's number.
Value share_of(LoopWriter& loops, const Attention& a, const Turn& turn, Value key, DType dtype) {
  const std::vector<Index> here = loops.range(0, 5);
  const Index head = (here[1] + turn.head) * a.group + here[2];
  const Index row = ((here[0] + turn.batch) * a.heads + head) * a.rows + here[3];
  const Draws draws(loops, key, loops.value_of(row * a.columns + here[4]));
  return select(draws.short_uniform() < a.kept, loops.constant(dtype, 1 / a.kept), loops.constant(dtype, 0));
}

/// The state of the generator, of which the key stands in one result, and what else is no number of the call.
void write_state(ExternWriter& to, const Attention& a) {
  const std::size_t seed = to.frame.facts().unset.first;
  for (std::size_t k = 2; k < to.frame.result_count(); ++k) {
    if (!to.wants(k)) continue;
    const TensorView result = to.result(k);
    to.fill(result, 0);
    if (k != seed || a.kept == 1 || numel(result.size) == 0) continue;
    LoopWriter loops("attention", {1}, 1);
    loops.store(result, std::vector<Index>(result.size.size(), loops.number(0)),
                loops.integer(static_cast<std::int64_t>(to.frame.draw_key())));
    to.add(loops);
  }
}

/// The logarithms of rows as (B, H, L), where a head may have more entries than rows; none if `tensor` cannot
/// be seen so.
std::optional<TensorView> rows_in(const Attention& a, const TensorView& tensor) {
  TensorView result = tensor;
  if (tensor.stride == dense_strides(tensor.size))
    return reshaped(tensor, {a.batch, a.heads, numel(tensor.size) / (a.batch * a.heads)});
  if (result.size.size() == 4 && result.size[3] == 1) result.size.pop_back(), result.stride.pop_back();
  if (result.size.size() != 3 || result.size[0] != a.batch || result.size[1] != a.heads) return std::nullopt;
  return result;
}

/// Where rows' logarithms go; none where nobody wants them.
std::optional<TensorView> prepare_logs(ExternWriter& to, const Attention& a) {
  if (!to.wants(1)) return {};
  const TensorView result = to.result(1);
  const std::int64_t heads = a.batch * a.heads, count = numel(result.size);
  if (count == 0) return {};
  const std::int64_t padded = (a.rows + kPaddedRows - 1) / kPaddedRows * kPaddedRows;
  const std::int64_t width = count == heads * a.rows ? a.rows : padded;
  const std::optional<TensorView> rows = rows_in(a, result);
  to.frame.require(count == heads * width && rows, "the logsumexp of " + bracketed(a.query.size) +
                                                       " has a buffer of " + bracketed(result.size));
  if (width != a.rows) to.fill(result, kInfinity);
  return narrowed(*rows, 2, 0, a.rows);
}

/// An operand of rows' logarithms.
TensorView read_logs(ExternWriter& to, const Attention& a) {
  const TensorView logs = to.tensor("logsumexp");
  const std::int64_t heads = a.batch * a.heads, count = numel(logs.size);
  to.frame.require(count % heads == 0 && count / heads >= a.rows,
                   "'logsumexp' is " + bracketed(logs.size) + " for a query " + bracketed(a.query.size));
  if (const std::optional<TensorView> rows = rows_in(a, logs)) return narrowed(*rows, 2, 0, a.rows);
  return narrowed(reshaped(to.dense(logs), {a.batch, a.heads, count / heads}), 2, 0, a.rows);
}

/// Weights of a turn from its products, and the rows' logarithms.
void soften(ExternWriter& to, const Attention& a, const Turn& turn, const TensorView& products,
            const TensorView& weights, const std::optional<TensorView>& logs) {
  LoopWriter loops("attention", turn.ranges(a), 4);
  const Value score = score_of(loops, a, turn, products);
  const Value highest = loops.reduce(ReduceKind::max, score);
  loops.then_each();
  const DType dtype = loops.type(score);
  const Value none = loops.constant(dtype, -kInfinity);
  const Value shift = select(highest == none, loops.constant(dtype, 0), highest);
  const Value power = apply(ScalarOp::exp, score - shift);
  const Value sum = loops.reduce(ReduceKind::sum, power);
  loops.then_each();
  const Value zero = loops.constant(dtype, 0);
  Value weight = select(sum == zero, zero, power / sum);
  if (a.kept != 1) {
    const Value key = loops.integer(static_cast<std::int64_t>(to.frame.draw_key()));
    weight = weight * share_of(loops, a, turn, key, dtype);
  }
  loops.store(turn.spread(a, weights), loops.range(0, 5), weight);
  if (logs) {
    loops.then_once();
    const Value least =
        select(highest == loops.constant(dtype, -kInfinity), loops.constant(dtype, 0), highest);
    loops.store(turn.part(a, *logs), loops.range(0, 4), least + apply(ScalarOp::log, sum));
  }
  to.add(loops);
}

/// sum over e of gradient * out, one for each row: (B, H, L).
TensorView write_along(ExternWriter& to, const TensorView& gradient, const TensorView& out) {
  const DType dtype = sum_type(gradient.dtype);
  TensorView along = to.temporary(dtype, {gradient.size[0], gradient.size[1], gradient.size[2]});
  LoopWriter loops("attention", gradient.size, 3);
  const std::vector<Index> coordinates = loops.range(0, 4);
  const Value sum = loops.reduce(ReduceKind::sum, loops.convert(loops.load(gradient, coordinates), dtype) *
                                                      loops.convert(loops.load(out, coordinates), dtype));
  loops.then_once();
  loops.store(along, loops.range(0, 3), sum);
  to.add(loops);
  return along;
}

/// Temporaries of a turn.
struct BackwardTurn {
  TensorView products, through;    // Q K^T and gradient * V^T
  TensorView weights, slopes;      // what is made of them
  std::optional<TensorView> bias;  // its gradient, (B, H, Lq, Lk)
};

void write_slopes(ExternWriter& to, const Attention& a, const Turn& turn, const BackwardTurn& made,
                  const TensorView& along, const TensorView& logs) {
  LoopWriter loops("attention", turn.ranges(a), 5);
  const std::vector<Index> here = loops.range(0, 5), row = loops.range(0, 4);
  const Value score = score_of(loops, a, turn, made.products);
  const DType dtype = loops.type(score);
  const Value log = loops.convert(loops.load(turn.part(a, logs), row), dtype);
  const Value zero = loops.constant(dtype, 0);
  const Value weight =
      select(score == loops.constant(dtype, -kInfinity), zero, apply(ScalarOp::exp, score - log));
  Value through = loops.load(turn.spread(a, made.through), here), kept = weight;
  if (a.kept != 1) {
    const Value share = share_of(loops, a, turn, drawn_with(to, loops), dtype);
    through = through * share, kept = weight * share;
  }
  const Value change = through - loops.load(turn.part(a, along), row);
  const Value slope = select(weight == zero, zero, weight * change);
  loops.store(turn.spread(a, made.weights), here, kept);
  loops.store(turn.spread(a, made.slopes), here, slope);
  if (made.bias) loops.store(turn.part(a, *made.bias), here, slope);
  to.add(loops);
}

/// Sums over the dimensions along which the bias was repeated.
void reduce_bias(ExternWriter& to, const TensorView& slopes, const TensorView& result) {
  const std::size_t lead = 4 - result.size.size();
  Dims ranges;
  std::vector<std::size_t> kept, summed;
  for (std::size_t d = 0; d < 4; ++d)
    (d >= lead && result.size[d - lead] == slopes.size[d] ? kept : summed).push_back(d);
  for (const std::size_t d : kept) ranges.push_back(slopes.size[d]);
  for (const std::size_t d : summed) ranges.push_back(slopes.size[d]);
  LoopWriter loops("attention", ranges, kept.size());
  std::vector<Index> from(4), coordinates;
  for (std::size_t k = 0; k < kept.size(); ++k) from[kept[k]] = loops.at(k);
  for (std::size_t k = 0; k < summed.size(); ++k) from[summed[k]] = loops.at(kept.size() + k);
  for (std::size_t d = lead; d < 4; ++d)
    coordinates.push_back(result.size[d - lead] == slopes.size[d] ? from[d] : loops.number(0));
  Value value = loops.load(slopes, from);
  if (!summed.empty()) value = loops.reduce(ReduceKind::sum, value), loops.then_once();
  loops.store(result, coordinates, value);
  to.add(loops);
}

}  // namespace

void write_attention(ExternWriter& to) {
  const Attention a = read_attention(to);
  const DType dtype = a.query.dtype, wide = sum_type(dtype);
  const TensorView result = heads_of(to, to.result(0));
  to.frame.require(result.size == Dims({a.batch, a.heads, a.rows, a.value.size[3]}),
                   "result 0 is " + bracketed(to.result(0).size));
  const TensorView query = matrices_of(to, a.query, a.group), key = matrices_of(to, a.key, 1),
                   value = matrices_of(to, a.value, 1), output = matrices_for(to, result, a.group);
  const std::optional<TensorView> logs = prepare_logs(to, a);
  const Dims scores{matrices_at_once(a), a.group * a.rows, a.columns};
  const TensorView products = to.temporary(wide, scores), weights = to.temporary(dtype, scores);
  for (const Turn& turn : turns_of(a)) {
    const auto part = [&](const TensorView& matrices) { return turn.of_all(a, matrices); };
    to.product({part(query), transposed(part(key)), turn.in(products), {}});
    soften(to, a, turn, turn.in(products), turn.in(weights), logs);
    to.product({turn.in(weights), part(value), part(output), {}});
  }
  deliver(to, output, result);
  write_state(to, a);
}

void write_attention_backward(ExternWriter& to) {
  const Attention a = read_attention(to);
  const DType dtype = a.query.dtype, wide = sum_type(dtype);
  const Dims size{a.batch, a.heads, a.rows, a.value.size[3]};
  const TensorView gradient = read_heads(to, to.args.knows("grad_out_") ? "grad_out_" : "grad_out");
  const TensorView out = read_heads(to, "out");
  to.frame.require(
      gradient.size == size && out.size == size,
      "grad_out " + bracketed(gradient.size) + " and out " + bracketed(out.size) + " for " + bracketed(size));
  const TensorView logs = read_logs(to, a), along = write_along(to, gradient, out);
  const TensorView query = matrices_of(to, a.query, a.group), key = matrices_of(to, a.key, 1),
                   value = matrices_of(to, a.value, 1), grad = matrices_of(to, gradient, a.group);

  const Dims sizes[] = {a.query.size, a.key.size, a.value.size};
  const std::int64_t groups[] = {a.group, 1, 1};
  TensorView results[3], matrices[3];
  for (std::size_t k = 0; k < 3; ++k) {
    if (!to.wants(k)) continue;
    results[k] = heads_of(to, to.result(k));
    to.frame.require(results[k].size == sizes[k],
                     "result " + std::to_string(k) + " is " + bracketed(to.result(k).size));
    matrices[k] = matrices_for(to, results[k], groups[k]);
  }
  const Dims scores{matrices_at_once(a), a.group * a.rows, a.columns};
  const BackwardTurn all{to.temporary(wide, scores),
                         to.temporary(wide, scores),
                         to.temporary(dtype, scores),
                         to.temporary(dtype, scores),
                         {}};
  std::optional<TensorView> bias;
  if (to.wants(3) && a.has_bias) bias = to.temporary(wide, {a.batch, a.heads, a.rows, a.columns});
  for (const Turn& turn : turns_of(a)) {
    const BackwardTurn made{turn.in(all.products), turn.in(all.through), turn.in(all.weights),
                            turn.in(all.slopes), bias};
    const auto part = [&](const TensorView& tensor) { return turn.of_all(a, tensor); };
    to.product({part(query), transposed(part(key)), made.products, {}});
    to.product({part(grad), transposed(part(value)), made.through, {}});
    write_slopes(to, a, turn, made, along, logs);
    if (to.wants(0)) to.product({made.slopes, part(key), part(matrices[0]), {}, a.scale});
    if (to.wants(1)) to.product({transposed(made.slopes), part(query), part(matrices[1]), {}, a.scale});
    if (to.wants(2)) to.product({transposed(made.weights), part(grad), part(matrices[2]), {}});
  }
  for (std::size_t k = 0; k < 3; ++k)
    if (to.wants(k)) deliver(to, matrices[k], results[k]);
  if (bias) {
    const TensorView result = to.result(3);
    to.frame.require(result.size == to.tensor(bias_name(to.frame)).size,
                     "result 3 is " + bracketed(result.size));
    reduce_bias(to, *bias, result);
  }
}

}  // namespace ireplay
