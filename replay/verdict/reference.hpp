#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "replay/case/case_folder.hpp"
#include "replay/plan/plan.hpp"
#include "replay/verdict/compare.hpp"

/// Which output is held against which reference tensor.
namespace ireplay {

struct OutputPair {
  std::string name;        // the reference's key
  std::size_t output = 0;  // index into Plan::outputs
  std::shared_ptr<const HostTensor>
      want;  // never null; the reference's own tensor where nothing is laid back
};

struct ReferenceMatch {
  std::vector<OutputPair> pairs;     // in the plan's order
  std::vector<std::string> missing;  // keys of the reference that the graph must return and does not
  std::map<std::string, std::string> skipped;   // by key of the reference: why nothing can be compared
  std::map<std::string, std::string> unjudged;  // by key of the reference or of the output: why it was not
};

/// Pairs tensors by key (output0, mutated.arg0_1), then by buffer name, then by the return expressions of
/// case.json: a dump without output_code.py names its outputs by buffer, and a returned view of a buffer is
/// laid back into it. The reference outlives the match.
ReferenceMatch match_reference(const Plan& plan, const TensorMap& reference, const CaseFacts& facts,
                               const Wrapper* wrapper);
ReferenceMatch match_reference(const Plan& plan, TensorMap&& reference, const CaseFacts& facts,
                               const Wrapper* wrapper) = delete;

/// Compares every pair at its limits; then a row for each key without a pair, which fails where the graph
/// does not return it and is skipped or unjudged otherwise.
std::vector<Comparison> compare_outputs(const Plan& plan, const TensorMap& outputs,
                                        const ReferenceMatch& match, const std::vector<Limits>& limits,
                                        const std::vector<Excused>& excused);

}  // namespace ireplay
