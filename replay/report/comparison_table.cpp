#include <algorithm>
#include <cmath>

#include "replay/report/numbers.hpp"
#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

std::string to_index(const Dims& index) {
  std::string text = "[";
  for (std::size_t i = 0; i < index.size(); ++i) text += (i == 0 ? "" : ",") + std::to_string(index[i]);
  return text + "]";
}

bool is_exact(const Comparison& c) { return !is_floating(c.dtype) && !is_complex(c.dtype); }

std::string print_value(double value) { return print_element({.f = value}); }

std::string print_over(double over) { return std::isinf(over) ? "inf" : print_error(over); }

/// `off 91 of 32768 (0.28 %), nan 0/1, inf 0/0`: ours before the reference's.
std::string to_census(const Comparison& c) {
  const double share =
      c.elements == 0 ? 0 : 100 * static_cast<double>(c.mismatched) / static_cast<double>(c.elements);
  std::string text = "off " + std::to_string(c.mismatched) + " of " + std::to_string(c.elements) + " (" +
                     print_error(share) + " %)";
  if (!is_exact(c))
    text += ", nan " + std::to_string(c.ours.nan) + "/" + std::to_string(c.reference.nan) + ", inf " +
            std::to_string(c.ours.inf) + "/" + std::to_string(c.reference.inf);
  if (c.not_compared > 0) text += ", " + std::to_string(c.not_compared) + " excused";
  return text;
}

/// Which limits an output does not keep.
std::string to_limits(const Comparison& c) {
  std::string text;
  const auto add = [&](const std::string& sentence) { text += "    " + sentence + "\n"; };
  if (c.rms_too_large)
    add("rms of the error " + print_error(c.rms) + " is above " + print_error(c.limits.rms));
  if (c.biased && !(std::fabs(c.slope) <= c.limits.slope))
    add("bias: ours is the reference times 1 + " + print_error(c.slope) + ", 1 +- " +
        print_error(c.limits.slope) + " is allowed");
  if (c.biased && !(std::fabs(c.mean) <= c.limits.mean))
    add("bias: the mean error is " + print_error(c.mean) + ", " + print_error(c.limits.mean) + " is allowed");
  add("limits " + c.limits.why);
  return text;
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

struct ComparisonWidths {
  std::size_t name = 24, tensor = 24;
  bool has_ulps = true;
};

std::string to_comparison_rows(const GraphReport& report, const TableStyle& style,
                               const ComparisonWidths& widths) {
  TextTable table;
  table.column("output").column("verdict").column("tensor").number_column("off");
  table.number_column("max err/allowed");
  if (widths.has_ulps) table.number_column("ulp p99");
  table.number_column("rms err");
  for (const Comparison& c : report.comparisons) {
    const bool figures = c.has_figures(), real = figures && !is_exact(c);
    std::vector<std::string> row{shortened(c.name, widths.name), to_status(c.status, style),
                                 figures ? shortened(to_text(c.dtype, c.size), widths.tensor) : "",
                                 figures ? std::to_string(c.mismatched) : "",
                                 real ? print_over(c.max_err_over_allowed) : ""};
    if (widths.has_ulps) row.push_back(real ? print_rate(c.ulp_p99) : "");
    row.push_back(real ? print_error(c.rms) : "");
    table.row(std::move(row));
  }
  return table.print(style.color ? kDim : "");
}

/// Tensors and names are shortened, to 12 characters at least, until every row fits; then the ulps go.
std::string fitted_comparison_rows(const GraphReport& report, const TableStyle& style) {
  constexpr std::size_t kLeast = 12;
  ComparisonWidths widths;
  while (widest_line(to_comparison_rows(report, {}, widths)) > style.width) {
    if (widths.tensor > kLeast)
      widths.tensor -= 2;
    else if (widths.name > kLeast)
      widths.name -= 2;
    else if (widths.has_ulps)
      widths.has_ulps = false;
    else
      break;
  }
  return to_comparison_rows(report, style, widths);
}

std::string to_comparison(const GraphReport& report, const TableStyle& style) {
  std::string text = fitted_comparison_rows(report, style);
  for (const Comparison& c : report.comparisons) {
    if (c.status == Status::fail || (style.verbose && c.has_figures()))
      text += "  " + c.name + ":\n" + to_findings(c);
    if (c.status == Status::skipped || c.status == Status::unjudged)
      text += "  " + c.name + ": " + std::string(name_of(c.status)) + ": " + c.reason + "\n";
    if (c.oracle) text += "  " + c.name + ": " + to_oracle(*c.oracle) + "\n";
  }
  return text;
}

/// What a run gave that was compared with nothing.
std::string to_values(const GraphReport& report, const TableStyle& style) {
  TextTable table;
  table.column("output").column("tensor").number_column("min").number_column("max").number_column("mean");
  table.number_column("nan").number_column("inf");
  for (const Comparison& c : report.comparisons) {
    if (!c.values) continue;
    table.row({shortened(c.name, style.width < 100 ? 14 : 24), shortened(to_text(c.dtype, c.size), 24),
               print_value(c.values->min), print_value(c.values->max), print_value(c.values->mean),
               std::to_string(c.ours.nan), std::to_string(c.ours.inf)});
  }
  return table.print(style.color ? kDim : "");
}

}  // namespace

std::string to_verdict_line(const GraphReport& report, const TableStyle& style) {
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

std::string to_findings(const Comparison& c) {
  if (!c.has_figures()) return "    " + c.reason + "\n";
  std::string text = "    " + to_census(c) + "\n" + to_limits(c);
  TextTable table;
  table.column("    index").number_column("got").number_column("want").number_column("error");
  table.number_column("allowed");
  std::size_t rows = 0;
  for (const WorstElement& worst : c.worst) {
    if (c.mismatched > 0 && worst.error <= worst.allowed) continue;
    rows += 1;
    table.row({"    " + to_index(worst.index), print_element(worst.got), print_element(worst.want),
               print_error(worst.error), print_error(worst.allowed)});
  }
  return text + (rows == 0 ? "" : table.print(""));
}

std::string to_comparison_table(const GraphReport& report, const TableStyle& style) {
  const bool rows = report.status != "ran" && !report.comparisons.empty();
  const bool values = !rows && std::any_of(report.comparisons.begin(), report.comparisons.end(),
                                           [](const Comparison& c) { return c.values.has_value(); });
  std::string text = (rows     ? to_comparison(report, style)
                      : values ? to_values(report, style)
                               : "") +
                     to_verdict_line(report, style);
  if (report.status == "fail" && !report.reproduce.empty()) text += "reproduce: " + report.reproduce + "\n";
  return text;
}

}  // namespace ireplay
