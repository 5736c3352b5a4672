#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
#include "replay/report/check.hpp"

namespace ireplay {
namespace {

int exit_code_of(const std::vector<CheckReport>& reports) {
  int worst = 0;
  for (const CheckReport& report : reports) worst = worse_exit_code(worst, report.exit_code);
  return worst;
}

}  // namespace

int check_command(const Options& options) {
  set_up_logging(options);
  std::vector<CheckReport> reports;
  const auto add = [&](CheckReport report, const std::string& name) {
    report.dump = printable(name);
    const bool wanted = options.json != "-" && (options.verbosity >= 0 || report.exit_code != 0);
    if (wanted) print((reports.empty() ? "" : "\n") + to_text(report));
    reports.push_back(std::move(report));
  };
  for_each_plan(
      options, [&](const std::string& name, const Plan& plan) { add(make_check_report(plan), name); },
      [&](const std::string& name, const Error& error) {
        CheckReport report;
        report.status = error.kind() == Error::Kind::unsupported ? "unsupported" : "error";
        report.exit_code = static_cast<int>(error.kind());
        report.error = to_text(error);
        add(std::move(report), name);
      });
  if (!options.json.empty()) write_output(options.json, to_json(reports, IREPLAY_VERSION));
  return exit_code_of(reports);
}

}  // namespace ireplay
