#include "replay/cuda/original/places.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "parser/source.hpp"
#include "replay/passes/dataflow.hpp"
#include "replay/passes/excerpt.hpp"
#include "replay/triton/launch.hpp"

namespace ireplay {
namespace {

using Positions = std::map<std::string_view, std::size_t>;

/// Steps by name; of several that have one name none is told apart.
Positions positions_of_steps(const Plan& plan) {
  Positions positions;
  std::set<std::string_view> several;
  for (std::size_t k = 0; k < plan.steps.size(); ++k)
    if (!positions.emplace(plan.steps[k].name, k).second) several.insert(plan.steps[k].name);
  for (const std::string_view name : several) positions.erase(name);
  return positions;
}

/// Whether a step runs one of our own kernels where the graph would run one of its.
bool is_kernel(const Step& step) {
  return step.kind == Step::Kind::loops || step.op_kind == "template" || is_triton(step.call);
}

class Placer {
 public:
  Placer(const Plan& plan, const std::vector<OriginalGroup>& groups)
      : plan_(plan), groups_(groups), positions_(positions_of_steps(plan)) {
    for (std::size_t k = 0; k < plan.buffers.size(); ++k)
      places_.buffers.emplace(plan.buffers[k].name, static_cast<std::int32_t>(k));
  }

  OriginalPlaces place() {
    places_.faults.resize(plan_.steps.size());
    for (std::size_t k = 0; k < plan_.steps.size(); ++k)
      if (is_kernel(plan_.steps[k])) places_.faults[k] = "no launch of a kernel was found for it";
    for (const OriginalGroup& group : groups_) add(group);
    leave_out_the_parted();
    std::ranges::sort(places_.groups, {}, [](const PlacedGroup& group) { return group.steps.front(); });
    return std::move(places_);
  }

 private:
  void add(const OriginalGroup& group) {
    PlacedGroup placed{.launches = group.launches, .together = group.together};
    for (const std::string& name : group.steps)
      if (const auto found = positions_.find(name); found != positions_.end())
        placed.steps.push_back(found->second);
    if (placed.steps.empty()) {
      parted_.emplace(group.together, &group);
      return;
    }
    std::ranges::sort(placed.steps);
    const std::string fault = fault_of(group, placed);
    for (const std::size_t step : placed.steps) places_.faults[step] = fault;
    if (!fault.empty()) parted_.emplace(group.together, &group);
    places_.groups.push_back(std::move(placed));
  }

  /// Groups that run only together with one that does not.
  void leave_out_the_parted() {
    for (const auto& [together, missing] : parted_)
      leave_out(places_, together,
                "it runs only together with " + missing->steps.front() + ", whose own kernel does not run");
  }

  std::string fault_of(const OriginalGroup& group, const PlacedGroup& placed) const {
    if (!group.fault.empty()) return group.fault;
    if (placed.steps.size() < group.steps.size())
      return "its kernel computes other ops too, which are not run";
    for (std::size_t step = placed.steps.front(); step < placed.steps.back(); ++step) {
      const Step::Kind kind = plan_.steps[step].kind;
      const bool runs = kind == Step::Kind::loops || kind == Step::Kind::extern_call;
      if (runs && std::ranges::find(placed.steps, step) == placed.steps.end())
        return "its kernel computes ops that are not next to each other";
    }
    for (const Launch* launch : group.launches) {
      if (launch->reduction)
        if (std::string fault = fault_of(*launch->reduction); !fault.empty()) return fault;
      for (const LaunchArgument& argument : launch->arguments) {
        if (argument.buffer.empty() || argument.scratch_bytes > 0) continue;
        if (storage_of(argument.buffer) == kNone)
          return launch->kernel + " takes " + in_quotes(argument.buffer) +
                 ", which has no memory in the replay";
      }
    }
    return {};
  }

