#pragma once

#include "replay/plan/loop_program.hpp"

/// Loop nests as flat as their accesses allow: the less a kernel has to divide its thread's number.
namespace ireplay {

/// The same program over fewer ranges: those of extent 1 go, and neighbours that every index reads as one
/// (the outer one's coefficient is the inner one's times its extent) become one. Points keep their row-major
/// order, parallel and reduction ranges stay apart, and there is at least one of each. Costs a pass over the
/// indices for each range.
LoopProgram merged_ranges(LoopProgram program);

}  // namespace ireplay
