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

std::string to_findings(const Comparison& c) {
  if (!c.has_figures()) return "    " + c.reason + "\n";
  std::string text;
  if (c.mismatched > 0)
    text += "    " + std::to_string(c.mismatched) + " of " +
            plural(static_cast<std::size_t>(c.elements), "element") + " out of tolerance (" + c.limits.why +
            ")\n";
  if (c.rms_too_large)
    text += "    rms of the error " + print_error(c.rms) + " is above " + print_error(c.limits.rms) + " (" +
            c.limits.why + ")\n";
  TextTable table;
  table.column("    index").number_column("got").number_column("want");
  for (const WorstElement& worst : c.worst)
    table.row({"    " + to_index(worst.index), print_element(worst.got), print_element(worst.want)});
  return text + (c.worst.empty() ? "" : table.print(""));
}

std::string to_oracle(const OracleJudgement& oracle) {
  const auto side = [](double rms, std::int64_t broken) {
    std::string text = print_error(rms) + " from exact";
    return broken == 0 ? text
                       : text + " and " + plural(static_cast<std::size_t>(broken), "element") + " wrong";
  };
  return "ours " + side(oracle.ours, oracle.ours_broken) + ", the reference " +
         side(oracle.reference, oracle.reference_broken) + ": " + oracle.verdict;
}

std::string to_status(Status status, const TableStyle& style) {
  if (status == Status::fail) return painted("FAIL", kRed, style);
  const char* color = status == Status::pass ? kGreen : status == Status::unjudged ? kYellow : "";
  return *color == 0 ? std::string(name_of(status)) : painted(std::string(name_of(status)), color, style);
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
    const bool figures = c.has_figures();
    char cosine[32] = "";
    if (c.cosine) std::snprintf(cosine, sizeof cosine, "%.7f", *c.cosine);
    table.row(
        {c.name, to_status(c.status, style), figures ? to_text(c.dtype, c.size) : "",
         figures ? print_error(c.max_abs) : "", figures && is_floating(c.dtype) ? print_rate(c.max_ulp) : "",
         figures && is_floating(c.dtype) ? print_error(c.rms) : "", cosine, figures ? c.limits.why : ""});
  }
  std::string text = table.print(style.color ? kDim : "");
  for (const Comparison& c : report.comparisons)
    if (c.status == Status::fail || style.verbose) {
      const std::string findings = to_findings(c);
      if (!findings.empty()) text += "  " + c.name + ":\n" + findings;
    }
  for (const Comparison& c : report.comparisons) {
    if (c.status == Status::skipped || c.status == Status::unjudged)
      text += "  " + c.name + ": " + std::string(name_of(c.status)) + ": " + c.reason + "\n";
    if (c.oracle) text += "  " + c.name + ": " + to_oracle(*c.oracle) + "\n";
  }
  return text;
}

std::string to_verdict(const GraphReport& report, const TableStyle& style) {
  const VerdictCounts counts = count_verdicts(report.comparisons);
  std::string text;
  if (report.status == "ran" || report.comparisons.empty()) {
    text = "no reference to compare with";
  } else {
    const auto differ = [](std::size_t n) {
      return std::to_string(n) + (n == 1 ? " differs, " : " differ, ");
    };
    if (report.status == "pass") text = painted("PASS", kGreen, style);
    if (report.status == "fail") text = painted("FAIL", kRed, style);
    if (report.status == "unjudged") text = painted("UNJUDGED", kYellow, style);
    text += "  " + (counts.failed > 0 ? differ(counts.failed) : "") + std::to_string(counts.passed) +
            (counts.passed == 1 ? " agrees, " : " agree, ") + std::to_string(counts.skipped) + " skipped, " +
            std::to_string(counts.unjudged) + " unjudged";
    if (!report.against.empty()) text += "; against " + report.against;
  }
  if (!report.random_inputs.empty())
    text += "; random values in " + plural(report.random_inputs.size(), "input") + " (seed " +
            std::to_string(report.seed) + ")";
  return text + "\n";
}

}  // namespace

std::string to_table(const GraphReport& report, const TableStyle& style) {
  if (!report.error.empty()) return painted(report.dump, kBold, style) + "\n" + report.error;
  std::string text = to_heading(report, style);
  text += to_op_rows(report, style);
  text += to_totals(report);
  for (const std::string& warning : report.warnings)
    text += painted("warning:", kYellow, style) + ' ' + warning + "\n";
  if (report.status != "ran") text += "\n";
  return text + to_comparison_table(report, style);
}

std::string to_comparison_table(const GraphReport& report, const TableStyle& style) {
  const bool rows = report.status != "ran" && !report.comparisons.empty();
  return (rows ? to_comparison(report, style) : "") + to_verdict(report, style);
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
