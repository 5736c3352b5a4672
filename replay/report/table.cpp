#include "replay/report/table.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

#include "replay/report/numbers.hpp"
#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

/// On two lines where one is too short for both the graph's name and the device's.
std::string to_heading(const GraphReport& report, const TableStyle& style) {
  std::string where = "on " + report.device.name;
  if (report.engine == "cuda") where += " (sm_" + std::to_string(report.device.sm) + ")";
  if (report.device.copy_gbps > 0) where += ", copies at " + print_rate(report.device.copy_gbps) + " GB/s";
  const bool fits = report.dump.size() + 2 + where.size() <= style.width;
  return painted(report.dump, kBold, style) + (fits ? "  " : "\n") + where + "\n";
}

/// Columns that a narrow terminal goes without, the first one first.
constexpr const char* kLeftOut[] = {"noise", "bytes", "cold", "GB/s", "TFLOP/s", "bound", "of limit"};

/// Names of ops and of kernels are shortened to these widths; so many columns of kLeftOut are left out.
struct Widths {
  std::size_t op = 32, kernel = 40, left_out = 0;

  bool leaves_out(std::string_view header) const {
    return std::find(kLeftOut, kLeftOut + left_out, header) != kLeftOut + left_out;
  }
};

/// `SLOWER +10 %`; the verdict alone where the change is none.
std::string to_change(const ChangeEstimate& change, const TableStyle& style) {
  const char* color = change.verdict == Change::slower   ? kRed
                      : change.verdict == Change::faster ? kGreen
                      : change.verdict == Change::unsure ? kYellow
                                                         : "";
  const std::string name(name_of(change.verdict));
  std::string text = *color == 0 ? name : painted(name, color, style);
  return change.verdict == Change::same ? text : text + ' ' + print_change(change.ratio);
}

std::string rate(double amount, const Timing& us, double unit) {
  return us.samples > 0 && us.median > 0 && amount > 0 ? print_rate(amount / us.median * unit) : "";
}

std::string to_op_rows(const GraphReport& report, const TableStyle& style, const Widths& widths) {
  const auto any = [&](auto&& has) { return std::any_of(report.ops.begin(), report.ops.end(), has); };
  const auto time = [](const Timing& us) { return us.samples > 0 ? print_microseconds(us.median) : ""; };
  const auto percent = [](double ratio) { return ratio > 0 ? print_percent(ratio) : ""; };
  struct Column {
    const char* header;
    bool shown, right;
    std::function<std::string(const OpReport&)> cell;
  };
  const bool warm = any([](const OpReport& op) { return op.us.samples > 0; });
  const bool cold = any([](const OpReport& op) { return op.cold_us.samples > 0; });
  const bool rounds = any([](const OpReport& op) { return !op.warm_rounds.empty(); });
  const bool limits = any([](const OpReport& op) { return op.of_limit > 0; });
  const bool more = style.verbose && warm;
  const bool original = any([](const OpReport& op) { return op.original_us > 0; });
  Column columns[] = {
      {"op", true, false, [&](const OpReport& op) { return shortened(op.name, widths.op); }},
      {"kind", true, false, [](const OpReport& op) { return op.kind; }},
      {"runs as", true, false, [&](const OpReport& op) { return shortened(op.kernel, widths.kernel); }},
      {"warm", warm, true, [&](const OpReport& op) { return time(op.us); }},
      {"cold", cold, true, [&](const OpReport& op) { return time(op.cold_us); }},
      {"original", original, true,
       [](const OpReport& op) { return op.original_us > 0 ? print_microseconds(op.original_us) : ""; }},
      {"ratio", original, true,
       [](const OpReport& op) { return op.of_original > 0 ? print_rate(op.of_original) : ""; }},
      {"noise", rounds, true, [&](const OpReport& op) { return percent(op.us.noise); }},
      {"bytes", true, true,
       [](const OpReport& op) { return op.bytes > 0 ? print_bytes(static_cast<double>(op.bytes)) : ""; }},
      {"GB/s", more, true,
       [](const OpReport& op) { return rate(static_cast<double>(op.bytes), op.us, 1e-3); }},
      {"TFLOP/s", more, true,
       [](const OpReport& op) { return rate(static_cast<double>(op.flops), op.us, 1e-6); }},
      {"bound", limits, false, [](const OpReport& op) { return op.bound; }},
      {"of limit", limits, true, [&](const OpReport& op) { return percent(op.of_limit); }},
      {"baseline", any([](const OpReport& op) { return op.change.has_value(); }), false,
       [&](const OpReport& op) { return op.change ? to_change(*op.change, style) : ""; }},
  };
  TextTable table;
  for (Column& column : columns) column.shown = column.shown && !widths.leaves_out(column.header);
  for (const Column& column : columns)
    if (column.shown) column.right ? table.number_column(column.header) : table.column(column.header);
  for (const OpReport& op : report.ops) {
    if (does_nothing(op) && !style.verbose) continue;
    std::vector<std::string> row;
    for (const Column& column : columns)
      if (column.shown) row.push_back(column.cell(op));
    table.row(std::move(row));
  }
  return table.print(style.color ? kDim : "");
}

