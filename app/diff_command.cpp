#include <algorithm>
#include <cstdio>

#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
#include "replay/report/difference.hpp"

namespace ireplay {
namespace {

std::vector<std::pair<std::string, Plan>> plans_of(const Options& options, const std::string& path) {
  Options of_side = options;
  of_side.paths = {path};
  std::vector<std::pair<std::string, Plan>> plans;
  for_each_plan(
      of_side, [&](const std::string& name, const Plan& plan) { plans.emplace_back(name, plan); },
      [](const std::string&, const Error& error) { throw error; });
  return plans;
}

}  // namespace

int diff_command(const Options& options) {
  set_up_logging(options);
  const auto first = plans_of(options, options.paths[0]), second = plans_of(options, options.paths[1]);
  if (first.size() != second.size())
    throw Error(Error::Kind::usage, "diff pairs graphs in their order, but '" + options.paths[0] +
                                        "' holds " + std::to_string(first.size()) + " and '" +
                                        options.paths[1] + "' " + std::to_string(second.size()));
  std::vector<DiffReport> reports;
  for (std::size_t k = 0; k < first.size(); ++k)
    reports.push_back({first[k].first, second[k].first, first[k].second, second[k].second,
                       find_changes(first[k].second, second[k].second)});
  if (options.json != "-" && options.verbosity >= 0)
    for (const DiffReport& report : reports)
      std::fputs(to_text(report, {wants_color(options), options.verbosity > 0, output_width()}).c_str(),
                 stdout);
  if (!options.json.empty()) write_output(options.json, to_json(reports, header_of("diff")));
  return std::ranges::all_of(reports, is_same) ? 0 : 1;
}

}  // namespace ireplay
