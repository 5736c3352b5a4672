// Views as library calls: the result is a copy of the elements that the view shows; scatters write a copy
// through the view.
#include <algorithm>
#include <complex>
#include <numeric>

#include "replay/externs/writer.hpp"
#include "replay/plan/checked.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kWidestPad = std::int64_t{1} << 40;

void drop(TensorView& tensor, std::size_t d) {
  tensor.size.erase(tensor.size.begin() + static_cast<std::ptrdiff_t>(d));
  tensor.stride.erase(tensor.stride.begin() + static_cast<std::ptrdiff_t>(d));
}

std::size_t dimension_of(const ExternWriter& to, std::int64_t dim, std::size_t rank) {
  const auto bound = static_cast<std::int64_t>(std::max<std::size_t>(rank, 1));
  to.frame.require(dim >= -bound && dim < bound, "dimension " + std::to_string(dim) + " of a tensor with " +
                                                     std::to_string(rank) + " dimensions");
  return static_cast<std::size_t>(dim < 0 ? dim + bound : dim);
}

TensorView sliced(const ExternWriter& to, TensorView view) {
  to.frame.require(!view.size.empty(), "a slice of a tensor without dimensions");
  const std::size_t d = to.frame.dimension("dim", view.size.size());
  const std::int64_t extent = view.size[d];
  const std::int64_t wide_step = to.args.knows("step") ? to.args.integer("step") : 1;
  to.frame.require(wide_step > 0, "step " + std::to_string(wide_step));
  const std::int64_t step = std::min(wide_step, std::max<std::int64_t>(extent, 1));
  const auto bound = [&](std::string_view name, std::int64_t otherwise) {
    const std::int64_t at = to.args.is_none(name) ? otherwise : to.args.integer(name);
    return std::clamp<std::int64_t>(at < 0 ? at + extent : at, 0, extent);
  };
  const std::int64_t start = bound("start", 0);
  const std::int64_t end =
      to.args.knows("length") ? start + std::clamp<std::int64_t>(to.args.integer("length"), 0, extent - start)
                              : bound("end", extent);
  const std::int64_t count = end <= start ? 0 : (end - start - 1) / step + 1;
  view = narrowed(view, d, count == 0 ? 0 : start, count);
  view.stride[d] *= step;
  return view;
}

TensorView picked(const ExternWriter& to, const TensorView& view) {
  to.frame.require(!view.size.empty(), "a selection of a tensor without dimensions");
  const std::size_t d = to.frame.dimension("dim", view.size.size());
  return selected(view, d, to.frame.wrap_index(to.args.integer("index"), view.size[d]));
}

TensorView diagonal(const ExternWriter& to, TensorView view) {
  const std::size_t rank = view.size.size();
  to.frame.require(rank >= 2, "a diagonal of " + bracketed(view.size));
  const std::size_t row = to.frame.dimension("dim1", rank), column = to.frame.dimension("dim2", rank);
  to.frame.require(row != column, "a diagonal of one dimension");
  const std::int64_t offset = std::clamp(to.args.integer("offset"), -view.size[row], view.size[column]);
  const std::int64_t down = std::max<std::int64_t>(0, -offset), right = std::max<std::int64_t>(0, offset);
  const std::int64_t length =
      std::max<std::int64_t>(0, std::min(view.size[row] - down, view.size[column] - right));
  if (length > 0) view.offset += down * view.stride[row] + right * view.stride[column];
  const std::int64_t step = view.stride[row] + view.stride[column];
  drop(view, std::max(row, column));
  drop(view, std::min(row, column));
  view.size.push_back(length);
  view.stride.push_back(step);
  return view;
}

TensorView ordered(const ExternWriter& to, const TensorView& view, const Dims& order) {
  to.frame.require(order.size() == view.size.size(), "an order of " + bracketed(order));
  std::vector<std::size_t> dims;
  for (const std::int64_t dim : order) {
    const std::size_t at = dimension_of(to, dim, order.size());
    to.frame.require(std::ranges::find(dims, at) == dims.end(), "an order that repeats a dimension");
    dims.push_back(at);
  }
  return permuted(view, dims);
}

