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

Json to_json(const Comparison& c) {
  Json json = {{"name", c.name}, {"status", name_of(c.status)}};
  put(json, "reason", c.reason);
  if (!c.has_figures()) return json;
  json["dtype"] = info(c.dtype).name;
  json["size"] = c.size;
  json["numel"] = c.elements;
  json["mismatched"] = c.mismatched;
  json["max_abs"] = to_number(c.max_abs);
  json["max_rel"] = to_number(c.max_rel);
  if (is_floating(c.dtype)) json["max_ulp"] = to_number(c.max_ulp);
  if (is_floating(c.dtype)) json["rms"] = to_number(c.rms);
  if (c.cosine) json["cosine"] = to_number(*c.cosine);
  json["nan"] = {{"ours", c.ours.nan}, {"reference", c.reference.nan}};
  json["inf"] = {{"ours", c.ours.inf}, {"reference", c.reference.inf}};
  json["tolerance"] = to_json(c.limits);
  if (is_floating(c.dtype) || is_complex(c.dtype))
    json["teeth"] = {{"factor", to_number(c.teeth.factor)}, {"element", to_number(c.teeth.element)}};
  if (c.oracle)
    json["oracle"] = {{"ours", to_number(c.oracle->ours)},
                      {"reference", to_number(c.oracle->reference)},
                      {"verdict", c.oracle->verdict}};
  json["worst"] = Json::array();
  for (const WorstElement& worst : c.worst)
    json["worst"].push_back(
        {{"index", worst.index}, {"got", to_json(worst.got)}, {"want", to_json(worst.want)}});
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

Json to_json(const GraphReport& report, const std::string& version) {
  Json json = {
      {"schema", "ireplay.run/1"}, {"version", version}, {"dump", report.dump}, {"status", report.status}};
  put(json, "error", report.error);
  if (report.error.empty()) {
    json["device"] = to_json(report.device);
    json["engine"] = {{"device", report.engine}};
    put(json["engine"], "kernels", report.kernels);
    json["total"] = to_total(report);
    json["ops"] = Json::array();
    for (const OpReport& op : report.ops) json["ops"].push_back(to_json(op));
    json["compare"] = Json::array();
    for (const Comparison& c : report.comparisons) json["compare"].push_back(to_json(c));
    if (!report.random_inputs.empty()) json["random_inputs"] = report.random_inputs;
  }
  json["warnings"] = report.warnings;
  return json;
}

}  // namespace

std::string to_json(const std::vector<GraphReport>& reports, const std::string& version) {
  Json json;
  if (reports.size() == 1) {
    json = to_json(reports.front(), version);
  } else {
    json = {{"schema", "ireplay.runs/1"},
            {"version", version},
            {"status", status_of(reports)},
            {"runs", Json::array()}};
    for (const GraphReport& report : reports) json["runs"].push_back(to_json(report, version));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ireplay
