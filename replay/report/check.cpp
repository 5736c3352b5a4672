#include "replay/report/check.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "replay/externs/extern_table.hpp"
#include "replay/report/numbers.hpp"
#include "replay/report/text_table.hpp"

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

CheckReport::Row to_row(const Step& step) {
  CheckReport::Row row{step.name, step.op_kind, step.nodes, "nothing to run", "", "", ""};
  if (step.kind == Step::Kind::loops) {
    row.how = "loops";
    row.cpu = "loops";
    row.cuda = "kernel";
  } else if (step.op_kind == "opaque" && step.kind == Step::Kind::nop) {
    row.how = "replayed around";
    row.function = step.call.function;
  } else if (step.kind == Step::Kind::extern_call) {
    row.how = "library";
    row.function = step.call.function;
    if (const ExternRow* found = find_extern(step.call)) {
      row.cpu = cpu_text(found->runner());
      row.cuda = cuda_text(found->runner());
    }
  }
  return row;
}

std::string count_of(const CheckReport& report, const char* how) {
  const auto count =
      std::count_if(report.rows.begin(), report.rows.end(), [&](const auto& row) { return row.how == how; });
  return std::to_string(count);
}

Json to_json(const CheckReport& report) {
  Json json = {{"dump", report.dump}, {"status", report.status}};
  if (!report.error.empty()) {
    json["error"] = report.error;
    return json;
  }
  json["ops"] = Json::array();
  for (const auto& row : report.rows) {
    Json op = {{"name", row.name}, {"nodes", row.nodes}, {"kind", row.kind}, {"runs", row.how}};
    if (!row.function.empty()) op["function"] = row.function;
    if (!row.cpu.empty()) op["cpu"] = row.cpu;
    if (!row.cuda.empty()) op["cuda"] = row.cuda;
    json["ops"].push_back(std::move(op));
  }
  json["inputs"] = report.inputs;
  json["outputs"] = report.outputs;
  json["input_bytes"] = report.input_bytes;
  json["arena_bytes"] = report.arena_bytes;
  json["bytes"] = report.traffic_bytes;
  json["flops"] = report.flops;
  json["warnings"] = report.warnings;
  return json;
}

}  // namespace

CheckReport make_check_report(const Plan& plan) {
  CheckReport report;
  report.status = "ok";
  for (const Step& step : plan.steps) {
    report.rows.push_back(to_row(step));
    report.traffic_bytes += step.bytes;
    report.flops += step.flops;
  }
  report.inputs = plan.inputs.size();
  report.outputs = plan.outputs.size();
  for (const Storage& storage : plan.storages)
    if (storage.kind != Storage::Kind::arena) report.input_bytes += storage.bytes;
  report.arena_bytes = plan.arena_bytes;
  report.warnings = plan.warnings;
  return report;
}

std::string to_text(const CheckReport& report) {
  if (!report.error.empty()) return report.dump + "\n" + report.error;
  std::string text = report.dump + "  " + std::to_string(report.rows.size()) +
                     " ops: " + count_of(report, "loops") + " loops, " + count_of(report, "library") +
                     " library calls, " + count_of(report, "nothing to run") + " with nothing to run" +
                     (count_of(report, "replayed around") == "0"
                          ? ""
                          : ", " + count_of(report, "replayed around") + " replayed around") +
                     "\n";
  TextTable table;
  table.column("op").column("kind").column("runs as").column("on the CPU").column("on a GPU");
  for (const auto& row : report.rows)
    table.row({row.name, row.kind,
               row.how == "replayed around" ? row.how + ": " + row.function
               : row.function.empty()       ? row.how
                                            : row.function,
               row.cpu, row.cuda});
  text += table.print("");
  text += std::to_string(report.inputs) + (report.inputs == 1 ? " input of " : " inputs of ") +
          print_bytes(static_cast<double>(report.input_bytes)) + ", " + std::to_string(report.outputs) +
          (report.outputs == 1 ? " output" : " outputs") + ", buffers in " +
          print_bytes(static_cast<double>(report.arena_bytes)) + ", traffic " +
          print_bytes(static_cast<double>(report.traffic_bytes)) + "\n";
  for (const std::string& warning : report.warnings) text += "warning: " + warning + "\n";
  return text;
}

std::string to_json(const std::vector<CheckReport>& reports, const std::string& version) {
  Json json = {{"schema", "ireplay.check/1"}, {"version", version}, {"graphs", Json::array()}};
  for (const CheckReport& report : reports) json["graphs"].push_back(to_json(report));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ireplay
