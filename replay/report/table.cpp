#include "replay/report/table.hpp"

#include <algorithm>
#include <map>

#include "replay/report/numbers.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

constexpr const char* kRed = "\x1b[31m";
constexpr const char* kGreen = "\x1b[32m";
constexpr const char* kYellow = "\x1b[33m";
constexpr const char* kDim = "\x1b[2m";
constexpr const char* kBold = "\x1b[1m";

std::string painted(const std::string& text, const char* color, const TableStyle& style) {
  return style.color ? color + text + "\x1b[0m" : text;
}

std::string plural(std::size_t n, const std::string& one) {
  return std::to_string(n) + ' ' + one + (n == 1 ? "" : "s");
}

/// `op0_op1_op2`, shortened in the middle: fused names of dozens of parts would push the figures off the
/// screen.
std::string shortened(const std::string& name) {
  constexpr std::size_t kWidth = 32;
  return name.size() <= kWidth ? name : name.substr(0, 18) + ".." + name.substr(name.size() - 12);
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

std::string to_op_rows(const GraphReport& report, const TableStyle& style) {
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
    std::vector<std::string> row{style.verbose ? op.name : shortened(op.name), op.kind, op.kernel};
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

std::string to_totals(const GraphReport& report) {
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
  std::string text = "total";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "  " : ", ") + parts[i];
  return text + "\n";
}

std::string to_index(const Dims& index) {
  std::string text = "[";
  for (std::size_t i = 0; i < index.size(); ++i) text += (i == 0 ? "" : ",") + std::to_string(index[i]);
  return text + "]";
}

std::string to_bound(const Tolerance& tolerance) {
  return "atol " + print_error(tolerance.atol) + ", rtol " + print_error(tolerance.rtol) + " (" +
         tolerance.why + ")";
}

std::string to_findings(const Comparison& c) {
  if (!c.problem.empty()) return "    " + c.problem + "\n";
  std::string text;
  if (c.mismatched > 0)
    text += "    " + std::to_string(c.mismatched) + " of " +
            plural(static_cast<std::size_t>(c.elements), "element") +
            " out of tolerance: " + to_bound(c.tolerance) + "\n";
  if (c.rms_too_large)
    text += "    rms of the error " + print_error(c.rms) + " is above " + print_error(c.tolerance.rms) +
            " (" + c.tolerance.why + ")\n";
  TextTable table;
  table.column("    index").number_column("got").number_column("want");
  for (const WorstElement& worst : c.worst)
    table.row({"    " + to_index(worst.index), print_element(worst.got), print_element(worst.want)});
  return text + (c.worst.empty() ? "" : table.print(""));
}

std::string to_comparison(const GraphReport& report, const TableStyle& style) {
  TextTable table;
  table.column("output")
      .column("")
      .column("tensor")
      .number_column("max abs")
      .number_column("max ulp")
      .number_column("rms");
  table.number_column("cosine").column("tolerance");
  for (const Comparison& c : report.comparisons) {
    const bool exact = c.tolerance.rtol == 0 && c.tolerance.atol == 0;
    const bool figures = c.problem.empty();
    char cosine[32] = "";
    if (c.cosine) std::snprintf(cosine, sizeof cosine, "%.7f", *c.cosine);
    table.row({c.name, painted(c.pass ? "pass" : "FAIL", c.pass ? kGreen : kRed, style),
               figures ? to_text(c.dtype, c.size) : "", figures ? print_error(c.max_abs) : "",
               figures && is_floating(c.dtype) ? print_rate(c.max_ulp) : "",
               figures && is_floating(c.dtype) ? print_error(c.rms) : "", cosine,
               !figures ? ""
               : exact  ? "exact"
                        : to_bound(c.tolerance)});
  }
  std::string text = table.print(style.color ? kDim : "");
  for (const Comparison& c : report.comparisons)
    if (!c.pass || style.verbose) {
      const std::string findings = to_findings(c);
      if (!findings.empty()) text += "  " + c.name + ":\n" + findings;
    }
  for (std::size_t i = 0; i < report.oracle.size(); ++i)
    text += "  " + report.comparisons[i].name + ": rms distance from the float64 evaluation: ours " +
            print_error(report.oracle[i].ours) + ", the reference " +
            print_error(report.oracle[i].reference) + "\n";
  return text;
}

std::string to_verdict(const GraphReport& report, const TableStyle& style) {
  if (report.comparisons.empty()) {
    std::string text = "no reference to compare with";
    if (!report.random_inputs.empty())
      text += "; random values in " + plural(report.random_inputs.size(), "input");
    return text + "\n";
  }
  const auto good = static_cast<std::size_t>(std::count_if(
      report.comparisons.begin(), report.comparisons.end(), [](const Comparison& c) { return c.pass; }));
  if (good == report.comparisons.size())
    return painted("PASS", kGreen, style) + "  " + plural(good, "output") +
           (good == 1 ? " agrees" : " agree") + " with the reference\n";
  return painted("FAIL", kRed, style) + "  " + std::to_string(report.comparisons.size() - good) + " of " +
         plural(report.comparisons.size(), "output") + " differ" +
         (report.comparisons.size() - good == 1 ? "s" : "") + " from the reference\n";
}

}  // namespace

std::string to_table(const GraphReport& report, const TableStyle& style) {
  if (!report.error.empty()) return painted(report.dump, kBold, style) + "\n" + report.error;
  std::string text = to_heading(report, style);
  text += to_op_rows(report, style);
  text += to_totals(report);
  for (const std::string& warning : report.warnings)
    text += painted("warning:", kYellow, style) + ' ' + warning + "\n";
  if (!report.comparisons.empty()) text += "\n";
  return text + to_comparison_table(report, style);
}

std::string to_comparison_table(const GraphReport& report, const TableStyle& style) {
  return (report.comparisons.empty() ? "" : to_comparison(report, style)) + to_verdict(report, style);
}

std::string to_summary(const std::vector<GraphReport>& reports, const TableStyle& style) {
  std::map<std::string, std::size_t> counts;
  for (const GraphReport& report : reports) counts[report.status] += 1;
  struct Row {
    const char *status, *words, *color;
  };
  static constexpr Row kRows[] = {{"pass", "agree with the reference", kGreen},
                                  {"fail", "differ from the reference", kRed},
                                  {"slower", "slower than the baseline allows", kRed},
                                  {"unsupported", "not supported", kYellow},
                                  {"error", "failed", kRed},
                                  {"done", "ran, nothing to compare with", ""}};
  std::string text;
  for (const Row& row : kRows) {
    if (counts[row.status] == 0) continue;
    const bool listed = std::string_view(row.status) != "pass" && std::string_view(row.status) != "done";
    text += painted(std::to_string(counts[row.status]) + " of " + plural(reports.size(), "graph"), row.color,
                    style) +
            ' ' + row.words + (listed ? ":\n" : "\n");
    for (const GraphReport& report : reports)
      if (listed && report.status == row.status) text += "  " + report.dump + "\n";
  }
  return text;
}

}  // namespace ireplay
