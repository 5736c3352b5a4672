#pragma once

#include "replay/plan/loop_program.hpp"

/// Random numbers of loop programs: Philox as Triton draws it, and PyTorch's CPU generator.
namespace ireplay {

/// `operands`: seed and offset, for the integer kinds also low and high. Floats are float32 values.
/// randint64 with an empty range gives `low`.
Scalar random_value(RandomKind kind, const Scalar* operands);

}  // namespace ireplay
