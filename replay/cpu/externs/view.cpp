// Views as library calls (of complex tensors, for which no code is generated, and in functional form): the
// result is a copy of the elements that the view shows; scatters write a copy through the view.
#include <numeric>

#include "replay/externs/extern_op.hpp"

namespace ireplay {
namespace {

constexpr std::int64_t kWidestPad = std::int64_t{1} << 40;

/// Elements of a dense array: offset + sum of index * stride.
struct Window {
  Dims size, stride;
  std::int64_t offset = 0;
};

Window whole(const Dims& size) { return {size, dense_strides(size), 0}; }

template <class T>
Dense<T> gather(const Dense<T>& from, const Window& window) {
  Dense<T> values(window.size);
  T* to = values.data.data();
  for_each_offset(window.size, window.stride, [&](std::int64_t offset) {
    *to++ = from.data[static_cast<std::size_t>(window.offset + offset)];
  });
  return values;
}

template <class T>
void put(Dense<T>& to, const Window& window, const Dense<T>& values) {
  const T* from = values.data.data();
  for_each_offset(window.size, window.stride, [&](std::int64_t offset) {
    to.data[static_cast<std::size_t>(window.offset + offset)] = *from++;
  });
}

template <class F>
void with_result_type(const ExternFrame& frame, F&& f) {
  if (frame.wants(0)) with_value_type(frame.result(0).dtype, f);
}

std::size_t dimension_of(const ExternFrame& frame, std::int64_t dim, std::size_t rank) {
  const auto bound = static_cast<std::int64_t>(std::max<std::size_t>(rank, 1));
  frame.require(dim >= -bound && dim < bound, "dimension " + std::to_string(dim) + " of a tensor with " +
                                                  std::to_string(rank) + " dimensions");
  return static_cast<std::size_t>(dim < 0 ? dim + bound : dim);
}

void drop(Dims& dims, std::size_t d) { dims.erase(dims.begin() + static_cast<std::ptrdiff_t>(d)); }

Window sliced(const ExternFrame& frame, Window window) {
  const ExternArguments& args = frame.args();
  frame.require(!window.size.empty(), "a slice of a tensor without dimensions");
  const std::size_t d = frame.dimension("dim", window.size.size());
  const std::int64_t extent = window.size[d];
  const std::int64_t wide_step = args.knows("step") ? args.integer("step") : 1;
  frame.require(wide_step > 0, "step " + std::to_string(wide_step));
  const std::int64_t step = std::min(wide_step, std::max<std::int64_t>(extent, 1));
  const auto place = [&](std::string_view name, std::int64_t otherwise) {
    const std::int64_t at = args.is_none(name) ? otherwise : args.integer(name);
    return std::clamp<std::int64_t>(at < 0 ? at + extent : at, 0, extent);
  };
  const std::int64_t start = place("start", 0);
  const std::int64_t end = args.knows("length")
                               ? start + std::clamp<std::int64_t>(args.integer("length"), 0, extent - start)
                               : place("end", extent);
  window.offset += start * window.stride[d];
  window.size[d] = end <= start ? 0 : (end - start - 1) / step + 1;
  window.stride[d] *= step;
  return window;
}

Window selected(const ExternFrame& frame, Window window) {
  frame.require(!window.size.empty(), "a selection of a tensor without dimensions");
  const std::size_t d = frame.dimension("dim", window.size.size());
  window.offset += frame.wrap_index(frame.args().integer("index"), window.size[d]) * window.stride[d];
  drop(window.size, d);
  drop(window.stride, d);
  return window;
}

Window diagonal(const ExternFrame& frame, Window window) {
  const std::size_t rank = window.size.size();
  frame.require(rank >= 2, "a diagonal of " + bracketed(window.size));
  const std::size_t row = frame.dimension("dim1", rank), column = frame.dimension("dim2", rank);
  frame.require(row != column, "a diagonal of one dimension");
  const std::int64_t most = std::max(window.size[row], window.size[column]);
  const std::int64_t offset = std::clamp(frame.args().integer("offset"), -most, most);
  const std::int64_t down = std::max<std::int64_t>(0, -offset), right = std::max<std::int64_t>(0, offset);
  const std::int64_t length =
      std::max<std::int64_t>(0, std::min(window.size[row] - down, window.size[column] - right));
  if (length > 0) window.offset += down * window.stride[row] + right * window.stride[column];
  const std::int64_t step = window.stride[row] + window.stride[column];
  drop(window.size, std::max(row, column));
  drop(window.stride, std::max(row, column));
  drop(window.size, std::min(row, column));
  drop(window.stride, std::min(row, column));
  window.size.push_back(length);
  window.stride.push_back(step);
  return window;
}

Window permuted(const ExternFrame& frame, const Window& window, const Dims& order) {
  frame.require(order.size() == window.size.size(), "an order of " + bracketed(order));
  Window out{{}, {}, window.offset};
  std::vector<bool> taken(order.size());
  for (const std::int64_t dim : order) {
    const std::size_t d = dimension_of(frame, dim, order.size());
    frame.require(!taken[d], "an order of " + bracketed(order));
    taken[d] = true;
    out.size.push_back(window.size[d]);
    out.stride.push_back(window.stride[d]);
  }
  return out;
}

/// `as_result`: the elements in the window's order, in the sizes that the result's buffer has.
template <class F>
void show(const ExternFrame& frame, F&& window_of, bool as_result = false) {
  with_result_type(frame, [&](auto zero) {
    const auto self = frame.read<decltype(zero)>("self");
    auto shown = gather(self, window_of(whole(self.size)));
    const Dims& size = frame.result(0).size;
    if (as_result && numel(size) == shown.count()) shown.size = size;
    frame.write(0, shown);
  });
}

template <class F>
void scatter_through(const ExternFrame& frame, F&& window_of) {
  with_result_type(frame, [&](auto zero) {
    auto self = frame.read<decltype(zero)>("self");
    const Window window = window_of(whole(self.size));
    put(self, window, broadcast(frame, frame.read<decltype(zero)>("src"), window.size));
    frame.write(0, self);
  });
}

/// Parts of one dimension, one result each.
void split(const ExternFrame& frame, const Dims& lengths, bool keep_dimension) {
  const Window self = whole(frame.args().tensor("self").size);
  const std::size_t d = frame.dimension("dim", self.size.size());
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    frame.require(lengths[i] >= 0 && lengths[i] <= self.size.at(d) - begin,
                  "the parts are longer than 'self'");
    Window part = self;
    part.size[d] = lengths[i];
    part.offset = begin * self.stride[d];
    if (!keep_dimension) drop(part.size, d), drop(part.stride, d);
    begin += lengths[i];
    if (frame.wants(i))
      with_value_type(frame.result(i).dtype,
                      [&](auto zero) { frame.write(i, gather(frame.read<decltype(zero)>("self"), part)); });
  }
}

}  // namespace

