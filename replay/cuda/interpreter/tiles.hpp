#pragma once

#include <optional>

#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// The same program visiting its points tile by tile, where reads or writes whose neighbours lie along
/// different variables (a transposed operand) would else touch far more memory than they use: whole 32-byte
/// sectors are used along both. Only the order of independent points changes. None where nothing would be
/// gained.
std::optional<LoopProgram> tiled_for_transposes(const LoopProgram& program);

/// The innermost variable of a half-open run of ranges that is not a single point; kNone if all are.
std::int32_t innermost(const LoopProgram& program, std::int32_t begin, std::int32_t end);

}  // namespace ireplay