  std::string fault_of(const PartialReduction& reduction) const {
    if (storage_of(reduction.result) == kNone)
      return in_quotes(reduction.result) + " has no memory in the replay";
    try {
      loops_of(reduction, buffer_of(plan_, places_.buffers.at(reduction.result)));
      return {};
    } catch (const Error& error) {
      return error.what();
    }
  }

  std::int32_t storage_of(const std::string& buffer) const {
    const auto found = places_.buffers.find(buffer);
    return found == places_.buffers.end() ? kNone : buffer_of(plan_, found->second).storage;
  }

  const Plan& plan_;
  const std::vector<OriginalGroup>& groups_;
  Positions positions_;
  OriginalPlaces places_;
  std::map<std::size_t, const OriginalGroup*> parted_;  // by OriginalGroup::together
};

/// What is wrong with groups of which no kernel writes what others read.
class ResultCheck {
 public:
  explicit ResultCheck(const Plan& plan) : plan_(plan), inner_(inner_buffers(plan)) {
    for (const PlanOutput& output : plan.outputs)
      if (output.view.buffer != kNone) outputs_.insert(buffer_of(plan, output.view.buffer).storage);
    for (const PlanBuffer& buffer : plan.buffers) storages_.emplace(buffer.name, buffer.storage);
    for (std::size_t k = 0; k < plan.steps.size(); ++k)
      for (const std::int32_t buffer : read_by(plan, {k}))
        readers_[buffer_of(plan, buffer).storage].push_back(k);
  }

  /// `steps`: of the group; `together`: of all groups that run only together with it, and their launches.
  std::string fault_of(const OriginalGroup& group, const std::vector<std::size_t>& steps,
                       const std::set<std::size_t>& together,
                       const std::vector<const Launch*>& others) const {
    const Reach own = reach_of(group.launches), theirs = reach_of(others);
    for (const std::size_t step : steps) {
      // Inductor's own names; templates add to gradients through such arguments, users name theirs as they
      // like
      const bool has_names = plan_.steps[step].kind == Step::Kind::loops;
      for (const std::int32_t buffer : written_buffers(plan_.steps[step])) {
        const PlanBuffer& of = buffer_of(plan_, buffer);
        const bool is_written = (has_names ? own.written : own.reached).contains(of.storage);
        if (inner_[step].contains(buffer) || is_written) continue;
        if (theirs.reached.contains(of.storage) || is_seen_behind(step, together, of.storage))
          return "no argument of its kernel is " + in_quotes(of.name);
      }
    }
    return {};
  }

 private:
  struct Reach {
    std::unordered_set<std::int32_t> reached, written;  // storages
  };

  Reach reach_of(const std::vector<const Launch*>& launches) const {
    Reach reach;
    const auto add = [&](const std::string& buffer, bool is_written) {
      const auto found = storages_.find(buffer);
      if (found == storages_.end()) return;
      reach.reached.insert(found->second);
      if (is_written) reach.written.insert(found->second);
    };
    for (const Launch* launch : launches) {
      for (const LaunchArgument& argument : launch->arguments)
        add(argument.buffer, !argument.name.starts_with("in_ptr"));
      if (launch->reduction) add(launch->reduction->result, true);
    }
    return reach;
  }

  /// Buffers between the parts of one kernel stay in registers although the plan has several steps for them.
  bool is_seen_behind(std::size_t step, const std::set<std::size_t>& steps, std::int32_t storage) const {
    if (storage == kNone) return false;
    if (plan_.storages[static_cast<std::size_t>(storage)].kind != Storage::Kind::arena ||
        outputs_.contains(storage))
      return true;
    const auto readers = readers_.find(storage);
    return readers != readers_.end() && std::ranges::any_of(readers->second, [&](std::size_t reader) {
             return reader > step && !steps.contains(reader);
           });
  }

