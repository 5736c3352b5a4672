// Attention and its gradients: products for the scores and what is made of them, a loop program for the
// softmax.
#include "replay/externs/shared/attention.hpp"

#include <cmath>

#include "replay/externs/writer.hpp"

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
  double scale = 1;
  std::int64_t batch = 0, heads = 0, shared_heads = 0, group = 1, rows = 0, columns = 0;

  std::int64_t matrices() const { return batch * shared_heads; }
};

TensorView heads_of(const ExternWriter& to, const TensorView& tensor) {
  return heads_behind_rows(to.frame) ? permuted(tensor, {0, 2, 1, 3}) : tensor;
}

TensorView read_heads(const ExternWriter& to, std::string_view name) {
  to.frame.require_rank(name, 4);
  return heads_of(to, to.tensor(name));
}

Attention read_attention(const ExternWriter& to) {
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
  a.scale = to.args.number_or("scale", 1 / std::sqrt(static_cast<double>(std::max<std::int64_t>(q[3], 1))));
  if (const std::string name = bias_name(to.frame); !name.empty()) {
    a.bias = to.tensor(name, {a.batch, a.heads, a.rows, a.columns});
    a.has_bias = true;
  }
  return a;
}

bool is_empty(const Attention& a) {
  return numel(a.query.size) == 0 || numel(a.key.size) == 0 || numel(a.value.size) == 0;
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

TensorView chunk_of(const TensorView& tensor, std::int64_t first, std::int64_t count) {
  return narrowed(tensor, 0, first, count);
}

TensorView transposed(const TensorView& tensor) { return permuted(tensor, {0, 2, 1}); }

std::int64_t matrices_at_once(const Attention& a) {
  const std::int64_t bytes = std::max<std::int64_t>(a.group * a.rows * a.columns * 4, 1);
  return std::clamp<std::int64_t>(kMostScoreBytes / bytes, 1, a.matrices());
}

/// Variables (matrix of the chunk, head of the group, row, column) as places in the operands.
struct Place {
  Index matrix, member, row, column;
  Index line;  // row of the matrix
  Index batch, head;
};

Place place_in(LoopWriter& loops, const Attention& a, std::int64_t first) {
  Place at{loops.at(0), loops.at(1), loops.at(2), loops.at(3), {}, {}, {}};
  at.line = at.member * a.rows + at.row;
  const Index matrix = at.matrix + first;
  at.batch = matrix / a.shared_heads;
  at.head = (matrix % a.shared_heads) * a.group + at.member;
  return at;
}

/// Number of the query head and row among all.
Index row_number(const Attention& a, const Place& at, std::int64_t width) {
  return (at.batch * a.heads + at.head) * width + at.row;
}

/// scale * Q K^T + bias, -inf where hidden.
Value score_of(LoopWriter& loops, const Attention& a, const Place& at, const TensorView& products) {
  Value score = loops.load(products, {at.matrix, at.line, at.column}) * a.scale;
  const DType dtype = loops.type(score);
  if (a.has_bias) {
    const Value bias = loops.load(a.bias, {at.batch, at.head, at.row, at.column});
    score = a.bias.dtype == DType::boolean ? select(bias, score, loops.constant(dtype, -kInfinity))
                                           : score + loops.convert(bias, dtype);
  }
  if (a.causal)
    score =
        select(loops.value_of(at.column) > loops.value_of(at.row), loops.constant(dtype, -kInfinity), score);
  return score;
}

void clear_results(ExternWriter& to, std::size_t first) {
  for (std::size_t k = first; k < to.frame.result_count(); ++k)
    if (to.wants(k)) to.fill(to.result(k), 0);
}

/// Where rows' logarithms go: the result, and how many entries a head has there.
struct Logs {
  std::optional<TensorView> to;
  std::int64_t width = 0;
};

Logs prepare_logs(ExternWriter& to, const Attention& a) {
  if (!to.wants(1)) return {};
  const TensorView result = to.result(1);
  const std::int64_t heads = a.batch * a.heads, count = numel(result.size);
  if (count == 0) return {};
  const std::int64_t padded = (a.rows + kPaddedRows - 1) / kPaddedRows * kPaddedRows;
  const std::int64_t width = count == heads * a.rows ? a.rows : padded;
  to.frame.require(count == heads * width, "the logsumexp of " + bracketed(a.query.size) +
                                               " has a buffer of " + bracketed(result.size));
  if (width != a.rows) to.fill(result, kInfinity);
  return {result, width};
}

/// Weights of a chunk from its products, and the rows' logarithms.
void soften(ExternWriter& to, const Attention& a, std::int64_t first, const TensorView& products,
            const TensorView& weights, const Logs& logs) {
  LoopWriter loops("attention", {products.size[0], a.group, a.rows, a.columns}, 3);
  const Place at = place_in(loops, a, first);
  const Value score = score_of(loops, a, at, products);
  const Value highest = loops.reduce(ReduceKind::max, score);
  loops.then_each();
  const DType dtype = loops.type(score);
  const Value none = loops.constant(dtype, -kInfinity);
  const Value shift = select(highest == none, loops.constant(dtype, 0), highest);
  const Value power = apply(ScalarOp::exp, score - shift);
  const Value sum = loops.reduce(ReduceKind::sum, power);
  loops.then_each();
  const Value zero = loops.constant(dtype, 0);
  loops.store(weights, {at.matrix, at.line, at.column}, select(sum == zero, zero, power / sum));
  if (logs.to) {
    loops.then_once();
    const Value least =
        select(highest == loops.constant(dtype, -kInfinity), loops.constant(dtype, 0), highest);
    loops.store(*logs.to, loops.unflatten(logs.to->size, row_number(a, at, logs.width)),
                least + apply(ScalarOp::log, sum));
  }
  to.add(loops);
}

/// sum over e of gradient * out, one for each row.
TensorView write_along(ExternWriter& to, const TensorView& gradient, const TensorView& out) {
  const DType dtype = sum_type(gradient.dtype);
  TensorView along = to.temporary(dtype, {gradient.size[0], gradient.size[1]});
  LoopWriter loops("attention", gradient.size, 2);
  const std::vector<Index> place = loops.range(0, 3);
  const Value sum = loops.reduce(ReduceKind::sum, loops.convert(loops.load(gradient, place), dtype) *
                                                      loops.convert(loops.load(out, place), dtype));
  loops.then_once();
  loops.store(along, loops.range(0, 2), sum);
  to.add(loops);
  return along;
}

struct BackwardChunk {
  TensorView products, through;    // Q K^T and gradient * V^T
  TensorView weights, slopes;      // what is made of them
  std::optional<TensorView> bias;  // its gradient, (B, H, Lq, Lk)
};

void write_slopes(ExternWriter& to, const Attention& a, std::int64_t first, const BackwardChunk& chunk,
                  const TensorView& along, const TensorView& logs) {
  LoopWriter loops("attention", {chunk.products.size[0], a.group, a.rows, a.columns}, 4);
  const Place at = place_in(loops, a, first);
  const Value score = score_of(loops, a, at, chunk.products);
  const DType dtype = loops.type(score);
  const std::int64_t width = numel(logs.size) / (a.batch * a.heads);
  const Value log =
      loops.convert(loops.load(logs, loops.unflatten(logs.size, row_number(a, at, width))), dtype);
  const Value zero = loops.constant(dtype, 0);
  const Value weight =
      select(score == loops.constant(dtype, -kInfinity), zero, apply(ScalarOp::exp, score - log));
  const std::vector<Index> here = {at.matrix, at.line, at.column};
  const Value change = loops.load(chunk.through, here) - loops.load(along, {at.matrix + first, at.line});
  const Value slope = select(weight == zero, zero, weight * change);
  loops.store(chunk.weights, here, weight);
  loops.store(chunk.slopes, here, slope);
  if (chunk.bias) loops.store(*chunk.bias, {at.batch, at.head, at.row, at.column}, slope);
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
  std::vector<Index> from(4), place;
  for (std::size_t k = 0; k < kept.size(); ++k) from[kept[k]] = loops.at(k);
  for (std::size_t k = 0; k < summed.size(); ++k) from[summed[k]] = loops.at(kept.size() + k);
  for (std::size_t d = lead; d < 4; ++d)
    place.push_back(result.size[d - lead] == slopes.size[d] ? from[d] : loops.number(0));
  Value value = loops.load(slopes, from);
  if (!summed.empty()) value = loops.reduce(ReduceKind::sum, value), loops.then_once();
  loops.store(result, place, value);
  to.add(loops);
}

}  // namespace