std::string to_totals(const GraphReport& report, const TableStyle& style) {
  std::vector<std::string> parts;
  const auto timing = [&](const char* what, const Timing& us) {
    if (us.samples > 0) parts.push_back(std::string(what) + ' ' + print_microseconds(us.median));
  };
  timing("graph", report.graph_us);
  timing("cold", report.cold_us);
  timing("launches", report.launch_us);
  const double launches = report.launch_us.median, graph = report.graph_us.median;
  if (graph > 0 && launches > graph)
    parts.back() += " (launch-bound: " + print_percent(1 - graph / launches) + ")";
  if (report.kernel_sum_us > 0) parts.push_back("ops add up to " + print_microseconds(report.kernel_sum_us));
  const Timing& main = graph > 0 ? report.graph_us : launches > 0 ? report.launch_us : report.cold_us;
  if (!report.clock.empty()) parts.push_back(report.clock + " time");
  if (main.samples > 0) parts.push_back(plural(static_cast<std::size_t>(main.samples), "sample"));
  if (report.sm_clock_mhz > 0) parts.push_back("at " + std::to_string(report.sm_clock_mhz) + " MHz");
  if (report.bytes > 0) parts.push_back("traffic " + print_bytes(static_cast<double>(report.bytes)));
  if (report.peak_memory_bytes > 0)
    parts.push_back("memory " + print_bytes(static_cast<double>(report.peak_memory_bytes)));
  return in_lines("total  ", parts, style.width, 7);
}

/// `baseline  launch SLOWER +7.9 %; 3 ops SAME, 1 SLOWER`.
std::string to_changes(const GraphReport& report, const TableStyle& style) {
  std::vector<std::string> parts;
  for (const TotalChange& total : report.changes)
    parts.push_back(total.name + ' ' + to_change(total.change, style));
  std::map<Change, std::size_t> counts;
  for (const OpReport& op : report.ops)
    if (op.change) counts[op.change->verdict] += 1;
  for (const auto& [verdict, count] : counts)
    parts.push_back(plural(count, "op") + ' ' + std::string(name_of(verdict)));
  return parts.empty() ? "" : in_lines("baseline  ", parts, style.width, 10);
}

/// The widest names that leave every row within the terminal: ops are shortened first, to 12 characters at
/// least, then kernels; then columns are left out.
std::string fitted_op_rows(const GraphReport& report, const TableStyle& style) {
  constexpr std::size_t kLeast = 12;
  Widths widths;
  const TableStyle plain{.verbose = style.verbose};
  while (widest_line(to_op_rows(report, plain, widths)) > style.width) {
    if (widths.op > kLeast)
      widths.op -= 2;
    else if (widths.kernel > kLeast)
      widths.kernel -= 2;
    else if (widths.left_out < std::size(kLeftOut))
      widths.left_out += 1;
    else
      break;
  }
  return to_op_rows(report, style, widths);
}

/// `original  5 of 5 kernels, graph 24.0 us, ops add up to 21.1 us; ours, reference and original agree`.
std::string to_original(const GraphReport& report, const TableStyle& style) {
  const OriginalReport& original = *report.original;
  std::vector<std::string> parts{std::to_string(original.ops) + " of " +
                                 plural(original.ops + original.ours, "kernel")};
  const auto timing = [&](const char* what, const Timing& us) {
    if (us.samples > 0) parts.push_back(std::string(what) + ' ' + print_microseconds(us.median));
  };
  timing("graph", original.graph_us);
  timing("launches", original.launch_us);
  if (original.kernel_sum_us > 0)
    parts.push_back("ops add up to " + print_microseconds(original.kernel_sum_us));
  std::string text = in_lines("original  ", parts, style.width, 10);
  for (const std::string& sentence : original.verdict)
    text += "original  " + (original.agrees ? sentence : painted(sentence, kYellow, style)) + "\n";
  return text;
}

/// `opportunity  op3: its own kernel takes 24.0 us, ours 9.10 us, at least 7.40 us are needed`.
std::string to_opportunities(const GraphReport& report) {
  constexpr std::size_t kMost = 5;
  std::string text;
  const std::vector<Opportunity> all = find_opportunities(report);
  for (std::size_t k = 0; k < std::min(kMost, all.size()); ++k)
    text += "opportunity  " + shortened(report.ops[all[k].op].name, 24) + ": its own kernel takes " +
            print_microseconds(all[k].own_us) + ", ours " + print_microseconds(all[k].our_us) +
            "; at least " + print_microseconds(all[k].least_us) + "\n";
  return text;
}

/// `repeat  5 runs: equal bits`.
std::string to_repeat(const RepeatReport& repeat, const TableStyle& style) {
  std::string text = "repeat  " + plural(static_cast<std::size_t>(repeat.runs), "run") + ": ";
  if (repeat.equal) return text + "equal bits\n";
  text += painted("not bit-equal", kYellow, style) + ", " + repeat.output + " differs in " +
          plural(static_cast<std::size_t>(repeat.differing), "element");
  if (!repeat.op.empty()) text += "; first in " + repeat.buffer + " of " + shortened(repeat.op, 32);
  return text + "\n";
}

}  // namespace

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0, begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    widest = std::max(widest, end - begin);
    begin = end + 1;
  }
  return widest;
}

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
  if (report.original) text += to_original(report, style);
  text += to_changes(report, style);
  if (report.repeat) text += to_repeat(*report.repeat, style);
  for (const WarningReport& warning : report.warnings)
    text += painted("warning:", kYellow, style) + ' ' + warning.text + "\n";
  const bool is_bench = std::ranges::any_of(
      report.ops, [](const OpReport& op) { return !op.warm_rounds.empty() || !op.cold_rounds.empty(); });
  if (is_bench) text += to_opportunities(report);
  if (report.comparisons.empty()) return text;
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