/// Result 0 shows these elements; `in_order`: in whatever sizes its buffer has.
void show(ExternWriter& to, const TensorView& view, bool in_order = false) {
  const TensorView result = to.result(0);
  if (in_order && numel(result.size) == numel(view.size))
    to.copy_in_order(view, result);
  else
    to.copy(view, to.result(0, view.size, view.stride));
}

/// The sizes that a call with `size` or `shape` asks for, of which one may be -1; else those of `self`.
Dims asked_size(const ExternWriter& to, const Dims& self) {
  for (const std::string_view name : {"size", "shape"}) {
    if (!to.args.knows(name)) continue;
    Dims size = to.args.integers(name);
    std::int64_t rest = numel(self);
    for (const std::int64_t extent : size)
      if (extent > 0) rest /= extent;
    std::ranges::replace(size, -1, rest);
    return size;
  }
  return self;
}

/// Result 0 has the elements of `self` in order, in the sizes `asked`.
void reshape(ExternWriter& to, const Dims& asked) {
  const TensorView self = to.tensor("self"), result = to.result(0);
  if (numel(self.size) != numel(result.size)) {
    if (numel(asked) == numel(self.size)) to.frame.require_size(0, asked);
    to.frame.fail(bracketed(self.size) + " as " + bracketed(result.size));
  }
  return show(to, self, true);
}

template <class F>
void scatter_through(ExternWriter& to, F&& view_of) {
  const TensorView self = to.tensor("self"), result = to.result(0, self.size);
  const TensorView view = view_of(to, result), source = to.tensor("src", view.size);
  to.copy(self, result);
  to.copy(source, view);
}

/// Parts of one dimension, one result each.
void split(ExternWriter& to, const Dims& lengths, bool keep_dimension) {
  const TensorView self = to.tensor("self");
  const std::size_t d = to.frame.dimension("dim", self.size.size());
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    to.frame.require(lengths[i] >= 0 && begin + lengths[i] <= self.size.at(d),
                     "the parts are longer than 'self'");
    TensorView part = narrowed(self, d, begin, lengths[i]);
    if (!keep_dimension) drop(part, d);
    begin += lengths[i];
    if (!to.wants(i)) continue;
    to.copy(part, to.result(i, part.size));
  }
}

/// Where an element of the result comes from: the coordinates in self, and whether there is one.
struct Origin {
  std::vector<Index> coordinates;
  Value mask;
};

/// result[at] = self[origin(at)], or `otherwise`. Complex numbers are pairs behind the last dimension.
template <class F>
void move_elements(ExternWriter& to, TensorView self, TensorView result, F&& origin_of,
                   std::complex<double> otherwise = 0) {
  to.frame.refuse_mixed(self, result);
  const bool complex = is_complex(self.dtype);
  const std::size_t rank = result.size.size();
  if (complex) self = as_reals(self), result = as_reals(result);
  LoopWriter loops(std::string(to.frame.op()), result.size, result.size.size());
  Origin origin = origin_of(loops, loops.range(0, rank));
  if (complex) origin.coordinates.push_back(loops.at(rank));
  Value value = loops.load(self, origin.coordinates, origin.mask);
  if (origin.mask && otherwise != 0.0) {
    Value fill = loops.constant(loops.type(value), otherwise.real());
    if (complex)
      fill = select(loops.value_of(loops.at(rank)) == 0, fill,
                    loops.constant(loops.type(value), otherwise.imag()));
    value = select(origin.mask, value, fill);
  }
  loops.store(result, loops.range(0, result.size.size()), value);
  to.add(loops);
}

}  // namespace

void write_reshape(ExternWriter& to) { return reshape(to, asked_size(to, to.tensor("self").size)); }

void write_unsqueeze(ExternWriter& to) {
  Dims size = to.tensor("self").size;
  const std::size_t d = dimension_of(to, to.args.integer("dim"), size.size() + 1);
  size.insert(size.begin() + static_cast<std::ptrdiff_t>(d), 1);
  return reshape(to, size);
}