bool write_attention(ExternWriter& to) {
  const Attention a = read_attention(to);
  if (is_empty(a) || !to.wants(0) || dropout_of(to.frame) != 0) return false;
  const DType dtype = a.query.dtype, wide = sum_type(dtype);
  const TensorView result = heads_of(to, to.result(0));
  to.frame.require(result.size == Dims({a.batch, a.heads, a.rows, a.value.size[3]}),
                   "result 0 is " + bracketed(to.result(0).size));
  const TensorView query = matrices_of(to, a.query, a.group), key = matrices_of(to, a.key, 1),
                   value = matrices_of(to, a.value, 1), output = matrices_for(to, result, a.group);
  const Logs logs = prepare_logs(to, a);
  const std::int64_t most = matrices_at_once(a);
  const Dims scores{most, a.group * a.rows, a.columns};
  const TensorView products = to.temporary(wide, scores), weights = to.temporary(dtype, scores);
  for (std::int64_t first = 0; first < a.matrices(); first += most) {
    const std::int64_t count = std::min(most, a.matrices() - first);
    const TensorView here = chunk_of(products, 0, count), softened = chunk_of(weights, 0, count);
    to.product({chunk_of(query, first, count), transposed(chunk_of(key, first, count)), here, {}});
    soften(to, a, first, here, softened, logs);
    to.product({softened, chunk_of(value, first, count), chunk_of(output, first, count), {}});
  }
  deliver(to, output, result);
  clear_results(to, 2);
  return true;
}

