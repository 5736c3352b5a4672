#include "replay/cuda/original/launch_ops.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "replay/case/origin.hpp"

namespace ireplay {
namespace {

using OpNames = std::vector<std::vector<std::string>>;

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

class OpFinder {
 public:
  OpFinder(const std::vector<Launch>& launches, const Dump& dump, const StepsOfRun& run)
      : launches_(launches), dump_(dump), ops_(launches.size()) {
    for (const Step* step : run.steps) {
      steps_[step->name.substr(0, step->name.size() - run.suffix.size())].push_back(step->name);
      for (const std::string& node : step->nodes) add_once(steps_[node], step->name);
    }
    for (const Launch& launch : launches)
      if (launch.reduction) reduced_.insert(launch.buffers.begin(), launch.buffers.end());
  }

  OpNames find() {
    for (const std::uint32_t top : dump_.top) visit(dump_.nodes[top]);
    for (std::size_t k = 0; k < launches_.size(); ++k)
      if (launches_[k].reduction) claim_reduction(k);
    return std::move(ops_);
  }

 private:
  void visit(const Node& node) {
    if (!runs_a_kernel(node)) return;
    if (node.scheduler_class == "ForeachKernelSchedulerNode" && node.parts.count > 0) {
      // its parts may be several kernels, each of several parts
      for (const std::uint32_t part : slice(dump_.parts, node.parts)) claim(dump_.nodes[part], node);
      return;
    }
    const auto launch = claim(node, node);
    if (launch && node.scheduler_class == "FusedMixOrderReductions") claim_epilogue(node, *launch);
  }

  /// Parts that follow the reductions of scratch memory have kernels of their own.
  void claim_epilogue(const Node& node, std::size_t first) {
    std::set<std::string_view> left = written_by_kernels(node, false);
    erase_all(left, launches_[first].buffers);
    while (const auto launch = first_with(left, next_, false)) {
      add_launch(node, node, *launch);
      erase_all(left, launches_[*launch].buffers);
    }
  }

  static void erase_all(std::set<std::string_view>& names, const std::vector<std::string>& other) {
    for (const std::string& name : other) names.erase(name);
  }

  /// Library calls and buffers that are only allocated are no kernels.
  bool runs_a_kernel(const Node& node) const {
    if (node.scheduler_class == "NopKernelSchedulerNode") return false;
    if (node.scheduler_class != "ExternKernelSchedulerNode") return true;
    return std::ranges::any_of(slice(dump_.names, node.classes), [](std::string_view name) {
      return name.find("TritonKernel") != std::string_view::npos;
    });
  }

  /// Nobody else writes what a reduction of scratch memory gives.
  void claim_reduction(std::size_t launch) {
    for (const Node& node : dump_.nodes)
      if (node.parts.count == 0 &&
          buffers_written_by(dump_, node, false).contains(launches_[launch].buffers.front()))
        add_steps(node, launch);
  }

  std::set<std::string_view> written_by_kernels(const Node& node, bool changed) const {
    std::set<std::string_view> written = buffers_written_by(dump_, node, changed);
    std::erase_if(written, [&](std::string_view name) { return reduced_.contains(name); });
    return written;
  }

  std::optional<std::size_t> claim(const Node& node, const Node& whole) {
    std::optional<std::size_t> launch = first_with(written_by_kernels(node, false), 0, false);
    if (!launch) launch = first_with(written_by_kernels(node, true), next_, false);
    if (!launch) launch = first_with(written_by_kernels(node, true), 0, true);  // another one's part
    if (launch) add_launch(node, whole, *launch);
    return launch;
  }

  void add_launch(const Node& node, const Node& whole, std::size_t launch) {
    next_ = std::max(next_, launch + 1);
    add_steps(node, launch);
    add_steps(whole, launch);
    if (steps_.empty()) add_once(ops_[launch], std::string(whole.name));
  }

  std::optional<std::size_t> first_with(const std::set<std::string_view>& buffers, std::size_t from,
                                        bool taken) const {
    for (std::size_t k = from; k < launches_.size(); ++k) {
      const bool takes = std::ranges::any_of(launches_[k].buffers,
                                             [&](const std::string& name) { return buffers.contains(name); });
      if (takes && !launches_[k].reduction && ops_[k].empty() != taken) return k;
    }
    return std::nullopt;
  }

  void add_steps(const Node& node, std::size_t launch) {
    if (const auto found = steps_.find(node.name); found != steps_.end())
      for (const std::string& step : found->second) add_once(ops_[launch], step);
    for (const std::uint32_t part : slice(dump_.parts, node.parts)) add_steps(dump_.nodes[part], launch);
  }

  const std::vector<Launch>& launches_;
  const Dump& dump_;
  OpNames ops_;                                                         // by launch
  std::map<std::string, std::vector<std::string>, std::less<>> steps_;  // names, by the node that they have
  std::set<std::string, std::less<>> reduced_;                          // buffers
  std::size_t next_ = 0;
};

/// Steps of a wrapper alone are called as their kernels, from the second call on with a number.
OpNames by_names(const std::vector<Launch>& launches, const StepsOfRun& run) {
  OpNames ops(launches.size());
  std::map<std::string, std::size_t, std::less<>> calls;
  for (std::size_t k = 0; k < launches.size(); ++k) {
    const std::size_t before = calls[launches[k].kernel]++;
    std::string name = launches[k].kernel + (before == 0 ? "" : "." + std::to_string(before + 1));
    name += run.suffix;
    const auto is_it = [&](const Step* step) { return step->name == name; };
    if (std::ranges::any_of(run.steps, is_it)) ops[k].push_back(name);
  }
  return ops;
}

}  // namespace

OpNames ops_of_launches(const std::vector<Launch>& launches, const Dump* dump, const StepsOfRun& run) {
  if (dump == nullptr || dump->top.empty()) return by_names(launches, run);
  return OpFinder(launches, *dump, run).find();
}

}  // namespace ireplay
