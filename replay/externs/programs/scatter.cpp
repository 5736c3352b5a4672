// Reading and writing along one dimension by a tensor of positions.
#include <algorithm>

#include "replay/externs/shared/modes.hpp"
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Elements on their way into self: element `at` goes to `at` with its `dimension` replaced by `index`.
struct Sender {
  Dims size;
  std::size_t dimension = 0;
  TensorView index;
  bool one_index = false;  // one for each slice along the dimension; else one for each element
  bool wraps = false;      // negative ones count from the end
  std::string value_name;
  double alpha = 1;

  Value index_at(LoopWriter& loops, const std::vector<Index>& at, Value mask) const {
    return loops.load(index, one_index ? std::vector<Index>{at[dimension]} : at, mask);
  }
  Value value_at(ExternWriter& to, LoopWriter& loops, const std::vector<Index>& at, DType dtype,
                 Value mask) const {
    const ExternValue& given = to.args.value(value_name);
    Value value;
    if (std::holds_alternative<TensorView>(given.value)) {
      const TensorView tensor = to.tensor(value_name);
      const TensorView source = tensor.size.empty() ? expanded(tensor, size) : tensor;
      value = loops.convert(loops.load(source, at, mask), dtype);
    } else {
      value = to.number_or_element(loops, value_name, dtype, size, at);
    }
    return value * alpha;
  }
};

std::vector<Index> sent_place(LoopWriter& loops, const Sender& from, const Dims& self,
                              const std::vector<Index>& at) {
  std::vector<Index> coordinates = at;
  coordinates[from.dimension] =
      loops.checked_index(from.index_at(loops, at, {}), self[from.dimension], from.wraps);
  return coordinates;
}

/// Stores one value, or the senders' own, at every place that is sent to.
void send(ExternWriter& to, const Sender& from, const TensorView& self, StoreMode mode,
          std::optional<double> number = {}) {
  LoopWriter loops(std::string(to.frame.op()), from.size, from.size.size());
  const std::vector<Index> at = loops.range(0, from.size.size());
  const DType dtype = compute_type(self.dtype);
  const Value value = number ? loops.constant(dtype, *number) : from.value_at(to, loops, at, dtype, {});
  loops.store(self, sent_place(loops, from, self.size, at), value, {}, mode);
  to.add(loops);
}

/// A NaN that is sent stays, whatever else goes there.
void send_nans(ExternWriter& to, const Sender& from, const TensorView& self) {
  LoopWriter loops(std::string(to.frame.op()), from.size, from.size.size());
  const std::vector<Index> at = loops.range(0, from.size.size());
  const Value value = from.value_at(to, loops, at, compute_type(self.dtype), {});
  loops.store(self, sent_place(loops, from, self.size, at), value, apply(ScalarOp::isnan, value));
  to.add(loops);
}

double weakest(DType dtype, bool largest) {
  if (is_floating(dtype)) return largest ? -kInfinity : kInfinity;
  return dtype == DType::i32 ? (largest ? -0x1p31 : 0x1p31 - 1) : (largest ? -0x1p63 : 0x1p62);
}

void send_combined(ExternWriter& to, const Sender& from, const TensorView& self, Combine how,
                   bool include_self) {
  const bool boolean = self.dtype == DType::boolean;
  const DType dtype = atomic_type(self.dtype);
  const TensorView wide = dtype == self.dtype ? self : to.converted(self, dtype);
  const bool sums = how == Combine::sum && !boolean;
  const bool largest = how == Combine::maximum || (how == Combine::sum && boolean);
  if (!include_self) send(to, from, wide, StoreMode::plain, sums ? 0 : weakest(dtype, largest));
  send(to, from, wide,
       sums      ? StoreMode::atomic_add
       : largest ? StoreMode::atomic_max
                 : StoreMode::atomic_min);
  if (!sums && is_floating(dtype)) send_nans(to, from, wide);
  if (dtype != self.dtype) to.copy(wide, self);
}

