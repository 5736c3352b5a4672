#include <iostream>
#include <iterator>

#include "app/commands.hpp"
#include "app/logging.hpp"
#include "app/options.hpp"
#include "app/output.hpp"
#include "app/report_files.hpp"
#include "replay/case/tensor_file.hpp"
#include "replay/report/table.hpp"

namespace ireplay {
namespace {

std::string read_text(const std::string& file) {
  if (file != "-") return read_file(file);
  return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

/// What all records agree on; where they do not, the machine is none and the run began with the first of
/// them.
void join(RunHeader& into, const RunHeader& header) {
  const auto keep_common = [](std::string& mine, const std::string& other) {
    if (mine != other) mine.clear();
  };
  keep_common(into.host, header.host);
  keep_common(into.commit, header.commit);
  keep_common(into.toolkit, header.toolkit);
  into.started = std::min(into.started, header.started);
  into.signal = std::max(into.signal, header.signal);
}

}  // namespace

int merge_command(const Options& options) {
  set_up_logging(options);
  RunRecord all;
  for (const std::string& file : options.paths) {
    RunRecord record = read_record(read_text(file), file);
    if (all.graphs.empty() && &file == options.paths.data()) {
      all = std::move(record);
      continue;
    }
    join(all.header, record.header);
    std::move(record.graphs.begin(), record.graphs.end(), std::back_inserter(all.graphs));
  }
  if (!reports_on_standard_output(options)) {
    const TableStyle style{wants_color(options), options.verbosity > 0, output_width()};
    std::string text;
    for (const GraphReport& report : all.graphs)
      if (options.verbosity > 0 || (report.exit_code != 0 && report.error.empty()))
        text += to_table(report, style) + "\n";
    if (options.verbosity >= 0) text += to_summary(all.graphs, style);
    print(text);
  }
  return worse_exit_code(write_reports(options, all.graphs, all.header), exit_code_of(all.graphs));
}

}  // namespace ireplay
