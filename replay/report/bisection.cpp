#include "replay/report/bisection.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "replay/report/origin_text.hpp"
#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;
using OpStatus = OpJudgement::Status;

constexpr std::size_t kMostBodyLines = 40;
constexpr std::size_t kMostNames = 12;
constexpr std::size_t kMostRows = 40;

std::string name_of(OpStatus status) {
  constexpr const char* kNames[] = {"good", "wrong", "unjudged"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string print_severity(const std::optional<Comparison>& row) {
  if (!row) return "";
  const double value = severity(*row);
  return std::isinf(value) ? "inf" : print_error(value);
}

/// `first of lines 54-100`.
std::string place_of(const Origin& origin) {
  const std::string first = std::to_string(origin.first_line);
  return origin.file + ":" + first +
         (origin.last_line > origin.first_line ? "-" + std::to_string(origin.last_line) : "");
}

std::string to_origin(const Origin& origin) {
  std::string text;
  if (!origin.file.empty())
    text += "  " + place_of(origin) + "\n" +
            indented(origin.body.empty() ? origin.text : origin.body, 4, kMostBodyLines);
  text += to_provenance(origin, 2);
  return text;
}

bool is_remarkable(const OpJudgement& op) { return op.status == OpStatus::wrong || op.new_nans > 0; }

/// Rows of all ops that were judged; of many the remarkable ones and their neighbours.
std::string to_rows(const BisectReport& report, const TableStyle& style) {
  const std::vector<OpJudgement>& ops = report.found.ops;
  const bool has_own = std::ranges::any_of(ops, [](const OpJudgement& op) { return op.own.has_value(); });
  std::vector<std::size_t> rows;
  for (std::size_t at = 0; at < ops.size(); ++at)
    if (ops[at].status != OpStatus::unjudged || style.verbose || is_remarkable(ops[at])) rows.push_back(at);
  std::size_t left_out = 0;
  TextTable table;
  table.column("op").column("kind").column("result");
  if (has_own) table.number_column("own/allowed").number_column("on the judge's inputs");
  if (!has_own) table.number_column("own/allowed");
  table.number_column("inherited").column("verdict");
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const OpJudgement& op = ops[rows[k]];
    const bool near = is_remarkable(op) || (k > 0 && is_remarkable(ops[rows[k - 1]])) ||
                      (k + 1 < rows.size() && is_remarkable(ops[rows[k + 1]]));
    if (!near && !style.verbose && rows.size() > kMostRows) {
      left_out += 1;
      continue;
    }
    const Comparison* row = op.own ? &*op.own : op.on_judge ? &*op.on_judge : nullptr;
    const std::string word = name_of(op.status);
    std::string verdict = op.status == OpStatus::wrong ? painted(word, kRed, style) : word;
    if (op.new_nans > 0) verdict += ", makes " + std::to_string(op.new_nans) + " NaN";
    std::vector<std::string> cells{shortened(op.name, 24), op.kind,
                                   row == nullptr ? "" : shortened(row->name, 20)};
    if (has_own) cells.push_back(print_severity(op.own));
    cells.insert(cells.end(),
                 {print_severity(op.on_judge), op.inherited == 0 ? "0" : print_error(op.inherited), verdict});
    table.row(std::move(cells));
  }
  return table.print(style.color ? kDim : "") +
         (left_out == 0 ? "" : plural(left_out, "good op") + " left out (-v shows all)\n");
}

std::string names_of(const Bisection& found, const std::vector<std::size_t>& ops) {
  std::string text;
  for (std::size_t k = 0; k < std::min(ops.size(), kMostNames); ++k)
    text.append(k == 0 ? "" : ", ").append(found.ops[ops[k]].name);
  return text + (ops.size() > kMostNames ? " and " + std::to_string(ops.size() - kMostNames) + " more" : "");
}

std::string to_guilt(const BisectReport& report, const TableStyle& style) {
  const Bisection& found = report.found;
  const Guilt& guilt = *found.guilt;
  const std::string& shown = found.ops[guilt.shown].name;
  std::string text;
  if (guilt.suspects.size() == 1) {
    text += painted("GUILTY", kRed, style) + "  " + found.ops[guilt.suspects[0]].name + ": " + guilt.verdict;
  } else {
    text += painted("GUILTY", kRed, style) + "  one of " + names_of(found, guilt.suspects) + ": " +
            guilt.verdict + "; there are no tensors between them to judge by";
  }
  if (!report.within.empty()) text += "\n  " + report.within;
  text += "\n  " + guilt.evidence.name + " of " + shown + ", from the same inputs:\n" +
          to_findings(guilt.evidence);
  for (const std::size_t op : guilt.suspects) {
    const auto origin = report.origins.find(found.ops[op].name);
    if (origin != report.origins.end()) text += to_origin(origin->second);
  }
  if (!guilt.also.empty()) text += "  off on their own too: " + names_of(found, guilt.also) + "\n";
  return text;
}

std::string to_verdict(const BisectReport& report, const TableStyle& style) {
  const Bisection& found = report.found;
  if (found.guilt) return to_guilt(report, style);
  std::size_t judged = 0;
  const OpJudgement* most = nullptr;
  for (const OpJudgement& op : found.ops) {
    if (op.status == OpStatus::unjudged) continue;
    judged += 1;
    const auto off = [](const OpJudgement& of) {
      return std::max(of.own ? severity(*of.own) : 0, of.on_judge ? severity(*of.on_judge) : 0);
    };
    if (most == nullptr || off(op) > off(*most)) most = &op;
  }
  if (judged == 0) return painted("UNJUDGED", kYellow, style) + "  the judge has nothing for any op\n";
  return painted("NO OP IS AT FAULT", kGreen, style) + "  " + plural(judged, "op") + " within rounding of " +
         report.against + "; closest to its limit: " + most->name + "\n";
}

std::string to_nan(const BisectReport& report) {
  if (!report.found.first_nan) return {};
  const OpJudgement& op = report.found.ops[*report.found.first_nan];
  std::string text =
      "first NaN: " + op.name + " makes " + std::to_string(op.new_nans) + " of inputs without one\n";
  const bool told = report.found.guilt && report.found.guilt->suspects.front() == *report.found.first_nan;
  const auto origin = report.origins.find(op.name);
  return told || origin == report.origins.end() ? text : text + to_origin(origin->second);
}

Json to_number(double value) {
  if (std::isnan(value)) return "nan";
  return std::isinf(value) ? Json(value > 0 ? "inf" : "-inf") : Json(value);
}

Json to_json(const Comparison& row) {
  Json json = {{"name", row.name}, {"status", ireplay::name_of(row.status)}};
  if (!row.reason.empty()) json["reason"] = row.reason;
  if (!row.has_figures()) return json;
  json.update({{"dtype", info(row.dtype).name},
               {"size", row.size},
               {"numel", row.elements},
               {"off", row.mismatched},
               {"own_over_allowed", to_number(severity(row))},
               {"rms", to_number(row.rms)},
               {"max_abs", to_number(row.max_abs)},
               {"why", row.limits.why}});
  return json;
}

Json to_json(const BisectReport& report) {
  const Bisection& found = report.found;
  Json json = {{"dump", report.dump},
               {"on", report.on},
               {"against", report.against},
               {"exit_code", exit_code_of(report)},
               {"ops", Json::array()}};
  for (const OpJudgement& op : found.ops) {
    Json row = {{"name", op.name},
                {"kind", op.kind},
                {"status", name_of(op.status)},
                {"inherited", to_number(op.inherited)}};
    if (!op.reason.empty()) row["reason"] = op.reason;
    if (op.own) row["own"] = to_json(*op.own);
    if (op.on_judge) row["on_judge"] = to_json(*op.on_judge);
    if (op.new_nans > 0) row["new_nans"] = op.new_nans;
    json["ops"].push_back(std::move(row));
  }
  const auto names = [&](const std::vector<std::size_t>& ops) {
    Json list = Json::array();
    for (const std::size_t op : ops) list.push_back(found.ops[op].name);
    return list;
  };
  if (found.guilt)
    json["guilty"] = {{"suspects", names(found.guilt->suspects)},
                      {"shown_by", found.ops[found.guilt->shown].name},
                      {"verdict", found.guilt->verdict},
                      {"evidence", to_json(found.guilt->evidence)},
                      {"also", names(found.guilt->also)}};
  if (!report.within.empty()) json["within"] = report.within;
  if (!found.other_as_a_whole.empty()) json["other_as_a_whole"] = found.other_as_a_whole;
  if (found.first_nan) json["first_nan"] = found.ops[*found.first_nan].name;
  json["origins"] = Json::object();
  for (const auto& [op, origin] : report.origins) json["origins"][op] = to_json(origin);
  if (!report.case_folder.empty()) json["case"] = report.case_folder;
  if (!report.reproduce.empty()) json["reproduce"] = report.reproduce;
  json["warnings"] = report.warnings;
  return json;
}

}  // namespace