/// self = (self + what is sent) / how many.
void send_mean(ExternWriter& to, const Sender& from, const TensorView& self, bool include_self) {
  const DType dtype = is_floating(self.dtype) ? atomic_type(self.dtype) : DType::i64;
  const TensorView sums = to.temporary(dtype, self.size), counts = to.temporary(DType::i32, self.size);
  to.fill(sums, 0);
  to.fill(counts, 0);
  send(to, from, sums, StoreMode::atomic_add);
  send(to, from, counts, StoreMode::atomic_add, 1);
  LoopWriter loops(std::string(to.frame.op()), self.size, self.size.size());
  const std::vector<Index> at = loops.range(0, self.size.size());
  const Value sum = loops.load(sums, at), count = loops.convert(loops.load(counts, at), dtype);
  const Value before = loops.convert(loops.load(self, at), dtype);
  const Value total = include_self ? sum + before : sum;
  const Value by = include_self ? count + 1 : select(count == 0, loops.constant(dtype, 1), count);
  const Value mean = is_floating(dtype) ? total / by : apply(ScalarOp::floordiv, total, by);
  loops.store(self, at, select(count == 0, before, mean));
  to.add(loops);
}

/// Every element of self looks for what is sent to it: there is no atomic product.
void gather_product(ExternWriter& to, const Sender& from, const TensorView& self, bool include_self) {
  Dims ranges = self.size;
  ranges.push_back(from.size[from.dimension]);
  const std::size_t rank = self.size.size();
  LoopWriter loops(std::string(to.frame.op()), ranges, rank);
  const std::vector<Index> here = loops.range(0, rank);
  std::vector<Index> at = here;
  at[from.dimension] = loops.at(rank);
  Value mask;
  for (std::size_t d = 0; d < rank; ++d)
    if (d != from.dimension) mask = loops.both(mask, loops.inside(at[d], from.size[d]));
  const Index target =
      loops.checked_index(from.index_at(loops, at, mask), self.size[from.dimension], from.wraps, mask);
  mask = loops.both(mask, loops.value_of(target) == loops.value_of(here[from.dimension]));
  const DType dtype = sum_type(self.dtype);
  const Value value = select(mask, from.value_at(to, loops, at, dtype, mask), loops.constant(dtype, 1));
  const Value product = loops.reduce(ReduceKind::prod, value);
  const Value any = loops.reduce(ReduceKind::any, mask);
  loops.then_once();
  const Value before = loops.convert(loops.load(self, here), dtype);
  loops.store(self, here, include_self ? before * product : select(any, product, before));
  to.add(loops);
}

void send_all(ExternWriter& to, const Sender& from, Combine how, bool include_self) {
  const bool moves = how == Combine::replace || how == Combine::sum;
  if (!moves) to.frame.refuse_complex(to.args.tensor("self"));
  const TensorView given = to.updated_self();
  const TensorView self = at_least_1d(given);
  if (how == Combine::replace)
    send(to, from, self, StoreMode::plain);
  else if (how == Combine::product)
    gather_product(to, from, self, include_self);
  else if (how == Combine::mean)
    send_mean(to, from, self, include_self);
  else
    send_combined(to, from, self, how, include_self);
  to.finish_self(given);
}

/// The operands of scatter and its kin.
Sender read_scatter(const ExternWriter& to, const std::string& value_name) {
  const TensorView self = at_least_1d(to.tensor("self"));
  Sender from;
  from.index = at_least_1d(to.tensor("index"));
  from.size = from.index.size;
  from.dimension = to.frame.dimension("dim", to.tensor("self").size.size());
  from.value_name = value_name;
  bool fits = from.size.size() == self.size.size();
  for (std::size_t d = 0; fits && d < from.size.size(); ++d)
    fits = d == from.dimension || from.size[d] <= self.size[d];
  to.frame.require(fits || numel(from.size) == 0,
                   "an index of " + bracketed(from.size) + " for 'self' of " + bracketed(self.size));
  if (const auto* source = std::get_if<TensorView>(&to.args.value(value_name).value)) {
    fits = source->size.empty() || source->size.size() == from.size.size();
    for (std::size_t d = 0; fits && d < source->size.size(); ++d) fits = from.size[d] <= source->size[d];
    to.frame.require(fits || numel(from.size) == 0,
                     "an index of " + bracketed(from.size) + " for a source of " + bracketed(source->size));
  }
  return from;
}

