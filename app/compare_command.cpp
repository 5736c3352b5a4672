#include <algorithm>

#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "parser/source.hpp"
#include "replay/case/named_things.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/report/json.hpp"
#include "replay/report/table.hpp"

namespace ireplay {
namespace {

/// Without a plan only the types are known: a few roundings of the type.
Limits limits_for(const HostTensor& want, const Options& options) {
  if (options.atol || options.rtol)
    return {.kind = Limits::Kind::given,
            .atol = options.atol.value_or(0),
            .rtol = options.rtol.value_or(0),
            .units = false,
            .why = "as given"};
  const DType dtype = want.dtype;
  if (!is_floating(dtype) && !is_complex(dtype)) return {.why = "exact"};
  constexpr double kRoundings = 8;
  const double few = kRoundings * unit_roundoff(dtype);
  return {.kind = Limits::Kind::derived,
          .atol = few * magnitude_of(want).rms,
          .rtol = few,
          .why = "8 roundings of " + std::string(info(dtype).name)};
}

/// Files that have nothing in common are the wrong files, not a difference.
void refuse_strangers(const Options& options, const TensorMap& got, const TensorMap& want) {
  for (const auto& [file, tensors] :
       {std::pair(&options.paths[0], &got), std::pair(&options.paths[1], &want)})
    if (tensors->empty()) throw Error(Error::Kind::usage, "'" + *file + "' holds no tensors");
  const auto is_common = [&](const auto& entry) { return want.contains(entry.first); };
  if (std::any_of(got.begin(), got.end(), is_common)) return;
  const auto keys = [](const TensorMap& tensors) {
    std::vector<std::string> names;
    for (const auto& [name, tensor] : tensors) names.push_back(name);
    return list_names(names);
  };
  throw Error(Error::Kind::usage, "no tensor of '" + options.paths[0] + "' has a counterpart in '" +
                                      options.paths[1] + "': " + keys(got) + " against " + keys(want));
}

}  // namespace

int compare_command(const Options& options) {
  set_up_logging(options);
  const TensorMap got = read_tensors(options.paths[0]), want = read_tensors(options.paths[1]);
  refuse_strangers(options, got, want);
  GraphReport report;
  report.dump = options.paths[0];
  report.status = "pass";
  const auto add = [&](Comparison comparison) {
    if (!comparison.passes()) report.status = "fail";
    report.comparisons.push_back(std::move(comparison));
  };
  for (const auto& [name, tensor] : want) {
    const auto found = got.find(name);
    add(found == got.end()
            ? without_figures(name, Status::fail, "'" + options.paths[0] + "' has no such tensor")
            : compare(name, found->second, tensor, limits_for(tensor, options)));
  }
  for (const auto& [name, tensor] : got)
    if (!want.contains(name))
      add(without_figures(name, Status::fail, "'" + options.paths[1] + "' has no such tensor"));
  report.exit_code = report.status == "fail" ? 1 : 0;
  if (options.json != "-")
    print(to_comparison_table(report, {wants_color(options), options.verbosity > 0, output_width()}));
  if (!options.json.empty()) write_output(options.json, to_json({report}, header_of("compare")));
  return report.exit_code;
}

}  // namespace ireplay
