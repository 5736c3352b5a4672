#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
#include "replay/cuda/compiled/describe.hpp"
#include "replay/passes/fuse.hpp"
#include "replay/report/plan.hpp"

namespace ireplay {
namespace {

constexpr ScheduleDevice kDevice{132, 2048};  // an H100 or H200: what schedules are shown for

std::string to_output(const Plan& plan, const Options& options) {
  if (!options.node.empty()) {
    const Step* step = find_step(plan, options.node);
    if (step == nullptr) throw Error(Error::Kind::usage, "the graph has no node '" + options.node + "'");
    return to_text(*step, plan) + describe_kernels(*step, plan, kDevice);
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
      [&](const std::string&, const Plan& plan) {
        Plan fused = plan;
        join_fused_steps(fused);
        print(to_output(fused, options));
      },
      [](const std::string&, const Error& error) { throw error; });
  return 0;
}

}  // namespace ireplay
