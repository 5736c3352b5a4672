// Indexing with lists of tensors, and reading or writing along one dimension by a tensor of positions.
#include <algorithm>
#include <cmath>

#include "replay/externs/extern_op.hpp"
#include "replay/externs/shared/lanes.hpp"
#include "replay/externs/shared/modes.hpp"

namespace ireplay {
namespace {

/// Which elements of a tensor `self[indices]` picks: their row-major numbers, in the order of the picked
/// tensor.
struct Selection {
  Dims size;
  std::vector<std::int64_t> elements;
};

/// The positions of a mask's true elements, one array a dimension.
std::vector<Ints> positions_of(const Ints& mask) {
  std::vector<Ints> positions(mask.size.size(), Ints(Dims{0}));
  Dims at(mask.size.size(), 0);
  for (std::int64_t i = 0; i < mask.count(); ++i) {
    if (mask.data[static_cast<std::size_t>(i)] != 0)
      for (std::size_t d = 0; d < at.size(); ++d) positions[d].data.push_back(at[d]);
    advance(at, mask.size);
  }
  for (Ints& p : positions) p.size = {p.count()};
  return positions;
}

/// The list's entries with masks spread out: by dimension of the indexed tensor, empty optional where the
/// whole dimension stays.
std::vector<std::optional<Ints>> read_indices(const ExternFrame& frame, const Dims& size) {
  std::vector<std::optional<Ints>> indices;
  for (const TensorView* view : frame.args().tensors("indices")) {
    if (!view) {
      indices.emplace_back();
      continue;
    }
    Ints index = ireplay::read<std::int64_t>(frame.host(*view));
    if (view->dtype != DType::boolean && view->dtype != DType::u8) {
      indices.emplace_back(std::move(index));
      continue;
    }
    for (std::size_t d = 0; d < index.size.size(); ++d)
      frame.require(indices.size() + d < size.size() && size[indices.size() + d] == index.size[d],
                    "a mask of " + bracketed(index.size) + " on a tensor of " + bracketed(size));
    for (Ints& positions : positions_of(index)) indices.emplace_back(std::move(positions));
  }
  frame.require(indices.size() <= size.size(),
                std::to_string(indices.size()) + " indices of a tensor of " + bracketed(size));
  indices.resize(size.size());
  return indices;
}

Dims common_size(const ExternFrame& frame, const std::vector<std::optional<Ints>>& indices) {
  Dims common;
  for (const auto& index : indices) {
    if (!index) continue;
    const Dims& size = index->size;
    if (size.size() > common.size()) common.insert(common.begin(), size.size() - common.size(), 1);
    const std::size_t lead = common.size() - size.size();
    for (std::size_t d = 0; d < size.size(); ++d) {
      std::int64_t& extent = common[d + lead];
      frame.require(extent == size[d] || extent == 1 || size[d] == 1,
                    "indices of " + bracketed(size) + " and " + bracketed(common) + " do not broadcast");
      if (extent == 1) extent = size[d];
    }
  }
  return common;
}

/// With `clamp`, indices out of range are moved inside.
/// Dimensions of the picked tensor: the indices' common ones stand where the first index does if all indices
/// are neighbours, else in front.
Selection select(const ExternFrame& frame, const Dims& size, bool clamp = false) {
  std::vector<std::optional<Ints>> indices = read_indices(frame, size);
  const Dims common = common_size(frame, indices);
  const Dims step = dense_strides(size);
  std::size_t first = indices.size(), last = 0, count = 0;
  for (std::size_t d = 0; d < indices.size(); ++d)
    if (indices[d]) first = std::min(first, d), last = d, ++count;
  const std::size_t place = count > 0 && last - first + 1 == count ? first : 0;

  Ints starts(common);  // where the indices alone lead
  for (std::size_t d = 0; d < indices.size(); ++d) {
    if (!indices[d]) continue;
    const Ints index = broadcast(frame, *indices[d], common);
    for (std::size_t i = 0; i < index.data.size(); ++i)
      starts.data[i] +=
          (clamp ? std::clamp<std::int64_t>(index.data[i], 0, std::max<std::int64_t>(size[d] - 1, 0))
                 : frame.wrap_index(index.data[i], size[d])) *
          step[d];
  }
  Selection selection;
  Dims strides;  // within the indexed tensor, or within `starts` for the common dimensions
  std::vector<bool> is_common;
  const auto add_common = [&] {
    const Dims dense = dense_strides(common);
    for (std::size_t c = 0; c < common.size(); ++c) {
      selection.size.push_back(common[c]);
      strides.push_back(dense[c]);
      is_common.push_back(true);
    }
  };
  for (std::size_t d = 0; d <= indices.size(); ++d) {
    if (d == place && count > 0) add_common();
    if (d == indices.size() || indices[d]) continue;
    selection.size.push_back(size[d]);
    strides.push_back(step[d]);
    is_common.push_back(false);
  }
  selection.elements.resize(static_cast<std::size_t>(Ints(selection.size).count()));
  Dims at(selection.size.size(), 0);
  for (std::int64_t& element : selection.elements) {
    std::int64_t start = 0;
    for (std::size_t d = 0; d < at.size(); ++d) (is_common[d] ? start : element) += at[d] * strides[d];
    if (count > 0) element += starts.data[static_cast<std::size_t>(start)];
    advance(at, selection.size);
  }
  return selection;
}

template <class T>
T add_values(T a, T b, bool boolean) {
  if (boolean) return a != T{} || b != T{} ? T{1} : T{};
  return plus(a, b);
}

template <class T>
T combined(Combine how, T a, T b, bool boolean) {
  switch (how) {
    case Combine::replace:
      return b;
    case Combine::sum:
    case Combine::mean:
      return add_values(a, b, boolean);
    case Combine::product:
      return times(a, b);
    default:
      break;
  }
  if constexpr (!std::is_same_v<T, std::complex<double>>) {
    if (is_nan(a) || is_nan(b)) return is_nan(a) ? a : b;
    return how == Combine::maximum ? std::max(a, b) : std::min(a, b);
  }
  return b;
}

template <class T>
T mean_of(T sum, std::int64_t count) {
  if constexpr (std::is_same_v<T, std::int64_t>) {  // rounds down
    const std::int64_t quotient = sum / count;
    return quotient - (sum % count != 0 && (sum < 0) ? 1 : 0);
  } else {
    return sum / static_cast<double>(count);
  }
}

/// Writes values to elements of a tensor and reduces them there. Without `include_self` the first one
/// replaces.
template <class T>
class Scatter {
 public:
  Scatter(Dense<T>& self, Combine how, bool include_self, bool boolean)
      : self_(self),
        how_(how),
        include_self_(include_self),
        boolean_(boolean),
        counts_(self.data.size(), 0) {}

