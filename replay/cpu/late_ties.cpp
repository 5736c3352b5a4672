#include "replay/cpu/late_ties.hpp"

#include <cstring>

#include "replay/plan/extern_program.hpp"

namespace ireplay {

std::optional<Selection> find_selection(const Step& step) {
  if (step.parts == nullptr) return std::nullopt;
  for (const ExternPart& part : step.parts->parts)
    if (const auto* sort = std::get_if<SortPart>(&part);
        sort != nullptr && sort->positions && sort->dimension && !sort->stable)
      return Selection{sort->positions->buffer, sort->self, *sort->dimension};
  return std::nullopt;
}

HostView LateTies::view(const TensorView& tensor) const {
  HostView view = view_of_(tensor);
  if (tensor != selection_.from || numel(view.size) == 0) return view;
  std::int64_t& stride = view.stride[selection_.dimension];
  view.data +=
      (view.size[selection_.dimension] - 1) * stride * static_cast<std::int64_t>(bytes_of(view.dtype));
  stride = -stride;
  return view;
}

void LateTies::finish() const {
  const HostView view = view_of_(whole_buffer(plan_, selection_.positions));
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