void write_squeeze(ExternWriter& to) {
  const Dims self = to.tensor("self").size;
  std::vector<bool> dropped(self.size(), to.args.is_none("dim"));
  for (const std::int64_t dim : to.args.integers("dim"))
    if (!self.empty()) dropped[dimension_of(to, dim, self.size())] = true;
  Dims size;
  for (std::size_t d = 0; d < self.size(); ++d)
    if (self[d] != 1 || !dropped[d]) size.push_back(self[d]);
  return reshape(to, size);
}

void write_expand(ExternWriter& to) {
  const Dims self = to.tensor("self").size;
  Dims size = to.args.integers("size");
  for (std::size_t d = size.size(), k = self.size(); d > 0 && k > 0; --d, --k)
    if (size[d - 1] == -1) size[d - 1] = self[k - 1];
  return show(to, to.tensor("self", size));
}

void write_permute(ExternWriter& to) {
  return show(to, ordered(to, to.tensor("self"), to.args.integers("dims")));
}

void write_transpose(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  Dims order(self.size.size());
  std::iota(order.begin(), order.end(), 0);
  if (to.args.knows("dim0") && !order.empty())
    std::swap(order[to.frame.dimension("dim0", order.size())],
              order[to.frame.dimension("dim1", order.size())]);
  else
    std::reverse(order.begin(), order.end());
  return show(to, ordered(to, self, order));
}

void write_slice(ExternWriter& to) { return show(to, sliced(to, to.tensor("self"))); }
void write_select(ExternWriter& to) { return show(to, picked(to, to.tensor("self"))); }
void write_diagonal(ExternWriter& to) { return show(to, diagonal(to, to.tensor("self"))); }

/// Other places of the memory that `self` lies in, as far as it reaches.
void write_as_strided(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  TensorView seen{self.buffer, self.dtype, to.args.integers("size"), to.args.integers("stride"), self.offset};
  if (to.frame.has("storage_offset")) seen.offset = to.args.integer("storage_offset");
  to.frame.require(seen.size.size() == seen.stride.size(),
                   bracketed(seen.size) + " with strides " + bracketed(seen.stride));
  const auto is_negative = [](std::int64_t number) { return number < 0; };
  to.frame.require(
      std::ranges::none_of(seen.size, is_negative) && std::ranges::none_of(seen.stride, is_negative),
      bracketed(seen.size) + " with strides " + bracketed(seen.stride));
  const auto last = [](const TensorView& view) {
    Checked at = view.offset;
    for (std::size_t d = 0; d < view.size.size(); ++d)
      at = checked_add(at, checked_multiply(view.size[d] - 1, view.stride[d]));
    return at;
  };
  const bool is_empty = std::ranges::find(seen.size, 0) != seen.size.end();
  const Checked end = last(seen), most = last(self);
  to.frame.refuse_if(seen.offset < self.offset || (!is_empty && (!end || *end > most.value_or(-1))),
                     "elements outside of 'self'");
  show(to, seen);
}

void write_unfold(ExternWriter& to) {
  TensorView view = at_least_1d(to.tensor("self"));
  const std::size_t d = to.frame.dimension("dimension", view.size.size());
  const std::int64_t length = to.args.integer("size"), step = to.args.integer("step");
  to.frame.require(step > 0 && length >= 0 && length <= view.size[d],
                   "windows of " + std::to_string(length) + " in " + bracketed(view.size));
  view.size.push_back(length);
  view.stride.push_back(view.stride[d]);
  view.size[d] = (view.size[d] - length) / step + 1;
  view.stride[d] *= view.size[d] > 1 ? step : 1;
  if (to.tensor("self").size.empty()) drop(view, d);
  return show(to, view);
}

void write_slice_scatter(ExternWriter& to) { return scatter_through(to, sliced); }
void write_select_scatter(ExternWriter& to) { return scatter_through(to, picked); }
void write_diagonal_scatter(ExternWriter& to) { return scatter_through(to, diagonal); }

void write_diagonal_backward(ExternWriter& to) {
  const TensorView result = to.result(0), view = diagonal(to, result);
  const TensorView gradient = to.tensor("grad_output", view.size);
  to.frame.refuse_mixed(gradient, result);
  to.fill(result, 0);
  to.copy(gradient, view);
}

