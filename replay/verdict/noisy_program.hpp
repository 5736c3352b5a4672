#pragma once

#include "replay/plan/loop_program.hpp"

namespace ireplay {

/// Plan::buffers of the two inputs of a noisy plan.
struct NoiseInputs {
  std::int32_t seed = kNone, amount = kNone;
};

/// A loop program with noise. `place`: programs of different numbers draw different noise.
LoopProgram make_noisy_program(const LoopProgram& program, const NoiseInputs& inputs, std::int64_t place);

}  // namespace ireplay
