#pragma once

#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// The same program with parallel ranges cut in two where indices take quotients and remainders of them
/// (`i0 // 256` and `i0 % 256` of 2,048 points: 8 times 256), which leaves plain sums of variables: what is
/// contiguous shows, and less is divided. Points keep their row-major order. A range stays whole where its
/// pieces would have shorter vectors than it has.
LoopProgram split_ranges(LoopProgram program);

}  // namespace ireplay
