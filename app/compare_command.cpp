#include <cstdio>

#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/report/json.hpp"
#include "replay/report/table.hpp"

namespace ireplay {
namespace {

/// Without a plan only the types are known: a few roundings of the type.
Tolerance tolerance_for(DType dtype, const Options& options) {
  if (options.atol || options.rtol)
    return {.rtol = options.rtol.value_or(0), .atol = options.atol.value_or(0), .why = "as given"};
  if (!is_floating(dtype) && !is_complex(dtype)) return {.why = "exact"};
  constexpr double kRoundings = 8;
  const double few = kRoundings * unit_roundoff(dtype);
  return {.rtol = few, .scaled = few, .why = "8 roundings of " + std::string(info(dtype).name)};
}

}  // namespace

int compare_command(const Options& options) {
  set_up_logging(options);
  const TensorMap got = read_tensors(options.paths[0]), want = read_tensors(options.paths[1]);
  GraphReport report;
  report.dump = options.paths[0];
  report.status = "pass";
  const auto add = [&](Comparison comparison) {
    if (!comparison.pass) report.status = "fail";
    report.comparisons.push_back(std::move(comparison));
  };
  for (const auto& [name, tensor] : want) {
    const auto found = got.find(name);
    add(found == got.end()
            ? failed_comparison(name, "'" + options.paths[0] + "' has no such tensor")
            : compare(name, found->second, tensor, tolerance_for(found->second.dtype, options)));
  }
  for (const auto& [name, tensor] : got)
    if (!want.contains(name)) add(failed_comparison(name, "'" + options.paths[1] + "' has no such tensor"));
  report.exit_code = report.status == "fail" ? 1 : 0;
  if (options.json != "-")
    std::fputs(to_comparison_table(report, {wants_color(options), options.verbosity > 0}).c_str(), stdout);
  if (!options.json.empty()) write_output(options.json, to_json({report}, IREPLAY_VERSION));
  return report.exit_code;
}

}  // namespace ireplay