void run_reshape(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    auto self = frame.read<decltype(zero)>("self");
    const Dims& size = frame.result(0).size;
    frame.require(numel(size) == self.count(), bracketed(self.size) + " as " + bracketed(size));
    self.size = size;
    frame.write(0, self);
  });
}

void run_expand(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    frame.write(0, broadcast(frame, frame.read<decltype(zero)>("self"), frame.result(0).size));
  });
}

void run_permute(const ExternFrame& frame) {
  show(frame, [&](const Window& self) { return permuted(frame, self, frame.args().integers("dims")); });
}

void run_transpose(const ExternFrame& frame) {
  show(frame, [&](const Window& self) {
    Dims order(self.size.size());
    std::iota(order.begin(), order.end(), 0);
    if (frame.args().knows("dim0") && !order.empty())
      std::swap(order[frame.dimension("dim0", order.size())], order[frame.dimension("dim1", order.size())]);
    else
      std::reverse(order.begin(), order.end());
    return permuted(frame, self, order);
  });
}

void run_slice(const ExternFrame& frame) {
  show(frame, [&](const Window& self) { return sliced(frame, self); });
}
void run_select(const ExternFrame& frame) {
  show(frame, [&](const Window& self) { return selected(frame, self); });
}
void run_diagonal(const ExternFrame& frame) {
  show(frame, [&](const Window& self) { return diagonal(frame, self); });
}

void run_unfold(const ExternFrame& frame) {
  show(frame, [&](Window self) {
    const std::size_t d = frame.dimension("dimension", self.size.size());
    const std::int64_t length = frame.args().integer("size"), wide_step = frame.args().integer("step");
    const std::int64_t step = std::min(wide_step, numel(self.size) + 1);
    frame.require(!self.size.empty() && step > 0 && length >= 0 && length <= self.size[d],
                  "windows of " + std::to_string(length) + " in " + bracketed(self.size));
    self.size.push_back(length);
    self.stride.push_back(self.stride[d]);
    self.size[d] = (self.size[d] - length) / step + 1;
    self.stride[d] *= step;
    return self;
  });
}