void write_split(ExternWriter& to) {
  const Dims& size = to.tensor("self").size;
  to.frame.require(!size.empty(), "parts of a tensor without dimensions");
  const std::int64_t extent = size[to.frame.dimension("dim", size.size())],
                     length = to.args.integer("split_size");
  to.frame.require(length > 0, "parts of " + std::to_string(length));
  Dims lengths;
  for (std::int64_t begin = 0; begin < extent || lengths.empty(); begin += length)
    lengths.push_back(std::min(length, extent - begin));
  return split(to, lengths, true);
}

void write_split_with_sizes(ExternWriter& to) { return split(to, to.args.integers("split_sizes"), true); }

void write_unbind(ExternWriter& to) {
  const Dims& size = to.tensor("self").size;
  to.frame.require(!size.empty(), "parts of a tensor without dimensions");
  return split(to, Dims(static_cast<std::size_t>(size[to.frame.dimension("dim", size.size())]), 1), false);
}

void write_flip(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  std::vector<bool> turned(self.size.size());
  for (const std::int64_t dim : to.args.integers("dims")) {
    const std::size_t d = dimension_of(to, dim, self.size.size());
    if (d < turned.size()) turned[d] = true;
  }
  return move_elements(to, self, to.result(0, self.size), [&](LoopWriter& loops, std::vector<Index> at) {
    for (std::size_t d = 0; d < at.size(); ++d)
      if (turned[d]) at[d] = loops.sum({{-1, at[d]}}, self.size[d] - 1);
    return Origin{at, {}};
  });
}

void write_roll(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const Dims shifts = to.args.integers("shifts"), dims = to.args.integers("dims");
  to.frame.require(shifts.size() == std::max<std::size_t>(1, dims.size()), "shifts of " + bracketed(shifts));
  const Dims own = dims.empty() ? Dims{numel(self.size)} : self.size;
  Dims back(own.size(), 0);  // how far behind an element its origin lies
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const std::size_t d = dims.empty() ? 0 : dimension_of(to, dims[i], own.size());
    if (d < own.size() && own[d] > 0) back[d] = (back[d] + shifts[i] % own[d] + own[d]) % own[d];
  }
  return move_elements(
      to, self, to.result(0, self.size), [&](LoopWriter& loops, const std::vector<Index>& at) {
        std::vector<Index> coordinates = at;
        if (dims.empty()) coordinates = {loops.flat(self.size, at)};
        for (std::size_t d = 0; d < own.size(); ++d)
          if (back[d] != 0) coordinates[d] = (coordinates[d] + (own[d] - back[d])) % own[d];
        return Origin{dims.empty() ? loops.unflatten(self.size, coordinates[0]) : coordinates, {}};
      });
}

void write_repeat(ExternWriter& to) {
  const TensorView self = to.tensor("self"), result = to.result(0);
  to.frame.require(
      result.size.size() >= self.size.size() && (numel(self.size) > 0 || numel(result.size) == 0),
      "repeats of " + bracketed(self.size) + " in " + bracketed(result.size));
  if (numel(result.size) == 0) return;
  const std::size_t lead = result.size.size() - self.size.size();
  return move_elements(to, self, result, [&](LoopWriter&, const std::vector<Index>& at) {
    Origin origin;
    for (std::size_t d = 0; d < self.size.size(); ++d)
      origin.coordinates.push_back(at[lead + d] % self.size[d]);
    return origin;
  });
}

void write_constant_pad(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const Dims pad = to.args.integers("pad");
  const std::size_t rank = self.size.size();
  to.frame.require(pad.size() % 2 == 0 && pad.size() / 2 <= rank, "padding of " + bracketed(pad));
  Dims before(rank, 0), size = self.size;
  for (const std::int64_t width : pad)
    to.frame.require(std::abs(width) <= kWidestPad, "padding of " + bracketed(pad));
  for (std::size_t i = 0; i < pad.size() / 2; ++i) {
    before[rank - 1 - i] = pad[2 * i];
    size[rank - 1 - i] += pad[2 * i] + pad[2 * i + 1];
    to.frame.require(size[rank - 1 - i] >= 0, "padding of " + bracketed(pad) + " leaves nothing");
  }
  return move_elements(
      to, self, to.result(0, size),
      [&](LoopWriter& loops, std::vector<Index> at) {
        Value mask;
        for (std::size_t d = 0; d < rank; ++d) {
          at[d] = at[d] - before[d];
          mask = loops.both(mask, loops.inside(at[d], self.size[d]));
        }
        return Origin{at, mask};
      },
      to.args.complex("value"));
}