  void put(std::int64_t element, T value) {
    const auto at = static_cast<std::size_t>(element);
    const bool first = counts_[at]++ == 0 && !include_self_;
    self_.data[at] = first ? value : combined(how_, self_.data[at], value, boolean_);
  }
  void finish() {
    if (how_ != Combine::mean) return;
    for (std::size_t i = 0; i < counts_.size(); ++i)
      if (counts_[i] > 0) self_.data[i] = mean_of(self_.data[i], counts_[i] + (include_self_ ? 1 : 0));
  }

 private:
  Dense<T>& self_;
  Combine how_;
  bool include_self_, boolean_;
  std::vector<std::int64_t> counts_;
};

template <class F>
void with_self(const ExternFrame& frame, F&& f) {
  const DType dtype = frame.args().tensor("self").dtype;
  with_value_type(dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> self = frame.read<T>("self");
    f(self, dtype == DType::boolean);
    frame.write_self(self);
  });
}

/// A tensor operand, or a number as a 0-d tensor.
template <class T>
Dense<T> read_or_number(const ExternFrame& frame, std::string_view name) {
  if (std::holds_alternative<TensorView>(frame.args().value(name).value)) return frame.read<T>(name);
  Dense<T> number{Dims{}};
  if constexpr (std::is_same_v<T, std::int64_t>)
    number.data[0] = std::holds_alternative<double>(frame.args().value(name).value)
                         ? value_of<T>(frame.args().number(name))
                         : frame.args().integer(name);
  else
    number.data[0] = frame.args().number(name);
  return number;
}

Dims at_least_1d(const Dims& size) { return size.empty() ? Dims{1} : size; }

/// Calls f(row-major number in a tensor of `size`, row-major number in index) for each element of `index`,
/// whose value is the position along `dimension`.
template <class F>
void for_each_indexed(const ExternFrame& frame, const Dims& size, std::size_t dimension, const Ints& index,
                      std::string_view size_of, F&& f) {
  const Dims whole = at_least_1d(size), shape = at_least_1d(index.size);
  if (index.count() == 0) return;
  frame.require(whole.size() == shape.size(), "an index of " + bracketed(index.size) + " for '" +
                                                  std::string(size_of) + "' of " + bracketed(size));
  for (std::size_t d = 0; d < shape.size(); ++d)
    frame.require(
        d == dimension || shape[d] <= whole[d],
        "an index of " + bracketed(index.size) + " for '" + std::string(size_of) + "' of " + bracketed(size));
  const Dims step = dense_strides(whole);
  Dims at(shape.size(), 0);
  for (std::int64_t i = 0; i < index.count(); ++i) {
    const std::int64_t position = index.data[static_cast<std::size_t>(i)];
    frame.check_index(position, whole[dimension]);
    std::int64_t element = 0;
    for (std::size_t d = 0; d < at.size(); ++d) element += (d == dimension ? position : at[d]) * step[d];
    f(element, i);
    advance(at, shape);
  }
}

/// The number in `src` of the element at the place that element i of `index` has; src may be larger.
class SourceOf {
 public:
  SourceOf(const ExternFrame& frame, const Dims& index, const Dims& source, bool lone)
      : shape_(at_least_1d(index)), step_(dense_strides(at_least_1d(source))), lone_(lone) {
    const Dims whole = at_least_1d(source);
    bool fits = lone || whole.size() == shape_.size();
    for (std::size_t d = 0; fits && !lone && d < shape_.size(); ++d) fits = shape_[d] <= whole[d];
    frame.require(fits || numel(index) == 0,
                  "an index of " + bracketed(index) + " for a source of " + bracketed(source));
  }
  std::size_t operator()(std::int64_t i) const {
    if (lone_) return 0;
    std::int64_t element = 0;
    for (std::size_t d = shape_.size(); d-- > 0; i /= shape_[d]) element += i % shape_[d] * step_[d];
    return static_cast<std::size_t>(element);
  }

