#include "replay/report/table.hpp"

#include <algorithm>
#include <map>

#include "replay/report/numbers.hpp"
#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0, begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    widest = std::max(widest, end - begin);
    begin = end + 1;
  }
  return widest;
}

bool does_nothing(const OpReport& op) { return op.kind == "view" || op.kind == "nop"; }

std::string to_heading(const GraphReport& report, const TableStyle& style) {
  std::string text = painted(report.dump, kBold, style) + "  on " + report.device.name;
  if (report.engine == "cuda") {
    text += " (sm_" + std::to_string(report.device.sm);
    if (report.device.copy_gbps > 0) text += ", copies at " + print_rate(report.device.copy_gbps) + " GB/s";
    text += ")";
  }
  return text + "\n";
}

/// Names of ops and of kernels are shortened to these widths.
struct NameWidths {
  std::size_t op = 32, kernel = 40;
};

std::string to_op_rows(const GraphReport& report, const TableStyle& style, const NameWidths& widths) {
  const auto any = [&](auto&& measured) {
    return std::any_of(report.ops.begin(), report.ops.end(), measured);
  };
  const bool timed = any([](const OpReport& op) { return op.us.samples > 0; });
  const bool flops = timed && any([](const OpReport& op) { return op.tflops > 0; });
  const bool copy = any([](const OpReport& op) { return op.of_copy > 0; });
  TextTable table;
  table.column("op").column("kind").column("kernel");
  if (timed) table.number_column("time");
  table.number_column("bytes");
  if (timed) table.number_column("GB/s");
  if (flops) table.number_column("TFLOP/s");
  if (copy) table.number_column("of copy");
  for (const OpReport& op : report.ops) {
    if (does_nothing(op) && !style.verbose) continue;
    std::vector<std::string> row{shortened(op.name, widths.op), op.kind, shortened(op.kernel, widths.kernel)};
    const bool has_time = op.us.samples > 0;
    if (timed) row.push_back(has_time ? print_microseconds(op.us.median) : "");
    row.push_back(op.bytes > 0 ? print_bytes(static_cast<double>(op.bytes)) : "");
    if (timed) row.push_back(op.gbps > 0 ? print_rate(op.gbps) : "");
    if (flops) row.push_back(op.tflops > 0 && op.kind != "pointwise" ? print_rate(op.tflops) : "");
    if (copy) row.push_back(op.of_copy > 0 ? print_percent(op.of_copy) : "");
    table.row(std::move(row));
  }
  return table.print(style.color ? kDim : "");
}

std::string to_totals(const GraphReport& report, const TableStyle& style) {
  std::vector<std::string> parts;
  const auto timing = [&](const char* what, const Timing& us) {
    if (us.samples > 0)
      parts.push_back(std::string(what) + ' ' + print_microseconds(us.median) + " (median of " +
                      std::to_string(us.samples) + ")");
  };
  timing("launch by launch", report.launch_us);
  timing("as one graph", report.graph_us);
  timing("cold cache", report.cold_us);
  if (report.kernel_sum_us > 0) parts.push_back("ops add up to " + print_microseconds(report.kernel_sum_us));
  if (report.sm_clock_mhz > 0) parts.push_back("at " + std::to_string(report.sm_clock_mhz) + " MHz");
  if (report.bytes > 0) parts.push_back("traffic " + print_bytes(static_cast<double>(report.bytes)));
  if (report.peak_memory_bytes > 0)
    parts.push_back("memory " + print_bytes(static_cast<double>(report.peak_memory_bytes)));
  return in_lines("total  ", parts, style.width, 7);
}

/// The widest names that leave every row within the terminal: ops are shortened first, to 12 characters at
/// least, then kernels.
std::string fitted_op_rows(const GraphReport& report, const TableStyle& style) {
  constexpr std::size_t kLeast = 12;
  NameWidths widths;
  const TableStyle plain{.verbose = style.verbose};
  while (widest_line(to_op_rows(report, plain, widths)) > style.width) {
    if (widths.op > kLeast)
      widths.op -= 2;
    else if (widths.kernel > kLeast)
      widths.kernel -= 2;
    else
      break;
  }
  return to_op_rows(report, style, widths);
}

}  // namespace

std::string shortened(const std::string& text, std::size_t width) {
  if (text.size() <= width) return text;
  const std::size_t kept = width - 2, behind = kept * 2 / 5;
  return text.substr(0, kept - behind) + ".." + text.substr(text.size() - behind);
}

std::string in_lines(const std::string& head, const std::vector<std::string>& items, std::size_t width,
                     std::size_t indent) {
  std::string text, line = head;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = items[i] + (i + 1 < items.size() ? "," : "");
    const bool first = line.size() <= indent;
    if (!first && line.size() + 1 + item.size() > width) {
      text += line + "\n";
      line = std::string(indent, ' ');
    }
    line += (line.size() <= indent ? "" : " ") + item;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return text + line + "\n";
}

std::string to_table(const GraphReport& report, const TableStyle& style) {
  if (!report.error.empty()) return painted(report.dump, kBold, style) + "\n" + report.error;
  std::string text = to_heading(report, style);
  text += fitted_op_rows(report, style);
  text += to_totals(report, style);
  for (const std::string& warning : report.warnings)
    text += painted("warning:", kYellow, style) + ' ' + warning + "\n";
  if (report.status != "ran") text += "\n";
  return text + to_comparison_table(report, style);
}

std::string to_summary(const std::vector<GraphReport>& reports, const TableStyle& style) {
  std::map<std::string, std::size_t> counts;
  for (const GraphReport& report : reports) counts[report.status] += 1;
  struct Row {
    const char *status, *words, *color;
  };
  static constexpr Row kRows[] = {{"pass", "agree with the reference", kGreen},
                                  {"fail", "differ from the reference", kRed},
                                  {"unjudged", "have outputs that were not judged", kYellow},
                                  {"slower", "slower than the baseline allows", kRed},
                                  {"unsupported", "not supported", kYellow},
                                  {"error", "failed", kRed},
                                  {"ran", "ran, nothing to compare with", ""}};
  std::string text;
  for (const Row& row : kRows) {
    if (counts[row.status] == 0) continue;
    const bool listed = std::string_view(row.status) != "pass" && std::string_view(row.status) != "ran";
    text += painted(std::to_string(counts[row.status]) + " of " + plural(reports.size(), "graph"), row.color,
                    style) +
            ' ' + row.words + (listed ? ":\n" : "\n");
    for (const GraphReport& report : reports)
      if (listed && report.status == row.status) text += "  " + report.dump + "\n";
  }
  return text;
}

}  // namespace ireplay