void write_block_diag(ExternWriter& to) {
  const TensorView result = to.result(0);
  to.frame.require(result.size.size() == 2, "the result is " + bracketed(result.size));
  to.fill(result, 0);
  std::int64_t row = 0, column = 0;
  for (const TensorView* tensor : to.args.tensors("tensors")) {
    to.frame.require(tensor != nullptr && tensor->size.size() <= 2, "'tensors' holds no matrices");
    TensorView part = *tensor;
    while (part.size.size() < 2) part = unsqueezed(part, 0);
    to.frame.require(row + part.size[0] <= result.size[0] && column + part.size[1] <= result.size[1],
                     "the result is " + bracketed(result.size));
    to.copy(part, narrowed(narrowed(result, 0, row, part.size[0]), 1, column, part.size[1]));
    row += part.size[0], column += part.size[1];
  }
}

namespace {

/// Dimension d as several: `sizes`, the last one fastest.
TensorView unflattened(TensorView view, std::size_t d, const Dims& sizes) {
  const std::int64_t step = view.stride[d];
  drop(view, d);
  Dims strides = dense_strides(sizes);
  for (std::int64_t& stride : strides) stride *= step;
  view.size.insert(view.size.begin() + static_cast<std::ptrdiff_t>(d), sizes.begin(), sizes.end());
  view.stride.insert(view.stride.begin() + static_cast<std::ptrdiff_t>(d), strides.begin(), strides.end());
  return view;
}

/// The last dimensions in this order, counted from the first of them; those before stay.
TensorView reordered_tail(const TensorView& view, const std::vector<std::size_t>& order) {
  std::vector<std::size_t> whole(view.size.size() - order.size());
  std::iota(whole.begin(), whole.end(), 0);
  const std::size_t first = whole.size();
  for (const std::size_t d : order) whole.push_back(first + d);
  return permuted(view, whole);
}

}  // namespace

/// Blocks of channels become the pixels of a finer image.
void write_pixel_shuffle(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const std::int64_t factor = to.args.integer("upscale_factor");
  const std::size_t rank = self.size.size();
  to.frame.require(rank >= 3 && factor > 0 && factor <= kWidestPad / factor &&
                       self.size[rank - 3] % (factor * factor) == 0,
                   "a factor of " + std::to_string(factor) + " for " + bracketed(self.size));
  const TensorView parts =
      unflattened(self, rank - 3, {self.size[rank - 3] / (factor * factor), factor, factor});
  return show(to, reordered_tail(parts, {0, 3, 1, 4, 2}), true);
}

void write_pixel_unshuffle(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const std::int64_t factor = to.args.integer("downscale_factor");
  const std::size_t rank = self.size.size();
  to.frame.require(
      rank >= 3 && factor > 0 && self.size[rank - 2] % factor == 0 && self.size[rank - 1] % factor == 0,
      "a factor of " + std::to_string(factor) + " for " + bracketed(self.size));
  TensorView parts = unflattened(self, rank - 1, {self.size[rank - 1] / factor, factor});
  parts = unflattened(parts, rank - 2, {self.size[rank - 2] / factor, factor});
  return show(to, reordered_tail(parts, {1, 3, 0, 2}), true);
}

void write_channel_shuffle(ExternWriter& to) {
  const TensorView self = to.tensor("self");
  const std::int64_t groups = to.args.integer("groups");
  to.frame.require(self.size.size() >= 2 && groups > 0 && self.size[1] % groups == 0,
                   std::to_string(groups) + " groups of " + bracketed(self.size));
  TensorView parts = unflattened(self, 1, {groups, self.size[1] / groups});
  std::swap(parts.size[1], parts.size[2]);
  std::swap(parts.stride[1], parts.stride[2]);
  return show(to, parts, true);
}

}  // namespace ireplay
