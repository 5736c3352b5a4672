#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "replay/cuda/original/launches.hpp"
#include "replay/plan/plan.hpp"

/// Where original kernels run: in the place of which steps of a plan, and on which of its memory.
namespace ireplay {

/// Launches that only together compute whole steps: one kernel for the parts of a node, or several kernels
/// for one node (foreach).
struct OriginalGroup {
  std::vector<std::string> steps;       // names, in the plan's order
  std::vector<const Launch*> launches;  // in the wrapper's order
  std::string fault;                    // why they cannot be launched
  /// Groups with the same number run only together: a kernel, and those that need what the wrapper makes of
  /// its scratch memory, which is not what the plan's steps hand on.
  std::size_t together = 0;
};

/// The connected components of launches and the steps that they compute; `ops` as `ops_of_launches` has them.
/// Launches that compute no step are left out. The launches must outlive the result.
std::vector<OriginalGroup> group_launches(const std::vector<Launch>& launches,
                                          const std::vector<std::vector<std::string>>& ops, const Plan& plan);

struct PlacedGroup {
  std::vector<std::size_t> steps;  // of the plan, ascending: the launches run where the first one would
  std::vector<const Launch*> launches;
  std::size_t together = 0;
};

struct OriginalPlaces {
  std::vector<PlacedGroup> groups;
  std::map<std::string_view, std::int32_t> buffers;  // Plan::buffers by name
  /// By step: why the kernel that the graph has for it does not run; empty where it does, and for steps that
  /// are no kernels of the graph.
  std::vector<std::string> faults;
};

/// Storages of which the second is the first one's memory with what is in it, in order: a kernel reads what
/// it overwrites.
std::vector<std::pair<std::int32_t, std::int32_t>> shared_storages(const Plan& plan,
                                                                   const OriginalPlaces& places);

/// Storages in the arena that a kernel takes although its ops, as the plan has them, do not touch them (what
/// a template keeps for the gradient, tables of blocks to skip): they need memory that nothing else is laid
/// on.
std::vector<std::int32_t> storages_apart(const Plan& plan, const OriginalPlaces& places);

/// `1 of 3 kernels is not the graph's own: op4 (no launch of a kernel was found for it)`; empty where all
/// are.
std::string fallbacks(const Plan& plan, const OriginalPlaces& places);

/// Groups of which the plan has all steps next to each other, and all memory. The plan may be an excerpt of
/// the one that the groups were made for.
OriginalPlaces place_originals(const Plan& plan, const std::vector<OriginalGroup>& groups);

/// Ours run in the place of these groups (OriginalGroup::together), for that reason unless there is another.
void leave_out(OriginalPlaces& places, std::size_t together, const std::string& why);

}  // namespace ireplay
