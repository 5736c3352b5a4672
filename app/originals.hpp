#pragma once

#include <vector>

#include "replay/case/case_plan.hpp"
#include "replay/report/originals.hpp"

/// The kernels that Triton compiled for a graph: those in `kernels/` of its case, or of --triton-cache.
namespace ireplay {

struct Options;

/// The wrapper's launches of them, and which ops of the plan they compute; nothing where there are no such
/// kernels or no wrapper. `given` as for the plan. Throws Error{usage} where --triton-cache cannot be read.
std::vector<OriginalUse> find_originals(const ParsedCase& parsed, const CaseFiles& files,
                                        const CaseFacts& facts, const TensorMap& given,
                                        const Options& options, const Plan& plan);

}  // namespace ireplay
