#include "replay/cuda/interpreter/machine_index.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

/// Linearization: an affine index over many variables becomes digits of one coordinate along each axis, as in
/// a number of mixed radix. Neighbouring variables that an index runs through as one are one digit; a digit
/// is taken by multiplying with a magic number (Granlund and Montgomery, "Division by Invariant Integers
/// using Multiplication", 1994).
namespace ireplay {
namespace {

/// Groups of the variables from `begin` up to `end`, innermost first; neighbours with matching strides are
/// one.
std::vector<IndexDigit> digits_of(const AxisShape& shape, std::size_t begin, std::size_t end,
                                  const std::vector<std::int64_t>& coefficients) {
  std::vector<IndexDigit> digits;
  std::vector<std::int64_t> extents;
  for (std::size_t d = end; d-- > begin;) {
    const std::int64_t extent = shape.ranges[d];
    if (extent <= 1) continue;
    if (!digits.empty() && coefficients[d] == digits.back().stride * extents.back()) {
      extents.back() *= extent;
      continue;
    }
    digits.emplace_back().stride = coefficients[d];
    extents.push_back(extent);
  }
  const bool all = digits.empty() || digits.back().stride != 0;
  while (!digits.empty() && digits.back().stride == 0) {
    digits.pop_back();
    extents.pop_back();
  }
  for (std::size_t k = 0; k < digits.size(); ++k)
    if (!all || k + 1 < digits.size()) set_divisor(digits[k], extents[k], shape.wide);
  return digits;
}

}  // namespace

void set_divisor(IndexDigit& digit, std::int64_t divisor, bool wide) {
  const int bits = std::bit_width(static_cast<std::uint64_t>(divisor - 1));  // ceil(log2)
  const int word = wide ? 64 : 32;
  digit.extent = static_cast<std::uint64_t>(divisor);
  digit.shift = static_cast<std::uint32_t>(bits - 1);
  const auto power = static_cast<unsigned __int128>(1) << (word - 1 + bits);
  digit.magic = static_cast<std::uint64_t>((power + static_cast<unsigned __int128>(divisor) - 1) /
                                           static_cast<unsigned __int128>(divisor));
}

MachineIndex make_index(const AxisShape& shape, std::int64_t offset,
                        const std::vector<std::int64_t>& coefficients) {
  MachineIndex index;
  index.offset = offset;
  const auto split = static_cast<std::size_t>(shape.parallel);
  auto parallel = digits_of(shape, 0, split, coefficients);
  auto reduction = digits_of(shape, split, shape.ranges.size(), coefficients);
  index.item_digits = std::move(shape.along_reduction ? reduction : parallel);
  index.other_digits = std::move(shape.along_reduction ? parallel : reduction);
  return index;
}

namespace {

std::int64_t index_of(const std::vector<IndexDigit>& digits, std::int64_t coordinate) {
  std::int64_t sum = 0;
  for (const IndexDigit& digit : digits) {
    const auto extent = static_cast<std::int64_t>(digit.extent);
    sum += (extent == 0 ? coordinate : coordinate % extent) * digit.stride;
    coordinate = extent == 0 ? 0 : coordinate / extent;
  }
  return sum;
}

/// Whether index(first of a tile + coordinate) = index(first of the tile) + index(coordinate).
bool tiles_are_alike(const std::vector<IndexDigit>& digits, std::int64_t tile) {
  std::int64_t below = 1;  // coordinates that the digits so far tell apart
  for (const IndexDigit& digit : digits) {
    if (below % tile == 0) return true;
    if (tile % below != 0) return false;
    if (digit.extent == 0) return true;
    below *= static_cast<std::int64_t>(digit.extent);
  }
  return below % tile == 0 || tile % below == 0;
}

}  // namespace

std::optional<VectorSteps> vector_steps(const std::vector<IndexDigit>& digits, int items, int threads,
                                        int vector_items) {
  if (!tiles_are_alike(digits, std::int64_t{items} * threads)) return std::nullopt;
  const std::int64_t odd = vector_items == 8 ? 4 : std::int64_t{4} * threads,
                     even = std::int64_t{8} * threads;
  const VectorSteps steps{index_of(digits, odd), index_of(digits, even)};
  if (std::max(std::abs(steps.odd), std::abs(steps.even)) > INT32_MAX) return std::nullopt;
  for (std::int64_t rank = 0; rank < threads; ++rank) {
    const std::int64_t base = rank * vector_items, first = index_of(digits, base);
    for (std::int64_t q = 0; q < items / 4; ++q)
      if (index_of(digits, base + q % 2 * odd + q / 2 * even) !=
          first + q % 2 * steps.odd + q / 2 * steps.even)
        return std::nullopt;
  }
  return steps;
}

namespace {

/// A coordinate's digit k is coordinate / below(k) - extent(k) * (coordinate / below(k + 1)), the last one
/// without an extent all that is left.
void divide(const std::vector<IndexDigit>& digits, bool of_other, DividedIndex& result) {
  std::int64_t below = 1, before = 0;  // of the digits so far; what a quotient has been taken from already
  for (std::size_t k = 0; k <= digits.size(); ++k) {
    const std::int64_t skip = (k < digits.size() ? digits[k].stride : 0) - before;
    if (k == 0)
      (of_other ? result.away : result.inner) = skip;
    else if (skip != 0 && below <= INT32_MAX)  // else the quotient is 0
      set_divisor(result.divisions.emplace_back(DividedIndex::Division{{}, skip, of_other}).by, below, false);
    if (k == digits.size() || digits[k].extent == 0) return;
    before = static_cast<std::int64_t>(digits[k].extent) * digits[k].stride;
    below = std::min(below, std::int64_t{INT32_MAX}) * static_cast<std::int64_t>(digits[k].extent);
  }
}

}  // namespace

DividedIndex divided(const MachineIndex& index) {
  DividedIndex result;
  divide(index.item_digits, false, result);
  divide(index.other_digits, true, result);
  return result;
}

}  // namespace ireplay