 private:
  Dims shape_, step_;
  bool lone_;
};

void scatter(const ExternFrame& frame, std::string_view source_name, Combine how, bool include_self) {
  with_self(frame, [&](auto& self, bool boolean) {
    using T = std::decay_t<decltype(self.data[0])>;
    const Ints index = frame.read<std::int64_t>("index");
    const Dense<T> source = read_or_number<T>(frame, source_name);
    const bool lone = !std::holds_alternative<TensorView>(frame.args().value(source_name).value);
    const SourceOf from(frame, index.size, source.size, lone);
    Scatter<T> to(self, how, include_self, boolean);
    for_each_indexed(frame, self.size, frame.dimension("dim", self.size.size()), index, "self",
                     [&](std::int64_t element, std::int64_t i) { to.put(element, source.data[from(i)]); });
    to.finish();
  });
}

/// index_add and its kin: slices of `source` along `dim` go where the 1-d `index` says.
void write_slices(const ExternFrame& frame, std::string_view source_name, Combine how, bool include_self,
                  double alpha) {
  with_self(frame, [&](auto& self, bool boolean) {
    using T = std::decay_t<decltype(self.data[0])>;
    const std::size_t dimension = frame.dimension("dim", self.size.size());
    const Ints index = frame.read<std::int64_t>("index");
    Dims size = at_least_1d(self.size);
    size[dimension] = index.count();
    Dense<T> source = read_or_number<T>(frame, source_name);
    if (!source.size.empty())
      frame.require(source.size == size, "'" + std::string(source_name) + "' is " + bracketed(source.size) +
                                             ", not " + bracketed(size));
    source = broadcast(frame, source, size);
    Dims step = dense_strides(at_least_1d(self.size));
    Dims at(size.size(), 0);
    Scatter<T> to(self, how, include_self, boolean);
    for (std::int64_t i = 0; i < source.count(); ++i) {
      std::int64_t element = 0;
      for (std::size_t d = 0; d < at.size(); ++d)
        element += step[d] * (d == dimension ? frame.wrap_index(index.data[static_cast<std::size_t>(at[d])],
                                                                at_least_1d(self.size)[d])
                                             : at[d]);
      to.put(element, alpha == 1 ? source.data[static_cast<std::size_t>(i)]
                                 : times(value_of<T>(alpha), source.data[static_cast<std::size_t>(i)]));
      advance(at, size);
    }
    to.finish();
  });
}

}  // namespace

