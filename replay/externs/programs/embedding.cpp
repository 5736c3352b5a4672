// Rows of a table by number: embeddings, bags of them, and their gradients.
#include <algorithm>

#include "replay/externs/shared/modes.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

/// How often each row of the table is named.
TensorView count_rows(ExternWriter& to, const TensorView& indices, std::int64_t rows) {
  TensorView counts = to.temporary(DType::i32, {rows});
  to.fill(counts, 0);
  LoopWriter loops("embedding", indices.size, indices.size.size());
  const Value row = loops.convert(loops.load(indices, loops.range(0, indices.size.size())), DType::i64);
  const Value inside = loops.both(row >= 0, row < static_cast<double>(rows));
  const Index at = loops.index_of(row, 0, std::max<std::int64_t>(rows - 1, 0));
  loops.store(counts, {at}, loops.integer(1, DType::i32), inside, StoreMode::atomic_add);
  to.add(loops);
  return counts;
}

/// A table that gradients are added to, and where it goes in the end: the result, by frequency if asked for.
class TableGradient {
 public:
  TableGradient(ExternWriter& to, const TensorView& indices, DType dtype, std::int64_t width)
      : to_(to), indices_(indices), rows_(to.args.integer("num_weights")) {
    to.frame.require(rows_ >= 0, "num_weights is " + std::to_string(rows_));
    result_ = to.result(0, {rows_, width});
    scales_ = to.args.flag("scale_grad_by_freq");
    wide_ =
        scales_ || result_.dtype != sum_type(dtype) ? to.temporary(sum_type(dtype), result_.size) : result_;
    to.fill(wide_, 0);
  }

  const TensorView& sums() const { return wide_; }
  std::int64_t rows() const { return rows_; }

  void finish(bool by_frequency = true) {
    if (!scales_ || !by_frequency) {
      if (wide_.buffer != result_.buffer) to_.copy(wide_, result_);
      return;
    }
    const TensorView counts = count_rows(to_, indices_, rows_);
    LoopWriter loops("embedding", result_.size, 2);
    const std::vector<Index> at = loops.range(0, 2);
    const Value sum = loops.load(wide_, at),
                count = loops.convert(loops.load(counts, {at[0]}), loops.type(sum));
    loops.store(result_, at, select(count == 0, sum, sum / count));
    to_.add(loops);
  }

 private:
  ExternWriter& to_;
  TensorView indices_, result_, wide_;
  std::int64_t rows_;
  bool scales_ = false;
};

/// The row that index `at` names, and whether it counts: padding does not.
struct Row {
  Index index;
  Value counts;
};

Row row_at(const ExternWriter& to, LoopWriter& loops, const TensorView& indices, const std::vector<Index>& at,
           std::int64_t rows) {
  const Value row = loops.convert(loops.load(indices, at), DType::i64);
  const Value counts = row != static_cast<double>(to.args.integer("padding_idx"));
  return {loops.checked_index(row, rows, false, counts), counts};
}

/// Which bag each index belongs to: the last that begins at or before it.
TensorView bags_of(ExternWriter& to, std::int64_t count, std::int64_t& bags) {
  to.frame.require_rank("offsets", 1);
  const TensorView offsets = to.dense(to.tensor("offsets"));
  const std::int64_t given = offsets.size[0];
  bags = given - (to.args.knows("include_last_offset") && to.args.flag("include_last_offset") ? 1 : 0);
  to.frame.require(bags > 0 || (bags == 0 && count == 0), "'offsets' is empty");
  LoopWriter checks("embedding bag", {given}, 1);
  const Index at = checks.at(0);
  const Value first = checks.value_of(at) == 0,
              offset = checks.convert(checks.load(offsets, {at}), DType::i64);
  const Value before = checks.convert(checks.load(offsets, {at - 1}, opposite(first)), DType::i64);
  checks.require(offset >= before, "offsets of bags grow");
  checks.require(offset <= static_cast<double>(count), "offsets of bags lie inside");
  to.add(checks);

  TensorView bag_of = to.temporary(DType::i64, {count});
  const TensorView starts =
      to.converted(narrowed(offsets, 0, 0, std::max<std::int64_t>(bags, 0)), DType::i64);
  LoopWriter loops("embedding bag", {count}, 1);
  const Value position = loops.value_of(loops.at(0));
  const Value bag = loops.search(position, starts, bags, loops.number(0), true) - 1;
  loops.store(bag_of, {loops.at(0)}, apply(ScalarOp::maximum, bag, loops.integer(0)));
  to.add(loops);
  return bag_of;
}