int exit_code_of(const BisectReport& report) {
  if (report.found.guilt) return 1;
  const bool judged = std::ranges::any_of(
      report.found.ops, [](const OpJudgement& op) { return op.status != OpStatus::unjudged; });
  return judged || report.found.ops.empty() ? 0 : 7;
}

std::string to_text(const BisectReport& report, const TableStyle& style) {
  std::string text = report.dump + "  on " + report.on + " against " + report.against + "\n";
  text += to_rows(report, style) + "\n" + to_verdict(report, style) + to_nan(report);
  if (!report.found.other_as_a_whole.empty())
    text += "the graph as a whole gives another " + join(report.found.other_as_a_whole) +
            " than its ops one by one: the fault is in their order or in memory that they share\n";
  for (const std::string& warning : report.warnings) text += "warning: " + warning + "\n";
  if (!report.case_folder.empty()) text += "case: " + report.case_folder + "\n";
  if (!report.reproduce.empty()) text += "reproduce: " + report.reproduce + "\n";
  return text;
}

std::string to_json(const std::vector<BisectReport>& reports, const RunHeader& header) {
  int code = 0;
  for (const int wanted : {7, 1})
    for (const BisectReport& report : reports)
      if (exit_code_of(report) == wanted) code = wanted;
  Json json = {{"schema", "ireplay.bisect/1"}, {"version", {{"release", header.version}}},
               {"command", header.command},    {"started", header.started},
               {"host", header.host},          {"exit_code", code},
               {"graphs", Json::array()}};
  for (const BisectReport& report : reports) json["graphs"].push_back(to_json(report));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ireplay