void run_index(const ExternFrame& frame) {
  with_value_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const Selection selection = select(frame, self.size);
    Dense<T> result(selection.size);
    for (std::size_t i = 0; i < result.data.size(); ++i)
      result.data[i] = self.data[static_cast<std::size_t>(selection.elements[i])];
    frame.write(0, result);
  });
}

void run_index_put(const ExternFrame& frame) {
  with_self(frame, [&](auto& self, bool boolean) {
    using T = std::decay_t<decltype(self.data[0])>;
    const bool accumulate = frame.args().flag("accumulate");
    const Selection selection = select(frame, self.size);
    Dense<T> values = frame.read<T>("values");
    while (values.size.size() > selection.size.size() && values.size.front() == 1)
      values.size.erase(values.size.begin());
    values = broadcast(frame, values, selection.size);
    for (std::size_t i = 0; i < values.data.size(); ++i) {
      T& element = self.data[static_cast<std::size_t>(selection.elements[i])];
      element = accumulate ? add_values(element, values.data[i], boolean) : values.data[i];
    }
  });
}

/// Where the mask is false the index may lie outside, and `fill` is read.
void run_masked_index(const ExternFrame& frame) {
  with_value_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const Selection selection = select(frame, self.size, true);
    const Ints mask = broadcast(frame, frame.read<std::int64_t>("mask"), selection.size);
    const Dense<T> fill = read_or_number<T>(frame, "fill");
    Dense<T> result(selection.size);
    frame.require(self.count() > 0 || result.count() == 0, "nothing to read in " + bracketed(self.size));
    for (std::size_t i = 0; i < result.data.size(); ++i)
      result.data[i] =
          mask.data[i] != 0 ? self.data[static_cast<std::size_t>(selection.elements[i])] : fill.data[0];
    frame.write(0, result);
  });
}

void run_masked_index_put(const ExternFrame& frame) {
  with_self(frame, [&](auto& self, bool boolean) {
    using T = std::decay_t<decltype(self.data[0])>;
    const Selection selection = select(frame, self.size, true);
    const Ints mask = broadcast(frame, frame.read<std::int64_t>("mask"), selection.size);
    const Dense<T> values = broadcast(frame, frame.read<T>("values"), selection.size);
    frame.require(self.count() > 0 || values.count() == 0, "nothing to write in " + bracketed(self.size));
    for (std::size_t i = 0; i < values.data.size(); ++i) {
      if (mask.data[i] == 0) continue;
      T& element = self.data[static_cast<std::size_t>(selection.elements[i])];
      element = add_values(element, values.data[i], boolean);
    }
  });
}

