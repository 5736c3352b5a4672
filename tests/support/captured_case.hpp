#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "replay/case/case_plan.hpp"
#include "replay/verdict/judge.hpp"

namespace ireplay {

/// A captured graph with its tensors, ready to run.
class CapturedCase {
 public:
  /// Throws what reading and lowering throw. `files` has inputs and outputs.
  explicit CapturedCase(const CaseFiles& files, bool text_only = false);

  const Plan& plan() const { return plan_; }
  const TensorMap& inputs() const { return inputs_; }
  /// Inputs that were filled at random: the capture has no tensors for them.
  const std::vector<std::string>& random_inputs() const { return random_; }
  /// The tensors that PyTorch returned.
  const ReferenceMatch& pytorch() const { return pytorch_; }
  /// How these were computed.
  ReferenceRounding rounding() const {
    return facts_.rounded_per_op ? ReferenceRounding::per_op : ReferenceRounding::fused;
  }
  /// How many of these can be compared.
  std::size_t references() const { return references_; }
  std::vector<Comparison> judge(const TensorMap& outputs) const;
  /// Outputs of one engine held against those of another one.
  std::vector<Comparison> judge(const TensorMap& outputs, const TensorMap& reference) const;
  const MeasuredRuns* noise(ReferenceRounding rounding) const;
  const MeasuredLimits* limits(ReferenceRounding rounding) const;

 private:
  CaseTexts texts_;
  CaseFacts facts_;
  ParsedCase parsed_;
  Plan plan_;
  TensorMap inputs_;
  std::vector<std::string> random_;
  std::shared_ptr<const TensorMap> reference_;  // which the match borrows
  ReferenceMatch pytorch_;
  std::size_t references_ = 0;
  /// By how the reference was rounded: a graph is judged many times.
  mutable std::map<ReferenceRounding, std::optional<MeasuredRuns>> noise_;
  mutable std::map<ReferenceRounding, MeasuredLimits> limits_;
};

/// All graphs with tensors below a folder of testdata.
std::vector<CaseFiles> captured_with_tensors(const std::string& folder);

/// What differs and what was allowed.
std::string to_text(const Comparison& c);

}  // namespace ireplay
