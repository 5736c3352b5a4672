#pragma once

#include <cstdint>
#include <vector>

#include "replay/plan/loop_program.hpp"

/// Which integers the values and indices of a loop program can be, as far as can be told: what fits 32-bit
/// words runs in them.
namespace ireplay {

/// eq, ne, lt, le, gt, ge.
bool is_comparison(ScalarOp op);

/// Inclusive; the whole of int64 where nothing is known.
struct IntegerRange {
  std::int64_t low = INT64_MIN, high = INT64_MAX;
  bool fits_32() const { return low >= INT32_MIN && high <= INT32_MAX; }
};

struct ProgramRanges {
  std::vector<IntegerRange> indices;  // by IndexId
  std::vector<IntegerRange> values;   // by ValueId; of integers and bools
  /// 64-bit loads whose value may stop at the limits of 32 bits: it is only used as a checked index or
  /// compared with small numbers.
  std::vector<bool> saturates;
};

/// `through_floats`: floats that are computed from indices alone are followed too, so that what becomes an
/// integer again (the rows that a resize reads) has a range. The interpreter's 32-bit words make 64-bit
/// integers of floats in no case, so that it has no use for these.
ProgramRanges find_ranges(const LoopProgram& program, bool through_floats = false);

/// Whether a machine of 32-bit words can run the program.
bool fits_32_bits(const LoopProgram& program, const ProgramRanges& ranges);

}  // namespace ireplay
