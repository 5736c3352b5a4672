#include "replay/report/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace ireplay {
namespace {

using Json = nlohmann::ordered_json;

Json to_number(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return value;
}

Json to_json(const ElementValue& value) { return value.integral ? Json(value.i) : to_number(value.f); }

void put(Json& json, const char* key, double value) {
  if (value != 0) json[key] = to_number(value);
}
void put(Json& json, const char* key, std::int64_t value) {
  if (value != 0) json[key] = value;
}
void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}
/// Figures, and where there were rounds of them the samples themselves.
void put(Json& json, const char* key, const Timing& us, const Rounds& rounds = {}) {
  if (us.samples == 0) return;
  json[key] = {{"median", us.median}, {"min", us.min},         {"p5", us.p5},
               {"p95", us.p95},       {"samples", us.samples}, {"noise", us.noise}};
  if (!rounds.empty()) json[key]["rounds"] = rounds;
}

Json to_json(const ChangeEstimate& change) {
  Json json = {{"verdict", name_of(change.verdict)}, {"ratio", change.ratio}};
  if (change.high > 0) json["interval"] = {change.low, change.high};
  return json;
}

Json to_json(const std::vector<TensorReport>& tensors) {
  Json list = Json::array();
  for (const TensorReport& tensor : tensors) {
    Json row = {{"name", tensor.name}, {"layout", tensor.layout}};
    if (tensor.op >= 0) row["op"] = tensor.op;
    list.push_back(std::move(row));
  }
  return list;
}

Json to_device(const GraphReport& report) {
  const DeviceInfo& device = report.device;
  Json json = {{"name", device.name}};
  put(json, "sm", std::int64_t{device.sm});
  put(json, "driver", device.driver);
  if (report.sm_clock_mhz > 0) json["clocks"] = {{"sm_mhz", report.sm_clock_mhz}};
  put(json, "throttled", report.throttled);
  put(json, "copy_gbps", device.copy_gbps);
  put(json, "matmul_tflops", device.matmul_tflops);
  put(json, "memory_bytes", device.memory_bytes);
  return json;
}

Json to_json(const OpReport& op) {
  Json json = {{"name", op.name}, {"nodes", op.nodes}};
  put(json, "hash", op.hash);
  if (op.first_line > 0) json["lines"] = {op.first_line, op.last_line};
  json["kind"] = op.kind;
  put(json, "kernel", op.kernel);
  put(json, "algorithm", op.algorithm);
  put(json, "schedule", op.schedule);
  Json us = Json::object();
  put(us, "warm", op.us, op.warm_rounds);
  put(us, "cold", op.cold_us, op.cold_rounds);
  if (!us.empty()) json["us"] = std::move(us);
  json["bytes"] = op.bytes;
  json["flops"] = op.flops;
  put(json, "bound", op.bound);
  put(json, "of_limit", op.of_limit);
  put(json, "original_us", op.original_us);
  put(json, "of_original", op.of_original);
  if (op.change) json["change"] = to_json(*op.change);
  if (!op.reads.empty()) json["reads"] = to_json(op.reads);
  if (!op.writes.empty()) json["writes"] = to_json(op.writes);
  return json;
}

Json to_json(const Limits& limits) {
  Json json = {{"kind", name_of(limits.kind)}, {"why", limits.why}};
  for (const auto& [key, value] :
       {std::pair("rms", limits.rms), std::pair("slope", limits.slope), std::pair("mean", limits.mean)})
    if (std::isfinite(value)) json[key] = value;
  return json;
}

/// Of integers there are neither roundings nor NaN.
void put_float_figures(Json& json, const Comparison& c) {
  json["nan"] = {{"ours", c.ours.nan}, {"reference", c.reference.nan}};
  json["inf"] = {{"ours", c.ours.inf}, {"reference", c.reference.inf}};
  json["rms"] = to_number(c.rms);
  json["slope"] = to_number(c.slope);
  json["mean"] = to_number(c.mean);
  if (c.cosine) json["cosine"] = to_number(*c.cosine);
  json["ulp"] = {{"p50", c.ulp_p50}, {"p99", c.ulp_p99}, {"max", c.max_ulp}};
  if (!c.ulp_histogram.empty()) json["ulp"]["histogram"] = c.ulp_histogram;
  json["teeth"] = {{"factor", to_number(c.teeth.factor)}, {"element", to_number(c.teeth.element)}};
}

Json to_json(const Comparison& c) {
  Json json = {{"name", c.name}, {"status", name_of(c.status)}};
  put(json, "reason", c.reason);
  if (c.has_figures() || c.status == Status::ran) {
    json["dtype"] = info(c.dtype).name;
    json["size"] = c.size;
  }
  if (c.values) {
    json["min"] = to_number(c.values->min);
    json["max"] = to_number(c.values->max);
    json["mean"] = to_number(c.values->mean);
    json["nan"] = {{"ours", c.ours.nan}};
    json["inf"] = {{"ours", c.ours.inf}};
  }
  if (!c.has_figures()) return json;
  json["numel"] = c.elements;
  json["off"] = c.mismatched;
  put(json, "excused", c.not_compared);
  json["max_abs"] = to_number(c.max_abs);
  put(json, "reference_rms", c.reference_rms);
  json["max_err_over_allowed"] = to_number(c.max_err_over_allowed);
  if (is_floating(c.dtype) || is_complex(c.dtype)) put_float_figures(json, c);
  json["tolerance"] = to_json(c.limits);
  if (c.oracle)
    json["oracle"] = {{"ours", to_number(c.oracle->ours)},
                      {"reference", to_number(c.oracle->reference)},
                      {"verdict", c.oracle->verdict}};
  json["worst"] = Json::array();
  for (const WorstElement& worst : c.worst)
    json["worst"].push_back({{"index", worst.index},
                             {"got", to_json(worst.got)},
                             {"want", to_json(worst.want)},
                             {"error", to_number(worst.error)},
                             {"allowed", to_number(worst.allowed)}});
  return json;
}

