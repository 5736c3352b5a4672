#pragma once

#include "replay/engine.hpp"

namespace ireplay {

/// TFLOP/s of a large matrix product of the type that the device multiplies fastest (bf16 on a GPU, f32 on
/// the CPU), timed on the engine as any other graph; 0 where it cannot be run. What products are held
/// against.
double measure_matmul_tflops(Engine& engine);

}  // namespace ireplay
