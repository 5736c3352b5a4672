#include "replay/case/named_things.hpp"

#include <algorithm>

namespace ireplay {

std::vector<std::string> input_names(const Plan& plan) {
  std::vector<std::string> names;
  for (const PlanInput& input : plan.inputs) names.push_back(input.name);
  return names;
}

std::vector<std::string> keys_without_input(const Plan& plan, const TensorMap& tensors) {
  const std::vector<std::string> known = input_names(plan);
  std::vector<std::string> unknown;
  for (const auto& [key, tensor] : tensors)
    if (std::find(known.begin(), known.end(), key) == known.end()) unknown.push_back(key);
  return unknown;
}

std::string list_names(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 12;
  if (names.empty()) return "nothing";
  const std::size_t shown = std::min(names.size(), kMost);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == names.size();
    text += (i == 0 ? "'" : last ? " and '" : ", '") + names[i] + "'";
  }
  return names.size() > shown ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

}  // namespace ireplay
