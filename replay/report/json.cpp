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
void put(Json& json, const char* key, const Timing& us) {
  if (us.samples > 0)
    json[key] = {{"median", us.median}, {"min", us.min}, {"p95", us.p95}, {"samples", us.samples}};
}

Json to_json(const DeviceInfo& device) {
  Json json = {{"name", device.name}};
  put(json, "sm", std::int64_t{device.sm});
  put(json, "driver", device.driver);
  put(json, "peak_gbps", device.copy_gbps);
  if (device.peak_tflops > 0) json["peak_tflops"] = {{"bf16", device.peak_tflops}};
  put(json, "memory_bytes", device.memory_bytes);
  return json;
}

Json to_json(const OpReport& op) {
  Json json = {{"name", op.name}, {"nodes", op.nodes}, {"kind", op.kind}};
  put(json, "kernel", op.kernel);
  put(json, "us", op.us);
  json["bytes"] = op.bytes;
  put(json, "gbps", op.gbps);
  json["flops"] = op.flops;
  put(json, "tflops", op.tflops);
  put(json, "roofline", op.roofline);
  put(json, "bound", op.bound);
  put(json, "algorithm", op.algorithm);
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
  json["teeth"] = {{"factor", to_number(c.teeth.factor)}, {"element", to_number(c.teeth.element)}};
}

Json to_json(const Comparison& c) {
  Json json = {{"name", c.name}, {"status", name_of(c.status)}};
  put(json, "reason", c.reason);
  if (c.has_figures() || c.status == Status::ran) {
    json["dtype"] = info(c.dtype).name;
    json["size"] = c.size;
  }
  if (!c.has_figures()) return json;
  json["numel"] = c.elements;
  json["off"] = c.mismatched;
  put(json, "excused", c.not_compared);
  json["max_abs"] = to_number(c.max_abs);
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
                             {"allowed", to_number(worst.allowed)}});
  return json;
}

Json to_total(const GraphReport& report) {
  Json json = Json::object();
  put(json, "launch_us", report.launch_us);
  put(json, "graph_us", report.graph_us);
  put(json, "kernel_sum_us", report.kernel_sum_us);
  put(json, "sm_clock_mhz", report.sm_clock_mhz);
  put(json, "cold_us", report.cold_us);
  json["bytes"] = report.bytes;
  json["flops"] = report.flops;
  put(json, "peak_memory_bytes", report.peak_memory_bytes);
  put(json, "start_up_ms", report.start_up_ms);
  put(json, "parse_ms", report.parse_ms);
  put(json, "lower_ms", report.lower_ms);
  put(json, "verdict_ms", report.verdict_ms);
  return json;
}

Json to_json(const ErrorReport& fault) {
  Json json = {{"kind", fault.kind}, {"message", fault.message}};
  put(json, "file", fault.file);
  put(json, "line", fault.line);
  put(json, "col", fault.column);
  return json;
}

Json to_json(const GraphReport& report) {
  Json json = {{"dump", report.dump}, {"status", report.status}, {"exit_code", report.exit_code}};
  if (report.error.empty()) {
    json["seed"] = report.seed;
    json["inputs"] = Json::array();
    for (const InputReport& input : report.inputs)
      json["inputs"].push_back({{"name", input.name}, {"from", input.from}});
    json["device"] = to_json(report.device);
    json["engine"] = {{"device", report.engine}};
    put(json["engine"], "kernels", report.kernels);
    json["total"] = to_total(report);
    json["ops"] = Json::array();
    for (const OpReport& op : report.ops) json["ops"].push_back(to_json(op));
    put(json, "against", report.against);
    json["compare"] = Json::array();
    for (const Comparison& c : report.comparisons) json["compare"].push_back(to_json(c));
  } else {
    json["error"] = to_json(report.fault);
  }
  json["warnings"] = Json::array();
  for (const std::string& warning : report.warnings) json["warnings"].push_back({{"text", warning}});
  return json;
}

}  // namespace

std::string to_json(const std::vector<GraphReport>& reports, const RunHeader& header) {
  Json json = {{"schema", "ireplay.run/2"}, {"version", {{"release", header.version}}}};
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