void run_index_select(const ExternFrame& frame) {
  with_value_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const std::size_t dimension = frame.dimension("dim", self.size.size());
    const Ints index = frame.read<std::int64_t>("index");
    Dims size = at_least_1d(self.size);
    size[dimension] = index.count();
    const Dims step = dense_strides(at_least_1d(self.size));
    Dense<T> result(size);
    Dims at(size.size(), 0);
    for (T& value : result.data) {
      std::int64_t element = 0;
      for (std::size_t d = 0; d < at.size(); ++d) {
        if (d == dimension)
          frame.check_index(index.data[static_cast<std::size_t>(at[d])], at_least_1d(self.size)[d]);
        element += step[d] * (d == dimension ? index.data[static_cast<std::size_t>(at[d])] : at[d]);
      }
      value = self.data[static_cast<std::size_t>(element)];
      advance(at, size);
    }
    if (self.size.empty()) result.size.clear();
    frame.write(0, result);
  });
}

void run_gather(const ExternFrame& frame) {
  with_value_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const Ints index = frame.read<std::int64_t>("index");
    Dense<T> result(index.size);
    for_each_indexed(frame, self.size, frame.dimension("dim", self.size.size()), index, "self",
                     [&](std::int64_t element, std::int64_t i) {
                       result.data[static_cast<std::size_t>(i)] =
                           self.data[static_cast<std::size_t>(element)];
                     });
    frame.write(0, result);
  });
}

void run_scatter(const ExternFrame& frame) {
  const bool reduces = frame.has("reduce");
  const Combine how = reduces ? combine_of(frame, frame.args().text("reduce")) : Combine::replace;
  scatter(frame, frame.args().knows("src") ? "src" : "value", how, true);
}

void run_scatter_add(const ExternFrame& frame) { scatter(frame, "src", Combine::sum, true); }

void run_scatter_reduce(const ExternFrame& frame) {
  scatter(frame, "src", combine_of(frame, frame.args().text("reduce")), frame.args().flag("include_self"));
}

void run_index_add(const ExternFrame& frame) {
  write_slices(frame, "source", Combine::sum, true, frame.args().number("alpha"));
}

void run_index_copy(const ExternFrame& frame) { write_slices(frame, "source", Combine::replace, true, 1); }
void run_index_fill(const ExternFrame& frame) { write_slices(frame, "value", Combine::replace, true, 1); }

void run_index_reduce(const ExternFrame& frame) {
  write_slices(frame, "source", combine_of(frame, frame.args().text("reduce")),
               frame.args().flag("include_self"), 1);
}

void run_take(const ExternFrame& frame) {
  with_value_type(frame.args().tensor("self").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> self = frame.read<T>("self");
    const Ints index = frame.read<std::int64_t>("index");
    Dense<T> result(index.size);
    for (std::size_t i = 0; i < result.data.size(); ++i)
      result.data[i] = self.data[static_cast<std::size_t>(frame.wrap_index(index.data[i], self.count()))];
    frame.write(0, result);
  });
}

void run_put(const ExternFrame& frame) {
  with_self(frame, [&](auto& self, bool boolean) {
    using T = std::decay_t<decltype(self.data[0])>;
    const Ints index = frame.read<std::int64_t>("index");
    const Dense<T> source = frame.read<T>("source");
    frame.require(source.count() == index.count(),
                  "an index of " + bracketed(index.size) + " for a source of " + bracketed(source.size));
    const bool accumulate = frame.args().flag("accumulate");
    for (std::size_t i = 0; i < index.data.size(); ++i) {
      T& element = self.data[static_cast<std::size_t>(frame.wrap_index(index.data[i], self.count()))];
      element = accumulate ? add_values(element, source.data[i], boolean) : source.data[i];
    }
  });
}

