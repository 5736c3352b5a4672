#pragma once

#include <memory>
#include <string>
#include <vector>

#include "replay/case/case_plan.hpp"
#include "replay/cuda/original/places.hpp"
#include "replay/report/originals.hpp"

/// The kernels that Triton compiled for a graph: those in `kernels/` of its case, or of --triton-cache.
namespace ireplay {

struct Options;

/// The compiled kernels of a graph, the wrapper's launches of them, and which ops of a plan they compute.
/// Not copied: what lies further down points into what lies above it.
struct GraphOriginals {
  std::vector<OriginalKernel> kernels;
  std::vector<Launch> launches;
  std::vector<std::vector<std::string>> ops;  // by launch
  std::vector<OriginalGroup> groups;

  GraphOriginals() = default;
  GraphOriginals(const GraphOriginals&) = delete;
  GraphOriginals& operator=(const GraphOriginals&) = delete;
};

/// Null where there are no such kernels or no wrapper. `given` as for the plan; `parsed` must outlive the
/// result. Throws Error{usage} where --triton-cache cannot be read.
std::unique_ptr<GraphOriginals> load_originals(const ParsedCase& parsed, const CaseFiles& files,
                                               const CaseFacts& facts, const TensorMap& given,
                                               const Options& options, const Plan& plan);

/// For a command line that asks for such kernels by `option`, of a graph that has none: what to do.
/// Throws Error{usage} unless the graph launches no kernels at all.
void require_originals(const GraphOriginals* found, const ParsedCase& parsed, const std::string& option);

/// The wrapper's launches of them, and which ops of the plan they compute; behind these, with a fault,
/// kernels of which no launch was found. Nothing where there are no such
/// kernels or no wrapper. Arguments as above. Throws Error{usage} where --triton-cache cannot be read.
std::vector<OriginalUse> find_originals(const ParsedCase& parsed, const CaseFiles& files,
                                        const CaseFacts& facts, const TensorMap& given,
                                        const Options& options, const Plan& plan);

}  // namespace ireplay
