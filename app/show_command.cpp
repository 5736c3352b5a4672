#include <cstdio>

#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/planning.hpp"
#include "replay/report/plan.hpp"

namespace ireplay {
namespace {

std::string to_output(const Plan& plan, const Options& options) {
  if (!options.node.empty()) {
    const Step* step = find_step(plan, options.node);
    if (step == nullptr) throw Error(Error::Kind::usage, "the graph has no node '" + options.node + "'");
    return to_text(*step, plan);
  }
  if (options.format == "json") return to_json(plan);
  if (options.format == "dot") return to_dot(plan);
  return options.verbosity > 0 ? to_text(plan) : to_overview(plan);
}

}  // namespace

int show_command(const Options& options) {
  set_up_logging(options);
  for_each_plan(
      options,
      [&](const std::string&, const Plan& plan) { std::fputs(to_output(plan, options).c_str(), stdout); },
      [](const std::string&, const Error& error) { throw error; });
  return 0;
}

}  // namespace ireplay
