// What follows from the order of rows: one part, which every engine sorts with code of its own.
#include "replay/externs/writer.hpp"

namespace ireplay {
namespace {

std::int64_t length_of(const TensorView& self, std::size_t dimension) {
  return at_least_1d(self).size[dimension];
}

/// A sort of the rows along the argument `dim`.
SortPart rows_along(ExternWriter& to, SortPart::Pick pick) {
  const TensorView self = to.tensor("self");
  to.frame.refuse_complex(self);
  SortPart part{.pick = pick, .self = at_least_1d(self)};
  part.dimension = to.frame.dimension("dim", self.size.size());
  part.stable = to.frame.has("stable") && to.args.flag("stable");
  return part;
}

/// Where results go that have `part.count` elements of each row: result 0 the values, result 1 the positions.
void write_rows(ExternWriter& to, SortPart part, bool keeps_dimension, std::optional<std::size_t> values,
                std::size_t positions) {
  const std::size_t dimension = *part.dimension;
  Dims size = to.tensor("self").size;
  const bool drops = !size.empty() && !keeps_dimension;
  if (size.empty())
    part.count = 1;  // whatever is asked of a 0-d tensor
  else
    size[dimension] = part.count;
  if (drops) size.erase(size.begin() + static_cast<std::ptrdiff_t>(dimension));
  const auto result = [&](std::size_t k) {
    const TensorView found = to.result(k, size);
    return drops ? unsqueezed(found, dimension) : at_least_1d(found);
  };
  if (values && to.wants(*values)) part.values = result(*values);
  if (to.wants(positions)) part.positions = result(positions);
  to.sort(std::move(part));
}

/// One element of each row.
void write_chosen(ExternWriter& to, SortPart part) {
  to.frame.require(length_of(to.tensor("self"), *part.dimension) > 0, "the dimension has no elements");
  part.count = 1;
  write_rows(to, std::move(part), to.args.flag("keepdim"), 0, 1);
}

}  // namespace

void write_topk(ExternWriter& to) {
  SortPart part = rows_along(to, SortPart::Pick::ranks);
  const std::int64_t k = to.args.integer("k"), length = length_of(part.self, *part.dimension);
  to.frame.require(k >= 0 && k <= length,
                   "k is " + std::to_string(k) + " of " + std::to_string(length) + " elements");
  part.descending = to.args.flag("largest");
  part.count = k;
  write_rows(to, std::move(part), true, 0, 1);
}

void write_sort(ExternWriter& to) {
  SortPart part = rows_along(to, SortPart::Pick::ranks);
  part.descending = to.args.flag("descending");
  part.count = length_of(part.self, *part.dimension);
  write_rows(to, std::move(part), true, 0, 1);
}

void write_argsort(ExternWriter& to) {
  SortPart part = rows_along(to, SortPart::Pick::ranks);
  part.descending = to.args.flag("descending");
  part.count = length_of(part.self, *part.dimension);
  write_rows(to, std::move(part), true, std::nullopt, 0);
}

void write_kthvalue(ExternWriter& to) {
  SortPart part = rows_along(to, SortPart::Pick::ranks);
  const std::int64_t k = to.args.integer("k"), length = length_of(part.self, *part.dimension);
  to.frame.require(k >= 1 && k <= length,
                   "k is " + std::to_string(k) + " of " + std::to_string(length) + " elements");
  part.first = k - 1;
  write_chosen(to, std::move(part));
}

void write_median_along(ExternWriter& to) {
  SortPart part = rows_along(to, SortPart::Pick::median);
  part.skips_nan = to.frame.op().starts_with("nan");
  write_chosen(to, std::move(part));
}

void write_median(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  to.frame.refuse_complex(self);
  to.frame.require(numel(self.size) > 0, "the tensor has no elements");
  SortPart part{.pick = SortPart::Pick::median, .self = self};
  part.skips_nan = to.frame.op().starts_with("nan");
  part.count = 1;
  part.values = at_least_1d(to.result(0, {}));
  to.sort(std::move(part));
}

void write_mode(ExternWriter& to) { return write_chosen(to, rows_along(to, SortPart::Pick::mode)); }

void write_unique(ExternWriter& to) {
  if (to.frame.has("dim")) return write_unique_slices(to);
  const TensorView self = to.tensor("self");
  to.frame.refuse_complex(self);
  SortPart part{.pick = SortPart::Pick::groups, .self = self};
  part.consecutive = !to.args.knows("sorted");
  const bool inverse = to.args.flag("return_inverse"), counts = to.args.flag("return_counts");
  if (to.wants(0)) {
    part.values = to.result(0);
    to.frame.require(part.values->size.size() == 1, "result 0 is " + bracketed(part.values->size));
    part.groups = part.values->size[0];
  }
  if (to.wants(1)) {
    const TensorView found = to.result(1, inverse ? self.size : Dims{0});
    if (inverse) part.inverse = found;
  }
  if (to.wants(2)) {
    const Dims size{part.groups.value_or(to.result(2).size.empty() ? 0 : to.result(2).size[0])};
    const TensorView found = to.result(2, counts ? size : Dims{0});
    if (counts) part.counts = found, part.groups = size[0];
  }
  to.sort(std::move(part));
}

}  // namespace ireplay
