#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "replay/cuda/original/launcher.hpp"
#include "replay/cuda/original/places.hpp"
#include "replay/cuda/step.hpp"

/// Steps on the graph's own kernels.
namespace ireplay {

/// Memory for kernels alone, by what the wrapper calls it and its bytes: a step reads what another one left.
using NamedScratch = std::map<std::pair<std::string, std::int64_t>, std::byte*>;

/// The launches of one group, which the launcher has prepared, on the plan's memory. `places` and the
/// launcher must outlive the step. `scratch` is that of the run.
std::unique_ptr<CudaStep> make_original_step(const PlacedGroup& group, const OriginalPlaces& places,
                                             OriginalLauncher& launcher, NamedScratch& scratch,
                                             CudaContext& context);

}  // namespace ireplay