  const Plan& plan_;
  std::vector<std::unordered_set<std::int32_t>> inner_;
  std::unordered_set<std::int32_t> outputs_;  // storages
  std::map<std::string_view, std::int32_t> storages_;
  std::unordered_map<std::int32_t, std::vector<std::size_t>> readers_;  // steps, by storage
};

/// Classes of launches, numbered by their first member.
class Classes {
 public:
  explicit Classes(std::size_t count) : root_(count) {
    std::iota(root_.begin(), root_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t k) const {
    while (root_[k] != k) k = root_[k];
    return k;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a), b = find(b);
    root_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> root_;
};

/// Joins each reduction with the kernel that filled the scratch memory: without it the reduction's group has
/// a fault.
void join_reductions(const std::vector<Launch>& launches, const std::vector<std::vector<std::string>>& ops,
                     Classes& together, std::map<std::size_t, std::string>& faults) {
  std::map<std::string_view, std::size_t> filled;  // launch, by scratch memory
  for (std::size_t k = 0; k < launches.size(); ++k) {
    for (const LaunchArgument& argument : launches[k].arguments)
      if (argument.scratch_bytes > 0 && !ops[k].empty()) filled[argument.buffer] = k;
    if (!launches[k].reduction) continue;
    const PartialReduction& of = *launches[k].reduction;
    const auto kernel = filled.find(of.scratch);
    if (kernel == filled.end()) {
      faults[k] = "the kernel that fills " + in_quotes(of.scratch) + " cannot be launched";
    } else {
      together.join(kernel->second, k);
    }
  }
}

/// The step names of each group, and where the plan has them.
void add_steps(std::map<std::size_t, OriginalGroup>& groups,
               const std::map<std::string_view, std::size_t>& group_of, const Plan& plan) {
  struct Set {
    std::set<std::size_t> steps;
    std::vector<std::size_t> groups;
  };
  std::map<std::size_t, Set> sets;  // by OriginalGroup::together
  std::map<std::size_t, std::vector<std::size_t>> positions;
  for (std::size_t k = 0; k < plan.steps.size(); ++k)
    if (const auto of = group_of.find(plan.steps[k].name); of != group_of.end()) {
      OriginalGroup& group = groups.at(of->second);
      group.steps.push_back(plan.steps[k].name);
      positions[of->second].push_back(k);
      sets[group.together].steps.insert(k);
    }
  for (const auto& [number, group] : groups) sets[group.together].groups.push_back(number);
  const ResultCheck check(plan);
  for (auto& [number, group] : groups) {
    if (!group.fault.empty() || group.steps.empty()) continue;
    const Set& set = sets[group.together];
    std::vector<const Launch*> others;
    for (const std::size_t other : set.groups)
      if (const auto& theirs = groups.at(other).launches; other != number)
        others.insert(others.end(), theirs.begin(), theirs.end());
    group.fault = check.fault_of(group, positions[number], set.steps, others);
  }
}

}  // namespace

std::vector<OriginalGroup> group_launches(const std::vector<Launch>& launches,
                                          const std::vector<std::vector<std::string>>& ops,
                                          const Plan& plan) {
  Classes same(launches.size()), together(launches.size());  // groups, and those that run only together
  std::map<std::string_view, std::size_t> first;             // launch, by step
  for (std::size_t k = 0; k < launches.size(); ++k)
    for (const std::string& step : ops[k]) {
      const std::size_t before = first.emplace(step, k).first->second;
      same.join(before, k);
      together.join(before, k);
    }
  std::map<std::size_t, std::string> faults;  // by launch
  join_reductions(launches, ops, together, faults);
  std::map<std::size_t, OriginalGroup> groups;
  for (std::size_t k = 0; k < launches.size(); ++k) {
    if (ops[k].empty()) continue;
    OriginalGroup& group = groups[same.find(k)];
    group.launches.push_back(&launches[k]);
    group.together = together.find(k);
    if (!group.fault.empty()) continue;
    if (!launches[k].fault.empty()) group.fault = launches[k].kernel + ": " + launches[k].fault;
    if (const auto fault = faults.find(k); fault != faults.end()) group.fault = fault->second;
  }
  std::map<std::string_view, std::size_t> group_of;
  for (const auto& [step, launch] : first) group_of.emplace(step, same.find(launch));
  add_steps(groups, group_of, plan);
  std::vector<OriginalGroup> list;
  list.reserve(groups.size());
  for (auto& [launch, group] : groups)
    if (!group.steps.empty()) list.push_back(std::move(group));
  return list;
}

std::vector<std::pair<std::int32_t, std::int32_t>> shared_storages(const Plan& plan,
                                                                   const OriginalPlaces& places) {
  const auto storage_of = [&](const std::string& buffer) {
    const auto found = places.buffers.find(buffer);
    return found == places.buffers.end() ? kNone : buffer_of(plan, found->second).storage;
  };
  std::vector<std::pair<std::int32_t, std::int32_t>> shared;
  for (const PlacedGroup& group : places.groups)
    for (const Launch* launch : group.launches)
      for (const LaunchArgument& argument : launch->arguments) {
        if (argument.contents_of.empty()) continue;
        const std::int32_t from = storage_of(argument.contents_of), to = storage_of(argument.buffer);
        if (from != kNone && from != to) shared.emplace_back(from, to);
      }
  return shared;
}

std::vector<std::int32_t> storages_apart(const Plan& plan, const OriginalPlaces& places) {
  std::set<std::int32_t> apart;
  for (const PlacedGroup& group : places.groups) {
    std::set<std::int32_t> touched;
    for (const std::size_t step : group.steps)
      for (const auto& buffers : {read_by(plan, {step}), written_by(plan, {step})})
        for (const std::int32_t buffer : buffers) touched.insert(buffer_of(plan, buffer).storage);
    const auto take = [&](const std::string& buffer) {
      const std::int32_t storage = buffer_of(plan, places.buffers.at(buffer)).storage;
      const Storage& of = plan.storages[static_cast<std::size_t>(storage)];
      const bool is_alive =
          touched.contains(storage) && of.first_step <= static_cast<std::int32_t>(group.steps.front());
      if (of.kind == Storage::Kind::arena && !is_alive) apart.insert(storage);
    };
    for (const Launch* launch : group.launches) {
      if (launch->reduction) take(launch->reduction->result);
      for (const LaunchArgument& argument : launch->arguments)
        if (!argument.buffer.empty() && argument.scratch_bytes == 0) take(argument.buffer);
    }
  }
  return {apart.begin(), apart.end()};
}

std::string fallbacks(const Plan& plan, const OriginalPlaces& places) {
  constexpr std::size_t kMostNamed = 3;
  std::size_t kernels = 0, ours = 0;
  std::string list;
  for (std::size_t k = 0; k < plan.steps.size(); ++k) {
    kernels += is_kernel(plan.steps[k]) ? 1 : 0;
    if (places.faults[k].empty()) continue;
    if (++ours <= kMostNamed)
      list.append(ours == 1 ? "" : ", ").append(plan.steps[k].name + " (" + places.faults[k] + ")");
  }
  if (ours == 0) return {};
  if (ours > kMostNamed) list += ", and " + std::to_string(ours - kMostNamed) + " more";
  return std::to_string(ours) + " of " + std::to_string(kernels) + (kernels == 1 ? " kernel " : " kernels ") +
         (ours == 1 ? "is" : "are") + " ours, not the graph's own: " + list;
}

OriginalPlaces place_originals(const Plan& plan, const std::vector<OriginalGroup>& groups) {
  return Placer(plan, groups).place();
}

void leave_out(OriginalPlaces& places, std::size_t together, const std::string& why) {
  std::erase_if(places.groups, [&](const PlacedGroup& other) {
    if (other.together != together) return false;
    for (const std::size_t step : other.steps)
      if (places.faults[step].empty()) places.faults[step] = why;
    return true;
  });
}

}  // namespace ireplay