void run_slice_scatter(const ExternFrame& frame) {
  scatter_through(frame, [&](const Window& self) { return sliced(frame, self); });
}
void run_select_scatter(const ExternFrame& frame) {
  scatter_through(frame, [&](const Window& self) { return selected(frame, self); });
}
void run_diagonal_scatter(const ExternFrame& frame) {
  scatter_through(frame, [&](const Window& self) { return diagonal(frame, self); });
}

void run_diagonal_backward(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    Dense<decltype(zero)> result(frame.result(0).size);
    const Window window = diagonal(frame, whole(result.size));
    put(result, window, broadcast(frame, frame.read<decltype(zero)>("grad_output"), window.size));
    frame.write(0, result);
  });
}

void run_split(const ExternFrame& frame) {
  const Dims& size = frame.args().tensor("self").size;
  frame.require(!size.empty(), "parts of a tensor without dimensions");
  const std::int64_t extent = size[frame.dimension("dim", size.size())],
                     length = frame.args().integer("split_size");
  frame.require(length > 0, "parts of " + std::to_string(length));
  Dims lengths;
  for (std::int64_t begin = 0; begin < extent || lengths.empty(); begin += length)
    lengths.push_back(std::min(length, extent - begin));
  split(frame, lengths, true);
}
void run_split_with_sizes(const ExternFrame& frame) {
  split(frame, frame.args().integers("split_sizes"), true);
}
void run_unbind(const ExternFrame& frame) {
  const Dims& size = frame.args().tensor("self").size;
  frame.require(!size.empty(), "parts of a tensor without dimensions");
  split(frame, Dims(static_cast<std::size_t>(size[frame.dimension("dim", size.size())]), 1), false);
}

void run_flip(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    const auto self = frame.read<decltype(zero)>("self");
    std::vector<bool> turned(self.size.size());
    for (const std::int64_t dim : frame.args().integers("dims"))
      turned.at(dimension_of(frame, dim, self.size.size())) = true;
    auto result = self;
    const Dims stride = dense_strides(self.size);
    Dims at(self.size.size(), 0);
    for (auto& value : result.data) {
      std::int64_t from = 0;
      for (std::size_t d = 0; d < at.size(); ++d)
        from += (turned[d] ? self.size[d] - 1 - at[d] : at[d]) * stride[d];
      value = self.data[static_cast<std::size_t>(from)];
      advance(at, self.size);
    }
    frame.write(0, result);
  });
}

void run_roll(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    auto self = frame.read<decltype(zero)>("self");
    const Dims own = self.size, shifts = frame.args().integers("shifts"),
               dims = frame.args().integers("dims");
    if (dims.empty()) self.size = {self.count()};
    frame.require(shifts.size() == std::max<std::size_t>(1, dims.size()), "shifts of " + bracketed(shifts));
    Dims by(self.size.size(), 0);
    for (std::size_t i = 0; i < shifts.size(); ++i) {
      const std::size_t d = dims.empty() ? 0 : dimension_of(frame, dims[i], self.size.size());
      if (self.size.at(d) > 0) by[d] = (by[d] + shifts[i] % self.size[d] + self.size[d]) % self.size[d];
    }
    auto result = self;
    const Dims stride = dense_strides(self.size);
    Dims at(self.size.size(), 0);
    for (const auto& value : self.data) {
      std::int64_t to = 0;
      for (std::size_t d = 0; d < at.size(); ++d) to += (at[d] + by[d]) % self.size[d] * stride[d];
      result.data[static_cast<std::size_t>(to)] = value;
      advance(at, self.size);
    }
    result.size = own;
    frame.write(0, result);
  });
}

void run_repeat(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    const auto self = frame.read<decltype(zero)>("self");
    Dense<decltype(zero)> result(frame.result(0).size);
    const std::size_t lead = result.size.size() - std::min(result.size.size(), self.size.size());
    const Dims stride = dense_strides(self.size);
    frame.require(self.count() > 0 || result.count() == 0, "repeats of nothing");
    Dims at(result.size.size(), 0);
    for (auto& value : result.data) {
      std::int64_t from = 0;
      for (std::size_t d = 0; d < stride.size() && d + lead < at.size(); ++d)
        from += at[d + lead] % self.size[d] * stride[d];
      value = self.data[static_cast<std::size_t>(from)];
      advance(at, result.size);
    }
    frame.write(0, result);
  });
}