/// A result that has room for the values takes them; backends leave such results empty or zero where they
/// need them not.
void copy_if_it_fits(ExternWriter& to, std::size_t number, const TensorView* values) {
  if (!to.wants(number)) return;
  const TensorView result = to.result(number);
  if (values != nullptr && result.size == values->size)
    to.copy(*values, result);
  else
    to.fill(result, 0);
}

/// Adds to every bag's size those indices that count.
TensorView bag_sizes(ExternWriter& to, const TensorView& indices, const TensorView& bag_of, std::int64_t bags,
                     std::int64_t rows) {
  TensorView sizes = to.temporary(DType::i32, {bags});
  to.fill(sizes, 0);
  LoopWriter loops("embedding bag", indices.size, 1);
  const Index at = loops.at(0);
  const Row row = row_at(to, loops, indices, {at}, rows);
  const Index bag = loops.checked_index(loops.load(bag_of, {at}), bags, false);
  loops.store(sizes, {bag}, loops.integer(1, DType::i32), row.counts, StoreMode::atomic_add);
  to.add(loops);
  return sizes;
}

/// Every index's row, weighted, into its bag: added up, or the greatest.
void gather_bags(ExternWriter& to, const TensorView& weight, const TensorView& indices,
                 const TensorView& bag_of, const TensorView& output, const TensorView* samples,
                 bool greatest) {
  LoopWriter loops("embedding bag", {indices.size[0], weight.size[1]}, 2);
  const Index at = loops.at(0), column = loops.at(1);
  const Row row = row_at(to, loops, indices, {at}, weight.size[0]);
  Value value = loops.convert(loops.load(weight, {row.index, column}, row.counts), output.dtype);
  if (samples != nullptr) value = value * loops.convert(loops.load(*samples, {at}), output.dtype);
  const Index bag = loops.checked_index(loops.load(bag_of, {at}), output.size[0], false);
  loops.store(output, {bag, column}, value, row.counts,
              greatest ? StoreMode::atomic_max : StoreMode::atomic_add);
  to.add(loops);
}

/// The row that each bag's greatest value comes from: the first one.
TensorView greatest_rows(ExternWriter& to, const TensorView& weight, const TensorView& indices,
                         const TensorView& bag_of, const TensorView& output) {
  const std::int64_t count = indices.size[0];
  const TensorView positions = to.temporary(DType::i64, output.size);
  TensorView rows = to.temporary(DType::i64, output.size);
  to.fill(positions, static_cast<double>(count));
  LoopWriter loops("embedding bag", {count, weight.size[1]}, 2);
  const Index at = loops.at(0), column = loops.at(1);
  const Row row = row_at(to, loops, indices, {at}, weight.size[0]);
  const Value value = loops.convert(loops.load(weight, {row.index, column}, row.counts), output.dtype);
  const Index bag = loops.checked_index(loops.load(bag_of, {at}), output.size[0], false);
  const Value found = loops.both(row.counts, value == loops.load(output, {bag, column}));
  loops.store(positions, {bag, column}, loops.value_of(at), found, StoreMode::atomic_min);
  to.add(loops);

  LoopWriter look("embedding bag", output.size, 2);
  const std::vector<Index> here = look.range(0, 2);
  const Value position = look.load(positions, here);
  const Value known = position < static_cast<double>(count);
  const Index from = look.index_of(position, 0, std::max<std::int64_t>(count - 1, 0));
  look.store(rows, here, look.convert(look.load(indices, {from}, known), DType::i64));
  to.add(look);
  return rows;
}