Json to_total(const GraphReport& report) {
  Json json = Json::object();
  put(json, "launch_us", report.launch_us, report.launch_rounds);
  put(json, "graph_us", report.graph_us, report.graph_rounds);
  put(json, "kernel_sum_us", report.kernel_sum_us);
  put(json, "cold_us", report.cold_us, report.cold_rounds);
  if (!report.warm_yardstick.empty()) json["yardstick_us"]["warm"] = report.warm_yardstick;
  if (!report.cold_yardstick.empty()) json["yardstick_us"]["cold"] = report.cold_yardstick;
  json["bytes"] = report.bytes;
  json["flops"] = report.flops;
  put(json, "peak_memory_bytes", report.peak_memory_bytes);
  put(json, "start_up_ms", report.start_up_ms);
  put(json, "parse_ms", report.parse_ms);
  put(json, "lower_ms", report.lower_ms);
  put(json, "compile_ms", report.compile_ms);
  put(json, "verdict_ms", report.verdict_ms);
  put(json, "wall_s", report.wall_s);
  return json;
}

Json to_json(const ErrorReport& fault) {
  Json json = {{"kind", fault.kind}, {"message", fault.message}};
  put(json, "file", fault.file);
  put(json, "line", fault.line);
  put(json, "col", fault.column);
  put(json, "hint", fault.hint);
  return json;
}

void put_changes(Json& json, const GraphReport& report) {
  if (report.changes.empty()) return;
  Json& changes = json["changes"] = Json::object();
  for (const TotalChange& total : report.changes) changes[total.name] = to_json(total.change);
  put(json, "without_baseline", static_cast<std::int64_t>(report.without_baseline));
}

Json to_json(const RepeatReport& repeat) {
  Json json = {{"runs", repeat.runs}, {"equal", repeat.equal}};
  put(json, "op", repeat.op);
  put(json, "buffer", repeat.buffer);
  put(json, "output", repeat.output);
  put(json, "differing", repeat.differing);
  return json;
}

Json to_json(const OriginalReport& original) {
  Json json = {{"ops", original.ops}, {"fallbacks", original.ours}, {"agrees", original.agrees}};
  put(json, "graph_us", original.graph_us);
  put(json, "launch_us", original.launch_us);
  put(json, "kernel_sum_us", original.kernel_sum_us);
  json["verdict"] = original.verdict;
  return json;
}

/// Of a graph that ran.
void put_results(Json& json, const GraphReport& report) {
  json["seed"] = report.seed;
  json["inputs"] = Json::array();
  for (const InputReport& input : report.inputs)
    json["inputs"].push_back({{"name", input.name}, {"from", input.from}});
  json["device"] = to_device(report);
  json["engine"] = {{"device", report.engine}};
  put(json["engine"], "kernels", report.kernels);
  put(json["engine"], "clock", report.clock);
  json["total"] = to_total(report);
  json["ops"] = Json::array();
  for (const OpReport& op : report.ops) json["ops"].push_back(to_json(op));
  put_changes(json, report);
  if (report.repeat) json["repeat"] = to_json(*report.repeat);
  if (report.original) json["original"] = to_json(*report.original);
  put(json, "against", report.against);
  json["compare"] = Json::array();
  for (const Comparison& c : report.comparisons) json["compare"].push_back(to_json(c));
  put(json, "reproduce", report.reproduce);
}

Json to_json(const GraphReport& report) {
  Json json = {{"dump", report.dump}, {"status", report.status}, {"exit_code", report.exit_code}};
  put(json, "name", report.name);
  put(json, "hash", report.hash);
  put(json, "torch", report.torch);
  put(json, "started", report.started);
  if (report.error.empty()) {
    put_results(json, report);
  } else {
    json["error"] = to_json(report.fault);
    json["error"]["text"] = report.error;
  }
  json["warnings"] = Json::array();
  for (const WarningReport& warning : report.warnings)
    json["warnings"].push_back({{"code", warning.code}, {"text", warning.text}});
  return json;
}

}  // namespace

std::string to_json(const std::vector<GraphReport>& reports, const RunHeader& header) {
  Json json = {{"schema", "ireplay.run/2"}, {"version", {{"release", header.version}}}};
  put(json["version"], "commit", header.commit);
  put(json["version"], "toolkit", header.toolkit);
  json["command"] = header.command;
  put(json, "started", header.started);
  put(json, "host", header.host);
  json["exit_code"] = header.signal != 0 ? 128 + header.signal : exit_code_of(reports);
  json["status"] = status_of(reports);
  json["interrupted"] = header.signal != 0;
  json["runs"] = Json::array();
  for (const GraphReport& report : reports) json["runs"].push_back(to_json(report));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ireplay
