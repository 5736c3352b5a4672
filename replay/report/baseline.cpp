#include "replay/report/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "replay/report/numbers.hpp"
#include "replay/report/style.hpp"

namespace ireplay {
namespace {

constexpr double kNotableSpeed = 0.03;

const GraphReport* find_counterpart(const GraphReport& report, const RunRecord& baseline) {
  const auto find = [&](auto&& is_it) -> const GraphReport* {
    const auto at = std::find_if(baseline.graphs.begin(), baseline.graphs.end(), is_it);
    return at == baseline.graphs.end() ? nullptr : &*at;
  };
  const auto same_ops = [&](const GraphReport& old) { return old.hash == report.hash && old.error.empty(); };
  if (const auto* both =
          find([&](const GraphReport& old) { return same_ops(old) && old.name == report.name; }))
    return both;
  if (const auto* ops = find(same_ops)) return ops;
  return find([&](const GraphReport& old) { return old.name == report.name && old.error.empty(); });
}

/// With the caches warm where both were measured so, else flushed.
ChangeEstimate change_of(const GraphReport& before, const OpReport& old, const GraphReport& report,
                         const OpReport& op, double limit) {
  const bool warm = !old.warm_rounds.empty() && !op.warm_rounds.empty();
  return warm ? estimate_change({old.warm_rounds, before.warm_yardstick},
                                {op.warm_rounds, report.warm_yardstick}, limit)
              : estimate_change({old.cold_rounds, before.cold_yardstick},
                                {op.cold_rounds, report.cold_yardstick}, limit);
}

void compare_ops(GraphReport& report, const GraphReport& old, double limit) {
  std::multimap<std::string, const OpReport*> by_program;  // equal keys keep the order of insertion
  for (const OpReport& op : old.ops) by_program.emplace(op.hash, &op);
  for (OpReport& op : report.ops) {
    if (does_nothing(op)) continue;
    const auto found = by_program.lower_bound(op.hash);
    if (found == by_program.end() || found->first != op.hash) {
      report.without_baseline += 1;
      continue;
    }
    op.change = change_of(old, *found->second, report, op, limit);
    by_program.erase(found);
  }
}

}  // namespace

std::vector<std::string> find_other_conditions(const GraphReport& now, const RunRecord& baseline) {
  std::vector<std::string> lines;
  const auto add = [&](const char* what, const std::string& was, const std::string& is) {
    const std::string line = std::string(what) + " " + (was.empty() ? "none" : was) + " in the baseline, " +
                             (is.empty() ? "none" : is) + " here";
    if (was != is && std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
  };
  for (const GraphReport& old : baseline.graphs) {
    if (!old.error.empty()) continue;
    add("engine", old.engine, now.engine);
    add("device", old.device.name, now.device.name);
    add("driver", old.device.driver, now.device.driver);
    add("clock", old.clock, now.clock);
    add("kernels", old.kernels, now.kernels);
  }
  return lines;
}

void compare_with_baseline(GraphReport& report, const RunRecord& baseline, double limit) {
  const GraphReport* old = find_counterpart(report, baseline);
  if (old == nullptr) {
    report.warn("baseline", "the baseline has no graph of these ops or of the name '" + report.name + "'");
    return;
  }
  compare_ops(report, *old, limit);
  const auto add_total = [&](const char* name, const TimedRounds& before, const TimedRounds& now) {
    if (!before.times.empty() && !now.times.empty())
      report.changes.push_back({name, estimate_change(before, now, limit)});
  };
  add_total("launch", {old->launch_rounds, old->warm_yardstick},
            {report.launch_rounds, report.warm_yardstick});
  add_total("graph", {old->graph_rounds, old->warm_yardstick}, {report.graph_rounds, report.warm_yardstick});
  // what reaches memory on a CPU depends on what else runs there: only where nothing else was timed
  if (report.engine != "cpu" || report.changes.empty())
    add_total("cold", {old->cold_rounds, old->cold_yardstick}, {report.cold_rounds, report.cold_yardstick});
  const double speed = speed_change(old->warm_yardstick, report.warm_yardstick);
  if (std::fabs(speed - 1) > kNotableSpeed)
    report.warn("baseline", "this machine does a fixed piece of work at " + print_percent(speed) +
                                " of the baseline's speed: taken out of the changes");
  if (report.without_baseline > 0)
    report.warn("baseline", plural(report.without_baseline, "op") +
                                (report.without_baseline == 1 ? " has" : " have") +
                                " no counterpart in the baseline");
  const auto is_too_slow = [&](const ChangeEstimate& change) {
    return change.verdict == Change::slower && change.ratio > 1 + limit;
  };
  const bool slower = std::any_of(report.ops.begin(), report.ops.end(),
                                  [&](const OpReport& op) { return op.change && is_too_slow(*op.change); }) ||
                      std::any_of(report.changes.begin(), report.changes.end(),
                                  [&](const TotalChange& total) { return is_too_slow(total.change); });
  if (slower && report.exit_code == 0) {
    report.status = "slower";
    report.exit_code = 6;
  }
}

}  // namespace ireplay
