#pragma once

#include "replay/cuda/compiled/merge_ranges.hpp"
#include "replay/cuda/compiled/plain_moments.hpp"
#include "replay/cuda/compiled/split_ranges.hpp"

namespace ireplay {

/// The program that a compiled kernel is written from: the same results over other ranges, by fewer
/// operations.
inline LoopProgram kernel_program(LoopProgram program) {
  use_plain_moments(program);
  return merged_ranges(split_ranges(std::move(program)));
}

}  // namespace ireplay
