#pragma once

#include <memory>

#include "replay/cuda/original/launcher.hpp"
#include "replay/cuda/original/places.hpp"
#include "replay/cuda/step.hpp"

/// Steps on the graph's own kernels.
namespace ireplay {

/// The launches of one group, on the plan's memory. Loads their code. `places` and the launcher must outlive
/// the step. Throws Error{unsupported} where there is no code for this device.
std::unique_ptr<CudaStep> make_original_step(const PlacedGroup& group, const OriginalPlaces& places,
                                             OriginalLauncher& launcher, CudaContext& context);

}  // namespace ireplay