std::optional<TensorView> read_samples(const ExternWriter& to, const TensorView& indices) {
  if (!to.frame.has("per_sample_weights")) return std::nullopt;
  const TensorView samples = to.tensor("per_sample_weights");
  to.frame.require(samples.size == indices.size, "'per_sample_weights' is " + bracketed(samples.size));
  return samples;
}

}  // namespace

void write_embedding(ExternWriter& to) {
  to.frame.require_rank("weight", 2);
  const TensorView weight = to.tensor("weight"), indices = to.tensor("indices");
  Dims size = indices.size;
  size.push_back(weight.size[1]);
  const TensorView result = to.result(0, size);
  LoopWriter loops("embedding", size, size.size());
  const Index row =
      loops.checked_index(loops.load(indices, loops.range(0, indices.size.size())), weight.size[0], false);
  loops.store(result, loops.range(0, size.size()), loops.load(weight, {row, loops.at(size.size() - 1)}));
  to.add(loops);
}

void write_embedding_dense_backward(ExternWriter& to) {
  const TensorView gradient = to.tensor("grad_output"), indices = to.tensor("indices");
  const std::size_t rank = indices.size.size();
  to.frame.require(gradient.size.size() == rank + 1 &&
                       std::equal(indices.size.begin(), indices.size.end(), gradient.size.begin()),
                   "grad_output " + bracketed(gradient.size) + " for indices " + bracketed(indices.size));
  TableGradient table(to, indices, gradient.dtype, gradient.size.back());
  LoopWriter loops("embedding", gradient.size, rank + 1);
  const Row row = row_at(to, loops, indices, loops.range(0, rank), table.rows());
  const Value value = loops.convert(loops.load(gradient, loops.range(0, rank + 1)), table.sums().dtype);
  loops.store(table.sums(), {row.index, loops.at(rank)}, value, row.counts, StoreMode::atomic_add);
  to.add(loops);
  table.finish();
}

void write_embedding_bag(ExternWriter& to) {
  to.frame.require_rank("weight", 2);
  to.frame.require_rank("indices", 1);
  const TensorView weight = to.tensor("weight"), indices = to.tensor("indices");
  to.frame.refuse_complex();
  to.frame.refuse_unless_floats(weight);
  const BagMode mode = bag_mode_of(to.frame);
  std::int64_t bags = 0;
  const TensorView bag_of = bags_of(to, indices.size[0], bags);
  const std::optional<TensorView> samples = read_samples(to, indices);
  const bool greatest = mode == BagMode::max;
  const TensorView output = to.temporary(sum_type(weight.dtype), {bags, weight.size[1]});
  to.fill(output, greatest ? -std::numeric_limits<double>::infinity() : 0);
  gather_bags(to, weight, indices, bag_of, output, samples && !greatest ? &*samples : nullptr, greatest);
  const TensorView sizes = bag_sizes(to, indices, bag_of, bags, weight.size[0]);
  if (to.wants(0)) {
    const TensorView result = to.result(0, output.size);
    LoopWriter loops("embedding bag", output.size, 2);
    const std::vector<Index> here = loops.range(0, 2);
    const Value sum = loops.load(output, here), count = loops.load(sizes, {here[0]});
    const DType dtype = loops.type(sum);
    Value value = sum;
    if (mode == BagMode::mean)
      value = sum / loops.convert(apply(ScalarOp::maximum, count, loops.integer(1, DType::i32)), dtype);
    if (greatest) value = select(count == 0, loops.constant(dtype, 0), sum);
    loops.store(result, here, value);
    to.add(loops);
  }
  copy_if_it_fits(to, 1, &bag_of);
  copy_if_it_fits(to, 2, &sizes);
  if (greatest && to.wants(3)) {
    const TensorView rows = greatest_rows(to, weight, indices, bag_of, output);
    copy_if_it_fits(to, 3, &rows);
  } else {  // where there is room PyTorch puts the sizes there, too
    copy_if_it_fits(to, 3, mode == BagMode::mean ? &sizes : nullptr);
  }
}

