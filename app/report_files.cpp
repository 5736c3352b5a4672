#include "app/report_files.hpp"

#include <algorithm>

#include "app/options.hpp"
#include "app/output.hpp"
#include "replay/report/csv.hpp"
#include "replay/report/html.hpp"
#include "replay/report/junit.hpp"
#include "replay/report/trace.hpp"

namespace ireplay {

bool reports_on_standard_output(const Options& options) {
  const std::string* files[] = {&options.json,  &options.csv,   &options.csv_compare,
                                &options.junit, &options.trace, &options.html};
  return std::any_of(std::begin(files), std::end(files),
                     [](const std::string* file) { return *file == "-"; });
}

void write_reports(const Options& options, const std::vector<GraphReport>& reports, const RunHeader& header) {
  if (!options.json.empty()) write_output(options.json, to_json(reports, header));
  if (!options.csv.empty()) write_output(options.csv, to_csv(reports));
  if (!options.csv_compare.empty()) write_output(options.csv_compare, to_comparison_csv(reports));
  if (!options.junit.empty()) write_output(options.junit, to_junit(reports));
  if (!options.trace.empty()) write_output(options.trace, to_trace(reports));
  if (!options.html.empty()) write_output(options.html, to_html(reports, header));
}

}  // namespace ireplay
