#pragma once

#include "replay/plan/loop_program.hpp"

/// What a mask says of an index.
namespace ireplay {

/// Whether the index lies between 0 and `extent`, which is outside, at every point where the mask holds: by
/// interval arithmetic on affine indices, from the comparisons of affine indices that the mask is made of. A
/// mask of kNone holds everywhere. False where that cannot be told.
bool is_inside_where(const LoopProgram& program, ValueId mask, IndexId index, std::int64_t extent);

}  // namespace ireplay