void run_constant_pad(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const Dims pad = frame.args().integers("pad");
    const std::size_t rank = self.size.size();
    frame.require(pad.size() % 2 == 0 && pad.size() / 2 <= rank, "padding of " + bracketed(pad));
    Dims before(rank, 0), size = self.size;
    for (const std::int64_t width : pad)
      frame.require(std::abs(width) <= kWidestPad, "padding of " + bracketed(pad));
    for (std::size_t i = 0; i < pad.size() / 2; ++i) {
      before[rank - 1 - i] = pad[2 * i];
      size[rank - 1 - i] += pad[2 * i] + pad[2 * i + 1];
      frame.require(size[rank - 1 - i] >= 0, "padding of " + bracketed(pad) + " leaves nothing");
    }
    Dense<T> result(size);
    std::fill(result.data.begin(), result.data.end(), value_of<T>(frame.args().number("value")));
    const Dims stride = dense_strides(size);
    Dims at(rank, 0);
    for (const T& value : self.data) {
      std::int64_t to = 0;
      bool inside = true;
      for (std::size_t d = 0; d < rank; ++d) {
        const std::int64_t place = at[d] + before[d];
        inside = inside && place >= 0 && place < size[d];
        to += place * stride[d];
      }
      if (inside) result.data[static_cast<std::size_t>(to)] = value;
      advance(at, self.size);
    }
    frame.write(0, result);
  });
}

void run_block_diag(const ExternFrame& frame) {
  with_result_type(frame, [&](auto zero) {
    Dense<decltype(zero)> result(frame.result(0).size);
    frame.require(result.size.size() == 2, "the result is " + bracketed(result.size));
    std::int64_t row = 0, column = 0;
    for (const TensorView* tensor : frame.args().tensors("tensors")) {
      frame.require(tensor && tensor->size.size() <= 2, "'tensors' holds no matrices");
      auto part = read<decltype(zero)>(frame.host(*tensor));
      while (part.size.size() < 2) part.size.insert(part.size.begin(), 1);
      const Window window{part.size, {result.size[1], 1}, row * result.size[1] + column};
      row += part.size[0], column += part.size[1];
      frame.require(row <= result.size[0] && column <= result.size[1],
                    "the result is " + bracketed(result.size));
      put(result, window, part);
    }
    frame.write(0, result);
  });
}

/// Blocks of channels become the pixels of a finer image.
void run_pixel_shuffle(const ExternFrame& frame) {
  show(
      frame,
      [&](const Window& self) {
        const std::int64_t factor = frame.args().integer("upscale_factor");
        const std::size_t rank = self.size.size();
        frame.require(rank >= 3 && factor > 0 && factor <= kWidestPad / factor &&
                          self.size[rank - 3] % (factor * factor) == 0,
                      "a factor of " + std::to_string(factor) + " for " + bracketed(self.size));
        const std::int64_t plane = self.stride[rank - 3];
        Window out{{self.size.begin(), self.size.end() - 3}, {self.stride.begin(), self.stride.end() - 3}, 0};
        out.size.insert(out.size.end(), {self.size[rank - 3] / (factor * factor), self.size[rank - 2], factor,
                                         self.size[rank - 1], factor});
        out.stride.insert(out.stride.end(),
                          {plane * factor * factor, self.stride[rank - 2], plane * factor, 1, plane});
        return out;
      },
      true);
}

void run_pixel_unshuffle(const ExternFrame& frame) {
  show(
      frame,
      [&](const Window& self) {
        const std::int64_t factor = frame.args().integer("downscale_factor");
        const std::size_t rank = self.size.size();
        frame.require(
            rank >= 3 && factor > 0 && self.size[rank - 2] % factor == 0 && self.size[rank - 1] % factor == 0,
            "a factor of " + std::to_string(factor) + " for " + bracketed(self.size));
        const std::int64_t row = self.stride[rank - 2];
        Window out{{self.size.begin(), self.size.end() - 2}, {self.stride.begin(), self.stride.end() - 2}, 0};
        out.size.insert(out.size.end(),
                        {factor, factor, self.size[rank - 2] / factor, self.size[rank - 1] / factor});
        out.stride.insert(out.stride.end(), {row, 1, row * factor, factor});
        return out;
      },
      true);
}

void run_channel_shuffle(const ExternFrame& frame) {
  show(
      frame,
      [&](const Window& self) {
        const std::int64_t groups = frame.args().integer("groups");
        frame.require(self.size.size() >= 2 && groups > 0 && self.size[1] % groups == 0,
                      std::to_string(groups) + " groups of " + bracketed(self.size));
        Window out = self;
        const std::int64_t each = self.size[1] / groups;
        out.size[1] = each;
        out.stride[1] = self.stride[1];
        out.size.insert(out.size.begin() + 2, groups);
        out.stride.insert(out.stride.begin() + 2, each * self.stride[1]);
        return out;
      },
      true);
}

}  // namespace ireplay
