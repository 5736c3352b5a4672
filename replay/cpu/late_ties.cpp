#include "replay/cpu/late_ties.hpp"

#include <cstring>

#include "replay/externs/arguments.hpp"
#include "replay/externs/extern_table.hpp"

namespace ireplay {
namespace {

/// The result that holds positions along a dimension.
std::optional<std::size_t> result_of_positions(SortKind kind) {
  switch (kind) {
    case SortKind::argsort:
      return 0;
    case SortKind::topk:
    case SortKind::sort:
    case SortKind::kthvalue:
    case SortKind::median_along:
    case SortKind::nanmedian_along:
    case SortKind::mode:
      return 1;
    default:
      return std::nullopt;
  }
}

/// The arguments' own way to say that equal values keep their order.
bool keeps_order(const ExternArguments& arguments) {
  return arguments.knows("stable") && !arguments.is_none("stable") && arguments.flag("stable");
}

}  // namespace

std::optional<Selection> find_selection(const ExternCall& call) {
  const ExternRow* row = find_extern(call);
  if (row == nullptr) return std::nullopt;
  const std::optional<std::size_t> result = result_of_positions(row->sort);
  if (!result || *result >= call.results.size() || call.results[*result] == kNone) return std::nullopt;
  const ExternArguments arguments(*row, call);
  if (keeps_order(arguments)) return std::nullopt;
  const TensorView& self = arguments.tensor("self");
  const auto rank = static_cast<std::int64_t>(self.size.size());
  const std::int64_t dimension = arguments.integer("dim");
  if (rank == 0 || dimension < -rank || dimension >= rank) return std::nullopt;
  return Selection{*result, self, static_cast<std::size_t>(dimension < 0 ? dimension + rank : dimension)};
}

HostView LateTies::view(const TensorView& tensor) const {
  HostView view = view_of_(tensor);
  const TensorView& from = selection_.from;
  if (tensor.buffer != from.buffer || tensor.offset != from.offset || tensor.size != from.size ||
      tensor.stride != from.stride || numel(view.size) == 0)
    return view;
  std::int64_t& stride = view.stride[selection_.dimension];
  view.data +=
      (view.size[selection_.dimension] - 1) * stride * static_cast<std::int64_t>(bytes_of(view.dtype));
  stride = -stride;
  return view;
}

void LateTies::finish() const {
  const std::int32_t number = call_.results[selection_.positions];
  const HostView view = view_of_(whole_buffer(plan_, number));
  HostTensor positions = gather_from_strided(view.data, view.dtype, view.size, view.stride, 0);
  const std::int64_t last = selection_.from.size[selection_.dimension] - 1;
  for (std::size_t at = 0; at < positions.data.size(); at += sizeof last) {
    std::int64_t position = 0;
    std::memcpy(&position, &positions.data[at], sizeof position);
    position = last - position;
    std::memcpy(&positions.data[at], &position, sizeof position);
  }
  scatter_to_strided(positions, view.data, view.stride, 0);
}

}  // namespace ireplay
