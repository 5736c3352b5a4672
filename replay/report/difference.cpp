#include "replay/report/difference.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "replay/passes/dataflow.hpp"
#include "replay/passes/program_hash.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/style.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;
using Kind = OpChange::Kind;

struct Work {
  std::int64_t bytes = 0, flops = 0;
};

Work work_of(const Plan& plan, const std::vector<std::size_t>& steps) {
  Work work;
  for (const std::size_t step : steps)
    work.bytes += plan.steps[step].bytes, work.flops += plan.steps[step].flops;
  return work;
}

Work work_of(const Plan& plan) {
  Work work;
  for (const Step& step : plan.steps) work.bytes += step.bytes, work.flops += step.flops;
  return work;
}

std::size_t count_ops(const Plan& plan) {
  return static_cast<std::size_t>(std::ranges::count_if(plan.steps, [](const Step& step) {
    return step.kind == Step::Kind::extern_call || !step.programs.empty();
  }));
}

std::string names_of(const Plan& plan, const std::vector<std::size_t>& steps, std::size_t width) {
  std::string text;
  for (const std::size_t step : steps) text.append(text.empty() ? "" : " ").append(plan.steps[step].name);
  return shortened(text, width);
}

std::string print_flops(std::int64_t flops) {
  if (flops == 0) return "0";
  const char* const units[] = {"", " k", " M", " G", " T"};
  auto value = static_cast<double>(flops);
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < std::size(units)) value /= 1000, ++unit;
  return print_rate(value) + units[unit];
}

/// `extern_kernels.addmm(bf16[8,4], f32[])`.
std::string print_call(const Plan& plan, const Step& step) {
  std::string text;
  for_each_tensor(step.call, [&](const TensorView& view) {
    text.append(text.empty() ? "" : ", ").append(to_text(view.dtype, view.size));
  });
  std::string results;
  for (const std::int32_t result : step.call.results)
    if (result != kNone)
      results.append(results.empty() ? " -> " : ", ")
          .append(to_text(buffer_of(plan, result).dtype, buffer_of(plan, result).size));
  return step.call.function + "(" + text + ")" + results;
}

/// The library calls among steps, by what they are called with.
std::vector<std::string> calls_of(const Plan& plan, const std::vector<std::size_t>& steps) {
  std::vector<std::string> calls;
  for (const std::size_t step : steps)
    if (plan.steps[step].kind == Step::Kind::extern_call) calls.push_back(print_call(plan, plan.steps[step]));
  return calls;
}

std::string side(const std::string& name, const Plan& plan) {
  const Work work = work_of(plan);
  return name + "  " + plural(count_ops(plan), "op") + ", " + print_bytes(static_cast<double>(work.bytes)) +
         ", " + print_flops(work.flops) + "flop\n";
}

const char* color_of(Kind kind) {
  return kind == Kind::gone ? kRed : kind == Kind::added ? kGreen : kind == Kind::same ? kDim : kYellow;
}

Json to_json(const Plan& plan, const std::vector<std::size_t>& steps) {
  Json json = Json::array();
  for (const std::size_t at : steps) {
    const Step& step = plan.steps[at];
    Json row = {{"name", step.name},    {"nodes", step.nodes},
                {"kind", step.op_kind}, {"hash", to_hex(hash_of(step, plan))},
                {"bytes", step.bytes},  {"flops", step.flops}};
    if (step.kind == Step::Kind::extern_call) row["call"] = print_call(plan, step);
    json.push_back(std::move(row));
  }
  return json;
}

Json to_side(const std::string& name, const Plan& plan) {
  const Work work = work_of(plan);
  return {{"dump", name}, {"ops", count_ops(plan)}, {"bytes", work.bytes}, {"flops", work.flops}};
}

}  // namespace

bool is_same(const DiffReport& report) {
  return std::ranges::all_of(report.changes,
                             [](const OpChange& change) { return change.kind == Kind::same; });
}

std::string to_text(const DiffReport& report, const TableStyle& style) {
  std::string text =
      "A  " + side(report.first_name, report.first) + "B  " + side(report.second_name, report.second);
  const std::size_t width = std::max<std::size_t>(16, (style.width - 48) / 2);
  TextTable table;
  table.column("").column("A").column("B").number_column("bytes A").number_column("B").number_column(
      "flop A");
  table.number_column("B");
  std::size_t same = 0, rows = 0;
  std::string calls;
  for (const OpChange& change : report.changes) {
    same += change.kind == Kind::same;
    if (change.kind == Kind::same && !style.verbose) continue;
    rows += 1;
    const Work a = work_of(report.first, change.first), b = work_of(report.second, change.second);
    const auto bytes = [](const std::vector<std::size_t>& steps, const Work& work) {
      return steps.empty() ? std::string() : print_bytes(static_cast<double>(work.bytes));
    };
    const auto flops = [](const std::vector<std::size_t>& steps, const Work& work) {
      return steps.empty() ? std::string() : print_flops(work.flops);
    };
    table.row({painted(std::string(name_of(change.kind)), color_of(change.kind), style),
               names_of(report.first, change.first, width), names_of(report.second, change.second, width),
               bytes(change.first, a), bytes(change.second, b), flops(change.first, a),
               flops(change.second, b)});
    if (change.kind == Kind::same) continue;
    for (const std::string& call : calls_of(report.first, change.first)) calls += "  - " + call + "\n";
    for (const std::string& call : calls_of(report.second, change.second)) calls += "  + " + call + "\n";
  }
  if (rows > 0) text += table.print(style.color ? kDim : "");
  if (!calls.empty()) text += "library calls:\n" + calls;
  return text + plural(same, "op") + (same == 1 ? " is" : " are") + " the same" +
         (is_same(report) ? "" : ", " + plural(report.changes.size() - same, "change")) + "\n";
}

std::string to_json(const std::vector<DiffReport>& reports, const RunHeader& header) {
  Json json = {{"schema", "ireplay.diff/1"}, {"version", {{"release", header.version}}},
               {"command", header.command},  {"started", header.started},
               {"host", header.host},        {"same", std::ranges::all_of(reports, is_same)},
               {"graphs", Json::array()}};
  for (const DiffReport& report : reports) {
    Json graph = {{"first", to_side(report.first_name, report.first)},
                  {"second", to_side(report.second_name, report.second)},
                  {"same", is_same(report)},
                  {"changes", Json::array()}};
    for (const OpChange& change : report.changes)
      graph["changes"].push_back({{"kind", name_of(change.kind)},
                                  {"first", to_json(report.first, change.first)},
                                  {"second", to_json(report.second, change.second)}});
    json["graphs"].push_back(std::move(graph));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ireplay
