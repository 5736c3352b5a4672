#include "replay/verdict/suspicion.hpp"

#include <algorithm>

#include "replay/passes/dataflow.hpp"
#include "replay/verdict/undetermined.hpp"

namespace ireplay {

UnitSet Suspicion::behind(std::size_t at, const Unit& unit) const {
  UnitSet set{at};
  const auto add = [&](std::int32_t buffer) {
    const auto found = by_storage_.find(buffer_of(plan_, buffer).storage);
    if (found != by_storage_.end()) set.insert(found->second.begin(), found->second.end());
  };
  for (const std::int32_t buffer : read_by(plan_, unit)) add(buffer);
  for (const std::int32_t buffer : written_by(plan_, unit)) add(buffer);
  return set;
}

void Suspicion::set(const Unit& unit, const UnitSet& suspects) {
  for (const std::int32_t buffer : written_by(plan_, unit))
    by_storage_[buffer_of(plan_, buffer).storage] = suspects;
}

Chance::Chance(const Plan& plan, const std::vector<std::string>& inputs) : plan_(plan) {
  for (const PlanInput& input : plan.inputs)
    if (std::ranges::find(inputs, input.name) != inputs.end())
      reasons_[buffer_of(plan, input.buffer).storage] = "'" + input.name + "', which was filled at random";
}

std::string Chance::behind(const Unit& unit, const Excerpt& excerpt) const {
  for (const std::int32_t buffer : read_by(plan_, unit))
    if (const auto found = reasons_.find(buffer_of(plan_, buffer).storage); found != reasons_.end())
      return found->second;
  for (const std::string& reason : undetermined_outputs(excerpt.plan, {}))
    if (!reason.empty()) return reason;
  return {};
}

void Chance::set(const Unit& unit, const std::string& reason) {
  for (const std::int32_t buffer : written_by(plan_, unit))
    if (reason.empty())
      reasons_.erase(buffer_of(plan_, buffer).storage);
    else
      reasons_[buffer_of(plan_, buffer).storage] = reason;
}

}  // namespace ireplay
