#pragma once

#include <map>
#include <string>
#include <vector>

#include "replay/passes/excerpt.hpp"

/// Where tensors that someone else saved belong in a plan.
namespace ireplay {

/// One under an output's key is what its view holds in the end; one under a buffer's name what the buffer
/// holds after the last step that writes to it, which is after the last unit of that step that writes an
/// element of it, under whatever name.
class SavedTensors {
 public:
  SavedTensors(const Plan& plan, const std::vector<Unit>& units, const TensorMap& saved);

  /// What is known once a unit, by its number, has run. The keys are those of `saved`.
  const std::vector<PlanOutput>& of(std::size_t unit) const;
  /// Names that the plan does not have.
  const std::vector<std::string>& unknown() const { return unknown_; }

 private:
  std::map<std::size_t, std::vector<PlanOutput>> by_unit_;
  std::vector<std::string> unknown_;
};

}  // namespace ireplay