void write_embedding_bag_backward(ExternWriter& to) {
  to.frame.refuse_complex();
  to.frame.require_rank("grad", 2);
  to.frame.require_rank("indices", 1);
  const TensorView gradient = to.tensor("grad"), indices = to.tensor("indices"),
                   sizes = to.tensor("bag_size");
  const BagMode mode = bag_mode_of(to.frame);
  const std::int64_t bags = gradient.size[0], width = gradient.size[1], count = indices.size[0];
  TableGradient table(to, indices, gradient.dtype, width);
  const DType dtype = table.sums().dtype;
  if (mode == BagMode::max) {
    const TensorView greatest = to.tensor("maximum_indices");
    to.frame.require(greatest.size == gradient.size, "'maximum_indices' is " + bracketed(greatest.size));
    LoopWriter loops("embedding bag", gradient.size, 2);
    const std::vector<Index> here = loops.range(0, 2);
    const Value taken = loops.load(sizes, {here[0]}, loops.inside(here[0], numel(sizes.size))) != 0;
    const Value all = numel(sizes.size) < bags
                          ? apply(ScalarOp::logical_or, taken,
                                  loops.value_of(here[0]) >= static_cast<double>(numel(sizes.size)))
                          : taken;
    const Index row = loops.checked_index(loops.load(greatest, here), table.rows(), false, all);
    loops.store(table.sums(), {row, here[1]}, loops.convert(loops.load(gradient, here), dtype), all,
                StoreMode::atomic_add);
    to.add(loops);
    table.finish(false);
    return;
  }
  TensorView bag_of = to.tensor("offset2bag");
  std::int64_t counted = 0;
  if (numel(bag_of.size) != count && to.args.knows("offsets")) bag_of = bags_of(to, count, counted);
  to.frame.require(bag_of.size == Dims{count}, "'offset2bag' is " + bracketed(bag_of.size));
  const std::optional<TensorView> samples = read_samples(to, indices);
  LoopWriter loops("embedding bag", {count, width}, 2);
  const Index at = loops.at(0), column = loops.at(1);
  const Row row = row_at(to, loops, indices, {at}, table.rows());
  const Index bag = loops.checked_index(loops.load(bag_of, {at}), bags, false, row.counts);
  Value share = loops.convert(loops.load(gradient, {bag, column}, row.counts), dtype);
  if (samples) share = share * loops.convert(loops.load(*samples, {at}), dtype);
  if (mode == BagMode::mean) {
    const Value size = loops.convert(loops.load(sizes, {bag}, row.counts), DType::i64);
    share = share / loops.convert(apply(ScalarOp::maximum, size, loops.integer(1)), dtype);
  }
  loops.store(table.sums(), {row.index, column}, share, row.counts, StoreMode::atomic_add);
  to.add(loops);
  table.finish();
}

void write_embedding_bag_per_sample_weights_backward(ExternWriter& to) {
  to.frame.refuse_complex();
  to.frame.require_rank("grad", 2);
  to.frame.require_rank("weight", 2);
  to.frame.require_rank("indices", 1);
  const TensorView gradient = to.tensor("grad"), weight = to.tensor("weight"), indices = to.tensor("indices");
  const std::int64_t count = indices.size[0];
  TensorView bag_of = to.tensor("offset2bag");
  std::int64_t counted = 0;
  if (numel(bag_of.size) != count) bag_of = bags_of(to, count, counted);
  to.frame.require(gradient.size[1] == weight.size[1] && bag_of.size == Dims{count},
                   "grad " + bracketed(gradient.size) + " and weight " + bracketed(weight.size));
  const TensorView result = to.result(0, indices.size);
  const DType dtype = sum_type(weight.dtype);
  LoopWriter loops("embedding bag", {count, weight.size[1]}, 1);
  const Index at = loops.at(0), column = loops.at(1);
  const Row row = row_at(to, loops, indices, {at}, weight.size[0]);
  const Index bag = loops.checked_index(loops.load(bag_of, {at}), gradient.size[0], false, row.counts);
  const Value term = loops.convert(loops.load(gradient, {bag, column}, row.counts), dtype) *
                     loops.convert(loops.load(weight, {row.index, column}, row.counts), dtype);
  const Value sum = loops.reduce(ReduceKind::sum, term);
  loops.then_once();
  loops.store(result, {at}, sum);
  to.add(loops);
}

}  // namespace ireplay
