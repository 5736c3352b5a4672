#include "replay/lower/result_sizes.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "kernels/scalar/scalar.hpp"
#include "replay/externs/extern_table.hpp"

namespace ireplay {
namespace {

/// The elements of a tensor, integers exactly.
std::vector<Scalar> elements_of(const HostTensor& tensor) {
  const std::size_t bytes = bytes_of(tensor.dtype);
  std::vector<Scalar> elements;
  elements.reserve(tensor.data.size() / bytes);
  for (std::size_t at = 0; at + bytes <= tensor.data.size(); at += bytes)
    elements.push_back(load_element(tensor.data.data() + at, tensor.dtype));
  return elements;
}

bool is_set(const HostTensor& tensor, const Scalar& element) {
  return is_floating(tensor.dtype) ? element.f != 0 : element.i != 0;
}

std::int64_t count_set(const HostTensor& tensor) {
  const std::vector<Scalar> elements = elements_of(tensor);
  return std::ranges::count_if(elements, [&](const Scalar& element) { return is_set(tensor, element); });
}

/// The mask is broadcast with the tensor: each of its elements stands for as many of the result.
std::int64_t count_selected(const HostTensor& self, const HostTensor& mask) {
  std::int64_t repeated = 1;
  for (std::size_t back = 1; back <= self.size.size(); ++back) {
    const std::int64_t extent = self.size[self.size.size() - back];
    const bool has = back <= mask.size.size();
    if (!has || mask.size[mask.size.size() - back] == 1) repeated *= extent;
  }
  return count_set(mask) * repeated;
}

struct Less {
  bool floating;
  bool operator()(const std::vector<Scalar>& a, const std::vector<Scalar>& b) const {
    return std::ranges::lexicographical_compare(
        a, b, [this](const Scalar& x, const Scalar& y) { return floating ? x.f < y.f : x.i < y.i; });
  }
};

/// Rows along a dimension, or single elements where there is none.
std::vector<std::vector<Scalar>> rows_of(const HostTensor& tensor, std::optional<std::int64_t> dim) {
  const std::vector<Scalar> elements = elements_of(tensor);
  std::vector<std::vector<Scalar>> rows;
  if (!dim) {
    for (const Scalar& element : elements) rows.push_back({element});
    return rows;
  }
  const auto rank = static_cast<std::int64_t>(tensor.size.size());
  const auto axis = static_cast<std::size_t>(*dim < 0 ? *dim + rank : *dim);
  if (axis >= tensor.size.size()) return rows;
  const std::int64_t inner = dense_strides(tensor.size)[axis], extent = tensor.size[axis];
  rows.resize(static_cast<std::size_t>(extent));
  for (std::size_t k = 0; k < elements.size(); ++k)
    rows[static_cast<std::size_t>(static_cast<std::int64_t>(k) / inner % extent)].push_back(elements[k]);
  return rows;
}

std::int64_t count_distinct(const HostTensor& tensor, std::optional<std::int64_t> dim, bool consecutive) {
  const bool floating = is_floating(tensor.dtype);
  const Less less{floating};
  const auto has_nan = [&](const std::vector<Scalar>& row) {
    return floating && std::ranges::any_of(row, [](const Scalar& element) { return std::isnan(element.f); });
  };
  const std::vector<std::vector<Scalar>> rows = rows_of(tensor, dim);
  std::set<std::vector<Scalar>, Less> seen(less);
  std::int64_t count = 0;  // a NaN is like nothing else
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const bool is_new = !consecutive || k == 0 || has_nan(rows[k - 1]) || less(rows[k - 1], rows[k]) ||
                        less(rows[k], rows[k - 1]);
    if (has_nan(rows[k]) || (consecutive ? is_new : seen.insert(rows[k]).second)) ++count;
  }
  return count;
}

const ExternValue* argument(const ExternCall& call, std::size_t position, std::string_view keyword) {
  std::size_t seen = 0;
  for (const ExternArgument& given : call.arguments) {
    if (given.keyword == keyword) return &given.value;
    if (given.keyword.empty() && seen++ == position) return &given.value;
  }
  return nullptr;
}

std::optional<std::int64_t> integer(const ExternValue* value) {
  if (value == nullptr) return std::nullopt;
  if (const auto* number = std::get_if<std::int64_t>(&value->value)) return *number;
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> count_results(const ExternCall& call,
                                          const std::function<HostTensor(const TensorView&)>& value) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return std::nullopt;
  const auto tensor = [&](std::size_t position, std::string_view name) -> std::optional<HostTensor> {
    const ExternValue* given = argument(call, position, name);
    const auto* view = given == nullptr ? nullptr : std::get_if<TensorView>(&given->value);
    return view == nullptr ? std::nullopt : std::optional(value(*view));
  };
  const auto self = tensor(0, row->name == "repeat_interleave" ? "repeats" : "self");
  if (!self) return std::nullopt;
  if (row->name == "nonzero") return count_set(*self);
  if (row->name == "index") {  // `x[mask]`
    const ExternValue* indices = argument(call, 1, "indices");
    const auto* list = indices == nullptr ? nullptr : std::get_if<ExternList>(&indices->value);
    for (std::size_t k = 0; list != nullptr && k < list->size(); ++k)
      if (const auto* mask = std::get_if<TensorView>(&(*list)[k].value);
          mask && mask->dtype == DType::boolean)
        return count_set(value(*mask));
    return std::nullopt;
  }
  if (row->name == "masked_select") {
    const auto mask = tensor(1, "mask");
    return mask ? std::optional(count_selected(*self, *mask)) : std::nullopt;
  }
  if (row->name == "repeat_interleave" || row->name == "bincount") {
    std::int64_t sum = 0, most = -1;
    for (const Scalar& element : elements_of(*self)) sum += element.i, most = std::max(most, element.i);
    if (row->name == "repeat_interleave") return sum;
    return std::max(most + 1, integer(argument(call, 2, "minlength")).value_or(0));
  }
  if (row->name == "_unique2") return count_distinct(*self, std::nullopt, false);
  if (row->name == "unique_consecutive")
    return count_distinct(*self, integer(argument(call, 3, "dim")), true);
  if (row->name == "unique_dim" || row->name == "unique_dim_consecutive")
    return count_distinct(*self, integer(argument(call, 1, "dim")).value_or(0),
                          row->name == "unique_dim_consecutive");
  return std::nullopt;
}

}  // namespace ireplay
