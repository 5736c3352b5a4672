#include "replay/cuda/interpreter/machine_index.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

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

namespace {

std::int64_t index_of(const std::vector<IndexGroup>& groups, std::int64_t place) {
  std::int64_t sum = 0;
  for (const IndexGroup& group : groups) {
    const auto extent = static_cast<std::int64_t>(group.extent);
    sum += (extent == 0 ? place : place % extent) * group.stride;
    place = extent == 0 ? 0 : place / extent;
  }
  return sum;
}

/// Whether index(first of a tile + place) = index(first of the tile) + index(place).
bool tiles_are_alike(const std::vector<IndexGroup>& groups, std::int64_t tile) {
  std::int64_t below = 1;  // places that the groups so far tell apart
  for (const IndexGroup& group : groups) {
    if (below % tile == 0) return true;
    if (tile % below != 0) return false;
    if (group.extent == 0) return true;
    below *= static_cast<std::int64_t>(group.extent);
  }
  return below % tile == 0 || tile % below == 0;
}

}  // namespace

std::optional<PackSteps> pack_steps(const std::vector<IndexGroup>& lane, int lanes, int threads, int pack) {
  if (!tiles_are_alike(lane, std::int64_t{lanes} * threads)) return std::nullopt;
  const std::int64_t odd = pack == 8 ? 4 : std::int64_t{4} * threads, even = std::int64_t{8} * threads;
  const PackSteps steps{index_of(lane, odd), index_of(lane, even)};
  if (std::max(std::abs(steps.odd), std::abs(steps.even)) > INT32_MAX) return std::nullopt;
  for (std::int64_t rank = 0; rank < threads; ++rank) {
    const std::int64_t base = rank * pack, first = index_of(lane, base);
    for (std::int64_t q = 0; q < lanes / 4; ++q)
      if (index_of(lane, base + q % 2 * odd + q / 2 * even) != first + q % 2 * steps.odd + q / 2 * steps.even)
        return std::nullopt;
  }
  return steps;
}

namespace {

/// A place's digit k is place / below(k) - extent(k) * (place / below(k + 1)), the last one without an extent
/// all that is left.
void divide(const std::vector<IndexGroup>& groups, bool of_other, DividedIndex& result) {
  std::int64_t below = 1, before = 0;  // of the digits so far; what a quotient has been taken from already
  for (std::size_t k = 0; k <= groups.size(); ++k) {
    const std::int64_t skip = (k < groups.size() ? groups[k].stride : 0) - before;
    if (k == 0)
      (of_other ? result.away : result.inner) = skip;
    else if (skip != 0 && below <= INT32_MAX)  // else the quotient is 0
      set_divisor(result.divisions.emplace_back(DividedIndex::Division{{}, skip, of_other}).by, below, false);
    if (k == groups.size() || groups[k].extent == 0) return;
    before = static_cast<std::int64_t>(groups[k].extent) * groups[k].stride;
    below = std::min(below, std::int64_t{INT32_MAX}) * static_cast<std::int64_t>(groups[k].extent);
  }
}

}  // namespace

DividedIndex divided(const MachineIndex& index) {
  DividedIndex result;
  divide(index.lane, false, result);
  divide(index.other, true, result);
  return result;
}

}  // namespace ireplay