void run_masked_scatter(const ExternFrame& frame) {
  with_self(frame, [&](auto& self, bool) {
    using T = std::decay_t<decltype(self.data[0])>;
    const Ints given = frame.read<std::int64_t>("mask");
    if (!frame.op().starts_with("masked_scatter_"))
      self = broadcast(frame, self, broadcast_size(self.size, given.size));
    const Ints mask = broadcast(frame, given, self.size);
    const Dense<T> source = frame.read<T>("source");
    std::int64_t next = 0;
    for (std::size_t i = 0; i < mask.data.size(); ++i) {
      if (mask.data[i] == 0) continue;
      frame.check_index(next, source.count());
      self.data[i] = source.data[static_cast<std::size_t>(next++)];
    }
  });
}

void run_masked_scatter_backward(const ExternFrame& frame) {
  with_value_type(frame.args().tensor("grad_output").dtype, [&](auto zero) {
    using T = decltype(zero);
    const Dense<T> gradient = frame.read<T>("grad_output");
    const Ints mask = broadcast(frame, frame.read<std::int64_t>("mask"), gradient.size);
    Dense<T> result(frame.args().integers("sizes"));
    std::size_t next = 0;
    for (std::size_t i = 0; i < mask.data.size(); ++i)
      if (mask.data[i] != 0 && next < result.data.size()) result.data[next++] = gradient.data[i];
    frame.write(0, result);
  });
}

namespace {

/// Where a tensor is not zero.
Ints truth_of(const ExternFrame& frame) {
  Ints mask;
  with_value_type(frame.args().tensor("self").dtype, [&](auto zero) {
    const auto self = frame.read<decltype(zero)>("self");
    mask = Ints(self.size);
    for (std::size_t i = 0; i < self.data.size(); ++i)
      mask.data[i] = self.data[i] != decltype(zero){} ? 1 : 0;
  });
  return mask;
}

}  // namespace

void run_nonzero(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Ints mask = truth_of(frame);
  const std::vector<Ints> positions = positions_of(mask);
  const std::int64_t found = std::count(mask.data.begin(), mask.data.end(), 1);
  Ints result({found, static_cast<std::int64_t>(positions.size())});
  for (std::size_t i = 0; i < result.data.size(); ++i)
    result.data[i] = positions[i % positions.size()].data[i / positions.size()];
  frame.write(0, result);
}

/// As many rows as `size` says: the rest holds `fill_value`.
void run_nonzero_static(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  const Ints mask = truth_of(frame);
  const std::vector<Ints> positions = positions_of(mask);
  const std::int64_t found = std::count(mask.data.begin(), mask.data.end(), 1);
  Ints result({frame.args().integer("size"), static_cast<std::int64_t>(positions.size())});
  for (std::size_t i = 0; i < result.data.size(); ++i)
    result.data[i] = static_cast<std::int64_t>(i / positions.size()) < found
                         ? positions[i % positions.size()].data[i / positions.size()]
                         : frame.args().integer("fill_value");
  frame.write(0, result);
}

void run_masked_select(const ExternFrame& frame) {
  if (!frame.wants(0)) return;
  with_value_type(frame.result(0).dtype, [&](auto zero) {
    using T = decltype(zero);
    Dense<T> self = frame.read<T>("self");
    Ints mask = frame.read<std::int64_t>("mask");
    const Dims size = self.size.size() >= mask.size.size() ? self.size : mask.size;
    self = broadcast(frame, self, size);
    mask = broadcast(frame, mask, size);
    std::vector<T> chosen;
    for (std::size_t i = 0; i < self.data.size(); ++i)
      if (mask.data[i] != 0) chosen.push_back(self.data[i]);
    Dense<T> result({static_cast<std::int64_t>(chosen.size())});
    result.data = std::move(chosen);
    frame.write(0, result);
  });
}

}  // namespace ireplay
