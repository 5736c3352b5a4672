#pragma once

#include <cstdint>
#include <optional>

/// Arithmetic of sizes, strides, offsets and intervals in 64 bits: none where the result does not fit, or
/// where an operand was none already, so that a chain of them is looked at once, at its end.
namespace ireplay {

using Checked = std::optional<std::int64_t>;

inline Checked checked_add(Checked a, Checked b) {
  std::int64_t sum = 0;
  return a && b && !__builtin_add_overflow(*a, *b, &sum) ? Checked(sum) : std::nullopt;
}

inline Checked checked_subtract(Checked a, Checked b) {
  std::int64_t difference = 0;
  return a && b && !__builtin_sub_overflow(*a, *b, &difference) ? Checked(difference) : std::nullopt;
}

inline Checked checked_multiply(Checked a, Checked b) {
  std::int64_t product = 0;
  return a && b && !__builtin_mul_overflow(*a, *b, &product) ? Checked(product) : std::nullopt;
}

}  // namespace ireplay