bool write_attention_backward(ExternWriter& to) {
  const Attention a = read_attention(to);
  if (is_empty(a) || dropout_of(to.frame) != 0) return false;
  const DType dtype = a.query.dtype, wide = sum_type(dtype);
  const Dims size{a.batch, a.heads, a.rows, a.value.size[3]};
  const TensorView gradient = read_heads(to, to.args.knows("grad_out_") ? "grad_out_" : "grad_out");
  const TensorView out = read_heads(to, "out"), logs = to.tensor("logsumexp");
  to.frame.require(
      gradient.size == size && out.size == size,
      "grad_out " + bracketed(gradient.size) + " and out " + bracketed(out.size) + " for " + bracketed(size));
  const std::int64_t heads = a.batch * a.heads, count_of_logs = numel(logs.size);
  to.frame.require(count_of_logs % heads == 0 && count_of_logs / heads >= a.rows,
                   "'logsumexp' is " + bracketed(logs.size) + " for a query " + bracketed(a.query.size));
  const TensorView query = matrices_of(to, a.query, a.group), key = matrices_of(to, a.key, 1),
                   value = matrices_of(to, a.value, 1), grad = matrices_of(to, gradient, a.group);
  const TensorView along = write_along(to, grad, matrices_of(to, out, a.group));

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
  const std::int64_t most = matrices_at_once(a);
  const Dims scores{most, a.group * a.rows, a.columns};
  BackwardChunk chunk{to.temporary(wide, scores),
                      to.temporary(wide, scores),
                      to.temporary(dtype, scores),
                      to.temporary(dtype, scores),
                      {}};
  const BackwardChunk whole = chunk;
  if (to.wants(3) && a.has_bias) chunk.bias = to.temporary(wide, {a.batch, a.heads, a.rows, a.columns});
  for (std::int64_t first = 0; first < a.matrices(); first += most) {
    const std::int64_t count = std::min(most, a.matrices() - first);
    chunk.products = chunk_of(whole.products, 0, count), chunk.through = chunk_of(whole.through, 0, count);
    chunk.weights = chunk_of(whole.weights, 0, count), chunk.slopes = chunk_of(whole.slopes, 0, count);
    const auto part = [&](const TensorView& tensor) { return chunk_of(tensor, first, count); };
    to.product({part(query), transposed(part(key)), chunk.products, {}});
    to.product({part(grad), transposed(part(value)), chunk.through, {}});
    write_slopes(to, a, first, chunk, along, logs);
    if (to.wants(0)) to.product({chunk.slopes, part(key), part(matrices[0]), {}, a.scale});
    if (to.wants(1)) to.product({transposed(chunk.slopes), part(query), part(matrices[1]), {}, a.scale});
    if (to.wants(2)) to.product({transposed(chunk.weights), part(grad), part(matrices[2]), {}});
  }
  for (std::size_t k = 0; k < 3; ++k)
    if (to.wants(k)) deliver(to, matrices[k], results[k]);
  if (chunk.bias) {
    const TensorView result = to.result(3);
    to.frame.require(result.size == to.tensor(bias_name(to.frame)).size,
                     "result 3 is " + bracketed(result.size));
    reduce_bias(to, *chunk.bias, result);
  }
  return true;
}

}  // namespace ireplay
