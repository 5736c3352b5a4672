#include "replay/externs/sorted_sizes.hpp"

namespace ireplay {
namespace {

/// `size` with another extent in a dimension, or without the dimension.
Dims selected(const ExternFrame& frame, Dims size, std::int64_t extent, bool keeps) {
  const auto at = static_cast<std::ptrdiff_t>(frame.dimension("dim", size.size()));
  if (size.empty()) return size;
  size[static_cast<std::size_t>(at)] = extent;
  if (!keeps) size.erase(size.begin() + at);
  return size;
}

Dims topk_size(const ExternFrame& frame, const Dims& size) {
  const std::int64_t k = frame.args().integer("k");
  const std::size_t dim = frame.dimension("dim", size.size());
  const std::int64_t extent = size.empty() ? 1 : size[dim];
  frame.require(k >= 0 && k <= extent,
                "k is " + std::to_string(k) + " of " + std::to_string(extent) + " elements");
  return selected(frame, size, k, true);
}

}  // namespace

void require_sorted_sizes(const ExternRow& row, const ExternFrame& frame) {
  if (row.sort == SortKind::none) return;
  const Dims& size = frame.args().tensor("self").size;
  Dims result;
  switch (row.sort) {
    case SortKind::topk:
      result = topk_size(frame, size);
      break;
    case SortKind::sort:
    case SortKind::argsort:
      frame.dimension("dim", size.size());
      result = size;
      break;
    case SortKind::kthvalue:
    case SortKind::median_along:
    case SortKind::nanmedian_along:
    case SortKind::mode:
      result = selected(frame, size, 1, frame.args().flag("keepdim"));
      break;
    case SortKind::median:
    case SortKind::nanmedian:
      break;
    default:
      return;
  }
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}})
    if (frame.wants(i)) frame.require_size(i, result);
}

}  // namespace ireplay
