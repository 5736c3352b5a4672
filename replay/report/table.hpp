#pragma once

#include <string>

#include "replay/report/report.hpp"

/// The report for a person: a line on what ran where, one row per op, totals, the comparison.
namespace ireplay {

struct TableStyle {
  bool color = false;  // ANSI colours
  bool verbose =
      false;  // also ops that do nothing, nodes of fused ops and the error figures of outputs that agree
  std::size_t width = 100;  // of the terminal: names of ops are shortened until every row fits
};

std::string to_table(const GraphReport& report, const TableStyle& style);

/// `PASS  4 agree, 1 skipped, 0 unjudged`, and a line's end.
std::string to_verdict_line(const GraphReport& report, const TableStyle& style);

/// The comparison and its verdict alone.
std::string to_comparison_table(const GraphReport& report, const TableStyle& style);

/// The figures of one comparison: census, broken limits, worst elements; a few indented lines.
std::string to_findings(const Comparison& comparison);

/// Which graphs did what, after several: counts, and the names of those that did not pass.
std::string to_summary(const std::vector<GraphReport>& reports, const TableStyle& style);

}  // namespace ireplay
