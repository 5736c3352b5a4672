#include "replay/externs/counted_sizes.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "kernels/scalar/scalar.hpp"
#include "parser/source.hpp"

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

std::optional<std::int64_t> dim_of(const ExternArguments& args) {
  return !args.knows("dim") || args.is_none("dim") ? std::nullopt : std::optional(args.integer("dim"));
}

}  // namespace

std::optional<std::int64_t> count_set(const ExternArguments& args, const ValueOf& value) {
  return count_set(value(args.tensor("self")));
}

std::optional<std::int64_t> count_masked(const ExternArguments& args, const ValueOf& value) {
  for (const TensorView* mask : args.tensors("indices"))
    if (mask != nullptr && mask->dtype == DType::boolean) return count_set(value(*mask));
  return std::nullopt;
}

std::optional<std::int64_t> count_selected(const ExternArguments& args, const ValueOf& value) {
  const Dims &self = args.tensor("self").size, &mask = args.tensor("mask").size;
  std::int64_t repeated = 1;  // the mask is broadcast: each of its elements stands for as many of the result
  for (std::size_t back = 1; back <= self.size(); ++back)
    if (back > mask.size() || mask[mask.size() - back] == 1) repeated *= self[self.size() - back];
  return count_set(value(args.tensor("mask"))) * repeated;
}

std::optional<std::int64_t> count_repeats(const ExternArguments& args, const ValueOf& value) {
  std::int64_t sum = 0;
  for (const Scalar& element : elements_of(value(args.tensor("repeats")))) sum += element.i;
  return sum;
}

std::optional<std::int64_t> count_bins(const ExternArguments& args, const ValueOf& value) {
  std::int64_t most = -1;
  for (const Scalar& element : elements_of(value(args.tensor("self")))) most = std::max(most, element.i);
  return std::max(most + 1, args.integer("minlength"));
}

std::optional<std::int64_t> count_distinct(const ExternArguments& args, const ValueOf& value) {
  return count_distinct(value(args.tensor("self")), dim_of(args), false);
}

std::optional<std::int64_t> count_runs(const ExternArguments& args, const ValueOf& value) {
  return count_distinct(value(args.tensor("self")), dim_of(args), true);
}

std::optional<std::int64_t> count_slice(const ExternArguments& args, const ValueOf&) {
  const Dims& size = args.tensor("self").size;
  const auto rank = static_cast<std::int64_t>(size.size());
  const std::int64_t dim = args.integer("dim") + (args.integer("dim") < 0 ? rank : 0),
                     step = args.integer("step");
  if (dim < 0 || dim >= rank || step < 1) return std::nullopt;
  const std::int64_t extent = size[static_cast<std::size_t>(dim)];
  const auto place = [&](std::string_view name, std::int64_t otherwise) {
    if (args.is_none(name)) return otherwise;
    const std::int64_t at = args.integer(name);
    return std::clamp<std::int64_t>(at < 0 ? at + extent : at, 0, extent);
  };
  const std::int64_t length = place("end", extent) - place("start", 0);
  return length <= 0 ? 0 : (length - 1) / step + 1;
}

std::optional<std::int64_t> count_results(const ExternCall& call, const ValueOf& value) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr || row->facts.count == nullptr) return std::nullopt;
  std::optional<ExternArguments> args;
  try {
    args.emplace(*row, call);
  } catch (const Error&) {
    return std::nullopt;  // arguments that do not fit are reported where the call is checked
  }
  return row->facts.count(*args, value);
}

}  // namespace ireplay
