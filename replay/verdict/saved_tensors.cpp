#include "replay/verdict/saved_tensors.hpp"

#include <algorithm>

#include "replay/passes/dataflow.hpp"

namespace ireplay {
namespace {

/// Calls `visit(element of the storage)` for each element of a buffer.
template <class Visit>
void for_each_element(const PlanBuffer& buffer, const Visit& visit) {
  const std::int64_t count = numel(buffer.size);
  Dims index(buffer.size.size());
  for (std::int64_t k = 0; k < count; ++k) {
    std::int64_t at = buffer.offset;
    for (std::size_t d = 0; d < index.size(); ++d) at += index[d] * buffer.stride[d];
    visit(at);
    for (std::size_t d = index.size(); d-- > 0 && ++index[d] == buffer.size[d];) index[d] = 0;
  }
}

/// Whether two buffers have an element in common: parts of a concat lie in one storage and have none.
bool overlap(const Plan& plan, const PlanBuffer& a, const PlanBuffer& b) {
  if (a.storage != b.storage) return false;
  if (a.dtype != b.dtype) return true;
  const std::int64_t bytes = plan.storages[static_cast<std::size_t>(a.storage)].bytes;
  std::vector<bool> taken(static_cast<std::size_t>(bytes / static_cast<std::int64_t>(bytes_of(a.dtype))));
  bool both = false;
  for_each_element(a, [&](std::int64_t at) { taken.at(static_cast<std::size_t>(at)) = true; });
  for_each_element(b, [&](std::int64_t at) { both = both || taken.at(static_cast<std::size_t>(at)); });
  return both;
}

}  // namespace

SavedTensors::SavedTensors(const Plan& plan, const std::vector<Unit>& units, const TensorMap& saved) {
  std::map<std::int32_t, std::size_t> step_of_buffer, by_storage;
  std::map<std::pair<std::size_t, std::int32_t>, std::size_t> in_step;  // by step and buffer
  for (std::size_t at = 0; at < units.size(); ++at)
    for (const std::int32_t buffer : written_by(plan, units[at])) {
      step_of_buffer[buffer] = units[at].step;
      by_storage[buffer_of(plan, buffer).storage] = at;
      in_step[{units[at].step, buffer}] = at;
      for (auto other = in_step.lower_bound({units[at].step, 0}); other != in_step.end(); ++other)
        if (other->first.second != buffer &&
            overlap(plan, buffer_of(plan, other->first.second), buffer_of(plan, buffer)))
          other->second = at;
    }
  std::map<std::string_view, std::int32_t> named;
  for (std::size_t k = 0; k < plan.buffers.size(); ++k)
    named.emplace(plan.buffers[k].name, static_cast<std::int32_t>(k));
  for (const auto& [name, tensor] : saved) {
    const auto output = std::ranges::find(plan.outputs, name, &PlanOutput::key);
    if (output != plan.outputs.end() && output->view.buffer != kNone) {
      const auto last = by_storage.find(buffer_of(plan, output->view.buffer).storage);
      if (last != by_storage.end()) by_unit_[last->second].push_back(*output);
    } else if (const auto found = named.find(name); found != named.end()) {
      const auto step = step_of_buffer.find(found->second);
      if (step == step_of_buffer.end()) continue;
      const std::size_t last = in_step.at({step->second, found->second});
      by_unit_[last].push_back({.key = name, .name = name, .view = whole_buffer(plan, found->second)});
    } else {
      unknown_.push_back(name);
    }
  }
}

const std::vector<PlanOutput>& SavedTensors::of(std::size_t unit) const {
  static const std::vector<PlanOutput> kNothing;
  const auto found = by_unit_.find(unit);
  return found == by_unit_.end() ? kNothing : found->second;
}

}  // namespace ireplay