/// Of index_add and its kin.
Sender read_slices(const ExternWriter& to, const std::string& value_name, double alpha) {
  const TensorView self = at_least_1d(to.tensor("self"));
  Sender from;
  from.index = at_least_1d(to.tensor("index"));
  to.frame.require(from.index.size.size() == 1, "'index' is " + bracketed(from.index.size));
  from.one_index = from.wraps = true;
  from.dimension = to.frame.dimension("dim", to.tensor("self").size.size());
  from.size = self.size;
  from.size[from.dimension] = from.index.size[0];
  from.value_name = value_name;
  from.alpha = alpha;
  if (const auto* source = std::get_if<TensorView>(&to.args.value(value_name).value))
    to.frame.require(source->size.empty() || source->size == from.size,
                     "'" + value_name + "' is " + bracketed(source->size) + ", not " + bracketed(from.size));
  return from;
}

}  // namespace

void write_gather(ExternWriter& to) {
  const TensorView self = at_least_1d(to.tensor("self"));
  const Sender from = read_scatter(to, "index");
  const TensorView result = at_least_1d(to.result(0, to.tensor("index").size));
  LoopWriter loops("gather", from.size, from.size.size());
  const std::vector<Index> at = loops.range(0, from.size.size());
  loops.store(result, at, loops.load(self, sent_place(loops, from, self.size, at)));
  to.add(loops);
}

void write_index_select(ExternWriter& to) {
  const TensorView given = to.tensor("self"), self = at_least_1d(given),
                   index = at_least_1d(to.tensor("index"));
  to.frame.require(index.size.size() == 1, "'index' is " + bracketed(index.size));
  const std::size_t dimension = to.frame.dimension("dim", given.size.size());
  Dims size = self.size;
  size[dimension] = index.size[0];
  const TensorView result = at_least_1d(to.result(0, given.size.empty() ? Dims{} : size));
  LoopWriter loops("index select", size, size.size());
  const std::vector<Index> at = loops.range(0, size.size());
  std::vector<Index> coordinates = at;
  coordinates[dimension] =
      loops.checked_index(loops.load(index, {at[dimension]}), self.size[dimension], false);
  loops.store(result, at, loops.load(self, coordinates));
  to.add(loops);
}

void write_scatter(ExternWriter& to) {
  const bool reduces = to.frame.has("reduce");
  const Combine how = reduces ? combine_of(to.frame, to.args.text("reduce")) : Combine::replace;
  return send_all(to, read_scatter(to, to.args.knows("src") ? "src" : "value"), how, true);
}

void write_scatter_add(ExternWriter& to) { return send_all(to, read_scatter(to, "src"), Combine::sum, true); }

void write_scatter_reduce(ExternWriter& to) {
  return send_all(to, read_scatter(to, "src"), combine_of(to.frame, to.args.text("reduce")),
                  to.args.flag("include_self"));
}

void write_index_add(ExternWriter& to) {
  return send_all(to, read_slices(to, "source", to.args.number("alpha")), Combine::sum, true);
}

void write_index_copy(ExternWriter& to) {
  return send_all(to, read_slices(to, "source", 1), Combine::replace, true);
}

void write_index_fill(ExternWriter& to) {
  return send_all(to, read_slices(to, "value", 1), Combine::replace, true);
}

void write_index_reduce(ExternWriter& to) {
  return send_all(to, read_slices(to, "source", 1), combine_of(to.frame, to.args.text("reduce")),
                  to.args.flag("include_self"));
}

}  // namespace ireplay
