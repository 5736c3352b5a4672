#pragma once

#include <memory>

#include "replay/cuda/original/launcher.hpp"
#include "replay/cuda/original/places.hpp"
#include "replay/cuda/step.hpp"

/// Steps on the graph's own kernels.
namespace ireplay {

/// The launches of one group, which the launcher has prepared, on the plan's memory. `places` and the
/// launcher must outlive the step.
std::unique_ptr<CudaStep> make_original_step(const PlacedGroup& group, const OriginalPlaces& places,
                                             OriginalLauncher& launcher, CudaContext& context);

}  // namespace ireplay
