#include "app/report_files.hpp"

#include <algorithm>

#include "app/options.hpp"
#include "app/output.hpp"
#include "app/planning.hpp"
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

int write_reports(const Options& options, const std::vector<GraphReport>& reports, const RunHeader& header) {
  int code = 0;
  const auto write = [&](const std::string& file, const auto& to_report) {
    if (file.empty()) return;
    const auto error = fault_of([&] { write_output(file, to_report()); });
    if (!error) return;
    print_error(to_text(*error));
    code = worse_exit_code(code, static_cast<int>(error->kind()));
  };
  write(options.json, [&] { return to_json(reports, header); });
  write(options.csv, [&] { return to_csv(reports); });
  write(options.csv_compare, [&] { return to_comparison_csv(reports); });
  write(options.junit, [&] { return to_junit(reports); });
  write(options.trace, [&] { return to_trace(reports); });
  write(options.html, [&] { return to_html(reports, header); });
  return code;
}

}  // namespace ireplay
