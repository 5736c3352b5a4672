#include "replay/cuda_index.hpp"

#include <bit>

namespace ireplay {
namespace {

/// Groups of the variables from `begin` up to `end`, innermost first; neighbours with matching strides are
/// one.
std::vector<IndexGroup> groups_of(const AxisShape& shape, std::size_t begin, std::size_t end,
                                  const std::vector<std::int64_t>& coefficients) {
  std::vector<IndexGroup> groups;
  std::vector<std::int64_t> extents;
  for (std::size_t d = end; d-- > begin;) {
    const std::int64_t extent = shape.ranges[d];
    if (extent <= 1) continue;
    if (!groups.empty() && coefficients[d] == groups.back().stride * extents.back()) {
      extents.back() *= extent;
      continue;
    }
    groups.emplace_back().stride = coefficients[d];
    extents.push_back(extent);
  }
  const bool all = groups.empty() || groups.back().stride != 0;
  while (!groups.empty() && groups.back().stride == 0) {
    groups.pop_back();
    extents.pop_back();
  }
  for (std::size_t k = 0; k < groups.size(); ++k)
    if (!all || k + 1 < groups.size()) set_divisor(groups[k], extents[k], shape.wide);
  return groups;
}

}  // namespace

void set_divisor(IndexGroup& group, std::int64_t divisor, bool wide) {
  const int bits = std::bit_width(static_cast<std::uint64_t>(divisor - 1));  // ceil(log2)
  const int word = wide ? 64 : 32;
  group.extent = static_cast<std::uint64_t>(divisor);
  group.shift = static_cast<std::uint32_t>(bits - 1);
  const auto power = static_cast<unsigned __int128>(1) << (word - 1 + bits);
  group.magic = static_cast<std::uint64_t>((power + static_cast<unsigned __int128>(divisor) - 1) /
                                           static_cast<unsigned __int128>(divisor));
}

MachineIndex make_index(const AxisShape& shape, std::int64_t offset,
                        const std::vector<std::int64_t>& coefficients) {
  MachineIndex index;
  index.offset = offset;
  const auto split = static_cast<std::size_t>(shape.parallel);
  auto parallel = groups_of(shape, 0, split, coefficients);
  auto reduction = groups_of(shape, split, shape.ranges.size(), coefficients);
  index.lane = std::move(shape.reduction_lanes ? reduction : parallel);
  index.other = std::move(shape.reduction_lanes ? parallel : reduction);
  return index;
}

}  // namespace ireplay
